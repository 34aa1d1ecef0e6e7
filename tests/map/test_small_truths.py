"""What small parts of drawings and panels say, each worked out by hand."""

from datetime import UTC, datetime
from types import SimpleNamespace

import pytest

from journey.map.evidence.emotions import labels
from journey.map.lanes.river import _bar
from journey.map.lanes.river_compared import _narrow_bar
from journey.map.paths.lines import _label
from journey.map.paths.variants_drawing import _ends
from journey.map.timeline.emotion_curve import _ends as curve_ends


def words(shapes) -> list[str]:
    return [str(shape.text) for shape in shapes if shape.tag == "text"]


@pytest.mark.parametrize(
    ("counts", "said"),
    [
        ((40, 10, 30, 20), "40 % completed · 2.0 days"),
        ((10, 10, 30, 50), "50 % left · 2.0 days"),
        ((10, 60, 20, 10), "60 % ended well · 2.0 days"),
    ],
)
def test_a_variant_says_what_became_of_most(counts, said):
    names = ("completed", "ended_well", "in_progress", "dropped_off")
    row = {"journeys": 100, "base": "full", "median_seconds": 172_800, **dict(zip(names, counts))}
    assert words(_ends(row, 0, 0)) == [said]


def test_a_compared_bar_is_as_long_as_its_share():
    _, bar, *_ = _narrow_bar(0, 0.5, "50 %")
    room = _narrow_bar(0, 1.0, "100 %")[1].attributes["width"]
    assert bar.attributes["width"] == room / 2 and room > 300
    assert _narrow_bar(0, 0.0, "0 %")[1].attributes["width"] == 1.0


def test_the_ends_of_a_curve_are_the_days_of_its_first_and_last_event():
    events = [SimpleNamespace(at=datetime(2025, month, 2, tzinfo=UTC)) for month in (1, 3)]
    shown = words(curve_ends(SimpleNamespace(events=events), 300, 0))
    assert len(shown) == 2 and "Jan" in shown[0] and "Mar" in shown[1], shown
    one_day = SimpleNamespace(events=[events[0], events[0]])
    assert words(curve_ends(one_day, 300, 0)) == shown[:1]
    timeless = SimpleNamespace(events=[SimpleNamespace(at=None)])
    assert words(curve_ends(timeless, 300, 0)) == [""]


def test_labels_say_where_the_valences_of_all_of_them_come_from():
    row = {"events": 5, "share": 0.5, "share_low": 0.2, "share_high": 0.8}
    rows = [
        {"emotion": None, "recorded_share": 0.25},
        {"emotion": "joy", "recorded_share": 0.9, **row},
    ]
    shown = labels(SimpleNamespace(rows=rows))
    assert shown["source"].startswith("25 % of the valences were recorded")
    assert "source" not in labels(SimpleNamespace(rows=rows[1:]))


def test_a_move_back_is_labelled_in_the_colour_of_harm():
    shown = {back: _label(0, 0, "5", SimpleNamespace(is_back=back)) for back in (True, False)}
    assert shown[True].attributes["fill"] == "negative" and shown[False].attributes["fill"] == "ink"


def test_the_bar_of_a_stage_on_a_phone_is_as_wide_as_its_share_of_the_fullest():
    stage = SimpleNamespace(funnel={"reached": 25}, index=1)
    back, bar = _bar(SimpleNamespace(stage=stage, max_reached=100))
    assert bar.attributes["width"] == back.attributes["width"] / 4
    none = SimpleNamespace(funnel={"reached": 0}, index=1)
    assert _bar(SimpleNamespace(stage=none, max_reached=100))[1].attributes["width"] == 2.0
