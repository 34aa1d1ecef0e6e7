"""The list of the journeys counted by the selected figure."""

from datetime import date

import streamlit as st

from journey.model.definition import UNASSIGNED
from journey.model.filters import Filters
from journey.model.path_filters import is_path_filter, parse_cohort, path_filter
from journey.model.vocabulary import OUTCOMES
from journey.model.words import count
from journey.presenters.drop_off import traits
from journey.presenters.drop_off.cohorts import cohort_name
from journey.presenters.drop_off.stages import of_stage
from journey.ui import page_state
from journey.ui.data import answer, answers, generation
from journey.ui.drop_off import cohorts, groups
from journey.ui.drop_off.clicks import LIST_ANCHOR
from journey.ui.drop_off.selection import cohort_of, default_figure, has_next
from journey.ui.escape import markdown
from journey.ui.journey_list import journey_list

ALL = "all"


def show(filters: Filters, rows: list[dict], stage: str) -> None:
    """The selector of figures, and the journeys of the selected one."""
    st.header("Journeys in this figure", anchor=LIST_ANCHOR)
    with st.container(horizontal=True, vertical_alignment="bottom", gap="medium"):
        figure_column = st.container(width=420)
        narrowed, suffix = _narrowed(filters, stage)
        with figure_column:
            figures = _figures(filters, narrowed, stage)
            figure = page_state.choice("who", "The journeys that", figures, default_figure(stage))
    label = figures[figure].rsplit(" (", 1)[0]
    is_ordered = figure.startswith("inorder/")
    is_outcome = figure in OUTCOMES
    shown_stage = "no stage" if stage == UNASSIGNED else stage
    journeys_name = of_stage(figure, stage) if is_outcome else f"{label} in {shown_stage}"
    name = f"{label}{suffix}" if is_ordered else f"{journeys_name}{suffix}"
    counted_as = OUTCOMES["dropped_off" if not is_outcome else figure].noun
    short = figure if is_outcome else label
    journey_list(
        narrowed.in_cohort(cohort_of(stage, figure)),
        f"drop-off {stage} {figure}",
        name,
        "-".join(("journeys", short, stage)) + suffix,
        {
            "stage": stage,
            "counted_as": label if is_ordered else counted_as,
            "filters": narrowed.words(),
        },
    )


def _narrowed(filters: Filters, stage: str) -> tuple[Filters, str]:
    """The filters narrowed to the selected cohort, group and trait, and a suffix that names these."""
    narrowed, suffix, data = filters, "", generation()
    kind = cohorts.period(data)
    begun = {
        row[kind]: cohort_name(row[kind], kind)
        for row in answer("funnel", filters, by=(kind,)).rows
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
        values = {
            row[name]: row[name]
            for row in answer("funnel", filters, by=(name,)).rows
            if row["reached"] and row[name]
        }
        group = page_state.choice("group", markdown(name), {"": ALL} | values, "", width=200)
        if group:
            narrowed, suffix = narrowed.with_values(name, [group]), f"{suffix}, {name} {group}"
    contrasts = answer("contrasts", filters, stage=stage).rows if has_next(stage) else []
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
    funnel, exits, narrowed_exits = answers(
        [("funnel", narrowed, {}), ("exits", filters, {}), ("exits", narrowed, {})]
    )
    row = next((row for row in funnel.rows if row["stage"] == stage), dict.fromkeys(OUTCOMES, 0))
    lost = {
        row["touchpoint"]: row["journeys"]
        for row in narrowed_exits.rows
        if row["drop_stage"] == stage
    }
    names = [row["touchpoint"] for row in exits.rows if row["drop_stage"] == stage]
    counted = {name: (outcome.clause, row[name]) for name, outcome in OUTCOMES.items()}
    counted |= {
        path_filter("exit", stage, name): (f"left after {name}", lost.get(name, 0))
        for name in names
    }
    always_listed = (default_figure(stage), page_state.get("who"))
    for figure in always_listed:
        if figure.startswith(f"{path_filter('inorder', stage)}/") and is_path_filter(figure):
            counted |= _in_order(narrowed, figure)
    return {
        figure: f"{words} ({count(number)})"
        for figure, (words, number) in counted.items()
        if number or figure in always_listed
    }


def _in_order(narrowed: Filters, figure: str) -> dict[str, tuple[str, int]]:
    """The clicked figure of the ordered funnel, with its count."""
    return {
        figure: (
            parse_cohort(figure).words(),
            answer("summary", narrowed.in_cohort(figure)).rows[0]["journeys"],
        )
    }
