"""Cases and contained contacts beside the second implementation: on the sample and on drawn logs."""

from datetime import date

import pytest

from journey.data.ask import ask
from journey.model.filters import Filters
from journey.model.small_numbers import is_rated
from tests import reference
from tests.agreement import asked_of, same
from tests.data.test_service_views import KIND, drawn_service_log
from tests.logs import SCALES, build, reference_definition, reference_events

COUNTS = ("cases", "customers", "open", "unanswered", "first_response_negative")
TIMES = tuple(
    f"{name}_{figure}_seconds{end}"
    for name in ("first_response", "resolution")
    for figure in ("median", "p90", "mean")
    for end in ("", "_low", "_high")
)
SHARES = (
    *("first_contact_resolution", "reopened", "transferred"),
    *("first_response_in_time", "resolution_in_time"),
)
MEANS = ("contacts_per_case", "cost_per_case")


def service_agrees(generation, log, filters: Filters, by=(), days=None) -> int:
    """The same rows with the same figures, where the data can tell them; how many rows there are."""
    ours = ask(generation, "service", filters, by=by, within=days).rows
    theirs = reference.service(log, asked_of(filters), list(by), days)
    found, expected = by_group(ours, by), by_group(theirs, by)
    assert found.keys() == expected.keys() and len(found) == len(ours)
    for key, row in found.items():
        other = expected[key]
        for name in (*COUNTS, "resolution_negative", "first_response_n", "resolution_n"):
            assert row[name] in (other[name], None), (key, name, row[name], other[name])
        for name in TIMES:
            customers = other[f"{name.partition('_m')[0].partition('_p90')[0]}_customers"]
            told = other.get(name) if is_rated(customers) else None
            assert same(row[name], told), (key, name, row[name], other.get(name))
        for name in SHARES:
            share_agrees(row, other, name, key)
        for name in (name + end for name in MEANS for end in ("", "_low", "_high")):
            is_told = is_rated(other["customers"]) and row[name] is not None
            assert same(row[name], other[name] if is_told else None), (key, name)
        assert row["contacts_per_case"] is not None or not is_rated(other["customers"])
    return len(ours)


def share_agrees(row: dict, other: dict, name: str, key: tuple) -> None:
    assert row[f"{name}_n"] in (other[f"{name}_n"], 0), (key, name)
    if row[f"{name}_n"]:
        is_told = is_rated(other[f"{name}_customers"])
        for end in ("", "_low", "_high"):
            told = other[name + end] if is_told else None
            assert same(row[name + end], told), (key, name + end, row[name + end], told)


def by_group(rows: list[dict], by) -> dict[tuple, dict]:
    return {tuple(row[name] for name in by): row for row in rows}


def containment_agrees(generation, log, filters: Filters, by=()) -> int:
    ours = ask(generation, "containment", filters, by=by).rows
    theirs = reference.containment(log, asked_of(filters), list(by))
    found, expected = by_group(ours, by), by_group(theirs, by)
    assert found.keys() == expected.keys() and len(found) == len(ours)
    for key, row in found.items():
        assert row["contacts"] == expected[key]["contacts"]
        share_agrees(row, expected[key], "contained", key)
    return len(ours)


@pytest.mark.parametrize(
    ("by", "filters", "days"),
    [
        ((), Filters(), None),
        (("stage", "channel"), Filters.of(where={"region": ["North", "South"]}), 3.0),
        (
            ("reason",),
            Filters.of(date.fromisoformat("2025-03-01"), date.fromisoformat("2025-10-31")),
            None,
        ),
        (("weekday", "hour"), Filters(), None),
        (("month",), Filters.of(where={"channel": ["phone", "live chat"]}), 30.0),
    ],
    ids=str,
)
def test_sample(sample, sample_log, by, filters, days):
    assert service_agrees(sample, sample_log, filters, by, days) >= 1


@pytest.mark.parametrize("by", [(), ("channel",), ("reason", "service_mode")], ids=str)
def test_sample_contained(sample, sample_log, by):
    assert containment_agrees(sample, sample_log, Filters(), by) >= 1


@pytest.mark.parametrize("seed", [2, 5])
def test_drawn_logs(tmp_path, seed):
    rows = drawn_service_log(seed)
    zone = 'timezone = "America/New_York"\n'
    generation = build(tmp_path, rows, zone + KIND, assumed=SCALES)
    log = reference.build(reference_events(rows), reference_definition(generation.definition))
    for by in ((), ("channel",), ("hour",), ("weekday", "stage")):
        assert service_agrees(generation, log, Filters(), by) >= 1
        containment_agrees(generation, log, Filters(), by)
