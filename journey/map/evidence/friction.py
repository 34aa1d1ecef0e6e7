"""Evidence on the friction of a touchpoint: each part with its interval and what it is."""

from journey.data.ask import AnyRow
from journey.map.captions import friction_sentence, whole_percent
from journey.map.evidence.context import INTERVAL, CellText, Context, percent_span, table
from journey.map.evidence.measures import verb_of
from journey.map.grades import grade
from journey.map.model import Touchpoint
from journey.model.metrics import FRICTION_PARTS
from journey.model.vocabulary import noun
from journey.model.words import count, percent


def friction_text(touchpoint: Touchpoint, context: Context) -> CellText | None:
    if touchpoint.friction is None:
        return None
    answer, unit = context.answers.answers["friction"], context.journey_map.unit
    row, definitions = touchpoint.friction.row, answer.definitions
    parts = [_part(part, row, definitions) for part in FRICTION_PARTS]
    return CellText(
        friction_sentence(touchpoint.name, touchpoint.friction, unit),
        f"{definitions['journeys_lost']}. Score: {definitions['score']}.",
        f"{unit}s; score 0 to 100",
        grade(row["base"]),
        table(["part", "share", INTERVAL, "n", "what it is"], parts),
        answer.command,
        together_words(
            row["leaves"],
            row["leaves_low"],
            row["leaves_high"],
            row["journeys_lost"],
            row["leaves_n"],
        ),
    )


def together_words(
    share: float | None, low: float | None, high: float | None, left: int | None, n: int | None
) -> str:
    """The share who leave somewhere, of all groups together: '41 % leave here, 54 of 132 (33 to 49 %)'; '' where it is unknown."""
    if share is None or low is None or high is None:
        return ""
    span = f"{whole_percent(low)} to {percent(high)}"
    return f"{percent(share)} {verb_of('lost')}, {count(left)} of {count(n)} ({span})"


def _part(part: str, row: AnyRow, definitions: dict[str, str]) -> list[str]:
    return [
        noun(part),
        percent(row[part]),
        percent_span(row[f"{part}_low"], row[f"{part}_high"]),
        count(row[f"{part}_n"]),
        definitions.get(part, "not measured yet"),
    ]
