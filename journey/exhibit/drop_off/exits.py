"""Where those who dropped off in a stage were last seen, as bars whose sum is the drop-off."""

from typing import TYPE_CHECKING

from journey.charts.exit_bars import BARS_LIMIT, exit_bars
from journey.data.views.rows import EXITS
from journey.exhibit.chart import Axis, Bars, Series
from journey.exhibit.drop_off.stage import chosen_stage
from journey.exhibit.exhibit import TOO_FEW, Exhibit, Nothing
from journey.exhibit.ref import Ref
from journey.exhibit.source import AnswerSource
from journey.model.theme import NEUTRAL
from journey.model.vocabulary import outcome
from journey.model.words import count, percent, plural
from journey.presenters.drop_off import exits as words
from journey.presenters.drop_off import stages
from journey.presenters.drop_off.exits import ANY_STAGE

if TYPE_CHECKING:
    from journey.data.views.rows import ExitsTold

OTHERS = "all other touchpoints"


def exits(ref: Ref, source: AnswerSource) -> Exhibit | Nothing:
    """`ref` has the option stage; shared mode tells of all stages together."""
    answer = source.ask(EXITS)
    stage = ANY_STAGE if source.is_shared else chosen_stage(ref, source)
    rows = [row for row in answer.rows if row["drop_stage"] == stage and row["journeys"]]
    if not rows:
        is_hidden = any(row["journeys"] is None for row in answer.rows)
        did = "dropped off" if stage == ANY_STAGE else stages.of_stage("dropped_off", stage)
        reason = TOO_FEW if is_hidden else f"No journey {did} under these filters."
        return Nothing(ref, "Exit touchpoints", reason)
    total = sum(row["journeys"] or 0 for row in rows)
    frame = answer.frame()[lambda frame: frame["drop_stage"] == stage]
    return Exhibit(
        ref,
        "figure",
        words.headline(rows, stage),
        f"By last touchpoint: {words.basis(rows, stage, source.unit)}.",
        _bars(rows, stage, total, source.unit),
        (answer,),
        total,
        source.unit,
        f"Touchpoints at which {words.whose(stage)} were last seen, with how many.",
        on_screen=lambda theme: exit_bars(frame, theme, source.unit),
    )


def _bars(rows: "list[ExitsTold]", stage: str, total: int, unit: str) -> Bars:
    """A bar a touchpoint, the rest one grey bar, as those that shared mode puts together."""
    shown = rows if len(rows) <= BARS_LIMIT + 1 else rows[:BARS_LIMIT]
    rest = rows[len(shown) :]
    numbers = [row["journeys"] or 0 for row in shown]
    names = [
        row["touchpoint"]
        if row["touchpoint_stage"] == stage or stage == ANY_STAGE
        else f"{row['touchpoint']} ({row['touchpoint_stage']})"
        for row in shown
    ]
    if rest:
        names.append(
            OTHERS if any(map(words.is_merged, rest)) else plural(len(rest), "other touchpoint")
        )
        numbers.append(sum(row["journeys"] or 0 for row in rest))
    red = outcome("dropped_off").role
    colours = [NEUTRAL if words.is_merged(row) else red for row in shown]
    return Bars(
        tuple(names),
        (Series(outcome("dropped_off").noun, red, tuple(map(float, numbers))),),
        Axis(f"{unit}s whose last event was there", "count"),
        tuple(f"{count(number)} · {percent(number / total)}" for number in numbers),
        (*colours, *[NEUTRAL] * bool(rest)),
    )
