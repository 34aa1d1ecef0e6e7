"""How the answers of one score are read in the events of one rule: the scale they were asked on, and what each counts as."""

from dataclasses import dataclass, replace

from journey.data.engine import Connection
from journey.ingest.column_scales import ColumnScale, answered_only
from journey.ingest.expressions import BoundValues, holds
from journey.ingest.questions import NO_ANSWERS, ZEROS
from journey.ingest.recipe import Recipe
from journey.ingest.source import Source
from journey.model.metrics import ASKED_SCALES, Scale, restated, scale_words
from journey.model.words import plural


@dataclass(frozen=True)
class AnswerScale:
    """The scale as asked; what its answers count as, the lowest first; texts in small letters and numbers that are no answer."""

    asked: Scale
    counted: list[int]
    no_answers: list[str]
    no_numbers: list[float]

    def without_zero(self) -> "AnswerScale":
        """The same, where a 0 is no answer."""
        return replace(self, no_answers=[*self.no_answers, *ZEROS])


def answer_scale(said: ColumnScale | None, counted_name: str, metric: str) -> AnswerScale:
    """The scale of a column as it was said, counted on the metric's own."""
    scales = ASKED_SCALES[metric]
    asked = scales[said.scale if said and said.scale else counted_name]
    values = said.no_answers if said else ()
    numbers = [number for value in values if (number := _number(value)) is not None]
    return AnswerScale(
        asked,
        restated(asked, scales[counted_name]),
        [*NO_ANSWERS, *(value.lower() for value in values)],
        numbers,
    )


def no_answer_notes(connection: Connection, recipe: Recipe, source: Source) -> list[str]:
    """How often a survey's question was answered with what means nothing; `cells` are still there."""
    counted = answered_only(recipe)
    notes = []
    for rule, before in zip(counted.events, recipe.events, strict=True):
        for condition in rule.only[len(before.only) :]:
            values = BoundValues()
            cells = [f"c{index}" for index in range(len(source.columns))]
            holding = holds(replace(condition, is_absent=False), source, cells, values)
            [(number,)] = connection.execute(
                f"select count(*) from cells where {holding}", values.bound
            ).fetchall()
            if number:
                notes.append(
                    f"{plural(number, 'cell')} of {condition.column!r} {'says' if number == 1 else 'say'} what means nothing: "
                    "no answer, as said"
                )
    return notes


def _number(text: str) -> float | None:
    """The number that a value is, as 9 or 9.0; None where it is a word."""
    try:
        number = float(text.replace(",", "."))
    except ValueError:
        return None
    return number if abs(number) < 1e9 else None  # neither nan nor infinite


def scale_note(said: ColumnScale, counted_name: str) -> str:
    """On which scale a column was read, and what its answers count as on the metric's."""
    name = said.scale or counted_name
    note = f"{said.column!r} is {said.metric} asked on {scale_words(name)}"
    scales = ASKED_SCALES[said.metric]
    asked, counted = scales[name], scales[counted_name]
    numbers = restated(asked, counted)
    if numbers == list(asked.answers):
        return note
    ends = f"{asked.lowest} counts as {numbers[0]} and {asked.highest} as {numbers[-1]}"
    if asked.length == counted.length:
        return f"{note}: {ends}"
    pairs = ", ".join(
        f"{answer} as {number}" for answer, number in zip(asked.answers, numbers, strict=True)
    )
    return (
        f"{note} and counted on {scale_words(counted_name)} "
        f"({pairs}): its shares are exact, its means approximate"
    )
