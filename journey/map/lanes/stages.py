"""The stages as arrows with their texts."""

from journey.map.block import WIDTH, Block
from journey.map.box import Box
from journey.map.captions import outcome_sentence
from journey.map.frame import Column, Frame
from journey.map.lanes.parts import SMALL, Lane
from journey.map.lettering import cut, text_width, wrapped
from journey.map.model import StageColumn
from journey.map.scene import Shape, cell, lines, path, rect, text
from journey.model.cells import Cell
from journey.model.theme import ON_COLOUR, stage_hue
from journey.model.words import capital

HEIGHT, POINT, PAD = 58.0, 10.0, 14.0
NARROW_HEIGHT, NARROW_GAP = 54.0, 8.0
NAME_SIZES = (17, 15, 13, 12)


def wide(frame: Frame) -> Lane:
    return Lane("stages", tuple(_arrow(column, frame.unit) for column in frame.columns), HEIGHT)


def narrow(block: Block) -> Lane:
    """A bar with the stage's name and text."""
    stage, room = block.stage, WIDTH - 24
    shapes = [
        rect(0, 0, WIDTH, NARROW_HEIGHT, fill=stage_hue(stage.index), rx=8),
        text(12, 24, cut(capital(stage.name), 18, room, True), 18, ON_COLOUR, font_weight=600),
        text(12, 42, cut(stage.text, SMALL + 1, room), SMALL + 1, ON_COLOUR),
    ]
    header = _cell(stage, block.unit, Box(0, 0, WIDTH, NARROW_HEIGHT), shapes)
    return Lane("stages", (header,), NARROW_HEIGHT + NARROW_GAP)


def _arrow(column: Column, unit: str) -> Shape:
    stage, x, right = column.stage, column.x, column.right
    room = column.width - PAD - POINT - 4
    name = capital(stage.name)
    size = next(
        (size for size in NAME_SIZES if text_width(name, size, True) <= room), NAME_SIZES[-1]
    )
    title = wrapped(name, size, room, 1 if text_width(name, size, True) <= room else 2, True)
    below = wrapped(stage.text, SMALL, room, 2 if len(title) == 1 else 1) if stage.text else []
    top = (HEIGHT - (len(title) * (size + 2) + len(below) * 13)) / 2
    notch = "" if column.x < 130 else f"L{x + POINT:.1f},{HEIGHT / 2:.1f}"
    d = f"M{x:.1f},0H{right - POINT:.1f}L{right:.1f},{HEIGHT / 2:.1f}L{right - POINT:.1f},{HEIGHT:.1f}H{x:.1f}{notch}Z"
    shapes = [
        path(d, fill=stage_hue(stage.index)),
        *lines(x + PAD, top + size * 0.9, title, size, size + 2, ON_COLOUR, font_weight=600),
        *lines(x + PAD, top + len(title) * (size + 2) + 10.5, below, SMALL, 13, ON_COLOUR),
    ]
    return _cell(stage, unit, Box(x, 0, column.width, HEIGHT), shapes, stage.text)


def _cell(stage: StageColumn, unit: str, box: Box, shapes: list[Shape], tip: str = "") -> Shape:
    sentence = f"Stage {outcome_sentence(stage, 'reached', unit)}"
    return cell(str(Cell("stage", stage.name)), sentence, box, shapes, tip)
