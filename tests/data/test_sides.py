"""With and without, and after complaints, beside the second implementation: on the sample and on drawn logs."""

from datetime import date

import pytest

from journey.data.ask import ask
from journey.model.cells import Place
from journey.model.filters import Filters
from journey.model.small_numbers import is_rated
from tests import reference
from tests.agreement import asked_of, same
from tests.data.test_service_views import KIND, drawn_service_log
from tests.logs import SCALES, build, reference_definition, reference_events

DIFFERENCES = (
    *("difference", "difference_low", "difference_high"),
    *("adjusted", "adjusted_low", "adjusted_high"),
)


def with_without_agrees(generation, log, filters: Filters, place: Place) -> int:
    """The same rows with the same figures, blank where too few customers are on either side; how many rows there are."""
    keys = ("stage", "touchpoint", "subject", "target", "outcome", "unit")
    return sides_agree(generation, log, filters, place, "with_without", keys)


def after_touchpoint_agrees(generation, log, filters: Filters, place: Place) -> int:
    keys = ("stage", "touchpoint", "outcome", "unit")
    return sides_agree(generation, log, filters, place, "after_touchpoint", keys)


def sides_agree(generation, log, filters: Filters, place: Place, view: str, keys) -> int:
    ours = ask(generation, view, filters, at=place).rows
    stage = None if place.stage == reference.UNASSIGNED else place.stage
    theirs = getattr(reference, view)(log, asked_of(filters), stage, place.touchpoint)
    return compare(ours, theirs, keys)


def compare(ours, theirs, keys) -> int:
    expected = {tuple(row[key] for key in keys): row for row in theirs}
    found = {tuple(row[key] for key in keys): row for row in ours}
    assert len(found) == len(ours) and found.keys() == expected.keys()
    for key, row in found.items():
        other = expected[key]
        for name in ("with_it_n", "without_it_n", "customers", "adjusted_for", "adjusted_n"):
            assert row[name] == other[name], (key, name, row, other)
        for name in ("with_it", "without_it", *DIFFERENCES):
            assert_close(row[name], other[name], is_rated(other["customers"]), (key, name))
    return len(ours)


def assert_close(mine, other, is_shown: bool, where) -> None:
    """The view gives nine digits."""
    rounded = None if mine is None else round(mine, 6)
    expected = round(other, 6) if is_shown and other is not None else None
    assert same(rounded, expected) or abs(rounded - expected) <= 1.5e-6, (where, mine, other)


def after_complaints_agrees(generation, log, filters: Filters) -> int:
    ours = ask(generation, "after_complaints", filters).rows
    theirs = reference.after_complaints(log, asked_of(filters))
    assert [row["complained"] for row in ours] == [row["complained"] for row in theirs]
    never = theirs[-1] if theirs else {}
    for row, other in zip(ours, theirs):
        for name in ("journeys", "leaves_n", "customers"):
            assert row[name] == other[name], (name, row, other)
        is_told = is_rated(other["leaves_customers"])
        for name in ("leaves", "leaves_low", "leaves_high"):
            assert_close(row[name], other[name], is_told, (row, other))
        is_compared = is_told and is_rated(never["leaves_customers"])
        for name in DIFFERENCES:
            assert_close(row[name], other.get(name), is_compared, (name, row, other))
        assert row["adjusted_for"] == other.get("adjusted_for")
        assert_close(
            row["stayed_seconds"], other["stayed_seconds"], is_rated(row["customers"]), row
        )
    return len(ours)


SAMPLE_FILTERS = [
    Filters(),
    Filters.of(date(2025, 3, 1), date(2025, 8, 31), {"channel": ["phone", "live chat"]}),
    Filters.of(where={"region": ["North"], "stage": ["retention"]}),
]
BY_FILTER = pytest.mark.parametrize(
    "filters", SAMPLE_FILTERS, ids=lambda filters: str(filters.as_dict())
)


@BY_FILTER
def test_sample_with_and_without(sample, sample_log, filters):
    place = Place("retention", "Live chat")
    assert with_without_agrees(sample, sample_log, filters, place) > 20


@BY_FILTER
def test_sample_after_a_touchpoint(sample, sample_log, filters):
    place = Place("retention", "Live chat")
    assert after_touchpoint_agrees(sample, sample_log, filters, place) >= 5


@BY_FILTER
def test_sample_after_an_answer(sample, sample_log, filters):
    ours = ask(sample, "after_answer", filters).rows
    theirs = reference.after_answer(sample_log, asked_of(filters))
    assert len(ours) >= 15
    compare(ours, theirs, ("metric", "outcome", "unit"))


def test_sample_at_a_place_of_broken_promises(sample, sample_log):
    rows = with_without_agrees(sample, sample_log, Filters(), Place("purchase", "Delivery update"))
    assert rows > 20


@BY_FILTER
def test_sample_after_complaints(sample, sample_log, filters):
    assert after_complaints_agrees(sample, sample_log, filters) == 3


@pytest.mark.parametrize("seed", [4, 6])
def test_drawn_logs(tmp_path, seed):
    rows = drawn_service_log(seed, *([("",)] if seed == 6 else []))
    generation = build(tmp_path, rows, KIND, assumed=SCALES)
    log = reference.build(reference_events(rows), reference_definition(generation.definition))
    for filters in (Filters(), Filters.of(where={"region": ["N"]})):
        assert after_complaints_agrees(generation, log, filters) > 1
        for place in (
            Place("purchase", "Message"),
            Place("unassigned", "Delivery"),
            Place("retention", "Call"),
        ):
            assert with_without_agrees(generation, log, filters, place) >= 5
            assert after_touchpoint_agrees(generation, log, filters, place) >= 2
