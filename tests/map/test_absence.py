"""What a map says of that of which the data hold nothing: stages without an event, lanes without a column."""

from journey.map.captions import outcome_sentence, volume_sentence
from journey.map.lanes.table import NEED_TIME, empty_lanes
from tests.logs import build, event
from tests.map.maps import map_of

STAGED = '[touchpoints]\nAd = "awareness"\n'


def test_a_stage_may_be_empty_since_its_touchpoint_is_not_assigned(tmp_path):
    """The shop may be consideration; once nothing waits for a stage, consideration is not in the data."""
    rows = [event("a", "2025-01-01", "Ad"), event("a", "2025-01-02", "Shop")]
    for definition, words in (
        (STAGED, "none assigned yet"),
        (f'{STAGED}Shop = "purchase"\n', "not in these data"),
    ):
        folder = tmp_path / words
        folder.mkdir()
        consideration = map_of(build(folder, rows, definition)).stages[1]
        assert outcome_sentence(consideration, "reached", "journey") == f"Consideration: {words}."


def test_lanes_without_a_column_are_not_drawn(tmp_path):
    rows = [event("a", "2025-01-01", "Ad"), event("a", "2025-01-02", "Shop")]
    assert empty_lanes(build(tmp_path, rows)) == ("channels",)
    (tmp_path / "two").mkdir()
    channels = [row | {"channel": "web" if row["touchpoint"] == "Ad" else ""} for row in rows]
    assert empty_lanes(build(tmp_path / "two", channels)) == ()
    (tmp_path / "survey").mkdir()
    survey = build(tmp_path / "survey", channels, "kind = 'survey'")
    assert empty_lanes(survey) == (*NEED_TIME, "emotion"), "scores on several scales are no curve"
    (tmp_path / "felt").mkdir()
    felt = [row | {"valence": 0.5} for row in channels]
    assert empty_lanes(build(tmp_path / "felt", felt, "kind = 'survey'")) == NEED_TIME


def test_without_a_channel_in_the_data_no_touchpoint_speaks_of_one(tmp_path):
    rows = [event(f"c{n}", f"2025-01-0{1 + n % 2}", ("Ad", "Shop")[n % 2]) for n in range(40)]
    [ad, _] = map_of(build(tmp_path, rows, STAGED)).touchpoints
    assert ad.channels == () and volume_sentence(ad, 40) == "Ad: 20 events, 50 % of all."
    (tmp_path / "two").mkdir()
    mixed = [row | {"channel": "web" if number % 4 else ""} for number, row in enumerate(rows)]
    [ad, _] = map_of(build(tmp_path / "two", mixed, STAGED)).touchpoints
    assert volume_sentence(ad, 40) == "Ad: 20 events, 50 % of all (no channel 10, web 10)."
