"""The list of the journeys counted by the selected figure."""

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

import streamlit as st

from journey.data.views.ripe import ripe_age
from journey.data.views.rows import CONTRASTS, EXITS, FUNNEL, RIPE, SUMMARY
from journey.model.access import Ability
from journey.model.filters import Filters, value_words
from journey.model.path_filters import parse_cohort
from journey.presenters import attributes as keys
from journey.presenters.drop_off import counted, traits
from journey.presenters.drop_off.cohorts import cohort_name
from journey.ui import page_state
from journey.ui.access import may
from journey.ui.data import answer, answers, generation
from journey.ui.drop_off import cohorts, groups
from journey.ui.drop_off.clicks import LIST_ANCHOR
from journey.ui.drop_off.selection import cohort_of, default_figure, has_next
from journey.ui.escape import markdown
from journey.ui.journey_list import journey_list

if TYPE_CHECKING:
    from journey.data.views.rows import FunnelRow

ALL = "all"


def show(filters: Filters, rows: "Sequence[FunnelRow]", stage: str) -> None:
    """The selector of figures, and the journeys of the selected one; nothing for whom single customers are not open."""
    if not may(Ability.SEE_CUSTOMERS):
        return
    st.header("Journeys in this figure", anchor=LIST_ANCHOR)
    with st.container(horizontal=True, vertical_alignment="bottom", gap="medium"):
        figure_column = st.container(width=420)
        narrowed, suffix = _narrowed(filters, stage)
        with figure_column:
            figures = _figures(filters, narrowed, stage)
            figure = page_state.choice("who", "The journeys that", figures, default_figure(stage))
    label = figures[figure].rsplit(" (", 1)[0]
    name, file, counted_as = counted.list_names(figure, label, stage, suffix)
    journey_list(
        narrowed.in_cohort(cohort_of(stage, figure)),
        f"drop-off {stage} {figure}",
        name,
        file,
        {"stage": stage, "counted_as": counted_as, "filters": narrowed.words()},
    )


def _narrowed(filters: Filters, stage: str) -> tuple[Filters, str]:
    """The filters narrowed to the selected cohort, group and trait, and a suffix that names these."""
    narrowed, suffix, data = filters, "", generation()
    kind = cohorts.period(data)
    begun = {
        row[kind]: cohort_name(row[kind], kind)
        for row in answer(FUNNEL, filters, by=(kind,)).rows
        if row["reached"]
    }
    start = page_state.choice("begun", "Started in", {"": ALL} | begun, "", width=170)
    if start:
        first, last = (
            date.fromisoformat(start),
            cohorts.last_day(data, kind, date.fromisoformat(start)),
        )
        narrowed = narrowed.with_dates(
            max(first, narrowed.from_date or first), min(last, narrowed.to_date or last)
        )
        suffix += f", started in {begun[start]}"
    name, group = groups.attribute(filters, stage), ""
    if name:
        reached = [row for row in answer(FUNNEL, filters, by=(name,)).rows if row["reached"]]
        values = {value: value for value in (value_words(name, row[name]) for row in reached)}
        group = page_state.choice(
            "group", markdown(keys.label(data, name)), {"": ALL} | values, "", width=200
        )
        if group:
            narrowed = narrowed.with_values(name, [group])
            suffix += f", {keys.words(data, name)} {group}"
    contrasts = answer(CONTRASTS, filters, stage=stage).rows if has_next(stage) else []
    comparable = traits.comparable(contrasts, filters, name if group else "")
    if comparable:
        trait = page_state.choice("trait", "Trait", {"": ALL} | comparable, "", width=230)
        if trait:
            narrowed, suffix = (
                traits.narrowed(narrowed, trait),
                f"{suffix}, with {comparable[trait]}",
            )
    return narrowed, suffix


def _figures(filters: Filters, narrowed: Filters, stage: str) -> dict[str, str]:
    """The figures of the stage to list, each with its count: outcomes, then exits; empty ones only if selected."""
    funnel, exits, narrowed_exits, ripe = answers(
        [
            (FUNNEL, narrowed, {}),
            (EXITS, filters, {}),
            (EXITS, narrowed, {}),
            (RIPE, narrowed, {}),
        ]
    )
    figures = counted.counted(
        stage, funnel.rows, exits.rows, narrowed_exits.rows, ripe.rows, ripe_age(generation())
    )
    always_offered = (default_figure(stage), page_state.get("who"))
    for figure in always_offered:
        if counted.is_ordered(figure, stage):
            figures |= _in_order(narrowed, figure)
    return counted.choices(figures, always_offered)


def _in_order(narrowed: Filters, figure: str) -> dict[str, tuple[str, int]]:
    """The clicked figure of the ordered funnel, with its count."""
    return {
        figure: (
            parse_cohort(figure).words(),
            answer(SUMMARY, narrowed.in_cohort(figure)).rows[0]["journeys"],
        )
    }
