"""What the Satisfaction screen says, from rows as the views give them."""

import pytest

from journey.presenters.satisfaction import figures
from journey.presenters.satisfaction import trend as words

CSAT = "CSAT: share of satisfied answers, 4-5 on 1-5"


def trend(**more) -> dict:
    """No change: 68 % of answers are good, the line as flat as chance has it."""
    return {
        **{
            "metric": "csat",
            "definition": CSAT,
            "value": 0.68,
            "low": 0.65,
            "high": 0.71,
            "customers": 400,
            "n": 500,
        },
        **{"slope": -0.001, "slope_low": -0.003, "slope_high": 0.001, "first_period": "2025-03-03"},
        **{"change_at": "2025-05-05", "mean_before": 0.73, "mean_after": 0.65, "change": -0.08},
        **{"change_low": -0.13, "change_high": -0.02, "change_p": 0.26, "periods": 40},
        **more,
    }


def test_no_change_beyond_chance_is_said_with_the_figure_and_since_when():
    assert words.verdict(trend()) == (
        "CSAT: no change beyond chance since 3 March 2025: 68 % (65 % to 71 %)"
    )


def test_a_sure_change_is_said_with_its_week():
    assert words.verdict(trend(change_p=0.01)) == (
        "CSAT fell from 73 % to 65 % in the week of 5 May 2025"
    )
    assert "rose" in words.verdict(trend(change_p=0.01, mean_before=0.6))


def test_else_a_sure_slope_is_said_by_the_month():
    """.002 a week is .2 points, and 52 / 12 weeks make a month."""
    row = trend(slope=0.002, slope_low=0.001, slope_high=0.003)
    assert words.verdict(row) == "CSAT rises by 0.9 points (0.4 to 1.3) a month since 3 March 2025"
    falling = trend(slope=-0.002, slope_low=-0.003, slope_high=-0.001)
    assert "falls by 0.9 points (0.4 to 1.3) a month" in words.verdict(falling)


def test_both_tests_are_in_the_note():
    assert words.uncertainty(trend()) == (
        "In no week a change beyond chance (the best fit is in the week of 5 May 2025: −8 points (−13 to −2), p 0.260 corrected for "
        "the weeks looked at). The straight line: −0.4 points (−1.3 to +0.4) a month."
    )
    without = trend(change_at=None, change=None, slope=None)
    assert words.uncertainty(without) == ""


def test_for_whom_it_changes_is_corrected_for_how_many_there_are():
    """z of 2.4 is beyond chance among two tests, of line and week, and not among twenty of ten groups."""
    near = trend(slope=-0.0022, slope_low=-0.004, slope_high=-0.0004, stage="purchase")
    flat = [trend(slope=0.0, stage=f"s{number}") for number in range(9)]
    assert (
        words.headline_by([near], "stage", "stage")
        == "CSAT falls in purchase by 1.0 points a month"
    )
    assert words.headline_by([near, *flat], "stage", "stage") == (
        "CSAT changes beyond chance in no stage"
    )


def test_a_sure_week_is_named_before_a_less_sure_line():
    step = trend(change_p=0.0001, stage="purchase")
    line = trend(slope=-0.0022, slope_low=-0.0037, slope_high=-0.0007, stage="retention")
    assert words.headline_by([step, line], "stage", "stage") == (
        "CSAT fell in purchase from 73 % to 65 % in the week of 5 May 2025; 1 more change beyond chance"
    )


def figure(name: str, value: float, half: float, metric="csat", definition=CSAT) -> dict:
    return {
        **{"channel": name, "metric": metric, "definition": definition},
        **{"value": value, "low": value - half, "high": value + half},
    }


def test_lowest_and_highest_are_told_where_no_chance_puts_them_apart():
    """Halves of .03 and .04: their difference is sure beyond .05, of the three pairs of three groups beyond .061."""
    far = [figure("web", 0.9, 0.03), figure("shop", 0.87, 0.04), figure("phone", 0.8, 0.04)]
    assert figures.headline(far, "channel", "channel") == (
        "CSAT is lowest on phone (80 %) and highest on web (90 %)"
    )
    near = [figure("web", 0.86, 0.03), figure("shop", 0.85, 0.03), figure("phone", 0.8, 0.04)]
    assert figures.headline(near, "channel", "channel") == (
        "CSAT runs from lowest on phone (80 %) to highest on web (86 %); between these channels nothing is beyond chance"
    )
    assert figures.headline(near[:1], "channel", "channel") == "CSAT is 86 % (83 % to 89 %)"


@pytest.mark.parametrize(
    ("metric", "definition", "value", "said"),
    [
        ("csat", CSAT, 0.676, "68 %"),
        ("csat", "mean CSAT answer, asked on 1-5", 3.947, "3.95"),
        ("nps", "NPS in points", 25.8, "+26"),
        ("sentiment", "mean valence", -0.123, "−0.12"),
        ("csat", CSAT, None, "–"),
    ],
)
def test_a_figure_is_written_in_its_unit(metric, definition, value, said):
    assert figures.written({"metric": metric, "definition": definition}, value) == said
