"""Ten journeys begin at x; 4 drop off there, 6 go on to z."""

import numpy as np
import pytest

from journey.graph.what_if import DRAWS, FewerReturns, LessDropOff, expected, without_effect
from tests.graph.made import chain_rows, reach

STAGES = ["A", "B"]
TEN = chain_rows(("A.x B.z", "completed", 6), ("A.x", "dropped_off", 4))
FIGURES = [
    f"{name}{end}" for name in ("before", "after", "difference") for end in ("", "_low", "_high")
]


def figures(rows, stages, *changes):
    return {
        row["stage"]: (pytest.approx(row["before"]), pytest.approx(row["after"]))
        for row in expected(rows, stages, changes)
    }


def grouped(journeys=20):
    """Thirty groups of customers, of which ever more arrive."""
    return [
        row
        for group in range(30)
        for row in chain_rows(
            ("A.x B.z", "completed", 1 + group % 7, group),
            ("A.x", "dropped_off", 1, group),
            ("A.x", "in_progress", journeys, group),
        )
    ]


def test_without_the_only_leak_everybody_arrives():
    assert figures(TEN, STAGES, LessDropOff("A", "x", 1)) == {"A": (10, 10), "B": (6, 10)}
    assert figures(TEN, STAGES, LessDropOff("A", "x", 0.5)) == {"A": (10, 10), "B": (6, 8)}


def test_who_is_held_goes_on_as_the_others_do():
    """Of 12 at x, 3 go to y, 3 to z, 6 drop off; at y all drop off: of the 6 held, 3 are lost there."""
    rows = chain_rows(
        ("A.x A.y", "dropped_off", 3), ("A.x B.z", "completed", 3), ("A.x", "dropped_off", 6)
    )
    assert figures(rows, STAGES, LessDropOff("A", "x", 1)) == {"A": (12, 12), "B": (3, 6)}


def test_fewer_returns():
    """x: 4 of 6 go on to y; y: 2 to z, 2 back to x. From x: r = 2/3 (1/2 + r/2) = 1/2; without the way back 2/3."""
    rows = chain_rows(("A.x B.y C.z", "completed", 2), ("A.x B.y A.x", "dropped_off", 2))
    assert figures(rows, ["A", "B", "C"], FewerReturns("B", "y", "A", "x", 1))["C"] == (
        2,
        4 * 2 / 3,
    )


def test_changes_are_made_one_after_the_other():
    """Half of the 4 are held, then half of the 2."""
    half = LessDropOff("A", "x", 0.5)
    assert figures(TEN, STAGES, half, half)["B"] == (6, 9)


@pytest.mark.parametrize(
    "change",
    [
        LessDropOff("A", "x", 0),
        LessDropOff("A", "y", 1),
        LessDropOff("A", "elsewhere", 1),
        LessDropOff("B", "x", 1),
        LessDropOff("B", "z", 1),
        FewerReturns("A", "x", "A", "x", 1),
        FewerReturns("A", "x", "A", "elsewhere", 1),
        FewerReturns("A", "only", "A", "y", 1),
    ],
)
def test_what_changes_nothing_is_told(change):
    rows = TEN + chain_rows(
        ("A.y", "dropped_off", 2), ("A.y", "in_progress", 1), ("A.only A.y", "dropped_off", 1)
    )
    assert without_effect(rows, STAGES, [change, LessDropOff("A", "x", 0.1)]) == [change]
    assert all(
        row["before"] == row["after"] and row["difference"] == 0
        for row in expected(rows, STAGES, [change])
    )


def test_no_changes():
    rows = expected(grouped(), STAGES, [])
    assert all(
        row["difference"] == row["difference_low"] == row["difference_high"] == 0 for row in rows
    )


def test_before_is_the_chance_to_reach_times_the_journeys_begun():
    found = expected(grouped(), STAGES, [])[1]["before"]
    assert found == pytest.approx(
        reach(grouped(), STAGES, "B").reach * reach(grouped(), STAGES, "B").begun
    )


def test_ranges_contain_their_point_and_are_the_same_again():
    rows = expected(grouped(), STAGES, [LessDropOff("A", "x", 0.5)])
    assert rows == expected(grouped(), STAGES, [LessDropOff("A", "x", 0.5)])
    assert list(rows[0]) == ["stage", *FIGURES, "draws"] and rows[0]["draws"] == DRAWS
    for name in ("before", "after", "difference"):
        assert rows[1][f"{name}_low"] < rows[1][name] < rows[1][f"{name}_high"]
        assert (
            rows[0][f"{name}_low"]
            == pytest.approx(rows[0][name])
            == pytest.approx(rows[0][f"{name}_high"])
        )  # all begin in A


def test_the_range_is_that_of_customers_in_groups():
    """The share that arrives, k of n in each group: variance sum (k - p n)^2 / N^2; twice 1.96 of it wide, within a quarter."""
    k = np.array([1 + group % 7 for group in range(30)])
    n = k + 21
    error = (((k - k.sum() / n.sum() * n) ** 2).sum()) ** 0.5
    row = expected(grouped(), STAGES, [])[1]
    assert row["before_high"] - row["before_low"] == pytest.approx(2 * 1.96 * error, rel=0.25)


def test_less_than_ten_groups_give_no_range():
    nine = [row for row in grouped() if row["group"] < 9]
    for row in expected(nine, STAGES, [LessDropOff("A", "x", 0.5)]):
        assert (
            row["before_low"] is row["after_high"] is row["difference_low"] is None
            and row["draws"] == 0
        )
    assert (
        expected([row for row in grouped() if row["group"] < 10], STAGES, [])[0]["before_low"]
        is not None
    )


def test_no_journeys():
    assert figures([], STAGES, LessDropOff("A", "x", 1)) == {"A": (0, 0), "B": (0, 0)}


def test_a_share_lies_between_0_and_1():
    for by in (-0.1, 1.1, float("nan")):
        with pytest.raises(ValueError):
            LessDropOff("A", "x", by)
