"""In their words: the comment of each stage that comes nearest to how customers feel there."""

from journey.map.box import Box
from journey.map.captions import counted
from journey.map.frame import Column, Frame
from journey.map.lanes.parts import TINY, Lane, margin
from journey.map.lettering import cut, wrapped
from journey.map.scene import Shape, cell, lines, text
from journey.model.cells import Cell

SIZE, LEADING, LINES_LIMIT = 12, 16.0, 3
MIN_HEIGHT = 54.0


def lane(frame: Frame) -> Lane:
    shapes = margin("In their words", "nearest to the stage's mean feeling" + frame.all_groups, 14)
    quoted = [column for column in frame.columns if column.stage.quote]
    return Lane(
        "quotes",
        tuple(shapes + [quote_of(column) for column in quoted]),
        max([MIN_HEIGHT, *map(quote_height, quoted)]),
    )


def _words(column: Column) -> list[str]:
    return wrapped(f"“{column.stage.quote.words}”", SIZE, column.width - 12, LINES_LIMIT)


def quote_height(column: Column) -> float:
    return len(_words(column)) * LEADING + 22


def quote_of(column: Column) -> Shape:
    quote, room, words = column.stage.quote, column.width - 12, _words(column)
    source = cut(f"{quote.touchpoint}, 1 of {counted(quote.comments, 'comment')}", TINY, room)
    among = f"1 of {counted(quote.comments, 'comment')} in {column.stage.name}"
    sentence = f"A customer at {quote.touchpoint}: “{quote.words}” ({among})"
    return cell(
        str(Cell("commented", column.stage.name)),
        sentence,
        Box(column.x, 0, column.width, quote_height(column) - 2),
        [
            *lines(column.x + 6, 14, words, SIZE, LEADING, font_style="italic"),
            text(column.x + 6, 14 + len(words) * LEADING, source, TINY, "muted"),
        ],
        sentence,
    )
