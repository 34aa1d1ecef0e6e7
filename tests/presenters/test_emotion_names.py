"""Emotion names without a valence: which are asked about, and what an answer makes of them."""

import pytest

from journey.data.ask import ask
from journey.model.filters import Filters
from journey.presenters.emotion_names import BAD, GOOD, answered, title, unknown_emotions
from tests.logs import build, event


def rows(**events: int) -> list[dict]:
    return [
        event(f"{name}{number}", "2025-01-01", "Shop", emotion=name)
        for name, times in events.items()
        for number in range(times)
    ]


def test_frequent_names_alone_are_asked_about(tmp_path):
    """12 of 112 'meh' (11 %) and 10 of 'grr' (9 %) are; 9 'hm' are too few, and trust has a valence."""
    found = unknown_emotions(build(tmp_path, rows(trust=81, meh=12, grr=10, hm=9)))
    assert [(each.name, each.words) for each in found] == [
        ("meh", "12 events, 11 % of those with an emotion"),
        ("grr", "10 events, 9 % of those with an emotion"),
    ]
    assert title(found) == "How does it feel? 'meh', 'grr' have no valence yet"
    (tmp_path / "rare").mkdir()
    assert unknown_emotions(build(tmp_path / "rare", rows(trust=300, meh=12))) == [], "4 in 100"


def test_an_answer_gives_them_a_valence(tmp_path):
    generation = build(tmp_path, rows(meh=12, grr=12))
    toml = answered(generation, {"meh": GOOD, "grr": None})
    (tmp_path / "after").mkdir()
    after = build(tmp_path / "after", rows(meh=12, grr=12), toml)
    assert [each.name for each in unknown_emotions(after)] == ["grr"]
    valences = {
        row["emotion"]: row["mean_valence"] for row in ask(after, "emotions", Filters()).rows
    }
    assert valences["meh"] == pytest.approx(0.6) and valences["grr"] is None
    assert "grr = -0.6" in answered(generation, {"grr": BAD})
