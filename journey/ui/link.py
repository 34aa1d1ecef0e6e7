"""The address and the session say the same: which dataset, which filters."""

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
TOO_LONG, MOST_PARTS = "link_too_long", 1000  # parts: Streamlit's own bound
LONGEST_VALUE, MOST_VALUES, SHOWN = (
    2_000,
    200,
    40,
)  # signs; values of one key; signs of it that are repeated
LISTS = ("hide", "group")  # keys that may stand several times on some screen, beside filters
SINGLE = tuple(
    key
    for key in (*page_state.KEYS, "dataset", "from", "to", "cell", "compare", "expected")
    if key not in LISTS
)
REPLACED, LATE_SECONDS, MOST_REPLACED = "replaced_links", 3.0, 8


def read(names: list[str]) -> None:
    """Take dataset and filters from the address, unless it is the one this session wrote or a page switch emptied."""
    address = {key: st.query_params.get_all(key) for key in st.query_params}
    st.session_state.setdefault(NOTICES, [])
    if FILTERS not in st.session_state or (address and not _is_own(address)):
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
    """Let a link that Streamlit would empty without a word arrive as one that says so; said again it changes nothing."""
    if getattr(app_session.sanitize_query_string, "__name__", "") != "_marked":
        app_session.sanitize_query_string = _marked


def _marked(query: str) -> str:
    return sanitize_query_string(query) or (f"{TOO_LONG}=1" if query else "")


def bounded(address: dict[str, list[str]]) -> tuple[dict[str, list[str]], list[str]]:
    """The link within bounds, and a sentence for each thing that is left out of it."""
    notices = (
        [f"The link has more than {MOST_PARTS:,} parts: it is left out."]
        if TOO_LONG in address
        else []
    )
    kept: dict[str, list[str]] = {}
    for key, values in address.items():
        name, own = key[:SHOWN], values
        if key == TOO_LONG or not any(values):
            continue
        if any(len(value) > LONGEST_VALUE for value in (key, *values)):
            notices.append(
                f"The link's '{name}' is longer than {LONGEST_VALUE:,} signs: it is left out."
            )
            continue
        if len(own) > MOST_VALUES:
            notices.append(
                f"The link's '{name}' has {len(own):,} values: the first {MOST_VALUES} count."
            )
            own = own[:MOST_VALUES]
        elif len(own) > 1 and key in SINGLE:
            notices.append(f"The link says '{name}' {len(own)} times: the first counts.")
        kept[key] = own
    return kept, notices


def _is_own(address: dict[str, list[str]]) -> bool:
    """Whether this session wrote it: now, or so lately that the browser may not have heard of the newer one yet."""
    now = time.monotonic()
    late = [
        before for before, ended in st.session_state.get(REPLACED, []) if now - ended < LATE_SECONDS
    ]
    return address == st.session_state.get(WRITTEN) or address in late


def _dataset(wanted: list[str], names: list[str]) -> str:
    if wanted and wanted[0] not in names:
        st.session_state[NOTICES] = [
            *st.session_state[NOTICES],
            f"There is no dataset '{wanted[0]}': this is '{names[0]}'.",
        ]
    return wanted[0] if wanted and wanted[0] in names else names[0]


def settle(generation: Generation) -> Filters:
    """The filters that this dataset understands; what it does not is left out and said."""
    filters, notices = known_part(generation, st.session_state[FILTERS])
    notices += [
        f"The link's '{key}' is left out: write where.{key} to filter by it."
        for key in st.query_params
        if key in (*DIMENSIONS, *generation.attributes) and key not in page_state.KEYS
    ]
    for notice in [*st.session_state[NOTICES], *notices]:
        with st.container(border=True):
            st.text(f"ⓘ {notice}")
    st.session_state[FILTERS], st.session_state[NOTICES] = filters, []
    return filters


def write(filters: Filters, with_view: bool = False, keeps: tuple[str, ...] = ()) -> None:
    """Make the address say what is shown; on the home with how its map is looked at, elsewhere with what the page is asked."""
    address = {"dataset": [st.session_state[DATASET]], **to_link(filters)}
    address |= view_to_link(st.session_state[VIEW]) if with_view else {}
    address |= page_state.to_link(keeps)
    before = st.session_state.get(WRITTEN)
    if before is not None and before != address:
        st.session_state[REPLACED] = [
            *st.session_state.get(REPLACED, []),
            (before, time.monotonic()),
        ][-MOST_REPLACED:]
    st.session_state[FILTERS], st.session_state[WRITTEN] = filters, address
    if {key: st.query_params.get_all(key) for key in st.query_params} != address:
        st.query_params.from_dict(address)


def run_anew_if_stale(filters: Filters) -> None:
    """Run the whole page where a part of it, which runs alone, still holds filters that are no longer in force."""
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
