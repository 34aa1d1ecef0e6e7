"""What columns mean: found by name or content with a reason, given by the user, saved as TOML; rows that are several events."""

from pathlib import Path

import pytest

from journey.data import store
from journey.data.generation import open_generation
from journey.ingest.layouts import presets
from journey.ingest.mapping_file import as_toml, parse_recipe
from journey.model.errors import UserError
from journey.use.load import load
from journey.use.options import resolve_definition
from journey.use.preview import preview_file, read_first_journeys
from tests.logs import load_options

TICKETS = (
    "Ticket,Mail,Opened,Solved,Rating,Remark,Amount\n"
    "1,ann@example.com,2025-01-01 09:00,2025-01-02 10:00,5,fine,10.5\n"
    "2,bob@example.com,2025-01-03 09:00,,,,20\n"
    "3,ann@example.com,2025-01-05 09:00,2025-01-04 09:00,2,slow,\n"
    "4,,2025-01-06 09:00,2025-01-07 09:00,3,,\n"
)
TICKET_WORDS = {
    "mapping": (
        "customer_id=Mail",
        "case_id=Ticket",
        "csat=Rating",
        "comment=Remark",
        "revenue=Amount",
    ),
    "events": ("Opened=Opened", "Solved=Solved"),
}
SURVEY = (
    "Person,When,How likely are you to recommend us?,How satisfied are you?,It was easy to get help,What could be better?,Branch\n"
    "p1,2025-01-01,9,5,7,Nothing at all really,North\n"
    "p2,2025-01-02,3,n/a,2,The queue is far too long for me,South\n"
    "p3,2025-01-03,10,4,-99,,North\n"
)


def file(folder: Path, text: str, name: str = "log.csv") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def loaded(folder: Path, path: Path, **options):
    report = load(folder / "db", "log", path, load_options(**options))
    return report, open_generation(store.current_generation(folder / "db", "log"))


def previewed(folder: Path, path: Path, **options):
    """The preview of the file's only table, and what its first rows become."""
    (folder / "look").mkdir(exist_ok=True)
    settings = load_options(**options)
    preview = preview_file(folder / "db", "log", path, settings, folder / "look")[0]
    return preview, read_first_journeys(
        preview, settings, resolve_definition(None, settings, {}), folder / "look"
    )


def test_columns_are_found_by_name_by_usual_names_and_by_what_they_hold(tmp_path):
    path = file(
        tmp_path,
        "Customer ID,Event,dato,felt\nk1,Ad,2025-01-01 10:00,anger\nk2,Ad,2025-01-02 10:00,trust\n",
    )
    preview, first = previewed(tmp_path, path)
    meanings = {
        meaning.column: (meaning.meaning, meaning.because) for meaning in preview.meanings()
    }
    assert meanings["Customer ID"] == ("customer_id", "its name")
    assert meanings["Event"] == ("touchpoint", "columns called so are often this")
    assert meanings["dato"][0] == "occurred_at" and "look like times" in meanings["dato"][1]
    assert meanings["felt"][0] == "attribute"
    assert [(match.field, match.column) for match in preview.plan.proposals] == [
        ("emotion", "felt")
    ]
    assert (first.rows, first.loaded, first.events, first.customers, first.is_whole) == (
        2,
        2,
        2,
        2,
        True,
    )


def test_what_is_missing_is_said_with_what_could_be_meant(tmp_path):
    path = file(tmp_path, TICKETS)
    with pytest.raises(UserError) as error:
        loaded(tmp_path, path)
    sentence = str(error.value)
    assert (
        "no column named" in sentence
        and "touchpoint" in sentence
        and "of which events can be made" in sentence
        and "'Opened', 'Solved'" in sentence
    )
    preview, first = previewed(tmp_path, path)
    assert "touchpoint" in preview.plan.missing and str(first.problem) == sentence


def test_a_row_with_several_dates_becomes_several_events(tmp_path):
    """4 tickets: one without customer is refused as a whole; 3 loaded rows are 2 + 1 + 2 events, answers at the last of each row."""
    report, generation = loaded(tmp_path, file(tmp_path, TICKETS), **TICKET_WORDS)
    assert (report.rows_read, report.loaded, report.refused, report.duplicates, report.events) == (
        4,
        3,
        1,
        0,
        5,
    )
    rows = generation.rows(
        "select customer_id, touchpoint, case_id, csat, comment, cast(revenue as double) from events order by customer_id, occurred_at"
    )
    assert rows == [
        ("ann@example.com", "Opened", "1", None, None, 10.5),
        ("ann@example.com", "Solved", "1", 5, "fine", None),
        ("ann@example.com", "Solved", "3", 2, "slow", None),
        ("ann@example.com", "Opened", "3", None, None, None),
        ("bob@example.com", "Opened", "2", None, None, 20.0),
    ]
    backwards = [finding for finding in report.findings if finding.code == "row_order"]
    assert [(finding.count, finding.samples) for finding in backwards] == [
        (1, ["Solved", "Opened"])
    ]


def test_the_same_rows_again_are_duplicates_not_more_events(tmp_path):
    path = file(tmp_path, TICKETS)
    loaded(tmp_path, path, **TICKET_WORDS)
    report, generation = loaded(tmp_path, path, **TICKET_WORDS)
    assert report.unchanged and generation.rows("select count(*) from events")[0][0] == 5


def test_a_wide_survey_becomes_one_event_a_question(tmp_path):
    """Answers that say "not applicable" are none; choices become attributes; p2 has no satisfaction, p3 no effort and no words."""
    report, generation = loaded(
        tmp_path,
        file(tmp_path, SURVEY),
        is_survey=True,
        mapping=("customer_id=Person", "occurred_at=When"),
        assumed=("scale.nps=0-10",),
    )
    assert (report.rows_read, report.loaded, report.events) == (3, 3, 4 + 3 + 2)
    rows = generation.rows(
        "select customer_id, touchpoint, nps, csat, ces, comment from events order by customer_id, touchpoint"
    )
    assert rows == [
        ("p1", "How likely are you to recommend us?", 9, None, None, None),
        ("p1", "How satisfied are you?", None, 5, None, None),
        ("p1", "It was easy to get help", None, None, 7, None),
        ("p1", "What could be better?", None, None, None, "Nothing at all really"),
        ("p2", "How likely are you to recommend us?", 3, None, None, None),
        ("p2", "It was easy to get help", None, None, 2, None),
        ("p2", "What could be better?", None, None, None, "The queue is far too long for me"),
        ("p3", "How likely are you to recommend us?", 10, None, None, None),
        ("p3", "How satisfied are you?", None, 4, None, None),
    ]
    assert list(generation.attributes) == ["Branch"]


def test_what_a_question_asks_can_be_said(tmp_path):
    report, generation = loaded(
        tmp_path,
        file(tmp_path, SURVEY),
        is_survey=True,
        mapping=("customer_id=Person", "occurred_at=When"),
        questions=("How likely are you to recommend us?=none", "What could be better?=attribute"),
    )
    assert report.events == 2 + 1 + 1
    assert generation.rows(
        "select count(nps), count(csat), count(ces), count(comment) from events"
    ) == [(0, 2, 2, 0)]
    assert "What could be better?" in generation.attributes
    with pytest.raises(UserError, match="'Branch=colour' is not COLUMN=KIND"):
        loaded(tmp_path, file(tmp_path, SURVEY), is_survey=True, questions=("Branch=colour",))


def test_a_survey_without_dates_is_a_source_without_time(tmp_path):
    path = file(tmp_path, "person,nps\na,9\nb,2\n")
    words = {
        "mapping": ("customer_id=person",),
        "fixed": ("touchpoint=Survey",),
        "assumed": ("time=none", "scale.nps=0-10"),
    }
    report, generation = loaded(tmp_path, path, **words)
    assert (report.timeless, report.first_at, report.events, generation.is_timeless) == (
        True,
        None,
        2,
        True,
    )
    dated = file(tmp_path, "customer_id,occurred_at,touchpoint\na,2025-01-01,Ad\n", "dated.csv")
    with pytest.raises(UserError, match="have no times and those of this file have"):
        loaded(tmp_path, dated)


def test_a_saved_mapping_loads_the_next_file_alike(tmp_path):
    report, generation = loaded(tmp_path, file(tmp_path, TICKETS), **TICKET_WORDS)
    saved = file(tmp_path, report.recipe, "tickets.toml")
    again = load(tmp_path / "other", "log", tmp_path / "log.csv", load_options(preset=str(saved)))
    other = open_generation(store.current_generation(tmp_path / "other", "log"))
    events_sql = "select * exclude (event_no) from events order by event_no"
    assert other.rows(events_sql) == generation.rows(events_sql) and again.events == report.events


@pytest.mark.parametrize("name", sorted(presets()))
def test_every_preset_survives_being_saved(name):
    recipe = presets()[name]
    again = parse_recipe(as_toml(recipe), name)
    assert again == recipe


@pytest.mark.parametrize(
    ("toml", "sentence"),
    [
        ("columns = 3", "is no table"),
        ("colums = {}", "unknown key 'colums'"),
        ('[columns]\ncustomer = "x"', "unknown field 'customer'"),
        ('[[events]]\nat = "x"', "unknown key 'at'"),
        ("= =", "not valid TOML"),
    ],
)
def test_a_mapping_that_is_wrong_says_where(tmp_path, toml, sentence):
    saved = file(tmp_path, toml, "mine.toml")
    with pytest.raises(UserError, match=sentence):
        loaded(tmp_path, file(tmp_path, TICKETS), preset=str(saved))


def test_columns_can_be_left_out(tmp_path):
    path = file(
        tmp_path, "customer_id,occurred_at,touchpoint,name,plan\na,2025-01-01,Ad,Ann Example,gold\n"
    )
    _, generation = loaded(tmp_path, path, drop=("name",))
    assert list(generation.attributes) == ["plan"]
    with pytest.raises(UserError, match="has no column 'street'"):
        loaded(tmp_path, path, drop=("street",))


def test_a_new_load_can_take_the_place_of_all_before(tmp_path):
    """Another scale, another kind of ids and times: nothing of the earlier load stands in the way."""
    loaded(
        tmp_path,
        file(tmp_path, "customer_id,occurred_at,touchpoint,csat\na,2025-01-01,Ad,5\n"),
        assumed=("scale.csat=1-5",),
    )
    second = file(
        tmp_path, "customer_id,occurred_at,touchpoint,csat\nb,2025-02-01,Shop,9\n", "second.csv"
    )
    report, generation = loaded(tmp_path, second, replace=True, assumed=("scale.csat=0-10",))
    assert (
        generation.rows("select customer_id, csat from events") == [("b", 9)]
        and len(generation.loads) == 1
    )
    assert report.version == 2


def test_ids_that_differ_in_form_are_told_and_merged_on_request(tmp_path):
    path = file(
        tmp_path,
        "customer_id,occurred_at,touchpoint\nAnn,2025-01-01,Ad\nann ,2025-01-02,Ad\nBob,2025-01-03,Ad\n"
        "e\u0301lan,2025-01-04,Ad\n\u00e9lan,2025-01-05,Ad\n",
    )
    report, generation = loaded(tmp_path, path)
    id_findings = [finding for finding in report.findings if finding.code == "ids"]
    assert [(finding.level, finding.count) for finding in id_findings] == [("look", 4)]
    assert generation.rows("select count(distinct customer_id) from events") == [(5,)]
    report, generation = loaded(tmp_path, path, replace=True, assumed=("ids=merged",))
    assert generation.rows("select customer_id from events order by event_no") == [
        ("Ann",),
        ("Ann",),
        ("Bob",),
        ("e\u0301lan",),
        ("e\u0301lan",),
    ]
    assert any("2 rows take another spelling" in sentence for sentence in report.assumed)


def test_customer_ids_are_hidden_behind_a_keyed_hash(tmp_path):
    """HMAC-SHA-256 of the id under the data folder's key, as the standard library works it out; the id is nowhere in the events."""
    import hashlib
    import hmac

    path = file(
        tmp_path,
        "customer_id,occurred_at,touchpoint,referred_by\nann,2025-01-01,Ad,bob\nbob,2025-01-02,Ad,\n",
    )
    report, generation = loaded(tmp_path, path, pseudonymise=True)
    key = (tmp_path / "db" / "pseudonym.key").read_bytes()
    hidden = {
        name: "p-" + hmac.new(key, name.encode(), hashlib.sha256).hexdigest()[:32]
        for name in ("ann", "bob")
    }
    assert generation.rows("select customer_id, referred_by from events order by event_no") == [
        (hidden["ann"], hidden["bob"]),
        (hidden["bob"], None),
    ]
    assert report.pseudonymised and generation.is_pseudonymised
    with pytest.raises(UserError, match="are pseudonymised: load this file pseudonymised, too"):
        loaded(
            tmp_path,
            file(tmp_path, "customer_id,occurred_at,touchpoint\ncay,2025-01-01,Ad\n", "more.csv"),
        )
