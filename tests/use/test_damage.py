"""Damaged files: a version falls back to the one before, notes cost the notes alone, and nobody reads an error of the database."""

import json
import os
import re
import shutil
import sqlite3
import tempfile
import zipfile
from pathlib import Path

import duckdb
import pytest

from journey.data import store, workspace
from journey.data.workspace import MapCard, WorkspaceError
from journey.ingest.ids import KEY_FILE
from journey.model.errors import UserError
from journey.use.backup import back_up, backups
from journey.use.delete import delete
from journey.use.erase import erase
from journey.use.load import load
from journey.use.restore import restore
from tests import process
from tests.logs import event, load_options, write_csv

pytestmark = pytest.mark.long

RAW = re.compile(r"IO Error|Corrupt|does not match stored|sqlite3\.|Traceback|malformed|Error:")


def put(folder: Path, name: str, rows: list[dict], dataset: str = "log", **options):
    return load(folder / "db", dataset, write_csv(folder / name, rows), load_options(**options))


@pytest.fixture(scope="module")
def whole(tmp_path_factory) -> Path:
    """Two versions: one event, then two; never change it."""
    folder = tmp_path_factory.mktemp("whole")
    put(folder, "a.csv", [event("a", "2025-01-01", "Ad")])
    put(folder, "b.csv", [event("b", "2025-01-02", "Shop")])
    return folder / "db"


@pytest.fixture
def db(whole, tmp_path) -> Path:
    """A copy of it, to damage."""
    return shutil.copytree(whole, tmp_path / "db")


def newest_file(db: Path) -> Path:
    return store.generations(db, "log")[-1]


def truncate(path: Path) -> None:
    os.truncate(path, path.stat().st_size // 2)


def zero_pages(path: Path) -> None:
    """Everything behind the headers, so that the file opens and no page of it is what it was."""
    with path.open("r+b") as file:
        file.seek(16_384)
        file.write(bytes(path.stat().st_size - 16_384))


def flip_bits(path: Path) -> None:
    content = bytearray(path.read_bytes())
    for offset in range(20_000, len(content), 997):
        content[offset] ^= 0x10
    path.write_bytes(content)


DAMAGE = {
    "text": lambda path: path.write_text("hello\n" * 1000, encoding="utf-8"),
    "empty": lambda path: path.write_bytes(b""),
    "truncated": truncate,
    "zeroed pages": zero_pages,
    "wrong checksums": flip_bits,
}


@pytest.mark.parametrize("kind", DAMAGE)
def test_a_damaged_version_falls_back_to_the_one_before(db, kind):
    DAMAGE[kind](newest_file(db))
    run = process.run("show", "summary", "--db", str(db), "--json")
    assert (
        run.status == 0
        and json.loads(run.out)["version"] == 1
        and json.loads(run.out)["rows"][0]["events"] == 1
    )
    assert (
        "journey: Version 2 of 'log' is damaged and left out (damaged-000002.duckdb): version 1 is in force again."
        in run.err
    )
    assert not RAW.search(run.err), run.err


def test_other_datasets_are_listed_and_the_damage_is_said(db, tmp_path):
    put(tmp_path, "c.csv", [event("c", "2025-01-02", "Shop")], "other")
    for path in store.generations(db, "log"):
        zero_pages(path)
    run = process.run("datasets", "--db", str(db))
    assert run.status == 0 and run.out.split()[6:9] == ["other", "1", "1"] and "log" not in run.out
    assert (
        "No version of 'log' can be read: version 2 is damaged. Restore a backup, or load the files again."
        in run.err
    )
    assert not RAW.search(run.err), run.err


def test_the_next_load_goes_on_from_the_version_before_and_gets_a_number_of_its_own(db, tmp_path):
    DAMAGE["text"](newest_file(db))
    with pytest.raises(UserError, match="version 1 is in force again"):
        store_open(db)
    report = put(tmp_path, "b.csv", [event("b", "2025-01-02", "Shop")])
    assert (report.version, report.loaded, report.unchanged) == (3, 1, False)
    assert store.damage_sentence(db, "log") is None and len(store.damaged(db, "log")) == 1


def store_open(db: Path):
    from journey.data.generation import open_generation

    return open_generation(newest_file(db))


def test_a_writer_that_meets_damage_says_it_in_words(db, tmp_path):
    """The header is whole, so that it opens; the facts are not."""
    zero_pages(newest_file(db))
    run = process.run(
        "load",
        str(write_csv(tmp_path / "c.csv", [event("c", "2025-01-03", "Ad")])),
        "--dataset",
        "log",
        "--db",
        str(db),
    )
    assert run.status == 0 and not RAW.search(run.err), run.err
    assert (
        "version 1 is in force again" in run.err
        and json.loads(process.run("show", "summary", "--db", str(db), "--json").out)["rows"][0][
            "events"
        ]
        == 2
    )


def test_a_damaged_version_that_cannot_be_renamed_is_left_out_all_the_same(db, monkeypatch):
    DAMAGE["text"](newest_file(db))
    monkeypatch.setattr(
        Path, "rename", lambda *_: (_ for _ in ()).throw(PermissionError(13, "read only"))
    )
    from journey.data.generation import newest

    assert newest(db, "log").number == 1
    assert (
        "Version 2 of 'log' is damaged and left out (generation-000002.duckdb)"
        in store.damage_sentence(db, "log")
    )


def test_check_reads_every_version_and_backup(db):
    back_up(db, "log")
    run = process.run("datasets", "check", "--db", str(db))
    assert run.status == 0, run.err
    lines = run.out.splitlines()
    assert re.fullmatch(r"log: version 1 is whole: \d+ tables with \d+ rows", lines[0]) and lines[
        1
    ].startswith("log: version 2 is whole")
    assert (
        lines[2].endswith("is whole: 2 events of log")
        and lines[3] == "notes and details of maps are whole"
    )


def test_check_finds_one_changed_value(db):
    """A file that opens, is read without an error, and does not hold what was written."""
    with duckdb.connect(str(newest_file(db))) as connection:
        connection.execute("update events set touchpoint = 'Shopp' where customer_id = 'b'")
    run = process.run("datasets", "check", "--db", str(db))
    assert (
        run.status == 1
        and "log: version 2 is damaged and left out: the table events has other content than when it was written"
        in run.out
    )
    assert json.loads(process.run("show", "summary", "--db", str(db), "--json").out)["version"] == 1


def test_check_finds_lost_rows_and_a_damaged_backup(db):
    with duckdb.connect(str(newest_file(db))) as connection:
        connection.execute("delete from steps where step_no = 1")
    path = back_up_before_damage(db)
    content = bytearray(path.read_bytes())
    content[len(content) // 3] ^= 1
    path.write_bytes(content)
    run = process.run("datasets", "check", "--db", str(db))
    assert run.status == 1 and "the table steps holds 0 rows and should hold 2" in run.out
    assert f"backup {path.name}" in run.out and not RAW.search(run.out)


def back_up_before_damage(db: Path) -> Path:
    return back_up(db, "log")


# The workspace


NOTES = {
    "text": lambda path: path.write_text("hello\n" * 1000, encoding="utf-8"),
    "empty": lambda path: path.write_bytes(b""),
    "truncated": truncate,
    "zeroed": lambda path: path.write_bytes(bytes(path.stat().st_size)),
}


@pytest.fixture(scope="module")
def whole_with_notes(whole, tmp_path_factory) -> Path:
    """Two versions, a note, a card and a backup; never change it."""
    db = shutil.copytree(whole, tmp_path_factory.mktemp("noted") / "db")
    workspace.add_note(db, "log", "reached/purchase", "call them")
    workspace.save_card(db, "log", MapCard(title="Ours"))
    back_up(db, "log")
    return db


@pytest.fixture
def noted(whole_with_notes, tmp_path) -> Path:
    return shutil.copytree(whole_with_notes, tmp_path / "noted" / "db")


@pytest.mark.parametrize("kind", NOTES)
@pytest.mark.parametrize("job", ["backup", "delete", "erase", "export", "restore"])
def test_damaged_notes_stop_a_job_before_it_begins_and_the_next_try_does_it(
    noted, tmp_path, job, kind
):
    """All or nothing: the first try changes nothing and says that the file is set aside; then a new one is begun."""
    NOTES[kind](noted / store.WORKSPACE)
    words = {
        "backup": ["datasets", "backup"],
        "delete": ["datasets", "delete", "--dataset", "log"],
        "erase": ["datasets", "erase", "--customer", "b"],
        "export": ["export", "map", "--out", str(tmp_path / "map.svg")],
        "restore": ["datasets", "restore", "--file", str(backups(noted)[0].path)],
    }[job] + ["--db", str(noted)]
    before = [path.name for path in store.generations(noted, "log")], len(backups(noted))
    run = process.run(*words)
    assert (
        run.status == 2
        and "workspace.sqlite was damaged and is set aside as damaged-workspace-" in run.err
        and not RAW.search(run.err)
    ), run.err
    assert (
        before == ([path.name for path in store.generations(noted, "log")], len(backups(noted)))
        and not (tmp_path / "map.svg").exists()
    )
    assert len(workspace.damaged(noted)) == 1
    again = process.run(*words)
    assert again.status == 0, again.err


def test_notes_that_were_set_aside_are_said_and_go_with_an_erasure(noted):
    """Nobody can look into a damaged file: an erased customer could stand in it."""
    NOTES["truncated"](noted / store.WORKSPACE)
    with pytest.raises(WorkspaceError):
        workspace.notes(noted, "log")
    assert "set aside as damaged-workspace-" in process.run("datasets", "--db", str(noted)).err
    assert workspace.notes(noted, "log") == []
    assert erase(noted, "b").damaged == 1 and workspace.damaged(noted) == []


@pytest.mark.parametrize(
    "job",
    [
        lambda db: delete(db, "log"),
        lambda db: erase(db, "b"),
        lambda db: restore(db, backups(db)[0].path),
    ],
    ids=["delete", "erase", "restore"],
)
def test_locked_notes_stop_a_job_before_it_begins(noted, monkeypatch, job):
    monkeypatch.setattr(workspace.file, "WRITER_SECONDS", 0.2)
    lock = sqlite3.connect(noted / store.WORKSPACE)
    lock.execute("begin immediate")
    before = [path.name for path in store.generations(noted, "log")]
    with pytest.raises(WorkspaceError, match="in use by another program.*So nothing was"):
        job(noted)
    assert (
        before == [path.name for path in store.generations(noted, "log")]
        and len(workspace.notes(noted, "log")) == 1
    )
    lock.close()
    job(noted)


@pytest.mark.skipif(not hasattr(os, "geteuid"), reason="rights of files are another thing here")
def test_notes_that_may_only_be_read_are_read(noted):
    """By a user who owns nothing of it, in a process of its own."""
    ours = [
        path
        for path in noted.parents
        if path.is_relative_to(tempfile.gettempdir()) and path != Path(tempfile.gettempdir())
    ]
    for path in (noted, *ours):
        path.chmod(0o755)
    for path in noted.glob(f"{store.WORKSPACE}*"):
        path.chmod(0o644)
    child = os.fork()
    if not child:
        status = 9
        try:
            os.setuid(65534)
            is_read = [note.words for note in workspace.notes(noted, "log")] == ["call them"]
            is_read = is_read and workspace.read_card(noted, "log").title == "Ours"
            try:
                workspace.add_note(noted, "log", "reached/purchase", "x")
            except WorkspaceError as error:
                status = 0 if is_read and "can be written" in str(error) else 2
        finally:
            os._exit(status)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0


def test_backups_that_nobody_can_look_into_go_with_an_erasure(noted):
    """One is no archive at all, one is damaged behind its manifest: either may hold the customer."""
    (noted / store.BACKUPS / "other.zip").write_text("no archive", encoding="utf-8")
    path = backups(noted)[0].path
    changed(path, noted.parent / "bad.zip", "events", "select 1")
    with zipfile.ZipFile(noted.parent / "bad.zip") as source, zipfile.ZipFile(path, "w") as made:
        for member in source.namelist():
            made.writestr(
                member, b"no table" if member == "events.parquet" else source.read(member)
            )
    erase(noted, "a")
    assert list((noted / store.BACKUPS).iterdir()) == []


def test_an_id_that_stands_in_notes_alone_can_be_erased(noted):
    workspace.add_note(noted, "log", "reached/purchase", "ann7@example.com called twice")
    assert erase(noted, "ann7@example.com").sentences() == [
        "the customer taken out of 1 text of notes, views and decks"
    ]
    assert [note.words for note in workspace.notes(noted, "log")] == [
        "call them",
        "(erased) called twice",
    ]
    assert b"ann7@example" not in (noted / store.WORKSPACE).read_bytes()


# A backup is checked before anything changes


def changed(path: Path, target: Path, table: str, sql: str) -> Path:
    """The backup with one of its tables changed by SQL."""
    with zipfile.ZipFile(path) as source, zipfile.ZipFile(target, "w") as made:
        for member in source.namelist():
            content = source.read(member)
            if member == f"{table}.parquet":
                copy = target.with_suffix(".parquet")
                copy.write_bytes(content)
                with duckdb.connect() as connection:
                    connection.execute(f"create table facts as from '{copy}'")
                    connection.execute(sql)
                    connection.execute(f"copy facts to '{copy}' (format parquet)")
                content = copy.read_bytes()
            made.writestr(member, content)
    return target


@pytest.mark.parametrize(
    ("table", "sql", "reason"),
    [
        (
            "events",
            "update facts set csat = 99 where event_no = 1",
            "a CSAT answer lies off its scale: 99",
        ),
        (
            "events",
            "update facts set nps = 11 where event_no = 1",
            "an NPS answer lies off its scale: 11",
        ),
        (
            "events",
            "update facts set ces = 0 where event_no = 1",
            "a CES answer lies off its scale: 0",
        ),
        (
            "events",
            "update facts set valence = 1.5 where event_no = 1",
            "a valence lies outside -1 to 1",
        ),
        ("events", "insert into facts from facts", "several events have one number"),
        (
            "events",
            "insert into facts select event_no + 2, * exclude (event_no) from facts",
            "it holds 4 events and says 2",
        ),
        ("events", "update facts set event_no = 1", "several events have one number"),
        ("events", "update facts set event_no = -1 where event_no = 1", "an event has no number"),
        (
            "events",
            "update facts set customer_id = ' ' where event_no = 1",
            "an event has no customer",
        ),
        (
            "events",
            "update facts set touchpoint = '' where event_no = 1",
            "an event has no touchpoint",
        ),
        ("events", "update facts set load_no = 7", "an event belongs to no load"),
        (
            "events",
            "update facts set occurred_at = timestamp '1800-01-01'",
            "an event lies outside the years 1900 to 2199",
        ),
        ("events", "update facts set occurred_s = 0", "an event has two times"),
        ("events", "delete from facts where event_no = 1", "it holds 1 events and says 2"),
        ("loads", "update facts set report = '{}'", "the report of a load cannot be read"),
        ("loads", "update facts set report = '[1, 2]'", "the report of a load cannot be read"),
        (
            "loads",
            'update facts set report = replace(report, \'"rows_read": 1\', \'"rows_read": "x"\')',
            "the report of a load cannot be read",
        ),
        ("loads", "insert into facts from facts", "two loads have one number"),
        (
            "loads",
            "update facts set report = replace(report, '\"rows_read\": 1', '\"rows_read\": 9999')",
            "the report of a load cannot be read",
        ),
        ("events", "update facts set event_id = 'e'", "several events have one event_id"),
        (
            "events",
            "alter table facts drop column nps",
            "its events have other columns than this program writes",
        ),
        (
            "events",
            "alter table facts alter nps type double",
            "its events have other columns than this program writes",
        ),
    ],
)
def test_a_backup_with_what_no_load_lets_in_is_refused(db, tmp_path, table, sql, reason):
    bad = changed(back_up(db, "log"), tmp_path / "bad.zip", table, sql)
    with pytest.raises(
        UserError, match=re.escape(f"bad.zip is not a whole backup of this program ({reason}")
    ):
        restore(db, bad)
    assert [path.name for path in store.generations(db, "log")] == [
        "generation-000001.duckdb",
        "generation-000002.duckdb",
    ]
    assert process.run("datasets", "--db", str(db)).status == 0


# A lost key


def test_a_lost_key_of_pseudonyms_is_said_and_never_replaced(tmp_path):
    rows = [event("ann7@example.com", "2025-01-01", "Ad")]
    put(tmp_path, "a.csv", rows, pseudonymise=True)
    db, key = tmp_path / "db", tmp_path / "db" / KEY_FILE
    kept = key.read_bytes()
    key.unlink()
    for attempt in (
        lambda: put(
            tmp_path, "b.csv", [event("ann7@example.com", "2025-01-02", "Shop")], pseudonymise=True
        ),
        lambda: erase(db, "ann7@example.com"),
    ):
        with pytest.raises(UserError, match="key of the pseudonyms of 'log'.*is missing"):
            attempt()
    assert not key.exists()
    key.write_bytes(bytes(32))
    with pytest.raises(UserError, match="is another one than that of the loads before"):
        put(tmp_path, "b.csv", [event("ann7@example.com", "2025-01-02", "Shop")], pseudonymise=True)
    key.write_bytes(b"")
    with pytest.raises(UserError, match="holds no key any more"):
        put(tmp_path, "b.csv", [event("ann7@example.com", "2025-01-02", "Shop")], pseudonymise=True)
    key.write_bytes(kept)
    put(tmp_path, "b.csv", [event("ann7@example.com", "2025-01-02", "Shop")], pseudonymise=True)
    assert len(store_open(db).rows("select distinct customer_id from events")) == 1
    shutil.rmtree(db / "log")


def test_a_newest_version_that_somebody_removed_is_missed(db, tmp_path):
    newest_file(db).unlink()
    run = process.run("datasets", "--db", str(db))
    assert "Version 2 of 'log' is missing from the data folder: version 1 is in force." in run.err
    assert put(tmp_path, "b.csv", [event("b", "2025-01-02", "Shop")]).version == 3
    assert process.run("datasets", "--db", str(db)).err == ""


def test_a_folder_in_the_place_of_a_version_is_none(db):
    newest_file(db).unlink()
    (db / "log" / "generation-000002.duckdb").mkdir()
    run = process.run("show", "summary", "--db", str(db), "--json")
    assert (
        run.status == 0
        and json.loads(run.out)["version"] == 1
        and "Version 2 of 'log' is missing" in run.err
    )


# An erasure takes what is the customer's, all of it, and nothing else


def test_a_plain_word_or_number_is_the_customer_only_where_customers_are_named(tmp_path):
    """Customer 'web' goes; the channel of the others stays. Customer '52' goes; the order, the journey and the age stay."""
    rows = [
        event("web", "2025-01-01", "Ad", channel="web"),
        event("52", "2025-01-01", "Ad", event_id="1"),
        event(
            "c",
            "2025-01-02",
            "web",
            channel="web",
            order_id="52",
            journey_id="52",
            event_id="52",
            age="52",
            referred_by="52",
        ),
    ]
    put(tmp_path, "a.csv", rows)
    erase(tmp_path / "db", "web")
    erase(tmp_path / "db", "52")
    columns = "customer_id, touchpoint, channel, order_id, journey_id, event_id, a1, referred_by"
    assert store_open(tmp_path / "db").rows(f"select {columns} from events") == [
        ("c", "web", "web", "52", "52", "52", "52", None)
    ]


def test_an_erasure_in_one_dataset_leaves_backups_of_others(tmp_path):
    put(tmp_path, "a.csv", [event("bob", "2025-01-01", "Ad"), event("x", "2025-01-01", "Ad")], "a")
    put(tmp_path, "b.csv", [event("bob", "2025-01-02", "Ad"), event("x", "2025-01-01", "Ad")], "b")
    db = tmp_path / "db"
    back_up(db, "a")
    assert erase(db, "bob", ["b"]).backups == 0 and len(backups(db, "a")) == 1
    assert erase(db, "bob").backups == 1 and backups(db) == []


def test_an_erasure_that_could_not_be_ended_is_told_until_it_is(noted, monkeypatch):
    """A backup that cannot be removed: the versions are gone by then, and every start goes on with the rest."""
    from journey.data import durable
    from journey.use.check import check
    from journey.use.recovery import cut_jobs, recover

    remove = durable.remove
    with monkeypatch.context() as patched:
        patched.setattr(
            durable,
            "remove",
            lambda path: (
                remove(path)
                if path.suffix != ".zip"
                else (_ for _ in ()).throw(PermissionError(13, "no"))
            ),
        )
        with pytest.raises(UserError, match="The erasure has begun and is not ended"):
            erase(noted, "b")
        recover(noted)
        for _ in range(2):
            listed = process.run("datasets", "--db", str(noted), "--json")
            assert listed.status == 0
    assert len(cut_jobs(noted)) == 0 and backups(noted) == []
    assert check(noted)[1]


def test_what_cannot_be_ended_yet_is_not_dismissed(noted, monkeypatch):
    from journey.data import durable, journal
    from journey.use.check import check
    from journey.use.recovery import cut_jobs, recover

    remove = durable.remove
    monkeypatch.setattr(
        durable,
        "remove",
        lambda path: (
            remove(path)
            if path.suffix != ".zip"
            else (_ for _ in ()).throw(PermissionError(13, "no"))
        ),
    )
    with pytest.raises(UserError):
        erase(noted, "b")
    for _ in range(2):
        recover(noted)
        (job,) = cut_jobs(noted)
        assert not job.is_ended and "is not ended yet" in job.sentence
    assert not check(noted)[1] and len(journal.cut(noted)) == 1


def test_a_lost_key_of_erasures_hinders_no_new_one(noted):
    erase(noted, "b")
    (noted / "erasure.key").write_bytes(b"")
    workspace.add_note(noted, "log", "reached/purchase", "ann7@example.com called")
    assert erase(noted, "ann7@example.com").notes == 1


def test_a_cut_erasure_whose_key_is_gone_is_told_once_and_can_be_dismissed(noted, monkeypatch):
    from journey.data import journal
    from journey.use.recovery import cut_jobs, recover

    with monkeypatch.context() as patched, pytest.raises(KeyboardInterrupt):
        patched.setattr(
            store, "forget_generations", lambda *_: (_ for _ in ()).throw(KeyboardInterrupt)
        )
        erase(noted, "b")
    (noted / "erasure.key").unlink()
    recover(noted)
    (job,) = cut_jobs(noted)
    assert (
        job.is_ended
        and "the key that it was written down with is gone: erase the customer again."
        in job.sentence
    )
    journal.dismiss(job.path)
    assert erase(noted, "b").datasets and cut_jobs(noted) == []


def test_a_note_on_a_touchpoint_named_after_the_customer_loses_the_name(noted):
    workspace.add_note(noted, "log", "passes/purchase/Call%20by%20ann7%40example.com", "hm")
    erase(noted, "ann7@example.com")
    assert workspace.notes(noted, "log")[-1].cell == "passes/purchase/Call%20by%20(erased)"
