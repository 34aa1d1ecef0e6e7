"""Whether a file's figures are still those of the data: each exhibit is made again and compared figure by figure."""

import json
import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import journey
from journey.data.generation import Generation
from journey.exhibit.declared import make
from journey.exhibit.exhibit import Nothing
from journey.exhibit.source import AnswerSource, asking
from journey.export.passport import Figures, Passport, Shown, shown
from journey.model.errors import UserError
from journey.model.words import plural

ALL_ROWS = 1_000_000_000  # of the figures now, of which the file may hold the first ones only
TOLERANCE = 1e-9
ABSENT = "not there"
Row = Mapping[str, Any]


@dataclass(frozen=True)
class Move:
    """A figure that is another one now; `row` is '' for what is said of the whole exhibit."""

    exhibit: str
    row: str
    column: str
    then: str
    now: str


@dataclass(frozen=True)
class Verdict:
    """What was compared and what moved; `notes` say what differs beside the figures, and what could not be compared."""

    exhibits: int
    figures: int
    moves: tuple[Move, ...]
    notes: tuple[str, ...]


def verify(passport: Passport, generation: Generation) -> Verdict:
    """The passport against the present data of the dataset, asked in shared mode as the file was."""
    moves: list[Move] = []
    figures = 0
    sources = {then.ref.filters: asking(generation, then.ref.filters) for then in passport.shown}
    for then in passport.shown:
        now = _now(then, sources[then.ref.filters])
        if isinstance(now, str):
            moves.append(Move(then.ref.id, "", "exhibit", then.title, now))
            continue
        figures += sum(len(row) for table in then.figures for row in table.rows)
        moves += _moves(then, now)
    return Verdict(len(passport.shown), figures, tuple(moves), tuple(_notes(passport, generation)))


def _now(then: Shown, source: AnswerSource) -> Shown | str:
    """The exhibit as it is now; why there is none, in words."""
    try:
        made = make(then.ref, source)
    except UserError as error:
        return str(error)
    if isinstance(made, Nothing):
        return f"nothing to show: {made.reason}"
    return shown(made, ALL_ROWS)


def _notes(passport: Passport, generation: Generation) -> list[str]:
    notes = []
    if passport.checksum and passport.checksum == generation.content:
        notes.append("The events are the same as in the file.")
    elif passport.checksum and generation.content:
        notes.append("The events are not the same as in the file: data were loaded or taken back.")
    if passport.version != generation.number:
        notes.append(
            f"The file was made from version {passport.version}; the data are at version {generation.number}."
        )
    if passport.program != journey.__version__:
        notes.append(
            f"The file was made by journey {passport.program}; this is journey {journey.__version__}."
        )
    notes += [
        f"{then.ref.id}: {plural(cut, 'row')} of its figures not kept in the passport, so not compared."
        for then in passport.shown
        if (cut := sum(table.cut for table in then.figures))
    ]
    return notes


def _moves(then: Shown, now: Shown) -> list[Move]:
    found = [
        Move(then.ref.id, "", name, _written(before), _written(after))
        for name, before, after in (
            ("finding", then.title, now.title),
            ("n", then.n, now.n),
        )
        if before != after
    ]
    current = {(table.view, table.options): table for table in now.figures}
    for table in then.figures:
        found += _moves_of_table(then.ref.id, table, current.get((table.view, table.options)))
    return found


def _moves_of_table(exhibit: str, then: Figures, now: Figures | None) -> list[Move]:
    """Row by row, each found again by its names; rows that came are told of where the file holds all of them."""
    if now is None:
        return [Move(exhibit, "", then.view, f"{len(then.rows):,} rows", ABSENT)]
    names = _names_of_rows([*then.rows, *now.rows])
    before, after = _by_name(then.rows, names), _by_name(now.rows, names)
    found = []
    for row, figures in before.items():
        if row not in after:
            found.append(Move(exhibit, row, then.view, "there", ABSENT))
            continue
        found += [
            Move(exhibit, row, column, _written(value), _written(after[row].get(column, ABSENT)))
            for column, value in figures.items()
            if not _is_same(value, after[row].get(column, ABSENT))
        ]
    if not then.cut:
        found += [
            Move(exhibit, row, then.view, ABSENT, "there") for row in after if row not in before
        ]
    return found


def _is_same(then: Any, now: Any) -> bool:
    """Whether a figure stayed; sums of the same numbers in another order differ in the last digits."""
    if isinstance(then, float) and isinstance(now, int | float):
        return math.isclose(then, now, rel_tol=TOLERANCE, abs_tol=TOLERANCE)
    return bool(then == now)


def _names_of_rows(rows: Sequence[Row]) -> list[str]:
    """The columns before the first figure: they name a row."""
    columns = list(rows[0]) if rows else []
    names = []
    for column in columns:
        kinds = {type(row.get(column)) for row in rows}
        if not kinds & {str, list} or kinds - {str, list, type(None)}:
            break
        names.append(column)
    return names


def _by_name(rows: Sequence[Row], names: list[str]) -> dict[str, Row]:
    """The rows by what names them; where several have one name, or none has any, also by their place."""
    times: Counter[str] = Counter()
    found = {}
    for row in rows:
        name = " / ".join(_written(row.get(column)) for column in names)
        times[name] += 1
        is_alone = names and times[name] == 1
        found[name if is_alone else f"{name} {times[name]}".strip()] = row
    return found


def _written(value: Any) -> str:
    if value is None:
        return "hidden or unknown"
    if isinstance(value, str):
        return value
    return json.dumps(value, ensure_ascii=False)
