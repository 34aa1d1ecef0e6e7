"""The query that finds the journeys that a path filter keeps, and what is bound in it."""

import re
from decimal import Decimal
from typing import Any

from journey.data.chain_elements import element_relations, element_values
from journey.data.codes import code_of
from journey.data.generation import Generation
from journey.data.sql import Relation, composed, part, query
from journey.model.definition import DAY_SECONDS
from journey.model.errors import UserError
from journey.model.path_filters import (
    CONVERSIONS,
    DAYS,
    EXPECTED,
    FUNNEL_OUTCOME,
    OF_CUSTOMERS,
    OUTCOME,
    SEQUENCES,
    STAGE,
    STAGED,
    STEP,
    TOUCHPOINT,
    PathFilter,
)
from journey.model.vocabulary import END_NUMBERS

FOREVER_S = 1e15


def path_rule(generation: Generation, wanted: PathFilter) -> tuple[str, dict[str, Any]]:
    """(the query, its values); raises UserError for names that the dataset does not have."""
    if wanted.kind == "inorder":
        return _in_order(generation, wanted)
    name, values = _filed(generation, wanted)
    return query("filter", name), values


def stage_numbers(generation: Generation) -> list[int]:
    """The stages that journeys come to in order: those observed, all where fewer than two are."""
    numbers = range(1, len(generation.definition.stages) + 1)
    observed = [number for number in numbers if number not in generation.unobserved_stages]
    return observed if len(observed) > 1 else list(numbers)


def _in_order(generation: Generation, wanted: PathFilter) -> tuple[str, dict[str, Any]]:
    """Those who came to a stage strictly in order, and what became of them: the same elements as of the view `ordered`."""
    (stage,), (days,), (funnel_outcome,) = (
        wanted.named(kind) for kind in (STAGE, DAYS, FUNNEL_OUTCOME)
    )
    number, numbers = code_of(generation, "stage", stage), stage_numbers(generation)
    if number not in numbers:
        raise UserError(f"'{stage}' is no stage that journeys come to in order.")
    element, goal = numbers.index(number) + 1, len(numbers)
    last = min(element + 1, goal)
    steps = f"step_{element} as step_here, {f'step_{last}' if element < goal else 0} as step_next"
    relations = (
        Relation(
            "symbol_journeys", "select *, step_stages as symbols from journeys", is_inlined=True
        ),
        *element_relations(last),
        Relation(
            "outcome_steps",
            f"select journey_no, is_in_progress, is_ended_well, furthest_stage_no, {steps} from element_{last}",
        ),
        part("of_outcome", "funnel_outcome" if element < goal else "funnel_outcome_at_goal"),
    )
    symbols = [str(stage_no) for stage_no in numbers[:last]]
    values = element_values(symbols, within_seconds(days)) | {
        "here": number,
        "funnel_outcome": funnel_outcome,
    }
    return composed("select journey_no from of_outcome", relations), values


def _filed(generation: Generation, wanted: PathFilter) -> tuple[str, dict[str, Any]]:
    """(name of the query in queries/filter, its values)."""
    touchpoints = [code_of(generation, "touchpoint", name) for name in wanted.named(TOUCHPOINT)]
    if wanted.kind in (*CONVERSIONS, *OF_CUSTOMERS):
        return f"path_{'customer_' * (wanted.kind in OF_CUSTOMERS)}conversion", _conversion(
            wanted, *touchpoints
        )
    stages = [code_of(generation, "stage", name) for name in wanted.named(STAGE)]
    if wanted.kind == "left":
        return "path_left", {"touchpoint": touchpoints[0]}
    if wanted.kind == "exit":
        return "path_exit", {"stage": stages[0], "touchpoint": touchpoints[0]}
    if wanted.kind in (*EXPECTED, *STAGED):
        symbols = [generation.symbols[number] for number in touchpoints] or [
            str(number) for number in stages
        ]
        return f"path_{'stage_' if stages else ''}expected", _expected(
            wanted.kind.removeprefix("stage_"), symbols
        )
    symbols = [generation.symbols[number] for number in touchpoints] + [
        str(number) for number in stages
    ]
    values: dict[str, Any] = {}
    if wanted.kind in ("after", "before", "stopafter"):
        values["from_symbol"], *symbols = symbols
    values["symbols"] = "".join(symbols)
    if wanted.kind in SEQUENCES:
        values["pattern"] = f"%{'%'.join(symbols)}%"
    for step in wanted.named(STEP):
        values["step"] = int(step)
    for outcome in wanted.named(OUTCOME):
        values["outcome"] = END_NUMBERS[outcome]
    return f"path_{wanted.kind}", values


def _expected(kind: str, symbols: list[str]) -> dict[str, Any]:
    """A pattern that the whole path has, one that it has not, and whether it must have come to the end or be under way.

    Keeping to a list e1, e2...: only other symbols, then e1 once or more, then e2..., each step with others between.
    """
    first, *listed = symbols if kind in EXPECTED[2:] else ["", *symbols]
    every, other = _class(listed), f"[^{_inside(listed)}]*"
    keeps = ""
    for symbol in reversed(listed):
        keeps = f"(({re.escape(symbol)}{other})+{keeps})" + ("?" if symbol != listed[0] else "")
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
    return {"has": has, "has_not": has_not, "keeps": keeps, "last_symbol": listed[-1], "rule": rule}


NEVER = "^$"  # no path is empty


def _inside(symbols: list[str]) -> str:
    return "".join(map(re.escape, symbols))


def _class(symbols: list[str]) -> str:
    return f"[{_inside(symbols)}]" if symbols else NEVER


def _conversion(wanted: PathFilter, source: int, target: int) -> dict[str, Any]:
    return {
        "source": source,
        "target": target,
        "within_s": within_seconds(next(iter(wanted.named(DAYS)), None)),
        "is_anywhere": int(wanted.kind.endswith("around")),
        "is_converted": int(not wanted.kind.endswith("misses")),
    }


def within_seconds(days: str | float | None) -> float:
    """A window in seconds; without one a time longer than any."""
    return FOREVER_S if days is None else float(Decimal(str(days)) * DAY_SECONDS)
