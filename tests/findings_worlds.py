"""What is told of worlds that nobody has seen, beside what is true of them: python -m tests.findings_worlds FIRST LAST.

Of each world (`sample_data.generate --world`) is counted:
- told: of the plans of at least 7 standard errors and 30 customers, those that a finding, or what tells the same, names: its group
  and its stage;
- false: of the cards told, those that name no plan, no shadow of one and nothing that the world does without plans;
- dates: of the plans in time that are told, those whose group is right and whose days lie within nine of the true ones;
- explained: of the plans with a shadow attribute that are told by either, those where the true one is told and its shadow is not.

docs/numbers.md has the figures.
"""

import sys
import tempfile
from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

from journey.data import store
from journey.data.generation import open_generation
from journey.findings.find import find
from journey.model.filters import Filters
from journey.model.finding import ALSO, BEFORE, FIRST, FROM, HEAD, OF_GROUPS, Finding
from journey.use.load import LoadOptions, load
from sample_data.generate import generate_world
from tests.sample import SAMPLE_DEFINITION

SURE, CUSTOMERS, DAYS = 7.0, 30, 9
WAYS = {FIRST: "began at", BEFORE: "passed", FROM: "straight from"}
Plan = dict[str, Any]


def findings_of(number: int, folder: Path) -> tuple[tuple[Finding, ...], dict[str, Any]]:
    events, truth = generate_world(number)
    path = folder / f"{number}.parquet"
    events.to_parquet(path)
    name = f"w{number}"
    load(folder / "db", name, path, LoadOptions(definition_toml=SAMPLE_DEFINITION))
    path.unlink()
    current = store.current_generation(folder / "db", name)
    assert current is not None
    return find(open_generation(current), Filters()).findings, truth


def is_of_group(one: Finding, plan: Plan) -> bool:
    """The attribute's value, or the way; of everybody none of them."""
    if plan["way"]:
        return WAYS.get(one.attribute) == plan["way"] and one.value == plan["way_touchpoint"]
    return (one.attribute, one.value) == (plan["attribute"], plan["value"])


def is_of_plan(one: Finding, plan: Plan) -> bool:
    """Of a group its stage is enough, as it fares worse at all its touchpoints; of everybody the place has to be the plan's."""
    is_timed = bool(plan["first_day"])
    if not is_of_group(one, plan) or (one.family not in OF_GROUPS) != is_timed:
        return False
    return is_of_place(one, plan) if one.attribute == "" else is_of_stage(one, plan)


def is_of_stage(one: Finding, plan: Plan) -> bool:
    return one.stage in ("", plan["stage"], *(each["stage"] for each in plan["also"]))


def is_of_place(one: Finding, plan: Plan) -> bool:
    places = {(plan["stage"], plan["touchpoint"])}
    places |= {(each["stage"], each["touchpoint"]) for each in plan["also"]}
    return (one.stage, one.touchpoint) in places


def is_of_shadow(one: Finding, plan: Plan) -> bool:
    shadow = plan["shadow"]
    return bool(
        shadow
        and one.stage == plan["stage"]
        and (one.attribute, one.value) == (shadow["attribute"], shadow["value"])
    )


def is_apart(one: Finding, plan: Plan) -> bool:
    """Of a plan in time for one group: told of everybody in that time, or of that group at all times; group or time wrong."""
    if not plan["first_day"] or not is_of_place(one, plan):
        return False
    is_everybody = not one.attribute and one.family not in OF_GROUPS
    return is_everybody or is_of_group(one, plan)


def is_of_itself(one: Finding, truth: dict[str, Any]) -> bool:
    """What the world does without plans, and its season."""
    own = any(
        WAYS.get(one.attribute) == each["way"] and one.value == each["way_touchpoint"]
        for each in truth["ways_without_plans"]
        if each["stage"] == one.stage
    )
    season = truth["seasonality"] or {}
    return own or one.stage == season.get("stage")


def are_dates_right(one: Finding, plan: Plan) -> bool:
    return _near(one.first_day, plan["first_day"]) and _near(one.last_day, plan["last_day"])


def _near(day: str, true: str) -> bool:
    if not day or not true:
        return day == true
    return abs((date.fromisoformat(day) - date.fromisoformat(true)).days) <= DAYS


def of_world(number: int, folder: Path) -> Counter[str]:
    findings, truth = findings_of(number, folder)
    told = [one for one in findings if one.role in (HEAD, ALSO)]
    heads = [one for one in told if one.role == HEAD]
    counts: Counter[str] = Counter()
    for plan in truth["plans"]:
        own = [one for one in told if is_of_plan(one, plan)]
        shadows = [one for one in told if is_of_shadow(one, plan)]
        is_large = (
            abs(plan["standard_errors"]) >= SURE
            and min(plan["cases"], plan["affected_journeys"]) >= CUSTOMERS
        )
        if is_large:
            counts["large"] += 1
            counts["told"] += bool(own)
            if not own:
                print(f"  world {number}, not told: {plan['sentence']} ({plan['standard_errors']})")
        if plan["first_day"] and (own or any(is_apart(one, plan) for one in told)):
            counts["in time"] += 1
            counts["dates"] += any(are_dates_right(one, plan) for one in own)
        if plan["shadow"] and (own or shadows):
            counts["shadowed"] += 1
            counts["explained"] += bool(own) and not shadows
    for one in heads:
        counts["cards"] += 1
        is_true = any(
            is_of_plan(one, plan) or is_of_shadow(one, plan) or is_apart(one, plan)
            for plan in truth["plans"]
        )
        if not is_true and not is_of_itself(one, truth):
            counts["false"] += 1
            print(f"  world {number}, false? {one.title} (p {one.p:.1e})")
    return counts


def main(first: int, last: int) -> None:
    whole: Counter[str] = Counter()
    for number in range(first, last + 1):
        with tempfile.TemporaryDirectory() as name:
            counts = of_world(number, Path(name))
        print(number, dict(counts), flush=True)
        whole += counts
    for of, name in (
        ("large", "told"),
        ("cards", "false"),
        ("in time", "dates"),
        ("shadowed", "explained"),
    ):
        print(f"{name}: {whole[name]} of {whole[of]} ({of})", flush=True)


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
