"""The local rule by hand: counts that can be checked in the head."""

import pytest

from journey.data.views.form import COUNT, SHARE, Column, names, share, with_interval_and_n
from journey.model.local_rule import (
    LocalRule,
    figures,
    hidden_rows,
    merged,
    parts,
    totals,
    without_small_differences,
)

COLUMNS = (
    *names("region", "channel"),
    Column("journeys", COUNT),
    Column("customers", COUNT),
    Column("completed", COUNT),
    *with_interval_and_n(Column("rate", SHARE, rests_on="customers", implies="completed")),
)


def row(region: str, channel: str, journeys: int, completed: int, customers: int = 0) -> dict:
    return {
        "region": region,
        "channel": channel,
        "journeys": journeys,
        "customers": customers or journeys,
        "completed": completed,
        **share("rate", completed, journeys),
    }


def cells(rows: list[dict], across=("region",)) -> list[tuple]:
    rule = LocalRule(COLUMNS, label="region", cells=("journeys",), across=across)
    return [(row["region"], row["journeys"], row["completed"]) for row in rule.rows(rows)]


def test_three_hide_behind_the_next_smallest():
    """3 and 12 together are 15: with a total of 55 nobody gets the 3."""
    rows = [row("N", "web", 40, 20), row("S", "web", 12, 6), row("E", "web", 3, 0)]
    assert cells(rows)[0][:2] == ("N", 40)
    assert cells(rows)[1] == ("other, 2 groups", 15, None)


def test_a_rate_of_three_in_forty_is_blanked_and_another_with_it():
    """3 of 40 alone would come back from the total of 23; 8 of 20 hides with it, 12 of 30 stays."""
    rows = [row("N", "web", 40, 3), row("S", "web", 20, 8), row("E", "web", 30, 12)]
    assert cells(rows) == [("N", 40, None), ("S", 20, None), ("E", 30, 12)]


def test_a_rate_that_leaves_three_is_blanked_too():
    """37 of 40 tells of 3 without."""
    rows = [row("N", "web", 40, 37), row("S", "web", 20, 8), row("E", "web", 30, 12)]
    assert [completed for _, _, completed in cells(rows)] == [None, None, 12]


def test_no_one_and_everyone_may_be_told():
    rows = [row("N", "web", 40, 0), row("S", "web", 20, 20)]
    assert cells(rows) == [("N", 40, 0), ("S", 20, 20)]


def test_a_cell_of_three_takes_one_more_of_its_row_and_of_its_column():
    """N by phone is 3: N by web (30) and S by phone (20) hide too, and S by web (10) since both need one."""
    rows = [
        row("N", "web", 30, 0),
        row("N", "phone", 3, 0),
        row("S", "web", 10, 0),
        row("S", "phone", 20, 0),
        row("E", "web", 50, 0),
        row("E", "phone", 60, 0),
    ]
    assert cells(rows, ("region", "channel")) == [
        ("E", 50, 0),
        ("E", 60, 0),
        ("other, 4 groups", 63, None),
    ]


def test_of_all_rows_together_with_four_customers_nothing_is_told():
    assert cells([row("N", "web", 3, 0), row("S", "web", 1, 0)]) == [
        ("other, 2 groups", None, None)
    ]


def test_behind_journeys_stand_fewer_customers():
    """Twelve journeys of eight customers: four repeat. Six of them may be of two customers; the other six, too."""
    assert parts(6, 12, 8) == (2, 2)
    assert parts(9, 12, 12) == (9, 3)
    assert parts(12, 12, 8) == (8, 0)
    assert parts(0, 12, 8) == (0, 8)


def test_a_share_without_a_count_of_its_own_implies_its_hits():
    columns = with_interval_and_n(Column("repeats", SHARE, rests_on="customers"))
    (figure,) = figures(columns)
    assert figure.parts({"repeats": 0.05, "repeats_n": 60, "customers": 60}) == (3, 57)
    assert figure.columns == ("repeats", "repeats_low", "repeats_high")


def test_a_share_of_the_cells_themselves_is_safe_by_merging():
    columns = with_interval_and_n(Column("share", SHARE, implies="journeys"))
    assert figures(columns, cells=("journeys",)) == []


def test_where_one_value_alone_is_large_its_total_is_not_told_either():
    """Phone has 3 in all, so that web's total is not told beside it: Ad by web may stay."""
    rows = [
        {"touchpoint": "Ad", "channel": "web", "customers": 40},
        {"touchpoint": "Pay", "channel": "web", "customers": 7},
        {"touchpoint": "Pay", "channel": "phone", "customers": 3},
    ]
    assert hidden_rows(rows, totals(rows, ("touchpoint", "channel"))) == {1, 2}


def test_units_that_differ_by_few_tell_of_few():
    """12 events of 10 journeys: at most two come twice. 30 moves of 10 journeys tell nothing."""
    assert without_small_differences({"events": 12, "journeys": 10}) == {
        "events": 12,
        "journeys": None,
    }
    same = {"moves": 30, "journeys": 10, "customers": 10}
    assert without_small_differences(same) == same


@pytest.mark.parametrize(("customers", "known", "completed"), [((3, 4), 0, None), ((3, 6), 6, 5)])
def test_rows_put_together_are_as_safe_as_the_largest_of_them(customers, known, completed):
    rows = [row(f"r{n}", "c", n, n - 2, n) for n in (*customers, 40)]
    *kept, other = merged(rows, {0, 1}, "region", ("completed",))
    assert [each["region"] for each in kept] == ["r40"]
    assert (other["region"], other["groups"]) == ("other, 2 groups", 2)
    assert (other["customers"], other["completed"]) == (known, completed)
    assert merged(rows, set(), "region", ("completed",)) == rows
