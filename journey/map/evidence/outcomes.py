"""Evidence on the journeys of a stage: how many reached it and what became of them."""

from journey.data.ask import AnyRow
from journey.map.captions import outcome_sentence
from journey.map.evidence.context import CellText, Context, nouns, share_of, table
from journey.map.evidence.measures import MEASURES
from journey.map.evidence.panel_data import Table
from journey.map.grades import MEASURED, NOTHING, grade
from journey.map.model import StageColumn
from journey.model.cells import OUTCOMES
from journey.model.vocabulary import outcome
from journey.model.words import count

NEED_TIME = ("dropped_off", "in_progress", "ended_well")


def outcome_text(kind: str, stage: StageColumn, context: Context) -> CellText:
    unit, answer = context.journey_map.unit, context.answers.answers["funnel"]
    parts = (
        _exits_table(stage, context) if kind == "dropped_off" else _outcomes_table(stage, context)
    )
    return CellText(
        outcome_sentence(stage, kind, unit),
        _definition(kind, answer.definitions),
        f"{unit}s",
        _grade(kind, stage),
        parts,
        answer.command,
    )


def _definition(kind: str, definitions: dict[str, str]) -> str:
    """What the outcome is, and what its rate is where it has one."""
    column = MEASURES[kind].column
    words = definitions[kind if kind in definitions else column]
    return f"{words}; the rate is {definitions[column]}" if column.endswith("_rate") else words


def _grade(kind: str, stage: StageColumn) -> str:
    row: AnyRow = stage.funnel
    column = MEASURES[kind].column
    if column.endswith("_rate") and row[column] is not None:
        return grade(row["base"])
    return MEASURED if row["reached"] else NOTHING


def stage_text(stage: StageColumn, context: Context) -> CellText:
    answer = context.answers.answers["funnel"]
    expected = f" Expected there: {stage.expected_emotion}." if stage.expected_emotion else ""
    return CellText(
        f"{outcome_sentence(stage, 'reached', context.journey_map.unit)} {stage.text}.{expected}",
        answer.definitions["reached"],
        f"{context.journey_map.unit}s",
        MEASURED if stage.funnel["reached"] else NOTHING,
        _outcomes_table(stage, context),
        answer.command,
    )


def _outcomes_table(stage: StageColumn, context: Context) -> Table:
    row: AnyRow = stage.funnel
    kinds = [
        kind for kind in OUTCOMES if not (context.journey_map.is_timeless and kind in NEED_TIME)
    ]
    reached = None if context.journey_map.is_chosen else row["reached"]
    return table(
        ["", "number", "share of those who reached it"],
        [[outcome(kind).heading, count(row[kind]), share_of(row[kind], reached)] for kind in kinds],
    )


def _exits_table(stage: StageColumn, context: Context) -> Table:
    exits = sum(exit_point.journeys for exit_point in stage.exits)
    total = None if context.journey_map.is_chosen else exits
    return table(
        nouns("exits", "touchpoint", "touchpoint_stage", "journeys", "share"),
        [
            [
                exit_point.touchpoint,
                exit_point.touchpoint_stage or "",
                count(exit_point.journeys),
                share_of(exit_point.journeys, total),
            ]
            for exit_point in stage.exits
        ],
    )
