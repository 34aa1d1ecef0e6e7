"""From staged texts to events in the table, with the outcome of every row."""

import csv
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from journey.data.attributes import DURATION
from journey.data.engine import Connection
from journey.data.sql import bound, filled, query
from journey.ingest.answers import KEPT, REFUSED
from journey.ingest.assumptions import Assumptions
from journey.ingest.fields import ENDED_AT, FIELDS, NUMBERS, REQUIRED, SCORES, TIMES
from journey.ingest.ids import GENERATED
from journey.ingest.report import RowFault
from journey.ingest.source import Source
from journey.ingest.staging import Staged
from journey.model.errors import BadFile, Question, UserError

# A file runs backwards when at least this share of each customer's neighbouring rows goes back in time:
# a sorted export is at 0 or 1, a shuffled one near one half.
BACKWARDS_SHARE = 0.9
CONFLICT_LIMIT = 20
OTHER_TIMES = tuple(name for name in (*TIMES, ENDED_AT) if name not in REQUIRED)
READ = (*OTHER_TIMES, *NUMBERS)  # fields whose values are left out where they cannot be read
MONEY = ("revenue", "cost")
FUTURE_SHARE_LIMIT = 0.05  # of the events: more of them in the future are asked about


@dataclass(frozen=True)
class RowOutcomes:
    """File rows by what became of them; loaded, refused and duplicates are counted each on their own.

    `conflicting` are (line, event_id) of the first rows whose id was there already with other content; `left_out` the values that
    could not be read or lie off their scale: their events stay.
    """

    rows_read: int
    loaded: int
    duplicates: int
    identical: int
    conflicts: int
    refused: list[RowFault]
    runs_backwards: bool
    conflicting: tuple[tuple[int, str], ...] = ()
    left_out: tuple[RowFault, ...] = ()


def add_events(
    connection: Connection,
    source: Source,
    staged: Staged,
    assumptions: Assumptions,
    load_no: int,
    attributes: list[int],
    drop_identical: bool,
    step: Callable[[str], None],
) -> RowOutcomes:
    """Check the staged rows and insert the good ones into `events`; `attributes` are the numbers of the file's own a1, a2...

    Raises UserError where no row is good.
    """
    step("checking values")
    _check(connection, assumptions, staged)
    if not assumptions.is_future_settled:
        _ask_about_future(connection, source, assumptions)
    refused = _refused_rows(connection, source, staged)
    _refuse_if_nothing_left(connection, source, refused)
    step("looking for duplicates")
    _content_views(
        connection, tuple(name for name in staged.fields if name != ENDED_AT), attributes
    )
    connection.execute(f"create temp table row_outcomes as {query('ingest', 'row_outcomes')}")
    for view in ("row_contents", "event_contents"):
        connection.execute(f"drop view {view}")
    runs_backwards = not assumptions.is_timeless and _runs_backwards(connection)
    step("adding events")
    sql = query("ingest", "new_events")
    values = {
        "runs_backwards": runs_backwards,
        "load_no": load_no,
        "drop_identical": drop_identical,
    }
    connection.execute(f"insert into events by name {sql}", bound(sql, values))
    left_out = _left_out_values(connection, staged, assumptions)
    outcomes = _count_outcomes(connection, load_no, staged, refused, drop_identical, runs_backwards)
    return replace(outcomes, left_out=left_out)


def _scalar(connection: Connection, sql: str, values: dict | None = None) -> int:
    return connection.execute(sql, values or {}).fetchall()[0][0]


def _check(connection: Connection, assumptions: Assumptions, staged: Staged) -> None:
    """The table `checked`, with the fields that were staged; what is wrong with one of a row's events is wrong with the row."""
    odd = [
        name for name in (*TIMES, ENDED_AT) if name in staged.fields and assumptions.has_odd_times
    ]
    read = [name for name in READ if name in staged.fields]
    part_no = "part + 1" if staged.is_shaped else "1"
    words = {
        "written": ", ".join(_written(name, name in odd) for name in (*TIMES, ENDED_AT)),
        "odd_joins": " ".join(
            f"left join odd_times as {name}_odd on {name}_odd.x = known.{name}" for name in odd
        ),
        "known_answers": "".join(f", {_known(name, part_no)}" for name in read if name in SCORES),
        "typed": "".join(f", {_typed(name, part_no)}" for name in read),
        "fitting": _fitting(read, part_no),
        "left_out": _left_out(read),
    }
    sql = filled(query("ingest", "checked"), words)
    values: dict = {
        "date_order": assumptions.date_order,
        "timezone": assumptions.timezone,
        "is_timeless": assumptions.is_timeless,
        "latest": assumptions.latest,
    }
    values |= {f"{name}_decimal": assumptions.decimals[name] for name in NUMBERS}
    for metric, scales in assumptions.answer_scales.items():
        values |= {
            f"{metric}_lowest": [scale.asked.lowest for scale in scales],
            f"{metric}_highest": [scale.asked.highest for scale in scales],
            f"{metric}_counted": [scale.counted for scale in scales],
            f"{metric}_no_answers": [scale.no_answers for scale in scales],
            f"{metric}_no_numbers": [scale.no_numbers for scale in scales],
        }
    lacking = ", ".join([DURATION, *(name for name in FIELDS if name not in staged.fields)])
    duration = f", {DURATION} as a{staged.duration_no}" if staged.duration_no else ""
    connection.execute(
        f"create temp table checked as select * exclude ({lacking}){duration} from ({sql})",
        bound(sql, values),
    )
    connection.execute("drop view texts")
    connection.execute("drop table raw")
    connection.execute("drop table odd_times")
    _mark_faults(connection, staged)
    if staged.is_shaped:
        connection.execute(
            "update checked set wrong = w.wrong from (select file_row, arg_min(wrong, row_no) as wrong from checked "
            "where wrong is not null group by file_row) as w where w.file_row = checked.file_row and checked.wrong is null"
        )


def _ask_about_future(connection: Connection, source: Source, assumptions: Assumptions) -> None:
    """Raises Question where more than slips lie after the load: dates may be shifted, or events are planned ones."""
    rows, late, sample = connection.execute(
        "select count(*), count(*) filter (occurred_at > $latest), max(occurred_at) from checked",
        {"latest": assumptions.latest},
    ).fetchall()[0]
    if not assumptions.is_timeless and late > FUTURE_SHARE_LIMIT * rows:
        raise Question(
            f"{late:,} of {rows:,} events of {source.name} lie in the future, up to {sample:%Y-%m-%d}: dates may be shifted.",
            [f"future={REFUSED}", f"future={KEPT}"],
        )


def _written(name: str, is_odd: bool) -> str:
    """A column of `checked`: the canonical time of the field, which may be odd."""
    if not is_odd:
        return f"known.{name} as {name}_written"
    odd = f"{name}_odd"
    in_order = (
        f"case when $date_order = 'dmy' then {odd}.day_first "
        f"when $date_order = 'mdy' or not {odd}.starts_with_day then {odd}.month_first end"
    )
    return f"case when {odd}.x is null then known.{name} else {in_order} end as {name}_written"


def _known(score: str, part_no: str) -> str:
    """A column of `checked`: the text of an answer, unless it says that there is none."""
    lists = ", ".join(
        f"list_extract(${score}_{of}, {part_no})" for of in ("no_answers", "no_numbers")
    )
    return f"answer_or_null({score}, {lists}, ${score}_decimal) as {score}"


def _typed(name: str, part_no: str) -> str:
    """A column of `checked`: the moment of the field's canonical time, or the number of its text."""
    if name in OTHER_TIMES:
        value = f"parse_time({name}_written, $timezone)"
    elif name in SCORES:
        value = f"parse_answer({name}, ${name}_decimal, list_extract(${name}_highest, {part_no}))"
    elif name in MONEY:
        value = f"try_cast(number_text({name}, ${name}_decimal) as decimal(18, 4))"
    else:
        value = f"parse_number({name}, ${name}_decimal)"
    return f"{value} as {name}"


def _fitting(names: list[str], part_no: str) -> str:
    """Columns of `checked`: those of the fields that have a range or a scale, where they lie in it."""
    columns = [f"{_in_range(name, part_no)} as {name}" for name in names if name not in MONEY]
    return f"replace ({', '.join(columns)})" if columns else ""


def _in_range(name: str, part_no: str) -> str:
    if name in SCORES:
        of_scale = ("lowest", "highest", "counted")
        lists = ", ".join(f"list_extract(${name}_{of}, {part_no})" for of in of_scale)
        return f"counted_answer({name}, {lists})"
    if name in OTHER_TIMES:
        order = f" and {name} >= occurred_at" if name == ENDED_AT else ""
        return f"case when is_time_in_range({name}){order} then {name} end"
    return f"cast(round(case when {name} between -1 and 1 then {name} end, 6) as decimal(7, 6))"


def _left_out(names: list[str]) -> str:
    """A column of `checked`: those of the fields whose text is no value, each with its text; null where there is none."""
    if not names:
        return "cast(null as struct(field varchar, value varchar)[])"
    is_bad = {name: f"{name}_text is not null and {name} is null" for name in names}
    if ENDED_AT in is_bad:
        is_bad[ENDED_AT] += " and not $is_timeless"
    values = ", ".join(
        f"case when {condition} then {{'field': '{name}', 'value': {name}_text}} end"
        for name, condition in is_bad.items()
    )
    some = f"list_filter([{values}], lambda bad: bad is not null)"
    return f"case when {' or '.join(is_bad.values())} then {some} end"


def _mark_faults(connection: Connection, staged: Staged) -> None:
    """Rows that could not be read as they are in the file are wrong, whatever else they hold."""
    connection.execute(
        "create temp table if not exists faults (file_row bigint, field varchar, value varchar, reason varchar)"
    )
    if staged.faults:
        connection.executemany("insert into faults values (?, ?, ?, ?)", staged.faults)
    connection.execute(
        "update checked set wrong = {'field': f.field, 'value': f.value, 'reason': f.reason} "
        "from (select distinct on (file_row) * from faults order by file_row, field) as f where f.file_row = checked.file_row"
    )
    connection.execute("drop table faults")


def _content_views(
    connection: Connection, fields: tuple[str, ...], file_attributes: list[int]
) -> None:
    """The views `row_contents` and `event_contents`: a hash of all that a row of the file, or an event, holds.

    Where there is no event yet none of its columns is read, because many take long to plan.
    """
    row, event = [*fields, *(f"a{attribute}" for attribute in sorted(file_attributes))], []
    if _scalar(connection, "select count(*) from (select 1 from events limit 1)"):
        attributes = range(1, _scalar(connection, "select count(*) from attributes") + 1)
        event = [*FIELDS, *(f"a{attribute}" for attribute in attributes)]
    for view, table, number_column, names in (
        ("row_contents", "checked", "row_no", row),
        ("event_contents", "events", "event_no", event),
    ):
        parts = ", ".join(_column_content(name) for name in names) or "''"
        wrong = "wrong" if table == "checked" else "null as wrong"
        content = f"md5_number(concat_ws(chr(31), {parts})) as content"
        connection.execute(
            f"create temp view {view} as select {number_column}, event_id, {wrong}, {content} from {table}"
        )


def _column_content(name: str) -> str:
    """A column with its name, and a text with its length, so that no text can look like two.

    An id made for a row without one is no content: copies of the row have others.
    """
    if name == "customer_id":
        text = f"case when not starts_with({name}, '{GENERATED}') then {name} end"
        return f"'{name}=' || length({text}) || ':' || {text}"
    return (
        f"'{name}=' || {name}"
        if name in (*TIMES, *NUMBERS)
        else f"'{name}=' || length({name}) || ':' || {name}"
    )


def _refused_rows(connection: Connection, source: Source, staged: Staged) -> list[RowFault]:
    rows = connection.execute(
        query("ingest", "row_refusals")
        if staged.is_shaped
        else "select file_row, wrong.field, wrong.value, wrong.reason, part from checked where wrong is not null order by row_no"
    ).fetchall()
    refused = [
        RowFault(staged.line(row), field, value, reason, staged.column(field, part))
        for row, field, value, reason, part in rows
    ]
    refused += [RowFault(line, "row", "", reason) for line, reason in staged.misshapen]
    return sorted(refused, key=lambda row: row.line)


def _left_out_values(
    connection: Connection, staged: Staged, assumptions: Assumptions
) -> tuple[RowFault, ...]:
    """The values that are left out of events that stay, each with its line."""
    rows = connection.execute(query("ingest", "left_out_values")).fetchall()
    return tuple(
        RowFault(
            staged.line(row),
            field,
            value,
            _reason(field, part, assumptions),
            staged.column(field, part),
        )
        for row, part, field, value in rows
    )


def _reason(field: str, part: int, assumptions: Assumptions) -> str:
    """Why a value of the field is none."""
    if field == ENDED_AT:
        return "is not a time, or lies before the event's own"
    if field in TIMES:
        return "is not a date or time"
    if field in assumptions.answer_scales:
        scale = assumptions.answer_scales[field][part].asked
        return f"is not a whole number from {scale.lowest} to {scale.highest}"
    return "is not a number from -1 to 1" if field == "valence" else "is not a number"


def _refuse_if_nothing_left(
    connection: Connection, source: Source, refused: list[RowFault]
) -> None:
    rows = _scalar(connection, "select count(*) from checked")
    if not rows and not refused:
        raise BadFile(source.name, "has a header and no rows: export the events again.")
    if _scalar(connection, "select count(*) from checked where wrong is null") == 0:
        raise UserError(
            f"No row of {source.name} can be loaded; the first one, {refused[0].sentence()}."
        )


def _runs_backwards(connection: Connection) -> bool:
    backwards, different = connection.execute(query("ingest", "backwards")).fetchall()[0]
    return different > 0 and backwards >= BACKWARDS_SHARE * different


def _count_outcomes(
    connection: Connection,
    load_no: int,
    staged: Staged,
    refused: list[RowFault],
    drop_identical: bool,
    runs_backwards: bool,
) -> RowOutcomes:
    misshapen = len(staged.misshapen)
    if staged.is_shaped:
        loaded, wrong, duplicates, conflicts, identical = connection.execute(
            query("ingest", "outcome_counts"), {"drop_identical": drop_identical}
        ).fetchall()[0]
        row_count = _scalar(connection, "select count(*) from cells")
        if wrong + misshapen != len(refused):
            raise AssertionError(
                f"refused rows do not add up: {wrong} and {misshapen}, not {len(refused)}"
            )
    else:
        row_count = _scalar(connection, "select count(*) from checked")
        loaded = _scalar(
            connection, "select count(*) from events where load_no = $load_no", {"load_no": load_no}
        )
        repeats, conflicts, identical = connection.execute(
            "select count(*) filter (is_repeat), count(*) filter (is_conflict), count(*) filter (is_identical) from row_outcomes"
        ).fetchall()[0]
        duplicates = repeats + (identical if drop_identical else 0)
    conflicting = _conflicting(connection, staged) if conflicts else ()
    row_outcomes = RowOutcomes(
        row_count + misshapen,
        loaded,
        duplicates,
        identical,
        conflicts,
        refused,
        runs_backwards,
        conflicting,
    )
    if row_outcomes.rows_read != loaded + len(refused) + duplicates:
        raise AssertionError(f"rows do not add up: {row_outcomes}")
    return row_outcomes


def _conflicting(connection: Connection, staged: Staged) -> tuple[tuple[int, str], ...]:
    rows = connection.execute(
        "select c.file_row, c.event_id from row_outcomes as o join checked as c on c.row_no = o.row_no where o.is_conflict "
        "order by c.row_no limit $limit",
        {"limit": CONFLICT_LIMIT},
    ).fetchall()
    return tuple((staged.line(row), event_id) for row, event_id in rows)


def write_refused(source: Source, staged: Staged, refused: list[RowFault], target: Path) -> None:
    """The refused rows under their columns' names, those of a text file to the letter, and their reasons in a file beside."""
    with target.open("w", encoding="utf-8", newline="") as file:
        if source.kind == "csv" and not source.row_numbers:
            lines = {
                line for row in refused for line in range(row.line, staged.last_line(row.line) + 1)
            }
            lines |= set(range(1, source.dialect.header_lines + 1))
            with source.text() as text:
                file.writelines(line for number, line in enumerate(text, 1) if number in lines)
        else:
            writer = csv.writer(file, lineterminator="\n")
            writer.writerow(source.columns[: source.width])
            writer.writerows(source.rows_at({row.line for row in refused}))
    reasons = "\n".join(row.sentence() for row in refused)
    target.with_suffix(".reasons.txt").write_text(reasons + "\n", encoding="utf-8")


def write_left_out(values: Iterable[RowFault], target: Path) -> None:
    """The values left out, one a line of a table: where they stand, what they are, and why they are none."""
    with target.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(("line", "column", "value", "reason"))
        writer.writerows(
            (value.line, value.column or value.field, value.value, value.reason) for value in values
        )
