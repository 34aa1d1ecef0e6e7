"""Back a dataset up into one file: the facts as Parquet, the definition, the opinions, the refused rows."""

import json
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from itertools import count
from pathlib import Path

from journey.data import durable, journal, store, workspace
from journey.data.engine import Connection, first_line, scratch
from journey.data.generation import Generation, open_generation
from journey.data.journal import Entry
from journey.data.room import is_no_room, room
from journey.data.sql import bound
from journey.data.temporary import Temporary
from journey.data.workspace import Opinions
from journey.model.errors import BadFile, UnknownName, UserError
from journey.model.progress import Step
from journey.use import archive
from journey.use.archive import DEFINITION, FACTS, FORM, MANIFEST, OPINIONS, REFUSED, TEMPLATES
from journey.use.load import renewed

BACKUP = "backup"
BACKUP_STEPS = 4
CUSTOMERS = (
    "customer_id",
    "referred_by",
)  # fields that name a customer, whatever the id looks like


@dataclass(frozen=True)
class Backup:
    """A backup in the data folder: of which dataset and version, and when it was made (ISO 8601 UTC)."""

    path: Path
    dataset: str
    version: int
    events: int
    made_at: str
    size: int


def back_up(
    db: Path, dataset: str, target: Path | None = None, step: Step = lambda name: None
) -> Path:
    """Write the dataset's newest version into one file; by default into the folder `backups` of the data folder.

    It has its name only once it was written, synced and read again. Raises UserError, and leaves nothing, where the disk is
    too small or the notes cannot be read.
    """
    path = renewed(db, dataset)
    if path is None:
        raise UnknownName("dataset", dataset, remedy="load a file first")
    made_at = datetime.now(UTC).replace(microsecond=0, tzinfo=None)
    if target and target.exists():
        raise BadFile(target, "exists: name another file for the backup.")
    if target is None:
        folder = durable.make_folder(durable.make_folder(db) / store.BACKUPS)
        target = _free_name(folder, f"{dataset}-{made_at:%Y%m%d-%H%M%S}")
    target.parent.mkdir(parents=True, exist_ok=True)
    part = target.with_name(target.name + durable.DRAFT)
    entry = Entry(BACKUP, dataset, intent={"part": str(part.absolute())})
    writer_lock = store.only_writer(
        store.dataset_folder(db, dataset)
    )  # an erasure beside it would miss what is written here
    with room(db), writer_lock, journal.recorded(db, entry, BACKUP_STEPS, step) as recording:
        path = store.current_generation(db, dataset)
        if path is None:  # deleted while this waited
            raise UnknownName("dataset", dataset, remedy="load a file first")
        opinions = _opinions(db, dataset)
        with room(target.parent), Temporary(db) as folder:
            recording.step("writing the events")
            files = [folder / f"{table}.parquet" for table in FACTS]
            with scratch(db, files, path) as connection:
                for table, file in zip(FACTS, files, strict=True):
                    connection.execute(
                        f"copy (from previous.{table}) to $path (format parquet, compression zstd)",
                        {"path": str(file)},
                    )
            try:
                recording.step("packing")
                _pack(db, open_generation(path), opinions, f"{made_at.isoformat()}Z", files, part)
                recording.step("reading it again")
                archive.check(part)
                durable.put_in_place(part, target)
            finally:
                part.unlink(missing_ok=True)
    return target


def _free_name(folder: Path, stem: str) -> Path:
    """A name that no other backup has; several may be made in one second."""
    names = (f"{stem}{f'-{number}' if number > 1 else ''}.zip" for number in count(1))
    return next(folder / name for name in names if not any(folder.glob(f"{name}*")))


def _opinions(db: Path, dataset: str) -> Opinions:
    """What is kept of the dataset; without it a backup is none."""
    try:
        return workspace.opinions(db, dataset)
    except workspace.WorkspaceError as error:
        raise workspace.WorkspaceError(f"{error} So nothing was backed up.") from None


def _pack(
    db: Path,
    generation: Generation,
    opinions: Opinions,
    made_at: str,
    files: list[Path],
    part: Path,
) -> None:
    dataset = generation.dataset
    events = generation.rows("select count(*) from events")[0][0]
    manifest = {
        "form": FORM,
        "dataset": dataset,
        "version": generation.number,
        "events": events,
        "made_at": made_at,
    }
    with zipfile.ZipFile(part, "w", zipfile.ZIP_STORED) as packed:
        packed.writestr(MANIFEST, json.dumps(manifest))
        packed.writestr(DEFINITION, generation.definition.toml)
        templates = _templates(db, opinions)
        packed.writestr(OPINIONS, json.dumps({**opinions.as_dict(), "templates": list(templates)}))
        for number, content in enumerate(templates.values()):
            packed.writestr(f"{TEMPLATES}{number}.pptx", content)
        for file in files:
            packed.write(file, file.name)
        for file in store.refused_files(db, dataset):
            packed.write(file, REFUSED + file.name)


def _templates(db: Path, opinions: Opinions) -> dict[str, bytes]:
    """The templates of the decks by name."""
    names = dict.fromkeys(deck.template for deck in opinions.decks if deck.template)
    found = {name: workspace.template_content(db, name) for name in names}
    return {name: content for name, content in found.items() if content is not None}


def backups(db: Path, dataset: str | None = None) -> list[Backup]:
    """The backups in the data folder, newest first; of one dataset, or of all."""
    readable = []
    for path in (db / store.BACKUPS).glob("*.zip"):
        try:
            manifest = archive.manifest(path)
        except UserError:
            continue
        if dataset in (None, manifest.dataset):
            readable.append(Backup(path, **asdict(manifest), size=path.stat().st_size))
    return sorted(
        readable,
        key=lambda backup: (backup.made_at, len(backup.path.name), backup.path.name),
        reverse=True,
    )


def unreadable_backups(db: Path) -> list[Path]:
    """Files among the backups that are none, by name."""
    readable = {backup.path for backup in backups(db)}
    return [path for path in sorted((db / store.BACKUPS).glob("*.zip")) if path not in readable]


def customer_ids(db: Path, backup: Backup) -> Iterator[str]:
    """The different customers of a backup's events."""
    with Temporary(db) as folder, archive.opened(backup.path) as packed:
        file = archive.unpacked(packed, backup.path, "events.parquet", folder)
        with _tables_of(backup), scratch(db, [file]) as connection:
            rows = connection.execute(
                "select distinct customer_id from read_parquet($path)", {"path": str(file)}
            ).fetchall()
    return (row[0] for row in rows)


def names_any(db: Path, backup: Backup, words: list[str], telling: list[str]) -> bool:
    """Whether a customer of its events, or one named there, is one of the words, or a text of it holds one of those that tell."""
    with Temporary(db) as folder, archive.opened(backup.path) as packed:
        texts = [packed.read(name) for name in packed.namelist() if not name.endswith(".parquet")]
        if any(word.encode() in text for word in telling for text in texts):
            return True
        words_of_templates = [word for text in texts for word in workspace.template_texts(text)]
        if any(word in text for word in telling for text in words_of_templates):
            return True
        files = [
            archive.unpacked(packed, backup.path, f"{table}.parquet", folder)
            for table in ("events", "loads")
        ]
        with _tables_of(backup), scratch(db, files) as connection:
            return any(_names_any(connection, file, words, telling) for file in files)


@contextmanager
def _tables_of(backup: Backup) -> Iterator[None]:
    """Say in one sentence where a table of the backup cannot be read."""
    try:
        yield
    except Exception as error:
        if is_no_room(error) or isinstance(error, UserError) or "interrupt" in str(error).lower():
            raise
        raise archive.broken(backup.path, first_line(error)) from None


def _names_any(connection: Connection, file: Path, words: list[str], telling: list[str]) -> bool:
    path = {"path": str(file)}
    columns = [
        name
        for (name,) in connection.execute(
            "select name from parquet_schema($path) where type = 'BYTE_ARRAY'", path
        ).fetchall()
    ]
    values = {
        **path,
        "words": words,
        **{f"word_{number}": word for number, word in enumerate(telling)},
    }
    conditions = [
        f"{name} in (select unnest($words::varchar[]))" for name in CUSTOMERS if name in columns
    ]
    quoted = ['"' + name.replace('"', '""') + '"' for name in columns]
    conditions += [
        f"contains({name}, $word_{number})" for name in quoted for number in range(len(telling))
    ]
    if not conditions:
        return False
    sql = f"select 1 from read_parquet($path) where {' or '.join(conditions)} limit 1"
    return bool(connection.execute(sql, bound(sql, values)).fetchall())
