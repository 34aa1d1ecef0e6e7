"""Restore a backup: checked to the last row before anything changes, then in force as a new version."""

import json
import zipfile
from pathlib import Path

from journey.data import journal, store, workspace
from journey.data.draft import Draft, new_generation
from journey.data.engine import Connection, first_line
from journey.data.journal import Entry
from journey.data.origin import REPLACED, Origin, write_origin
from journey.data.prepare import TABLES, prepare
from journey.data.room import is_no_room, room
from journey.data.sql import bound, query
from journey.data.temporary import Temporary
from journey.data.workspace import Opinions
from journey.ingest.report import is_report
from journey.model.cells import parse_cell
from journey.model.definition import Definition, parse_definition
from journey.model.errors import UserError
from journey.model.metrics import SCALES
from journey.model.progress import Step
from journey.use import archive
from journey.use.archive import (
    DEFINITION,
    FACTS,
    OPINIONS,
    REFUSED,
    REFUSED_MEMBER,
    TEMPLATES,
    broken,
)

RESTORE = "restore"
RESTORE_STEPS = len(TABLES) + 4

REPORTED_FILES = ("refused_file", "left_out_file")


def restore(
    db: Path, path: Path, dataset: str | None = None, step: Step = lambda name: None
) -> tuple[str, int]:
    """Put what a backup holds in force, in a new version of its dataset or of another; returns its name and the version.

    The file is read as data only: its tables are copied column by column, every event is checked as at a load, and everything
    else is prepared anew. Of the templates, which belong to no dataset, those that are missing come back. Raises UserError, and
    changes nothing, where something in it cannot be.
    """
    manifest = archive.manifest(path)
    name = dataset or manifest.dataset
    folder = store.dataset_folder(db, name)
    workspace.require(db, "nothing was restored")
    entry = Entry(RESTORE, name, path.name, number=store.next_number(folder))
    with room(db), journal.recorded(db, entry, RESTORE_STEPS, step) as recording:
        with Temporary(db) as unpacking, archive.opened(path) as packed:
            recording.step("unpacking")
            definition = parse_definition(archive.text(packed, path, DEFINITION))
            kept, names = _opinions(archive.text(packed, path, OPINIONS), path)
            templates = {
                template: archive.content(packed, path, f"{TEMPLATES}{number}.pptx")
                for number, template in enumerate(names)
            }
            files = {
                table: archive.unpacked(packed, path, f"{table}.parquet", unpacking)
                for table in FACTS
            }
            with new_generation(
                db, name, list(files.values()), input_bytes=path.stat().st_size
            ) as draft:
                recording.step("reading the events")
                _read(draft.connection, files, path)
                recording.step("checking the events")
                _check(draft.connection, definition, manifest.events, path)
                prepare(draft.connection, definition, recording.step)
                before = store.generation_number(draft.previous) if draft.previous else None
                write_origin(draft.connection, Origin(REPLACED, before))
                _keep_refused(draft, folder, packed)
                recording.step("putting it in place")
                for template, content in templates.items():
                    workspace.save_template(db, template, content, is_new=True)
                recording.intend(**kept.as_dict())
        recording.keep()
        workspace.restore_opinions(db, name, kept)
    return name, draft.number


def _read(connection: Connection, files: dict[str, Path], path: Path) -> None:
    try:
        connection.execute(query("ingest", "events_table"))
        for table in ("attributes", "loads"):
            connection.execute(
                f"insert into {table} by name from read_parquet($path)", {"path": str(files[table])}
            )
        numbers = [
            row[0]
            for row in connection.execute(
                "select attribute_no from attributes order by 1"
            ).fetchall()
        ]
        if numbers != list(range(1, len(numbers) + 1)):
            raise ValueError("its attributes are not numbered one by one")
        for number in numbers:
            connection.execute(f"alter table events add column a{number} varchar")
        _refuse_other_columns(connection, files["events"])
        connection.execute(
            "insert into events by name from read_parquet($path)", {"path": str(files["events"])}
        )
    except Exception as error:
        if is_no_room(error) or "interrupt" in str(error).lower():
            raise
        raise broken(path, first_line(error)) from None


def _refuse_other_columns(connection: Connection, file: Path) -> None:
    """Columns that are missing or of another kind would be filled or rounded without a word."""
    columns_sql = "select column_name, column_type from (describe {})"
    expected = connection.execute(columns_sql.format("events")).fetchall()
    actual = connection.execute(
        columns_sql.format("from read_parquet($path)"), {"path": str(file)}
    ).fetchall()
    if sorted(expected) != sorted(actual):
        raise ValueError("its events have other columns than this program writes")


def _check(connection: Connection, definition: Definition, events: int, path: Path) -> None:
    """Raise UserError where an event could not have been loaded, or a report is none; the first thing wrong is named."""
    scales = {f"{metric}_lowest": definition.scale(metric).lowest for metric in SCALES}
    scales |= {f"{metric}_highest": definition.scale(metric).highest for metric in SCALES}
    sql = query("ingest", "restored")
    held, reason = connection.execute(sql, bound(sql, scales)).fetchall()[0]
    if held != events:
        reason = reason or f"it holds {held:,} events and says {events:,}"
    if reason:
        raise broken(path, reason)
    for (report,) in connection.execute("select report from loads").fetchall():
        if not is_report(report):
            raise broken(path, "the report of a load cannot be read")


def _keep_refused(draft: Draft, folder: Path, packed: zipfile.ZipFile) -> None:
    """Refused rows come back under names of this version's own, so that they take no other load's place; their reports follow."""
    refused_files = {}
    for member in packed.namelist():
        if (
            REFUSED_MEMBER.fullmatch(member)
            and packed.getinfo(member).compress_type == zipfile.ZIP_STORED
        ):
            name = member.removeprefix(REFUSED)
            refused_files[name] = (
                folder / f"refused-{draft.number:06d}-{name.removeprefix('refused-')}"
            )
            refused_files[name].write_bytes(packed.read(member))
    for load_no, text in draft.connection.execute("select load_no, report from loads").fetchall():
        report = json.loads(text)
        paths = {key: refused_files.get(Path(report.get(key) or "").name) for key in REPORTED_FILES}
        moved_report = json.dumps(
            report | {key: str(path) if path else None for key, path in paths.items()}
        )
        values = {"report": moved_report, "load_no": load_no}
        draft.connection.execute(
            "update loads set report = $report where load_no = $load_no", values
        )


def _opinions(text: str, path: Path) -> tuple[Opinions, list[str]]:
    """What was kept of the dataset, and the names of the templates of its decks; each field of its own kind."""
    try:
        table = json.loads(text)
        kept, template_names = Opinions.of(table), list(table.get("templates", []))
        card = kept.card
        texts = [card.title, card.owner, card.review_day, card.note, card.reviewed_at]
        texts += [word for note in kept.notes for word in (note.cell, note.words, note.made_at)]
        texts += [word for view in kept.views for word in (view.name, view.page, *view.address)]
        texts += [word for view in kept.views for words in view.address.values() for word in words]
        texts += template_names
        if not all(isinstance(word, str) for word in texts) or not isinstance(card.figures, dict):
            raise TypeError("a note, a view or a detail of the map is no text")
        if not isinstance(card.reviewed_until, int):
            raise TypeError("the end of observation at the review is no number")
    except (ValueError, TypeError, KeyError, AttributeError):
        raise broken(path, f"{OPINIONS} is not what it writes") from None
    for note in kept.notes:
        try:
            parse_cell(note.cell)
        except UserError as error:
            raise broken(path, f"a note lies nowhere on the map: {error}") from None
    return kept, template_names
