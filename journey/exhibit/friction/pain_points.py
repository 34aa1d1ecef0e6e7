"""Recorded pain points beside what is measured at the same touchpoints, and where the two disagree."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from journey.data.views.rows import PAIN_POINTS
from journey.exhibit.exhibit import Exhibit, Nothing
from journey.exhibit.friction.ledger import friction_of
from journey.exhibit.friction.missing import lacks_field, nobody
from journey.exhibit.grid import Column, Grid, Plain
from journey.exhibit.ref import Ref
from journey.exhibit.source import AnswerSource
from journey.model.words import capital, count

if TYPE_CHECKING:
    from journey.data.views.rows import FrictionTold, PainPointsTold

NAME = "Recorded pain points"
OPTIONS = ("weights",)
DRAWN = 20
UNMEASURED = "not measured"
Place = tuple[str | None, str | None]


def pain_points(ref: Ref, source: AnswerSource) -> Exhibit | Nothing:
    """`ref` has the option weights. Notes and score disagree where one is in the upper half of touchpoints, the other not."""
    answer = source.ask(PAIN_POINTS)
    words = answer.definitions["friction"]
    if missing := lacks_field(ref, NAME, words):
        return missing
    rows = [row for row in answer.rows if row["stage"] is not None and row["events"]]
    if not rows:
        return nobody(ref, NAME, source, answer, "Nobody noted a pain point under these filters.")
    friction = friction_of(ref, source)
    scored: dict[Place, FrictionTold] = {
        (row["stage"], row["touchpoint"]): row for row in friction.rows if row["score"] is not None
    }
    noted = _noted(rows)
    said = {place: _disagreement(place, noted, scored) for place in noted}
    drawn = rows[:DRAWN]
    columns = (
        Column("Touchpoint"),
        Column("Stage"),
        Column("Pain point as recorded"),
        Column("noted", True, "count"),
        Column(f"{source.unit}s", True, "count"),
        Column("friction score", True, "number"),
        Column("measured beside noted"),
    )
    values = tuple(_values(row, scored, said) for row in drawn)
    rest = len(rows) - len(drawn)
    return Exhibit(
        ref,
        "table",
        _title(rows, said),
        "What people noted as a pain point, beside the friction score of the touchpoint.",
        Grid(
            columns,
            tuple(tuple(map(_written, line)) for line in values),
            values,
            f"and {count(rest)} more" if rest > 0 else "",
        ),
        (answer, friction),
        sum(row["events"] or 0 for row in rows),
        "event",
        "A row a touchpoint and pain point: how often it was noted, and the measured score.",
    )


def _noted(rows: "Sequence[PainPointsTold]") -> dict[Place, int]:
    found: dict[Place, int] = {}
    for row in rows:
        place = (row["stage"], row["touchpoint"])
        found[place] = found.get(place, 0) + (row["events"] or 0)
    return found


def _disagreement(
    place: Place, noted: Mapping[Place, int], scored: "Mapping[Place, FrictionTold]"
) -> str:
    own = scored.get(place)
    if own is None:
        return UNMEASURED
    is_noted = _is_upper(noted[place], list(noted.values()))
    is_measured = _is_upper(own["score"] or 0, [row["score"] or 0 for row in scored.values()])
    if is_noted == is_measured:
        return ""
    return "noted, but its score is low" if is_noted else "seldom noted, but its score is high"


def _is_upper(value: float, values: Sequence[float]) -> bool:
    """Whether fewer than half of the values are larger."""
    return 2 * sum(other > value for other in values) < len(values)


def _values(
    row: "PainPointsTold",
    scored: "Mapping[Place, FrictionTold]",
    said: Mapping[Place, str],
) -> tuple[Plain, ...]:
    place = (row["stage"], row["touchpoint"])
    own = scored.get(place)
    score = round(own["score"] or 0) if own else None
    return (row["touchpoint"], row["stage"], row["friction"], row["events"], row["journeys"], score, said[place])  # fmt: skip


def _written(value: Plain) -> str:
    if value is None:
        return "–"
    return count(value) if isinstance(value, int) else str(value)


def _title(rows: "Sequence[PainPointsTold]", said: Mapping[Place, str]) -> str:
    other = [row for row in rows if said[row["stage"], row["touchpoint"]] not in ("", UNMEASURED)]
    first = rows[0]
    most = f"{capital(first['friction'] or '')} at {first['touchpoint']} is noted most, {count(first['events'])} times"
    if not other:
        return most
    return f"{most}; {other[0]['touchpoint']}: {said[other[0]['stage'], other[0]['touchpoint']]}"
