"""The figures of a stage whose journeys can be listed, and what such a list is called."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from journey.model.definition import UNASSIGNED
from journey.model.end_words import exit_words
from journey.model.path_filters import is_path_filter, path_filter
from journey.model.vocabulary import OUTCOMES, noun, outcome, outcomes
from journey.model.words import count
from journey.presenters.drop_off.stages import of_stage

if TYPE_CHECKING:
    from journey.data.ask import AnyRow
    from journey.data.views.rows import ExitsRow, FunnelRow, RipeRow

ORDERED, NEITHER = "inorder", "neither"


def counted(
    stage: str,
    funnel: "Sequence[FunnelRow]",
    exits: "Sequence[ExitsRow]",
    narrowed_exits: "Sequence[ExitsRow]",
    ripe: "Sequence[RipeRow]",
    age: str,
) -> dict[str, tuple[str, int]]:
    """Outcomes of the stage, who had not gone on at the age, then its exits, each in words and with its count.

    All but `exits` are counted under the narrowed filters; these, under those of the screen, name the touchpoints.
    """
    nobody: AnyRow = dict.fromkeys(OUTCOMES, 0)
    counts: AnyRow = next((row for row in funnel if row["stage"] == stage), nobody)
    lost = {
        row["touchpoint"]: row["journeys"] for row in narrowed_exits if row["drop_stage"] == stage
    }
    names = [row["touchpoint"] for row in exits if row["drop_stage"] == stage]
    figures = {name: (record.clause, counts[name]) for name, record in outcomes().items()}
    neither = sum(row["neither"] or 0 for row in ripe if row["stage"] == stage)
    figures[NEITHER] = (f"{noun(NEITHER)} after {age}", neither)
    return figures | {
        path_filter("exit", stage, name): (exit_words(name), lost.get(name, 0)) for name in names
    }


def is_ordered(figure: str, stage: str) -> bool:
    """Whether it is a figure of the ordered funnel, of this stage."""
    return figure.startswith(f"{path_filter(ORDERED, stage)}/") and is_path_filter(figure)


def choices(figures: Mapping[str, tuple[str, int]], always: tuple[str, ...]) -> dict[str, str]:
    """The figures that count any journeys, and those that are always offered, with their counts."""
    return {
        figure: f"{words} ({count(number)})"
        for figure, (words, number) in figures.items()
        if number or figure in always
    }


def list_names(figure: str, label: str, stage: str, suffix: str) -> tuple[str, str, str]:
    """Which journeys a list holds, the name of its file, and what its rows are counted as.

    `label` is that of the figure without its count, `suffix` names what the list is narrowed to.
    """
    is_outcome = figure in OUTCOMES
    file = "-".join(("journeys", figure if is_outcome else label, stage)) + suffix
    if figure.startswith(f"{ORDERED}/"):
        return f"{label}{suffix}", file, label
    shown_stage = "no stage" if stage == UNASSIGNED else stage
    name = of_stage(figure, stage) if is_outcome else f"{label} in {shown_stage}"
    counted_as = (
        noun(NEITHER)
        if figure == NEITHER
        else outcome(figure if is_outcome else "dropped_off").noun
    )
    return f"{name}{suffix}", file, counted_as
