"""In their words: the comment of each stage that comes nearest to how customers feel there."""

from journey.map.block import Block
from journey.map.box import Box
from journey.map.captions import counted
from journey.map.frame import Column, Frame
from journey.map.lanes.parts import TINY, Lane, empty, margin
from journey.map.lettering import cut, wrapped
from journey.map.model import Quote
from journey.map.scene import Shape, cell, group, lines, text
from journey.model.cells import Cell
from journey.model.vocabulary import words_in_force
from journey.model.words import count

SIZE, LEADING = 13, 16.0
LINES_LIMIT, LINES_ALONE = 2, 8  # the latter on a slide of comments, which has no touchpoints
TITLE, TITLE_ROOM = 13, 16.0  # of the narrow map


def wide(frame: Frame) -> Lane:
    quotes = [column.stage.quote for column in frame.columns if column.stage.quote]
    is_by_feeling = any(quote.is_by_feeling for quote in quotes)
    chosen = "nearest the mean feeling" if is_by_feeling else "the latest of each stage"
    shapes = margin(words_in_force().comments_title, chosen + frame.all_groups, 14)
    limit = LINES_ALONE if "touchpoints" in frame.hidden else LINES_LIMIT
    drawn = [
        _quote(column, column.stage.quote, limit) for column in frame.columns if column.stage.quote
    ]
    shapes += [shape for shape, _ in drawn]
    return Lane("quotes", tuple(shapes), max((height for _, height in drawn), default=0.0))


def narrow(block: Block) -> Lane:
    if not block.stage.quote:
        return empty("quotes")
    shape, height = _quote(block.column, block.stage.quote, LINES_LIMIT)
    title = text(0, 12, words_in_force().comments_title, TITLE, font_weight=600)
    below = group([shape], transform=f"translate(0,{TITLE_ROOM:.1f})")
    return Lane("quotes", (title, below), height + TITLE_ROOM + 8)


def _quote(column: Column, quote: Quote, limit: int) -> tuple[Shape, float]:
    """The comment, on so many lines at most, with its source, and the height of both."""
    room = column.width - 4
    words = wrapped(f"“{quote.words}”", SIZE, room, limit)
    height = len(words) * LEADING + 22
    source = cut(f"{quote.touchpoint}, 1 of {count(quote.comments)}", TINY, room)
    among = f"1 of {counted(quote.comments, 'comment')} in {column.stage.name}"
    who = "A customer" if words_in_force().are_comments_theirs else "A comment"
    sentence = f"{who} at {quote.touchpoint}: “{quote.words}” ({among})"
    shapes = [
        *lines(column.x, 14, words, SIZE, LEADING, font_style="italic"),
        text(column.x, 14 + len(words) * LEADING, source, TINY, "muted"),
    ]
    box, name = (
        Box(column.x, 0, column.width, height - 2),
        str(Cell("commented", column.stage.name)),
    )
    return cell(name, sentence, box, shapes, sentence), height
