"""What the doctor says of a load: for each finding the smallest log that makes it, with its count, and a healthy log without any."""

from datetime import UTC, datetime, timedelta

import pytest

from journey.ingest.report import Finding
from journey.use.load import load
from journey.use.meaning import CAME_BACK, ENDS, KIND, WINDOW
from journey.use.options import LoadOptions
from tests.logs import event, load_options, write_csv

STAGES = "[touchpoints]\nAd = 'awareness'\nShop = 'purchase'\n"
TOMORROW = (datetime.now(UTC) + timedelta(days=1)).strftime("%Y-%m-%d")


def ad(customer: str, at: str = "2025-01-01", **more) -> dict:
    return event(customer, at, "Ad", **more)


MEANING = (KIND, WINDOW, ENDS, CAME_BACK)
HEALTHY = [
    ad("a", segment="x"),
    event("a", "2025-01-02", "Shop", segment="x"),
    ad("b", segment="y"),
]


def findings(folder, rows: list[dict], **options) -> dict[str, Finding]:
    """Findings by their code, but for what is fine, and for what the data mean (tests/use/test_meaning.py)."""
    options = {"definition_toml": STAGES} | options
    report = load(
        folder / "db", "log", write_csv(folder / "log.csv", rows), load_options(**options)
    )
    assert report.rows_read == len(rows) == report.loaded + report.refused + report.duplicates
    return {
        finding.code: finding
        for finding in report.findings
        if finding.level != "fine" and finding.code not in MEANING
    }


def test_of_a_healthy_log_nothing_is_said(tmp_path):
    assert findings(tmp_path, HEALTHY) == {}


CASES = {
    # code: (rows beside the healthy ones, how many are counted, words of the sentence)
    "ids": (
        [ad("A", segment="x"), ad(" b", segment="x")],
        4,
        "4 customer ids of the dataset are most likely 2 customers, as ' b' and 'b': they differ only by blanks",
    ),
    "names": ([event("c", "2025-01-01", "ad", segment="x", stage="awareness")], 2, "'Ad' and 'ad'"),
    "times.in_future": ([ad("c", TOMORROW, segment="x")], 1, "lie in the future"),
    "times.far_before": ([ad("c", "2001-01-01", segment="x")], 1, "lie more than 10 years before"),
    "times.answered_before": (
        [ad("c", "2025-01-05", segment="x", first_response_at="2025-01-04")],
        1,
        "first_response_at before occurred_at",
    ),
    "times.resolved_before_answered": (
        [ad("c", segment="x", first_response_at="2025-01-04", resolved_at="2025-01-03")],
        1,
        "resolved_at before first_response_at",
    ),
    "times.resolved_before": (
        [ad("c", "2025-01-05", segment="x", resolved_at="2025-01-04")],
        1,
        "resolved_at before occurred_at",
    ),
    "constant": ([ad("c", segment="x")], 1, "'same' says the same in every row"),
    "empty": ([ad("c", segment="x", nothing="")], 1, "'nothing' is blank in every row"),
    "stages": (
        [event("c", "2025-01-01", "Zzz", segment="x")],
        1,
        "1 touchpoint with 1 event in no stage: 'Zzz'",
    ),
    "labels.stage": (
        [ad("c", segment="x", stage="dreaming")],
        1,
        "1 event with no stage of the definition",
    ),
    "labels.emotion": (
        [ad("c", segment="x", emotion="saudade")],
        1,
        "1 event with an emotion without a valence: 'saudade'",
    ),
    "refused": (
        [ad("c", "never", segment="x")],
        1,
        "1 row refused because occurred_at is not a date or time (first in line 5: 'never')",
    ),
    "ties": (
        [event("a", "2025-01-02", "Ad", segment="x")],
        1,
        "1 event at the time of the one before",
    ),
}


@pytest.mark.parametrize("code", CASES)
def test_a_finding_and_its_count(tmp_path, code):
    """These rows give this finding, and no other."""
    more, count, words = CASES[code]
    rows = [{**row, **({"same": "1"} if code == "constant" else {})} for row in [*HEALTHY, *more]]
    by_code = findings(tmp_path, rows)
    assert (
        set(by_code) == {code} and by_code[code].count == count and words in by_code[code].sentence
    ), by_code


def test_a_column_that_groups_nothing_and_one_of_addresses(tmp_path):
    """21 rows, each with a value of its own; 20 rows would give no finding. Addresses are found in the customer's column, too."""
    rows = [
        ad(
            f"c{number}@example.com",
            segment="x" if number else "y",
            code=f"k{number}",
            mail=f"m{number % 2}@example.com",
        )
        for number in range(21)
    ]
    by_code = findings(tmp_path, rows)
    assert (by_code["unique"].samples, by_code["mail"].samples) == (
        ["code"],
        ["customer_id", "mail"],
    )
    (tmp_path / "fewer").mkdir()
    assert "unique" not in findings(tmp_path / "fewer", rows[:20])


def test_scores_that_run_against_each_other(tmp_path):
    """30 answers of both kinds, one high where the other is low; 29 would be too few, and going together is fine."""
    rows = [
        ad(f"c{number}", segment="xy"[number % 2], csat=1 + number % 5, nps=10 - 2 * (number % 5))
        for number in range(30)
    ]
    by_code = findings(tmp_path, rows)["reversed"]
    assert (
        by_code.count == 30
        and "nps" in by_code.sentence
        and "csat" in by_code.sentence
        and "correlation -1.00" in by_code.sentence
    )
    for name, kept in (
        ("fewer", rows[:29]),
        ("together", [{**row, "nps": 2 * row["csat"]} for row in rows]),
    ):
        (tmp_path / name).mkdir()
        assert "reversed" not in findings(tmp_path / name, kept)


def test_rows_of_another_shape(tmp_path):
    """2 of 4 rows have a field more than the header."""
    (tmp_path / "log.csv").write_text(
        "customer_id,occurred_at,touchpoint\na,2025-01-01,Ad\nb,2025-01-01,Ad,x\nb,2025-01-01,Ad,y\nc,2025-01-02,Ad\n",
        encoding="utf-8",
    )
    report = load(tmp_path / "db", "log", tmp_path / "log.csv", LoadOptions())
    by_code = {finding.code: finding for finding in report.findings}
    assert by_code["misshapen"].count == 2 and "50 % of the rows" in by_code["misshapen"].sentence
    assert (
        by_code["refused"].sentence
        == "2 rows refused: has 4 fields where the header has 3 (first in line 3)"
    )


def test_repeats_and_contradictions(tmp_path):
    """Of four rows one repeats an event_id to the letter, one with other content."""
    rows = [
        ad("a", event_id="1", segment="x"),
        ad("a", event_id="1", segment="x"),
        ad("a", "2025-01-09", event_id="1", segment="x"),
        ad("b", event_id="2", segment="y"),
    ]
    by_code = findings(tmp_path, rows)
    assert (by_code["duplicates"].count, by_code["conflicts"].count) == (2, 1)


def test_one_touchpoint_or_one_event_a_journey_is_pointed_out(tmp_path):
    assert "one_touchpoint" in findings(
        tmp_path, [ad("a", segment="x"), ad("a", "2025-01-02", segment="y")]
    )
    (tmp_path / "single").mkdir()
    by_code = findings(
        tmp_path / "single", [ad("a", segment="x"), event("b", "2025-01-02", "Shop", segment="y")]
    )
    assert (
        by_code["single_steps"].count == 2
        and "is customer_id the right column?" in by_code["single_steps"].sentence
    )


def test_the_hour_that_clocks_go_through_twice_is_told(tmp_path):
    """In Berlin 02:30 of 26 October 2025 came twice; half past four once."""
    (tmp_path / "log.csv").write_text(
        "customer_id,occurred_at,touchpoint\na,2025-10-26 02:30:00,Ad\nb,2025-10-26 04:30:00,Ad\n",
        encoding="utf-8",
    )
    report = load(
        tmp_path / "db",
        "log",
        tmp_path / "log.csv",
        load_options(assumed=("timezone=Europe/Berlin",)),
    )
    assert any(
        "1 times stand in the hour that clocks in Europe/Berlin go through twice" in sentence
        for sentence in report.assumed
    ), report.assumed


def test_unknown_words_are_told_the_commonest_first(tmp_path):
    more = [
        ad(f"c{number}", segment="x", stage="zeal" if number < 3 else "dreaming", emotion="longing")
        for number in range(5)
    ]
    by_code = findings(tmp_path, [*HEALTHY, *more])
    assert by_code["labels.stage"].samples == ["zeal", "dreaming"]


def test_where_a_day_without_a_clock_may_hold_the_last_step_that_is_counted(tmp_path):
    """Of six customers: last on a day alone; the clock comes after it the same day (unsure), also in summer; at the same touchpoint; the day before."""
    rows = [
        ad("a", "2025-01-01"),
        event("a", "2025-01-02", "Shop"),
        event("b", "2025-01-05", "Shop"),
        ad("b", "2025-01-05T18:30:00"),
        event("c", "2025-07-05", "Shop"),
        ad("c", "2025-07-05T00:00:05"),
        event("d", "2025-01-05", "Shop"),
        event("d", "2025-01-05T18:30:00", "Shop"),
        event("e", "2025-01-05", "Shop"),
        ad("e", "2025-01-06T00:10:00"),
    ]
    for row in rows:
        row["occurred_at"] = row["occurred_at"].removesuffix("T00:00:00")
    for number, zone in enumerate(("UTC", "Europe/Berlin")):
        (tmp_path / str(number)).mkdir()
        found = findings(tmp_path / str(number), rows, assumed=(f"timezone={zone}",))
        assert found["days_alone"].count == 2, zone
    rows = [ad("b", "2025-01-05T00:00:00"), event("b", "2025-01-05T18:30:00", "Shop")]
    assert "days_alone" not in findings(tmp_path, rows), "midnight is a time where all have one"


def tied(number: int, events: int) -> list[dict]:
    """So many events of one customer, a minute apart, but for this number at the time of the one before."""
    minutes = [max(0, minute - number) for minute in range(events)]
    return [
        event("a", f"2025-01-01T{minute // 60:02}:{minute % 60:02}:00", "Ad", segment="x")
        for minute in minutes
    ]


def test_more_than_three_in_a_hundred_events_at_one_time_are_to_be_looked_at(tmp_path):
    """Of 100 events 3 are at the time of the one before, or 4."""
    levels = {}
    for number in (3, 4):
        folder = tmp_path / str(number)
        folder.mkdir()
        found = findings(folder, tied(number, 100))["ties"]
        levels[number] = (found.level, found.count, found.sentence)
    order = "their order is that of the file's rows and columns"
    assert levels[3] == ("assumed", 3, f"3 events at the time of the one before: {order}")
    assert levels[4] == (
        "look",
        4,
        f"4 events at the time of the one before, 4 % of the load's: {order}",
    )


def test_the_share_is_of_the_load_and_not_of_all_that_was_loaded(tmp_path):
    """4 of the first 100 events, 1 of the 50 that come later (2 %)."""
    findings(tmp_path, tied(4, 100))
    later = [{**row, "customer_id": "b"} for row in tied(1, 50)]
    assert findings(tmp_path, later)["ties"].level == "assumed"


def test_in_a_survey_answers_at_one_time_have_no_order_to_look_at(tmp_path):
    definition = f'kind = "survey"\n{STAGES}'
    assert findings(tmp_path, tied(9, 20), definition_toml=definition)["ties"].level == "assumed"


def subjects(numbered: int, others: int) -> list[dict]:
    """Subjects of one order of words, and some that share their words with none."""
    names = [f"Re: Your order {number} is sent" for number in range(numbered)]
    names += [f"What about {chr(97 + number)} then" for number in range(others)]
    return [event("a", "2025-01-01", name, stage="awareness") for name in names]


@pytest.mark.parametrize(
    ("numbered", "others", "is_offered"),
    [
        (29, 0, False),  # 29 names
        (30, 0, True),
        (21, 19, True),  # 40 names, of 20 patterns
        (20, 19, False),  # 39 names, of 20 patterns
    ],
)
def test_thirty_subjects_with_at_most_half_as_many_patterns_are_offered(
    tmp_path, numbered, others, is_offered
):
    report = load(
        tmp_path / "db",
        "log",
        write_csv(tmp_path / "log.csv", subjects(numbered, others)),
        load_options(),
    )
    by_code = {finding.code: finding for finding in report.findings}
    assert ("subjects" in by_code) == is_offered
    if is_offered:
        finding = by_code["subjects"]
        assert finding.sentence == (
            f"{numbered + others} touchpoints read like subjects of mails or tickets, each counted by itself, as "
            "'Re: Your order 0 is sent' and 'Re: Your order 1 is sent'; by their words ('Your order * is sent') they would be "
            f"{1 + others}"
        )
        assert (finding.level, finding.count) == ("look", numbered + others)
        assert [setting.value for setting in finding.settings] == ["subjects=grouped"]


def test_of_a_very_long_subject_the_beginning_is_said(tmp_path):
    """Thirty subjects of 10,000 letters and more, with a number at their end."""
    rows = [event("a", "2025-01-01", f"Re: {'long ' * 2_000}{number}") for number in range(30)]
    found = findings(tmp_path, rows)
    assert "they would be 1" in found["subjects"].sentence
    assert all(len(finding.sentence) < 1_000 for finding in found.values())
