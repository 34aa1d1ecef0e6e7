"""Recorded pain points, counted by hand."""

from journey.data.ask import ask
from journey.model.filters import Filters
from tests.logs import build, event
from tests.views.shop import columns


def test_each_pain_point_counts_events_journeys_and_customers(tmp_path):
    """At the bill: a twice and once more in another journey, b once; at the call, without a stage, a once; nothing said is no row."""
    rows = [
        event("a", "2025-01-01", "Bill", stage="retention", friction="unclear", journey_id="1"),
        event("a", "2025-01-02", "Bill", stage="retention", friction="unclear", journey_id="1"),
        event("a", "2025-01-03", "Bill", stage="retention", friction="unclear", journey_id="2"),
        event("b", "2025-01-04", "Bill", stage="retention", friction="unclear", journey_id="3"),
        event("b", "2025-01-05", "Bill", stage="retention", friction="dear", journey_id="3"),
        event("a", "2025-01-06", "Call", friction="long hold", journey_id="1"),
        event("b", "2025-01-07", "Bill", stage="retention", journey_id="3"),
    ]
    generation = build(tmp_path, rows, "[journeys]\nid_is_journey = false\n")
    names = ("stage", "touchpoint", "friction", "events", "journeys", "customers")
    assert columns(ask(generation, "pain_points", Filters()), *names) == [
        ("retention", "Bill", "unclear", 4, 3, 2),
        ("retention", "Bill", "dear", 1, 1, 1),
        ("unassigned", "Call", "long hold", 1, 1, 1),
    ]
    under = ask(generation, "pain_points", Filters.of(where={"touchpoint": ["Call"]}))
    assert columns(under, *names[2:4]) == [("unclear", 2), ("long hold", 1)]


def test_without_the_column_it_is_named_what_is_needed(tmp_path):
    answer = ask(build(tmp_path, [event("a", "2025-01-01", "Bill")]), "pain_points", Filters())
    assert answer.rows == []
    assert answer.definitions["friction"] == "not computable: needs friction"
