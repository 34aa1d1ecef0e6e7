"""One customer's journey as a timeline, and the next and the previous within the list it came from."""

import hashlib
from collections import Counter
from dataclasses import dataclass

import pandas as pd
import streamlit as st

from journey.data.answer import Answer
from journey.data.ask import MOST_LISTED
from journey.map.document import themes
from journey.map.one_customer import Journey, journeys_of, sentence
from journey.map.scene import packed
from journey.map.timeline import PHONE, left_out, timeline
from journey.model.errors import UserError
from journey.model.filters import Filters
from journey.model.words import count, percent, plural
from journey.ui import link, page_state, tables
from journey.ui.customer_list import as_csv
from journey.ui.data import VERSION, answer, generation, later
from journey.ui.escape import markdown
from journey.ui.map_component import KEY, drawn_width, journey_map_component

CUSTOMER, SEARCH = "customer", "customer search"
GAPS = {"even": "Evenly spaced", "scale": "Gaps to scale"}
MOMENTS = ("first_at", "last_at")
USUAL_WIDTH, LISTS_KEPT, SHOWN = 1300, 16, 1000


@dataclass(frozen=True)
class Listed:
    """The journeys under the filters, the latest first: their customers in that order, each once, and what became of them."""

    customers: tuple[str, ...]
    places: dict[str, int]
    journeys_each: Counter
    outcomes: Counter
    journeys: int  # all that fit, also those beyond the list's length

    @property
    def is_cut(self) -> bool:
        return self.journeys > MOST_LISTED


def show(filters: Filters) -> None:
    """The customer that is asked for, or the list to choose one from."""
    listed, customer = _listed(st.session_state[VERSION], filters), page_state.get(CUSTOMER)
    title = st.container()
    found = _found(customer, filters)
    _bar(listed, customer if found else "")
    if customer and found is None:
        st.info(
            markdown(
                f"There is no customer '{customer}' in '{generation().dataset}': check the id."
            )
        )
    if found:
        journeys = journeys_of(found.rows, generation().definition)
        title.title(markdown(sentence(customer, journeys)), anchor=False)
        _of_list(listed, customer, filters, len(journeys))
        _timeline(customer, journeys)
        tables.details(found, "Every event: table and definitions")
    else:
        title.title(markdown(_list_sentence(listed)), anchor=False)
        _list(listed, filters)
    for notice in page_state.notices():
        st.info(markdown(notice))
    link.write(filters, keeps=page_state.CUSTOMER)


@st.cache_resource(max_entries=LISTS_KEPT, show_spinner="Listing the customers")
def _listed(version: str, filters: Filters) -> Listed:
    """The list, made once for every visitor: nobody may change it."""
    found = answer("journeys", filters, top=MOST_LISTED)
    each = Counter(row["customer_id"] for row in found.rows)
    customers = tuple(dict.fromkeys(row["customer_id"] for row in found.rows))
    places = {customer: place for place, customer in enumerate(customers)}
    return Listed(
        customers,
        places,
        each,
        Counter(row["outcome"] for row in found.rows),
        found.totals["journeys"],
    )


def _found(customer: str, filters: Filters) -> Answer | None:
    """The customer's events; None where none is asked for, or there is no such customer."""
    try:
        return answer("journey", Filters(), customer=customer) if customer else None
    except UserError:
        return None


def _bar(listed: Listed, customer: str) -> None:
    """Previous and next in the list, the way back to it, and a search by id."""
    place = listed.places.get(customer)
    with st.container(
        horizontal=True, vertical_alignment="center", gap="small", key="customer_bar"
    ):
        if customer:
            if place is not None:
                _step("← Previous", listed, place - 1)
                _step("Next →", listed, place + 1)
                st.markdown(
                    f"Customer **{count(place + 1)} of {count(len(listed.customers))}** in this list",
                    width="content",
                )
            st.button("Show the list", on_click=_open, args=("",), type="tertiary")
        st.text_input(
            "Find a customer by id",
            key=page_state.widget_key(SEARCH),
            on_change=_search,
            placeholder="Find a customer by id",
            label_visibility="collapsed",
            width=240,
        )


def _step(words: str, listed: Listed, place: int) -> None:
    is_there = 0 <= place < len(listed.customers)
    st.button(
        words,
        disabled=not is_there,
        on_click=_open,
        args=(listed.customers[place] if is_there else "",),
    )


def _open(customer: str) -> None:
    """Ask for the customer, '' for the list; widgets begin anew."""
    page_state.put(CUSTOMER, customer)
    page_state.reset_widgets()


def _search() -> None:
    _open(st.session_state[page_state.widget_key(SEARCH)].strip())


def _of_list(listed: Listed, customer: str, filters: Filters, journeys: int) -> None:
    """How the customer belongs to the list: not at all, or with some of the journeys only."""
    within = listed.journeys_each[customer]
    if not within and filters == Filters():
        st.caption(
            f"The list holds the latest {count(MOST_LISTED)} of {count(listed.journeys)} journeys; this customer's are older."
        )
    elif not within:
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            longest = f" among the latest {count(MOST_LISTED)} journeys" if listed.is_cut else ""
            st.markdown(
                markdown(f"This customer is not in the list under these filters{longest}."),
                width="content",
            )
            st.button("Clear the filters", on_click=_clear)
    elif within < journeys:
        st.caption(
            f"The filters fit {count(within)} of these {count(journeys)} journeys; all of them are shown."
        )


def _clear() -> None:
    st.session_state["filter_round"] = st.session_state.get("filter_round", 0) + 1
    st.session_state[link.FILTERS] = Filters()


def _timeline(customer: str, journeys: list[Journey]) -> None:
    """The drawing for desk and phone."""
    definition, width = generation().definition, drawn_width(USUAL_WIDTH)
    has_gaps = any(event.gap for journey in journeys for event in journey.events)
    is_scaled = has_gaps and page_state.segments("gaps", "Gaps", GAPS, "even") == "scale"
    zone = "" if generation().is_timeless else f"Times are in {definition.timezone}."
    st.caption(
        markdown(
            " ".join(words for words in (left_out(journeys), zone, *_signs(journeys)) if words)
        )
    )
    silence = definition.inactivity_seconds
    scenes = {
        "wide": timeline(journeys, width, silence, is_scaled),
        "narrow": timeline(journeys, PHONE, silence, is_scaled, is_narrow=True),
    }
    seen = repr((st.session_state[VERSION], customer, width, is_scaled))
    journey_map_component(
        key=KEY,
        data=packed(scenes)
        | {
            "label": f"The journey of {customer}",
            "themes": themes(),
            "signature": hashlib.sha256(seen.encode()).hexdigest()[:16],
            "evidence": None,
            "filters": "",
            "picture": None,
        },
        on_width_change=lambda: None,
    )


def _signs(journeys: list[Journey]) -> list[str]:
    """What the signs mean that are drawn."""
    events = [event for journey in journeys for event in journey.events]
    felt = "A point says how it felt, from −1 (bad) to +1 (good); a hollow one says nothing."
    framed = "The frame of a score is teal where the answer is good, red where it is bad."
    return [
        *([felt] if any(event.valence is not None for event in events) else []),
        *([framed] if any(event.scores for event in events) else []),
    ]


def _list_sentence(listed: Listed) -> str:
    """How many customers, and what became of their journeys."""
    listed_journeys = sum(listed.outcomes.values())
    if not listed_journeys:
        return "No journey matches these filters"
    customers = plural(len(listed.customers), "customer")
    journeys = plural(listed_journeys, "journey")
    if generation().is_timeless:
        return f"{customers} with {journeys}"
    parts = [
        (listed.outcomes[name], words)
        for name, words in (
            ("completed", "completed"),
            ("in_progress", "under way"),
            ("dropped_off", "left"),
        )
    ]
    told = ", ".join(
        f"{percent(number / listed_journeys)} {words}" for number, words in parts if number
    )
    return f"{customers} with {journeys}: {told}"


def _list(listed: Listed, filters: Filters) -> None:
    """The journeys as a table; a chosen row opens its customer."""
    if not listed.customers:
        st.info("Take a filter away, or choose other dates.")
        return
    found = answer("journeys", filters, top=SHOWN)
    cut = (
        f"The list holds the latest {count(MOST_LISTED)} of {count(listed.journeys)} journeys. "
        if listed.is_cut
        else ""
    )
    more = (
        f"The latest {count(SHOWN)} journeys are shown; filters narrow them. "
        if listed.journeys > SHOWN
        else ""
    )
    st.caption(
        f"{cut}{more}Choose a row to see that customer; next and previous go through this list."
    )
    frame = found.frame()
    shown = st.dataframe(
        frame.assign(**{name: pd.to_datetime(frame[name]) for name in MOMENTS}).dropna(
            axis=1, how="all"
        ),
        hide_index=True,
        width="stretch",
        height=min(640, 38 + 35 * len(frame)),
        column_config={
            name: st.column_config.DatetimeColumn(
                format="D MMM YYYY, HH:mm", timezone=generation().definition.timezone
            )
            for name in MOMENTS
        },
        key=page_state.widget_key(f"customers {filters}"),
        on_select="rerun",
        selection_mode="single-row",
    )
    if shown.selection.rows:
        _open(frame["customer_id"][shown.selection.rows[0]])
        st.rerun()
    whole = later("journeys", filters, top=MOST_LISTED)
    st.download_button(
        "Download the list as CSV",
        lambda: as_csv(whole().rows),
        "journeys.csv",
        "text/csv",
        on_click="ignore",
    )
    tables.details(found, "The list: definitions", with_table=False)
