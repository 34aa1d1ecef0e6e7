"""Trends over the weeks of a made log."""

import pytest

from journey.data.ask import ask
from journey.model.errors import BadOption
from journey.model.filters import Filters
from journey.model.small_numbers import SHARED
from tests.logs import SCALES, build, event


def shop(tmp_path, weeks, touchpoint="Shop"):
    """Ten answers of CSAT a week from 6 January 2025 on, a Monday, so many of them good; each of its own customer."""
    rows = [
        event(
            f"c{week}-{n}",
            f"2025-01-{6 + 7 * week:02}" if week < 4 else f"2025-02-{7 * week - 25:02}",
            touchpoint,
            stage="purchase",
            csat="5" if n < good else "1",
        )
        for week, good in enumerate(weeks)
        for n in range(10)
    ]
    return build(tmp_path, rows, assumed=SCALES)


def csat(generation, **options):
    return ask(generation, "trend", Filters(), metrics=("csat",), **options).rows


def test_the_week_of_the_change_is_named(tmp_path):
    """Eight of ten for four weeks, then three."""
    [row] = csat(shop(tmp_path, [8] * 4 + [3] * 4))
    assert (row["metric"], row["n"], row["periods"], row["customers"]) == ("csat", 80, 8, 80)
    assert (row["first_period"], row["change_at"]) == ("2025-01-06", "2025-02-03")
    assert (row["mean_before"], row["mean_after"], row["change"]) == pytest.approx((0.8, 0.3, -0.5))
    assert row["change_p"] < 0.001 and row["change_high"] < 0 and row["slope_high"] < 0
    assert row["value"] == pytest.approx(0.55)


def test_where_nothing_changes_no_interval_leaves_zero(tmp_path):
    [row] = csat(shop(tmp_path, [6] * 8))
    assert row["slope"] == pytest.approx(0) and row["slope_low"] < 0 < row["slope_high"]
    assert row["change_p"] == 1


def test_fewer_than_thirty_on_a_side_are_no_change(tmp_path):
    [row] = csat(shop(tmp_path, [8] * 5))
    assert row["change_at"] is row["mean_before"] is row["change_p"] is None
    assert row["slope"] is not None


def test_each_group_has_its_own(tmp_path):
    rows = csat(shop(tmp_path, [8] * 4 + [3] * 4), by=("stage",))
    assert [row["stage"] for row in rows] == ["purchase"]


def test_the_weeks_are_no_group(tmp_path):
    with pytest.raises(BadOption, match="takes no week here"):
        csat(shop(tmp_path, [8] * 4), by=("week",))


def test_few_bad_answers_on_a_side_are_not_told_in_shared_mode(tmp_path):
    """Before the change nobody answers badly but two."""
    generation = shop(tmp_path, [10, 10, 9, 9, 3, 3, 3, 3])
    assert csat(generation)[0]["change_at"] == "2025-02-03"
    assert csat(generation, mode=SHARED) == []
