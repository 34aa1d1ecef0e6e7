"""A heat map: rows and columns of cells, the shade of each its value, its words in an ink that can be read on it."""

from collections.abc import Sequence
from math import ceil

from journey.exhibit.chart import Cell, Cells
from journey.exhibit.drawing.names import LEADING, SIZE, beside, name_lines, names_width
from journey.exhibit.drawing.scale import Scale, titled
from journey.map.lettering import cut_middle, text_width, wrapped
from journey.map.scene import Scene, Shape, line, lines, rect, text
from journey.model.theme import LIGHT, NEUTRAL, ink_on, mixed

PALEST = 0.1  # so that the lowest share is still told from a pale cell
HEAD_SIZE = 13
WORD_FORMS = ((13, 1), (12, 1), (12, 2), (11, 2))  # size and lines of all cells' words
ROW, BETWEEN, PADDING = 38.0, 2.0, 12.0
WIDEST_CELL, LEAST_HEAD, MOST_LEVELS = 150.0, 44.0, 6
KEY_STEPS, KEY_WIDTH = 5, 18.0


def cells_scene(cells: Cells, width: float) -> Scene:
    """Columns named above, rows to the left, and below what the shades mean.

    Words stand in all cells or, where the cells are too narrow for some of them, in none.
    """
    names_end = names_width(cells.rows, SIZE, width, 0.28)
    left = names_end + PADDING
    step = min(WIDEST_CELL, (width - left) / max(1, len(cells.columns)))
    shapes, top = _heads(cells, left, step, width)
    form = _words_form(cells, step - BETWEEN - 6)
    for index, (name, row) in enumerate(zip(cells.rows, cells.cells)):
        y = top + ROW * index
        named = name_lines(name, SIZE, names_end)
        shapes += beside(y + ROW / 2, named, [], names_end, False)
        colour = cells.row_colours[index] if cells.row_colours else "accent"
        for column, cell in enumerate(row):
            shapes += _cell(cell, colour, left + step * column, y, step - BETWEEN, form)
    key, bottom = _key(cells, left, top + ROW * len(cells.rows) + 14, width)
    return Scene(width, bottom, (*shapes, *key))


def _heads(cells: Cells, left: float, step: float, width: float) -> tuple[list[Shape], float]:
    """The title of the columns and their names, where these are narrow on levels one above the other, and of columns that are
    numbered only some; and where the cells begin."""
    title = name_lines(cells.columns_title, HEAD_SIZE, width - left) if cells.columns_title else []
    shapes = lines(left, 12.5, title, HEAD_SIZE, LEADING, "muted")
    every = max(1, ceil(min(LEAST_HEAD, _widest_name(cells)) / step))
    above = LEADING * len(title) + (6 if title else 0)
    if every > 1 and any(name[:1].isalpha() for name in cells.columns):
        for levels in range(2, MOST_LEVELS + 1):
            names, top = _on_levels(cells.columns, left, step, levels, width, above)
            if {shape.text for shape in names} >= set(cells.columns):
                return [*shapes, *names], top
    named = [
        (column, name_lines(cells.columns[column], HEAD_SIZE, every * step - 6, limit=3))
        for column in range(0, len(cells.columns), every)
        if every == 1 or column + every <= len(cells.columns)  # the last has room
    ]
    tallest = max((len(name) for _, name in named), default=0)
    for column, name in named:
        first = above + LEADING * (tallest - len(name)) + 12.5
        x, anchor = left + step * column, "start"
        if every == 1:
            x, anchor = x + (step - BETWEEN) / 2, "middle"
        shapes += lines(x, first, name, HEAD_SIZE, LEADING, text_anchor=anchor)
    return shapes, above + LEADING * tallest + 6


def _on_levels(
    names: Sequence[str], left: float, step: float, levels: int, width: float, above: float
) -> tuple[list[Shape], float]:
    """The names in turns on so many levels, a line from each down to its column; and where the cells begin."""
    top = above + LEADING * levels + 6
    shapes: list[Shape] = []
    taken = [width + 6] * levels  # where the next name to the right on each level begins
    for column in range(len(names) - 1, -1, -1):
        level, at = column % levels, left + step * column + (step - BETWEEN) / 2
        room = taken[level] - 6 - at - 4
        is_before = taken[level] > width and text_width(names[column], HEAD_SIZE) > room
        name = cut_middle(names[column], HEAD_SIZE, at - left - 4 if is_before else room)
        x, anchor = (at - 4, "end") if is_before else (at + 4, "start")
        taken[level] = x - text_width(name, HEAD_SIZE) if is_before else at
        y = above + LEADING * level
        shapes.append(line(at, y + 4, at, top - 2, stroke="line", stroke_width=1))
        shapes += lines(x, y + 12.5, [name], HEAD_SIZE, LEADING, text_anchor=anchor)
    return shapes, top


def _widest_name(cells: Cells) -> float:
    return max((text_width(name, HEAD_SIZE) + 8 for name in cells.columns), default=0.0)


def _words_form(cells: Cells, room: float) -> tuple[int, int] | None:
    """The size and the number of lines in which the words of every cell fit whole; None where they do in none."""
    all_words = {cell.words for row in cells.cells for cell in row}
    return next(
        (
            (size, most)
            for size, most in WORD_FORMS
            if all(_fits(words, size, most, room) for words in all_words)
        ),
        None,
    )


def _fits(words: str, size: int, most: int, room: float) -> bool:
    longest = max((text_width(word, size) for word in words.split()), default=0.0)
    return longest <= room and len(wrapped(words, size, room, most + 1)) <= most


def _cell(
    cell: Cell, colour: str, x: float, y: float, width: float, form: tuple[int, int] | None
) -> list[Shape]:
    """A shaded field, a pale one for what is not final, an outline where there is no value."""
    height = ROW - BETWEEN
    if cell.is_pale:
        box, ink = rect(x, y, width, height, fill="surface"), "muted"
    elif cell.shade is None:
        outline = {"fill": "none", "stroke": "line", "stroke_width": 1}
        box, ink = rect(x + 0.5, y + 0.5, width - 1, height - 1, **outline), "muted"
    else:
        shade = _shaded(colour, cell.shade)
        box, ink = rect(x, y, width, height, fill=shade), ink_on(shade)
    if not form or not cell.words:
        return [box]
    size, most = form
    shown = wrapped(cell.words, size, width - 6, most)
    first = y + (height - (len(shown) - 1) * (size + 2)) / 2 + 0.35 * size
    return [box, *lines(x + width / 2, first, shown, size, size + 2, ink, text_anchor="middle")]


def _shaded(colour: str, shade: float) -> str:
    share = PALEST + (1 - PALEST) * min(1.0, max(0.0, shade))
    return mixed(share, LIGHT.background, LIGHT.role(colour))


def _key(cells: Cells, left: float, y: float, width: float) -> tuple[list[Shape], float]:
    """What the lightest and the darkest shade mean, and what a pale cell does; and where it ends."""
    known = [
        (cell.shade, cell.value)
        for row in cells.cells
        for cell in row
        if cell.shade is not None and cell.value is not None and not cell.is_pale
    ]
    if not known:
        return [], y - 8
    lowest, highest = (end(value for _, value in known) for end in (min, max))
    on = Scale(lowest, highest if highest > lowest else lowest + 1, 0, 1, cells.axis.unit)
    hues = set(cells.row_colours or ("accent",))
    colour = hues.pop() if len(hues) == 1 else NEUTRAL
    first, last = on.words(lowest), on.words(highest)
    title = name_lines(titled(cells.axis, on), HEAD_SIZE, width - left)
    shapes = lines(left, y + 12.5, title, HEAD_SIZE, LEADING, "muted")
    y += LEADING * len(title) + 4
    shades = sorted({shade for shade, _ in known})
    begin, end = shades[0], shades[-1]
    x = left + text_width(first, HEAD_SIZE) + 8
    shapes.append(text(left, y + 12.5, first, HEAD_SIZE, "muted"))
    for number in range(KEY_STEPS):
        shade = begin + (end - begin) * number / (KEY_STEPS - 1)
        shapes.append(
            rect(x + KEY_WIDTH * number, y + 2, KEY_WIDTH - 1, 13, fill=_shaded(colour, shade))
        )
    shapes.append(text(x + KEY_WIDTH * KEY_STEPS + 8, y + 12.5, last, HEAD_SIZE, "muted"))
    return shapes, y + LEADING + 6
