"""Trends of what becomes of journeys, on a made log: ripe at half of the days observed."""

from datetime import datetime, timedelta

import pytest

from journey.data.ask import ask
from journey.model.filters import Filters
from tests.logs import build, event

KIND = "[journeys]\ninactivity_days = 365\n"
MONDAY = datetime(2025, 1, 6)


def test_ripe_journeys_alone_by_the_week_in_which_they_begin(tmp_path):
    """For four weeks eight of ten reach the goal within days, then three; those of week 20 are too young."""
    rows = [event("z", (MONDAY + timedelta(weeks=30)).isoformat(), "Ad", stage="awareness")]
    for week, many in [*enumerate([8] * 4 + [3] * 4), (20, 0)]:
        start = MONDAY + timedelta(weeks=week)
        for n in range(10):
            rows.append(event(f"c{week}-{n}", start.isoformat(), "Ad", stage="awareness"))
            if n < many:
                later = (start + timedelta(days=2)).isoformat()
                rows.append(event(f"c{week}-{n}", later, "Review", stage="advocacy"))
    found = ask(build(tmp_path, rows, KIND), "journey_trend", Filters()).rows
    assert [row["figure"] for row in found] == ["completed", "neither"]
    completed = found[0]
    assert (completed["value_n"], completed["change_at"]) == (80, "2025-02-03")
    assert (completed["mean_before"], completed["mean_after"]) == pytest.approx((0.8, 0.3))
    assert completed["limit_seconds"] == 15 * 7 * 86_400
    assert found[1]["change"] == pytest.approx(-completed["change"])


def test_what_every_journey_has_is_no_trend(tmp_path):
    rows = [event(f"c{n}", f"2025-01-{n + 1:02}", "Ad", stage="awareness") for n in range(12)]
    assert ask(build(tmp_path, rows, KIND), "journey_trend", Filters()).rows == []
