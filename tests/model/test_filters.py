"""Filters survive a link, and a malformed link falls back with a sentence."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journey.model.errors import UserError
from journey.model.filters import Filters, from_link, from_words, to_link
from journey.model.path_filters import STEP, _is_form, parse_cohort

DAYS = st.one_of(st.none(), st.dates(date(1990, 1, 1), date(2190, 1, 1)))


@given(
    DAYS, DAYS, st.dictionaries(st.text(min_size=1), st.lists(st.text(), max_size=4), max_size=4)
)
def test_link_and_back(first, last, where):
    if first and last and first > last:
        first, last = last, first
    filters = Filters.of(first, last, where)
    assert from_link(to_link(filters)) == (filters, [])


def test_same_filters_are_equal_whatever_the_order():
    assert Filters.of(where={"b": ["2", "1", "1"], "a": ["x"]}) == Filters.of(
        where={"a": ["x"], "b": ["1", "2"]}
    )


@pytest.mark.parametrize(
    ("link", "kept", "said"),
    [
        ({"from": ["yesterday"]}, Filters(), "'from' is not a date"),
        (
            {"from": ["2025-13-01"], "to": ["2025-02-01"]},
            Filters.of(None, date(2025, 2, 1)),
            "'from' is not a date",
        ),
        (
            {"from": ["2025-03-01"], "to": ["2025-02-01"], "where.channel": ["web"]},
            Filters.of(where={"channel": ["web"]}),
            "lies after",
        ),
    ],
)
def test_malformed_link(link, kept, said):
    filters, notices = from_link(link)
    assert filters == kept and len(notices) == 1 and said in notices[0]


@pytest.mark.parametrize("word", ["contains/Basket/", "contains//Basket", "left/", "later/Ad/"])
def test_a_word_with_a_blank_part_names_nothing(word):
    with pytest.raises(UserError, match="names no figure"):
        parse_cohort(word)


def test_other_parameters_of_the_address_are_left_alone():
    assert from_link({"dataset": ["x"], "utm_source": ["mail"]}) == (Filters(), [])


def test_a_further_value_leaves_the_dates():
    filters = Filters.of(date(2025, 1, 1), date(2025, 2, 1), {"channel": ["web"]})
    assert filters.with_values("channel", ["phone"]) == Filters.of(
        date(2025, 1, 1), date(2025, 2, 1), {"channel": ["phone"]}
    )
    assert filters.in_cohort("reached/purchase").in_cohort("lost/purchase") == Filters.of(
        date(2025, 1, 1),
        date(2025, 2, 1),
        {"channel": ["web"], "cohort": ["reached/purchase", "lost/purchase"]},
    )


def test_words():
    filters = from_words("2025-01-01", None, ["channel=web", "channel=phone", "note=a=b"])
    assert filters == Filters.of(
        date(2025, 1, 1), None, {"channel": ["phone", "web"], "note": ["a=b"]}
    )
    with pytest.raises(UserError, match="KEY=VALUE"):
        from_words(None, None, ["channel"])


def test_the_first_value_of_an_attribute_is_worded():
    filters = Filters.of(where={"first.device": ["mobile"], "segment": ["new"]})
    assert "first device: mobile" in filters.words() and "segment: new" in filters.words()


@pytest.mark.parametrize(
    ("step", "is_one"), [("10000", True), ("10001", False), ("0", True), ("x", False), ("٣", False)]
)
def test_a_step_of_a_path_is_a_number_of_bounded_size(step, is_one):
    assert _is_form(STEP, step, "after") == is_one
    assert _is_form(STEP, f"-{step}", "before") == is_one and not _is_form(
        STEP, f"-{step}", "after"
    )
