"""The edges of the rules, with numbers to check in the head."""

from datetime import date

from journey.data.ask import ask
from journey.data.selection import known_part
from journey.model.filters import Filters
from tests.logs import build, event


def test_thirty_days_of_silence_are_still_under_way_and_a_second_more_is_dropped(tmp_path):
    generation = build(
        tmp_path,
        [
            event("kept", "2025-01-01T00:00:01Z", "Ad", stage="awareness"),
            event("lost", "2025-01-01T00:00:00Z", "Ad", stage="awareness"),
            event("last", "2025-01-31T00:00:01Z", "Ad", stage="awareness"),
        ],
    )
    row = ask(generation, "funnel", Filters()).rows[0]
    assert (row["reached"], row["in_progress"], row["dropped_off"]) == (3, 2, 1)


def test_an_event_of_the_day_before_does_not_hide_a_journey_of_the_day(tmp_path):
    """One journey at the same place on both sides of midnight: it is counted once on either day, and once in both."""
    generation = build(
        tmp_path,
        [event("a", "2025-01-01T23:59:59Z", "Ad"), event("a", "2025-01-02T00:00:00Z", "Ad")],
    )
    first, second = date(2025, 1, 1), date(2025, 1, 2)
    found = [
        ask(generation, "touchpoints", Filters.of(*days)).rows[0]
        for days in ((first, first), (second, second), (first, second))
    ]
    assert [(row["events"], row["journeys"], row["customers"]) for row in found] == [
        (1, 1, 1),
        (1, 1, 1),
        (2, 1, 1),
    ]


def test_a_link_that_spells_a_channel_otherwise_means_the_same_channel(sample):
    """The filter bar offers the dataset's own names: what a link forgives must arrive as one of them."""
    filters, notices = known_part(
        sample,
        Filters.of(
            where={"channel": ["APP", "Phone"], "stage": ["Purchase"], "cohort": ["nps/Retention"]}
        ),
    )
    assert notices == [] and dict(filters.where) == {
        "channel": ("mobile app", "phone"),
        "stage": ("purchase",),
        "cohort": ("nps/Retention",),
    }
