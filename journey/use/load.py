"""Load a file into a dataset: a new generation with its events, or a clear sentence and nothing changed."""

import hashlib
import json
import re
import shutil
import tempfile
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from journey.data import store
from journey.data.generation import Generation, open_generation
from journey.data.prepare import FORM, TABLES, prepare
from journey.data.sql import query
from journey.ingest.assumptions import Assumptions, parse_assumed, settle
from journey.ingest.check import Fates, add_events, write_refused
from journey.ingest.mapping import Mapping, map_columns
from journey.ingest.report import REFUSED_SHOWN, LoadReport, Refused
from journey.ingest.source import Source, as_utf8, open_source
from journey.ingest.staging import Staged, stage
from journey.model.definition import Definition, overlaid, parse_definition
from journey.model.errors import UserError
from journey.model.words import iso

Step = Callable[[str], None]
PLAIN_PATH = re.compile(r"[\w./\\: ~+-]+")
UTF8 = ("utf-8", "utf8", "utf-8-sig")
LOAD_STEPS = 6 + len(TABLES) + 1


@dataclass(frozen=True)
class LoadOptions:
    """How to read a file: FIELD=COLUMN words, KEY=VALUE assumptions, and what to do with identical rows."""

    mapping: tuple[str, ...] = ()
    assumed: tuple[str, ...] = ()
    identical: str = "keep"
    split_days: float | None = None
    definition_toml: str | None = None


def load(db: Path, dataset: str, path: Path, options: LoadOptions, step: Step = lambda name: None) -> LoadReport:
    """Load one file; `step` is told what is being done. Raises UserError and leaves the dataset as it was."""
    assumed = parse_assumed(options.assumed)
    encoding = assumed.get("encoding", "utf-8").lower()
    store.dataset_folder(db, dataset)
    with tempfile.TemporaryDirectory(prefix="journey-") as folder:
        step("reading the file")
        source = open_source(_readable(path, encoding, Path(folder)))
        mapping = map_columns(source.columns, options.mapping, path.name)
        before = store.current_generation(db, dataset)
        definition = _definition(before, options, assumed)
        fingerprint = _fingerprint(source, mapping, assumed, options)
        known = _known_load(before, fingerprint)
        _refuse_other_reading(before, source, dataset, path.name, bool(known))
        if known:
            return _again(db, dataset, known, open_generation(before), definition, step)
        return _write(db, dataset, before, source, path.name, mapping, definition, assumed, options, fingerprint,
                      Path(folder) / "rewritten.csv", step)


def _readable(path: Path, encoding: str, folder: Path) -> Path:
    """The file itself, or a copy in the folder: in UTF-8, or under a name that DuckDB does not read as a pattern."""
    if not path.is_file():
        return path
    if encoding not in UTF8:
        return as_utf8(path, encoding, folder)
    if PLAIN_PATH.fullmatch(str(path)):
        return path
    return Path(shutil.copyfile(path, folder / re.sub(r"[^\w.-]", "_", path.name, flags=re.ASCII)[-100:]))


def redefine(db: Path, dataset: str, toml: str, step: Step = lambda name: None) -> int:
    """Prepare the dataset's events anew under another definition; returns the new version's number."""
    before = store.current_generation(db, dataset)
    if before is None:
        raise UserError(f"There is no dataset '{dataset}': load a file first.")
    definition = parse_definition(toml)
    _refuse_other_scales(open_generation(before).definition, definition)
    with store.new_generation(db, dataset, []) as draft:
        _copy_previous(draft.connection)
        prepare(draft.connection, definition, step)
        return draft.number


def renewed(db: Path, dataset: str) -> Path | None:
    """The newest generation, prepared anew where an earlier version of this program prepared it; None where there is none."""
    path = store.current_generation(db, dataset)
    if path is not None and open_generation(path).form != FORM:
        redefine(db, dataset, open_generation(path).definition.toml)
        return store.current_generation(db, dataset)
    return path


def _definition(before: Path | None, options: LoadOptions, assumed: dict[str, str]) -> Definition:
    """The definition the new generation is prepared under: given, else the dataset's own, else the default."""
    earlier = open_generation(before).definition if before else None
    text = options.definition_toml if options.definition_toml is not None else (earlier.toml if earlier else "")
    scales = {key.removeprefix("scale."): value for key, value in assumed.items() if key.startswith("scale.")}
    split = {} if options.split_days is None else {"split_days": options.split_days}
    definition = parse_definition(overlaid(overlaid(text, "scales", scales), "journeys", split))
    if earlier:
        _refuse_other_scales(earlier, definition)
    return definition


def _refuse_other_scales(earlier: Definition, definition: Definition) -> None:
    for metric, name in earlier.scale_names.items():
        if definition.scale_names[metric] != name:
            raise UserError(f"This dataset's {metric} answers were loaded on the scale {name}, not "
                            f"{definition.scale_names[metric]}: load them into another dataset with --dataset NAME.")


def _fingerprint(source: Source, mapping: Mapping, assumed: dict[str, str], options: LoadOptions) -> str:
    """Equal for the same file loaded in the same way."""
    way = [source.sha256, mapping.fields, mapping.attributes, sorted(assumed.items()), options.identical]
    return hashlib.sha256(json.dumps(way).encode()).hexdigest()


def _known_load(before: Path | None, fingerprint: str) -> LoadReport | None:
    """The report of the earlier load with this fingerprint, marked as unchanged."""
    report = open_generation(before).load_report(fingerprint) if before else None
    return LoadReport(**{**report, "refused_rows": [Refused(**row) for row in report["refused_rows"]],
                         "unchanged": True}) if report else None


def _refuse_other_reading(before: Path | None, source: Source, dataset: str, name: str, is_known: bool) -> None:
    """A file that is there already may not come again under another mapping: its rows would count twice."""
    if before and not is_known and open_generation(before).has_file(source.sha256):
        raise UserError(f"{name} was loaded into '{dataset}' before with other options, and its rows would count twice: load it "
                        f"into another dataset with --dataset NAME, or delete the folder '{dataset}' of the data folder first.")


def _again(db: Path, dataset: str, known: LoadReport, current: Generation, definition: Definition, step: Step) -> LoadReport:
    """The file is there already; another definition than the dataset's own is still put in force."""
    if definition == current.definition:
        return replace(known, version=current.number)
    return replace(known, version=redefine(db, dataset, definition.toml, step))


def _write(db: Path, dataset: str, before: Path | None, source: Source, file_name: str, mapping: Mapping,
           definition: Definition, assumed: dict[str, str], options: LoadOptions, fingerprint: str, rewritten: Path,
           step: Step) -> LoadReport:
    with store.new_generation(db, dataset, [source.path, rewritten]) as draft:
        connection = draft.connection
        if draft.previous != before:
            raise UserError(f"Another load into '{dataset}' ended while this one began: try again.")
        connection.execute(query("ingest", "macros"))
        _copy_previous(connection) if draft.previous else connection.execute(query("ingest", "events_table"))
        attributes = _number_attributes(connection, [name for name, _ in mapping.attributes])
        step("reading rows")
        staged = stage(connection, source, mapping, attributes, rewritten)
        assumptions = settle(connection, assumed, definition, file_name)
        load_no = _next_load(connection)
        fates = add_events(connection, source, staged, definition, assumptions, load_no, _own_numbers(mapping, attributes),
                           options.identical == "drop", step)
        prepare(connection, definition, step)
        refused_file = _refused_file(db, dataset, source, staged, fates, load_no)
        report = _report(connection, dataset, draft.number, source, file_name, mapping, assumptions, fates, load_no, refused_file)
        _note_load(connection, load_no, file_name, source.sha256, fingerprint, report)
        step("putting it in place")
    return report


def _copy_previous(connection) -> None:
    """The facts of the generation before; everything else is prepared anew."""
    for table in ("events", "attributes", "loads"):
        connection.execute(f"create table {table} as from previous.{table}")


def _number_attributes(connection, names: list[str]) -> dict[str, int]:
    """Number of each attribute of the dataset; new ones get a column of their own in `events`."""
    numbers = dict(connection.execute("select attribute, attribute_no from attributes").fetchall())
    for name in names:
        if name not in numbers:
            numbers[name] = len(numbers) + 1
            connection.execute("insert into attributes values ($number, $name)", {"number": numbers[name], "name": name})
            connection.execute(f"alter table events add column a{numbers[name]} varchar")
    return numbers


def _own_numbers(mapping: Mapping, numbers: dict[str, int]) -> list[int]:
    """Numbers of the attributes that this file has."""
    return [numbers[name] for name, _ in mapping.attributes]


def _next_load(connection) -> int:
    return connection.execute("select coalesce(max(load_no), 0) + 1 from loads").fetchall()[0][0]


def _refused_file(db: Path, dataset: str, source: Source, staged: Staged, fates: Fates, load_no: int) -> Path | None:
    if not fates.refused:
        return None
    target = store.dataset_folder(db, dataset) / f"refused-load-{load_no:04d}.csv"
    write_refused(source, staged, fates.refused, target)
    return target


def _report(connection, dataset: str, version: int, source: Source, file_name: str, mapping: Mapping,
            assumptions: Assumptions, fates: Fates, load_no: int, refused_file: Path | None) -> LoadReport:
    events, ties, first, last = connection.execute(query("ingest", "loaded"), {"load_no": load_no}).fetchall()[0]
    copies = _copies_said(fates)
    backwards = ["the file runs backwards in time, so equal times are read from the bottom up"] if fates.runs_backwards else []
    return LoadReport(
        dataset=dataset, file=file_name, version=version, rows_read=fates.rows_read, loaded=fates.loaded,
        refused=len(fates.refused), duplicates=fates.duplicates, identical=fates.identical, conflicts=fates.conflicts,
        ties=ties, events=events, first_at=iso(first), last_at=iso(last),
        mapping=mapping.described(source.columns), attributes=[name for name, _ in mapping.attributes],
        assumed=assumptions.said + backwards + copies, refused_rows=fates.refused[:REFUSED_SHOWN],
        refused_file=str(refused_file) if refused_file else None,
    )


def _copies_said(fates: Fates) -> list[str]:
    """Rows without an event_id that stand in the dataset already may be an overlap of two exports: that must be seen."""
    if not fates.identical or fates.identical == fates.duplicates:
        return []
    return [f"{fates.identical:,} rows equal another one in every column and have no event_id; they are kept as events of their "
            "own (--identical drop leaves them out, as an overlap of two exports wants)"]


def _note_load(connection, load_no: int, file_name: str, sha256: str, fingerprint: str, report: LoadReport) -> None:
    values = (load_no, file_name, sha256, fingerprint, datetime.now(UTC).replace(tzinfo=None), json.dumps(report.as_dict()))
    connection.execute("insert into loads values (?, ?, ?, ?, ?, ?)", values)
