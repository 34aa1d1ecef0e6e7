"""The most frequent variants, searched by pattern."""

import streamlit as st

from journey.exhibit.exhibit import Exhibit, Nothing
from journey.model.filters import Filters
from journey.model.path_filters import parse_cohort, path_filter
from journey.presenters.paths import variants as words
from journey.presenters.paths.variants import DEFAULT_TOP, LEAST_TOP, PATTERNS, SEPARATOR, TOP_LIMIT
from journey.ui import exhibits, link, page_state, tables
from journey.ui.data import VERSION, generation
from journey.ui.drawing import show_drawing
from journey.ui.escape import markdown
from journey.ui.paths.touchpoint_names import touchpoint_names
from journey.ui.shell import theme


def show(filters: Filters) -> str:
    """The part; returns its headline."""
    with st.container(horizontal=True, vertical_alignment="bottom", gap="medium"):
        page_state.switch("collapse", "Collapse repeats")
        page_state.number(
            "top", "Variants shown", DEFAULT_TOP, LEAST_TOP, TOP_LIMIT, step=5, width=240
        )
        _search(filters)
    patterns = _patterns()
    _chips(patterns)
    exhibit = exhibits.made("paths.variants", filters)
    if isinstance(exhibit, Nothing):
        st.info(markdown(exhibit.reason))
        return exhibit.title
    (variants,), drawing = exhibit.answers, exhibit.on_screen(theme())
    table = exhibits.made("paths.variants_table", filters)
    scores = table.answers[1]
    with exhibits.shown(exhibit, table="", is_headed=False, notes=""):
        st.caption(markdown(f"{exhibit.subtitle} Click a variant for its evidence."))
        show_drawing(
            "variants",
            variants.filters,
            drawing.scene,
            "The most frequent variants",
            (st.session_state[VERSION], exhibit.ref),
            lambda word: words.evidence(word, variants, scores.rows, drawing.is_collapsed),
        )
    if isinstance(table, Exhibit):
        with exhibits.shown(
            table, table="Variants: table and definitions", is_headed=False, notes=""
        ):
            exhibits.table(table)
        tables.details(scores, "Satisfaction by variant: table and definitions")
    return exhibit.title


def _patterns() -> tuple[str, ...]:
    """The patterns in the address whose touchpoints this dataset has."""
    patterns, is_all = words.patterns(page_state.get("pattern"), generation().touchpoints.values())
    page_state.mark_understood("pattern", is_all)
    return patterns


def _search(filters: Filters) -> None:
    with st.popover("Search by pattern"):
        kind = st.selectbox(
            "A path that",
            list(PATTERNS),
            format_func=PATTERNS.__getitem__,
            key=page_state.widget_key("pattern kind"),
        )
        names = st.multiselect(
            "touchpoints, in this order",
            touchpoint_names(filters),
            key=page_state.widget_key("pattern names"),
        )
        if st.button("Add", disabled=not names):
            page_state.put("pattern", SEPARATOR.join([*_patterns(), path_filter(kind, *names)]))
            page_state.reset_widgets()
            st.rerun(scope="fragment")


def _chips(patterns: tuple[str, ...]) -> None:
    """A button for each pattern that removes it, and one that filters to them all."""
    if not patterns:
        return
    with st.container(horizontal=True, gap="small"):
        for number, pattern in enumerate(patterns):
            if st.button(
                f"{markdown(parse_cohort(pattern).words())} ✕",
                key=f"pattern {number} {pattern}",
                help="Remove this pattern",
            ):
                page_state.put(
                    "pattern", SEPARATOR.join(other for other in patterns if other != pattern)
                )
                st.rerun(scope="fragment")
        if st.button("Filter to these", type="primary"):
            st.session_state[link.FILTERS] = words.with_patterns(
                st.session_state[link.FILTERS], patterns
            )
            page_state.put("pattern", "")
            st.rerun(scope="app")
