"""The filter bar's words, orders and dates, without a browser."""

from datetime import date
from types import SimpleNamespace

from journey.model.filters import Filters
from journey.presenters import filters as bar
from journey.presenters.filters import Days, Removal

OBSERVED = Days("All dates", date(2025, 1, 1), date(2025, 12, 31))
ORDERED = SimpleNamespace(
    definition=SimpleNamespace(stage_names=("awareness", "purchase")), stages={0: "(unassigned)"}
)


def test_keys_have_an_order_of_their_own(sample):
    assert bar.keys(sample) == (
        ["segment", "region", "device", "plan"],
        ["channel", "stage", "touchpoint", "persona"],
    )


def test_the_words_of_what_is_chosen():
    assert bar.chosen_words("device", ("mobile",)) == "mobile"
    assert bar.chosen_words("channel", ("", "phone", "web")) == "(no channel) + 2"
    assert bar.chosen_words("plan", ("a" * 30,)) == f"{'a' * 23}…"


def test_values_come_by_their_journeys_and_stages_in_their_order():
    counts = {"b": 5, "a": 5, "c": 9, "": 1}
    assert bar.choices(ORDERED, "plan", counts).values == (("c", 9), ("a", 5), ("b", 5), ("", 1))
    stages = bar.choices(ORDERED, "stage", {"purchase": 9, "(unassigned)": 4, "awareness": 2})
    assert [stage for stage, _ in stages.values] == ["awareness", "purchase", "(unassigned)"]


def test_a_search_finds_parts_of_values_and_of_the_words_for_a_blank_one():
    counts = {"North Sea": 5, "South": 2, "": 1}
    found = bar.choices(ORDERED, "region", counts, search=" nOrTH")
    assert found.values == (("North Sea", 5),)
    assert bar.choices(ORDERED, "region", counts, search="no value").values == (("", 1),)


def test_long_lists_stop_and_keep_what_is_chosen():
    counts = {f"v{number:03}": 1000 - number for number in range(150)}
    listed = bar.choices(ORDERED, "plan", counts, chosen=("v120", "gone"))
    assert len(listed.values) == 102 and listed.left_out == 49
    assert listed.values[100:] == (("v120", 880), ("gone", 0))


def test_choosing_twice_is_choosing_once():
    once = bar.with_value(Filters(), "device", "mobile", True)
    assert once == Filters.of(where={"device": ["mobile"]})
    assert bar.with_value(once, "device", "mobile", True) == once
    both = bar.with_value(once, "device", "desk", True)
    assert both == Filters.of(where={"device": ["desk", "mobile"]})
    assert bar.with_value(both, "device", "mobile", False) == Filters.of(where={"device": ["desk"]})
    assert bar.with_value(once, "device", "desk", False) == once


def test_presets_count_from_the_last_event():
    assert [(days.name, days.first, days.last) for days in bar.presets(OBSERVED)] == [
        ("Last 30 days", date(2025, 12, 2), date(2025, 12, 31)),
        ("Last quarter", date(2025, 10, 1), date(2025, 12, 31)),
        ("This year", date(2025, 1, 1), date(2025, 12, 31)),
    ]
    before = bar.presets(Days("", date(2024, 1, 1), date(2025, 12, 30)))
    assert (before[1].first, before[1].last) == (date(2025, 7, 1), date(2025, 9, 30))


def test_months_of_the_sample(sample):
    months = bar.months(sample)
    assert len(months) == 12 and months[0].name == "December 2025"
    assert (months[10].first, months[10].last) == (date(2025, 2, 1), date(2025, 2, 28))


def test_from_and_to_bound_each_other():
    march, june = date(2025, 3, 1), date(2025, 6, 30)
    assert bar.day_bounds(Filters.of(march, june), OBSERVED) == (
        (date(2025, 1, 1), june),
        (march, date(2025, 12, 31)),
    )
    beyond = Filters.of(None, date(2031, 1, 1))
    assert bar.day_bounds(beyond, OBSERVED) == (
        (date(2025, 1, 1), date(2031, 1, 1)),
        (date(2025, 1, 1), date(2031, 1, 1)),
    )


def test_the_dates_in_force():
    assert bar.dates_pill(Filters(), OBSERVED) == "1 Jan – 31 Dec 2025"
    assert bar.dates_pill(Filters.of(date(2025, 3, 1)), OBSERVED) == "1 Mar – 31 Dec 2025"
    assert bar.dates_pill(Filters.of(None, date(2024, 3, 1)), OBSERVED) == "until 1 Mar 2024"


def test_the_filter_to_take_away_is_the_one_that_brings_back_most(sample):
    filters = Filters.of(date(2031, 1, 1), None, {"device": ["mobile"], "region": ["Islands"]})
    left = {bar.DATES: 40, "device": 2, "region": 40}

    def count_journeys(narrowed):
        names = [bar.DATES, "device", "region"]
        assert narrowed == [bar.without(filters, name) for name in names]
        return [left[name] for name in names]

    assert bar.best_removal(sample, filters, count_journeys) == Removal(
        bar.DATES, "the dates from 1 Jan 2031", 40
    )


def test_no_single_filter_may_be_to_blame(sample):
    filters = Filters.of(where={"device": ["mobile"]})
    assert bar.best_removal(sample, filters, lambda narrowed: [0]) is None
    assert bar.best_removal(sample, Filters(), lambda narrowed: []) is None
    found = bar.best_removal(sample, filters, lambda narrowed: [1])
    assert found.sentence == "Without “Device: mobile”, 1 journey would be left."
