"""Keep the address and the browser session in step: dataset, filters, view, page state."""

import time

import streamlit as st
from streamlit.runtime import app_session
from streamlit.runtime.state.query_params import sanitize_query_string

from journey.data.generation import Generation
from journey.data.selection import known_part
from journey.map.view import MapView
from journey.map.view import from_link as view_from_link
from journey.map.view import to_link as view_to_link
from journey.model.filters import DIMENSIONS, Filters, from_link, to_link
from journey.ui import page_state
from journey.ui.data import DATASET

FILTERS, VIEW, WRITTEN, NOTICES = "filters", "map_view", "written_link", "notices"
DATASET_WIDGET = "dataset_widget"
TOO_LONG, PARTS_LIMIT = "link_too_long", 1000  # the bound of Streamlit itself
VALUE_LENGTH_LIMIT, VALUES_LIMIT, NAME_SHOWN = (
    2_000,
    200,
    40,
)  # characters; values of one key; characters shown of a key
LIST_KEYS = ("hide", "group")  # keys that may repeat, beside filters
SINGLE_KEYS = tuple(
    key
    for key in (*page_state.KEYS, "dataset", "from", "to", "cell", "compare", "expected")
    if key not in LIST_KEYS
)
REPLACED, LATE_SECONDS, REPLACED_LIMIT = "replaced_links", 3.0, 8


def read(names: list[str]) -> None:
    """Take dataset and filters from the address, unless it is the one this session wrote or a page switch emptied."""
    address = {key: st.query_params.get_all(key) for key in st.query_params}
    st.session_state.setdefault(NOTICES, [])
    if FILTERS not in st.session_state or (address and not _is_written_here(address)):
        address, bounds = bounded(address)
        st.session_state[FILTERS], notices = from_link(address)
        st.session_state[VIEW], view_notices = view_from_link(address)
        page_state.read(address)
        st.session_state[NOTICES] = bounds + notices + view_notices
        st.session_state[DATASET] = _dataset(address.get("dataset", []), names)
    if st.session_state[DATASET] not in names:
        st.session_state[DATASET] = names[0]
    st.session_state[DATASET_WIDGET] = st.session_state[DATASET]


def keep_long_links() -> None:
    """Mark links that Streamlit would silently empty; calling it again changes nothing."""
    if getattr(app_session.sanitize_query_string, "__name__", "") != "_marked":
        app_session.sanitize_query_string = _mark_too_long


def _mark_too_long(query: str) -> str:
    return sanitize_query_string(query) or (f"{TOO_LONG}=1" if query else "")


def bounded(address: dict[str, list[str]]) -> tuple[dict[str, list[str]], list[str]]:
    """The link within bounds, and a sentence for each part that is left out."""
    notices = (
        [f"The link has more than {PARTS_LIMIT:,} parameters and was ignored."]
        if TOO_LONG in address
        else []
    )
    bounded_address: dict[str, list[str]] = {}
    for key, values in address.items():
        name, bounded_values = key[:NAME_SHOWN], values
        if key == TOO_LONG or not any(values):
            continue
        if any(len(value) > VALUE_LENGTH_LIMIT for value in (key, *values)):
            notices.append(
                f"Ignored from the link: '{name}' is longer than {VALUE_LENGTH_LIMIT:,} characters."
            )
            continue
        if len(bounded_values) > VALUES_LIMIT:
            notices.append(
                f"The link has {len(bounded_values):,} values for '{name}'; only the first {VALUES_LIMIT} are used."
            )
            bounded_values = bounded_values[:VALUES_LIMIT]
        elif len(bounded_values) > 1 and key in SINGLE_KEYS:
            notices.append(
                f"The link repeats '{name}' {len(bounded_values)} times; only the first value is used."
            )
        bounded_address[key] = bounded_values
    return bounded_address, notices


def _is_written_here(address: dict[str, list[str]]) -> bool:
    """Whether this session wrote it: now, or so recently that the browser may not have the newer one yet."""
    now = time.monotonic()
    recent = [
        written
        for written, ended in st.session_state.get(REPLACED, [])
        if now - ended < LATE_SECONDS
    ]
    return address == st.session_state.get(WRITTEN) or address in recent


def _dataset(wanted: list[str], names: list[str]) -> str:
    if wanted and wanted[0] not in names:
        st.session_state[NOTICES] = [
            *st.session_state[NOTICES],
            f"There is no dataset '{wanted[0]}'; showing '{names[0]}' instead.",
        ]
    return wanted[0] if wanted and wanted[0] in names else names[0]


def settle(generation: Generation) -> Filters:
    """The filters that this dataset knows; others are left out with a notice."""
    filters, notices = known_part(generation, st.session_state[FILTERS])
    notices += [
        f"Ignored from the link: '{key}'. Write where.{key} to filter by it."
        for key in st.query_params
        if key in (*DIMENSIONS, *generation.attributes) and key not in page_state.KEYS
    ]
    for notice in [*st.session_state[NOTICES], *notices]:
        with st.container(border=True):
            st.text(f"ⓘ {notice}")
    st.session_state[FILTERS], st.session_state[NOTICES] = filters, []
    return filters


def write(filters: Filters, with_view: bool = False, state_keys: tuple[str, ...] = ()) -> None:
    """Write what is shown into the address; on the home with the map's view, elsewhere with the page state."""
    address = {"dataset": [st.session_state[DATASET]], **to_link(filters)}
    address |= view_to_link(st.session_state[VIEW]) if with_view else {}
    address |= page_state.to_link(state_keys)
    last_written = st.session_state.get(WRITTEN)
    if last_written is not None and last_written != address:
        st.session_state[REPLACED] = [
            *st.session_state.get(REPLACED, []),
            (last_written, time.monotonic()),
        ][-REPLACED_LIMIT:]
    st.session_state[FILTERS], st.session_state[WRITTEN] = filters, address
    if {key: st.query_params.get_all(key) for key in st.query_params} != address:
        st.query_params.from_dict(address)


def rerun_if_stale(filters: Filters) -> None:
    """Rerun the whole page where a fragment still holds filters that are no longer in force."""
    if st.session_state[FILTERS] != filters:
        st.rerun(scope="app")


def change_dataset() -> None:
    """Another dataset was chosen in the menu: its own filters begin empty."""
    st.session_state[DATASET], st.session_state[FILTERS] = (
        st.session_state[DATASET_WIDGET],
        Filters(),
    )
    st.session_state[VIEW] = MapView()
    page_state.read({})
    st.query_params.from_dict({})
