"""What a load says of its meaning: what is in force, what is proposed, and what an answer takes."""

from journey.data import store
from journey.data.generation import open_generation
from journey.use.load import load
from tests.logs import build, event, load_options, write_csv

TICKETS = [
    event(f"c{number % 40}", f"2025-{1 + number % 9:02d}-{day:02d}", name, case_id=f"k{number}")
    for number in range(90)
    for day, name in ((1, "Ticket opened"), (3, "Ticket assigned"), (5, "Ticket solved"))
    if name != "Ticket solved" or number % 3
]


def findings(report) -> dict[tuple[str, str], str]:
    return {
        (finding.level, finding.code): finding.sentence
        for finding in report.findings
        if finding.code in ("kind", "window", "ends", "came_back")
    }


def loaded(tmp_path, rows, **words):
    path = write_csv(tmp_path / "log.csv", rows)
    report = load(tmp_path / "db", "log", path, load_options(**words))
    return report, open_generation(store.current_generation(tmp_path / "db", "log"))


def test_without_an_answer_the_proposal_is_told_and_none_is_in_force(tmp_path):
    report, generation = loaded(tmp_path, TICKETS)
    assert findings(report) == {
        ("assumed", "kind"): "taken for a service log: 100 % of the events name a case",
        ("assumed", "window"): "a journey is silent after 30 days without an event",
        (
            "look",
            "ends",
        ): "proposed as good ends, none is in force: Ticket solved (the last step so far of 60 of the 60 that pass it)",
    }
    assert generation.definition.ends.good == () and generation.definition.kind == "service_log"


def test_in_a_service_log_each_case_is_a_journey_unless_the_definition_says_otherwise(tmp_path):
    generation = build(tmp_path, TICKETS)
    assert generation.rows("select count(*) from journeys") == [(90,)]
    (tmp_path / "customers").mkdir()
    toml = "[journeys]\ncase_is_journey = false"
    assert build(tmp_path / "customers", TICKETS, toml).rows("select count(*) from journeys") == [
        (40,)
    ]


def test_an_answer_takes_the_presets(tmp_path):
    report, generation = loaded(tmp_path, TICKETS, assumed=("ends=proposed",))
    assert ("look", "ends") not in findings(report)
    ends = generation.definition.ends
    assert ends.good == ("Ticket solved",) and ends.undone_by == ("Ticket opened",)
    assert generation.rows("select count(*) from journeys where is_ended_well = 1") == [(60,)]


def test_another_answer_is_no_other_reading_of_the_file(tmp_path):
    """The same file again with an answer to a proposal adds no row."""
    loaded(tmp_path, TICKETS)
    report, generation = loaded(tmp_path, TICKETS, assumed=("kind=journey",))
    assert report.unchanged and generation.definition.kind == "journey"
    assert generation.rows("select count(*) from events") == [(len(TICKETS),)]


def test_ends_are_taken_also_by_a_file_that_is_there(tmp_path):
    loaded(tmp_path, TICKETS)
    report, generation = loaded(tmp_path, TICKETS, assumed=("ends=proposed",))
    assert report.unchanged and generation.definition.ends.good == ("Ticket solved",)


def test_a_kind_that_the_data_do_not_look_like_is_told(tmp_path):
    report, _ = loaded(tmp_path, TICKETS, assumed=("kind=journey",))
    assert findings(report)["look", "kind"] == (
        "the data look like a service log: 100 % of the events name a case; the definition says customer journeys"
    )


def test_the_silent_who_came_back_are_told(tmp_path):
    """Of 20 silent at two thirds of a year two came back: 10 %."""
    rows = [event(f"c{number}", "2025-01-01", "A") for number in range(20)]
    rows += [event(f"c{number}", "2025-11-01", "A") for number in range(2)]
    rows += [event("z", "2025-12-31", "A")]
    report, generation = loaded(tmp_path, rows)
    assert findings(report)["look", "came_back"] == (
        "10 % of the silent journeys came back: silence is not having left"
    )
    assert generation.wording.outcome("dropped_off").noun == "silent for 30 days"
