"""What follows a touchpoint, worked out by hand: who is compared at which place, what is not counted, at how many equal places."""

import math

import pytest

from journey.data.ask import ask
from journey.model.cells import Place
from journey.model.filters import Filters
from journey.model.small_numbers import SHARED
from tests.logs import SCALES, build, event
from tests.views.shop import columns

KIND = "[journeys]\ninactivity_days = 30\ncase_is_journey = false\nid_is_journey = false\n"
HELP = Place("consideration", "Help")
LATER = event("z", "2025-06-01", "Ad", stage="awareness")


def journey(customer: str, *touchpoints: str, csat: str = "", **more) -> list[dict]:
    """One touchpoint of consideration a day, then a purchase with an answer; 'X!' stands in awareness, 'X+' in purchase."""
    rows = []
    for day, name in enumerate((*touchpoints, "Pay+"), 1):
        stage = {"!": "awareness", "+": "purchase"}.get(name[-1], "consideration")
        answer = csat if name == "Pay+" else ""
        rows.append(
            event(
                customer, f"2025-01-{day:02}", name.rstrip("!+"), stage=stage, csat=answer, **more
            )
        )
    return rows


def rows_of(tmp_path, rows: list[dict], place: Place = HELP, **options) -> dict[str, dict]:
    generation = build(tmp_path, [*rows, LATER], KIND, assumed=SCALES)
    answer = ask(generation, "after_touchpoint", Filters(), at=place, **options)
    return {row["outcome"]: row for row in answer.rows}


def test_both_are_compared_at_the_same_place_in_the_stage(tmp_path):
    """In the first place ten at Help (5 good) and twenty elsewhere (17), in the second ten at Help (8) and ten elsewhere (9).

    As it is 13 of 20 against 26 of 30; at equal places -.35 and -.1, with weights 20/3 and 5. The place in awareness is none of
    consideration.
    """
    rows = []
    for n in range(10):
        rows += journey(f"a{n}", "Ad!", "Help", csat="5" if n < 5 else "1")
        rows += journey(f"b{n}", "Page", "Help", csat="5" if n < 8 else "1")
        rows += journey(f"c{n}", "Page", "Page", csat="5" if n < 9 else "1")
    row = rows_of(tmp_path, rows)["csat"]
    assert (row["with_it"], row["with_it_n"]) == (0.65, 20)
    assert (row["without_it"], row["without_it_n"]) == (pytest.approx(26 / 30), 30)
    assert row["difference"] == pytest.approx(0.65 - 26 / 30)
    first, second = 10 * 20 / 30, 10 * 10 / 20
    pooled = (first * (0.5 - 17 / 20) + second * (0.8 - 0.9)) / (first + second)
    assert row["adjusted"] == pytest.approx(pooled)
    assert (row["adjusted_n"], row["adjusted_for"], row["customers"]) == (50, None, 20)


def test_what_comes_after_it_or_after_a_later_stage_is_compared_with_nothing(tmp_path):
    """Of a: Help and no event after it. Of b: neither what follows the purchase, nor Help there, as it comes after a later stage."""
    rows = []
    for n in range(12):
        rows += journey(f"a{n}", "Help", "Page", "Help", csat="5")
        rows += journey(f"b{n}", "Page", "Shop+", "Help", "Page", csat="1")
    row = rows_of(tmp_path, rows)["csat"]
    assert (row["with_it_n"], row["without_it_n"]) == (12, 12)
    assert (row["with_it"], row["without_it"]) == (1.0, 0.0)


def test_places_beyond_the_twelfth_are_not_compared(tmp_path):
    rows = []
    for n in range(10):
        rows += journey(f"a{n}", *["Page"] * 11, "Help", csat="5")
        rows += journey(f"b{n}", *["Page"] * 12, "Help", csat="5")
        rows += journey(f"c{n}", *["Page"] * 14, csat="1")
    row = rows_of(tmp_path, rows)["csat"]
    assert (row["with_it_n"], row["without_it_n"]) == (10, 10 * 11 + 10 * 12 + 10 * 12)


def test_time_and_money_count_from_the_event_on(tmp_path):
    """From Help the purchase is a day away, from the page before it two; what was paid at the event itself is not after it."""
    rows = []
    for n in range(10):
        own = journey(f"a{n}", "Page", "Help", csat="5")
        own[0]["revenue"], own[1]["revenue"], own[2]["revenue"] = "7", "50", "20"
        other = journey(f"b{n}", "Page", csat="5")
        rows += own + other
    found = rows_of(tmp_path, rows)
    assert found["seconds_to_next"]["with_it"] == 86_400
    assert found["seconds_to_next"]["without_it"] == 86_400 * (10 * 2 + 10 * 1) / 20
    assert (found["revenue"]["with_it"], found["revenue"]["without_it"]) == (20, 35)


def test_another_contact_counts_within_the_days_and_long_enough_before_the_end(tmp_path):
    """Ten ask again three days after Help, ten eight days after a page; in the last week it cannot be told."""
    rows = []
    for n in range(10):
        help, page = (
            [
                event(f"{name}{n}", "2025-01-01", touchpoint, stage="consideration"),
                event(f"{name}{n}", again, "Call", stage="purchase", reason="bill"),
            ]
            for name, touchpoint, again in (
                ("a", "Help", "2025-01-04"),
                ("b", "Page", "2025-01-09"),
            )
        )
        young = [event(f"y{n}", "2025-05-28", "Page", stage="consideration")]
        rows += help + page + young
    row = rows_of(tmp_path, rows)["contact_again"]
    assert (row["with_it"], row["with_it_n"]) == (1.0, 10)
    assert (row["without_it"], row["without_it_n"]) == (0.0, 10)


def test_who_leaves_is_not_said_here(tmp_path):
    rows = [row for n in range(12) for row in journey(f"a{n}", "Help" if n % 2 else "Page")]
    assert "leaves" not in rows_of(tmp_path, rows)


def test_one_customer_at_many_places_is_no_crowd(tmp_path):
    """Of those elsewhere a single customer, at six places, answered badly: the row is not told in shared mode."""
    rows = []
    for n in range(20):
        rows += journey(f"a{n}", "Help", csat="5" if n % 2 else "1")
        rows += journey(f"b{n}", "Page", csat="5")
    rows += journey("alone", *["Page"] * 6, csat="1")
    assert "csat" in rows_of(tmp_path, rows)
    (tmp_path / "shared").mkdir()
    assert "csat" not in rows_of(tmp_path / "shared", rows, mode=SHARED)


def test_it_is_asked_of_one_touchpoint(tmp_path):
    rows = [row for n in range(12) for row in journey(f"a{n}", "Help" if n % 2 else "Page")]
    generation = build(tmp_path, [*rows, LATER], KIND)
    for place in (Place(""), Place("consideration")):
        answer = ask(generation, "after_touchpoint", Filters(), at=place)
        assert columns(answer, "outcome") == []
        assert "asked of one touchpoint: name it as STAGE/TOUCHPOINT" in answer.notes


def test_the_interval_holds_what_is_true(tmp_path):
    """Of one place without attributes it is least squares of y on the side: variance by customer, t of those customers but one."""
    rows = []
    for n in range(16):
        rows += journey(f"a{n}", "Help", csat="5" if n < 12 else "1")
        rows += journey(f"b{n}", "Page", csat="5" if n < 8 else "1")
    row = rows_of(tmp_path, rows)["csat"]
    # 32 customers: N / (N - 2) x (N - 1) / (N - 2)... the sums of squares are 16 x 3/16 and 16 x 1/4.
    variance = (16 * 0.1875 + 16 * 0.25) / 16**2 * (32 / 31) * (31 / 30)
    half = 2.042272 * math.sqrt(variance)
    assert row["adjusted"] == pytest.approx(0.25)
    assert (row["adjusted_low"], row["adjusted_high"]) == pytest.approx((0.25 - half, 0.25 + half))
