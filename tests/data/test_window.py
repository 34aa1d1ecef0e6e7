"""The inactivity window and the came-back share, by hand from METRICS.md."""

from datetime import datetime, timedelta
from pathlib import Path

import pytest

from journey.data import store
from journey.data.generation import open_generation
from journey.data.window import Window, proposed_window
from journey.use.load import redefine
from tests.logs import build, event

HOUR, DAY = 3_600, 86_400


def at(seconds: int) -> str:
    return (datetime(2025, 1, 1) + timedelta(seconds=seconds)).isoformat()


def pairs(number: int, gap: int, spread: int = 6 * HOUR) -> list[dict]:
    """So many customers with two events this far apart, one customer a spread of time after the other."""
    return [
        event(f"c{customer}", at(customer * spread + step * gap), "A")
        for customer in range(number)
        for step in (0, 1)
    ]


def window(generation) -> Window:
    return proposed_window(generation.ask_proposals)


@pytest.mark.parametrize(
    ("gap", "seconds"),
    [(600, HOUR // 2), (1_800, HOUR // 2), (1_801, HOUR), (2 * DAY, 3 * DAY), (8 * DAY, 14 * DAY)],
)
def test_the_gap_is_rounded_up_to_the_next_step(tmp_path, gap, seconds):
    """All gaps alike, so that the 95th percentile is that gap."""
    found = window(build(tmp_path, pairs(200, gap)))
    assert found == Window(seconds, gap, 200, False)


def test_the_95th_percentile_is_linear(tmp_path):
    """101 gaps of 1, 2, ..., 101 hours: place .95 x 100 is the 96th, 96 hours, so that the window is 7 days."""
    rows = [
        event(f"c{hours}", at(hours * 6 * HOUR + step * hours * HOUR), "A")
        for hours in range(1, 102)
        for step in (0, 1)
    ]
    assert window(build(tmp_path, rows)) == Window(7 * DAY, 96 * HOUR, 101, False)


def test_30_days_below_a_hundred_journeys_with_a_gap(tmp_path):
    generation = build(tmp_path, pairs(99, 600))
    assert window(generation) == Window(30 * DAY, None, 99, False)
    assert generation.definition.inactivity_seconds == 30 * DAY
    enough = build(folder(tmp_path, "enough"), pairs(100, 600))
    assert window(enough) == Window(HOUR // 2, 600, 100, False)


def test_never_more_than_half_of_the_observed_time(tmp_path):
    """150 customers within 13 days: the gap of 5 days asks for 7, half of 13 days + the gaps allows 3 at most."""
    rows = pairs(150, 4 * DAY, HOUR)  # observed: 149 hours and 4 days, 10.2 days; half: 5.1 days
    assert window(build(tmp_path, rows)) == Window(3 * DAY, 4 * DAY, 150, True)


def folder(path: Path, name: str) -> Path:
    (path / name).mkdir()
    return path / name


def test_what_a_dataset_was_made_with_stays(tmp_path):
    """The window is written into the definition when the dataset is made; a definition that states one wins."""
    made = build(folder(tmp_path, "made"), pairs(200, 600))
    assert made.definition.inactivity_seconds == HOUR // 2
    stated = build(folder(tmp_path, "stated"), pairs(200, 600), "[journeys]\ninactivity_days = 5")
    assert stated.definition.inactivity_seconds == 5 * DAY


def test_a_later_definition_that_says_nothing_of_it_keeps_the_window(tmp_path):
    stated = 'kind = "service_log"'  # not what the data look like
    generation = build(tmp_path, pairs(200, 600), stated)
    redefine(tmp_path / "db", "log", 'title = "Another"')
    after = open_generation(store.current_generation(tmp_path / "db", "log")).definition
    assert (after.title, after.inactivity_seconds) == ("Another", HOUR // 2)
    assert after.kind == generation.definition.kind == "service_log"
    redefine(tmp_path / "db", "log", "[journeys]\ninactivity_days = 0")  # anew from the data
    again = open_generation(store.current_generation(tmp_path / "db", "log")).definition
    assert again.inactivity_seconds == HOUR // 2


def test_who_was_silent_and_came_back(tmp_path):
    """Looked at after 60 of 90 days with a window of 10: silent are a, b, c, e; of them b came back, c by a newsletter alone."""
    days = {
        "a": [0],
        "b": [0, 70],
        "c": [0],
        "d": [55, 70],
        "e": [0, 45],
        "f": [65, 90],
    }
    rows = [event(customer, at(day * DAY), "A") for customer, seen in days.items() for day in seen]
    rows.append(event("c", at(80 * DAY), "Newsletter"))
    generation = build(
        tmp_path, rows, '[journeys]\ninactivity_days = 10\n[ends]\npassive = ["Newsletter"]'
    )
    observed = generation.observation
    assert (observed.silent, observed.came_back) == (4, 1)
    assert observed.came_back_share == 0.25 and observed.come_back


def test_a_ripe_journey_is_as_old_as_the_longest_and_the_window(tmp_path):
    """Lengths 0 to 20 days, one customer each: the 95th percentile is 19 days; with 10 days of window 29, of 100 observed."""
    rows = [
        event(f"c{days}", at((day + days) * DAY), "A")
        for days in range(21)
        for day in ((0, -days) if days else (0,))
        if day + days >= 0
    ]
    rows.append(event("z", at(100 * DAY), "A"))
    rows.append(event("z", at(100 * DAY), "B"))
    observed = build(tmp_path, rows, "[journeys]\ninactivity_days = 10").observation
    # 22 journeys, z of length 0: sorted 0, 0, 1, ..., 20; place .95 x 21 = 19.95 is between 18 and 19: 18.95 days
    assert observed.ripe_age_seconds == pytest.approx((18.95 + 10) * DAY)


def test_a_ripe_age_is_at_most_half_of_the_observed_time(tmp_path):
    rows = [event("a", at(0), "A"), event("a", at(40 * DAY), "A")]
    observed = build(tmp_path, rows, "[journeys]\ninactivity_days = 30").observation
    assert observed.ripe_age_seconds == 20 * DAY
