"""The journeys of one customer as a timeline, with previous and next in the list."""

from functools import partial
from typing import TYPE_CHECKING

import streamlit as st

from journey.data.answer import Answer
from journey.data.views.options import LONGEST_LIST
from journey.data.views.rows import JOURNEY, JOURNEYS
from journey.map.one_customer import Journey, journeys_of, sentence
from journey.map.timeline.drawing import left_out, put_together, timeline
from journey.map.timeline.layout import PHONE
from journey.model.errors import UserError
from journey.model.filters import Filters
from journey.model.words import count
from journey.presenters.customers import EVERY_EVENT, RUNS, ListedCustomers, legend
from journey.presenters.drawing import component_data, drawing_width
from journey.presenters.journey_list import as_csv
from journey.ui import empty_result, link, page_state, silence, tables
from journey.ui.data import VERSION, answer, deferred_answer, generation
from journey.ui.escape import markdown
from journey.ui.journey_list import apply_filters, table
from journey.ui.map_component import KEY, browser_width, journey_map_component

if TYPE_CHECKING:
    from journey.data.views.rows import JourneyRow

CUSTOMER, SEARCH = "customer", "customer search"
GAPS = {"even": "Evenly spaced", "scale": "Gaps to scale"}
DEFAULT_WIDTH, LISTS_CACHED, ROWS_SHOWN, HEIGHT_LIMIT = 1360, 16, 1000, 640


def show(filters: Filters) -> None:
    """The customer in the address, or the list to choose one from."""
    listed, customer = (
        _listed_customers(st.session_state[VERSION], filters),
        page_state.get(CUSTOMER),
    )
    title = st.container()
    events = _events(customer, filters)
    _bar(listed, customer if events else "")
    if customer and events is None:
        st.info(
            markdown(
                f"There is no customer '{customer}' in '{generation().dataset}': check the id."
            )
        )
    if events:
        journeys = journeys_of(events.rows, generation().definition)
        title.title(markdown(sentence(customer, journeys)), anchor=False)
        _membership(listed, customer, filters, len(journeys))
        _timeline(customer, journeys)
        tables.details(events, "Every event: table and definitions")
    else:
        title.title(markdown(listed.headline(generation().has_outcomes)), anchor=False)
        _list(listed, filters)
    for notice in page_state.notices():
        st.info(markdown(notice))
    link.write(filters, state_keys=page_state.CUSTOMER)


@st.cache_resource(max_entries=LISTS_CACHED, show_spinner="Listing the customers")
def _listed_customers(version: str, filters: Filters) -> ListedCustomers:
    """The list, cached for all sessions: never change it."""
    journeys = answer(JOURNEYS, filters, top=LONGEST_LIST)
    return ListedCustomers.of(journeys.rows, journeys.totals["journeys"])


def _events(customer: str, filters: Filters) -> "Answer[JourneyRow] | None":
    """The customer's events; None without a customer or with an unknown one."""
    try:
        return answer(JOURNEY, Filters(), customer=customer) if customer else None
    except UserError:
        return None


def _bar(listed: ListedCustomers, customer: str) -> None:
    """Previous and next in the list, the way back to it, and a search by id."""
    position = listed.customers.index(customer) if customer in listed.journeys_each else None
    with st.container(
        horizontal=True, vertical_alignment="center", gap="small", key="customer_bar"
    ):
        if customer:
            if position is not None:
                _step("← Previous", listed, position - 1)
                _step("Next →", listed, position + 1)
                st.markdown(
                    f"Customer **{count(position + 1)} of {count(len(listed.customers))}** in this list",
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


def _step(words: str, listed: ListedCustomers, position: int) -> None:
    is_there = 0 <= position < len(listed.customers)
    st.button(
        words,
        disabled=not is_there,
        on_click=_open,
        args=(listed.customers[position] if is_there else "",),
    )


def _open(customer: str) -> None:
    """Open the customer, '' for the list; resets the widgets."""
    page_state.put(CUSTOMER, customer)
    page_state.reset_widgets()


def _search() -> None:
    _open(st.session_state[page_state.widget_key(SEARCH)].strip())


def _membership(listed: ListedCustomers, customer: str, filters: Filters, journeys: int) -> None:
    """A note where the customer is not in the list, or only with some journeys."""
    if customer in listed.journeys_each:
        if note := listed.partly(customer, journeys):
            st.caption(note)
    elif filters == Filters():
        st.caption(listed.absence(is_unfiltered=True))
    else:
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            st.markdown(markdown(listed.absence(is_unfiltered=False)), width="content")
            st.button("Clear the filters", on_click=apply_filters, args=(Filters(),))


def _timeline(customer: str, journeys: list[Journey]) -> None:
    """The timeline, wide and narrow."""
    definition, window = generation().definition, browser_width(DEFAULT_WIDTH)
    width = drawing_width(window)
    is_scaled, is_folded = _controls(journeys, definition.inactivity_seconds)
    zone = "" if generation().is_timeless else f"Times are in {definition.timezone}."
    notes = (left_out(journeys), zone, *legend(journeys), RUNS if is_folded else "")
    st.caption(markdown(" ".join(filter(None, notes))))
    drawn = partial(
        timeline,
        journeys,
        silence=definition.inactivity_seconds,
        is_scaled=is_scaled,
        is_folded=is_folded,
    )
    scenes = {"wide": drawn(width=width), "narrow": drawn(width=PHONE, is_narrow=True)}
    version = st.session_state[VERSION]
    journey_map_component(
        key=KEY,
        data=component_data(
            scenes, f"The journey of {customer}", version, customer, width, is_scaled, is_folded
        )
        | {"window": window},
        on_width_change=lambda: None,
    )


def _controls(journeys: list[Journey], silence: float) -> tuple[bool, bool]:
    """Whether gaps are to scale, and whether runs are folded: never to scale, where each event has its place in time."""
    has_gaps = any(event.gap for journey in journeys for event in journey.events)
    has_runs = put_together(journeys, silence) > 0
    with st.container(horizontal=True, vertical_alignment="center", gap="medium"):
        is_scaled = has_gaps and page_state.segments("gaps", "Gaps", GAPS, "even") == "scale"
        is_every = has_runs and not is_scaled and page_state.switch("every", EVERY_EVENT)
    return is_scaled, has_runs and not (is_scaled or is_every)


def _list(listed: ListedCustomers, filters: Filters) -> None:
    """The journeys as a table; a chosen row opens its customer."""
    if not listed.customers:
        empty_result.show(filters)
        return
    journeys_shown = answer(JOURNEYS, filters, top=ROWS_SHOWN)
    st.caption(listed.note(ROWS_SHOWN))
    silence.caption()
    key = page_state.widget_key(f"customers {filters}")
    if chosen := table(journeys_shown.frame(), key, HEIGHT_LIMIT):
        _open(chosen)
        st.rerun()
    all_journeys = deferred_answer(JOURNEYS, filters, top=LONGEST_LIST)
    st.download_button(
        "Download the list as CSV",
        lambda: as_csv(all_journeys().rows),
        "journeys.csv",
        "text/csv",
        on_click="ignore",
    )
    tables.details(journeys_shown, "The list: definitions", with_table=False)
