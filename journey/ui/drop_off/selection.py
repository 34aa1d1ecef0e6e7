"""What is selected on the screen: the rule of the funnel, the stage, and the figure whose journeys are listed."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

import streamlit as st

from journey.data.chosen import told
from journey.data.views.rows import FUNNEL
from journey.model.access import Ability
from journey.model.cells import Cell
from journey.model.definition import UNASSIGNED
from journey.model.filters import Filters
from journey.model.path_filters import is_days, parse_cohort, path_filter
from journey.model.vocabulary import OUTCOMES
from journey.presenters.drop_off import stages as stage_words
from journey.presenters.drop_off.counted import NEITHER
from journey.presenters.drop_off.stages import default_stage, of_stage
from journey.ui import page_state
from journey.ui.access import may
from journey.ui.data import answer, generation
from journey.ui.drop_off.clicks import Point, set_message

if TYPE_CHECKING:
    from journey.data.views.rows import FunnelRow

FURTHEST, IN_ORDER = "furthest", "ordered"
RULES = {FURTHEST: "By furthest stage", IN_ORDER: "In order and in time"}


def reached_rows(filters: Filters) -> "list[FunnelRow]":
    """The funnel's stages that any journey reached, the unassigned last."""
    return [row for row in told(answer(FUNNEL, filters), filters).rows if row["reached"]]


def has_next(stage: str) -> bool:
    """Whether a stage follows, so that journeys can drop off."""
    return stage_words.has_next(generation(), stage)


def selected_stage(rows: "Sequence[FunnelRow]") -> str:
    """The stage in the address, else the one in which most journeys drop off."""
    return page_state.known_value("stage", [row["stage"] for row in rows], default_stage(rows))


def choose_stage(rows: "Sequence[FunnelRow]") -> None:
    """The selector of the stage for everything below it."""
    names = [row["stage"] for row in rows]
    widget = page_state.widget_key("stage")
    st.selectbox(
        "Look at the stage",
        names,
        names.index(selected_stage(rows)),
        key=widget,
        width=260,
        on_change=lambda: select_stage(st.session_state[widget], rows),
    )


def select_stage(stage: str, rows: "Sequence[FunnelRow]") -> None:
    """Select another stage; the list resets to those who dropped off there."""
    if stage != selected_stage(rows):
        page_state.put("who", "")
    page_state.put("stage", stage, default_stage(rows))
    page_state.reset_widgets()


def list_journeys(
    rows: "Sequence[FunnelRow]", stage: str, figure: str, message: str, **narrowing: str
) -> None:
    """List the journeys of a figure of the stage, narrowed to a cohort (`begun`), a group or a trait.

    For whom single customers are not open the stage is selected, and no more.
    """
    select_stage(stage, rows)
    if not may(Ability.SEE_CUSTOMERS):
        return
    for name, value in {
        "who": "" if figure == default_figure(stage) else figure,
        "begun": "",
        "group": "",
        "trait": "",
        **narrowing,
    }.items():
        page_state.put(name, value)
    set_message(message)


def selected_rule() -> tuple[str, float]:
    """The rule, and the window in days that the ordered one has."""
    days = page_state.get("within")
    return page_state.known_value("rule", list(RULES), FURTHEST), float(
        days if is_days(days) else generation().definition.ordered_funnel_days
    )


def default_figure(stage: str) -> str:
    """The figure listed by default: those who dropped off in the stage under the rule; in the goal those who completed."""
    rule, within = selected_rule()
    if rule == IN_ORDER and stage != UNASSIGNED:
        return path_filter(
            "inorder", stage, f"{within:g}", "stopped" if has_next(stage) else "completed"
        )
    return "completed" if stage == generation().definition.stage_names[-1] else "dropped_off"


def clicked_outcome(rows: "Sequence[FunnelRow]", stages: list[str]) -> Callable[[Point], None]:
    """The click handler for the bars of the funnel."""

    def show(point: Point) -> None:
        stage, figure = stages[int(point[0])], str(point[1])
        list_journeys(rows, stage, figure, of_stage(figure, stage))

    return show


def clicked_funnel_outcome(
    rows: "Sequence[FunnelRow]", stages: list[str], within: float
) -> Callable[[Point], None]:
    """The click handler for the bars of the ordered funnel."""

    def show(point: Point) -> None:
        stage = stages[int(point[0])]
        figure = path_filter("inorder", stage, f"{within:g}", str(point[1]))
        list_journeys(rows, stage, figure, parse_cohort(figure).words())

    return show


def cohort_of(stage: str, figure: str) -> str:
    """The figure as a cohort filter: an outcome of the stage, or the path filter that it already is."""
    return str(Cell(figure, stage)) if figure in (*OUTCOMES, NEITHER) else figure
