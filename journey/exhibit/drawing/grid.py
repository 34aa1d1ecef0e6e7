"""A table: headings over a line, text to the left, numbers to the right, and below what is not in it."""

from collections.abc import Sequence

from journey.exhibit.drawing.names import name_lines
from journey.exhibit.grid import Column, Grid
from journey.map.lettering import text_width
from journey.map.scene import Scene, Shape, line, lines

SIZE, HEAD_SIZE, LEADING = 14, 13, 17
GAPS, MOST_GAP, PADDING = (24.0, 16.0, 10.0), 64.0, 9.0
LEAST_WIDTH, LINES_LIMIT = 44.0, 4


def grid_scene(grid: Grid, width: float) -> Scene:
    """The table in this width; fields take up to four lines where one is too short."""
    widths, gap = _widths(grid, width)
    lefts = [sum(widths[:index]) + gap * index for index in range(len(widths))]
    right = lefts[-1] + widths[-1] if widths else width
    heads = [_titled(column) for column in grid.columns]
    shapes, y = _row(heads, grid.columns, lefts, widths, 0.0, HEAD_SIZE, "muted")
    shapes.append(line(0, y, right, y, stroke="ink", stroke_width=1.4))
    for index, row in enumerate(grid.words):
        if index:
            shapes.append(line(0, y, right, y, stroke="line", stroke_width=1))
        row_shapes, y = _row(row, grid.columns, lefts, widths, y, SIZE, "ink")
        shapes += row_shapes
    rest = name_lines(grid.rest, HEAD_SIZE, width) if grid.rest else []
    shapes += lines(0, y + 22, rest, HEAD_SIZE, LEADING, "muted")
    return Scene(width, y + (10 if rest else 2) + LEADING * len(rest), tuple(shapes))


def _titled(column: Column) -> str:
    return f"{column.title}, {column.unit}" if column.unit else column.title


def _widths(grid: Grid, width: float) -> tuple[list[float], float]:
    """Of each column, and the gap between two: as wide as its words where there is room, else the widest give way."""
    natural = [
        max(
            _needed(_titled(column), HEAD_SIZE, column.is_number),
            *(text_width(row[index], SIZE) + 1 for row in grid.words),
            LEAST_WIDTH,
        )
        for index, column in enumerate(grid.columns)
    ]
    between = max(1, len(natural) - 1)
    for gap in GAPS:
        room = width - gap * (len(natural) - 1)
        if sum(natural) <= room:
            return natural, min(MOST_GAP, gap + (room - sum(natural)) / between)
    return _narrowed(natural, room), gap


def _needed(title: str, size: float, is_number: bool) -> float:
    """Room of a heading: in one line, above numbers in two."""
    whole = text_width(title, size) + 1
    words = title.split()
    if not is_number or len(words) < 2:
        return whole
    breaks = range(1, len(words))
    return 1 + min(
        max(text_width(" ".join(words[:at]), size), text_width(" ".join(words[at:]), size))
        for at in breaks
    )


def _narrowed(natural: Sequence[float], room: float) -> list[float]:
    """Widths that add up to the room: those above a common limit are cut to it."""
    left, limit = room, room / len(natural)
    for count, needed in zip(range(len(natural), 0, -1), sorted(natural)):
        limit = left / count
        if needed > limit:
            break
        left -= needed
    return [min(needed, limit) for needed in natural]


def _row(
    words: Sequence[str],
    columns: Sequence[Column],
    lefts: Sequence[float],
    widths: Sequence[float],
    y: float,
    size: float,
    fill: str,
) -> tuple[list[Shape], float]:
    """The fields of a row that begins at y, on a common first line, and where it ends."""
    fields = [
        name_lines(field, size, field_width, limit=LINES_LIMIT) if field else []
        for field, field_width in zip(words, widths)
    ]
    shapes = [
        shape
        for field, column, left, field_width in zip(fields, columns, lefts, widths)
        for shape in lines(
            left + field_width if column.is_number else left,
            y + PADDING + 12,
            field,
            size,
            LEADING,
            fill,
            **({"text_anchor": "end"} if column.is_number else {}),
        )
    ]
    return shapes, y + 2 * PADDING + LEADING * max((len(field) for field in fields), default=1)
