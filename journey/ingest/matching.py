"""Which column is which field: by name, by what such columns are often called, and by their content, each with its reason."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from journey.ingest.column_contents import (
    CLOCK,
    DAMAGED_ID,
    DAMAGED_SHARE,
    DAY,
    columns_of,
    reason_by_content,
)
from journey.ingest.column_names import OTHER_NAMES, column_named, names_of, normalised
from journey.ingest.customer_candidates import customer_candidates
from journey.ingest.fields import ENDED_AT, IDS, MAPPED, REQUIRED, TIME_OF_DAY
from journey.ingest.questions import answer_number, spans_no_nps

AGAINST_COPIES = ("insert_id", "event_uuid", "event_guid")
# Columns that stand together in a log of activities: when each began, and when it was over.
START_AND_END = (
    ("start_timestamp", ("complete_timestamp", "end_timestamp", "time_timestamp")),
    ("start_time", ("end_time",)),
    ("started_at", ("ended_at",)),
)
ID_OF_ONE_ROW = 0.5  # of the ids of answers: the rest came twice


@dataclass(frozen=True)
class Match:
    """A column for a field: `is_sure` where its name is the field's own."""

    field: str
    column: str
    because: str
    is_sure: bool = False


def matches(
    columns: tuple[str, ...],
    sample: Iterable[tuple[str, ...]],
    channels: Iterable[str] = (),
    emotions: Iterable[str] = (),
    stages: Iterable[str] = (),
) -> list[Match]:
    """The best column for each field that has one; no column twice. The words are those that the definition knows."""
    rows = list(sample)
    matched = _by_name(columns)
    taken = {match.column for match in matched}
    if customer := _customer(columns, rows, matched):
        matched.append(customer)
        taken.add(customer.column)
    clocks = columns_of(CLOCK, columns, rows)
    start_and_end = _start_and_end(columns, matched, clocks)
    matched += start_and_end
    taken |= {match.column for match in start_and_end}
    damaged = columns_of(DAMAGED_ID, columns, rows, DAMAGED_SHARE)
    for field, names in OTHER_NAMES.items():
        if field not in (TIME_OF_DAY, "customer_id") and field not in {
            match.field for match in matched
        }:
            unfit = clocks if field == "occurred_at" else damaged if field in IDS else set()
            column = column_named(columns, names, taken | unfit)
            if column and (field != "event_id" or _is_id_of_a_row(column, columns, rows)):
                matched.append(Match(field, column, "columns called so are often this"))
                taken.add(column)
    known = {
        "channel": set(channels),
        "emotion": set(emotions),
        "stage": {stage.lower() for stage in stages},
    }
    for field in ("occurred_at", "emotion", "channel", "stage"):
        if field not in {match.field for match in matched}:
            match = _by_content(field, columns, rows, taken, known.get(field, set()))
            if match:
                matched.append(match)
                taken.add(match.column)
    matched = [_unless_no_nps(match, columns, rows, matched) for match in matched]
    matched += _clock_beside_day(matched, columns, rows, clocks - taken)
    return sorted(matched, key=lambda match: MAPPED.index(match.field))


def _customer(
    columns: tuple[str, ...], rows: list[tuple[str, ...]], matched: list[Match]
) -> Match | None:
    """The column that says who the customer is, where one does so surely."""
    taken = {match.column for match in matched}
    if any(match.field == "customer_id" for match in matched):
        return None
    candidates = customer_candidates(columns, rows)
    return next(
        (
            Match("customer_id", candidate.column, candidate.because)
            for candidate in candidates
            if candidate.is_taken and candidate.column not in taken
        ),
        None,
    )


def _unless_no_nps(
    match: Match, columns: tuple[str, ...], rows: list[tuple[str, ...]], matched: list[Match]
) -> Match:
    """The match; where it is NPS and nobody can have been asked on 0 to 10, one that offers the column as CSAT."""
    if match.field != "nps" or any(other.field == "csat" for other in matched):
        return match
    index = columns.index(match.column)
    cells = [row[index].strip() for row in rows if len(row) > index]
    end = spans_no_nps([number for cell in cells if (number := answer_number(cell)) is not None])
    because = f"its answers go from 1 to {end}, which is no NPS"
    return Match("csat", match.column, because) if end else match


def _start_and_end(columns: tuple[str, ...], matched: list[Match], clocks: set[str]) -> list[Match]:
    """The columns that say when each row's activity began and was over, where the header has such a pair and no other time."""
    known = {match.field: match.column for match in matched}
    if "occurred_at" in known:
        return []
    likeliest = column_named(columns, OTHER_NAMES["occurred_at"], clocks | {*known.values()})
    for start, ends in START_AND_END:
        began = column_named(columns, (start,), clocks)
        over = column_named(columns, ends, clocks)
        if began and over and began not in known.values() and likeliest in (None, began, over):
            found = {"occurred_at": began, **({} if ENDED_AT in known else {ENDED_AT: over})}
            because = f"{began!r} and {over!r} are when an activity began and was over"
            return [Match(field, column, because) for field, column in found.items()]
    return []


def _clock_beside_day(
    matched: list[Match], columns: tuple[str, ...], rows: list[tuple[str, ...]], clocks: set[str]
) -> list[Match]:
    """The column of clocks that makes times of days; the likeliest by name where there are several."""
    day = next((match.column for match in matched if match.field == "occurred_at"), None)
    is_said = any(match.field == TIME_OF_DAY for match in matched)
    if day is None or is_said or day not in columns_of(DAY, columns, rows):
        return []
    named = column_named(columns, OTHER_NAMES[TIME_OF_DAY], set(columns) - clocks)
    clock = named or next((column for column in columns if column in clocks), None)
    if clock is None:
        return []
    sample = next(
        " ".join((row[columns.index(day)].strip(), row[columns.index(clock)].strip()))
        for row in rows
        if row[columns.index(day)].strip() and row[columns.index(clock)].strip()
    )
    return [Match(TIME_OF_DAY, clock, f"{day!r} has no clock, and joined they are {sample!r}")]


def _by_name(columns: tuple[str, ...]) -> list[Match]:
    """Columns whose name is a field's but for case, blanks and signs; a name spelt exactly wins."""
    columns_by_field: dict[str, str] = {}
    for column in columns:
        field = normalised(column)
        if field in MAPPED and (field not in columns_by_field or column == field):
            columns_by_field[field] = column
    return [Match(field, column, "its name", True) for field, column in columns_by_field.items()]


def _is_id_of_a_row(column: str, columns: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> bool:
    """Whether most values stand in one row alone: in a file of one row a question, an answer's id stands in several."""
    index = columns.index(column)
    cells = Counter(row[index].strip() for row in rows if len(row) > index and row[index].strip())
    single = sum(number == 1 for number in cells.values())
    return single > 0 and single >= ID_OF_ONE_ROW * len(cells)


def _by_content(
    field: str,
    columns: tuple[str, ...],
    rows: list[tuple[str, ...]],
    taken: set[str],
    known: set[str],
) -> Match | None:
    for index, column in enumerate(columns):
        cells = [row[index].strip() for row in rows if len(row) > index and row[index].strip()]
        if column in taken or len(cells) < max(1, 0.2 * len(rows)):
            continue
        because = reason_by_content(field, cells, known)
        if because:
            return Match(field, column, because)
    return None


def default_matches(candidates: list[Match]) -> list[Match]:
    """Those used without asking: exact names, required fields, the clock of a day, the end beside a start, ids against copies."""
    used = (*REQUIRED, TIME_OF_DAY, ENDED_AT)
    return [
        match
        for match in candidates
        if match.is_sure or match.field in used or _is_against_copies(match)
    ]


def _is_against_copies(match: Match) -> bool:
    """Whether the column exists for this alone: to tell rows that a tool's exports repeat."""
    return match.field == "event_id" and names_of(match.column)[2] in AGAINST_COPIES
