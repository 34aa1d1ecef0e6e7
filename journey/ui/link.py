"""The address and the session say the same: which dataset, which filters."""

import time

import streamlit as st

from journey.data.generation import Generation
from journey.data.selection import known_part
from journey.map.view import MapView
from journey.map.view import from_link as view_from_link
from journey.map.view import to_link as view_to_link
from journey.model.filters import DIMENSIONS, Filters, from_link, to_link
from journey.ui import asked
from journey.ui.data import DATASET

FILTERS, VIEW, WRITTEN, NOTICES = "filters", "map_view", "written_link", "notices"
DATASET_WIDGET = "dataset_widget"
REPLACED, LATE_SECONDS, MOST_REPLACED = "replaced_links", 3.0, 8


def read(names: list[str]) -> None:
    """Take dataset and filters from the address, unless it is the one this session wrote or a page switch emptied."""
    address = {key: st.query_params.get_all(key) for key in st.query_params}
    st.session_state.setdefault(NOTICES, [])
    if FILTERS not in st.session_state or (address and not _is_own(address)):
        st.session_state[FILTERS], notices = from_link(address)
        st.session_state[VIEW], view_notices = view_from_link(address)
        asked.read(address)
        st.session_state[NOTICES] = notices + view_notices
        st.session_state[DATASET] = _dataset(address.get("dataset", []), names)
    if st.session_state[DATASET] not in names:
        st.session_state[DATASET] = names[0]
    st.session_state[DATASET_WIDGET] = st.session_state[DATASET]


def _is_own(address: dict[str, list[str]]) -> bool:
    """Whether this session wrote it: now, or so lately that the browser may not have heard of the newer one yet."""
    now = time.monotonic()
    late = [before for before, ended in st.session_state.get(REPLACED, []) if now - ended < LATE_SECONDS]
    return address == st.session_state.get(WRITTEN) or address in late


def _dataset(wanted: list[str], names: list[str]) -> str:
    if wanted and wanted[0] not in names:
        st.session_state[NOTICES] = [*st.session_state[NOTICES], f"There is no dataset '{wanted[0]}': this is '{names[0]}'."]
    return wanted[0] if wanted and wanted[0] in names else names[0]


def settle(generation: Generation) -> Filters:
    """The filters that this dataset understands; what it does not is left out and said."""
    filters, notices = known_part(generation, st.session_state[FILTERS])
    notices += [f"The link's '{key}' is left out: write where.{key} to filter by it." for key in st.query_params
                if key in (*DIMENSIONS, *generation.attributes) and key not in asked.KEYS]
    for notice in [*st.session_state[NOTICES], *notices]:
        with st.container(border=True):
            st.text(f"ⓘ {notice}")
    st.session_state[FILTERS], st.session_state[NOTICES] = filters, []
    return filters


def write(filters: Filters, with_view: bool = False, keeps: tuple[str, ...] = ()) -> None:
    """Make the address say what is shown; on the home with how its map is looked at, elsewhere with what the page is asked."""
    address = {"dataset": [st.session_state[DATASET]], **to_link(filters)}
    address |= view_to_link(st.session_state[VIEW]) if with_view else {}
    address |= asked.to_link(keeps)
    before = st.session_state.get(WRITTEN)
    if before is not None and before != address:
        st.session_state[REPLACED] = [*st.session_state.get(REPLACED, []), (before, time.monotonic())][-MOST_REPLACED:]
    st.session_state[FILTERS], st.session_state[WRITTEN] = filters, address
    if {key: st.query_params.get_all(key) for key in st.query_params} != address:
        st.query_params.from_dict(address)


def run_anew_if_stale(filters: Filters) -> None:
    """Run the whole page where a part of it, which runs alone, still holds filters that are no longer in force."""
    if st.session_state[FILTERS] != filters:
        st.rerun(scope="app")


def change_dataset() -> None:
    """Another dataset was chosen in the menu: its own filters begin empty."""
    st.session_state[DATASET], st.session_state[FILTERS] = st.session_state[DATASET_WIDGET], Filters()
    st.session_state[VIEW] = MapView()
    asked.read({})
    st.query_params.from_dict({})
