"""Keep the address and the browser session in step: dataset, filters, view, page state."""

import time

import streamlit as st
from streamlit.runtime import app_session
from streamlit.runtime.scriptrunner import get_script_run_ctx
from streamlit.runtime.state.query_params import sanitize_query_string

from journey.data.generation import Generation
from journey.data.selection import known_part
from journey.map.view import MapView
from journey.map.view import to_link as view_to_link
from journey.model.errors import UserError
from journey.model.filters import Filters, to_link
from journey.model.path_filters import parse_cohort
from journey.presenters.link import TOO_LONG, Address, understand, unfiltered
from journey.ui import page_state
from journey.ui.data import DATASET

FILTERS, VIEW, NOTICES = "filters", "map_view", "notices"
WRITTEN, SHOWN = "written_link", "shown_in_link"  # the last address, and what it told
DATASET_WIDGET = "dataset_widget"
REPLACED, LATE_SECONDS, REPLACED_LIMIT = "replaced_links", 3.0, 8


def read(names: list[str]) -> None:
    """Take dataset and filters from the address, unless it is the one this session wrote or a page switch emptied.

    What the reader changed since the last write wins over any address: a slow browser still sends the one of before. Where the
    reader went back or forward, the browser's address wins.
    """
    address = {key: st.query_params.get_all(key) for key in st.query_params}
    st.session_state.setdefault(NOTICES, [])
    is_foreign = address and (
        _is_gone_back() or not _is_changed_here() and not _is_written_here(address)
    )
    if FILTERS not in st.session_state or is_foreign:
        follow(address, names)
    if st.session_state[DATASET] not in names:
        st.session_state[DATASET] = names[0]
    st.session_state[DATASET_WIDGET] = st.session_state[DATASET]


def follow(address: Address, names: list[str]) -> None:
    """Let what an address tells be in force."""
    link = understand(address, names)
    st.session_state[FILTERS], st.session_state[VIEW] = link.filters, link.view
    page_state.read(link.address)
    st.session_state[NOTICES] = list(link.notices)
    st.session_state[DATASET] = link.dataset


def keep_long_links() -> None:
    """Mark links that Streamlit would silently empty; calling it again changes nothing."""
    if getattr(app_session.sanitize_query_string, "__name__", "") != "_marked":
        app_session.sanitize_query_string = _mark_too_long


def _mark_too_long(query: str) -> str:
    return sanitize_query_string(query) or (f"{TOO_LONG}=1" if query else "")


def _shown() -> tuple[Filters | None, MapView | None, dict[str, list[str]]]:
    """What an address tells, as the session holds it."""
    page = page_state.to_link(page_state.KEYS)
    return st.session_state.get(FILTERS), st.session_state.get(VIEW), page


def _is_gone_back() -> bool:
    """Whether this run answers the browser's back or forward button."""
    context = get_script_run_ctx(suppress_warning=True)
    return context is not None and context.is_history_navigation


def _is_changed_here() -> bool:
    """Whether something was clicked since the address was last written, which no address can know."""
    return SHOWN in st.session_state and st.session_state[SHOWN] != _shown()


def _is_written_here(address: dict[str, list[str]]) -> bool:
    """Whether this session wrote it: now, or so recently that the browser may not have the newer one yet."""
    now = time.monotonic()
    recent = [
        written
        for written, ended in st.session_state.get(REPLACED, [])
        if now - ended < LATE_SECONDS
    ]
    return address == st.session_state.get(WRITTEN) or address in recent


def settle(generation: Generation) -> Filters:
    """The filters that this dataset knows; of others `show_notices` speaks."""
    filters, notices = known_part(generation, st.session_state[FILTERS])
    notices += unfiltered(list(st.query_params), (*generation.event_keys, *generation.journey_keys))
    st.session_state[FILTERS] = filters
    st.session_state[NOTICES] = [*st.session_state[NOTICES], *notices]
    return filters


def show_notices() -> None:
    """What of the address was left out, once."""
    for notice in st.session_state[NOTICES]:
        with st.container(border=True):
            st.text(f"ⓘ {notice}")
    st.session_state[NOTICES] = []


def address_of(
    filters: Filters, with_view: bool = False, state_keys: tuple[str, ...] = ()
) -> Address:
    """The address of what is shown; on the home with the map's view, elsewhere with the page state."""
    address = {"dataset": [st.session_state[DATASET]], **to_link(filters)}
    address |= view_to_link(st.session_state[VIEW]) if with_view else {}
    return address | page_state.to_link(state_keys)


def write(filters: Filters, with_view: bool = False, state_keys: tuple[str, ...] = ()) -> None:
    """Write what is shown into the address; each change is a step that the browser's back button undoes."""
    address = address_of(filters, with_view, state_keys)
    last_written = st.session_state.get(WRITTEN)
    if last_written is not None and last_written != address:
        st.session_state[REPLACED] = [
            *st.session_state.get(REPLACED, []),
            (last_written, time.monotonic()),
        ][-REPLACED_LIMIT:]
    st.session_state[FILTERS], st.session_state[WRITTEN] = filters, address
    st.session_state[SHOWN] = _shown()
    if {key: st.query_params.get_all(key) for key in st.query_params} != address:
        st.query_params.from_dict(address)


def rerun_if_stale(filters: Filters, view: MapView | None = None) -> None:
    """Rerun the whole page where a fragment still holds filters, or a map's view, that are no longer in force.

    Which evidence is open is not a matter of the whole page.
    """
    is_stale = st.session_state[FILTERS] != filters
    if view is not None:
        is_stale |= st.session_state[VIEW].opened(None) != view.opened(None)
    if is_stale:
        st.rerun(scope="app")


def narrow(cell: object) -> bool:
    """Filter to the journeys that this cell's figure counts; whether it names one, as what a browser sends may be anything."""
    try:
        parse_cohort(cell if isinstance(cell, str) else "")
    except UserError:
        return False
    st.session_state[FILTERS] = st.session_state[FILTERS].in_cohort(str(cell))
    return True


def change_dataset() -> None:
    """Another dataset was chosen in the menu: its own filters begin empty."""
    st.session_state[DATASET], st.session_state[FILTERS] = (
        st.session_state[DATASET_WIDGET],
        Filters(),
    )
    st.session_state[VIEW] = MapView()
    page_state.read({})
    st.query_params.from_dict({})
