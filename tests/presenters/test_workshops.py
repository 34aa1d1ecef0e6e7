"""What became of an action, in the form of its figure."""

import pytest

from journey.presenters.workshops import aim, outcome_line
from journey.workshop.progress import Progress, Value, Verdict
from journey.workshop.things import Action


@pytest.mark.parametrize(
    ("metric", "then", "now", "difference", "means", "line"),
    [
        (
            "NPS",
            (12, 5.04, 19, 80),
            (18, 11, 25, 90),
            (6, -1, 13),
            (),
            "NPS at buy: +12.0 (+5.0 to +19.0, n 80) then, +18.0 (+11.0 to +25.0, n 90) now: +6.0 points (−1.0 to +13.0)",
        ),
        (
            "CSAT",
            (0.6, 0.55, 0.65),
            (0.7, 0.65, 0.75),
            (0.1, 0.02, 0.18),
            (),
            "CSAT at buy: 60 % (55 to 65) then, 70 % (65 to 75) now: +10 points (+2 to +18)",
        ),
        (
            "CSAT",
            (4.1, 4.0, 4.2, 1200),
            (4.3, 4.2, 4.4, 900),
            (0.2, 0.05, 0.35),
            ("csat",),
            "CSAT at buy: 4.10 (4.00 to 4.20, n 1,200) then, 4.30 (4.20 to 4.40, n 900) now: +0.20 (+0.05 to +0.35)",
        ),
        (
            "felt",
            (-0.4, -0.5, -0.3, 50),
            (0.1, 0.0, 0.2, 60),
            (0.5, 0.3, 0.7),
            (),
            "felt at Card: −0.40 (−0.50 to −0.30, n 50) then, +0.10 (0.00 to +0.20, n 60) now: +0.50 (+0.30 to +0.70)",
        ),
    ],
)
def test_each_figure_is_written_as_the_map_writes_it(metric, then, now, difference, means, line):
    action = Action("do", metric=metric, stage="buy", touchpoint="Card" * (metric == "felt"))
    found = Progress(Verdict.BETTER, Value(*then), Value(*now), *difference)
    assert outcome_line(action, found, means) == f"{line}, moved for the better."


def test_what_is_not_known_is_said():
    action = Action("do", metric="NPS", stage="buy")
    assert outcome_line(action, Progress(Verdict.NOT_MEASURED)) == (
        "NPS at buy: not measured when it was decided."
    )
    assert outcome_line(action, Progress(Verdict.TOO_EARLY, Value(12, 5, 19))) == (
        "NPS at buy: +12 (+5 to +19) then; too early to tell: too few journeys or answers that can be compared have come since."
    )


@pytest.mark.parametrize(("is_reached", "words"), [(True, "reached"), (False, "not reached")])
def test_whether_the_target_is_reached(is_reached, words):
    action = Action("do", metric="NPS", stage="buy", target=20.0)
    same = Value(12, 5, 19)
    found = Progress(Verdict.NOT_MOVED, same, same, 0, -9, 9, is_reached)
    assert outcome_line(action, found).endswith(
        f", not moved beyond chance; the target of 20 is {words}."
    )


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({}, ""),
        ({"metric": "NPS"}, "NPS"),
        ({"metric": "NPS", "stage": "buy", "value_then": 12.0}, "NPS at buy: from 12"),
        ({"metric": "left", "stage": "buy", "target": 30.0, "unit": "%"}, "left at buy: to 30 %"),
    ],
)
def test_what_an_action_is_to_move(fields, words):
    assert aim(Action("do", **fields)) == words
