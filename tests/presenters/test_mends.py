"""What a load's findings can be mended with, and the options that do it."""

from journey.data.generation import open_generation
from journey.data.store import current_generation
from journey.ingest.report import Finding
from journey.model.errors import Setting
from journey.presenters.mends import IDENTICAL, mended, mends
from journey.use.load import load
from journey.use.options import LoadOptions
from tests.logs import event, load_options, write_csv


def test_each_setting_that_a_load_can_take_is_a_button(tmp_path):
    rows = [
        event(name, "2025-01-01", "Ad", session_id=f"s{number}", Bemerkung="gut")
        for number, name in enumerate(("ANN", "ann", "", "bob", "bob"))
    ]
    rows[-1]["session_id"] = rows[-2]["session_id"]
    report = load(tmp_path / "db", "log", write_csv(tmp_path / "log.csv", rows), load_options())
    assert [mend.words for mend in mends([report])] == [
        "Rows without an id: each a customer of its own",
        "Rows without an id: told by 'session_id'",
        "Merge ids that are spelt alike",
        "Read 'session_id' as Journey",
        "Read 'Bemerkung' as Comment",
        "Leave out 1 identical row",
    ]


def test_what_is_chosen_on_the_map_or_is_fine_is_no_button():
    settings = (
        Setting("assume", "stages=proposed"),
        Setting("assume", "ends=proposed"),
        Setting("map", "event_id="),
    )

    class Report:
        identical = 0
        findings = (
            Finding("look", "stages", "x", 1, [], settings),
            Finding("fine", "ids", "x", 1, [], (Setting("assume", "ids=merged"),)),
        )

    assert mends([Report()]) == []


def test_the_options_keep_what_was_said_and_replace_what_was_loaded():
    options = load_options(mapping=["csat=Rating"], assumed=["date_order=dmy"])
    after = mended(mended(options, Setting("map", "comment=Text")), Setting("assume", "ids=merged"))
    assert after.recipe.columns == {"csat": ("Rating",), "comment": ("Text",)}
    assert after.recipe.answers == {"date_order": "dmy", "ids": "merged"}
    assert mended(LoadOptions(), IDENTICAL).identical == "drop"


def test_touchpoints_of_one_pattern_are_a_button_once(tmp_path):
    """Forty touchpoints of two patterns: ten addresses and thirty subjects."""
    names = [f"/p/{number}" for number in range(10)]
    names += [f"Re: Your order {number} is sent" for number in range(30)]
    path = write_csv(tmp_path / "log.csv", [event("a", "2025-01-01", name) for name in names])
    report = load(tmp_path / "db", "log", path, load_options())
    offered = mends([report])
    assert [mend.words for mend in offered] == [
        "Group addresses by their pattern",
        "Group subjects by their words",
    ]
    options = mended(load_options(), offered[1].setting)
    assert load(tmp_path / "db", "log", path, options).version == 2
    generation = open_generation(current_generation(tmp_path / "db", "log"))
    assert len(generation.touchpoints) == 11
