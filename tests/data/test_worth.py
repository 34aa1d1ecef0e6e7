"""Loyalty and cohorts of the sample beside the second implementation."""

from datetime import date

import pytest

from journey.data.ask import ask
from journey.model.filters import Filters
from journey.model.small_numbers import is_rated
from tests import reference
from tests.agreement import asked_of, same

FIGURES = (
    *("repeat_purchase", "average_order", "revenue_per_customer", "cost_per_customer"),
    "referred",
)
FILTERS = (
    Filters(),
    Filters.of(date(2025, 3, 1), date(2025, 8, 31), {"region": ["North", "South"]}),
    Filters.of(where={"channel": ["phone"]}),
)


@pytest.mark.parametrize("filters", FILTERS, ids=lambda filters: str(filters.as_dict()))
@pytest.mark.parametrize("by", [(), ("segment",), ("plan", "month")], ids=str)
def test_loyalty(sample, sample_log, by, filters):
    ours = ask(sample, "loyalty", filters, by=by).rows
    theirs = reference.loyalty(sample_log, asked_of(filters), list(by))
    found = {tuple(row[name] for name in by): row for row in ours}
    expected = {tuple(row[name] for name in by): row for row in theirs}
    assert found.keys() == expected.keys() and len(found) == len(ours)
    for key, row in found.items():
        other = expected[key]
        for name in ("customers", "orders", "buyers", *(f"{name}_n" for name in FIGURES)):
            assert row[name] == other[name], (key, name)
        for name in FIGURES:
            is_told = is_rated(other[f"{name}_customers"])
            for end in ("", "_low", "_high"):
                told = other[name + end] if is_told else None
                close = told is None or row[name + end] == pytest.approx(told, rel=1e-7)
                assert close if told is not None else row[name + end] is None, (key, name + end)


@pytest.mark.parametrize("filters", FILTERS, ids=lambda filters: str(filters.as_dict()))
def test_cohorts(sample, sample_log, filters):
    ours = ask(sample, "cohorts", filters).rows
    theirs = reference.cohorts(sample_log, asked_of(filters))
    assert [(row["cohort"], row["months_after"]) for row in ours] == [
        (row["cohort"], row["months_after"]) for row in theirs
    ]
    for row, other in zip(ours, theirs, strict=True):
        assert (row["active"], row["customers"]) == (other["active"], other["customers"])
        is_told = is_rated(other["customers"])
        for name in ("retained", "retained_low", "retained_high"):
            assert same(row[name], other[name] if is_told else None), (row, name)
        for name, kept in (("churned", ""), ("churned_low", "_high"), ("churned_high", "_low")):
            told = 1 - other[f"retained{kept}"] if is_told else None
            assert same(row[name], told), (row, name)
