"""What moved since the last review: both values outside each other's interval, the furthest first, in words."""

from journey.map.review import figures, moved
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


def test_the_figures_are_those_of_the_map(sample):
    journey_map = map_of(sample)
    known = figures(journey_map)
    purchase = next(stage for stage in journey_map.stages if stage.name == "purchase")
    assert known["dropped_off/purchase"] == [
        purchase.funnel[name]
        for name in ("drop_off_rate", "drop_off_rate_low", "drop_off_rate_high")
    ]
    assert all(low <= value <= high for value, low, high in known.values()) and len(known) > 60
    names = {
        entry.words
        for entry in moved(
            known, figures(map_of(sample, Filters.of(where={"touchpoint": ["Payment failed"]})))
        )
    }
    assert any(words.startswith("drop-off in purchase from 30 %") for words in names)
