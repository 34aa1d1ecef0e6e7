"""What the screen is asked: under which rule, in which stage, the journeys of which figure."""

from collections.abc import Callable

import streamlit as st

from journey.model.cells import Cell
from journey.model.definition import UNASSIGNED
from journey.model.filters import Filters
from journey.model.path_filters import is_days, parse_cohort, path_filter
from journey.ui import page_state
from journey.ui.data import answer, generation
from journey.ui.drop_off.clicks import say

FURTHEST, ORDERED = "furthest", "ordered"
RULES = {FURTHEST: "By furthest stage", ORDERED: "In order and in time"}
WORDS = {
    "dropped_off": "dropped off",
    "in_progress": "are still under way",
    "advanced": "advanced",
    "completed": "completed",
    "skipped": "skipped it",
    "reached": "reached it",
}


def rows_reached(filters: Filters) -> list[dict]:
    """The funnel's rows that anybody reached, the unassigned last."""
    return [row for row in answer("funnel", filters).rows if row["reached"]]


def has_next(stage: str) -> bool:
    """Whether anything follows the stage, so that journeys can be lost in it."""
    return stage not in (generation().definition.stage_names[-1], UNASSIGNED)


def worst(rows: list[dict]) -> dict | None:
    """The stage in which most journeys are lost; None where none is."""
    lost = [row for row in rows if row["stage"] != UNASSIGNED and row["dropped_off"]]
    return max(lost, key=lambda row: row["dropped_off"], default=None)


def stage_of(rows: list[dict]) -> str:
    """The stage looked at: the one asked for, else the one that loses most."""
    return page_state.known_value("stage", [row["stage"] for row in rows], _usual(rows))


def _usual(rows: list[dict]) -> str:
    return (worst(rows) or rows[0])["stage"]


def choose_stage(rows: list[dict]) -> None:
    """The selector that steers everything below it."""
    names = [row["stage"] for row in rows]
    widget = page_state.widget_key("stage")
    st.selectbox(
        "Look at the stage",
        names,
        names.index(stage_of(rows)),
        key=widget,
        width=260,
        on_change=lambda: look_at(st.session_state[widget], rows),
    )


def look_at(stage: str, rows: list[dict]) -> None:
    """Look at another stage: the list begins again with those who dropped off there."""
    if stage != stage_of(rows):
        page_state.put("who", "")
    page_state.put("stage", stage, _usual(rows))
    page_state.reset_widgets()


def list_those(rows: list[dict], stage: str, who: str, words: str, **narrowed: str) -> None:
    """Let the list show the journeys of a figure: `who` of the stage, begun in a cohort, of a group, with a trait."""
    look_at(stage, rows)
    for name, value in {
        "who": "" if who == usual_who(stage) else who,
        "begun": "",
        "group": "",
        "trait": "",
        **narrowed,
    }.items():
        page_state.put(name, value)
    say(words)


def rule_asked() -> tuple[str, float]:
    """The rule, and the window in days that the ordered one has."""
    days = page_state.get("within")
    return page_state.known_value("rule", list(RULES), FURTHEST), float(
        days if is_days(days) else generation().definition.ordered_funnel_days
    )


def usual_who(stage: str) -> str:
    """Whom the list shows at first: those lost in the stage under the rule; in the goal, where nobody is, those who completed."""
    rule, within = rule_asked()
    if rule == ORDERED and stage != UNASSIGNED:
        return path_filter(
            "inorder", stage, f"{within:g}", "stopped" if has_next(stage) else "completed"
        )
    return "completed" if stage == generation().definition.stage_names[-1] else "dropped_off"


def clicked_outcome(rows: list[dict], stages: list[str]) -> Callable[[list], None]:
    """What a click on a part of a funnel's bar does."""

    def show(own: list) -> None:
        stage, who = stages[int(own[0])], str(own[1])
        list_those(rows, stage, who, f"{WORDS[who]} in {stage}")

    return show


def clicked_funnel_outcome(
    rows: list[dict], stages: list[str], within: float
) -> Callable[[list], None]:
    """What a click on a part of the ordered funnel's bar does."""

    def show(own: list) -> None:
        stage = stages[int(own[0])]
        who = path_filter("inorder", stage, f"{within:g}", str(own[1]))
        list_those(rows, stage, who, parse_cohort(who).words())

    return show


def word(stage: str, who: str) -> str:
    """The figure as a filter knows it: an outcome of the stage, or the way that `who` names itself."""
    return str(Cell(who, stage)) if who in WORDS else who
