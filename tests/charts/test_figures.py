"""Figures hold the numbers they were given and show hostile names letter by letter."""

import pandas as pd

from journey.charts.exit_bars import exit_bars
from journey.charts.text import literal
from journey.model.theme import COMPARED, DARK, LIGHT, STAGE_HUES, point_colour

HOSTILE = "<a href='http://x'>[x](http://x)</a> $\\alpha$ =1+1"


def test_literal():
    assert literal("<b>Q&A</b>") == "&lt;b&gt;Q&amp;A&lt;/b&gt;"
    assert (
        literal("$x$") == "&#36;x&#36;"
        and literal(None) == "–"
        and literal("abcdef", 4) == "abc…"
        and literal("a\n b") == "a b"
    )


def test_hostile_names_in_figures():
    rows = [
        {"drop_stage": "s", "touchpoint": HOSTILE, "touchpoint_stage": HOSTILE, "journeys": 3},
    ]
    figure = exit_bars(pd.DataFrame(rows), DARK, "customer")
    assert "<a href" not in figure.to_json() and "\\u003ca href" not in figure.to_json()


def luminance(colour: str) -> float:
    parts = [int(colour[offset : offset + 2], 16) / 255 for offset in (1, 3, 5)]
    linear = [
        part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(colour: str, other_colour: str) -> float:
    light, dark = sorted((luminance(colour), luminance(other_colour)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_text_has_contrast():
    """WCAG 2: 4.5 to 1 for text, in both themes and on every stage header."""
    for theme in (LIGHT, DARK):
        assert contrast(theme.text, theme.background) > 7
        for colour in (theme.muted, theme.negative, theme.positive, theme.accent):
            assert contrast(colour, theme.background) >= 4.5, colour
    for hue in STAGE_HUES:
        assert contrast("#FFFFFF", hue) >= 4.5, hue


def test_compared_groups_and_tinted_boxes_have_contrast():
    for theme in (LIGHT, DARK):
        for colour in (*(theme.role(role) for role in COMPARED), theme.muted, theme.text):
            assert (
                contrast(colour, theme.background) >= 4.5 and contrast(colour, theme.surface) >= 4.5
            ), colour
        for colour in (theme.text, theme.muted, theme.negative):
            assert contrast(colour, theme.tint) >= 4.5, colour


def test_points_run_from_vermilion_over_grey_to_teal_and_hold_white_figures():
    assert [point_colour(value) for value in (-1, -0.6, 0, 0.6, 1)] == [
        "#C2452D",
        "#C2452D",
        "#616A7C",
        "#1D7A85",
        "#1D7A85",
    ]
    for tenth in range(-10, 11):
        assert contrast("#FFFFFF", point_colour(tenth / 10)) >= 4.5, tenth
