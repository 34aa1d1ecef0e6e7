"""Stages proposed by names and by when touchpoints come: told, taken when asked, the same on screen and on the command line."""

import tomllib

from journey.__main__ import main
from journey.data.generation import open_generation
from journey.data.stage_proposals import proposed_stages
from journey.data.store import current_generation
from journey.presenters.touchpoint_table import in_force
from journey.use.definition_tables import touchpoint_rows
from journey.use.load import load
from journey.use.preview import preview_file, read_first_journeys
from tests.logs import event, load_options, write_csv

# Twelve customers: a chat before the order, a newsletter after it; what "Zzz" is nobody can say.
ROWS = [
    event(f"c{number:02}", f"2025-01-0{day}", name)
    for number in range(12)
    for day, name in enumerate(("Ad", "Live chat", "Order placed", "Newsletter", "Zzz"), 1)
]
PROPOSED = {
    "Ad": "awareness",
    "Live chat": "consideration",
    "Newsletter": "retention",
    "Order placed": "purchase",
}


def loaded(tmp_path, rows=ROWS, **words):
    path = write_csv(tmp_path / "log.csv", rows)
    report = load(tmp_path / "db", "log", path, load_options(**words))
    return report, open_generation(current_generation(tmp_path / "db", "log"))


def finding(report):
    return next((each for each in report.findings if each.code == "proposed_stages"), None)


def test_none_is_in_force_without_an_answer(tmp_path):
    report, generation = loaded(tmp_path)
    assert proposed_stages(generation.ask_proposals, generation.definition) == PROPOSED
    assert generation.definition.touchpoint_stages == {}
    told = finding(report)
    assert (told.level, told.count, told.settings[0].value) == ("look", 4, "stages=proposed")
    assert told.sentence == (
        "proposed by their names for 4 touchpoints, none is in force: awareness: Ad; consideration: Live chat; "
        "purchase: Order placed; retention: Newsletter"
    )


def test_they_are_taken_when_asked_and_steps_stand_in_them(tmp_path):
    report, generation = loaded(tmp_path, assumed=["stages=proposed"])
    assert generation.definition.touchpoint_stages == PROPOSED and finding(report) is None
    rows = generation.rows(
        "select t.touchpoint, s.stage_no, count(*) from steps as s join touchpoints as t "
        "on t.touchpoint_no = s.touchpoint_no group by all order by 1"
    )
    assert rows == [
        ("Ad", 1, 12), ("Live chat", 2, 12), ("Newsletter", 4, 12), ("Order placed", 3, 12), ("Zzz", 0, 12)
    ]  # fmt: skip


def test_the_same_file_again_takes_them_and_a_third_time_changes_nothing(tmp_path):
    loaded(tmp_path)
    for version in (2, 2):
        report, generation = loaded(tmp_path, assumed=["stages=proposed"])
        assert (report.version, generation.number) == (version, version)
    assert generation.definition.touchpoint_stages == PROPOSED


def test_a_stage_that_the_file_or_the_definition_states_stays(tmp_path):
    rows = [row | ({"stage": "advocacy"} if row["touchpoint"] == "Ad" else {}) for row in ROWS]
    _, generation = loaded(tmp_path, rows)
    toml = '[touchpoints]\nNewsletter = "awareness"\n'
    (tmp_path / "stated").mkdir()
    _, stated = loaded(tmp_path / "stated", definition_toml=toml, assumed=["stages=proposed"])
    assert "Ad" not in proposed_stages(generation.ask_proposals, generation.definition)
    assert stated.definition.touchpoint_stages["Newsletter"] == "awareness"


def test_a_stage_taken_from_its_name_is_told_from_one_that_was_chosen(tmp_path):
    """Of the four taken Newsletter is stated otherwise; nothing is as proposed before anything is taken."""
    _, generation = loaded(tmp_path)
    assert not any(row["is_as_proposed"] for row in touchpoint_rows(generation))
    toml = '[touchpoints]\nNewsletter = "awareness"\nZzz = "purchase"\n'
    (tmp_path / "stated").mkdir()
    _, stated = loaded(tmp_path / "stated", definition_toml=toml, assumed=["stages=proposed"])
    assert {row["touchpoint"]: in_force(row) for row in touchpoint_rows(stated)} == {
        "Ad": "awareness (as proposed)",
        "Live chat": "consideration (as proposed)",
        "Newsletter": "awareness (chosen)",
        "Order placed": "purchase (as proposed)",
        "Zzz": "purchase (chosen)",
    }


def test_the_command_line_and_both_tables_say_the_same(tmp_path, capsys):
    _, generation = loaded(tmp_path)
    in_editor = {row["touchpoint"]: row["suggested"] for row in touchpoint_rows(generation)}
    assert in_editor == PROPOSED | {"Zzz": None}
    options, path = load_options(), tmp_path / "log.csv"
    [seen] = preview_file(tmp_path / "other", "other", path, options, tmp_path)
    first = read_first_journeys(seen, options, generation.definition, tmp_path)
    before_the_load = {row.touchpoint: row.proposed for row in first.touchpoints}
    assert before_the_load == PROPOSED | {"Zzz": None}
    assert main(["definition", "--db", str(tmp_path / "db"), "--dataset", "log"]) == 0
    printed = capsys.readouterr().out
    told = [line[2:] for line in printed.splitlines() if line.startswith('# "')]
    assert tomllib.loads("\n".join(told)) == PROPOSED | {"Zzz": ""}


def test_of_a_survey_only_what_rates_a_part_of_the_journey_gets_a_stage(tmp_path):
    """The NPS question and the one for a comment speak of recommending and of support, but rate nothing there."""
    names = ("Would you recommend us?", "Customer support", "What about support?")
    rows = [
        event(f"c{number}", "2025-01-01", name, **answer)
        for number in range(12)
        for name, answer in zip(names, ({"nps": 9}, {"csat": 4}, {"comment": "fine"}))
    ]
    for kind, placed in (("survey", {names[1]}), ("journey", set(names))):
        (tmp_path / kind).mkdir()
        _, generation = loaded(
            tmp_path / kind, rows, assumed=(f"kind={kind}", "scale.csat=1-5", "scale.nps=0-10")
        )
        assert set(proposed_stages(generation.ask_proposals, generation.definition)) == placed
