"""Twelve journeys begin at x: 4 go to z, 6 to y, 2 drop off; of the 6 at y, 4 go on to z, 2 drop off. z is the goal."""

import numpy as np
import pytest

from journey.graph.chain import ENDS
from tests.graph.made import chain_row, chain_rows, contributions, reach

STAGES = ["A", "B", "C"]
TWELVE = chain_rows(
    ("A.x B.z", "completed", 4),
    ("A.x A.y B.z", "completed", 4),
    ("A.x A.y", "dropped_off", 2),
    ("A.x", "dropped_off", 2),
)


def cells(rows, goal, stages=STAGES):
    return {
        f"{row['stage']}.{row['touchpoint']}": row["reach"]
        for row in reach(rows, stages, goal).cells
    }


def test_reach_by_hand():
    found = reach(TWELVE, STAGES, "B")
    assert (found.begun, found.reach) == (12, pytest.approx(8 / 12))
    assert cells(TWELVE, "B") == {
        "A.x": pytest.approx(4 / 12 + 6 / 12 * 4 / 6),
        "A.y": pytest.approx(4 / 6),
        "B.z": 1,
    }
    assert [row["events"] for row in found.cells] == [12, 6, 8]


def test_a_journey_that_only_skipped_a_stage_has_reached_it():
    rows = chain_rows(("A.x C.z", "completed", 1), ("A.x", "in_progress", 3))
    assert reach(rows, STAGES, "A").reach == 1
    assert reach(rows, STAGES, "B").reach == reach(rows, STAGES, "C").reach == pytest.approx(1 / 4)


def test_coming_again_is_another_try():
    """At x thrice: again, on, off."""
    rows = chain_rows(("A.x A.x B.z", "completed", 1), ("A.x", "dropped_off", 1))
    assert reach(rows, STAGES, "B").reach == pytest.approx(1 / 2)


def test_who_came_back_from_the_goal_is_not_counted_as_another_try():
    """Two begin at x, one reaches the goal, comes back to x and ends there as completed."""
    rows = chain_rows(
        ("A.x B.z A.x", "completed", 1), ("A.x", "dropped_off", 1), ("C.u A.w", "completed", 1)
    )
    assert reach(rows, STAGES, "B").reach == pytest.approx((1 / 2 + 1 / 2 + 1) / 3)
    assert cells(rows, "B")["A.w"] is None  # only ever seen after the goal


def test_circles_without_a_way_out_never_arrive():
    x, y, z = ("A", "x"), ("A", "y"), ("B", "z")
    rows = [
        chain_row(0, None, x, None, 4),
        chain_row(0, x, y, None, 3),
        chain_row(0, y, y, None, 9),
        chain_row(0, x, z, None, 1),
        chain_row(0, None, ("A", "dead"), None, 4),
    ]
    assert reach(rows, STAGES, "B").reach == pytest.approx(1 / 8)
    assert cells(rows, "B") == {"A.x": pytest.approx(1 / 4), "A.y": 0, "A.dead": 0, "B.z": 1}
    assert {
        row["touchpoint"]: row["removal_effect"] for row in contributions(rows, STAGES, "B")
    } == {"x": 1, "y": 0, "dead": 0}


def test_cells_outside_the_stages_are_before_every_goal():
    rows = chain_rows(("unassigned.x A.x", "completed", 1), ("unassigned.x", "dropped_off", 1))
    assert reach(rows, STAGES, "A").reach == pytest.approx(1 / 2)


def test_no_journeys_and_none_that_arrives():
    assert reach([], STAGES, "B").reach is None and contributions([], STAGES, "B") == []
    lost = chain_rows(("A.x", "dropped_off", 1), ("A.x A.y", None, 1))
    assert reach(lost, STAGES, "B").reach == 0 and contributions(lost, STAGES, "B") == []


def test_contributions_by_hand():
    """Without y only the 4 of 12 that go straight arrive instead of 8; without x nobody does."""
    x, y = contributions(TWELVE, STAGES, "B")
    assert x == {
        "stage": "A",
        "touchpoint": "x",
        "events": 12,
        "reach_without": 0,
        "removal_effect": 1,
        "share": pytest.approx(2 / 3),
    }
    assert y == {
        "stage": "A",
        "touchpoint": "y",
        "events": 6,
        "reach_without": pytest.approx(4 / 12),
        "removal_effect": pytest.approx(1 / 2),
        "share": pytest.approx(1 / 3),
    }


def test_where_journeys_begin_at_the_goal_nothing_else_contributes():
    assert contributions(
        chain_rows(("B.z", "completed", 1), ("A.x", "dropped_off", 1)), STAGES, "B"
    ) == [
        {
            "stage": "A",
            "touchpoint": "x",
            "events": 1,
            "reach_without": 0.5,
            "removal_effect": 0,
            "share": None,
        }
    ]


# The same by walking: 200,000 journeys through a chain of random counts, with loops, ways back and all kinds of ends.

CELLS = [(stage, f"t{number}") for stage in "ABC" for number in range(4)]
BEFORE, WALKERS = 8, 200_000


@pytest.fixture(scope="module")
def table():
    """(13, 15) counts: from the cells and the beginning, to the cells and the ends."""
    dice = np.random.default_rng(1)
    counts = dice.integers(1, 30, (13, 15)) * (dice.random((13, 15)) < 0.5)
    counts[:, 12:] += 1
    counts[12, 12:] = 0
    return counts


@pytest.fixture(scope="module")
def rows(table):
    places = [*CELLS, None]
    return [
        chain_row(
            0,
            places[source],
            places[min(target, 12)],
            ENDS[target - 12] if target >= 12 else None,
            int(table[source, target]),
        )
        for source, target in zip(*np.nonzero(table))
    ]


@pytest.fixture(scope="module")
def walked(table):
    """Where each walker began and came to rest (a cell at the goal, or an end), and (walkers, 8) which cells it passed."""
    dice = np.random.default_rng(2)
    sums = (table / table.sum(axis=1, keepdims=True)).cumsum(axis=1)
    place, passed = np.full(WALKERS, 12), np.zeros((WALKERS, BEFORE), dtype=bool)
    began = None
    walking = np.arange(WALKERS)
    while len(walking):
        drawn = (dice.random(len(walking))[:, None] > sums[place[walking]]).sum(axis=1)
        place[walking] = np.minimum(drawn, 14)
        began = place.copy() if began is None else began
        walking = walking[place[walking] < BEFORE]
        passed[walking, place[walking]] = True
    return began, place, passed


def share(walked, hit):
    """Of those that could be, by where they began: share of hits."""
    began, place, _ = walked
    possible = place != 12
    return sum(
        (began == cell).mean() * hit[possible & (began == cell)].mean() for cell in np.unique(began)
    )


TOLERANCE = 4 * 0.5 / (WALKERS / 2) ** 0.5


def test_reach_by_walking(rows, walked):
    assert (walked[1] != 12).sum() > WALKERS / 2
    arrived = (walked[1] >= BEFORE) & (walked[1] < 12)
    assert 0.1 < arrived.mean() < 0.9
    assert reach(rows, STAGES, "C").reach == pytest.approx(share(walked, arrived), abs=TOLERANCE)


def test_reach_without_by_walking(rows, walked):
    arrived = (walked[1] >= BEFORE) & (walked[1] < 12)
    found = contributions(rows, STAGES, "C")
    assert len(found) == BEFORE and sum(row["share"] for row in found) == pytest.approx(1)
    for row in found:
        away = ~walked[2][:, CELLS.index((row["stage"], row["touchpoint"]))]
        assert row["reach_without"] == pytest.approx(share(walked, arrived & away), abs=TOLERANCE)


def test_reach_by_solving(table, rows):
    """The same from the textbook: (I - Q)^-1 R."""
    chances = table / table.sum(axis=1, keepdims=True)
    goal, completed = np.linalg.solve(
        np.eye(BEFORE) - chances[:BEFORE, :BEFORE],
        np.stack([chances[:BEFORE, BEFORE:12].sum(axis=1), chances[:BEFORE, 12]], axis=1),
    ).T
    assert list(cells(rows, "C").values())[:BEFORE] == pytest.approx(list(goal / (1 - completed)))
