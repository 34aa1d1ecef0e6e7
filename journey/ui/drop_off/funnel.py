"""The stage funnel, by furthest stage or strictly in order within a window; the rule is named."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

import streamlit as st

from journey.charts.funnel import funnel_bars, ordered_bars
from journey.data.chosen import told
from journey.data.views.rows import FUNNEL, ORDERED
from journey.model.definition import UNASSIGNED
from journey.model.filters import Filters
from journey.model.path_filters import is_days
from journey.model.small_numbers import NOT_OBSERVED
from journey.model.vocabulary import outcome
from journey.presenters.drop_off import stages
from journey.ui import page_state, tables
from journey.ui.data import Options, answer, generation
from journey.ui.drop_off.drawings import clickable_funnel
from journey.ui.drop_off.selection import (
    FURTHEST,
    IN_ORDER,
    RULES,
    clicked_funnel_outcome,
    clicked_outcome,
    selected_rule,
)
from journey.ui.escape import markdown
from journey.ui.shell import theme, unit

if TYPE_CHECKING:
    from journey.data.views.rows import FunnelRow

WINDOWS_DAYS = (7, 14, 30, 60, 90, 180, 365)


def choose_rule() -> tuple[str, float]:
    """Choose the rule, and for the ordered one its window; returns both, the window in days."""
    default = generation().definition.ordered_funnel_days
    rule = page_state.segments("rule", "Rule", RULES, FURTHEST)
    if rule == IN_ORDER:
        in_link = page_state.get("within")
        days = sorted(
            {
                *map(float, WINDOWS_DAYS),
                float(default),
                *([float(in_link)] if is_days(in_link) else []),
            }
        )
        page_state.choice(
            "within",
            "Within",
            {_link_value(day, default): f"{day:g} days" for day in days},
            "",
            width=140,
        )
    return selected_rule()


def _link_value(days: float, default: float) -> str:
    return "" if days == default else f"{days:g}"


def show(
    filters: Filters, rows: "Sequence[FunnelRow]", rule: str, within: float, stage: str
) -> bool:
    """The funnel under the rule; returns whether there is anything to draw."""
    if rule == IN_ORDER:
        return _ordered(filters, rows, within, stage)
    _furthest(filters, rows, stage)
    return True


def _furthest(filters: Filters, rows: "Sequence[FunnelRow]", stage: str) -> None:
    funnel = told(answer(FUNNEL, filters), filters)
    drawn_rows = funnel.frame()
    drawn_rows = drawn_rows[(drawn_rows["stage"] != UNASSIGNED) | (drawn_rows["reached"] > 0)]
    unobserved = list(drawn_rows.loc[drawn_rows["base"] == NOT_OBSERVED, "stage"])
    drawn_rows = drawn_rows[drawn_rows["base"] != NOT_OBSERVED]
    clickable_funnel(
        funnel_bars(drawn_rows, theme(), _stages(), stage),
        clicked_outcome(rows, list(drawn_rows["stage"])),
    )
    st.markdown(markdown(stages.account(next(row for row in rows if row["stage"] == stage))))
    notes = [
        "Click a part of a bar to list its journeys.",
        "A journey has reached a stage if it was in it or a later one, at any time and in any order. "
        f"{outcome('dropped_off').heading}: {funnel.definitions['dropped_off']}.",
    ]
    if unobserved:
        notes.append(f"Not in these data: {', '.join(unobserved)}.")
    if any(row["skipped"] for row in rows):
        notes.append(f"Skipped, {funnel.definitions['skipped']}: {stages.skipped(rows)}.")
    st.caption(markdown(" ".join(notes)))
    tables.details(funnel, "Stages: table and definitions")


def _stages() -> tuple[str, ...]:
    """All stages of the definition, whose places give the hues of the map."""
    return tuple(generation().definition.stage_names)


def _ordered(filters: Filters, rows: "Sequence[FunnelRow]", within: float, stage: str) -> bool:
    is_default = within == generation().definition.ordered_funnel_days
    options: Options = {} if is_default else {"within": within}
    ordered = answer(ORDERED, filters, **options)
    first = ordered.rows[0]
    if not first["reached"]:
        st.info(
            f"No journey was in {markdown(first['name'])}, the first stage. Use the rule by furthest stage."
        )
        return False
    drawn_rows = ordered.frame()
    clickable_funnel(
        ordered_bars(drawn_rows, theme(), _stages(), stage),
        clicked_funnel_outcome(rows, list(drawn_rows["name"]), within),
    )
    started = sum(row["reached"] or 0 for row in rows[:1])
    st.caption(
        markdown(
            "Click a part of a bar to list its journeys. Strictly in order and in time: a stage counts only at a later step than "
            f"the one before it and within {within:g} days of the first event in {first['name']}; other stages may come in "
            f"between.{stages.never_in_the_first(started, first, unit())} What follows below counts by furthest stage."
        )
    )
    tables.details(ordered, "Stages in order: table and definitions")
    return True
