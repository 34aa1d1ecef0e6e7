"""What is called the cause of a loss: worked out by hand from made-up rows of the view `friction` by group."""

from math import sqrt

import pytest

from journey.map.causes import (
    Cause,
    Group,
    differences,
    figure_apart,
    largest_causes,
    looks_of,
    needs_attribute,
    share_apart,
    standings,
)
from journey.model.intervals import wilson


def leaving(touchpoint: str, attribute: str, value: str | None, left: int, n: int) -> dict:
    """A row of the view: no rate below ten customers."""
    is_rated = n >= 10
    low, high = wilson(left / n, n) if is_rated else (None, None)
    return {
        "stage": "purchase",
        "touchpoint": touchpoint,
        attribute: value,
        "leaves": left / n if is_rated else None,
        "leaves_low": low,
        "leaves_high": high,
        "leaves_n": n,
    }


def device(touchpoint: str = "Payment failed") -> list[dict]:
    return [
        leaving(touchpoint, "device", "mobile", 54, 102),
        leaving(touchpoint, "device", "desktop", 0, 22),
        leaving(touchpoint, "device", "tablet", 0, 8),
        leaving(touchpoint, "device", None, 0, 40),
    ]


def region(touchpoint: str = "Payment failed") -> list[dict]:
    return [
        leaving(touchpoint, "region", "East", 14, 24),
        leaving(touchpoint, "region", "Islands", 6, 27),
        leaving(touchpoint, "region", "North", 18, 41),
    ]


def test_the_cause_of_a_loss_is_the_pair_of_groups_that_differs_most_for_sure():
    """54 of 102 against 0 of 22, one pair of one attribute: .5294 - sqrt((.5294 - .4331)^2 + .1487^2) = .3524.

    Neither the eight on tablets nor those whose device nobody knows are a group, though none of them left.
    """
    found = largest_causes({"device": device()})
    assert list(found) == [("purchase", "Payment failed")]
    cause = found["purchase", "Payment failed"]
    assert (cause.attribute, cause.value, cause.other_value) == ("device", "mobile", "desktop")
    assert (cause.share, cause.other_share) == (54 / 102, 0.0)
    assert cause.low == pytest.approx(0.3524, abs=5e-5)
    assert cause.lines() == ("mobile 53 %", "desktop 0 %")


def test_each_attribute_looked_at_makes_a_cause_less_sure():
    """Two attributes, one pair in the first: z of 1 - .05 / 4 = 2.2414, squared 5.0239.

    0 of 22: 5.0239 / 27.0239 = .1859 at most. 54 of 102: centre .52803, half .10820: .4198 at least.
    """
    cause = largest_causes({"device": device(), "region": region()})["purchase", "Payment failed"]
    assert cause.attribute == "device"
    assert cause.low == pytest.approx(54 / 102 - sqrt(0.1096**2 + 0.1859**2), abs=2e-4)


def test_pairs_of_one_attribute_do_not_weaken_those_of_another():
    """The sample's five attributes, three of them with ten pairs: the one pair of devices has a fifth of the 5 %.

    z = 2.5758: 0 of 22 at most .2317, 54 of 102 at least .4043: .5294 - sqrt(.1252^2 + .2317^2) = .2661.
    """
    many = {
        name: [leaving("Payment failed", name, f"group {number}", 8, 20) for number in range(5)]
        for name in ("segment", "plan", "persona")
    }
    cause = largest_causes({"device": device(), "region": region(), **many})
    assert cause["purchase", "Payment failed"].low == pytest.approx(0.2661, abs=5e-5)


def test_a_difference_of_surely_less_than_twenty_points_is_no_cause():
    """East 58 % against Islands 22 %: 36 points, but of three pairs at least .02 only."""
    assert largest_causes({"region": region()}) == {}
    sure = [
        leaving("Payment failed", "region", "East", 1400, 2400),
        leaving("Payment failed", "region", "Islands", 1100, 2700),
    ]
    assert largest_causes({"region": sure}) == {}  # 58 % against 41 %: sure, but 17 points


def test_each_touchpoint_has_its_own_cause():
    rows = [*device("Payment failed"), leaving("Basket", "device", "mobile", 50, 100)]
    assert list(largest_causes({"device": rows})) == [("purchase", "Payment failed")]


def test_one_known_group_and_many_unknown_ones_have_no_cause():
    rows = [leaving("Ad", "device", "mobile", 90, 100), leaving("Ad", "device", None, 0, 100)]
    assert largest_causes({"device": rows}) == {}


def test_customers_who_repeat_make_a_share_worth_less():
    """An interval as wide as that of 40 answers counts as 40, however many were given."""
    few, many = Group("a", 0.5, *wilson(0.5, 40)), Group("a", 0.5, *wilson(0.5, 400))
    other = Group("b", 0.1, *wilson(0.1, 400))
    assert share_apart(few, other, 1) == pytest.approx(
        0.4 - sqrt((0.5 - wilson(0.5, 40)[0]) ** 2 + (wilson(0.1, 400)[1] - 0.1) ** 2)
    )
    assert share_apart(many, other, 1) > share_apart(few, other, 1) + 0.05


def test_means_differ_by_the_sum_of_the_squares_of_their_halves():
    """Halves 0.3 and 0.4 make 0.5; an end of the scale cuts an interval, its other half counts."""
    assert figure_apart(Group("a", 0.5, 0.2, 0.8), Group("b", -0.5, -0.9, -0.1), 1) == (
        pytest.approx(0.5)
    )
    assert figure_apart(Group("a", 0.9, 0.6, 1.0), Group("b", -0.5, -0.9, -0.1), 1) == (
        pytest.approx(0.9)
    )


GROUPS = [Group("a", 0.8, 0.7, 0.9), Group("b", 0.3, 0.2, 0.4), Group("c", 0.1, -0.8, 1.0)]


def test_the_largest_difference_is_that_of_the_highest_lower_bound():
    """a and c lie furthest apart, but c is hardly known: a and b it is; of b and c alone the bound is below zero."""
    found = differences({"segment": GROUPS, "plan": GROUPS[1:], "device": GROUPS[:1]}, figure_apart)
    assert list(found) == ["segment", "plan"]
    assert (found["segment"].higher.value, found["segment"].lower.value) == ("a", "b")
    assert found["plan"].low < 0


def test_looks_are_the_pairs_of_an_attribute_times_the_attributes_with_pairs():
    assert looks_of({"segment": GROUPS, "plan": GROUPS[1:], "device": GROUPS[:1]}) == {
        "segment": 6,
        "plan": 2,
    }


def test_a_group_stands_out_that_is_surely_above_another_and_below_none():
    """c may be anywhere; between a and b a middle one is above b, but below a."""
    assert standings(GROUPS, figure_apart, 1) == {"a": 1, "b": -1, "c": 0}
    middle = [GROUPS[0], Group("m", 0.55, 0.5, 0.6), GROUPS[1]]
    assert standings(middle, figure_apart, 1) == {"a": 1, "m": 0, "b": -1}


@pytest.mark.parametrize(
    ("values", "is_needed"),
    [(("mobile", "desktop"), False), (("Yes", "no"), True), (("3", "prepaid"), True)],
)
def test_values_that_say_nothing_alone_are_told_with_their_attribute(values, is_needed):
    assert needs_attribute(*values) is is_needed
    lines = Cause("plan", values[0], 0.5, values[1], 0.1, 0.2).lines()
    assert all(line.startswith("plan ") == is_needed for line in lines)
