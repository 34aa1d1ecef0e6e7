"""Journeys against an expected one: how many conform, where the others deviate, and what goes with deviating."""

import pandas as pd
import streamlit as st

from journey.charts.deviations import deviation_dots
from journey.data.ask import VIEWS
from journey.data.views.elements import is_staged
from journey.data.views.rows import CONFORMANCE
from journey.model.filters import Filters
from journey.presenters.paths import expected as words
from journey.ui import layout, page_state, tables
from journey.ui.data import answer, generation
from journey.ui.escape import markdown
from journey.ui.journey_list import journey_list
from journey.ui.paths.touchpoint_names import touchpoint_names
from journey.ui.shell import theme


def headline(filters: Filters) -> str:
    """How many conform to the expected journey, and the most frequent deviation."""
    return words.headline(answer(CONFORMANCE, filters, through=_through(filters)).rows)


def _names() -> tuple[tuple[str, ...], list[str]]:
    """All stages, and all touchpoints of the data."""
    data = generation()
    return data.definition.stage_names, list(data.touchpoints.values())


def _through(filters: Filters) -> tuple[str, ...]:
    """The expected touchpoints or stages kept in the address; none: all stages."""
    return words.through(_known_elements(filters), *_names())


def _known_elements(filters: Filters) -> tuple[str, ...]:
    """The elements in the address that this dataset has."""
    known, is_all = words.known_elements(page_state.get("expected"), _element_names(filters))
    page_state.mark_understood("expected", is_all)
    return known


def _element_names(filters: Filters) -> list[str]:
    """The possible elements of an expected journey: stages, then touchpoints."""
    return list(dict.fromkeys((*generation().definition.stage_names, *touchpoint_names(filters))))


def show(filters: Filters) -> None:
    through = _choose(filters)
    conformance = answer(CONFORMANCE, filters, through=through)
    expected = through or generation().definition.stage_names
    conforming, never = conformance.rows[0], conformance.rows[-1]["journeys"]
    st.caption(markdown(words.caption(expected, never)))
    rows = words.listed(conformance.rows)
    if not rows:
        st.info(
            "No journey touches the expected journey under these filters. Choose other touchpoints."
        )
        return
    drawn_rows = pd.DataFrame(rows)
    layout.section("What deviations are associated with", words.cost_sentence(conforming, rows))
    layout.chart(
        deviation_dots(drawn_rows, theme()),
        "deviations",
        "Share of journeys and completion rate of each deviation.",
    )
    tables.show(drawn_rows, (words.DEVIATION, *VIEWS[CONFORMANCE].table(*words.TABLE)))
    tables.details(conformance)
    choices = words.choices(rows, expected, is_staged(generation(), through))
    chosen = page_state.choice(
        "deviation", "The journeys that", choices, next(iter(choices)), width=420
    )
    journey_list(
        filters.in_cohort(chosen), "expected list", f"that {choices[chosen].rsplit(' (', 1)[0]}"
    )


def _choose(filters: Filters) -> tuple[str, ...]:
    chosen = st.multiselect(
        "The expected touchpoints, or stages, in their order",
        _element_names(filters),
        list(_known_elements(filters)),
        max_selections=words.ELEMENTS_LIMIT,
        key=page_state.widget_key("expected"),
        placeholder="all stages in their order",
    )
    page_state.put("expected", words.link_value(chosen))
    for note in words.notes(chosen, *_names()):
        st.info(note)
    return _through(filters)
