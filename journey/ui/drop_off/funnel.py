"""The stage funnel, by furthest stage or strictly in order within a window; the rule is named."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

import streamlit as st

from journey.exhibit.exhibit import Exhibit, Nothing
from journey.model.access import Ability
from journey.model.filters import Filters
from journey.model.path_filters import is_days
from journey.presenters.drop_off import stages
from journey.ui import exhibits, page_state
from journey.ui.access import may
from journey.ui.data import generation
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
from journey.ui.shell import theme

if TYPE_CHECKING:
    from journey.data.views.rows import FunnelRow

STAGES_TABLE = "Stages: table and definitions"
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
    exhibit: Exhibit | Nothing, rows: "Sequence[FunnelRow]", rule: str, within: float, stage: str
) -> bool:
    """The funnel under the rule; returns whether there is anything to draw."""
    if isinstance(exhibit, Nothing):
        st.info(markdown(exhibit.reason))
        return False
    bars = list(exhibits.rows(exhibit))
    on_click = (
        clicked_funnel_outcome(rows, bars, within)
        if rule == IN_ORDER
        else clicked_outcome(rows, bars)
    )
    table = "Stages in order: table and definitions" if rule == IN_ORDER else STAGES_TABLE
    hint = (
        "Click a part of a bar to list its journeys."
        if may(Ability.SEE_CUSTOMERS)
        else "Click a bar to look at its stage."
    )
    if rule == IN_ORDER:
        hint += " What follows below counts by furthest stage."
    with exhibits.shown(exhibit, hint, table, is_headed=False):
        clickable_funnel(exhibit.on_screen(theme()), on_click)
        if rule != IN_ORDER:
            st.markdown(
                markdown(stages.account(next(row for row in rows if row["stage"] == stage)))
            )
    return True


def made(filters: Filters, rule: str) -> Exhibit | Nothing:
    """The funnel under the rule, its headline the screen's title."""
    return exhibits.made(f"drop_off.{'ordered' if rule == IN_ORDER else 'funnel'}", filters)
