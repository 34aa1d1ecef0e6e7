"""The stages as arrows with their texts."""

from journey.map.block import WIDTH, Block
from journey.map.box import Box
from journey.map.captions import outcome_sentence
from journey.map.frame import Column, Frame
from journey.map.lanes.parts import SMALL, TINY, Lane
from journey.map.lettering import cut, fitting, wrapped
from journey.map.model import StageColumn
from journey.map.scene import Shape, cell, lines, path, rect, text
from journey.model.cells import Cell
from journey.model.theme import ON_COLOUR, stage_hue
from journey.model.words import capital

HEIGHT, PLAIN_HEIGHT, POINT, PAD = 48.0, 36.0, 9.0, 14.0  # with texts, and without
NARROW_HEIGHT, NARROW_GAP = 54.0, 8.0
NAME_SIZES = (18, 16, 14, 13, 12)
ROOM_OF_TEXTS = 190.0


def wide(frame: Frame) -> Lane:
    """The names with their texts, as far as every column has room for its own."""
    has_texts = all(column.width >= ROOM_OF_TEXTS for column in frame.columns if column.slots)
    height = HEIGHT if has_texts and not frame.is_presented else PLAIN_HEIGHT
    return Lane("stages", tuple(_arrow(frame, column, height) for column in frame.columns), height)


def narrow(block: Block) -> Lane:
    """A bar with the stage's name and text."""
    stage, room = block.stage, WIDTH - 24
    shapes = [
        rect(0, 0, WIDTH, NARROW_HEIGHT, fill=stage_hue(stage.index), rx=8),
        text(12, 24, cut(capital(stage.name), 18, room, True), 18, ON_COLOUR, font_weight=600),
        text(12, 42, cut(stage.text, SMALL, room), SMALL, ON_COLOUR),
    ]
    header = _cell(stage, block.unit, Box(0, 0, WIDTH, NARROW_HEIGHT), shapes)
    return Lane("stages", (header,), NARROW_HEIGHT + NARROW_GAP)


def _arrow(frame: Frame, column: Column, height: float) -> Shape:
    stage, x, right = column.stage, column.x, column.right
    room = column.width - PAD - POINT
    name = capital(stage.name)
    is_told = height == HEIGHT and column.width >= ROOM_OF_TEXTS
    size, title = _title(name, room, may_wrap=not is_told)
    text_size, below = fitting(stage.text if is_told else "", (SMALL, TINY), room)
    lines_height = (len(title) - 1) * (size + 1)
    baseline = height / 2 - lines_height / 2 + (size * 0.36 if not below else -2)
    notch = "" if column is frame.columns[0] else f"L{x + POINT:.1f},{height / 2:.1f}"
    d = f"M{x:.1f},0H{right - POINT:.1f}L{right:.1f},{height / 2:.1f}L{right - POINT:.1f},{height:.1f}H{x:.1f}{notch}Z"
    shapes = [
        path(d, fill=stage_hue(stage.index)),
        *lines(x + PAD, baseline, title, size, size + 1, ON_COLOUR, font_weight=600),
        *([text(x + PAD, height - 9, below, text_size, ON_COLOUR)] if below else []),
    ]
    return _cell(stage, frame.unit, Box(x, 0, column.width, height), shapes, stage.text)


def _title(name: str, room: float, may_wrap: bool) -> tuple[float, list[str]]:
    """Size and lines of a name: on two lines where it fits on one at no size, and no text stands below."""
    size, title = fitting(name, NAME_SIZES, room, True)
    if title == name or not may_wrap:
        return size, [title]
    return size, wrapped(name, size, room, 2, True)


def _cell(stage: StageColumn, unit: str, box: Box, shapes: list[Shape], tip: str = "") -> Shape:
    sentence = f"Stage {outcome_sentence(stage, 'reached', unit)}"
    return cell(str(Cell("stage", stage.name)), sentence, box, shapes, tip)
