"""What sets those who were lost in a stage apart from those who went on."""

from datetime import date
from math import erfc, sqrt

import numpy as np
import pytest

from journey.data.ask import ask
from journey.model.errors import UserError
from journey.model.filters import Filters
from tests.logs import build, event
from tests.model.test_landmarks import at_landmarks, drawn
from tests.views.shop import DEFINITION, columns

LOST = [  # 20 of 30 by phone; the first of them a day earlier
    event(
        f"lost{n}",
        f"2025-01-0{2 if n else 1}T10:00:00Z",
        "Home page",
        stage="visit",
        channel="phone" if n < 20 else "web",
    )
    for n in range(30)
]
KEPT = [  # 10 of 30 by phone; what comes after going on is not compared
    event(f"kept{n}", f"2025-01-0{day}T10:00:00Z", touchpoint, stage=stage, channel=channel)
    for n in range(30)
    for day, touchpoint, stage, channel in (
        (2, "Home page", "visit", "phone" if n < 10 else "web"),
        (3, "Basket", "buy", "store"),
    )
]
UNDER_WAY = [event("Anna", "2025-05-20T10:00:00Z", "Home page", stage="visit", channel="phone")]
GIVEN = LOST + KEPT + UNDER_WAY
COLUMNS = (
    "rule",
    "kind",
    "value",
    "lost_with",
    "lost",
    "kept_with",
    "kept",
    "lost_share",
    "kept_share",
)
EXPECTED = [
    ("known at entry", "channel", "phone", 20, 30, 10, 30, 2 / 3, 1 / 3),
    ("known at entry", "channel", "web", 10, 30, 20, 30, 1 / 3, 2 / 3),
]


@pytest.fixture(scope="module")
def generation(tmp_path_factory):
    return build(tmp_path_factory.mktemp("contrasts"), GIVEN, DEFINITION)


def test_rows(generation):
    answer = ask(generation, "contrasts", Filters(), stage="visit")
    assert columns(answer, *COLUMNS) == EXPECTED


def test_difference_and_p(generation):
    phone = ask(generation, "contrasts", Filters(), stage="visit").rows[0]
    # Newcombe: the ends of 20 of 30 are .48780 and .80770, those of 10 of 30 .19230 and .51220
    low = 1 / 3 - sqrt((2 / 3 - 0.48780) ** 2 + (0.51220 - 1 / 3) ** 2)
    high = 1 / 3 + sqrt((0.80770 - 2 / 3) ** 2 + (1 / 3 - 0.19230) ** 2)
    assert phone["difference"] == pytest.approx(1 / 3)
    assert (phone["low"], phone["high"]) == pytest.approx((low, high), abs=5e-5)
    z = (1 / 3) / sqrt(0.5 * 0.5 * (1 / 30 + 1 / 30))
    assert phone["p"] == pytest.approx(erfc(z / sqrt(2)))
    assert phone["q"] == pytest.approx(phone["p"])  # two rows with the same p


def test_nothing_is_tested_below_thirty_customers_nor_at_the_goal(generation):
    later = Filters.of(date(2025, 1, 2), None)  # leaves 29 of the lost
    answer = ask(generation, "contrasts", later, stage="visit")
    assert answer.rows == [] and "nothing is tested" in answer.notes[-1]
    with pytest.raises(UserError, match="goal"):
        ask(generation, "contrasts", Filters(), stage="use")


def walks(prefix: str, number: int, walk: str, **more) -> list[dict]:
    """So many customers' events, one an hour: "Ad Call/buy" is at the ad in the visit, then calls in buy; "Call/" is in no stage."""
    rows = []
    for customer in range(number):
        for hour, step in enumerate(walk.split()):
            touchpoint, slash, stage = step.partition("/")
            rows.append(
                event(
                    f"{prefix}{customer}",
                    f"2025-01-02T{hour:02}:00:00Z",
                    touchpoint,
                    stage=stage if slash else "visit",
                    **more,
                )
            )
    return rows


def contrasts_of(tmp_path, rows: list[dict], stage: str = "visit") -> dict[tuple, dict]:
    answer = ask(build(tmp_path, rows, DEFINITION), "contrasts", Filters(), stage=stage)
    return {(row["rule"], row["value"]): row for row in answer.rows}


# 40 of the 60 who called before the page leave in the end, 30 of the 90 who had not; ten leave after the ad.
CALLERS = [
    *walks("a", 40, "Ad Call Page"),
    *walks("b", 20, "Ad Call Page Basket/buy"),
    *walks("c", 30, "Ad Page"),
    *walks("d", 60, "Ad Page Basket/buy"),
    *walks("e", 10, "Ad"),
]


def test_a_landmark_compares_those_who_had_as_many_events(tmp_path):
    """At the page, the second event but for the call: 1/3, its variance 2/9 / 60 + 2/9 / 90 = 1/162, so z = sqrt(18)."""
    rows = contrasts_of(tmp_path, CALLERS)
    assert set(rows) == {
        ("landmark", "Call")
    }  # everybody was at the ad, all who went on at the page
    call, half = rows["landmark", "Call"], 1.96 / sqrt(162)
    assert columns_of(call) == (40, 80, 20, 80, 40 / 80, 20 / 80, 60)
    assert call["difference"] == pytest.approx(1 / 3)
    assert (call["low"], call["high"]) == pytest.approx((1 / 3 - half, 1 / 3 + half))
    assert call["p"] == call["q"] == pytest.approx(erfc(3), rel=1e-6)


def columns_of(row: dict) -> tuple:
    return tuple(
        row[name]
        for name in (
            *("lost_with", "lost", "kept_with", "kept", "lost_share", "kept_share"),
            "customers",
        )
    )


def test_a_call_right_before_leaving_is_not_had_by_any_landmark(tmp_path):
    """Fifty more leave at the call: among the raw shares they count, at the page they are no more."""
    rows = contrasts_of(tmp_path, CALLERS + walks("f", 50, "Ad Call"))
    assert columns_of(rows["landmark", "Call"])[:4] == (90, 130, 20, 80)
    assert rows["landmark", "Call"]["difference"] == pytest.approx(1 / 3)


def test_a_call_in_no_stage_counts_by_its_moment(tmp_path):
    rows = [row | {"stage": ""} if row["touchpoint"] == "Call" else row for row in CALLERS]
    assert contrasts_of(tmp_path, rows)["landmark", "Call"]["difference"] == pytest.approx(1 / 3)


def test_who_skipped_the_stage_is_on_neither_side(tmp_path):
    """40 begin in a later stage, and 40 come to the visit only after that: of both the visit says nothing."""
    skipping = walks("s", 40, "Basket/buy") + walks("t", 40, "Basket/buy Page Ad")
    rows = contrasts_of(tmp_path, CALLERS + skipping)
    assert set(rows) == {("landmark", "Call")}
    assert columns_of(rows["landmark", "Call"]) == (40, 80, 20, 80, 40 / 80, 20 / 80, 60)


def test_what_everybody_does_before_going_on_is_no_contrast(tmp_path):
    """A review that is answered by all who go on, and by one of 300 who are lost, in the stage: a step of the way."""
    lost = walks("a", 299, "Ad Page Page") + walks("r", 1, "Ad Review Page")
    kept = walks("k", 100, "Ad Page Review Page Basket/buy")
    assert not [key for key in contrasts_of(tmp_path, lost + kept) if key[1] == "Review"]


@pytest.mark.parametrize(("passing", "is_compared"), [(39, True), (40, False)])
def test_what_half_of_those_who_went_on_passed_is_no_contrast(tmp_path, passing, is_compared):
    rows = walks("a", 40, "Ad Call Page") + walks("b", 40, "Ad Page")
    rows += walks("k", passing, "Ad Call Page Basket/buy")
    rows += walks("m", 80 - passing, "Ad Page Basket/buy")
    assert (("landmark", "Call") in contrasts_of(tmp_path, rows)) == is_compared


@pytest.mark.parametrize("lost_walk", ["Ad Page", "Ad Call Page"])
def test_what_all_or_none_of_a_side_have_is_no_contrast(tmp_path, lost_walk):
    rows = walks("a", 40, lost_walk) + walks("b", 30, "Ad Call Page Basket/buy")
    rows += walks("c", 60, "Ad Page Basket/buy")
    assert ("landmark", "Call") not in contrasts_of(tmp_path, rows)


def test_what_belongs_to_a_later_stage_is_no_contrast(tmp_path):
    """The basket is of buy; a call there tells nothing of the visit either."""
    rows = walks("a", 40, "Ad Page") + walks("b", 40, "Ad Page Basket/buy Call/buy")
    rows += walks("c", 40, "Ad Page Basket/buy")
    assert contrasts_of(tmp_path, rows) == {}


def test_known_at_entry_is_what_comes_up_to_the_first_event_in_the_stage(tmp_path):
    """Of those in buy: angry on the phone before, or in trust at the basket; relief at the till comes later."""
    felt = {"Ad": ("phone", "anger"), "Basket": ("kiosk", "trust"), "Till": ("store", "relief")}
    rows = walks("a", 40, "Ad Basket/buy Till/buy") + walks("b", 40, "Page Page/buy")
    rows += walks("c", 30, "Ad Basket/buy Till/buy Use/use") + walks(
        "d", 60, "Page Page/buy Use/use"
    )
    felt_rows = [
        row | dict(zip(("channel", "emotion"), felt.get(row["touchpoint"], ("web", ""))))
        for row in rows
    ]
    found = contrasts_of(tmp_path, felt_rows, "buy")
    at_entry = {value for rule, value in found if rule == "known at entry"}
    assert at_entry == {"Ad", "Basket", "Page", "phone", "kiosk", "web", "anger", "trust"}
    assert columns_of(found["known at entry", "trust"]) == (40, 80, 30, 90, 40 / 80, 30 / 90, 70)
    assert ("known at entry", "relief") not in found


def test_thirty_customers_on_both_sides_of_both_comparisons(tmp_path):
    """29 who called and went on to another event are too few, whoever else called right before leaving."""
    rows = walks("a", 15, "Ad Call Page") + walks("b", 14, "Ad Call Page Basket/buy")
    rows += (
        walks("c", 30, "Ad Page") + walks("d", 60, "Ad Page Basket/buy") + walks("f", 50, "Ad Call")
    )
    assert ("landmark", "Call") not in contrasts_of(tmp_path, rows)
    assert ("landmark", "Call") in contrasts_of(tmp_path, rows + walks("g", 1, "Ad Call Page"))


@pytest.mark.parametrize("seed", range(3))
def test_the_view_is_what_was_tried_on_drawn_journeys(tmp_path, seed):
    """The simulation of tests/model/test_landmarks.py draws what the view counts."""
    journeys = drawn(np.random.default_rng(seed), 500, 0.1 * seed)
    rows = []
    for number, (before, other, is_lost, comes_later) in enumerate(zip(*journeys)):
        walk = ["Page"] * other
        if before < other:
            walk.insert(before, "Mail")
        walk += ["Mail"] * int(comes_later) if is_lost else ["Basket/buy"]
        rows += [
            row | {"occurred_at": f"2025-01-{2 + hour // 24:02}T{hour % 24:02}:00:00Z"}
            for hour, row in enumerate(walks(f"c{number}-", 1, " ".join(walk)))
        ]
    expected, row = at_landmarks(journeys), contrasts_of(tmp_path, rows)["landmark", "Mail"]
    assert row["difference"] == pytest.approx(expected.difference)
    assert (row["low"], row["high"]) == pytest.approx(expected.interval)
    assert row["p"] == pytest.approx(expected.p)


def test_what_was_first_said_after_entry_was_not_known_at_entry(tmp_path):
    """40 lost, 40 who went on; all have a plan on their first event, and half a note on one after their first in the stage."""
    rows = []
    for number in range(80):
        name, is_lost = f"c{number}", number < 40
        note = {"note": "late"} if is_lost else {}
        rows += [
            event(name, "2025-01-01", "Ad", stage="awareness", plan="a" if is_lost else "b"),
            event(name, "2025-01-02", "Site", stage="awareness", **note),
        ]
        if not is_lost:
            rows.append(event(name, "2025-01-03", "Shop", stage="purchase"))
    rows.append(event("end", "2025-12-31", "Shop", stage="purchase"))
    told = ask(build(tmp_path, rows), "contrasts", Filters(), stage="awareness").rows
    assert {(row["name"], row["value"]) for row in told if row["kind"] == "attribute"} == {
        ("plan", "a"),
        ("plan", "b"),
    }


def test_the_status_of_a_service_log_is_no_reason_for_its_outcome(tmp_path):
    rows = []
    for number in range(80):
        name, is_lost = f"c{number}", number < 40
        said = {"Status": "Pending" if is_lost else "Closed", "team": "a" if is_lost else "b"}
        rows.append(event(name, "2025-01-01", "Ad", stage="awareness", **said))
        if not is_lost:
            rows.append(event(name, "2025-01-03", "Shop", stage="purchase", **said))
    rows.append(event("end", "2025-12-31", "Shop", stage="purchase", Status="Closed", team="b"))
    kinds = {"service_log": {"team"}, "journey": {"team", "Status"}}
    for kind, names in kinds.items():
        (tmp_path / kind).mkdir()
        generation = build(tmp_path / kind, rows, f'kind = "{kind}"\n')
        told = ask(generation, "contrasts", Filters(), stage="awareness").rows
        assert {row["name"] for row in told if row["kind"] == "attribute"} == names


def test_an_attribute_that_is_closed_to_the_reader_is_no_contrast(sample):
    told = ask(sample, "contrasts", Filters(), stage="purchase").rows
    assert {"device", "segment"} <= {row["name"] for row in told if row["kind"] == "attribute"}
    narrowed = sample.with_attributes(["device"])
    told = ask(narrowed, "contrasts", Filters(), stage="purchase").rows
    assert {row["name"] for row in told if row["kind"] == "attribute"} == {"device"}
