"""Trends and distributions of the sample beside the second implementation."""

from datetime import date

import pytest

from journey.data.ask import ask
from journey.model.filters import Filters
from journey.model.small_numbers import is_rated
from tests import reference
from tests.agreement import asked_of, same

FIGURES = (
    *("value", "low", "high", "slope", "slope_low", "slope_high", "mean_before", "mean_after"),
    *("change", "change_low", "change_high"),
)


@pytest.mark.parametrize(
    ("by", "filters"),
    [
        ((), Filters()),
        (("stage",), Filters.of(where={"region": ["North", "South"]})),
        (
            ("touchpoint", "channel"),
            Filters.of(date.fromisoformat("2025-03-01"), date.fromisoformat("2025-10-31")),
        ),
    ],
    ids=("all", "by stage", "by touchpoint and channel"),
)
def test_trends(sample, sample_log, by, filters):
    ours = ask(sample, "trend", filters, by=by).rows
    theirs = reference.trend(sample_log, asked_of(filters), list(by))
    keys = (*by, "metric")
    expected = {tuple(row[key] for key in keys): row for row in theirs}
    found = {tuple(row[key] for key in keys): row for row in ours}
    assert found.keys() == expected.keys() and len(found) == len(ours)
    for key, row in found.items():
        other = expected[key]
        for name in ("n", "periods", "first_period", "customers", "change_at"):
            assert row[name] == other[name], (key, name, row, other)
        for name in FIGURES:
            told = other[name] if is_rated(other["customers"]) and other[name] is not None else None
            assert same(row[name], told and round(told, 9)) or abs(row[name] - told) < 2e-8, (
                key,
                name,
            )
        if other["change_p"] is not None:
            assert row["change_p"] == pytest.approx(other["change_p"], abs=1e-7), key


@pytest.mark.parametrize("by", [(), ("stage",), ("region", "month")], ids=str)
def test_distributions(sample, sample_log, by):
    ours = ask(sample, "distribution", Filters(), by=by, metrics=("nps", "csat", "ces")).rows
    theirs = reference.distribution(sample_log, asked_of(Filters()), list(by))
    keys = (*by, "metric", "answer")
    found = {tuple(row[key] for key in keys): row for row in ours}
    expected = {tuple(row[key] for key in keys): row for row in theirs}
    assert found.keys() == expected.keys() and len(found) == len(ours)
    for key, row in found.items():
        other = expected[key]
        for name in ("answers", "share_n", "customers"):
            assert row[name] == other[name], (key, name)
        if row["share"] is not None:
            for name in ("share_low", "share_high"):
                assert same(row[name], other[name]), (key, name)
