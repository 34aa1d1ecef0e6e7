"""The count beside a value is what the summary says under a filter on it."""

import pytest

from journey.data.ask import ask
from journey.data.value_counts import journeys_by_value
from journey.model.filters import DIMENSIONS, Filters
from tests.logs import build, event


@pytest.mark.parametrize("key", [*DIMENSIONS, "device", "region"])
def test_of_the_sample(sample, key):
    counts = journeys_by_value(sample, key)
    assert len(counts) > 2
    for value, journeys in counts.items():
        [summary] = ask(sample, "summary", Filters.of(where={key: [value]})).rows
        assert summary["journeys"] == journeys, value


def test_blank_and_changing_values(tmp_path):
    """Ten journeys change their device, five keep theirs, one has none."""
    rows = [event("none", "2025-01-03", "Ad", channel="web")]
    for number in range(15):
        rows += [
            event(f"c{number}", "2025-01-01", "Ad", device="desk", plan="free"),
            event(f"c{number}", "2025-01-02", "Shop", device="mobile" if number < 10 else "desk"),
        ]
    built = build(tmp_path, rows)
    assert journeys_by_value(built, "plan") == {"free": 15, "": 1}
    assert journeys_by_value(built, "device") == {"desk": 15, "mobile": 10, "": 1}
    assert journeys_by_value(built, "first.device") == {"desk": 15, "": 1}
    assert journeys_by_value(built, "channel") == {"web": 1, "": 15}
    assert journeys_by_value(built, "touchpoint") == {"Ad": 16, "Shop": 15}
