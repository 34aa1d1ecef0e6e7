"""Links are understood within bounds, and what is left out is said."""

from datetime import date

from journey.map.lanes.table import OFF_AT_FIRST
from journey.model.filters import Filters
from journey.presenters.link import (
    TOO_LONG,
    VALUE_LENGTH_LIMIT,
    VALUES_LIMIT,
    understand,
    unfiltered,
)

DATASETS = ["first", "second"]


def test_a_link_says_dataset_filters_view_and_state():
    link = understand(
        {
            "dataset": ["second"],
            "from": ["2025-03-01"],
            "where.channel": ["phone", "web"],
            "hide": ["quotes"],
            "stage": ["purchase"],
        },
        DATASETS,
    )
    assert link.dataset == "second" and link.notices == ()
    assert link.filters == Filters.of(date(2025, 3, 1), where={"channel": ["phone", "web"]})
    assert {*link.view.hidden} == {"quotes", *OFF_AT_FIRST} and link.address["stage"] == [
        "purchase"
    ]


def test_an_empty_link_is_the_first_dataset_unfiltered():
    link = understand({}, DATASETS)
    assert (link.dataset, link.filters, link.notices) == ("first", Filters(), ())


def test_what_is_unknown_or_out_of_bounds_is_left_out_and_said():
    link = understand(
        {
            "dataset": ["gone"],
            "from": ["yesterday"],
            "stage": ["x" * (VALUE_LENGTH_LIMIT + 1)],
            "where.region": [str(number) for number in range(VALUES_LIMIT + 1)],
            "depth": ["1", "2"],
            "empty": [""],
        },
        DATASETS,
    )
    assert link.dataset == "first" and set(link.address) == {
        "dataset",
        "from",
        "where.region",
        "depth",
    }
    assert len(link.filters.values("region")) == VALUES_LIMIT and link.filters.from_date is None
    assert sorted(notice.partition(":")[0].partition("'")[0] for notice in link.notices) == [
        "",
        "Ignored from the link",
        "The link has 201 values for ",
        "The link repeats ",
        "There is no dataset ",
    ]


def test_a_link_above_streamlits_own_bound_is_said():
    assert understand({TOO_LONG: ["1"]}, DATASETS).notices == (
        "The link has more than 1,000 parameters and was ignored.",
    )


def test_a_filter_needs_its_prefix():
    assert unfiltered(["channel", "region", "stage", "page"], {"region": 1}) == [
        "Ignored from the link: 'channel'. Write where.channel to filter by it.",
        "Ignored from the link: 'region'. Write where.region to filter by it.",
    ]
