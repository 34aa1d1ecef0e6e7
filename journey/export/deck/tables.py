"""Tables and heat maps as tables of PowerPoint, on as many slides as their rows need up to a limit."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from journey.exhibit.chart import Cells
from journey.exhibit.grid import Grid
from journey.export.deck.lettered import LEADING, Lettered
from journey.export.deck.markup import POINT, Run, bound, escaped, frame, paragraph
from journey.export.deck.palette import Palette
from journey.map.box import Box
from journey.map.lettering import cut_middle
from journey.model.theme import ON_COLOUR, ink_on, mixed

ROWS_LIMIT, SLIDES_LIMIT, COLUMNS_LIMIT = 16, 4, 14
MOST = ROWS_LIMIT * SLIDES_LIMIT
SIZES = (15.0, 14.0, 13.0, 12.0, 11.0, 10.0, 9.0)
SIDE, ABOVE = 6.0, 4.0  # margins of a field, in points
WORDS_LIMIT = 500  # letters of a field that are measured; no row has room for more
WORDS_LEAST = 130.0  # points of a column of words, which may go on in further lines
WIDEST, LEAST, LINES_LIMIT, ROW = 0.55, 34.0, 4, 30.0
WORD_MOST = 200.0  # points of a word that is not broken
NUMBER_SLACK = 1.2
HEAT_ROW, HEAT_COLUMN, HEAT_NAMES, PALE = 44.0, 170.0, 0.24, 0.45


@dataclass(frozen=True)
class Field:
    """A field of a table; `fill` is #rrggbb, '' for none."""

    words: str
    is_number: bool = False
    fill: str = ""
    ink: str = "ink"
    bold: bool = False
    is_middle: bool = False


@dataclass(frozen=True)
class Table:
    """A table on one slide, in points; the first row is the heading. `rest` says what no slide shows."""

    widths: tuple[float, ...]
    heights: tuple[float, ...]
    rows: tuple[tuple[Field, ...], ...]
    size: float
    rest: str = ""

    @property
    def height(self) -> float:
        return sum(self.heights)


def grid_tables(content: Grid, width: float, height: float, letters: Lettered) -> list[Table]:
    """The tables that the slides show; each has the heading."""
    columns = content.columns[:COLUMNS_LIMIT]
    numbers = [column.is_number for column in columns]
    heading = [
        f"{column.title} ({column.unit})" if column.unit else column.title for column in columns
    ]
    words = [
        [bound(" ".join(word.split())[:WORDS_LIMIT]) for word in row[: len(columns)]]
        for row in content.words[:MOST]
    ]
    dropped = len(content.columns) - len(columns)
    more = f"{dropped} more columns" if dropped > 1 else "1 more column" if dropped else ""
    best: list[Table] = []
    was_whole = False
    for size in SIZES:
        widths = _widths([heading, *words], numbers, size, width, letters)
        if not widths and size > SIZES[-1]:
            continue
        widths = widths or _squeezed([heading, *words], numbers, size, width, letters)
        head = _fields(heading, numbers, widths, size, letters, is_head=True)
        rows = [_fields(row, numbers, widths, size, letters) for row in words]
        unseen = len(content.words) - len(rows)
        tables = _paged(
            head, rows, unseen, size, widths, height, letters, [content.rest, more], ROW
        )
        if size > SIZES[-1] and any(table.height > height for table in tables):
            continue
        is_whole = [[field.words for field in row] for row in rows] == words
        if not best or len(tables) < len(best) or not was_whole:
            best, was_whole = tables, is_whole
        if was_whole and len(best) <= math.ceil(len(rows) / ROWS_LIMIT):
            break
    return best


def _fields(
    words: Sequence[str],
    numbers: Sequence[bool],
    widths: Sequence[float],
    size: float,
    letters: Lettered,
    is_head: bool = False,
) -> tuple[Field, ...]:
    """The fields of a row, their words cut to the lines that a row may have."""
    ink = "muted" if is_head else "ink"
    return tuple(
        Field(_cut(word, size, width, letters, is_head), number, ink=ink, bold=is_head)
        for word, number, width in zip(words, numbers, widths)
    )


def cells_tables(
    content: Cells, width: float, height: float, letters: Lettered, palette: Palette
) -> list[Table]:
    """A heat map: fields filled by their shade, ink readable on each."""
    shown = min(len(content.columns), COLUMNS_LIMIT)
    names = [
        letters.width(name, SIZES[0], True) + 2 * SIDE
        for name in (*content.rows[:MOST], content.columns_title)
    ]
    first = min(max(names, default=LEAST), HEAT_NAMES * width)
    each = min((width - first) / max(1, shown), HEAT_COLUMN)
    widths = [first, *([each] * shown)]
    said = [cell.words for row in content.cells[:MOST] for cell in row[:shown]]
    longest = max(said, key=lambda word: letters.width(word, SIZES[0]), default="")
    size = next(
        (size for size in SIZES if letters.width(longest, size) + 2 * SIDE <= each), SIZES[-1]
    )
    head = (
        Field(_cut(content.columns_title, size, first, letters, True), ink="muted", bold=True),
        *(
            Field(_cut(name, size, each, letters, True), ink="muted", bold=True, is_middle=True)
            for name in content.columns[:shown]
        ),
    )
    rows = []
    for index, name in enumerate(content.rows[:MOST]):
        colour = content.row_colours[index] if content.row_colours else "accent"
        row = [Field(_cut(name, size, first, letters), bold=True)]
        for cell in content.cells[index][:shown]:
            shade = cell.shade or 0.0
            fill = mixed(
                min(1.0, max(0.0, shade)) * (PALE if cell.is_pale else 1.0),
                ON_COLOUR,
                palette.rgb(colour),
            )
            words = _cut(cell.words, size, each, letters)
            ink = ink_on(fill) if cell.shade is not None else "muted"
            row.append(
                Field(words, False, fill if cell.shade is not None else "", ink, is_middle=True)
            )
        rows.append(tuple(row))
    dropped = len(content.columns) - shown
    more = f"and {dropped} more columns" if dropped else ""
    unseen = len(content.rows) - len(rows)
    return _paged(head, rows, unseen, size, widths, height, letters, [more], HEAT_ROW)


def _natural(
    rows: Sequence[Sequence[str]],
    numbers: Sequence[bool],
    size: float,
    width: float,
    letters: Lettered,
) -> list[float]:
    """How wide the columns are if their words stand on one line, those of words up to a share of the table."""
    least = _longest_words(rows, size, letters)
    longest = (
        max(letters.width(row[index], size, row is rows[0]) for row in rows) + 2 * SIDE + 1
        for index in range(len(numbers))
    )
    return [
        max(LEAST, one, word) if is_number else max(LEAST, min(one, WIDEST * width))
        for one, word, is_number in zip(longest, least, numbers)
    ]


def _longest_words(rows: Sequence[Sequence[str]], size: float, letters: Lettered) -> list[float]:
    """How wide the columns are if none of their words is broken, with slack for another font."""
    return [
        NUMBER_SLACK
        * max(
            letters.width(word, size, row is rows[0])
            for row in rows
            for word in row[index].split(" ")
        )
        + 2 * SIDE
        for index in range(len(rows[0]))
    ]


def _widths(
    rows: Sequence[Sequence[str]],
    numbers: Sequence[bool],
    size: float,
    width: float,
    letters: Lettered,
) -> list[float]:
    """The columns' widths, together the whole; [] where letters of the size have no room."""
    natural = _natural(rows, numbers, size, width, letters)
    words = _longest_words(rows, size, letters)
    wanting = [index for index, is_number in enumerate(numbers) if not is_number] or [0]
    spare = width - sum(natural)
    if spare < 0:
        least = [
            word if is_number else max(WORDS_LEAST, min(word, WORD_MOST))
            for word, is_number in zip(words, numbers)
        ]
        wide = [max(0.0, one - fewest) for one, fewest in zip(natural, least)]
        if sum(wide) < -spare:
            return []
        return [one + spare * over / sum(wide) for one, over in zip(natural, wide)]
    return [
        one + (spare / len(wanting) if index in wanting else 0) for index, one in enumerate(natural)
    ]


def _squeezed(
    rows: Sequence[Sequence[str]],
    numbers: Sequence[bool],
    size: float,
    width: float,
    letters: Lettered,
) -> list[float]:
    """The columns' widths where there is no room for them: numbers whole, if at all possible, and words in what is left."""
    natural = _natural(rows, numbers, size, width, letters)
    least = [
        min(one, word) if is_number else min(one, word, WORDS_LEAST)
        for one, word, is_number in zip(natural, _longest_words(rows, size, letters), numbers)
    ]
    spare = width - sum(least)
    if spare <= 0:
        return [one * width / sum(least) for one in least]
    wanted = sum(natural) - sum(least)
    return [fewest + spare * (one - fewest) / wanted for one, fewest in zip(natural, least)]


def _cut(words: str, size: float, width: float, letters: Lettered, bold: bool = False) -> str:
    """The words, in so many lines as a row may have at most."""
    words = bound(words)
    room = width - 2 * SIDE
    if len(letters.lines(words, size, room, bold=bold)) <= LINES_LIMIT:
        return words
    shown = words
    share = LINES_LIMIT * 0.95
    while len(letters.lines(shown, size, room, bold=bold)) > LINES_LIMIT and share > 0.5:
        shown = cut_middle(words, size * letters.spread, room * share, bold)
        share -= 0.2
    return shown


def _height(row: Sequence[Field], widths: Sequence[float], size: float, letters: Lettered) -> float:
    lines = max(
        len(letters.lines(field.words, size, room - 2 * SIDE, bold=field.bold))
        for field, room in zip(row, widths)
    )
    return max(1, lines) * size * LEADING + 2 * ABOVE


def _per_slide(rows: int) -> int:
    """How many of so many rows stand on one slide, as many on each."""
    return math.ceil(rows / max(1, math.ceil(rows / ROWS_LIMIT))) or 1


def _paged(
    head: tuple[Field, ...],
    rows: list[tuple[Field, ...]],
    unseen: int,
    size: float,
    widths: list[float],
    height: float,
    letters: Lettered,
    rest: list[str],
    least: float,
) -> list[Table]:
    """The rows on slides; what follows the last is said.

    `unseen`: rows that are not even measured. `least`: a row's height where there is room.
    """
    top = _height(head, widths, size, letters)
    most = _per_slide(len(rows))
    tables: list[Table] = []
    begin = 0
    while (begin < len(rows) or not tables) and len(tables) < SLIDES_LIMIT:
        heights: list[float] = []
        for row in rows[begin : begin + most]:
            own = _height(row, widths, size, letters)
            if heights and top + sum(heights) + own > height:
                break
            heights.append(own)
        spare = max(0.0, height - top - sum(heights)) / max(1, len(heights))
        airy = [max(own, min(least, own + spare)) for own in heights]
        shown = (head, *rows[begin : begin + len(heights)])
        tables.append(Table(tuple(widths), (top, *airy), shown, size))
        begin += len(heights)
    more = len(rows) - begin + unseen
    hidden = f"and {more:,} more rows" if more else ""
    told = "; ".join(part for part in (hidden, *rest) if part)
    last = tables[-1]
    return [*tables[:-1], Table(last.widths, last.heights, last.rows, last.size, told)]


def markup(table: Table, shape_id: int, name: str, alt: str, box: Box, palette: Palette) -> str:
    """The table as the element of a slide; `box` in EMU gives its corner."""
    size = Box(box.x, box.y, sum(table.widths) * POINT, table.height * POINT)
    columns = "".join(f'<a:gridCol w="{round(width * POINT)}"/>' for width in table.widths)
    rows = "".join(
        f'<a:tr h="{round(height * POINT)}">'
        + "".join(_field(field, table.size, palette, number == 0) for field in row)
        + "</a:tr>"
        for number, (row, height) in enumerate(zip(table.rows, table.heights))
    )
    placed = frame(size)
    return (
        f'<p:graphicFrame><p:nvGraphicFramePr><p:cNvPr id="{shape_id}" name="{escaped(name)}" descr="{escaped(alt)}"/>'
        '<p:cNvGraphicFramePr><a:graphicFrameLocks noGrp="1"/></p:cNvGraphicFramePr><p:nvPr/></p:nvGraphicFramePr>'
        f"<p:xfrm>{placed}</p:xfrm><a:graphic>"
        '<a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/table"><a:tbl><a:tblPr firstRow="1"/>'
        f"<a:tblGrid>{columns}</a:tblGrid>{rows}</a:tbl></a:graphicData></a:graphic></p:graphicFrame>"
    )


def _field(field: Field, size: float, palette: Palette, is_head: bool) -> str:
    align = "ctr" if field.is_middle else "r" if field.is_number else "l"
    run = Run(field.words, size, palette.fill(field.ink), field.bold)
    inside = paragraph([run], align)
    side, above = round(SIDE * POINT), round(ABOVE * POINT)
    weight, colour = (1.25, "muted") if is_head else (0.5, "line")
    if field.fill:
        weight, colour = 1.5, ON_COLOUR
    sides = "".join(
        f'<a:{edge} w="{round(weight * POINT)}">{palette.fill(colour)}</a:{edge}>'
        if field.fill
        else f'<a:{edge} w="0"><a:noFill/></a:{edge}>'
        for edge in ("lnL", "lnR")
    )
    below = f'<a:lnB w="{round(weight * POINT)}">{palette.fill(colour)}</a:lnB>'
    fill = palette.fill(field.fill) if field.fill else "<a:noFill/>"
    return (
        f"<a:tc><a:txBody><a:bodyPr/><a:lstStyle/>{inside}</a:txBody>"
        f'<a:tcPr marL="{side}" marR="{side}" marT="{above}" marB="{above}" anchor="ctr">'
        f'{sides}<a:lnT w="0"><a:noFill/></a:lnT>{below}{fill}</a:tcPr></a:tc>'
    )
