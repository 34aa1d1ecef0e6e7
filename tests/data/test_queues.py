"""Volume, backlog, who answers, what good service is followed by and trends of outcomes beside the second implementation."""

from datetime import date, timedelta

import pytest

from journey.data.ask import ask
from journey.data.groups import fitting_period
from journey.model.filters import Filters
from journey.model.small_numbers import is_rated
from tests import reference
from tests.agreement import asked_of, same
from tests.data.test_service_views import KIND, drawn_service_log
from tests.logs import SCALES, build, reference_definition, reference_events

FILTERS = (
    Filters(),
    Filters.of(date(2025, 3, 1), date(2025, 8, 31), {"region": ["North", "South"]}),
    Filters.of(where={"channel": ["phone", "live chat"]}),
)
COURSE = (
    *("slope", "slope_low", "slope_high", "mean_before", "mean_after"),
    *("change", "change_low", "change_high", "change_p"),
)


@pytest.fixture(scope="module", params=[None, 3, 8], ids=["sample", "drawn 3", "drawn 8"])
def both(request, tmp_path_factory):
    """The sample and drawn logs, each as the product has it and as the second implementation does."""
    if request.param is None:
        return request.getfixturevalue("sample"), request.getfixturevalue("sample_log")
    rows = drawn_service_log(request.param)
    targets = "[targets]\nfirst_response = 7200\nresolution = 86400\ncsat = 0.7\n"
    generation = build(
        tmp_path_factory.mktemp("drawn"),
        rows,
        'timezone = "America/New_York"\n' + KIND + targets,
        assumed=SCALES,
    )
    definition = reference_definition(generation.definition)
    return generation, reference.build(reference_events(rows), definition)


def asked(generation, filters: Filters) -> Filters:
    """With the values that drawn logs have, and without dates, which are other ones there."""
    if "North" in generation.attribute_values("region").values():
        return filters
    drawn = {"region": ["N"], "channel": ["phone", "chat"]}
    return Filters.of(where={key: drawn[key] for key in filters.as_dict()["where"]})


def agree(ours, theirs, keys, exact, figures) -> int:
    """The same rows; counts are equal, figures to the last digits, blank where fewer than ten customers are behind them."""
    found = {tuple(row[key] for key in keys): row for row in ours}
    expected = {tuple(row[key] for key in keys): row for row in theirs}
    assert found.keys() == expected.keys() and len(found) == len(ours)
    for key, row in found.items():
        other = expected[key]
        for name in exact:
            assert row[name] == other[name], (key, name, row[name], other[name])
        for name, behind in figures.items():
            told = other[name] if is_rated(other[behind]) else None
            assert same(row[name], told), (key, name, row[name], told)
    return len(ours)


@pytest.mark.parametrize("filters", FILTERS, ids=lambda filters: str(filters.as_dict()))
@pytest.mark.parametrize("by", [(), ("month",), ("channel", "stage")], ids=str)
def test_case_volume(both, by, filters):
    generation, log = both
    filters = asked(generation, filters)
    rate = {f"cases_per_100{end}": "customers" for end in ("", "_low", "_high")}
    ours = ask(generation, "case_volume", filters, by=by).rows
    theirs = reference.case_volume(log, asked_of(filters), list(by))
    assert agree(ours, theirs, by, ("cases", "customers"), rate) >= 1


@pytest.mark.parametrize("filters", FILTERS, ids=lambda filters: str(filters.as_dict()))
def test_backlog(both, filters):
    generation, log = both
    filters = asked(generation, filters)
    ours = ask(generation, "backlog", filters).rows
    theirs = reference.backlog(log, asked_of(filters), fitting_period(generation))
    counts = ("open", "open_to_day", "open_to_week", "open_to_month", "open_longer", "customers")
    assert agree(ours, theirs, ("until",), counts, {}) >= 1


@pytest.mark.parametrize("filters", FILTERS, ids=lambda filters: str(filters.as_dict()))
@pytest.mark.parametrize(
    "by", [(), ("stage",), ("journey_outcome",), ("channel", "month")], ids=str
)
def test_who_answers(both, by, filters):
    generation, log = both
    filters = asked(generation, filters)
    ours = ask(generation, "who_answers", filters, by=by).rows
    theirs = reference.who_answers(log, asked_of(filters), list(by))
    figures = {f"response{end}": "customers" for end in ("", "_low", "_high")}
    figures |= dict.fromkeys(
        ("value", "value_low", "value_high", "against", "tipping"), "answering"
    )
    keys = (*by, "metric")
    assert agree(ours, theirs, keys, ("journeys", "answered", "customers"), figures) >= 1


@pytest.mark.parametrize("filters", FILTERS, ids=lambda filters: str(filters.as_dict()))
def test_after_service(both, filters):
    generation, log = both
    filters = asked(generation, filters)
    ours = ask(generation, "after_service", filters).rows
    theirs = reference.after_service(log, asked_of(filters))
    figures = {
        f"{name}{end}": "customers"
        for name in ("difference", "adjusted")
        for end in ("", "_low", "_high")
    } | dict.fromkeys(("with_it", "without_it"), "customers")
    counts = ("with_it_n", "without_it_n", "adjusted_n", "customers")
    assert agree(ours, theirs, ("metric", "subject"), counts, figures) >= 1


@pytest.mark.parametrize("filters", FILTERS, ids=lambda filters: str(filters.as_dict()))
def test_case_trend(both, filters):
    generation, log = both
    filters = asked(generation, filters)
    ours = ask(generation, "case_trend", filters).rows
    theirs = reference.case_trend(log, asked_of(filters))
    courses_agree(generation, ours, theirs, ())


@pytest.mark.parametrize("by", [(), ("segment",)], ids=str)
def test_journey_trend(sample, sample_log, by):
    ours = ask(sample, "journey_trend", Filters(), by=by).rows
    courses_agree(sample, ours, reference.journey_trend(sample_log, {}, list(by)), by)


def courses_agree(generation, ours, theirs, by) -> None:
    figures = dict.fromkeys(COURSE[:-1], "value_customers")
    figures |= {f"value{end}": "value_customers" for end in ("", "_low", "_high")}
    assert agree(ours, theirs, (*by, "figure"), ("value_n",), figures) >= 1
    first = date.fromisoformat(generation_start(generation))
    for row, other in zip(ours, theirs, strict=True):
        week = other["change_week"]
        assert row["change_p"] is None or same(row["change_p"], other["change_p"])
        begun = None if week is None else (first + timedelta(weeks=week)).isoformat()
        assert row["change_at"] == begun


def generation_start(generation) -> str:
    """The Monday of the week in which the data begin."""
    [row] = ask(generation, "summary", Filters()).rows
    day = date.fromisoformat(row["first_at"][:10])
    return (day - timedelta(days=day.weekday())).isoformat()
