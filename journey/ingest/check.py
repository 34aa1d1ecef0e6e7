"""From staged texts to events in the table, with the fate of every row."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from journey.data.sql import bound, query
from journey.ingest.assumptions import Assumptions
from journey.ingest.fields import FIELDS
from journey.ingest.report import Refused
from journey.ingest.source import Source, original_lines
from journey.ingest.staging import Staged
from journey.model.definition import Definition
from journey.model.errors import UserError
from journey.model.metrics import SCALES

# A file runs backwards when at least this share of each customer's neighbouring rows goes back in time:
# a sorted export is at 0 or 1, a shuffled one near one half.
BACKWARDS_SHARE = 0.9


@dataclass(frozen=True)
class Fates:
    """File rows by what became of them; loaded, refused and duplicates are counted each on their own."""

    rows_read: int
    loaded: int
    duplicates: int
    identical: int
    conflicts: int
    refused: list[Refused]
    runs_backwards: bool


def add_events(connection, source: Source, staged: Staged, definition: Definition, assumptions: Assumptions, load_no: int,
               attributes: list[int], drop_identical: bool, step: Callable[[str], None]) -> Fates:
    """Check the staged rows and insert the good ones into `events`; `attributes` are the numbers of the file's own a1, a2...

    Raises UserError where no row is good.
    """
    step("checking values")
    _check(connection, definition, assumptions)
    refused = _refused(connection, source, staged)
    _refuse_if_nothing_left(connection, source, refused)
    step("looking for duplicates")
    _content_words(connection, attributes, connection.execute("select count(*) from attributes").fetchall()[0][0])
    connection.execute(f"create temp table fates as {query('ingest', 'fates')}")
    backwards = _runs_backwards(connection)
    step("adding events")
    sql = query("ingest", "new_events")
    values = {"runs_backwards": backwards, "load_no": load_no, "drop_identical": drop_identical}
    connection.execute(f"insert into events by name {sql}", bound(sql, values))
    return _counted(connection, load_no, len(staged.misshapen), refused, drop_identical, backwards)


def _check(connection, definition: Definition, assumptions: Assumptions) -> None:
    sql = query("ingest", "checked")
    values = {"date_order": assumptions.date_order, "timezone": assumptions.timezone, "decimal": assumptions.decimal}
    for metric in SCALES:
        scale = definition.scale(metric)
        values |= {f"{metric}_lowest": scale.lowest, f"{metric}_highest": scale.highest,
                   f"{metric}_scale": definition.scale_names[metric]}
    connection.execute(f"create temp table checked as {sql}", bound(sql, values))
    connection.execute("drop table raw")


def _content_words(connection, own: list[int], all_attributes: int) -> None:
    """SQL words that give a fingerprint of all that a row of the file, or an event, says: equal contents, equal numbers."""
    for word, numbers in (("content_of_row", sorted(own)), ("content_of_event", range(1, all_attributes + 1))):
        names = [*FIELDS, *(f"a{number}" for number in numbers)]
        parts = ", ".join(f"'{name}=' || r.{name}" for name in names)
        connection.execute(f"create or replace temp macro {word}(r) as md5_number(concat_ws(chr(31), {parts}))")


def _refused(connection, source: Source, staged: Staged) -> list[Refused]:
    rows = connection.execute(
        "select row_no, wrong.field, wrong.value, wrong.reason from checked where wrong is not null order by row_no"
    ).fetchall()
    width = len(source.columns)
    refused = [Refused(staged.line(number), field, value, reason) for number, field, value, reason in rows]
    refused += [Refused(line, "row", "", f"has {fields} fields where the header has {width}") for line, fields in staged.misshapen]
    return sorted(refused, key=lambda row: row.line)


def _refuse_if_nothing_left(connection, source: Source, refused: list[Refused]) -> None:
    rows = connection.execute("select count(*) from checked").fetchall()[0][0]
    if not rows and not refused:
        raise UserError(f"{source.name} has a header and no rows: export the events again.")
    if connection.execute("select count(*) from checked where wrong is null").fetchall()[0][0] == 0:
        raise UserError(f"No row of {source.name} can be loaded; the first one, {refused[0].sentence()}.")


def _runs_backwards(connection) -> bool:
    backwards, different = connection.execute(query("ingest", "backwards")).fetchall()[0]
    return different > 0 and backwards >= BACKWARDS_SHARE * different


def _counted(connection, load_no: int, misshapen: int, refused: list[Refused], drop_identical: bool,
             backwards: bool) -> Fates:
    rows = connection.execute("select count(*) from checked").fetchall()[0][0]
    loaded = connection.execute("select count(*) from events where load_no = $load_no", {"load_no": load_no}).fetchall()[0][0]
    repeats, conflicts, identical = connection.execute(
        "select count(*) filter (is_repeat), count(*) filter (is_conflict), count(*) filter (is_identical) from fates"
    ).fetchall()[0]
    duplicates = repeats + (identical if drop_identical else 0)
    fates = Fates(rows + misshapen, loaded, duplicates, identical, conflicts, refused, backwards)
    if fates.rows_read != loaded + len(refused) + duplicates:
        raise AssertionError(f"rows do not add up: {fates}")
    return fates


def write_refused(source: Source, staged: Staged, refused: list[Refused], target: Path) -> None:
    """The refused rows of a CSV under its header, as they were, and their reasons in a file beside."""
    if source.kind == "csv":
        lines = {line for row in refused for line in range(row.line, staged.last_line(row.line) + 1)}
        with target.open("w", encoding="utf-8", newline="") as file:
            file.writelines(original_lines(source, {*range(1, source.header_lines + 1), *lines}))
    reasons = "\n".join(row.sentence() for row in refused)
    target.with_suffix(".reasons.txt").write_text(reasons + "\n", encoding="utf-8")
