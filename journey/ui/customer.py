"""The journeys of one customer as a timeline, with previous and next in the list."""

import streamlit as st

from journey.data.views.options import LONGEST_LIST
from journey.data.views.rows import JOURNEYS
from journey.exhibit.exhibit import Exhibit, Nothing
from journey.exhibit.timeline import SCALED, has_gaps
from journey.map.one_customer import Journey
from journey.map.timeline.drawing import put_together
from journey.model.filters import Filters
from journey.model.words import count
from journey.presenters.customers import EVERY_EVENT, ListedCustomers
from journey.presenters.drawing import component_data, drawing_width
from journey.presenters.journey_list import as_csv
from journey.ui import empty_result, exhibits, link, page_state, silence, tables
from journey.ui.data import VERSION, answer, deferred_answer, generation
from journey.ui.escape import markdown
from journey.ui.journey_list import apply_filters, table
from journey.ui.map_component import KEY, browser_width, journey_map_component
from journey.ui.shell import theme

CUSTOMER, SEARCH = "customer", "customer search"
GAPS = {"even": "Evenly spaced", SCALED: "Gaps to scale"}
DEFAULT_WIDTH, LISTS_CACHED, ROWS_SHOWN, HEIGHT_LIMIT = 1360, 16, 1000, 640


def show(filters: Filters) -> None:
    """The customer in the address, or the list to choose one from."""
    listed, customer = (
        _listed_customers(st.session_state[VERSION], filters),
        page_state.get(CUSTOMER),
    )
    title = st.container()
    exhibit = _made(customer)
    _bar(listed, customer if isinstance(exhibit, Exhibit) else "")
    if isinstance(exhibit, Exhibit):
        title.title(markdown(exhibit.title), anchor=False)
        _timeline(exhibit, listed, customer, filters)
    else:
        if customer:
            st.info(markdown(exhibit.reason))
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


def _made(customer: str) -> Exhibit | Nothing:
    """The customer's timeline, whatever the filters."""
    return exhibits.made("customer.timeline", Filters(), customer=customer)


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


def _timeline(exhibit: Exhibit, listed: ListedCustomers, customer: str, filters: Filters) -> None:
    """The timeline, wide and narrow, below what is chosen of it."""
    journeys = exhibit.on_screen(theme()).journeys
    _membership(listed, customer, filters, len(journeys))
    _controls(journeys)
    chosen = _made(customer)
    if isinstance(chosen, Nothing):
        return
    window, drawing = browser_width(DEFAULT_WIDTH), chosen.on_screen(theme())
    width = drawing_width(window)
    with exhibits.shown(
        chosen, table="Every event: table and definitions", is_headed=False, notes=""
    ):
        st.caption(markdown(" ".join(chosen.notes)))
        scenes = {"wide": drawing.scene(width), "narrow": drawing.scene(width, True)}
        version = st.session_state[VERSION]
        journey_map_component(
            key=KEY,
            data=component_data(scenes, chosen.alt, version, chosen.ref, width)
            | {"window": window},
            on_width_change=lambda: None,
        )


def _controls(journeys: list[Journey]) -> None:
    """Whether gaps are to scale, and whether runs are put together: never to scale, where each event has its place in time."""
    has_runs = put_together(journeys, generation().definition.inactivity_seconds) > 0
    with st.container(horizontal=True, vertical_alignment="center", gap="medium"):
        is_scaled = (
            has_gaps(journeys) and page_state.segments("gaps", "Gaps", GAPS, "even") == SCALED
        )
        if has_runs and not is_scaled:
            page_state.switch("every", EVERY_EVENT)


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
