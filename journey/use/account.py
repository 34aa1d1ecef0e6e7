"""What is kept of a load: its report, the file of the rows it refused, and its line among the loads."""

import json
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from journey.data import store
from journey.data.sql import query
from journey.ingest.assumptions import Assumptions
from journey.ingest.check import RowOutcomes, write_refused
from journey.ingest.ids import key_check, known_key
from journey.ingest.recipe import as_toml
from journey.ingest.report import REFUSED_SHOWN, Finding, LoadReport
from journey.ingest.staging import Staged
from journey.model.definition import Definition
from journey.model.words import iso, plural
from journey.use.look import Preview
from journey.use.options import LoadOptions


@dataclass(frozen=True)
class LoadRequest:
    """One table to be loaded, with all that was said of it.

    `before` is the generation that the load goes on from, `fingerprint` equal for the same file loaded in the same way,
    `rewritten` where its rows may be written in plain form, `left_out` the members of its archive that are no table.
    """

    db: Path
    dataset: str
    before: Path | None
    seen: Preview
    definition: Definition
    assumed: dict[str, str]
    options: LoadOptions
    fingerprint: str
    rewritten: Path
    left_out: tuple[str, ...] = ()


@dataclass(frozen=True)
class Added:
    """What became of the rows; `merged` tells of ids that were merged or hashed."""

    staged: Staged
    assumptions: Assumptions
    row_outcomes: RowOutcomes
    merged: list[str]


def account(
    connection,
    order: LoadRequest,
    added: Added,
    version: int,
    load_no: int,
    findings: list[Finding],
) -> LoadReport:
    """The report of a load that has been prepared; it is noted among the loads, and refused rows are written to their file."""
    row_outcomes, source = added.row_outcomes, order.seen.source
    refused_file = (
        store.refused_file(order.db, order.dataset, version) if row_outcomes.refused else None
    )
    if refused_file:
        write_refused(source, added.staged, row_outcomes.refused, refused_file)
    events, ties, first, last = connection.execute(
        query("ingest", "loaded"), {"load_no": load_no}
    ).fetchall()[0]
    if added.assumptions.is_timeless:
        ties, first, last = 0, None, None
    report = LoadReport(
        dataset=order.dataset,
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
        first_at=iso(first),
        last_at=iso(last),
        mapping=order.seen.plan.described(),
        attributes=order.seen.attribute_names,
        recipe=as_toml(order.seen.plan.recipe),
        assumed=_said(order, added),
        findings=findings,
        timeless=added.assumptions.is_timeless,
        pseudonymised=order.options.pseudonymise,
        pseudonym_key=key_check(known_key(order.db)) if order.options.pseudonymise else "",
        refused_rows=row_outcomes.refused[:REFUSED_SHOWN],
        refused_file=str(refused_file) if refused_file else None,
    )
    now = datetime.now(UTC).replace(tzinfo=None)
    values = (
        load_no,
        source.name,
        source.sha256,
        order.fingerprint,
        now,
        json.dumps(report.as_dict()),
    )
    connection.execute("insert into loads values (?, ?, ?, ?, ?, ?)", values)
    return report


def _said(order: LoadRequest, added: Added) -> list[str]:
    """All that was found out or assumed, in words."""
    said = [f"left out of the archive, as no table: {name}" for name in order.left_out]
    said += [*order.seen.source.said, *order.seen.plan.said, *added.assumptions.said]
    said += (
        ["the file runs backwards in time, so equal times are read from the bottom up"]
        if added.row_outcomes.runs_backwards
        else []
    )
    said += (
        ["its answers have no time: screens that need time say so"]
        if added.assumptions.is_timeless
        else []
    )
    return said + added.merged + _copies_said(added.row_outcomes)


def _copies_said(row_outcomes: RowOutcomes) -> list[str]:
    """Rows without an event_id that stand in the dataset already may be an overlap of two exports: that must be seen."""
    if not row_outcomes.identical or row_outcomes.identical == row_outcomes.duplicates:
        return []
    return [
        f"{plural(row_outcomes.identical, 'row')} equal to another one in every column and without an event_id: kept as "
        "events of their own (--identical drop leaves them out, as an overlap of two exports wants)"
    ]
