"""Back a dataset up into one file, and restore it: the facts as Parquet, the definition, the opinions, the refused rows."""

import json
import re
import tempfile
import zipfile
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path

from journey.data import store, workspace
from journey.data.generation import Generation, open_generation
from journey.data.origin import REPLACED, Origin, write_origin
from journey.data.prepare import TABLES, prepare
from journey.data.sql import query
from journey.model.definition import parse_definition
from journey.model.errors import UserError
from journey.use.job import Step
from journey.use.load import renewed

BACKUP_STEPS, RESTORE_STEPS = 3, len(TABLES) + 3
FORM = 1
FACTS = ("events", "attributes", "loads")
MANIFEST, DEFINITION, OPINIONS, REFUSED = "manifest.json", "journey.toml", "workspace.json", "refused/"
REFUSED_MEMBER = re.compile(r"refused/refused-[0-9-]+\.(csv|reasons\.txt)")
LARGEST_TEXT = 64 << 20  # bytes of a member that is read into memory
CHUNK = 4 << 20


@dataclass(frozen=True)
class Backup:
    """A backup in the data folder: of which dataset and version, and when it was made (ISO 8601 UTC)."""

    path: Path
    dataset: str
    version: int
    events: int
    made_at: str
    size: int


def back_up(db: Path, dataset: str, target: Path | None = None, step: Step = lambda name: None) -> Path:
    """Write the dataset's newest version into one file; by default into the folder `backups` of the data folder."""
    path = renewed(db, dataset)
    if path is None:
        raise UserError(f"There is no dataset '{dataset}': load a file first.")
    made_at = datetime.now(UTC).replace(microsecond=0, tzinfo=None)
    if target and target.exists():
        raise UserError(f"{target} exists: name another file for the backup.")
    target = target or db / store.BACKUPS / f"{dataset}-{made_at:%Y%m%d-%H%M%S}.zip"
    target.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="journey-") as folder:
        step("writing the events")
        files = [Path(folder) / f"{table}.parquet" for table in FACTS]
        with store.scratch(files, path) as connection:
            for table, file in zip(FACTS, files, strict=True):
                connection.execute(f"copy (from previous.{table}) to $path (format parquet, compression zstd)", {"path": str(file)})
        step("packing")
        _pack(db, open_generation(path), f"{made_at.isoformat()}Z", files, target)
    return target


def _pack(db: Path, generation: Generation, made_at: str, files: list[Path], target: Path) -> None:
    """Written aside and renamed into place, so that half a backup never looks like one."""
    dataset = generation.dataset
    events = generation.rows("select count(*) from events")[0][0]
    manifest = {"form": FORM, "dataset": dataset, "version": generation.number, "events": events, "made_at": made_at}
    notes = [asdict(note) for note in workspace.notes(db, dataset)]
    opinions = {"card": asdict(workspace.read_card(db, dataset)), "notes": notes}
    draft = target.with_name(f"{target.name}.part")
    try:
        with zipfile.ZipFile(draft, "w", zipfile.ZIP_STORED) as archive:
            archive.writestr(MANIFEST, json.dumps(manifest))
            archive.writestr(DEFINITION, generation.definition.toml)
            archive.writestr(OPINIONS, json.dumps(opinions))
            for file in files:
                archive.write(file, file.name)
            for file in store.refused_files(db, dataset):
                archive.write(file, REFUSED + file.name)
        draft.replace(target)
    finally:
        draft.unlink(missing_ok=True)


def backups(db: Path, dataset: str | None = None) -> list[Backup]:
    """The backups in the data folder, newest first; of one dataset, or of all."""
    found = []
    for path in (db / store.BACKUPS).glob("*.zip"):
        try:
            manifest = _manifest(path)
        except UserError:
            continue
        if dataset in (None, manifest["dataset"]):
            found.append(Backup(path, **manifest, size=path.stat().st_size))
    return sorted(found, key=lambda one: (one.made_at, one.path.name), reverse=True)


def restore(db: Path, path: Path, dataset: str | None = None, step: Step = lambda name: None) -> tuple[str, int]:
    """Put what a backup holds in force, in a new version of its dataset or of another; returns its name and the version.

    The file is read as data only: its tables are copied column by column, and everything else is prepared anew.
    """
    manifest = _manifest(path)
    name = dataset or manifest["dataset"]
    store.dataset_folder(db, name)
    with tempfile.TemporaryDirectory(prefix="journey-") as folder, _opened(path) as archive:
        step("unpacking")
        definition = parse_definition(_text(archive, path, DEFINITION))
        opinions = _opinions(_text(archive, path, OPINIONS), path)
        files = {table: _unpacked(archive, path, f"{table}.parquet", Path(folder)) for table in FACTS}
        with store.new_generation(db, name, list(files.values())) as draft:
            step("reading the events")
            _read(draft.connection, files, path)
            prepare(draft.connection, definition, step)
            before = store.generation_number(draft.previous) if draft.previous else None
            write_origin(draft.connection, Origin(REPLACED, before))
            _keep_refused(draft, store.dataset_folder(db, name), archive)
            step("putting it in place")
        workspace.restore_opinions(db, name, *opinions)
    return name, draft.number


def names_any(backup: Backup, words: list[str], telling: list[str]) -> bool:
    """Whether a field of its events is one of the words, or any text of it holds one of those that tell."""
    with tempfile.TemporaryDirectory(prefix="journey-") as folder, _opened(backup.path) as archive:
        texts = [archive.read(name) for name in archive.namelist() if not name.endswith(".parquet")]
        if any(word.encode() in text for word in telling for text in texts):
            return True
        files = [_unpacked(archive, backup.path, f"{table}.parquet", Path(folder)) for table in ("events", "loads")]
        with store.scratch(files) as connection:
            return any(_names_any(connection, file, words, telling) for file in files)


def _names_any(connection, file: Path, words: list[str], telling: list[str]) -> bool:
    path = {"path": str(file)}
    columns = connection.execute("select name from parquet_schema($path) where type = 'BYTE_ARRAY'", path).fetchall()
    held = " or ".join(f"contains({{0}}, $word_{number})" for number in range(len(telling)))
    holds = " or ".join(["{0} in (select unnest($words))", *([held] if held else [])])
    values = {**path, "words": words, **{f"word_{number}": word for number, word in enumerate(telling)}}
    condition = " or ".join(holds.format('"' + name.replace('"', '""') + '"') for (name,) in columns)
    return bool(connection.execute(f"select 1 from read_parquet($path) where {condition} limit 1", values).fetchall())


def _read(connection, files: dict[str, Path], path: Path) -> None:
    try:
        connection.execute(query("ingest", "events_table"))
        for table in ("attributes", "loads"):
            connection.execute(f"insert into {table} by name from read_parquet($path)", {"path": str(files[table])})
        numbers = [row[0] for row in connection.execute("select attribute_no from attributes order by 1").fetchall()]
        if numbers != list(range(1, len(numbers) + 1)):
            raise ValueError("its attributes are not numbered one by one")
        for number in numbers:
            connection.execute(f"alter table events add column a{number} varchar")
        connection.execute("insert into events by name from read_parquet($path)", {"path": str(files["events"])})
        for (report,) in connection.execute("select report from loads").fetchall():
            json.loads(report)
    except Exception as error:
        if "interrupt" in str(error).lower():
            raise
        raise _broken(path, str(error).strip().splitlines()[0]) from None


def _keep_refused(draft: store.Draft, folder: Path, archive: zipfile.ZipFile) -> None:
    """Refused rows come back under names of this version's own, so that they take no other load's place; their reports follow."""
    found = {}
    for member in archive.namelist():
        if REFUSED_MEMBER.fullmatch(member) and archive.getinfo(member).compress_type == zipfile.ZIP_STORED:
            old = member.removeprefix(REFUSED)
            found[old] = folder / f"refused-{draft.number:06d}-{old.removeprefix('refused-')}"
            found[old].write_bytes(archive.read(member))
    for load_no, text in draft.connection.execute("select load_no, report from loads").fetchall():
        report = json.loads(text)
        path = found.get(Path(report.get("refused_file") or "").name)
        told = json.dumps(report | {"refused_file": str(path) if path else None})
        draft.connection.execute("update loads set report = $told where load_no = $load_no", {"told": told, "load_no": load_no})


def _opinions(text: str, path: Path) -> tuple[workspace.MapCard, list[workspace.Note]]:
    try:
        table = json.loads(text)
        return workspace.MapCard(**table["card"]), [workspace.Note(**note) for note in table["notes"]]
    except (ValueError, TypeError, KeyError) as error:
        raise _broken(path, str(error)) from None


def _manifest(path: Path) -> dict:
    with _opened(path) as archive:
        try:
            table = json.loads(_text(archive, path, MANIFEST))
            if table["form"] != FORM:
                raise _broken(path, f"its form {table['form']!r} is not known to this program")
            return {
                "dataset": str(table["dataset"]),
                "version": int(table["version"]),
                "events": int(table["events"]),
                "made_at": str(table["made_at"]),
            }
        except (ValueError, TypeError, KeyError) as error:
            raise _broken(path, str(error)) from None


def _opened(path: Path) -> zipfile.ZipFile:
    try:
        return zipfile.ZipFile(path)
    except (OSError, zipfile.BadZipFile) as error:
        raise _broken(path, str(error)) from None


def _text(archive: zipfile.ZipFile, path: Path, member: str) -> str:
    try:
        if archive.getinfo(member).file_size > LARGEST_TEXT:
            raise _broken(path, f"{member} is too large")
        return archive.read(member).decode("utf-8")
    except (KeyError, zipfile.BadZipFile, UnicodeDecodeError, RuntimeError, NotImplementedError) as error:
        raise _broken(path, str(error)) from None


def _unpacked(archive: zipfile.ZipFile, path: Path, member: str, folder: Path) -> Path:
    """The member as a file; it has to stand in the archive as it is, so that it cannot be more than the archive's size."""
    try:
        info = archive.getinfo(member)
        if info.compress_type != zipfile.ZIP_STORED:
            raise _broken(path, f"{member} is packed in a way that this program does not use")
        with archive.open(info) as source, (folder / member).open("wb") as target:
            while chunk := source.read(CHUNK):
                target.write(chunk)
    except (KeyError, zipfile.BadZipFile, RuntimeError, NotImplementedError) as error:
        raise _broken(path, str(error)) from None
    return folder / member


def _broken(path: Path, why: str) -> UserError:
    return UserError(f"{path.name} is not a whole backup of this program ({why}): choose another one.")
