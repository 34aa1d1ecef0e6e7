"""Small inputs with the right value, made after public reports and first use by strangers; read where they lie, beside the project.

The right values were worked out by hand or in plain Python, apart from the product; what each input is stands in their README.
"""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pandas as pd
import pytest

from journey.__main__ import main
from journey.data import store
from journey.data.ask import ask
from journey.data.generation import Generation, open_generation
from journey.ingest.report import LoadReport
from journey.model.errors import Question, UserError
from journey.model.filters import Filters
from journey.use.load import load
from tests.conftest import REAL_DATA, leave_out
from tests.logs import load_options

CASES = REAL_DATA.parent / "cases"
MOMENT = datetime(2024, 4, 14, 18)

Loaded = Callable[..., tuple[LoadReport, Generation]]


@pytest.fixture
def case(tmp_path) -> Loaded:
    """Load a case into the test's dataset; its report, and the generation in force."""
    if not CASES.is_dir():
        leave_out("the cases are not beside the project")

    def loaded(name: str, **options) -> tuple[LoadReport, Generation]:
        report = load(tmp_path / "db", "log", CASES / name, load_options(**options))
        return report, open_generation(store.current_generation(tmp_path / "db", "log"))

    return loaded


def nps(generation: Generation) -> tuple[float, int]:
    [row] = [
        row
        for row in ask(generation, "satisfaction", Filters()).rows
        if row["metric"] == "nps" and row["value"] is not None
    ]
    return row["value"], row["n"]


@pytest.mark.parametrize(
    ("name", "options", "right"),
    [
        ("case-01-qualtrics-nps-group.csv", {}, (38.89, 36)),
        ("case-02-labelled-nps-ends.csv", {"is_survey": True}, (53.125, 32)),
        ("case-09-survey-with-touchpoint.csv", {"is_survey": True}, (53.125, 32)),
    ],
)
def test_the_nps_of_surveys(case, name, options, right):
    _, generation = case(name, **options)
    assert nps(generation) == (pytest.approx(right[0], abs=0.005), right[1])


def test_the_start_and_the_end_of_an_activity_are_one_event(case):
    """36 activities of 12 patients; nobody repeats one."""
    mapping = ("customer_id=patient", "touchpoint=handling", "occurred_at=time")
    _, generation = case("case-03-start-complete.csv", mapping=mapping)
    [path] = {tuple(row["path"]) for row in ask(generation, "variants", Filters()).rows}
    assert path == ("Registration", "Triage", "Discuss results")
    assert generation.rows("select count(*) from events") == [(36,)]


def test_waits_run_from_the_end_of_an_activity(case):
    """Patient 1 registers from 11:00 to 11:30, is triaged from 13:00 to 14:00 and talks from 19:00 to 19:15."""
    mapping = ("customer_id=patient", "touchpoint=handling", "occurred_at=time")
    _, generation = case("case-03-start-complete.csv", mapping=mapping)
    rows = ask(generation, "journey", Filters(), customer="1").rows
    assert [row["duration_seconds"] for row in rows] == [1800, 3600, 900]
    moves = ask(generation, "transitions", Filters()).rows
    assert {row["source"]: row["median_seconds"] for row in moves} == {
        "Registration": 1.5 * 3600,
        "Triage": 5 * 3600,
    }


def test_date_forms_of_one_moment(case):
    """The German and the Excel row name no zone: 20:00 there, 18:00 in Berlin's UTC."""
    report, generation = case("case-04-date-forms.csv", assumed=("timezone=Europe/Berlin",))
    times = generation.rows("select distinct cast(occurred_at as timestamp) from events")
    assert report.refused == 0 and times == [(MOMENT,)]


def test_a_dot_between_hours_and_minutes(case):
    _, generation = case("dot.csv")
    assert generation.rows("select cast(occurred_at as varchar) from events order by 1") == [
        ("2015-02-23 09:05:00",),
        ("2015-02-24 11:35:00",),
    ]


def test_serial_days_are_read_to_the_second(case):
    """0.4832407407 of a day are 41,752 seconds, 11:35:52; 0.48 are 41,472, 11:31:12."""
    _, generation = case("serial.csv")
    assert generation.rows("select cast(occurred_at as varchar) from events order by 1") == [
        ("2015-02-23 11:31:12",),
        ("2015-02-24 11:35:52",),
    ]


def test_overlapping_exports_count_once(case):
    case("case-05-mixpanel-day5-6.json")
    _, generation = case("case-05-mixpanel-day6-7.json")
    days = "select count(*) from events where cast(occurred_at as date) = date '2025-06-06'"
    assert generation.rows(days) == [(5,)]


def test_nps_on_1_to_5_is_offered_as_csat(case):
    report, generation = case("case-06-nps-on-1-5.csv")
    assert generation.rows("select count(nps) from events") == [(0,)]
    assert any("may be csat" in finding.sentence for finding in report.findings)


def test_a_blank_attribute_can_be_selected(case):
    _, generation = case("case-08-blank-attribute.csv")
    blank = Filters.of(where={"browser": [""]})
    assert ask(generation, "summary", blank).rows[0]["customers"] == 25


def test_decimals_are_no_nps_answers_and_cost_no_event(case):
    report, generation = case("case-10-nps-decimals.csv")
    assert report.refused == 0
    assert generation.rows("select count(*), count(nps) from events") == [(35, 5)]


def test_an_attribute_that_changes_within_a_journey(case):
    _, generation = case("attr.csv", definition_toml="[attributes]\nchanging_journeys = 1\n")
    events = ask(generation, "volume", Filters(), by=("airline",)).rows
    assert {row["airline"]: row["events"] for row in events} == {"United": 1, "Delta": 2}
    delta = Filters.of(where={"airline": ["Delta"]})
    assert ask(generation, "summary", delta).rows[0]["journeys"] == 2


def test_a_feeling_in_a_tools_words_is_counted(case):
    _, generation = case("emo.csv")
    [(answers, mean)] = generation.rows("select count(valence), avg(valence) from steps")
    assert answers == 60 and mean < 0


def test_0_beside_1_to_5_is_not_applicable(case):
    _, generation = case(
        "wide.csv", is_survey=True, mapping=("customer_id=id",), assumed=("time=none",)
    )
    means = "select touchpoint, count(csat), avg(csat) from events group by 1 order by 1"
    assert generation.rows(means) == [("Seat", 4, 3.5), ("Wifi", 3, 4.0)]


def test_a_shared_journey_id_is_said_with_the_choice(case):
    report, _ = case("two.csv")
    [finding] = [finding for finding in report.findings if finding.code == "shared_ids"]
    assert "'s1' belongs to 2 customers" in finding.sentence and finding.settings


def test_a_cut_xes_log_is_told(case):
    with pytest.raises(UserError, match="breaks off in line 54"):
        case("d.xes")


def test_a_broken_byte_is_offered_to_be_replaced(case):
    with pytest.raises(Question) as asked:
        case("emoji.csv")
    assert any("replace" in choice for choice in asked.value.choices)


def test_addresses_are_said_and_grouped_by_their_pattern(case):
    report, generation = case("case-07-url-touchpoints.csv")
    [finding] = [finding for finding in report.findings if finding.code == "addresses"]
    assert (finding.count, len(generation.touchpoints)) == (600, 600) and finding.settings
    _, generation = case("case-07-url-touchpoints.csv", assumed=("addresses=grouped",))
    assert set(generation.touchpoints.values()) == {"https://shop.example/p/*"}


def test_a_header_with_an_empty_name_is_told_in_a_sentence(case):
    with pytest.raises(UserError, match=r"u\.csv"):
        case("u.csv")


def test_a_wait_of_a_day_is_a_day(case, tmp_path, capsys):
    """From the last second of 5 June to the first of 7 June: a day and a second."""
    case("case-11-text-seconds.csv")
    words = ["show", "conversion", "--source", "Landing", "--target", "Survey"]
    assert main([*words, "--db", str(tmp_path / "db"), "--dataset", "log"]) == 0
    assert "1 day (86,401 s)" in capsys.readouterr().out


OWN = Path("own_files")


@pytest.mark.parametrize("by", [(), ("channel",), ("month",)], ids=str)
def test_the_service_of_a_zendesk_export(case, by):
    """First reply, resolution and reopenings, worked out from the file by pandas: 2,215 replies, half within some 21 hours."""
    _, generation = case(str(OWN / "zendesk_tickets_2025.csv"))
    tickets = pd.read_csv(
        CASES / OWN / "zendesk_tickets_2025.csv",
        parse_dates=["Created at", "First reply at", "Solved at"],
    )
    tickets = tickets[tickets["Requester Email"].notna()].drop_duplicates()
    assert len(tickets) == 2372
    tickets["channel"] = tickets["Via"].replace({"Email": "e-mail", "email": "e-mail"})
    tickets["month"] = tickets["Created at"].dt.strftime("%Y-%m-01")
    tickets["reply"] = (tickets["First reply at"] - tickets["Created at"]).dt.total_seconds()
    tickets["solved"] = (tickets["Solved at"] - tickets["Created at"]).dt.total_seconds()
    groups = tickets.groupby(list(by), dropna=True) if by else [((), tickets)]
    expected = {
        key: (
            len(own),
            int(own["reply"].notna().sum()),
            own["reply"].median(),
            own["reply"].quantile(0.9),
            own["solved"].median(),
            own["solved"].mean(),
            int(own["solved"].isna().sum()),
            (own["Reopens"] > 0).mean(),
        )
        for key, own in groups
    }
    names = ("cases", "first_response_n", "first_response_median_seconds")
    names += ("first_response_p90_seconds", "resolution_median_seconds")
    names += ("resolution_mean_seconds", "open", "reopened")
    rows = ask(generation, "service", Filters(), by=by).rows
    found = {tuple(row[key] for key in by): tuple(row[name] for name in names) for row in rows}
    assert len(expected) >= (3 if by else 1)
    for key, figures in expected.items():
        assert found[key] == pytest.approx(figures), key
    if not by:
        assert figures[1] == 2215 and 76_000 < figures[2] < 77_000


def test_a_zendesk_export(case):
    """2,374 of 2,402 rows name a customer; two of them repeat a ticket cell for cell.

    Of the 2,372 tickets 2,215 name a first reply, 483 have the tag delivery; 263 good or bad answers have a comment of their own.
    """
    report, generation = case(str(OWN / "zendesk_tickets_2025.csv"))
    assert (report.rows_read, report.loaded, report.refused, report.duplicates) == (
        2402,
        2372,
        28,
        2,
    )
    said = "select count(comment), count(first_response_at), count(distinct comment) from events"
    assert generation.rows(said) == [(263, 2215, 6)]
    assert "Subject" in report.attributes
    delivery = f"a{generation.attributes['tag: delivery']}"
    tagged = f"select {delivery}, count(distinct case_id) from events group by 1 order by 1"
    assert generation.rows(tagged) == [("no", 1889), ("yes", 483)]
    merging = next(finding for finding in report.findings if finding.code == "ids")
    assert merging.count == 122 and merging.settings


def test_a_german_crm_export(case):
    """Two columns for one time, 217 of the loaded rows with a day alone and two at 00:00; 16 touchpoints once those spelt alike are one."""
    options = {"assumed": ("sheet=Export", "spellings=merged")}
    report, generation = case(str(OWN / "CRM_Kontakthistorie_Export.xlsx"), **options)
    assert len(generation.touchpoints) == 16
    assert report.loaded == 4111
    midnights = "select count(*) from events where cast(occurred_at as time) = time '00:00'"
    assert generation.rows(midnights) == [(219,)]
    assert any("220 times like '01.02.2025'" in sentence for sentence in report.assumed)


def test_a_surveymonkey_export(case):
    report, generation = case(str(OWN / "NPS survey 2025 (SurveyMonkey).xlsx"))
    assert ask(generation, "summary", Filters()).rows[0]["customers"] == 640
    assert generation.wording.kind == "survey" and not generation.has_outcomes
    assert "Which product do you use?" in report.attributes
    product = f"a{generation.attributes['Which product do you use?']}"
    counted = f"select {product}, count(distinct customer_id) from events group by 1 order by 1"
    assert generation.rows(counted) == [("Fibre 100", 203), ("Fibre 500", 213), ("TV bundle", 224)]
    grid = {"Billing", "Customer support", "Installation visit", "Ordering"}
    assert grid < set(generation.touchpoints.values())
    said = [each for each in report.assumed if "How satisfied are you with each of" in each]
    assert len(said) == 1
