"""The Drop-off screen: the headline, the funnel, and everything about the selected stage."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from journey.data.views.rows import (
    CONTRASTS,
    EXITS,
    RIPE,
    TIME_TO_ADVANCE,
)
from journey.model.access import Ability
from journey.model.definition import UNASSIGNED
from journey.model.filters import Filters
from journey.presenters.drop_off import stages
from journey.presenters.journey_map import selection_note
from journey.ui import empty_result, layout, link, page_state, silence, touchpoint_table
from journey.ui.access import may
from journey.ui.data import Options, answers, generation
from journey.ui.drop_off import (
    cohorts,
    contrasts,
    counted_journeys,
    drawings,
    exits,
    funnel,
    groups,
    moving_on,
)
from journey.ui.drop_off.clicks import show_message
from journey.ui.drop_off.selection import (
    FURTHEST,
    choose_stage,
    has_next,
    reached_rows,
    selected_stage,
)
from journey.ui.escape import markdown
from journey.ui.shell import unit

if TYPE_CHECKING:
    from journey.data.views.rows import FunnelRow

SKELETON_HEIGHT = 360  # of what is drawn in place of the parts that are not computed yet


@st.fragment
def show(filters: Filters) -> None:
    """All parts, from the funnel to the list of journeys; the funnel is sent before anything below it is asked.

    A browser that has drawn none before gets it alone: fetching what draws the other charts would hold it up.
    """
    link.rerun_if_stale(filters)
    show_message()
    rows = reached_rows(filters)
    title, notices_area = st.container(), st.container()
    if note := selection_note(filters, "the outcomes", generation().event_keys):
        st.caption(note)
    if not rows:
        title.title(markdown(stages.headline(rows, unit())), anchor=False)
        empty_result.show(filters)
    elif all(row["stage"] == UNASSIGNED for row in rows):
        title.title(markdown(stages.headline(rows, unit())), anchor=False)
        _without_stages(filters, rows)
    elif filters.is_of_a_figure:
        _chosen(filters, rows, title)
    elif not _parts(filters, rows, title):
        return  # what the address holds is not all understood yet
    for notice in page_state.notices():
        notices_area.info(markdown(notice))
    link.write(filters, state_keys=page_state.DROP_OFF)


def _parts(filters: Filters, rows: "Sequence[FunnelRow]", title: DeltaGenerator) -> bool:
    """The funnel and all below it; returns whether that was shown, too."""
    stage = selected_stage(rows)
    with st.container(horizontal=True, vertical_alignment="bottom", gap="medium"):
        rule, within = funnel.choose_rule()
    exhibit = funnel.made(filters, rule)
    title.title(markdown(exhibit.title), anchor=False)
    is_first = drawings.is_first()
    is_drawn = funnel.show(exhibit, rows, rule, within, stage)
    if is_first and is_drawn:
        st.session_state[drawings.SENT] = True
        st.skeleton(SKELETON_HEIGHT)
        _prefetch(filters, stage)
        return False
    with st.skeleton(SKELETON_HEIGHT):
        _prefetch(filters, stage)
        silence.caption()
        choose_stage(rows)
        if has_next(stage):
            _about_leaving(filters, rows, stage)
        else:
            _without_next_stage(filters, rows, stage)
        counted_journeys.show(filters, rows, stage)
    return True


def _chosen(filters: Filters, rows: "Sequence[FunnelRow]", title: DeltaGenerator) -> None:
    """Journeys that the filter chose by what became of them: how many they are and who, no share of it, and nobody to compare."""
    stage = selected_stage(rows)
    exhibit = funnel.made(filters, FURTHEST)
    title.title(markdown(exhibit.title), anchor=False)
    funnel.show(exhibit, rows, FURTHEST, 0.0, stage)
    st.info(
        "The filter chose these journeys by what became of them, so shares of who left say nothing here. Take it away to see where "
        "and why journeys leave."
    )
    counted_journeys.show(filters, rows, stage)


def _prefetch(filters: Filters, stage: str) -> None:
    """Ask several questions at once; the parts find the answers in the cache."""
    views: list[tuple[str, Options]] = [(EXITS, {}), (TIME_TO_ADVANCE, {})]
    if has_next(stage):
        views.append((CONTRASTS, {"stage": stage}))
    views.append((RIPE, {"by": (cohorts.period(generation()),)}))
    answers([(view, filters, options) for view, options in views])


def _about_leaving(filters: Filters, rows: "Sequence[FunnelRow]", stage: str) -> None:
    """Time to advance, exits, cohorts, groups and contrasts."""
    left, right = st.columns(2, gap="large")
    with left:
        moving_on.show(filters, stage)
    with right:
        exits.show(filters, rows, stage)
    left, right = st.columns([3, 2], gap="large")
    with left:
        cohorts.show(filters, rows, stage)
    with right:
        groups.show(filters, rows, stage)
    contrasts.show(filters, rows, stage)


def _without_next_stage(filters: Filters, rows: "Sequence[FunnelRow]", stage: str) -> None:
    if stage == UNASSIGNED:
        layout.section(
            "Journeys in no stage",
            "They have no event in any stage, so there is no next stage.",
        )
        exits.show(filters, rows, stage)
        return
    layout.section(
        f"{markdown(stage)} is the goal",
        "Those who reach the goal have completed. Choose another stage to see what became of those who reached it.",
    )
    cohorts.show(filters, rows, "")


def _without_stages(filters: Filters, rows: "Sequence[FunnelRow]") -> None:
    """No touchpoint is in a stage: what to do about it, and where journeys end."""
    with st.container(border=True):
        st.write(
            "Drop-off is shown by stage, but no touchpoint is in a stage yet. Assign each to a stage to see who goes on "
            "and who does not."
        )
        may_assign = may(Ability.CHANGE)
        if may_assign and st.button("Assign them on the Data screen", type="primary"):
            touchpoint_table.open_unassigned()
    exits.show(filters, rows, UNASSIGNED)
    counted_journeys.show(filters, rows, UNASSIGNED)
