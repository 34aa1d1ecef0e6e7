"""Shared mode against a solver: from all tables of one export together, no hidden count can be worked out."""

import random
from datetime import date, timedelta
from functools import cache

import numpy as np
import pytest
from scipy.optimize import Bounds, LinearConstraint, milp

from journey.data.ask import VIEWS, ask
from journey.model.definition import UNASSIGNED
from journey.model.filters import Filters
from journey.model.small_numbers import ANALYST, SHARED
from journey.use.load import LoadOptions, load
from tests.conftest import newest
from tests.logs import build, event
from tests.sample import SAMPLE_DEFINITION

pytestmark = pytest.mark.long


def random_filters(seed: int) -> Filters:
    chance = random.Random(seed)
    start = date(2025, 1, 1) + timedelta(days=chance.randrange(330))
    where = {}
    if chance.random() < 0.7:
        where["region"] = [chance.choice(["Islands", "North", "South"])]
    if chance.random() < 0.6:
        where["segment"] = [chance.choice(["student", "business", "consumer"])]
    if chance.random() < 0.3:
        where["device"] = ["mobile"]
    return Filters.of(start, start + timedelta(days=chance.randrange(4, 45)), where)


MOST = 10_000
SEEDS = 16


class Puzzle:
    """What a reader knows, as linear equations over whole numbers that are not negative."""

    def __init__(self):
        self.places: dict[tuple, int] = {}
        self.equations: list[tuple[list[tuple], float]] = []

    def place(self, *name) -> int:
        return self.places.setdefault(name, len(self.places))

    def told(self, names: list[tuple], total: float | None) -> None:
        for name in names:
            self.place(*name)
        if total is not None:
            self.equations.append((names, total))

    def range(self, names: list[tuple]) -> tuple[int, int]:
        """Least and greatest value that the sum of these unknowns can have."""
        matrix = np.zeros((len(self.equations), len(self.places)))
        for row, (terms, _) in enumerate(self.equations):
            for name in terms:
                matrix[row, self.place(*name)] += 1
        totals = np.array([total for _, total in self.equations])
        goal = np.zeros(len(self.places))
        for name in names:
            goal[self.place(*name)] += 1
        ends = []
        for sign in (1, -1):
            found = milp(
                sign * goal,
                constraints=LinearConstraint(matrix, totals, totals),
                integrality=np.ones(len(goal)),
                bounds=Bounds(0, MOST),
            )
            assert found.status == 0, found.message
            ends.append(round(sign * found.fun))
        return ends[0], ends[1]


TOLD = tuple(
    view
    for view, form in VIEWS.items()
    if form.shared and not form.shared.refusal and not form.needs
)
PUZZLED = ("summary", "funnel", "exits", "friction", "ledger", "touchpoints")  # with equations


@cache
def _sample_table(generation, seed: int, mode: str, view: str) -> list[dict]:
    return ask(generation, view, random_filters(seed), mode=mode).rows


def sample_tables(
    generation, seed: int, mode: str, views: tuple[str, ...] = PUZZLED
) -> dict[str, list[dict]]:
    """The tables of these views under the seed's filters, each asked once."""
    return {
        view: [dict(row) for row in _sample_table(generation, seed, mode, view)] for view in views
    }


def tables(generation, filters: Filters, mode: str) -> dict[str, list[dict]]:
    return {view: ask(generation, view, filters, mode=mode).rows for view in TOLD}


# What becomes of those who go no further, as the puzzle calls it, and its column of the funnel.
ENDS = {
    "dropped": "dropped_off",
    "in progress": "in_progress",
    "completed": "completed",
    "ended well": "ended_well",
}
GOOD_ENDS = """
[ends]
good = ["Delivery", "Store purchase"]
undone_by = ["Complaint", "Support call"]
passive = ["Newsletter", "Monthly bill"]
"""


@pytest.fixture(scope="module")
def with_ends(once, sample_file):
    """The sample with good ends, what undoes them and passive touchpoints."""
    options = LoadOptions(definition_toml=SAMPLE_DEFINITION.partition("[ends]")[0] + GOOD_ENDS)
    return newest(once("ends", lambda db: load(db, "ends", sample_file, options)), "ends")


def puzzle(shown: dict, exact: dict) -> tuple[Puzzle, dict]:
    """The reader's equations, and the true small counts that must stay unknown: {unknowns summed: true value}."""
    known, secrets = Puzzle(), {}
    stages = [row["stage"] for row in exact["funnel"]]
    cells = sorted({(row["touchpoint_stage"], row["touchpoint"]) for row in exact["exits"]})
    for stage in stages:
        known.told([("exit", stage, *cell) for cell in cells], None)
        known.told([(end, stage) for end in ENDS], None)
        if stage in (UNASSIGNED, *stages[:4]):
            known.equations.append(([("completed", stage)], 0))
    _tell_funnel(known, shown, stages)
    _tell_exits(known, shown, cells, stages)
    _same_drop_off(known, stages, cells)
    for row in exact["funnel"]:
        for name, column in ENDS.items():
            if 0 < row[column] < 5:
                secrets[((name, row["stage"]),)] = row[column]
    for cell in cells:
        lost = sum(
            row["journeys"]
            for row in exact["exits"]
            if (row["touchpoint_stage"], row["touchpoint"]) == cell
        )
        if 0 < lost < 5:
            secrets[tuple(("exit", stage, *cell) for stage in stages)] = lost
    return known, secrets


def _tell_funnel(known: Puzzle, shown: dict, stages: list[str]) -> None:
    total = shown["summary"][0]["journeys"]
    ends = tuple(ENDS)
    known.told([(end, stage) for stage in stages for end in ends], total)
    for row in shown["funnel"]:
        members = [stage for stage in stages if stage in row["stage"].split(" + ")]
        last = (
            [stage for stage in stages if stage != UNASSIGNED].index(members[-1])
            if members[-1] != UNASSIGNED
            else -1
        )
        later = (
            [stage for stage in stages if stage != UNASSIGNED][last + 1 :]
            if members != [UNASSIGNED]
            else []
        )
        known.told([(end, stage) for stage in [*members, *later] for end in ends], row["reached"])
        known.told(
            [(end, stage) for stage in later for end in ends], row["advanced"] if later else None
        )
        for end, column in ENDS.items():
            known.told([(end, stage) for stage in members], row[column])


def _tell_exits(known: Puzzle, shown: dict, cells: list[tuple], stages: list[str]) -> None:
    named = {(row["touchpoint_stage"], row["touchpoint"]) for row in shown["exits"]}
    for row in shown["exits"]:
        cell = (row["touchpoint_stage"], row["touchpoint"])
        meant = [cell] if cell in cells else [other for other in cells if other not in named]
        known.told([("exit", stage, *one) for one in meant for stage in stages], row["journeys"])
    for row in shown["friction"]:
        cell = (row["stage"], row["touchpoint"])
        if cell in cells:
            known.told([("exit", stage, *cell) for stage in stages], row["journeys_lost"])
    listed = {(row["stage"], row["touchpoint"]) for row in shown["ledger"]}
    for row in shown["ledger"]:
        cell = (row["stage"], row["touchpoint"])
        meant = [cell] if cell in cells else [other for other in cells if other not in listed]
        known.told(
            [("exit", stage, *one) for one in meant for stage in stages], row["journeys_lost"]
        )
    for row in shown["touchpoints"]:
        assert row["exits"] is None


def _same_drop_off(known: Puzzle, stages: list[str], cells: list[tuple]) -> None:
    """dropped(stage) = sum of its exits, written as dropped + rest = sum with a complement that stands for minus."""
    for stage in stages:
        known.told([("dropped", stage), ("complement", stage)], MOST)
        known.told([*(("exit", stage, *cell) for cell in cells), ("complement", stage)], MOST)


@pytest.mark.parametrize("seed", range(SEEDS))
def test_no_hidden_count_can_be_recovered(sample, seed):
    assert_hidden(sample, seed)


@pytest.mark.parametrize("seed", range(SEEDS))
def test_no_hidden_count_can_be_recovered_where_journeys_end_well(with_ends, seed):
    assert_hidden(with_ends, seed)


def test_some_of_them_end_well(with_ends):
    ended = [_sample_table(with_ends, seed, ANALYST, "funnel") for seed in range(SEEDS)]
    assert sum(any(row["ended_well"] for row in rows) for rows in ended) > SEEDS / 2


def assert_hidden(generation, seed: int) -> None:
    shown, exact = sample_tables(generation, seed, SHARED), sample_tables(generation, seed, ANALYST)
    known, secrets = puzzle(shown, exact)
    for unknowns, value in secrets.items():
        low, high = known.range(list(unknowns))
        assert low < high, f"{unknowns} must be {low}, and is {value}"


def test_the_solver_does_recover_what_analyst_mode_shows(sample):
    """The test can fail: with the exact tables every secret is found."""
    found = 0
    for seed in range(SEEDS):
        exact = sample_tables(sample, seed, ANALYST)
        for row in exact["touchpoints"]:
            row["exits"] = None
        known, secrets = puzzle(exact | {"exits": []}, exact)
        for unknowns, value in list(secrets.items())[:3]:
            found += 1
            assert known.range(list(unknowns)) == (value, value)
    assert found > 30


@pytest.mark.parametrize("seed", range(SEEDS))
def test_no_small_count_is_printed(sample, seed):
    """No count of journeys, customers, events or answers from 1 to 4 stands in any shared table."""
    for view, rows in sample_tables(sample, seed, SHARED, TOLD).items():
        for row in rows:
            for name in (
                "reached",
                "advanced",
                "dropped_off",
                "in_progress",
                "completed",
                "journeys",
                "customers",
                "moves",
                "exits",
                "journeys_lost",
                "n",
                "journeys",
            ):
                assert not 0 < (row.get(name) or 0) < 5, (view, name, row)


def test_a_tiny_dataset_says_nothing_in_shared_mode(tmp_path):
    generation = build(
        tmp_path,
        [
            event("c1", "2025-01-01", "Ad", stage="awareness", nps=9),
            event("c2", "2025-01-02", "Shop", stage="purchase", nps=3),
        ],
    )
    shown = tables(generation, Filters(), SHARED)
    assert shown["summary"][0]["journeys"] is None
    assert {row["reached"] for row in shown["funnel"]} <= {None, 0}
    assert all(row["n"] is None for row in shown["satisfaction"])
    assert all(row["journeys"] is None for row in shown["exits"])


def test_the_n_beside_a_rate_is_hidden_where_few_gave_it(tmp_path):
    rows = [
        event(
            f"c{number}",
            "2025-01-01",
            "Shop",
            stage="purchase",
            csat=5 if number < 2 else None,
            valence=0.5 if number < 3 else None,
        )
        for number in range(20)
    ]
    shown = tables(build(tmp_path, rows), Filters(), SHARED)
    assert shown["friction"][0]["effort_n"] is None and shown["friction"][0]["feels_bad_n"] is None
    assert (
        shown["touchpoints"][0]["mean_valence_n"] is None and shown["friction"][0]["journeys"] == 20
    )


def test_exits_are_withheld_where_their_total_would_tell_the_only_hidden_stage(tmp_path):
    """20 lost and 3 under way in awareness, 40 completed: 20 exits would say 23 - 20 = 3."""
    rows = [event(f"lost{n}", "2025-01-01", "Ad", stage="awareness") for n in range(20)]
    rows += [event(f"way{n}", "2025-06-01", "Ad", stage="awareness") for n in range(3)]
    rows += [event(f"done{n}", "2025-01-01", "Review", stage="advocacy") for n in range(40)]
    shown = tables(build(tmp_path, rows), Filters(), SHARED)
    assert shown["funnel"][0]["dropped_off"] is None and shown["funnel"][0]["in_progress"] is None
    assert all(row["journeys"] is None for row in shown["exits"])
    assert (
        next(row for row in shown["friction"] if row["touchpoint"] == "Ad")["journeys_lost"] is None
    )


def test_volume_tells_no_small_count_and_of_emotions_only_the_leading_one(tmp_path):
    """Six on the web and two on the phone: they hide together, since Pay has eight in all; by emotion nothing is counted."""
    rows = [
        event(f"c{number}", "2025-01-01", "Pay", stage="purchase", channel="web", emotion="anger")
        for number in range(6)
    ]
    rows += [
        event(
            f"d{number}", "2025-01-01", "Pay", stage="purchase", channel="phone", emotion="delight"
        )
        for number in range(2)
    ]
    rows += [
        event(f"e{number}", "2025-01-01", "Ad", stage="awareness", channel="web")
        for number in range(5)
    ]
    generation = build(tmp_path, rows)
    cell = ("stage", "touchpoint")
    assert ask(generation, "volume", Filters(), (*cell, "emotion"), SHARED).rows == [
        {"stage": "purchase", "touchpoint": "Pay", "emotion": "anger", "events": None}
    ]
    found = ask(generation, "volume", Filters(), (*cell, "channel"), SHARED).rows
    assert [(row["touchpoint"], row["events"]) for row in found] == [
        ("Ad", 5),
        ("other, 2 groups", 8),
    ]
    assert [row["events"] for row in ask(generation, "volume", Filters(), cell).rows] == [5, 8]
