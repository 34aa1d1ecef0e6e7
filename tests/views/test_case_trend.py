"""Trends of service by the week of the first contact, on a made log."""

from datetime import datetime, timedelta

import pytest

from journey.data.ask import ask
from journey.model.errors import BadOption
from journey.model.filters import Filters
from tests.logs import build, event

KIND = "[journeys]\ninactivity_days = 30\ncase_is_journey = false\nid_is_journey = false\n"
MONDAY = datetime(2025, 1, 6)


def weeks(tmp_path, once: list[int], definition: str = "", end: int = 20):
    """Ten cases a week from 6 January on, resolved after a day; so many of them with one contact, the others with two."""
    rows = [event("z", (MONDAY + timedelta(weeks=end)).isoformat(), "Ad")]
    for week, many in enumerate(once):
        start = MONDAY + timedelta(weeks=week)
        for n in range(10):
            plain = {"case_id": f"k{week}-{n}", "channel": "phone", "reason": "bill"}
            rows += [
                event(
                    f"c{week}-{n}",
                    (start + timedelta(hours=hour)).isoformat(),
                    "Call",
                    actor="customer",
                    **plain,
                )
                for hour in range(1 if n < many else 2)
            ]
            solved = (start + timedelta(days=1)).isoformat()
            rows.append(
                event(f"c{week}-{n}", solved, "Call", actor="agent", case_event="resolved", **plain)
            )
    return build(tmp_path, rows, KIND + definition)


def of(generation, **options) -> dict[str, dict]:
    return {row["figure"]: row for row in ask(generation, "case_trend", Filters(), **options).rows}


def test_the_week_of_the_change_is_named(tmp_path):
    """At once eight of ten for four weeks, then three."""
    row = of(weeks(tmp_path, [8] * 4 + [3] * 4))["first_contact_resolution"]
    assert (row["value_n"], row["periods"], row["change_at"]) == (80, 8, "2025-02-03")
    assert (row["mean_before"], row["mean_after"]) == pytest.approx((0.8, 0.3))
    assert row["change_p"] < 0.001 and row["value"] == pytest.approx(0.55)


def test_young_cases_do_not_count(tmp_path):
    """Observation ends a day after the last cases begin: they say nothing of seven days, but of one."""
    generation = weeks(tmp_path, [8] * 4, end=3)
    assert of(generation)["first_contact_resolution"]["value_n"] == 30
    assert of(generation, within=1)["first_contact_resolution"]["value_n"] == 40


def test_in_time_is_within_the_target_or_else_the_median(tmp_path):
    row = of(weeks(tmp_path, [8] * 4))["resolution_in_time"]
    assert (row["limit_seconds"], row["value"]) == (86_400, 1.0)
    (tmp_path / "target").mkdir()
    row = of(weeks(tmp_path / "target", [8] * 4, "[targets]\nresolution = 3600\n"))[
        "resolution_in_time"
    ]
    assert (row["limit_seconds"], row["value"]) == (3_600, 0.0)


def test_where_nothing_varies_nothing_changes(tmp_path):
    row = of(weeks(tmp_path, [8] * 8))["resolution_in_time"]
    assert row["slope"] == row["slope_low"] == row["slope_high"] == 0
    assert row["change_p"] == 1


def test_the_weeks_are_no_group(tmp_path):
    with pytest.raises(BadOption, match="takes no week here"):
        of(weeks(tmp_path, [8] * 4), by=("week",))
