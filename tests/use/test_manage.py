"""The last load is taken back, a customer goes without a trace, and what was backed up comes back as it was."""

import json
import shutil
import sqlite3
import zipfile
from dataclasses import asdict
from pathlib import Path

import duckdb
import pytest

from journey.data import store, workspace
from journey.data.ask import ask
from journey.data.generation import open_generation
from journey.data.workspace import Deck, DeckEntry, MapCard, SavedView
from journey.model.errors import UserError
from journey.model.filters import Filters
from journey.use.backup import back_up, backups
from journey.use.erase import erase, in_notes, traces
from journey.use.load import load, redefine
from journey.use.options import LoadOptions
from journey.use.restore import _opinions, restore
from journey.use.undo import undo
from tests.data.test_decks import pptx
from tests.logs import event, load_options, write_csv

FACTS = "select * from events order by event_no"
GONE, STAYS = "gone.person@example.com", "stays@example.com"


def put(folder: Path, name: str, rows: list[dict], dataset: str = "log", **options):
    return load(folder / "db", dataset, write_csv(folder / name, rows), load_options(**options))


def newest(folder: Path, dataset: str = "log"):
    return open_generation(store.current_generation(folder / "db", dataset))


def everything(folder: Path, dataset: str = "log") -> tuple:
    """What a dataset says: its events, its attributes, and its summary but for the version."""
    generation = newest(folder, dataset)
    return generation.rows(FACTS), generation.attributes, ask(generation, "summary", Filters()).rows


def test_an_added_load_is_taken_back_to_the_letter(tmp_path):
    """With its attribute; a load after it begins where the first one ended."""
    put(tmp_path, "a.csv", [event("a", "2025-01-01", "Ad", plan="x")])
    before = everything(tmp_path)
    put(tmp_path, "b.csv", [event("b", "2025-01-02", "Shop", device="y", nps=9)])
    assert undo(tmp_path / "db", "log") == (3, "b.csv")
    assert everything(tmp_path) == before and newest(tmp_path).number == 3
    report = put(tmp_path, "b.csv", [event("b", "2025-01-02", "Shop", device="y", nps=9)])
    assert (report.loaded, report.unchanged, newest(tmp_path).attributes) == (
        1,
        False,
        {"plan": 1, "device": 2},
    )


def test_a_definition_that_was_set_since_stays(tmp_path):
    put(tmp_path, "a.csv", [event("a", "2025-01-01", "Ad")])
    put(tmp_path, "b.csv", [event("b", "2025-01-02", "Shop")])
    redefine(tmp_path / "db", "log", "[touchpoints]\nAd = 'awareness'\n")
    undo(tmp_path / "db", "log")
    assert (
        newest(tmp_path).definition.touchpoint_stages["Ad"] == "awareness"
        and len(newest(tmp_path).loads) == 1
    )


def test_what_a_load_replaced_comes_back(tmp_path):
    put(
        tmp_path,
        "a.csv",
        [event("a", "2025-01-01", "Ad", plan="x"), event("", "2025-01-01", "Ad", plan="x")],
    )
    before = everything(tmp_path)
    rest = Path(newest(tmp_path).loads[0]["refused_file"]).read_text(encoding="utf-8")
    put(
        tmp_path,
        "b.csv",
        [event("b", "2025-01-02", "Shop", nps=3), event("", "2025-01-02", "Shop", nps=3)],
        replace=True,
    )
    assert undo(tmp_path / "db", "log") == (3, "b.csv") and everything(tmp_path) == before
    assert Path(newest(tmp_path).loads[0]["refused_file"]).read_text(encoding="utf-8") == rest


def test_before_the_only_load_there_is_nothing(tmp_path):
    put(tmp_path, "a.csv", [event("a", "2025-01-01", "Ad")])
    put(tmp_path, "b.csv", [event("b", "2025-01-02", "Shop")])
    undo(tmp_path / "db", "log")
    with pytest.raises(
        UserError, match="Nothing is kept of 'log' from before its last load: delete the dataset"
    ):
        undo(tmp_path / "db", "log")
    with pytest.raises(UserError, match="There is no dataset 'other'"):
        undo(tmp_path / "db", "other")


def test_a_deleted_dataset_is_gone_and_its_numbers_are_not_given_again(tmp_path):
    put(tmp_path, "a.csv", [event("a", "2025-01-01", "Ad"), event("", "2025-01-01", "Ad")])
    put(tmp_path, "b.csv", [event("b", "2025-01-02", "Shop")])
    store.delete_dataset(tmp_path / "db", "log")
    assert (
        store.datasets(tmp_path / "db") == [] and store.refused_files(tmp_path / "db", "log") == []
    )
    put(tmp_path, "a.csv", [event("c", "2025-01-01", "Ad")])
    assert newest(tmp_path).number == 3 and newest(tmp_path).rows(
        "select customer_id from events"
    ) == [("c",)]
    store.delete_dataset(tmp_path / "db", "log")
    assert put(tmp_path, "a.csv", [event("c", "2025-01-01", "Ad")]).version == 4


@pytest.mark.parametrize("name", ["inbox", "Backups", "..", "a/b", ""])
def test_names_that_are_taken_or_lead_elsewhere_name_no_dataset(tmp_path, name):
    with pytest.raises(UserError, match="cannot name a dataset"):
        put(tmp_path, "a.csv", [event("a", "2025-01-01", "Ad")], name)


def files_holding(db: Path, word: str) -> list[str]:
    """Every file under the folder that holds the word: as bytes, in a value of a database, or inside an archive."""
    names = []
    for path in sorted(path for path in db.rglob("*") if path.is_file()):
        if word.encode() in path.read_bytes() or _holds(path, word):
            names.append(str(path.relative_to(db)))
    return names


def _holds(path: Path, word: str) -> bool:
    if path.suffix == ".duckdb":
        with duckdb.connect(str(path), read_only=True) as connection:
            tables = connection.execute("select table_name from duckdb_tables()").fetchall()
            return any(_is_in_table(connection, f'"{name}"', word) for (name,) in tables)
    if path.suffix == ".sqlite":
        with sqlite3.connect(path) as connection:
            return word in "\n".join(connection.iterdump())
    if path.suffix == ".zip":
        with zipfile.ZipFile(path) as archive:
            return any(
                _is_in_member(archive.read(name), name, word, path.parent)
                for name in archive.namelist()
            )
    return False


def _is_in_table(connection, name: str, word: str) -> bool:
    rows = connection.execute(
        f"select count(*) from {name} as whole where contains(cast(whole as varchar), $word)",
        {"word": word},
    )
    return rows.fetchall()[0][0] > 0


def _is_in_member(content: bytes, name: str, word: str, folder: Path) -> bool:
    if not name.endswith(".parquet"):
        return word.encode() in content
    copy = folder.parent.parent / "member.parquet"
    copy.write_bytes(content)
    with duckdb.connect() as connection:
        return _is_in_table(connection, f"'{copy}'", word)


def fill(folder: Path) -> None:
    """A dataset in which the customer stands wherever an id can stand, and another one without them."""
    rows = [
        event(GONE, "2025-01-01", "Ad", comment="I am here", mail=GONE, event_id="e1"),
        event(GONE, "2025-01-02", "Shop", stage="purchase", event_id="e2"),
        event(
            STAYS,
            "2025-01-03",
            "Shop",
            referred_by=GONE,
            comment=f"sent by {GONE}, thanks",
            mail=STAYS,
            event_id="e3",
        ),
        event(STAYS, "never", "Shop", comment=f"ask {GONE}", event_id="e4"),
        event(f"{GONE} ", "2025-01-04", "Shop", event_id="e5"),
    ]
    put(folder, "a.csv", rows)
    db = folder / "db"
    put(folder, "b.csv", [event(STAYS, "2025-02-01", "Call", event_id="f1")])
    put(folder, "c.csv", [event(STAYS, "2025-02-01", "Call")], "other")
    back_up(db, "log")
    back_up(db, "other")
    workspace.add_note(db, "log", "reached/purchase", f"call {GONE} back")
    workspace.save_card(db, "log", MapCard(note=f"see {GONE}"))


@pytest.fixture
def db(once, tmp_path) -> Path:
    """The folder of `fill`, copied for the test that changes it."""
    return shutil.copytree(once("filled", fill), tmp_path, dirs_exist_ok=True) / "db"


def test_an_erased_customer_is_found_nowhere(tmp_path, db):
    """Before: in both versions, the refused rows and their reasons, the backup, the workspace. After: in no file at all."""
    files_with_customer = files_holding(db, GONE)
    assert {Path(name).suffix for name in files_with_customer} == {
        ".duckdb",
        ".csv",
        ".zip",
        ".sqlite",
    } and len(files_with_customer) == 5
    found = traces(db, GONE)
    assert [(one.dataset, one.events, one.versions, len(one.files)) for one in found] == [
        ("log", 2, 2, 1)
    ]
    erasure = erase(db, GONE)
    assert (erasure.backups, [version for _, version in erasure.datasets]) == (1, [3])
    # the other spelling, with a blank behind it, is another customer: it is named by the doctor, and erased by its own name
    assert files_holding(db, GONE) == ["log/generation-000003.duckdb"]
    erase(db, f"{GONE} ")
    assert files_holding(db, GONE) == []
    assert newest(tmp_path).rows(
        "select customer_id, touchpoint, comment, referred_by from events order by event_no"
    ) == [(STAYS, "Shop", "sent by (erased), thanks", None), (STAYS, "Call", None, None)]
    assert [note.words for note in workspace.notes(db, "log")] == ["call (erased) back"]
    assert [one.dataset for one in backups(db)] == ["other"] and newest(
        tmp_path, "other"
    ).number == 1


def test_an_id_in_the_name_of_a_file_goes_too(tmp_path):
    put(
        tmp_path, f"{GONE}.csv", [event(GONE, "2025-01-01", "Ad"), event(STAYS, "2025-01-01", "Ad")]
    )
    erase(tmp_path / "db", GONE)
    assert files_holding(tmp_path / "db", GONE) == []
    assert newest(tmp_path).rows("select file_name from loads") == [("(erased).csv",)]


def test_the_file_is_known_still_and_an_unknown_customer_is_said(tmp_path, db):
    erase(db, GONE)
    assert load(db, "log", tmp_path / "a.csv", LoadOptions()).unchanged
    with pytest.raises(UserError, match="There is no customer 'nobody'"):
        erase(db, "nobody")
    with pytest.raises(UserError, match="An id is needed"):
        erase(db, "")


def test_a_short_id_leaves_other_words_alone(tmp_path):
    """Customer 7 goes, and a 7 in a comment, a score or another id stays."""
    put(
        tmp_path,
        "a.csv",
        [
            event("7", "2025-01-01", "Ad"),
            event("17", "2025-01-02", "7 days offer", comment="7 of 10", nps=7, referred_by="7"),
        ],
    )
    erase(tmp_path / "db", "7")
    assert newest(tmp_path).rows(
        "select customer_id, touchpoint, comment, nps, referred_by from events"
    ) == [("17", "7 days offer", "7 of 10", 7, None)]


def test_the_only_customer_can_be_erased(tmp_path):
    put(tmp_path, "a.csv", [event(GONE, "2025-01-01", "Ad", stage="awareness")])
    erase(tmp_path / "db", GONE)
    assert ask(newest(tmp_path), "summary", Filters()).rows[0]["events"] == 0
    assert [row["reached"] for row in ask(newest(tmp_path), "funnel", Filters()).rows] == [None] * 5


def test_a_pseudonymised_customer_is_erased_by_the_real_id(tmp_path):
    put(
        tmp_path,
        "a.csv",
        [event(GONE, "2025-01-01", "Ad"), event(STAYS, "2025-01-01", "Ad", referred_by=GONE)],
        pseudonymise=True,
    )
    hashed = newest(tmp_path).rows("select customer_id from events order by event_no")[0][0]
    assert files_holding(tmp_path / "db", hashed) and not files_holding(tmp_path / "db", GONE)
    erase(tmp_path / "db", GONE)
    assert not files_holding(tmp_path / "db", hashed) and newest(tmp_path).rows(
        "select referred_by from events"
    ) == [(None,)]


def test_an_erasure_that_was_cut_is_ended_by_the_next(tmp_path, db, monkeypatch):
    with monkeypatch.context() as patched:
        patched.setattr(
            store, "forget_generations", lambda *_: (_ for _ in ()).throw(KeyboardInterrupt)
        )
        with pytest.raises(KeyboardInterrupt):
            erase(db, GONE)
    assert len(store.generations(db, "log")) == 3 and files_holding(db, GONE)
    erase(db, GONE)
    erase(db, f"{GONE} ")
    assert files_holding(db, GONE) == []


def test_a_backup_brings_back_facts_definition_and_opinions(tmp_path, db):
    redefine(db, "log", "[touchpoints]\nAd = 'awareness'\n")
    before = everything(tmp_path)
    path = back_up(db, "log", tmp_path / "kept.zip")
    put(tmp_path, "d.csv", [event("d", "2025-01-02", "Shop", nps=3)], replace=True)
    for note in workspace.notes(db, "log"):
        workspace.remove_note(db, "log", note.note_no)
    assert restore(db, path) == ("log", 5) and everything(tmp_path) == before
    assert newest(tmp_path).definition.touchpoint_stages["Ad"] == "awareness"
    assert [note.words for note in workspace.notes(db, "log")] == [f"call {GONE} back"]


def test_a_backup_holds_the_saved_views_and_one_of_before_none(tmp_path):
    put(tmp_path, "a.csv", [event("a", "2025-01-01", "Ad", plan="x")])
    view = SavedView("mine", "app.py", {"where.plan": ["x"], "hide": ["quotes"]})
    workspace.save_view(tmp_path / "db", "log", view)
    path = back_up(tmp_path / "db", "log")
    workspace.delete_view(tmp_path / "db", "log", "mine")
    restore(tmp_path / "db", path, "copy")
    assert workspace.saved_views(tmp_path / "db", "copy") == [view]
    assert workspace.saved_views(tmp_path / "db", "log") == []
    opinions, views = restored_opinions(path)
    assert views == [view]
    del opinions["views"]
    assert _opinions(json.dumps(opinions), path)[0].views == ()
    opinions["views"] = [{"name": "mine", "page": "app.py", "address": {"hide": [3]}}]
    with pytest.raises(UserError, match="is not what it writes"):
        _opinions(json.dumps(opinions), path)


def test_a_backup_holds_the_decks_and_the_templates_that_they_use(tmp_path):
    put(tmp_path, "a.csv", [event("a", "2025-01-01", "Ad", plan="x")])
    db, far = tmp_path / "db", tmp_path / "far"
    entry = DeckEntry({"id": "map", "filters": {"where.plan": ["x"]}, "options": {}}, "Ours", "say")
    deck = Deck("Review", (entry,), "House", 1)
    workspace.save_deck(db, "log", deck)
    workspace.save_template(db, "House", b"used")
    workspace.save_template(db, "unused", b"not used")
    path = back_up(db, "log")
    workspace.delete_deck(db, "log", "Review")
    workspace.save_template(db, "House", b"newer")
    restore(db, path)
    restore(far, path, "copy")
    assert workspace.decks(db, "log") == [deck] == workspace.decks(far, "copy")
    assert workspace.template_content(db, "House") == b"newer"
    assert workspace.template_names(far) == ["House"]
    assert workspace.template_content(far, "House") == b"used"
    opinions, _ = restored_opinions(path)
    del opinions["decks"], opinions["templates"]
    assert _opinions(json.dumps(opinions), path)[0].decks == ()
    for wrong in ({"name": 3}, {"made_version": "1"}, {"entries": [{"ref": "map"}]}):
        opinions["decks"] = [asdict(deck) | wrong]
        with pytest.raises(UserError, match="is not what it writes"):
            _opinions(json.dumps(opinions), path)


def test_a_backup_whose_template_names_the_customer_goes(tmp_path):
    db = tmp_path / "db"
    put(tmp_path, "a.csv", [event("a", "2025-01-01", "Ad")])
    workspace.save_template(db, "House", pptx(f"Dear {GONE},"))
    workspace.save_deck(db, "log", Deck("Review", (), "House"))
    path = back_up(db, "log")
    assert in_notes(db, GONE) == 1
    erasure = erase(db, GONE)
    assert (erasure.backups, erasure.notes) == (1, 1) and not path.exists()
    assert workspace.template_names(db) == []


def restored_opinions(path: Path) -> tuple[dict, list[SavedView]]:
    """The document of a backup's opinions, and the views that are read from it."""
    with zipfile.ZipFile(path) as packed:
        text = packed.read("workspace.json").decode()
    return json.loads(text), list(_opinions(text, path)[0].views)


def test_a_backup_can_be_restored_elsewhere_under_another_name(tmp_path, db):
    before = everything(tmp_path)
    path = back_up(db, "log")
    assert [(one.path, one.dataset, one.version, one.events) for one in backups(db, "log")][0] == (
        path,
        "log",
        2,
        5,
    )
    (tmp_path / "far").mkdir()
    assert restore(tmp_path / "far" / "db", path, "copy") == ("copy", 1)
    assert everything(tmp_path / "far", "copy") == before
    rest = store.refused_files(tmp_path / "far" / "db", "copy")
    assert [file.read_text(encoding="utf-8") for file in rest] == [
        file.read_text(encoding="utf-8") for file in store.refused_files(db, "log")
    ]


def test_values_left_out_are_restored_with_their_list(tmp_path):
    put(tmp_path, "a.csv", [event("a", "2025-01-01", "Survey", nps="often")])
    listed = Path(newest(tmp_path).loads[0]["left_out_file"]).read_text(encoding="utf-8")
    assert "often" in listed
    restore(tmp_path / "far", back_up(tmp_path / "db", "log"), "copy")
    generation = open_generation(store.current_generation(tmp_path / "far", "copy"))
    path = Path(generation.loads[0]["left_out_file"])
    assert path.parent == store.dataset_folder(tmp_path / "far", "copy")
    assert path.read_text(encoding="utf-8") == listed


def test_restored_refused_rows_take_no_other_load_s_place(tmp_path):
    """Both datasets have refused rows of a first version; each report leads to its own."""
    put(tmp_path, "a.csv", [event("a", "2025-01-01", "Ad"), event("wrong-a", "never", "Ad")])
    put(
        tmp_path,
        "b.csv",
        [event("b", "2025-01-01", "Ad"), event("wrong-b", "never", "Ad")],
        "other",
    )
    restore(tmp_path / "db", back_up(tmp_path / "db", "log"), "other")
    kept = newest(tmp_path, "other").loads[0]["refused_file"]
    assert "wrong-a" in Path(kept).read_text(encoding="utf-8")
    undo(tmp_path / "db", "other")
    kept = newest(tmp_path, "other").loads[0]["refused_file"]
    assert "wrong-b" in Path(kept).read_text(encoding="utf-8")


def change(
    path: Path, target: Path, name: str, content: bytes | None, kind: int = zipfile.ZIP_STORED
) -> Path:
    """The archive with one member other than it was, or without it."""
    with zipfile.ZipFile(path) as source, zipfile.ZipFile(target, "w") as made:
        for member in source.namelist():
            if member != name:
                made.writestr(member, source.read(member))
        if content is not None:
            made.writestr(zipfile.ZipInfo(name), content, compress_type=kind)
    return target


@pytest.fixture(scope="module")
def backed_up(once) -> tuple[Path, Path]:
    """A folder whose dataset is backed up, and the backup."""
    folder = once("filled", fill)
    return folder, back_up(folder / "db", "log")


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("manifest.json", b"{}"),
        ("manifest.json", b'{"form": 99}'),
        ("manifest.json", None),
        ("events.parquet", b"nonsense"),
        ("events.parquet", None),
        ("loads.parquet", b"PAR1"),
        ("workspace.json", b"[]"),
        ("journey.toml", b"\xff"),
        ("attributes.parquet", None),
    ],
)
def test_a_broken_backup_is_refused_and_changes_nothing(tmp_path, backed_up, name, content):
    folder, path = backed_up
    before = everything(folder)
    bad = change(path, tmp_path / "bad.zip", name, content)
    with pytest.raises(UserError, match=r"bad\.zip is not a whole backup of this program"):
        restore(folder / "db", bad)
    assert everything(folder) == before and newest(folder).number == 2


def test_a_backup_cannot_unpack_to_more_than_it_is_nor_write_elsewhere(tmp_path, db):
    path = back_up(db, "log")
    with pytest.raises(UserError, match="packed in a way"):
        restore(
            db,
            change(
                path,
                tmp_path / "bomb.zip",
                "events.parquet",
                bytes(50_000_000),
                zipfile.ZIP_DEFLATED,
            ),
        )
    restore(db, change(path, tmp_path / "out.zip", "refused/../../../out.csv", b"x"))
    restore(db, change(path, tmp_path / "own.zip", "refused/refused-../x.csv", b"x"))
    assert not list(tmp_path.parent.rglob("out.csv")) and not list(tmp_path.rglob("x.csv"))
    manifest = json.dumps(
        {"form": 1, "dataset": "../evil", "version": 1, "events": 1, "made_at": ""}
    ).encode()
    with pytest.raises(UserError, match="cannot name a dataset"):
        restore(db, change(path, tmp_path / "name.zip", "manifest.json", manifest))


def test_what_was_taken_back_does_not_come_again(tmp_path):
    put(tmp_path, "a.csv", [event("a", "2025-01-01", "Ad")])
    put(tmp_path, "b.csv", [event("b", "2025-01-02", "Shop")], replace=True)
    undo(tmp_path / "db", "log")
    redefine(tmp_path / "db", "log", "[touchpoints]\nAd = 'awareness'\n")
    with pytest.raises(UserError, match="Nothing is kept of 'log' from before its last load"):
        undo(tmp_path / "db", "log")


def test_an_id_with_a_quote_goes_from_the_refused_rows_too(tmp_path):
    put(
        tmp_path,
        "a.csv",
        [
            event('quo"te7712345', "never", "Ad"),
            event('quo"te7712345', "2025-01-01", "Ad"),
            event("k", "2025-01-01", "Ad"),
        ],
    )
    erase(tmp_path / "db", 'quo"te7712345')
    assert files_holding(tmp_path / "db", "te7712345") == []


def test_a_short_id_leaves_the_refused_rows_of_others(tmp_path):
    put(tmp_path, "a.csv", [event("x", "2025-99-07", "Ad"), event("7", "2025-01-01", "Ad")])
    erase(tmp_path / "db", "7")
    assert len(store.refused_files(tmp_path / "db", "log")) == 2
    with pytest.raises(UserError, match="There is no customer '_'"):
        erase(tmp_path / "db", "_")


def test_a_backup_overwrites_nothing(tmp_path):
    put(tmp_path, "a.csv", [event("a", "2025-01-01", "Ad")])
    (tmp_path / "mine.csv").write_text("mine", encoding="utf-8")
    with pytest.raises(UserError, match="exists: name another file"):
        back_up(tmp_path / "db", "log", tmp_path / "mine.csv")


def test_a_restore_is_taken_back_whatever_the_age_of_its_loads(tmp_path):
    """Also where the backup has several loads: what was there before the restore comes back, and no more after that."""
    put(tmp_path, "a.csv", [event("a", "2025-01-01", "Ad")])
    put(tmp_path, "b.csv", [event("b", "2025-01-02", "Shop")])
    backup = back_up(tmp_path / "db", "log", tmp_path / "kept.zip")
    put(tmp_path, "c.csv", [event("c", "2025-01-03", "Call")], replace=True)
    before = everything(tmp_path)
    restore(tmp_path / "db", backup)
    assert len(newest(tmp_path).loads) == 2
    undo(tmp_path / "db", "log")
    assert everything(tmp_path) == before


def test_loads_are_taken_back_one_by_one_also_when_their_versions_are_gone(tmp_path):
    """Three versions are kept; five loads can still be undone down to the first."""
    for number in range(1, 6):
        put(
            tmp_path,
            f"{number}.csv",
            [event(f"c{number}", "2025-01-01", "Ad", **{f"x{number}": "y"})],
        )
    for number in range(5, 1, -1):
        assert undo(tmp_path / "db", "log")[1] == f"{number}.csv"
        assert newest(tmp_path).rows("select customer_id from events order by 1") == [
            (f"c{left}",) for left in range(1, number)
        ]
        assert list(newest(tmp_path).attributes) == [f"x{left}" for left in range(1, number)]
    with pytest.raises(UserError, match="Nothing is kept"):
        undo(tmp_path / "db", "log")


def test_what_was_erased_is_not_taken_back(tmp_path):
    put(tmp_path, "a.csv", [event(GONE, "2025-01-01", "Ad"), event("k", "2025-01-01", "Ad")])
    put(tmp_path, "b.csv", [event("b", "2025-01-02", "Shop")])
    erase(tmp_path / "db", GONE)
    undo(tmp_path / "db", "log")
    assert newest(tmp_path).rows("select customer_id from events") == [("k",)]
    with pytest.raises(UserError, match="Nothing is kept"):
        undo(tmp_path / "db", "log")
