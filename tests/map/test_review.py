"""What moved since the last review: both values outside each other's interval, the furthest first, in words."""

from datetime import date

from journey.data.ask import ask
from journey.map.review import figures, figures_at_age, moved
from journey.model.filters import Filters
from tests.map.maps import map_of

THEN = {
    "dropped_off/purchase": [0.30, 0.28, 0.32],
    "valence/purchase/Pay": [-0.5, -0.6, -0.4],
    "nps/retention": [20, 10, 30],
    "lost/purchase/Pay": [0.1, 0.05, 0.2],
    "advanced/purchase": [0.5, 0.4, 0.6],
}
NOW = {
    "dropped_off/purchase": [0.36, 0.34, 0.38],
    "valence/purchase/Pay": [0.1, 0.0, 0.2],
    "nps/retention": [29, 20, 38],
    "lost/purchase/Pay": [0.21, 0.09, 0.35],
    "csat/purchase": [0.5, 0.4, 0.6],
}


def test_moved():
    """Emotion moved 3.0 widths of its interval, drop-off 1.5; NPS and leaving did not leave theirs both ways."""
    assert [entry.words for entry in moved(THEN, NOW)] == [
        "feeling at Pay from −0.50 to +0.10",
        "drop-off in purchase from 30 % to 36 %",
    ]
    assert moved(THEN, THEN) == [] and moved({}, NOW) == []


def test_a_mean_is_no_share():
    """4.2 of 5 is not 420 %."""
    [entry] = moved({"csat/buy": [4.2, 4.1, 4.3]}, {"csat/buy": [4.5, 4.4, 4.6]}, {"csat"})
    assert entry.words == "CSAT in buy from +4.20 to +4.50"


def test_the_figures_are_those_of_the_map(sample):
    """Of answers and emotions; of journeys nothing, since in later data they had less time."""
    known = figures(map_of(sample))
    assert all(low <= value <= high for value, low, high in known.values()) and len(known) > 30
    assert {name.partition("/")[0] for name in known} == {"nps", "csat", "ces", "valence"}


def test_journeys_are_compared_at_the_same_age(sample):
    """Those begun in May beside those before: Card payment lost more of them, and purchase kept fewer."""
    before, may = (
        figures_at_age(ask(sample, "ripe", filters).rows, ask(sample, "ripe_leaves", filters).rows)
        for filters in (
            Filters.of(None, date(2025, 4, 30)),
            Filters.of(date(2025, 5, 1), date(2025, 5, 31)),
        )
    )
    assert before["neither/purchase"][0] == 286 / 928 and may["neither/purchase"][0] == 143 / 359
    named = [entry.words for entry in moved(before, may)]
    assert "share not gone on in purchase from 31 % to 40 %" in named


def test_fewer_than_thirty_customers_are_not_compared():
    row = {"stage": "buy", "base": "low base"}
    assert figures_at_age([row], [row]) == {}
