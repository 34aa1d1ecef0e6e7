"""The most frequent variants, searched by pattern."""

import streamlit as st

from journey.data.views.rows import SUMMARY, TOUCHPOINT_NODES, VARIANT_SCORES, VARIANTS
from journey.map.paths.variants_drawing import variants_scene
from journey.model.filters import Filters
from journey.model.path_filters import parse_cohort, path_filter
from journey.presenters.paths import variants as words
from journey.presenters.paths.touchpoints import drawn_stage_indices
from journey.presenters.paths.variants import DEFAULT_TOP, LEAST_TOP, PATTERNS, SEPARATOR, TOP_LIMIT
from journey.ui import link, page_state, tables
from journey.ui.data import VERSION, answer, answers, generation
from journey.ui.escape import markdown
from journey.ui.paths.drawing import PHONE_WIDTH, show_drawing
from journey.ui.paths.touchpoint_names import touchpoint_names


def show(filters: Filters) -> None:
    with st.container(horizontal=True, vertical_alignment="bottom", gap="medium"):
        collapse = page_state.switch("collapse", "Collapse repeats")
        top = page_state.number(
            "top", "Variants shown", DEFAULT_TOP, LEAST_TOP, TOP_LIMIT, step=5, width=240
        )
        _search(filters)
    patterns = _patterns()
    fitting = words.with_patterns(filters, patterns)
    _chips(patterns)
    variants, scores, summary, nodes = answers(
        [
            (VARIANTS, fitting, {"top": top, "collapse": collapse}),
            (VARIANT_SCORES, fitting, {"top": top, "collapse": collapse}),
            (SUMMARY, filters, {}),
            (TOUCHPOINT_NODES, filters, {}),
        ]
    )
    coverage = words.coverage_sentence(
        variants.rows, variants.totals, summary.rows[0], bool(patterns)
    )
    st.caption(markdown(coverage))
    if not variants.rows:
        st.info("No journey fits. Remove a pattern.")
        return
    stage_indices = drawn_stage_indices(nodes.rows, generation().definition.stage_names)
    show_drawing(
        "variants",
        fitting,
        lambda wide, narrow: variants_scene(
            variants.rows, PHONE_WIDTH if narrow else wide, stage_indices, collapse
        ),
        "The most frequent variants",
        (st.session_state[VERSION], top, collapse, patterns),
        lambda word: words.evidence(word, variants, scores.rows, collapse),
    )
    tables.show(*words.table(variants.rows, scores.rows))
    tables.details(variants, "Variants: table and definitions")
    tables.details(scores, "Satisfaction by variant: table and definitions")


def headline(filters: Filters) -> str:
    """How many variants fit the pattern, and the share of journeys that the most frequent carry."""
    patterns = _patterns()
    variants = answer(
        VARIANTS,
        words.with_patterns(filters, patterns),
        top=page_state.whole_number("top", DEFAULT_TOP, LEAST_TOP, TOP_LIMIT),
        collapse=page_state.get("collapse") == "1",
    )
    return words.headline(variants.rows, variants.totals, bool(patterns))


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
