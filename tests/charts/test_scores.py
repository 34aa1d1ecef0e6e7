"""A satisfaction metric by question or group: a dot and its interval a row, few customers hollow."""

from journey.charts.score_dots import score_dots
from journey.model.theme import LIGHT
from journey.model.words import percent


def test_a_row_has_its_figure_interval_and_n():
    common = {"metric": "csat", "definition": "share good"}
    rows = [
        common
        | {
            "touchpoint": "<b>",
            "value": 0.8,
            "low": 0.7,
            "high": 0.88,
            "n": 90,
            "customers": 80,
            "base": "full",
        },
        common
        | {
            "touchpoint": None,
            "value": 0.5,
            "low": 0.2,
            "high": 0.8,
            "n": 12,
            "customers": 11,
            "base": "low base",
        },
    ]
    figure = score_dots(rows, "touchpoint", LIGHT, percent, 0.75)
    drawn = figure.data[0]
    assert list(drawn.x) == [0.8, 0.5] and list(drawn.marker.color) == [
        LIGHT.accent,
        LIGHT.background,
    ]
    assert [round(float(width), 2) for width in drawn.error_x.array] == [0.08, 0.3]
    assert list(figure.layout.yaxis.ticktext) == ["&lt;b&gt; · n 90", "(no value) · n 12"]
    assert (
        "CSAT 80 %, 95 % interval 70 % to 88 %<br>90 answers of 80 customers" in drawn.hovertext[0]
    )
