"""Findings about rows: read, refused, of another shape, left out as duplicates, or in conflict."""

from collections.abc import Collection, Iterator

from journey.ingest.answers import APART, OF_COLUMN
from journey.ingest.check import RowOutcomes
from journey.ingest.doctor.finding import NAMES_SHOWN, fine, warning
from journey.ingest.report import Finding, RowFault
from journey.model.errors import Setting
from journey.model.words import count, percent, plural

LEFT_OUT = "left out"
NOTABLE_REFUSED = 0.05
NO_CUSTOMER = ("customer_id", "is blank")


def findings(
    row_outcomes: RowOutcomes, has_event_id: bool, stand_ins: Collection[str] = ()
) -> list[Finding]:
    """What became of the rows. `has_event_id`: a column is the id of the event, so that it could be none; `stand_ins`: columns
    that can tell who the customer is where the id is blank."""
    return [
        *_refused(row_outcomes, stand_ins),
        *_left_out(row_outcomes),
        *_misshapen(row_outcomes),
        *_duplicates(row_outcomes),
        *_conflicts(row_outcomes, has_event_id),
    ]


def _refused(row_outcomes: RowOutcomes, stand_ins: Collection[str]) -> Iterator[Finding]:
    """One finding for each reason, the commonest first."""
    if not row_outcomes.refused:
        yield fine("rows", f"all {plural(row_outcomes.rows_read, 'row')} could be read")
    reasons: dict[tuple[str, str], list[RowFault]] = {}
    for row in row_outcomes.refused:
        reasons.setdefault((row.subject, row.reason), []).append(row)
    for (subject, reason), rows in sorted(reasons.items(), key=lambda pair: -len(pair[1])):
        value = f": {rows[0].value[:40]!r}" if rows[0].value else ""
        where = f" (first in line {rows[0].line}{value})"
        why = f"refused because {subject} {reason}" if subject != "row" else _of_row(reason)
        is_blank = (rows[0].field, reason) == NO_CUSTOMER
        choice, settings = _of_nobody(stand_ins) if is_blank else ("", ())
        yield warning(
            "refused", f"{plural(len(rows), 'row')} {why}{where}{choice}", len(rows), (), settings
        )


def _of_nobody(stand_ins: Collection[str]) -> tuple[str, tuple[Setting, ...]]:
    """What rows without a customer could be, in words and as settings."""
    names = [f"{OF_COLUMN}{name}" for name in stand_ins]
    told = f", or {' or '.join(map(repr, stand_ins))} could tell whose it is" if stand_ins else ""
    settings = tuple(Setting("assume", f"blank_ids={answer}") for answer in (APART, *names))
    return f": each row could be a customer of its own{told}", settings


def _left_out(row_outcomes: RowOutcomes) -> Iterator[Finding]:
    """One finding for each field whose values are left out of events that stay."""
    fields: dict[str, list[RowFault]] = {}
    for value in row_outcomes.left_out:
        fields.setdefault(value.subject, []).append(value)
    for subject, values in sorted(fields.items(), key=lambda pair: -len(pair[1])):
        first = values[0]
        yield warning(
            "left_out",
            f"{plural(len(values), 'value')} of {subject} left out, not {'its event' if len(values) == 1 else 'their events'}: "
            f"{'it ' if len(values) == 1 else 'each '}{first.reason} (first in line {first.line}: {first.value[:40]!r})",
            len(values),
            [value.sentence() for value in values[:NAMES_SHOWN]],
        )


def _of_row(reason: str) -> str:
    """Why a row as a whole was refused: 'left out: a test answer', 'refused: has 2 fields where ...'."""
    return reason if reason.startswith(LEFT_OUT) else f"refused: {reason}"


def _misshapen(row_outcomes: RowOutcomes) -> Iterator[Finding]:
    misshapen = sum(row.field == "row" and "fields" in row.reason for row in row_outcomes.refused)
    if misshapen > NOTABLE_REFUSED * row_outcomes.rows_read:
        yield warning(
            "misshapen",
            f"{percent(misshapen / row_outcomes.rows_read)} of the rows have another number of fields than the header: "
            "another delimiter may be the right one",
            misshapen,
        )


def _duplicates(row_outcomes: RowOutcomes) -> Iterator[Finding]:
    if row_outcomes.duplicates:
        words = f"{plural(row_outcomes.duplicates, 'row')} left out as duplicates: they repeat an event, or an older form of it"
        yield warning("duplicates", words, row_outcomes.duplicates)


def _conflicts(row_outcomes: RowOutcomes, has_event_id: bool) -> Iterator[Finding]:
    if not row_outcomes.conflicts:
        return
    conflict_lines = ", ".join(
        f"line {line} ({event_id[:40]!r})"
        for line, event_id in row_outcomes.conflicting[:NAMES_SHOWN]
    )
    more = (
        f" and {count(row_outcomes.conflicts - NAMES_SHOWN)} more"
        if row_outcomes.conflicts > NAMES_SHOWN
        else ""
    )
    yield warning(
        "conflicts",
        f"{plural(row_outcomes.conflicts, 'row')} with the event_id of another one but other content: "
        f"the first one counts, not {conflict_lines}{more}"
        + ("; without an event_id all of them would" if has_event_id else ""),
        row_outcomes.conflicts,
        [f"line {line}: {event_id}" for line, event_id in row_outcomes.conflicting],
        [Setting("map", "event_id=")] if has_event_id else (),
    )
