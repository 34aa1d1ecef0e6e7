"""Whether an action has moved its figure: differences worked out elsewhere."""

import pytest

from journey.model.intervals import wilson
from journey.workshop.progress import FELT, METRICS, NOT_GONE_ON, Side, Verdict, cell, progress
from journey.workshop.things import Action


def share(hits: int, n: int) -> list[float]:
    return [hits / n, *wilson(hits / n, n)]


def side(figures: dict[str, list[float]]) -> Side:
    return Side(figures)


def action(metric: str, stage: str = "buy", touchpoint: str = "") -> Action:
    return Action("do it", metric=metric, stage=stage, touchpoint=touchpoint)


@pytest.mark.parametrize(
    "asked, name",
    [
        (action(NOT_GONE_ON), "neither/buy"),
        (action(NOT_GONE_ON, touchpoint="Card payment"), "lost/buy/Card%20payment"),
        (action(FELT, touchpoint="Card"), "valence/buy/Card"),
        (action("NPS"), "nps/buy"),
        (action(FELT), None),
        (action("NPS", stage=""), None),
        (action("NPS", touchpoint="Card"), None),
        (action(""), None),
    ],
)
def test_the_figure_of_an_action_is_a_cell_of_the_map(asked, name):
    found = cell(asked)
    assert (found and str(found)) == name


def test_a_share_that_fell_beyond_chance_has_moved():
    """Newcombe 1998, example (a): 56 of 70 against 48 of 80 differ by 0.2, from 0.0524 to 0.3339."""
    found = progress(action(NOT_GONE_ON), side({"neither/buy": share(56, 70)}), side({"neither/buy": share(48, 80)}))  # fmt: skip
    assert found.verdict is Verdict.BETTER and (found.then.value, found.now.value) == (0.8, 0.6)
    assert found.difference == pytest.approx(-0.2)
    assert (found.low, found.high) == pytest.approx((-0.3339, -0.0524), abs=1e-4)


def test_a_score_that_moved_within_chance_has_not_moved():
    """10 (0 to 20) and 16 (8 to 24): 6 with half of sqrt(100 + 64) = 12.806."""
    found = progress(action("NPS"), side({"nps/buy": [10, 0, 20]}), side({"nps/buy": [16, 8, 24]}))
    assert found.verdict is Verdict.NOT_MOVED
    assert (found.low, found.high) == pytest.approx((-6.806, 18.806), abs=1e-3)


def test_without_enough_since_it_is_too_early():
    found = progress(action("NPS"), side({"nps/buy": [10, 0, 20]}), side({"nps/use": [16, 8, 24]}))
    assert found.verdict is Verdict.TOO_EARLY and found.then.value == 10 and found.now is None


@pytest.mark.parametrize("metric", ["", *METRICS])
def test_what_was_not_measured_then_says_so(metric):
    found = progress(action(metric), side({}), side({"nps/buy": [16, 8, 24]}))
    assert found.verdict is Verdict.NOT_MEASURED


@pytest.mark.parametrize(
    ("metric", "then", "now", "target", "verdict", "is_reached"),
    [
        ("NPS", [10, 5, 15], [30, 25, 35], 25, Verdict.BETTER, True),
        ("NPS", [30, 25, 35], [10, 5, 15], 25, Verdict.WORSE, False),
        (NOT_GONE_ON, share(100, 200), share(160, 200), 60, Verdict.WORSE, False),
        (NOT_GONE_ON, share(160, 200), share(100, 200), 50, Verdict.BETTER, True),
        (NOT_GONE_ON, share(160, 200), share(100, 200), None, Verdict.BETTER, None),
    ],
)
def test_a_move_is_for_the_better_or_the_worse_and_a_target_is_reached_or_not(
    metric, then, now, target, verdict, is_reached
):
    asked = Action("do it", metric=metric, stage="buy", target=target)
    name = str(cell(asked))
    found = progress(asked, side({name: then}), side({name: now}))
    assert (found.verdict, found.is_reached) == (verdict, is_reached)
