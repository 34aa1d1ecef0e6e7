"""The second month: a file of a kind that was loaded before asks nothing, is read as that one was, and tells what is new."""

import pytest

from journey.data.generation import newest, open_generation
from journey.data.store import current_generation
from journey.ingest.recipe import Recipe
from journey.model.errors import Question
from journey.use.known_files import KnownFile
from journey.use.load import load
from journey.use.preview import preview_file
from tests.logs import load_options

HEADER = "Kunde;Wann;Was;Note;Laune"
JANUARY = [f"k{number};0{number}.01.2026 10:00;Anzeige;{number};froh" for number in range(1, 6)]
FEBRUARY = [f"k{number};0{number}.02.2026 10:00;Anzeige;{number};froh" for number in range(1, 6)]
SAID = {
    "mapping": ["customer_id=Kunde", "occurred_at=Wann", "touchpoint=Was", "csat=Note"],
    "drop": ["Laune"],
    "assumed": ["date_order=dmy", "scale.csat=1-10"],
}


def write(folder, name, rows, header=HEADER, encoding="utf-8"):
    path = folder / name
    path.write_text("\n".join([header, *rows]) + "\n", encoding=encoding)
    return path


def first(tmp_path, **more):
    path = write(tmp_path, "january.csv", JANUARY)
    return load(tmp_path / "db", "log", path, load_options(**{**SAID, **more}))


def notes(report):
    return [sentence for sentence in report.assumed if sentence.startswith("read as")]


def test_the_second_file_needs_no_word(tmp_path):
    first(tmp_path)
    path = write(tmp_path, "february.csv", FEBRUARY)
    report = load(tmp_path / "db", "log", path, load_options())
    assert (report.loaded, report.refused, report.mapping["csat"]) == (5, 0, "Note")
    assert report.attributes == [] and notes(report) == [
        "read as january.csv was, with its mapping and answers"
    ]
    generation = open_generation(current_generation(tmp_path / "db", "log"))
    assert generation.rows("select count(*), sum(csat) from events") == [(10, 30)]
    assert (
        str(generation.rows("select max(occurred_at) from events")[0][0]) == "2026-02-05 10:00:00"
    )


def test_the_preview_says_the_same(tmp_path):
    first(tmp_path)
    path = write(tmp_path, "february.csv", FEBRUARY)
    [seen] = preview_file(tmp_path / "db", "log", path, load_options(), tmp_path)
    assert seen.plan.recipe.columns["csat"] == ("Note",)
    assert seen.plan.recipe.answers["scale.csat"] == "1-10"


def test_without_a_file_of_the_kind_it_is_asked_as_ever(tmp_path):
    path = write(tmp_path, "february.csv", [row.replace(";5;", ";9;") for row in FEBRUARY])
    with pytest.raises(Question):
        load(tmp_path / "db", "log", path, load_options(**{**SAID, "assumed": []}))


def test_what_is_said_now_goes_before_what_was_said_then(tmp_path):
    first(tmp_path)
    path = write(tmp_path, "february.csv", FEBRUARY)
    report = load(tmp_path / "db", "log", path, load_options(mapping=["comment=Laune"]))
    assert report.mapping["comment"] == "Laune" and report.mapping["csat"] == "Note"


def test_new_columns_and_touchpoints_are_told(tmp_path):
    first(tmp_path)
    rows = [row.replace("Anzeige", "Messe") + ";web;x" for row in FEBRUARY[1:]]
    rows.append(FEBRUARY[0] + ";web;x")  # at a touchpoint that is known
    path = write(tmp_path, "february.csv", rows, f"{HEADER};channel;Farbe")
    report = load(tmp_path / "db", "log", path, load_options())
    assert notes(report) == [
        "read as january.csv was, with its mapping and answers; new columns: 'channel', 'Farbe'"
    ]
    assert report.mapping["channel"] == "channel" and report.attributes == ["Farbe"]
    [finding] = [each for each in report.findings if each.code == "new_touchpoints"]
    assert finding.sentence == (
        "1 touchpoint that no earlier file has: 'Messe'; 1 of them in no stage"
    )


def test_a_column_that_was_no_field_may_be_gone_and_one_that_was_may_not(tmp_path):
    first(tmp_path, drop=[])
    without = [";".join(row.split(";")[:4]) for row in FEBRUARY]
    path = write(tmp_path, "february.csv", without, "Kunde;Wann;Was;Note")
    assert notes(load(tmp_path / "db", "log", path, load_options())) == [
        "read as january.csv was, with its mapping and answers; without: 'Laune'"
    ]
    other = [f"{row};1" for row in without]
    path = write(tmp_path, "march.csv", other, "customer_id;occurred_at;touchpoint;Note;Laune")
    report = load(tmp_path / "db", "log", path, load_options(assumed=["date_order=dmy"]))
    assert notes(report) == [] and "csat" not in report.mapping


def test_a_column_that_stands_there_twice_is_asked_about(tmp_path):
    first(tmp_path)
    path = write(tmp_path, "february.csv", [f"{row};x" for row in FEBRUARY], f"{HEADER};Kunde")
    report = load(tmp_path / "db", "log", path, load_options(**SAID))
    assert notes(report) == []


@pytest.mark.parametrize(
    ("mapped", "columns", "is_next"),
    [
        ("Kunde", ("Kunde", "Was"), True),
        ("Kunde", ("Was", "Kunde"), True),
        ("Kunde", ("Kunde", "Was", "Farbe"), False),
        ("customer_id", ("Kunde", "Was"), False),  # any file of any dataset may be called so
    ],
)
def test_whose_next_file_it_surely_is(mapped, columns, is_next):
    recipe = Recipe(columns={"customer_id": (mapped,)})
    assert KnownFile("log", "a.csv", recipe, ("Kunde", "Was")).is_next(columns) == is_next


def test_without_a_column_that_was_read_it_is_of_no_known_kind(tmp_path):
    """Four of five columns are the same, but not the one of the touchpoint."""
    first(tmp_path)
    path = write(tmp_path, "february.csv", FEBRUARY, HEADER.replace("Was", "Schritt"))
    said = {**SAID, "mapping": [*SAID["mapping"][:2], "touchpoint=Schritt"]}
    report = load(tmp_path / "db", "log", path, load_options(**said))
    assert notes(report) == [] and "csat" not in report.mapping


def test_an_encoding_is_of_each_file_its_own(tmp_path):
    rows = [row.replace("froh", "müde") for row in JANUARY]
    path = write(tmp_path, "january.csv", rows, encoding="cp1252")
    said = {**SAID, "drop": [], "assumed": [*SAID["assumed"], "encoding=cp1252"]}
    load(tmp_path / "db", "log", path, load_options(**said))
    for name, encoding in (("february.csv", "utf-8"), ("march.csv", "cp1252")):
        rows = [row.replace("froh", f"müde {name}") for row in FEBRUARY]
        path = write(tmp_path, name, rows, encoding=encoding)
        assert len(notes(load(tmp_path / "db", "log", path, load_options()))) == 1
    moods = newest(tmp_path / "db", "log").rows("select distinct a1 from events order by 1")
    assert moods == [("müde",), ("müde february.csv",), ("müde march.csv",)]


def test_the_same_file_again_changes_nothing_and_the_latest_of_a_kind_counts(tmp_path):
    first(tmp_path)
    again = first(tmp_path)
    assert again.unchanged and again.version == 1
    path = write(tmp_path, "february.csv", FEBRUARY)
    load(tmp_path / "db", "log", path, load_options(mapping=["comment=Laune"]))
    march = write(tmp_path, "march.csv", [row.replace(".02.", ".03.") for row in FEBRUARY])
    report = load(tmp_path / "db", "log", march, load_options())
    assert report.mapping["comment"] == "Laune" and "as february.csv was" in notes(report)[0]
