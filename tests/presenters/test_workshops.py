"""What became of an action, in the form of its figure."""

import pytest

from journey.presenters.workshops import aim, outcome_line
from journey.workshop.progress import Progress, Verdict
from journey.workshop.things import Action


@pytest.mark.parametrize(
    ("metric", "values", "means", "line"),
    [
        ("NPS", (12, 18, 6, -1, 13), (), "NPS at buy: +12 then, +18 now: +6 points (−1 to +13)"),
        ("CSAT", (0.6, 0.7, 0.1, 0.02, 0.18), (), "CSAT at buy: 60 % then, 70 % now: +10 points (+2 to +18)"),
        ("CSAT", (4.1, 4.3, 0.2, 0.05, 0.35), ("csat",), "CSAT at buy: 4.10 then, 4.30 now: +0.20 (+0.05 to +0.35)"),
        ("felt", (-0.4, 0.1, 0.5, 0.3, 0.7), (), "felt at Card: −0.40 then, +0.10 now: +0.50 (+0.30 to +0.70)"),
    ],
)  # fmt: skip
def test_each_figure_is_written_as_the_map_writes_it(metric, values, means, line):
    action = Action("do", metric=metric, stage="buy", touchpoint="Card" * (metric == "felt"))
    assert outcome_line(action, Progress(Verdict.MOVED, *values), means) == f"{line}, moved."


def test_what_is_not_known_is_said():
    action = Action("do", metric="NPS", stage="buy")
    assert outcome_line(action, Progress(Verdict.NOT_MEASURED)) == (
        "NPS at buy: not measured when the workshop began."
    )
    assert outcome_line(action, Progress(Verdict.TOO_EARLY, 12)).startswith(
        "NPS at buy: +12 then; too early to tell"
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
