"""Figures hold the numbers they were given and show hostile names letter by letter."""

import pandas as pd

from journey.charts.emotion import emotion_curve
from journey.charts.friction import friction_bars
from journey.charts.funnel import funnel_bars
from journey.charts.text import literal
from journey.charts.theme import DARK, LIGHT, NEUTRAL, STAGE_HUES, valence_colour

HOSTILE = "<a href='http://x'>[x](http://x)</a> $\\alpha$ =1+1"


def test_literal():
    assert literal("<b>Q&A</b>") == "&lt;b&gt;Q&amp;A&lt;/b&gt;"
    assert literal("$x$") == "&#36;x&#36;" and literal(None) == "–" and literal("abcdef", 4) == "abc…" and literal("a\n b") == "a b"


def points(count: int, name: str = "T") -> pd.DataFrame:
    return pd.DataFrame([{"stage": f"s{number // 3}", "touchpoint": f"{name}{number}", "mean_valence": -0.5 + number / 10,
                          "low": -0.6 + number / 10, "high": -0.4 + number / 10, "n": 40 + number, "emotion": HOSTILE, "base": "full"}
                         for number in range(count)])


def test_emotion_curve():
    figure = emotion_curve(points(7), LIGHT)
    band, curve = figure.data
    assert [round(float(value), 3) for value in curve.y] == [-0.5, -0.4, -0.3, -0.2, -0.1, 0, 0.1]
    assert len(band.x) == 14 and min(band.y) < -0.59
    words = [note.text for note in figure.layout.annotations]
    assert "lowest −0.50" in words and "highest +0.10" in words
    assert all("<a" not in text for text in curve.hovertext)


def test_hostile_names_in_figures():
    rows = pd.DataFrame([{"stage": HOSTILE, "touchpoint": HOSTILE, "journeys_lost": 3, "leaves": None, "score": None, "passings": 7}])
    funnel = pd.DataFrame([{"stage": HOSTILE, "reached": 7, "advanced": 3, "completed": 0, "in_progress": 1, "dropped_off": 3}])
    for figure in (friction_bars(rows, DARK, "journey"), funnel_bars(funnel, DARK, "customer"), emotion_curve(points(2, HOSTILE), LIGHT)):
        assert "<a href" not in figure.to_json() and "\\u003ca href" not in figure.to_json()


def test_one_point_is_drawn():
    assert len(emotion_curve(points(1), LIGHT).data[1].x) == 1


def luminance(colour: str) -> float:
    parts = [int(colour[place:place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_text_has_contrast():
    """WCAG 2: 4.5 to 1 for text, in both themes and on every stage header."""
    for theme in (LIGHT, DARK):
        assert contrast(theme.text, theme.background) > 7
        for colour in (theme.muted, theme.negative, theme.positive, theme.accent):
            assert contrast(colour, theme.background) >= 4.5, colour
    for hue in STAGE_HUES:
        assert contrast("#FFFFFF", hue) >= 4.5, hue


def test_valence_colours():
    assert [valence_colour(value, LIGHT) for value in (-0.5, 0.0, 0.5)] == [LIGHT.negative, NEUTRAL, LIGHT.positive]
