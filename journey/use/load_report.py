"""A table to be loaded, and what is kept of its load: the report, the file of refused rows, the line among the loads."""

import json
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from journey.data import store
from journey.data.engine import Connection
from journey.data.sql import query
from journey.ingest.assumptions import Assumptions
from journey.ingest.check import RowOutcomes, write_left_out, write_refused
from journey.ingest.mapping_file import as_toml
from journey.ingest.recipe import Recipe
from journey.ingest.report import LEFT_OUT_SHOWN, REFUSED_SHOWN, Finding, LoadReport
from journey.ingest.staging import Staged
from journey.model.author import author
from journey.model.definition import Definition
from journey.model.words import iso, plural
from journey.use.options import LoadOptions
from journey.use.preview import Preview


@dataclass(frozen=True)
class LoadRequest:
    """One table to be loaded, with the mapping, answers and options for it.

    `before` is the generation that the load goes on from, `fingerprint` equal for the same file loaded in the same way,
    `rewritten` where its rows may be written in plain form, `left_out` the members of its archive that are no table.
    """

    db: Path
    dataset: str
    before: Path | None
    preview: Preview
    definition: Definition
    assumed: dict[str, str]
    options: LoadOptions
    fingerprint: str
    rewritten: Path
    left_out: tuple[str, ...] = ()


@dataclass(frozen=True)
class AddedRows:
    """What became of the rows; `id_notes` say which ids were merged, hashed or made, `pseudonym_key` tells the key, '' without one.

    `choice_notes` say what was chosen in questions with a column a choice; `id_findings` are about ids that stand for nobody.
    """

    staged: Staged
    assumptions: Assumptions
    row_outcomes: RowOutcomes
    id_notes: list[str]
    choice_notes: list[str]
    pseudonym_key: str
    id_findings: list[Finding]


def note_load(connection: Connection, request: LoadRequest, load_no: int) -> None:
    """The line among the loads, still without its report: that the file was loaded now."""
    source, now = request.preview.source, datetime.now(UTC).replace(tzinfo=None)
    values = (load_no, source.name, source.sha256, request.fingerprint, now, "")
    connection.execute("insert into loads values (?, ?, ?, ?, ?, ?)", values)


def write_load_report(
    connection: Connection,
    request: LoadRequest,
    added: AddedRows,
    version: int,
    load_no: int,
    findings: list[Finding],
) -> LoadReport:
    """The report of a load that has been prepared; it stands in the load's line, and refused rows are written to their file."""
    row_outcomes, source = added.row_outcomes, request.preview.source
    refused_file = (
        store.refused_file(request.db, request.dataset, version) if row_outcomes.refused else None
    )
    if refused_file:
        write_refused(source, added.staged, row_outcomes.refused, refused_file)
    left_out_file = (
        store.left_out_file(request.db, request.dataset, version) if row_outcomes.left_out else None
    )
    if left_out_file:
        write_left_out(row_outcomes.left_out, left_out_file)
    events, ties, first_at, last_at = connection.execute(
        query("ingest", "loaded"), {"load_no": load_no}
    ).fetchall()[0]
    if added.assumptions.is_timeless:
        ties, first_at, last_at = 0, None, None
    report = LoadReport(
        dataset=request.dataset,
        file=source.name,
        version=version,
        rows_read=row_outcomes.rows_read,
        loaded=row_outcomes.loaded,
        refused=len(row_outcomes.refused),
        duplicates=row_outcomes.duplicates,
        identical=row_outcomes.identical,
        conflicts=row_outcomes.conflicts,
        ties=ties,
        events=events,
        first_at=iso(first_at),
        last_at=iso(last_at),
        mapping=request.preview.plan.columns_by_field(),
        attributes=request.preview.attribute_names,
        recipe=as_toml(_kept_recipe(request)),
        assumed=_assumed_sentences(request, added),
        findings=findings,
        timeless=added.assumptions.is_timeless,
        pseudonymised=request.options.pseudonymise,
        pseudonym_key=added.pseudonym_key,
        refused_rows=row_outcomes.refused[:REFUSED_SHOWN],
        refused_file=str(refused_file) if refused_file else None,
        left_out=len(row_outcomes.left_out),
        left_out_values=list(row_outcomes.left_out[:LEFT_OUT_SHOWN]),
        left_out_file=str(left_out_file) if left_out_file else None,
        columns=list(source.columns),
        author=author(),
    )
    values = {"report": json.dumps(report.as_dict()), "load_no": load_no}
    connection.execute("update loads set report = $report where load_no = $load_no", values)
    return report


def _kept_recipe(request: LoadRequest) -> Recipe:
    """The recipe with the sheet that was read, so that the next file of the kind is read so."""
    recipe, sheet = request.preview.plan.recipe, request.options.sheet
    return replace(recipe, answers={**recipe.answers, "sheet": sheet}) if sheet else recipe


def _assumed_sentences(request: LoadRequest, added: AddedRows) -> list[str]:
    """All that was found out or assumed, one sentence each."""
    sentences = [f"left out of the archive, as no table: {name}" for name in request.left_out]
    sentences += [
        *request.options.notes,
        *request.preview.source.notes,
        *request.preview.plan.notes,
        *added.assumptions.notes,
        *added.choice_notes,
    ]
    sentences += (
        ["the file runs backwards in time, so equal times are read from the bottom up"]
        if added.row_outcomes.runs_backwards
        else []
    )
    sentences += (
        ["its answers have no time: screens that need time say so"]
        if added.assumptions.is_timeless
        else []
    )
    return sentences + added.id_notes + _identical_rows_note(added.row_outcomes)


def _identical_rows_note(row_outcomes: RowOutcomes) -> list[str]:
    """Rows without an event_id that the dataset has already may be an overlap of two exports: the report says so."""
    if not row_outcomes.identical or row_outcomes.identical == row_outcomes.duplicates:
        return []
    return [
        f"{plural(row_outcomes.identical, 'row')} equal to another one in every column and without an event_id: kept as "
        "events of their own (they can be left out, as an overlap of two exports wants)"
    ]
