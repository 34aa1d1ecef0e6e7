"""The charts of the Drop-off screen hold the numbers they were given."""

from datetime import date

import pandas as pd
import pytest

from journey.charts.cohort_cells import cohort_cells
from journey.charts.contrast_dots import contrast_dots
from journey.charts.exit_bars import BARS_LIMIT, exit_bars
from journey.charts.funnel import funnel_bars, ordered_bars
from journey.charts.group_dots import group_dots
from journey.charts.time_to_advance import time_to_advance_curves, time_unit
from journey.model.comparing import homogeneity
from journey.model.theme import DARK, LIGHT, contrast, ink_on, mixed

HOSTILE = "<a href='http://x'>[x](http://x)</a> $\\alpha$"
NONE = float("nan")


def words(figure) -> list[str]:
    return [annotation.text for annotation in figure.layout.annotations]


def test_the_funnel_stacks_what_became_of_those_who_reached_a_stage():
    rows = pd.DataFrame(
        [
            {
                "stage": "purchase",
                "reached": 10,
                "advanced": 5,
                "completed": 0,
                "ended_well": 0,
                "in_progress": 1,
                "dropped_off": 4,
                "skipped": 2,
                "drop_off_rate": 0.4,
                "drop_off_rate_low": 0.17,
                "drop_off_rate_high": 0.69,
            }
        ]
    )
    figure = funnel_bars(rows, LIGHT, "journey", "purchase")
    assert {bar.name: float(bar.x[0]) for bar in figure.data} == {
        "went on": 5,
        "completed": 0,
        "under way": 1,
        "left": 4,
    }
    assert (
        "10 reached, 40 % leave (17 to 69)" in words(figure)[0]
        and "<u>purchase</u>" in words(figure)[0]
    )
    assert figure.data[3].customdata[0] == [0, "dropped_off"]


def test_the_ordered_funnel_has_a_part_for_every_end():
    rows = pd.DataFrame(
        [
            {
                "name": HOSTILE,
                "reached": 9,
                "advanced": 2,
                "completed": 0,
                "ended_well": 0,
                "in_progress": 3,
                "out_of_order": 1,
                "stopped": 3,
                "conversion_rate": None,
                "conversion_rate_low": None,
                "conversion_rate_high": None,
            }
        ]
    )
    figure = ordered_bars(rows, DARK, "journey")
    assert sum(
        float(bar.x[0]) for bar in figure.data
    ) == 9 and "<a href" not in figure.to_json().replace("\\u003c", "<")


def test_curves_rise_to_the_share_and_say_when_half_have_moved_on():
    day = 86_400
    rows = pd.DataFrame(
        [
            {"stage": "a", "seconds": 0, "share": 0.0, "low": NONE, "high": NONE},
            {"stage": "a", "seconds": 2 * day, "share": 0.4, "low": 0.2, "high": 0.6},
            {"stage": "a", "seconds": 6 * day, "share": 0.6, "low": 0.4, "high": 0.8},
            {"stage": "b", "seconds": 0, "share": 0.0, "low": NONE, "high": NONE},
            {"stage": "b", "seconds": 4 * day, "share": 0.6, "low": 0.4, "high": 0.8},
        ]
    )
    figure = time_to_advance_curves(rows, "a", LIGHT, 6 * day)
    chosen = figure.data[-1]
    assert (
        list(chosen.x) == [0, 2, 6]
        and [round(float(share), 2) for share in chosen.y] == [0, 0.4, 0.6]
        and chosen.line.shape == "hv"
    )
    assert "half: 6.0 days" in words(figure) and "<b>a 60 %</b>" in words(figure)
    heights = [
        annotation.y for annotation in figure.layout.annotations if annotation.xref == "paper"
    ]
    assert abs(heights[0] - heights[1]) > 0.03, "names of curves that end together stand apart"
    assert "half" not in "".join(words(time_to_advance_curves(rows, "a", LIGHT, None)))


@pytest.mark.parametrize(
    "longest, unit", [(0, "seconds"), (300, "minutes"), (8_000, "hours"), (900_000, "days")]
)
def test_times_are_told_in_a_fitting_unit(longest, unit):
    assert time_unit(longest)[0] == unit


def test_exit_bars_sum_to_the_loss_also_where_some_are_not_drawn():
    rows = pd.DataFrame(
        [
            {
                "drop_stage": "s",
                "touchpoint": f"t{number}",
                "touchpoint_stage": "s" if number else "r",
                "journeys": 40 - number,
            }
            for number in range(BARS_LIMIT + 5)
        ]
    )
    figure = exit_bars(rows, LIGHT, "journey")
    assert (
        sum(figure.data[0].x) == rows["journeys"].sum() and len(figure.data[0].x) == BARS_LIMIT + 1
    )
    assert words(figure)[0].startswith("<b>t0 (r)</b>  40 · ") and words(figure)[-1].startswith(
        "<b>5 other touchpoints</b>"
    )
    assert [click_data[0] for click_data in figure.data[0].customdata] == [*range(BARS_LIMIT), -1]


def cohort_row(stage: str, cohort: str, old: int, neither: int, young: int = 0) -> dict:
    """A row of the cohorts' chart; below ten there is no rate."""
    rate = neither / old if old >= 10 else NONE
    return {
        "stage": stage,
        "cohort": cohort,
        "ripe": old,
        "neither": neither,
        "neither_rate": rate,
        "neither_rate_low": rate - 0.1 if old >= 10 else NONE,
        "neither_rate_high": rate + 0.1 if old >= 10 else NONE,
        "young": young,
    }


def test_cells_are_pale_where_all_are_too_young_and_empty_without_a_rate():
    rows = pd.DataFrame(
        [
            cohort_row("a", "2025-01-01", 50, 10),
            cohort_row("a", "2025-02-01", 50, 5, 12),
            cohort_row("a", "2025-03-01", 0, 0, 40),
            cohort_row("b", "2025-01-01", 4, 1),
            cohort_row("b", "2025-03-01", 0, 0),
        ]
    )
    rated, empty, pale = cohort_cells(rows, LIGHT, "a", "month", "133 days").data
    assert list(rated.text) == ["20 %", "10 %"] and list(pale.text) == ["40"]
    assert "10 of 50 had not gone on after 133 days: 20 %" in rated.hovertext[0]
    young = "began less than 133 days before the end: too young to compare"
    assert "too young" not in rated.hovertext[0] and f"12 journeys {young}" in rated.hovertext[1]
    assert f"40 journeys {young}" in pale.hovertext[0] and list(pale.x) == ["2025-03-01"]
    assert "1 of 4 had not gone on after 133 days: fewer than 10" in empty.hovertext[0]
    assert empty.hovertext[1].endswith("no journeys")
    assert list(rated.customdata[1]) == [0, "2025-02-01"] and pale.customdata is None
    assert contrast(LIGHT.muted, LIGHT.surface) >= 4.5 <= contrast(DARK.muted, DARK.surface)


def test_words_on_cells_can_be_read():
    for theme in (LIGHT, DARK):
        for tenth in range(11):
            colour = mixed(tenth / 10, theme.tint, theme.negative)
            assert contrast(ink_on(colour), colour) >= 4.5, (tenth, colour)


def test_groups_keep_their_order_and_few_are_hollow():
    rows = pd.DataFrame(
        [
            {
                "group": "x",
                "reached": 40,
                "dropped_off": 20,
                "drop_off_rate": 0.5,
                "drop_off_rate_low": 0.35,
                "drop_off_rate_high": 0.65,
                "base": "full",
            },
            {
                "group": None,
                "reached": 12,
                "dropped_off": 3,
                "drop_off_rate": 0.25,
                "drop_off_rate_low": 0.1,
                "drop_off_rate_high": 0.5,
                "base": "low base",
            },
        ]
    )
    figure = group_dots(rows, LIGHT, "journey", 0.4)
    assert [round(float(x), 2) for x in figure.data[0].x] == [0.5, 0.25]
    assert list(figure.layout.yaxis.ticktext) == ["x · n 40", "(no value) · n 12"]
    assert list(figure.data[0].marker.color) == [LIGHT.accent, LIGHT.background] and words(
        figure
    ) == ["all: 40 %"]


def test_what_is_less_common_among_the_lost_is_turned_round():
    rows = pd.DataFrame(
        [
            {
                "words": "Payment failed",
                "lost_share": 0.09,
                "kept_share": 0.31,
                "difference": -0.22,
                "low": -0.25,
                "high": -0.19,
            }
        ]
    )
    figure = contrast_dots(rows, LIGHT, False, 0.3)
    dots = figure.data[0]
    assert round(float(dots.x[0])) == 22 and round(float(dots.error_x.array[0])) == 3 == round(
        float(dots.error_x.arrayminus[0])
    )
    assert words(figure) == [
        "<b>Payment failed</b>",
        "9 % of the lost, 31 % of the others: +22 points (19 to 25)",
    ]


def test_a_difference_in_drop_off_says_who_left_more_often():
    row = {"words": "Call", "lost_share": 0.31, "kept_share": 0.09}
    row |= {"difference": 0.12, "low": 0.08, "high": 0.16}
    figure = contrast_dots(pd.DataFrame([row]), LIGHT, True, 0.3, is_of_drop_off=True)
    assert (
        words(figure)[1]
        == "31 % of the lost, 9 % of the others: with it 12 points more leave (8 to 16)"
    )
    assert figure.layout.xaxis.title.text.startswith(
        "share that left, with it less without, in percentage"
    )
    row |= {"difference": -0.12, "low": -0.16, "high": -0.08}
    figure = contrast_dots(pd.DataFrame([row]), LIGHT, False, 0.3, is_of_drop_off=True)
    assert words(figure)[1].endswith("with it 12 points fewer leave (8 to 16)")


def test_groups_of_one_rate_are_not_told_apart():
    """20 and 30 of 100 against the pooled quarter: (25 + 25) / 18.75 = 2.667, p 0.102 with one degree of freedom."""
    assert homogeneity([20, 30], [100, 100]) == pytest.approx(0.1025, abs=1e-4)
    assert (
        homogeneity([5, 5], [10, 10]) == 1
        and homogeneity([5], [10]) == 1
        and homogeneity([], []) == 1
    )


def test_months_name_their_year_once():
    rows = [cohort_row("a", date(2025, month, 1).isoformat(), 50, month) for month in (1, 2)]
    figure = cohort_cells(pd.DataFrame(rows), LIGHT, "", "month", "133 days")
    assert list(figure.layout.xaxis.ticktext) == ["Jan<br>2025", "Feb"]
