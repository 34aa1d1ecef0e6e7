"""Who answers, and what the silent would have to say, by hand."""

import pytest

from journey.data.ask import ask
from journey.model.filters import Filters
from journey.model.small_numbers import SHARED
from tests.logs import SCALES, build, event


def shop(tmp_path, definition: str = ""):
    """Of a hundred in chat forty answer, half of them well; of fifty on the phone all do, forty well; on the web nobody of ten."""
    rows = [
        event(
            f"c{n}",
            "2025-01-01",
            "Chat",
            channel="chat",
            csat=("5" if n < 20 else "1") if n < 40 else "",
        )
        for n in range(100)
    ]
    rows += [
        event(f"p{n}", "2025-01-01", "Call", channel="phone", csat="4" if n < 40 else "2")
        for n in range(50)
    ]
    rows += [event(f"w{n}", "2025-01-01", "Page", channel="web") for n in range(10)]
    return build(tmp_path, rows, definition, assumed=SCALES)


def csat(generation, *by: str, **options) -> list[dict]:
    return ask(generation, "who_answers", Filters(), by, metrics=("csat",), **options).rows


def test_the_share_that_answers_and_what_would_turn_the_order(tmp_path):
    """Chat 20 of 40, all others 40 of 50: chat reaches them where (100 x .8 - 20) / 60 = 1 of the silent are satisfied."""
    found = {row["channel"]: row for row in csat(shop(tmp_path), "channel")}
    chat, phone, web = found["chat"], found["phone"], found["web"]
    assert (chat["journeys"], chat["answered"], chat["response"]) == (100, 40, 0.4)
    assert (chat["value"], chat["against"], chat["tipping"]) == (0.5, 0.8, 1.0)
    assert (phone["response"], phone["value"], phone["against"]) == (1.0, 0.8, 0.5)
    assert phone["tipping"] is None  # nobody is silent
    assert (web["journeys"], web["answered"], web["response"]) == (10, 0, None)


def test_what_no_answer_can_turn_is_blank(tmp_path):
    """Half of a hundred answer and none well; of ten others all do: (100 x 1 - 0) / 50 = 2."""
    rows = [
        event(f"c{n}", "2025-01-01", "Chat", stage="retention", csat="1" if n < 50 else "")
        for n in range(100)
    ]
    rows += [event(f"d{n}", "2025-01-01", "Shop", stage="purchase", csat="5") for n in range(10)]
    found = csat(build(tmp_path, rows, assumed=SCALES), "stage")
    [retention] = [row for row in found if row["stage"] == "retention"]
    assert (retention["against"], retention["tipping"]) == (1.0, None)


def test_one_group_is_held_against_the_target(tmp_path):
    """Of 160 ninety answer, 60 well: (160 x .5 - 60) / 70."""
    [row] = csat(shop(tmp_path, "[targets]\ncsat = 0.5\n"))
    assert (row["answered"], row["against"]) == (90, 0.5)
    assert row["tipping"] == pytest.approx(20 / 70)
    (tmp_path / "none").mkdir()
    [row] = csat(shop(tmp_path / "none"))
    assert row["against"] is row["tipping"] is None


def test_by_what_became_of_the_journey(tmp_path):
    rows = [
        event(f"c{n}", "2025-01-01", "Review", stage="advocacy", nps="9" if n < 5 else "")
        for n in range(10)
    ]
    rows += [event(f"d{n}", "2025-01-01", "Ad", stage="awareness", nps="3") for n in range(10)]
    rows.append(event("z", "2025-12-31", "Ad", stage="awareness"))
    found = ask(
        build(tmp_path, rows, assumed=SCALES),
        "who_answers",
        Filters(),
        ("journey_outcome",),
        metrics=("nps",),
    ).rows
    assert {row["journey_outcome"]: row["response"] for row in found} == {
        "completed": 0.5,
        "dropped_off": 1.0,
        "in_progress": None,
    }


def test_in_shared_mode_the_others_tell_of_no_few(tmp_path):
    """On the web three of ten answer: their figure would follow from all together and the others."""
    rows = [
        event(f"{channel}{n}", "2025-01-01", "Page", channel=channel, csat="5" if n < many else "")
        for channel, many in (("web", 3), ("phone", 30), ("chat", 30))
        for n in range(40)
    ]
    generation = build(tmp_path, rows, assumed=SCALES)
    assert {row["answered"] for row in csat(generation, "channel")} == {3, 30}
    for row in csat(generation, "channel", mode=SHARED):
        assert row["answered"] is row["value"] is row["against"] is row["response"] is None
