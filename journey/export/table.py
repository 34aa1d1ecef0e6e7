"""What an exhibit says, as one table: of a chart what is drawn, with n and intervals; of a drawing the answer it shows."""

import math
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from journey.data.answer import Answer
from journey.data.views.form import COUNT, MOMENT, NAME, NUMBER, PATH, SECONDS, SHARE, TEXT, VALENCE
from journey.exhibit.chart import Axis, Bars, Cells, Curves, Dots, Unit
from journey.exhibit.exhibit import Exhibit
from journey.exhibit.grid import Column, Grid, Plain
from journey.model.words import count, duration, percent, plural, signed
from journey.presenters.tables import ARROW, figure, headings

MISSING, LOW, HIGH = "–", "low", "high"
OF_KIND = {SHARE: SHARE, SECONDS: SECONDS, VALENCE: VALENCE, COUNT: COUNT}
IN_WORDS = {NAME, TEXT, PATH, MOMENT}
UNIT_WORDS = {"seconds": "seconds", "points": "points"}
Values = list[Plain]


def table_of(exhibit: Exhibit) -> Grid:
    """The table of what the exhibit draws; one without columns where it draws what no table says."""
    content = exhibit.content
    if isinstance(content, Grid):
        return content
    if isinstance(content, Bars | Dots):
        return _of_rows(content)
    if isinstance(content, Cells):
        return _of_cells(content)
    if isinstance(content, Curves):
        return _of_curves(content)
    if content.table:
        return content.table
    return of_answer(exhibit.answers[0]) if exhibit.answers else Grid((), (), ())


def of_answer(answer: Answer[Any]) -> Grid:
    """The answer's rows under the headings of screens, its numbers as the command line has them."""
    names = list(dict.fromkeys(name for row in answer.rows for name in row))
    shown = headings(answer, names, {})
    columns = []
    for heading in shown:
        is_number = heading.kind not in IN_WORDS
        unit = OF_KIND.get(heading.kind, NUMBER if is_number else "")
        columns.append(Column(heading.words, is_number, unit))
    values = [
        tuple(_cell(row.get(heading.name), heading.kind) for heading in shown)
        for row in answer.rows
    ]
    return _grid(columns, values)


def _cell(value: Any, kind: str) -> Plain:
    if isinstance(value, list | tuple):
        return ARROW.join(map(str, value))
    if isinstance(value, Mapping):
        return ", ".join(f"{name}: {part}" for name, part in value.items())
    if kind == MOMENT and isinstance(value, str):
        return datetime.fromisoformat(value.removesuffix("Z"))
    return value


def _of_rows(content: Bars | Dots) -> Grid:
    columns, parts = [Column("Name")], [list[Plain](content.rows)]
    for series in content.series:
        unit = content.axis.unit
        columns.append(Column(series.name or content.axis.title, True, unit))
        parts.append(list(series.values))
        for title, values, its_unit in (
            (LOW, series.lows, unit),
            (HIGH, series.highs, unit),
            ("n", series.ns, "count"),
        ):
            if values:
                columns.append(Column(f"{series.name}, {title}".lstrip(", "), True, its_unit))
                parts.append(list(values))
    if any(content.row_words):
        columns.append(Column("In words"))
        parts.append(list(content.row_words))
    return _grid(columns, list(zip(*parts)))


def _of_cells(content: Cells) -> Grid:
    """A row a field of the heat map; columns that none of them has are left out."""
    cells = [
        (row, column, cell)
        for row, line in zip(content.rows, content.cells)
        for column, cell in zip(content.columns, line)
    ]
    title, unit = content.axis.title, content.axis.unit
    return _without_empty(
        [
            Column("Name"),
            Column(content.columns_title or "Column"),
            Column(title, True, unit),
            Column(LOW, True, unit),
            Column(HIGH, True, unit),
            Column("n", True, "count"),
            Column("In words"),
        ],
        [
            (row, column, cell.value, cell.low, cell.high, cell.n, cell.words)
            for row, column, cell in cells
        ],
    )


def _of_curves(content: Curves) -> Grid:
    x, y = content.x_axis, content.y_axis
    rows: list[tuple[Plain, ...]] = []
    for curve in content.curves:
        none = [None] * len(curve.x)
        rows += [
            (curve.name, *point)
            for point in zip(curve.x, curve.y, curve.low or none, curve.high or none)
        ]
    columns = [Column("Name"), _of_axis(x), _of_axis(y)]
    return _without_empty([*columns, Column(LOW, True, y.unit), Column(HIGH, True, y.unit)], rows)


def _of_axis(axis: Axis) -> Column:
    return Column(axis.title, True, axis.unit)


def titled(column: Column) -> str:
    """The column's title with the unit of its numbers, for where these stand without it."""
    words = UNIT_WORDS.get(column.unit, "")
    return f"{column.title} ({words})" if words and words not in column.title else column.title


def _without_empty(columns: Sequence[Column], rows: Sequence[Sequence[Plain]]) -> Grid:
    kept = [
        index
        for index in range(len(columns))
        if index < 3 or any(row[index] not in (None, "") for row in rows)
    ]
    return _grid([columns[index] for index in kept], [[row[i] for i in kept] for row in rows])


def _grid(columns: Sequence[Column], rows: Iterable[Sequence[Plain]]) -> Grid:
    values = tuple(tuple(row) for row in rows)
    words = tuple(
        tuple(written(value, column.unit) for value, column in zip(row, columns)) for row in values
    )
    return Grid(tuple(columns), words, values)


def written(value: Plain, unit: Unit | str) -> str:
    """A value of this unit as people read it; what is hidden or unknown is a dash."""
    if value is None or (isinstance(value, float) and not math.isfinite(value)):
        return MISSING
    if isinstance(value, datetime):
        return value.isoformat(" ", "minutes")
    if isinstance(value, bool) or not isinstance(value, int | float):
        return str(value)
    if unit == "share":
        return percent(value) if value >= 0 else f"{signed(100 * value)} %"
    if unit == "seconds":
        return duration(value)
    if unit == "valence":
        return signed(value, 2)
    return count(int(value)) if float(value).is_integer() else figure(value)


def for_reading(grid: Grid, limit: int) -> Grid:
    """The table as a page shows it: both ends of an interval in one column, and no more rows than `limit`."""
    return _shortened(_with_intervals(grid), limit)


def _with_intervals(grid: Grid) -> Grid:
    titles = [column.title for column in grid.columns]
    columns: list[Column] = []
    parts: list[tuple[str, ...]] = []
    lines = list(zip(*grid.words)) or [()] * len(titles)
    for index, column in enumerate(grid.columns):
        stem = column.title.removesuffix(LOW)
        if column.title.endswith(LOW) and titles[index + 1 : index + 2] == [stem + HIGH]:
            columns.append(Column(f"{stem}95 %", True))
            parts.append(tuple(map(_interval, lines[index], lines[index + 1])))
        elif not (
            column.title.endswith(HIGH)
            and titles[index - 1 : index] == [column.title.removesuffix(HIGH) + LOW]
        ):
            columns.append(column)
            parts.append(lines[index])
    words = tuple(zip(*parts))
    return Grid(tuple(columns), words, words, grid.rest)


def _interval(low: str, high: str) -> str:
    return MISSING if low == high == MISSING else f"{low} to {high}"


def _shortened(grid: Grid, limit: int) -> Grid:
    """The first rows, and how many more there are."""
    more = len(grid.words) - limit
    if more <= 0:
        return grid
    rest = f"and {plural(more, 'more row')}, which the workbook holds"
    return Grid(grid.columns, grid.words[:limit], grid.values[:limit], grid.rest or rest)
