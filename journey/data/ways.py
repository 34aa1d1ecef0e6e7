"""Which query finds the journeys of a way, and what is bound in it."""

from decimal import Decimal
from typing import Any

from journey.data.codes import code_of
from journey.data.generation import Generation
from journey.model.definition import DAY_SECONDS
from journey.model.ways import CONVERSIONS, DAYS, OUTCOME, OUTCOMES, SEQUENCES, STAGE, STEP, TOUCHPOINT, Way

FOREVER_S = 1e15


def way_rule(generation: Generation, way: Way) -> tuple[str, dict[str, Any]]:
    """(name of the query in queries/filter, its values); raises UserError for names that the dataset does not have."""
    touchpoints = [code_of(generation, "touchpoint", name) for name in way.named(TOUCHPOINT)]
    if way.kind in CONVERSIONS:
        return "way_conversion", _conversion(way, *touchpoints)
    stages = [code_of(generation, "stage", name) for name in way.named(STAGE)]
    if way.kind == "exit":
        return "way_exit", {"stage": stages[0], "touchpoint": touchpoints[0]}
    marks = [generation.letters[number] for number in touchpoints] + [str(number) for number in stages]
    values: dict[str, Any] = {}
    if way.kind in ("after", "before", "stopafter"):
        values["from_letter"], *marks = marks
    values["way"] = "".join(marks)
    if way.kind in SEQUENCES:
        values["pattern"] = f"%{'%'.join(marks)}%"
    for part in way.named(STEP):
        values["step"] = int(part)
    for part in way.named(OUTCOME):
        values["outcome"] = OUTCOMES.index(part) + 1
    return f"way_{way.kind}", values


def _conversion(way: Way, source: int, target: int) -> dict[str, Any]:
    return {
        "source": source,
        "target": target,
        "within_s": within_seconds(next(iter(way.named(DAYS)), None)),
        "is_anywhere": int(way.kind == "around"),
        "is_converted": int(way.kind != "misses"),
    }


def within_seconds(days: str | float | None) -> float:
    """A window in seconds; without one a time longer than any."""
    return FOREVER_S if days is None else float(Decimal(str(days)) * DAY_SECONDS)
