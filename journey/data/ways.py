"""The query that finds the journeys of a way, and what is bound in it."""

import re
from decimal import Decimal
from typing import Any

from journey.data.chain_elements import element_ctes
from journey.data.codes import code_of
from journey.data.generation import Generation
from journey.data.sql import query
from journey.model.definition import DAY_SECONDS
from journey.model.errors import UserError
from journey.model.ways import (
    CONVERSIONS,
    DAYS,
    EXPECTED,
    FATE,
    FATES,
    OF_CUSTOMERS,
    OUTCOME,
    OUTCOMES,
    SEQUENCES,
    STAGE,
    STAGED,
    STEP,
    TOUCHPOINT,
    Way,
)

FOREVER_S = 1e15


def way_rule(generation: Generation, way: Way) -> tuple[str, dict[str, Any]]:
    """(the query, its values); raises UserError for names that the dataset does not have."""
    if way.kind == "inorder":
        return _in_order(generation, way)
    name, values = _filed(generation, way)
    return query("filter", name).split("\n", 1)[1], values


def _in_order(generation: Generation, way: Way) -> tuple[str, dict[str, Any]]:
    """Those who came to a stage strictly in order, and what became of them: the same elements as of the view `ordered`."""
    (stage,), (days,), (fate,) = (way.named(kind) for kind in (STAGE, DAYS, FATE))
    number, goal = code_of(generation, "stage", stage), len(generation.definition.stages)
    if number == 0:
        raise UserError(f"'{stage}' is no stage that journeys come to in order.")
    last = min(number + 1, goal)
    sql = query("parts", "fate" if number < goal else "fate_at_goal").split("\n", 1)[1]
    for word, place in (("_here", number), ("_next", number + 1), ("_last", last)):
        sql = sql.replace(word, f"_{place}")
    ctes = ", ".join(
        ("marked_journeys as (select *, step_stages as marks from journeys)", *element_ctes(last))
    )
    values = {f"mark_{place}": str(place) for place in range(1, last + 1)}
    values |= {"within_s": within_seconds(days), "here": number, "fate": FATES.index(fate)}
    return f"select journey_no from (with {ctes} {sql}) as found", values


def _filed(generation: Generation, way: Way) -> tuple[str, dict[str, Any]]:
    """(name of the query in queries/filter, its values)."""
    touchpoints = [code_of(generation, "touchpoint", name) for name in way.named(TOUCHPOINT)]
    if way.kind in (*CONVERSIONS, *OF_CUSTOMERS):
        return f"way_{'customer_' * (way.kind in OF_CUSTOMERS)}conversion", _conversion(
            way, *touchpoints
        )
    stages = [code_of(generation, "stage", name) for name in way.named(STAGE)]
    if way.kind == "left":
        return "way_left", {"touchpoint": touchpoints[0]}
    if way.kind == "exit":
        return "way_exit", {"stage": stages[0], "touchpoint": touchpoints[0]}
    if way.kind in (*EXPECTED, *STAGED):
        letters = [generation.letters[number] for number in touchpoints] or [
            str(number) for number in stages
        ]
        return f"way_{'stage_' if stages else ''}expected", _expected(
            way.kind.removeprefix("stage_"), letters
        )
    marks = [generation.letters[number] for number in touchpoints] + [
        str(number) for number in stages
    ]
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


def _expected(kind: str, letters: list[str]) -> dict[str, Any]:
    """A pattern that the whole path has, one that it has not, and whether it must have come to the end or be under way.

    Keeping to a list e1, e2...: only other letters, then e1 once or more, then e2..., each step with others between.
    """
    first, *listed = letters if kind in EXPECTED[2:] else ["", *letters]
    every, other = _class(listed), f"[^{_inside(listed)}]*"
    keeps = ""
    for letter in reversed(listed):
        keeps = f"(({re.escape(letter)}{other})+{keeps})" + ("?" if letter != listed[0] else "")
    keeps = f"^{other}{keeps}$"
    later = listed[listed.index(first) + 1 :] if first else []
    patterns = {
        "conforms": (keeps, NEVER, 1),
        "deviates": (every, NEVER, 2),
        "skips": (_class(later), re.escape(first), 0),
        "goes_back": (f"{_class(later)}.*{re.escape(first)}", NEVER, 0),
        "left_after": (re.escape(first), _class(later), 3),
    }
    has, has_not, rule = patterns[kind]
    return {"has": has, "has_not": has_not, "keeps": keeps, "last_letter": listed[-1], "rule": rule}


NEVER = "^$"  # no path is empty


def _inside(letters: list[str]) -> str:
    return "".join(map(re.escape, letters))


def _class(letters: list[str]) -> str:
    return f"[{_inside(letters)}]" if letters else NEVER


def _conversion(way: Way, source: int, target: int) -> dict[str, Any]:
    return {
        "source": source,
        "target": target,
        "within_s": within_seconds(next(iter(way.named(DAYS)), None)),
        "is_anywhere": int(way.kind.endswith("around")),
        "is_converted": int(not way.kind.endswith("misses")),
    }


def within_seconds(days: str | float | None) -> float:
    """A window in seconds; without one a time longer than any."""
    return FOREVER_S if days is None else float(Decimal(str(days)) * DAY_SECONDS)
