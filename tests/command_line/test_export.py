"""export and verify: every form under a clean name, what is left out on standard error, mistakes in one sentence, nothing half done."""

import shutil

import pytest

from journey.command_line import export as command
from journey.command_line import export_files
from journey.data import workspace
from journey.data.workspace import Deck, DeckEntry
from journey.exhibit.declared import DECLARED
from journey.exhibit.ref import Ref
from journey.export.carried import read_passport
from journey.export.files import COLLECTION_FORMS, EXHIBIT_FORMS
from journey.model.filters import Filters
from tests.command_line.test_command_line import run
from tests.logs import build, event

WEB = Filters.of(where={"channel": ["web"]})


def export(capsys, db, *words: str) -> tuple[int, str, str]:
    return run(capsys, "export", *words, "--db", str(db))


def test_the_list_names_every_exhibit_and_its_choices(capsys, sample_db):
    for words in (["list"], ["exhibit"]):
        status, out, _ = export(capsys, sample_db, *words)
        assert status == 0 and [line.split()[0] for line in out.splitlines()] == list(DECLARED)
    assert "(--option stage)" in next(line for line in out.splitlines() if "drop_off.exits" in line)


def test_the_endings_that_help_names_are_those_that_can_be_made():
    assert (*(form.ending for form in EXHIBIT_FORMS), ".pptx") == command.EXHIBIT_ENDINGS
    assert set(command.ENDINGS.values()) == {form.ending for form in COLLECTION_FORMS}


@pytest.mark.parametrize("what, ending", command.ENDINGS.items())
def test_a_collection_in_a_folder_gets_a_name_and_holds_its_figures(
    capsys, sample_db, tmp_path, what, ending
):
    chosen = (
        "--exhibit",
        "drop_off.exits",
        "--exhibit",
        "drop_off.funnel",
        "--where",
        "channel=web",
    )
    status, out, err = export(capsys, sample_db, what, "--out", str(tmp_path), *chosen)
    [path] = tmp_path.iterdir()
    assert (status, out, err) == (0, f"{path}\n", "")
    assert path.name.startswith("sample-exhibits-20") and path.suffix == ending
    passport = read_passport(path)
    assert [shown.ref for shown in passport.shown] == [
        Ref.of("drop_off.exits", WEB),
        Ref.of("drop_off.funnel", WEB),
    ]
    status, out, _ = run(capsys, "verify", str(path), "--db", str(sample_db))
    assert status == 0 and out.splitlines()[-1].startswith("The present data give the same: ")


@pytest.mark.parametrize("ending", [".png", ".svg", ".xlsx", ".pptx"])
def test_one_exhibit_by_its_ending_with_a_choice(capsys, sample_db, tmp_path, ending):
    path = tmp_path / f"exits{ending}"
    words = ("--exhibit", "drop_off.funnel", "--option", "stage=purchase", "--out", str(path))
    assert export(capsys, sample_db, "exhibit", *words) == (0, f"{path}\n", "")
    [shown] = read_passport(path).shown
    assert shown.ref.options == (("stage", "purchase"),)


def test_a_picture_says_which_signs_it_lacks(capsys, tmp_path):
    """A letter of Mro, which no font here has: a picture without it says so, an SVG need not."""
    rows = [
        event(f"c{number}", "2025-01-01", "Ad \U00016a40", stage="awareness")
        for number in range(40)
    ]
    build(tmp_path, rows)
    words = ("exhibit", "--exhibit", "map", "--out", str(tmp_path / "a.png"))
    status, _, err = export(capsys, tmp_path / "db", *words)
    assert status == 0 and err.startswith("journey: No font on this machine has \U00016a40")
    words = ("--exhibit", "map", "--out", str(tmp_path / "a.pdf"))
    status, _, err = export(capsys, tmp_path / "db", "pdf", *words)
    assert status == 0 and err.startswith(
        "journey: No font on this machine has \U00016a40: the PDF"
    )
    words = ("exhibit", "--exhibit", "map", "--out", str(tmp_path / "a.svg"))
    assert export(capsys, tmp_path / "db", *words)[2] == ""


def test_a_csv_carries_no_passport_and_says_so(capsys, sample_db, tmp_path):
    path = tmp_path / "exits.csv"
    assert (
        export(capsys, sample_db, "exhibit", "--exhibit", "drop_off.exits", "--out", str(path))[0]
        == 0
    )
    assert path.read_bytes().startswith(b"\xef\xbb\xbfName,")
    status, _, err = run(capsys, "verify", str(path), "--db", str(sample_db))
    assert status == 2 and "carries no passport: verify the .xlsx of it" in err


@pytest.mark.parametrize("ending", [".svg", ".html"])
def test_the_map_carries_its_passport(capsys, sample_db, tmp_path, ending):
    path = tmp_path / f"map{ending}"
    words = ("--compare", "segment=business", "--compare", "segment=student", "--out", str(path))
    assert export(capsys, sample_db, "map", *words)[0] == 0
    [shown] = read_passport(path).shown
    assert shown.ref.id == "map" and shown.ref.values("group") == ("business", "student")
    assert run(capsys, "verify", str(path), "--db", str(sample_db))[0] == 0


def test_what_is_left_out_is_said_beside_the_file(capsys, sample_db, tmp_path):
    words = (
        "--exhibit",
        "drop_off.funnel",
        "--exhibit",
        "drop_off.cohorts",
        "--out",
        str(tmp_path),
    )
    status, out, err = export(capsys, sample_db, "report", *words)
    assert status == 0 and out
    assert err.startswith("journey: 1 exhibit is not in this file: ") and "shared mode" in err


def test_a_kept_deck_is_made_again_under_its_own_filters_or_those_typed(
    capsys, sample_db, tmp_path
):
    db = shutil.copytree(sample_db, tmp_path / "db")
    entry = DeckEntry(Ref.of("drop_off.exits", WEB).as_dict(), "Our title", "Our note")
    workspace.save_deck(db, "sample", Deck("Monday", (entry,)))
    path = tmp_path / "a.html"
    assert export(capsys, db, "report", "--recipe", "Monday", "--out", str(path))[0] == 0
    assert "Our title" in path.read_text() and "Our note" in path.read_text()
    assert read_passport(path).shown[0].ref.filters == WEB
    words = ("report", "--recipe", "Monday", "--out", str(path), "--where", "channel=phone")
    assert export(capsys, db, *words)[0] == 0
    assert read_passport(path).shown[0].ref.filters.values("channel") == ("phone",)


@pytest.mark.parametrize(
    "words, sentence",
    [
        (["deck"], "Where the file is to be written must be said (--out FILE)"),
        (["deck", "--out", "a.txt"], "has another ending than .pptx"),
        (["exhibit", "--exhibit", "nothing", "--out", "a.png"], "There is no exhibit 'nothing'"),
        (
            ["exhibit", "--exhibit", "drop_off.exits", "--out", "a.doc"],
            "another ending than .png or",
        ),
        (
            ["exhibit", "--exhibit", "map", "--exhibit", "definitions", "--out", "a.png"],
            "--exhibit is one here",
        ),
        (["exhibit", "--exhibit", "drop_off.cohorts", "--out", "a.png"], "has nothing to show: "),
        (["deck", "--exhibit", "map", "--option", "stage", "--out", "a.pptx"], "is not KEY=VALUE"),
        (
            ["deck", "--exhibit", "map", "--option", "stage=x", "--out", "a.pptx"],
            "stage is no choice of map: there is compare",
        ),
        (["deck", "--recipe", "x", "--exhibit", "map", "--out", "a.pptx"], "leave --exhibit out"),
        (["deck", "--recipe", "none", "--out", "a.pptx"], "There is no deck 'none'"),
        (["pdf", "--template", "x.pptx", "--out", "a.pdf"], "--template is for a deck"),
        (["deck", "--template", "none.pptx", "--out", "a.pptx"], "none.pptx cannot be read"),
        (["map", "--out", "a.png"], "another ending than .svg or .html"),
        (
            ["report", "--exhibit", "drop_off.cohorts", "--out", "a.html"],
            "No exhibit has anything to show",
        ),
    ],
)
def test_mistakes_are_one_sentence_and_write_nothing(
    capsys, sample_db, tmp_path, monkeypatch, words, sentence
):
    monkeypatch.chdir(tmp_path)
    status, out, err = export(capsys, sample_db, *words)
    assert (status, out) == (2, "") and sentence in err.splitlines()[-1]
    assert list(tmp_path.iterdir()) == []


def test_stopped_it_leaves_nothing_and_says_so(capsys, sample_db, tmp_path, monkeypatch):
    def stopped(*_):
        raise KeyboardInterrupt

    monkeypatch.setattr(export_files, "cancellable", stopped)
    status, _, err = export(capsys, sample_db, "report", "--out", str(tmp_path))
    assert status == 130 and err == "journey: Cancelled: no file was written.\n"
    assert list(tmp_path.iterdir()) == []


def test_verify_says_what_moved_and_exits_with_one(capsys, tmp_path):
    """Thirty begin, twelve go on to buy; then fourteen do."""
    for name, bought in (("one", 12), ("two", 14)):
        (tmp_path / name).mkdir()
        rows = [event(f"c{number}", "2025-01-01", "Ad", stage="awareness") for number in range(30)]
        rows += [
            event(f"c{number}", "2025-01-02", "Shop", stage="purchase") for number in range(bought)
        ]
        build(tmp_path / name, rows)
    path = tmp_path / "funnel.svg"
    words = ("exhibit", "--exhibit", "drop_off.funnel", "--out", str(path))
    assert export(capsys, tmp_path / "one" / "db", *words)[0] == 0
    assert run(capsys, "verify", str(path), "--db", str(tmp_path / "one" / "db"))[0] == 0
    status, out, _ = run(capsys, "verify", str(path), "--db", str(tmp_path / "two" / "db"))
    assert status == 1
    assert "drop_off.funnel, purchase, reached: then 12, now 14" in out.splitlines()
    assert "The events are not the same as in the file" in out
    assert "differences among" in out.splitlines()[-1]


def test_verify_of_a_dataset_that_is_not_there(capsys, sample_db, tmp_path):
    path = tmp_path / "a.svg"
    export(capsys, sample_db, "exhibit", "--exhibit", "drop_off.funnel", "--out", str(path))
    status, _, err = run(capsys, "verify", str(path), "--db", str(sample_db), "--dataset", "other")
    assert status == 2 and "There is no dataset 'other'" in err


@pytest.mark.parametrize("what", ["deck", "map", "exhibit"])
def test_links_lead_to_the_address_that_is_given(capsys, sample_db, tmp_path, what):
    path = tmp_path / {"deck": "a.pptx", "map": "a.svg", "exhibit": "a.xlsx"}[what]
    words = [] if what == "map" else ["--exhibit", "drop_off.exits"]
    at = ("--address", "https://Maps.example.com/journey")
    assert export(capsys, sample_db, what, *words, "--out", str(path), *at)[0] == 0
    assert read_passport(path).address == "https://maps.example.com/journey/"


def test_what_is_no_address_is_one_sentence(capsys, sample_db, tmp_path):
    words = ("report", "--out", str(tmp_path / "a.html"), "--address", "javascript:alert(1)")
    status, _, err = export(capsys, sample_db, *words)
    assert status == 2 and "--address takes an address such as https://" in err
    assert not list(tmp_path.iterdir())
