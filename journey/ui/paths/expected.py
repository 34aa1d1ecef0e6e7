"""Journeys against an expected one: how many conform, where the others deviate, and what goes with deviating."""

import streamlit as st

from journey.data.views.elements import is_staged
from journey.exhibit.exhibit import Exhibit, Nothing
from journey.exhibit.paths.expected import element_names
from journey.exhibit.paths.expected import through as through_of
from journey.model.access import Ability
from journey.model.filters import Filters
from journey.presenters.paths import expected as words
from journey.ui import exhibits, layout, page_state
from journey.ui.access import may
from journey.ui.data import generation
from journey.ui.escape import markdown
from journey.ui.journey_list import journey_list
from journey.ui.shell import theme


def _known_elements(filters: Filters) -> tuple[str, ...]:
    """The elements in the address that this dataset has."""
    known, is_all = words.known_elements(page_state.get("expected"), _element_names(filters))
    page_state.mark_understood("expected", is_all)
    return known


def _element_names(filters: Filters) -> list[str]:
    """The possible elements of an expected journey: stages, then touchpoints."""
    return element_names(exhibits.source(filters))


def show(filters: Filters) -> str:
    """The part; returns its headline."""
    _choose(filters)
    exhibit = exhibits.made("paths.expected", filters)
    through = through_of(exhibit.ref, exhibits.source(filters))
    expected = through or generation().definition.stage_names
    never = exhibit.answers[0].rows[-1]["journeys"]
    st.caption(markdown(words.caption(expected, never)))
    if isinstance(exhibit, Nothing):
        st.info(markdown(exhibit.reason))
        return exhibit.title
    layout.section("What deviations are associated with", exhibit.notes[0])
    with exhibits.shown(exhibit, table="", is_headed=False, notes=""):
        layout.chart(exhibit.on_screen(theme()), "deviations", exhibit.alt)
    table = exhibits.made("paths.deviations", filters)
    if isinstance(table, Exhibit):
        with exhibits.shown(table, is_headed=False):
            exhibits.table(table)
    if may(Ability.SEE_CUSTOMERS):
        _journeys(filters, exhibit, through)
    return exhibit.title


def _journeys(filters: Filters, exhibit: Exhibit, through: tuple[str, ...]) -> None:
    """The journeys that conform, or that deviate in one way."""
    expected = through or generation().definition.stage_names
    rows = words.listed(exhibit.answers[0].rows)
    choices = words.choices(rows, expected, is_staged(generation(), through))
    chosen = page_state.choice(
        "deviation", "The journeys that", choices, next(iter(choices)), width=420
    )
    journey_list(
        filters.in_cohort(chosen), "expected list", f"that {choices[chosen].rsplit(' (', 1)[0]}"
    )


def _choose(filters: Filters) -> None:
    chosen = st.multiselect(
        "The expected touchpoints, or stages, in their order",
        _element_names(filters),
        list(_known_elements(filters)),
        max_selections=words.ELEMENTS_LIMIT,
        key=page_state.widget_key("expected"),
        placeholder="all stages in their order",
    )
    page_state.put("expected", words.link_value(chosen))
    data = generation()
    for note in words.notes(chosen, data.definition.stage_names, data.touchpoints.values()):
        st.info(note)
