"""The charts of the Drop-off screen hold the numbers they were given."""

from datetime import date

import pandas as pd
import pytest

from journey.charts.apart import apart
from journey.charts.cohort_cells import cohort_cells, colour_ends
from journey.charts.contrast_dots import contrast_dots
from journey.charts.exit_bars import BARS_LIMIT, exit_bars
from journey.charts.funnel import funnel_bars, ordered_bars
from journey.charts.group_dots import group_dots
from journey.charts.time_to_advance import time_to_advance_curves, time_unit
from journey.model.comparing import homogeneity
from journey.model.theme import DARK, LIGHT, NEUTRAL, contrast, ink_on, mixed
from journey.model.vocabulary import PLAIN, Wording, use_words

HOSTILE = "<a href='http://x'>[x](http://x)</a> $\\alpha$"
NONE = float("nan")


def words(figure) -> list[str]:
    return [annotation.text for annotation in figure.layout.annotations]


STAGES = ("awareness", "purchase", "advocacy")


def funnel_row(stage: str, **counts: int) -> dict:
    """A row of the funnel; what is not given is nobody."""
    outcomes = dict.fromkeys(
        ("advanced", "completed", "ended_well", "in_progress", "dropped_off"), 0
    )
    return {"stage": stage, "reached": sum(counts.values()), **outcomes, **counts}


def parts(row: dict) -> dict[str, tuple[str, str]]:
    """The label and the colour of each part of a bar."""
    return {part["id"]: (part["label"], part["colour"]) for part in row["parts"]}


def test_the_funnel_stacks_what_became_of_those_who_reached_a_stage():
    rate = {"drop_off_rate": 0.4, "drop_off_rate_low": 0.17, "drop_off_rate_high": 0.69}
    rows = pd.DataFrame(
        [
            funnel_row("awareness", advanced=15, dropped_off=5),
            funnel_row("purchase", advanced=5, in_progress=1, dropped_off=4) | rate,
        ]
    )
    drawing = funnel_bars(rows, LIGHT, STAGES, "purchase")
    purchase = drawing["rows"][1]
    assert {id: label for id, (label, _) in parts(purchase).items()} == {
        "advanced": "5",
        "in_progress": "1",
        "dropped_off": "4",
    }
    assert purchase["words"] == "10 reached, 40 % leave (17 to 69)"
    assert (purchase["share"], purchase["is_chosen"]) == (0.5, True)
    assert purchase["parts"][2]["words"] == "purchase: 4 left, 40 % of 10"
    assert [entry["words"] for entry in drawing["legend"]] == ["went on", "under way", "left"]


@pytest.mark.parametrize("theme", [LIGHT, DARK])
def test_the_funnel_has_the_colours_of_the_map(theme):
    """Who went on has the hue of the stage, whichever stages are drawn; who left and who is under way those of their roles."""
    rows = pd.DataFrame(
        [
            funnel_row("awareness", advanced=3, dropped_off=1),
            funnel_row("purchase", advanced=2, in_progress=1),
            funnel_row("unassigned", dropped_off=1),
        ]
    )
    first, second, outside = funnel_bars(rows, theme, STAGES)["rows"]
    assert parts(first)["advanced"] == ("3", theme.hue(0)) and first["hue"] == theme.hue(0)
    assert parts(second)["advanced"] == ("2", theme.hue(1)) and theme.hue(1) != theme.hue(0)
    assert parts(first)["dropped_off"] == ("1", theme.negative)
    assert parts(second)["in_progress"] == ("1", NEUTRAL)
    assert outside["hue"] == theme.hue(-1)
    [went_on] = [
        entry for entry in funnel_bars(rows, theme, STAGES)["legend"] if entry["words"] == "went on"
    ]
    assert went_on["colours"] == [theme.hue(0), theme.hue(1)]


def test_silence_that_may_be_under_way_is_not_drawn_as_a_loss():
    use_words(Wording(silence="30 days", come_back=True))
    rows = pd.DataFrame([funnel_row("awareness", dropped_off=5)])
    drawing = funnel_bars(rows, LIGHT, STAGES)
    use_words(PLAIN)
    assert parts(drawing["rows"][0])["dropped_off"][1] == LIGHT.warm
    assert drawing["legend"][0]["words"] == "silent for 30 days"


@pytest.mark.parametrize("theme", [LIGHT, DARK])
@pytest.mark.parametrize("stage", range(-1, 9))
def test_bars_stand_out_and_their_labels_can_be_read(theme, stage):
    """WCAG 2: 3 to 1 for what is drawn, 4.5 to 1 for text on it."""
    hue = theme.hue(stage)
    assert contrast(hue, theme.background) >= 3
    assert contrast(ink_on(hue), hue) >= 4.5


def test_nobody_in_a_stage_has_no_part():
    drawing = funnel_bars(pd.DataFrame([funnel_row("purchase")]), LIGHT, STAGES)
    assert drawing["rows"][0]["parts"] == [] == drawing["legend"]
    assert drawing["rows"][0]["share"] == 0


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
                "conversion_rate": 2 / 9,
                "conversion_rate_low": None,
                "conversion_rate_high": None,
            }
        ]
    )
    [row] = ordered_bars(rows, DARK, STAGES)["rows"]
    assert sum(part["number"] for part in row["parts"]) == 9
    assert row["name"] == HOSTILE and row["words"] == "9 in order, 22 % go on"


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
    figure = time_to_advance_curves(rows, "a", LIGHT, ("a", "b"), 6 * day)
    chosen = figure.data[-1]
    assert (
        list(chosen.x) == [0, 2, 6]
        and [round(float(share), 2) for share in chosen.y] == [0, 0.4, 0.6]
        and chosen.line.shape == "hv"
    )
    assert chosen.line.color == LIGHT.hue(0) and figure.data[0].line.color == LIGHT.hue(1)
    assert "half: 6.0 days" in words(figure) and (
        f'<span style="color:{LIGHT.hue(0)}">■</span> <b>a 60 %</b>' in words(figure)
    )
    heights = [
        annotation.y for annotation in figure.layout.annotations if annotation.xref == "paper"
    ]
    assert abs(heights[0] - heights[1]) > 0.03, "names of curves that end together stand apart"
    assert "half" not in "".join(words(time_to_advance_curves(rows, "a", LIGHT, ("a", "b"), None)))


@pytest.mark.parametrize(
    ("heights", "placed"),
    [
        ([0.1, 0.5], [0.1, 0.5]),
        ([0.1, 0.15, 0.5], [0.1, 0.2, 0.5]),
        ([0.7, 0.74, 0.79], [0.6, 0.7, 0.8]),  # the highest may not leave the chart
        ([0.1, 0.79, 0.8], [0.1, 0.7, 0.8]),
    ],
)
def test_names_of_curves_stand_apart_and_within_the_chart(heights, placed):
    assert apart(heights, 0.1, 0.8) == pytest.approx(placed)


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
    assert list(rated.text) == ["20 %", "10 %"] and list(pale.text) == ["–"]
    assert "10 of 50 had not gone on after 133 days: 20 %" in rated.hovertext[0]
    young = "began less than 133 days before the end"
    assert young not in rated.hovertext[0]
    assert f"12 journeys {young} and are not counted" in rated.hovertext[1]
    assert f"40 journeys {young}: not final yet" in pale.hovertext[0] and list(pale.x) == [
        "2025-03-01"
    ]
    assert "1 of 4 had not gone on after 133 days: fewer than 10" in empty.hovertext[0]
    assert empty.hovertext[1].endswith("no journeys")
    assert list(rated.customdata[1]) == [0, "2025-02-01"] and pale.customdata is None
    assert contrast(LIGHT.muted, LIGHT.surface) >= 4.5 <= contrast(DARK.muted, DARK.surface)


def test_words_on_cells_can_be_read():
    for theme in (LIGHT, DARK):
        for tenth in range(11):
            colour = mixed(tenth / 10, *colour_ends(theme))
            assert contrast(ink_on(colour), colour) >= 4.5, (tenth, colour)


def test_the_lowest_share_is_told_from_a_pale_cell():
    for theme in (LIGHT, DARK):
        assert colour_ends(theme)[0] not in (theme.surface, theme.background)


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
    assert list(figure.data[0].marker.color) == [LIGHT.negative, LIGHT.background] and words(
        figure
    ) == ["all: 40 %"]


def trait(number: int, difference: float, low: float, high: float) -> dict:
    """A row of the contrasts' chart."""
    return {
        "number": number,
        "words": f"trait {number}",
        "shares": "",
        "figure": "",
        "label": "",
        "difference": difference,
        "low": low,
        "high": high,
        "is_linked": False,
    }


@pytest.mark.parametrize(
    ("furthest", "ticks"),
    [
        (25.0, ["−20", "−10", "0", "+10", "+20"]),
        (2.5, ["−2", "−1", "0", "+1", "+2"]),
        (0.4, ["0"]),
        (100.0, ["−100", "−50", "0", "+50", "+100"]),
    ],
)
def test_contrasts_have_one_scale_with_zero_in_its_middle(furthest, ticks):
    rows = [trait(0, 0.2, 0.1, 0.3), trait(1, -furthest / 2, -furthest, -0.1)]
    groups = [{"heading": "Known at entry", "rows": rows}]
    drawing = contrast_dots(groups, DARK, DARK.hue(2), ("others", "lost"))
    assert [tick["words"] for tick in drawing["ticks"]] == ticks
    assert drawing["end"] == pytest.approx(1.04 * furthest)
    assert (drawing["lost"], drawing["others"]) == (DARK.negative, DARK.hue(2))


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
