"""How cases are served, as the Satisfaction screen says it."""

from journey.model.words import percent
from journey.presenters.satisfaction import service as words


def row(median: float | None, half: float = 30, **more) -> dict:
    ends = (None, None) if median is None else (median - half, median + half)
    return {
        **{
            "channel": "phone",
            "first_response_n": 40,
            "unanswered": 0,
            "first_response_negative": 0,
        },
        **{"first_response_median_seconds": median, "first_response_p90_seconds": 7_200},
        **dict(
            zip(("first_response_median_seconds_low", "first_response_median_seconds_high"), ends)
        ),
        **more,
    }


def test_how_soon_half_and_nine_in_ten_are_answered():
    assert words.whole_time(row(300), "first_response") == (
        "Of 40 answered cases half are so within 5.0 min (4.5 min to 5.5 min), nine in ten within 2.0 h"
    )
    assert (
        words.whole_time(row(None), "first_response")
        == "Too few cases are answered to say how soon"
    )


def test_those_not_answered_and_groups_without_a_figure_are_named():
    assert words.whole_time(row(300, unanswered=7), "first_response").endswith(
        "; 7 are not answered"
    )
    rows = [{"channel": "phone", "x": 1.0}, {"channel": "chatbot", "x": None}]
    assert words.without_figure(rows, "x", "channel") == (
        "No figure of chatbot: none, or of fewer than 10 customers."
    )
    assert words.without_figure(rows[:1], "x", "channel") == ""


def test_contacts_that_need_no_person_are_told_with_their_days():
    told = {"contained": 0.86, "contained_low": 0.83, "contained_high": 0.89, "contained_n": 581}
    assert words.needs_no_person(told, "7 days") == (
        "86 % of 581 contacts with a machine or alone need no person within 7 days (83 % to 89 %)"
    )


def test_what_no_figure_holds_is_said():
    said = words.left_out(row(300, unanswered=7, first_response_negative=2), "first_response")
    assert said == "7 are not answered; 2 would be answered before the contact and are left out."
    assert words.left_out(row(300), "first_response") == ""


def test_groups_are_told_apart_only_beyond_chance():
    """Halves of 30 s differ surely from 42 s on for one pair, and of three groups from some 51 s on."""
    figure = "first_response_median_seconds"

    def apart(*medians: int) -> str:
        rows = [row(median, channel=f"c{median}") for median in medians]
        return words.apart(rows, figure, "channel", str, ("soonest", "latest"))

    assert apart(300, 345) == "soonest on c300 (300), latest on c345 (345)"
    assert apart(300, 340) == ""
    assert apart(300, 320, 345) == ""
    assert apart(300, 320, 355) == "soonest on c300 (300), latest on c355 (355)"


def test_a_share_has_its_interval():
    told = {"reopened": 0.2, "reopened_low": 0.15, "reopened_high": 0.26, "reopened_n": 200}
    assert words.whole_share(told, "reopened", "cases") == (
        "20 % of 200 cases are opened again (15 % to 26 %)"
    )
    assert percent(0.2) == "20 %"
