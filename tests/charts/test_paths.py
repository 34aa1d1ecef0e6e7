"""The charts of Paths: what is drawn is what was counted."""

import pandas as pd

from journey.charts.deviations import deviation_dots
from journey.charts.durations import duration_bars
from journey.charts.what_if import what_if_dots
from journey.model.theme import LIGHT

HOSTILE = "<b onclick=x>$a$</b>"


def test_durations_from_the_first_span_to_the_last_that_is_not_empty():
    """Of four spans the first and the last are empty; the empty one between stays, so that the gap is seen."""
    rows = pd.DataFrame(
        {
            "from_seconds": [0, 60, 3_600, 86_400, 172_800],
            "to_seconds": [60, 3_600, 86_400, 172_800, None],
            "converted": [0, 3, 0, 1, 0],
        }
    )
    (bars,) = duration_bars(rows, LIGHT, "journeys").data
    assert list(bars.x) == ["1 min to 1 h", "1 h to 1 day", "1 day to 2 days"]
    assert [float(height) for height in bars.y] == [3, 0, 1]
    assert bars.hovertext[0] == "1 min to 1 h: 3 journeys (75 %)"


def test_durations_of_nobody():
    rows = pd.DataFrame({"from_seconds": [0], "to_seconds": [None], "converted": [0]})
    (bars,) = duration_bars(rows, LIGHT, "journeys").data
    assert len(bars.x) == 0


def test_deviations_beside_each_other_as_shares_of_journeys_and_as_completion():
    rows = pd.DataFrame(
        [
            {
                "kind": "conforms",
                "words": HOSTILE,
                "share": 0.25,
                "share_low": 0.2,
                "share_high": 0.35,
                "share_n": 40,
                "completion_rate": None,
                "completion_rate_low": None,
                "completion_rate_high": None,
                "completion_rate_n": 4,
            }
        ]
    )
    shares, completion = deviation_dots(rows, LIGHT).data
    assert [float(value) for value in shares.x] == [0.25]
    assert abs(float(shares.error_x.array[0]) - 0.10) < 1e-6
    assert abs(float(shares.error_x.arrayminus[0]) - 0.05) < 1e-6
    assert shares.marker.color == (LIGHT.positive,) or list(shares.marker.color) == [LIGHT.positive]
    assert (
        "25 % of 40 journeys" in shares.hovertext[0] and "too few of 4" in completion.hovertext[0]
    )
    assert "<b onclick" not in shares.hovertext[0] and "$" not in shares.y[0]


def test_what_if_says_what_changes_and_how_sure_it_is():
    rows = pd.DataFrame(
        {
            "stage": ["purchase", "retention"],
            "before": [100.4, 50.0],
            "after": [110.4, 50.0],
            "difference": [10.0, 0.0],
            "difference_low": [8.0, None],
            "difference_high": [13.0, None],
        }
    )
    figure = what_if_dots(rows, LIGHT, "journey")
    (dots,) = figure.data
    assert list(dots.y) == ["purchase", "retention"] and [float(x) for x in dots.x] == [10, 0]
    assert "(100 → 110)" in dots.text[0] and "(50 → 50)" in dots.text[1]
    assert float(dots.error_x.array[0]) == 3 and float(dots.error_x.arrayminus[0]) == 2
    assert figure.layout.xaxis.range[0] < 0 and figure.layout.xaxis.range[1] > 13
