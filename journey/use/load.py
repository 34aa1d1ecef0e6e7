"""Load a file into a dataset: a new generation with its events, or a clear sentence and nothing changed."""

import hashlib
import json
import tomllib
from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from journey.data import journal, store
from journey.data.draft import copy_facts, new_generation
from journey.data.engine import Connection
from journey.data.generation import Generation, newest
from journey.data.journal import Entry
from journey.data.origin import ADDED, REPLACED, Origin, write_origin
from journey.data.prepare import ENDS, FORM, STAGES, TABLES, prepare
from journey.data.query_rows import asking
from journey.data.room import room
from journey.data.sql import query
from journey.data.stage_proposals import proposed_stages
from journey.data.temporary import Temporary
from journey.ingest.answer_scales import no_answer_notes
from journey.ingest.answers import PROPOSALS
from journey.ingest.assumptions import resolve_assumptions
from journey.ingest.check import add_events
from journey.ingest.choices import counted_notes
from journey.ingest.doctor.examination import examine_events, examine_rows
from journey.ingest.ids import KEY_FILE, key_check, read_key, read_or_make_key, rewrite_ids
from journey.ingest.mapping_file import as_toml
from journey.ingest.nobody import settle_nobody
from journey.ingest.opening import open_source
from journey.ingest.report import LoadReport, read_report
from journey.ingest.source import Source
from journey.ingest.staging import stage
from journey.ingest.unpack import Part, parts
from journey.model.author import written_by
from journey.model.definition import Definition, keeping, parse_definition
from journey.model.errors import BadFile, Setting, UnknownName, UserError
from journey.model.progress import Step
from journey.use.journey_ids import examine_journey_ids
from journey.use.known_files import open_as_before
from journey.use.load_report import AddedRows, LoadRequest, note_load, write_load_report
from journey.use.meaning import examine_meaning, layout_of
from journey.use.options import (
    LoadOptions,
    answers,
    refuse_other_scales,
    resolve_definition,
    taken_proposals,
    with_stated_scales,
)
from journey.use.preview import Preview, preview_source

LOAD_STEPS = 7 + len(TABLES) + 1


def load(
    db: Path, dataset: str, path: Path, options: LoadOptions, step: Step = lambda name: None
) -> LoadReport:
    """Load the file; `step` gets the name of each step. Raises UserError and leaves the dataset as it was.

    Of an archive with several tables the last one's report comes back: use `load_tables` there.
    """
    return list(load_tables(db, dataset, [path], options, step))[-1]


def load_tables(
    db: Path,
    dataset: str,
    paths: Iterable[Path],
    options: LoadOptions,
    step: Step = lambda name: None,
) -> Iterator[LoadReport]:
    """Load every table of the files, each in a version of its own; the report of each as soon as it is in place.

    All of them are previewed before the first is loaded: where one cannot be read, none is.
    """
    answers(options)
    paths = list(paths)
    with _recorded(db, dataset, ", ".join(path.name for path in paths), len(paths), step) as step:
        temporary = Temporary(db)
        with temporary:
            step("reading the file")
            ready = []
            for path in paths:
                file_parts, left_out = parts(path, temporary.folder())
                for part in file_parts:
                    folder = temporary.folder()
                    source, part_options = open_as_before(db, dataset, part, folder, options)
                    before = newest(db, dataset)
                    definition = resolve_definition(before, part_options, answers(part_options))
                    preview_source(source, part_options, definition).loadable()
                    beside = left_out if part is file_parts[0] else []
                    ready.append((source, part_options, folder, beside))
            for number, (source, part_options, folder, left_out) in enumerate(ready):
                if number:
                    part_options = replace(part_options, replace=False)
                yield load_source(db, dataset, source, part_options, folder, step, left_out)


def load_part(
    db: Path,
    dataset: str,
    part: Part,
    options: LoadOptions,
    folder: Path,
    step: Step = lambda name: None,
) -> LoadReport:
    """Load one table; copies that reading needs lie in the folder."""
    with _recorded(db, dataset, part.name, 1, step) as step:
        source = open_source(part, folder, answers(options), options.sheet)
        return load_source(db, dataset, source, options, folder, step)


@contextmanager
def _recorded(db: Path, dataset: str, files: str, tables: int, step: Step) -> Iterator[Step]:
    """The load in the journal while it runs, and a full disk as a sentence; gives the step function to go on with."""
    entry = Entry(
        "load", dataset, files, number=store.next_number(store.dataset_folder(db, dataset))
    )
    with room(db), journal.recorded(db, entry, LOAD_STEPS * tables, step) as recording:
        yield recording.step


def load_source(
    db: Path,
    dataset: str,
    source: Source,
    options: LoadOptions,
    folder: Path,
    step: Step = lambda name: None,
    left_out: Iterable[str] = (),
) -> LoadReport:
    """Load an open table; `left_out` are members of its archive that are no table."""
    assumed = answers(options)
    before = newest(db, dataset)
    definition = resolve_definition(before, options, assumed)
    preview = preview_source(source, options, definition).loadable()
    definition = with_stated_scales(before, options, definition, preview.plan.recipe)
    fingerprint = _fingerprint(preview, assumed, options)
    if before and not options.replace:
        _refuse_other_kind(before, options, assumed)
        known = _known_load(before, fingerprint)
        _refuse_other_reading(before, preview.source, dataset, source.name, bool(known))
        if known:
            taken = taken_proposals(assumed) & _open_proposals(before)
            return _again(db, dataset, known, before, definition, step, taken)
    if options.pseudonymise:
        _refuse_other_key(db, before, options)
    path, rewritten = before.path if before else None, folder / "rewritten.csv"
    request = LoadRequest(
        db,
        dataset,
        path,
        preview,
        definition,
        assumed,
        options,
        fingerprint,
        rewritten,
        tuple(left_out),
    )
    return _write(request, step)


def _open_proposals(current: Generation) -> set[str]:
    """Of STAGES and ENDS what the data still propose."""
    stages = proposed_stages(current.ask_proposals, current.definition)
    open_ends = set() if current.definition.ends.are_settled else {ENDS}
    return open_ends | ({STAGES} if stages else set())


def _refuse_other_kind(before: Generation, options: LoadOptions, assumed: dict[str, str]) -> None:
    """Answers without a time, and hashed ids, cannot be mixed with the others: journeys would be neither joined nor separable."""
    if before.loads and before.is_timeless != (assumed.get("time") == "none"):
        has = "no times" if before.is_timeless else "times"
        raise UserError(
            f"The events of '{before.dataset}' have {has} and those of this file "
            f"{'have' if before.is_timeless else 'have none'}: load it into another dataset.",
            Setting("dataset", "NAME"),
        )
    if before.loads and before.is_pseudonymised != options.pseudonymise:
        state, remedy = (
            ("pseudonymised", "load this file pseudonymised, too")
            if before.is_pseudonymised
            else ("not pseudonymised", "load this file as it is, too")
        )
        raise UserError(
            f"The customers of '{before.dataset}' are {state}: {remedy}, or into another dataset.",
            *([Setting("pseudonymise")] if before.is_pseudonymised else []),
            Setting("dataset", "NAME"),
        )


def _refuse_other_key(db: Path, before: Generation | None, options: LoadOptions) -> None:
    """Pseudonyms of another key would make new customers of known ones: a lost or changed key is an error, never replaced."""
    checks = (
        [load["pseudonym_key"] for load in before.loads if load.get("pseudonym_key")]
        if before
        else []
    )
    key = read_key(db)
    if before is None or options.replace or not before.is_pseudonymised:
        return
    if key is None or checks and key_check(key) not in checks:
        state = "is missing" if key is None else "is another one than that of the loads before"
        raise UserError(
            f"The key of the pseudonyms of '{before.dataset}' ({db / KEY_FILE}) {state}: with it known customers would come in as "
            "new ones. Put the file back from a copy of the data folder, or load into another dataset."
        )


def redefine(
    db: Path,
    dataset: str,
    toml: str,
    step: Step = lambda name: None,
    taken: Collection[str] = (),
) -> int:
    """Prepare the dataset's events anew under another definition; returns the new version's number.

    Of what the data propose, what is `taken` (STAGES, ENDS) comes into force.
    """
    before = newest(db, dataset)
    if before is None:
        raise UnknownName("dataset", dataset, remedy="load a file first")
    definition = parse_definition(keeping(toml, before.definition))
    refuse_other_scales(before, definition)
    entry = Entry(
        "definition", dataset, number=store.next_number(store.dataset_folder(db, dataset))
    )
    with room(db), journal.recorded(db, entry, len(TABLES) + 1, step) as recording:
        return _prepare_anew(db, before, definition, recording.step, taken)


def _prepare_anew(
    db: Path,
    before: Generation,
    definition: Definition,
    step: Step = lambda name: None,
    taken: Collection[str] = (),
) -> int:
    with new_generation(db, before.dataset, []) as draft:
        copy_facts(draft.connection)
        prepare(draft.connection, definition, step, taken=taken)
        write_origin(draft.connection, before.origin)
    return draft.number


def renewed(db: Path, dataset: str) -> Path | None:
    """The file of `newest_prepared`."""
    current = newest_prepared(db, dataset)
    return current.path if current else None


def newest_prepared(db: Path, dataset: str) -> Generation | None:
    """The newest generation, prepared anew where an earlier version of this program prepared it; None where there is none."""
    current = newest(db, dataset)
    if current is not None and current.form != FORM:
        with written_by(""):
            _prepare_anew(db, current, current.definition)
        return newest(db, dataset)
    return current


def _fingerprint(preview: Preview, assumed: dict[str, str], options: LoadOptions) -> str:
    """Equal for the same file loaded in the same way."""
    recipe = preview.plan.recipe
    read_by = {key: value for key, value in recipe.answers.items() if key not in PROPOSALS}
    settings = [
        preview.source.sha256,
        as_toml(replace(recipe, answers=read_by)),
        preview.plan.attributes,
        sorted((key, value) for key, value in assumed.items() if key not in PROPOSALS),
        options.identical,
        options.sheet,
        options.pseudonymise,
    ]
    return hashlib.sha256(json.dumps(settings).encode()).hexdigest()


def _known_load(before: Generation, fingerprint: str) -> LoadReport | None:
    """The report of the earlier load with this fingerprint, marked as unchanged."""
    report = before.load_report(fingerprint)
    return replace(read_report(report), unchanged=True) if report else None


def _refuse_other_reading(
    before: Generation, source: Source, dataset: str, name: str, is_known: bool
) -> None:
    """A file that is there already may not come again under another mapping: its rows would count twice."""
    if not is_known and before.has_file(source.sha256):
        raise BadFile(
            name,
            f"was loaded into '{dataset}' before with other options, and its rows would count twice: load it "
            f"into another dataset, or in place of all that is there.",
            Setting("dataset", "NAME"),
            Setting("replace"),
        )


def _again(
    db: Path,
    dataset: str,
    known: LoadReport,
    current: Generation,
    definition: Definition,
    step: Step,
    taken: Collection[str],
) -> LoadReport:
    """The file is there already; another definition than the dataset's own is still put in force."""
    if definition == current.definition and not taken:
        return replace(known, version=current.number)
    return replace(known, version=redefine(db, dataset, definition.toml, step, taken))


def _write(request: LoadRequest, step: Step) -> LoadReport:
    """The new generation, with the report of the load in it."""
    source, plan = request.preview.source, request.preview.plan
    size = source.path.stat().st_size
    with new_generation(
        request.db, request.dataset, [source.path, request.rewritten], input_bytes=size
    ) as draft:
        connection = draft.connection
        if draft.previous != request.before:
            raise UserError(
                f"Another load into '{request.dataset}' ended while this one began: try again."
            )
        for name in ("macros", "time_macros"):
            connection.execute(query("ingest", name))
        is_added = draft.previous and not request.options.replace
        copy_facts(connection) if is_added else connection.execute(query("ingest", "events_table"))
        attributes = _number_attributes(connection, request.preview.attribute_names)
        load_no = _next_load(connection)
        step("reading rows")
        added = _add_rows(connection, request, attributes, load_no, step)
        step("looking at what was loaded")
        findings = [
            *added.id_findings,
            *examine_rows(
                connection, plan, added.row_outcomes, added.assumptions, attributes, load_no
            ),
        ]
        for table in ("checked", "row_outcomes", "cells", "set_aside"):
            connection.execute(f"drop table if exists {table}")
        note_load(connection, request, load_no)
        layout = layout_of(request.preview)
        taken = taken_proposals(request.assumed)
        definition = prepare(connection, request.definition, step, layout, taken)
        findings += examine_events(connection, added.assumptions, definition, load_no)
        findings += examine_meaning(asking(connection), definition, layout)
        findings += examine_journey_ids(asking(connection), definition)
        report = write_load_report(connection, request, added, draft.number, load_no, findings)
        before = store.generation_number(request.before) if request.before else None
        write_origin(connection, Origin(ADDED if is_added else REPLACED, before))
        step("putting it in place")
    return report


def _add_rows(
    connection: Connection,
    request: LoadRequest,
    attributes: dict[str, int],
    load_no: int,
    step: Step,
) -> AddedRows:
    """Stage the rows, settle ids and what the file leaves open, and add the good ones to `events`."""
    source, plan, options = request.preview.source, request.preview.plan, request.options
    staged = stage(connection, source, plan, attributes, request.rewritten)
    nobody = settle_nobody(
        connection,
        staged.is_shaped,
        request.assumed,
        source.name,
        load_no,
        options.pseudonymise,
        plan.stand_ins(attributes),
    )
    key = read_or_make_key(request.db) if options.pseudonymise else None
    id_notes = rewrite_ids(connection, request.assumed.get("ids") == "merged", key)
    known_scales = _metrics_with_known_scale(connection, options)
    assumptions = resolve_assumptions(
        connection,
        request.assumed,
        request.definition,
        source.name,
        plan.recipe,
        known_scales,
        staged.fields,
    )
    attribute_numbers = [attributes[name] for name in request.preview.attribute_names]
    drops = options.identical == "drop"
    row_outcomes = add_events(
        connection,
        source,
        staged,
        assumptions,
        load_no,
        attribute_numbers,
        drops,
        step,
    )
    return AddedRows(
        staged,
        assumptions,
        row_outcomes,
        [*nobody.notes, *id_notes],
        [
            *no_answer_notes(connection, plan.recipe, source),
            *counted_notes(connection, plan.recipe.choices, source.columns),
        ],
        key_check(key) if key else "",
        nobody.findings,
    )


def _number_attributes(connection: Connection, names: list[str]) -> dict[str, int]:
    """Number of each attribute of the dataset; new ones get a column of their own in `events`."""
    numbers = dict(connection.execute("select attribute, attribute_no from attributes").fetchall())
    new = [name for name in names if name not in numbers]
    numbers |= {name: number for number, name in enumerate(new, len(numbers) + 1)}
    if new:
        new_columns = [f"a{numbers[name]}" for name in new]
        values = {"numbers": [numbers[name] for name in new], "names": new}
        connection.execute(
            "insert into attributes select unnest($numbers::integer[]), unnest($names::varchar[])",
            values,
        )
        _add_columns(connection, new_columns)
    return numbers


def _add_columns(connection: Connection, names: list[str]) -> None:
    """Columns of `events` for new attributes: an empty table is made anew, because each single column costs as much as all."""
    if connection.execute("select 1 from events limit 1").fetchall():
        for name in names:
            connection.execute(f"alter table events add column {name} varchar")
        return
    columns = ", ".join(f"cast(null as varchar) as {name}" for name in names)
    connection.execute(f"create or replace table events as select *, {columns} from events")


def _metrics_with_known_scale(connection: Connection, options: LoadOptions) -> frozenset[str]:
    """The metrics whose scale was settled by an earlier load's answers, or by a definition that names it."""
    named_scales = (
        tomllib.loads(options.definition_toml).get("scales", {}) if options.definition_toml else {}
    )
    counts = connection.execute(
        "select count(nps), count(csat), count(ces) from events"
    ).fetchall()[0]
    return frozenset(named_scales) | {
        metric for metric, count in zip(("nps", "csat", "ces"), counts, strict=True) if count
    }


def _next_load(connection: Connection) -> int:
    return connection.execute("select coalesce(max(load_no), 0) + 1 from loads").fetchall()[0][0]
