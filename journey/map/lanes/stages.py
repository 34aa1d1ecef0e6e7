"""The stages as arrows with their texts."""

from journey.map.box import Box
from journey.map.captions import outcome_sentence
from journey.map.frame import Column, Frame
from journey.map.lanes.parts import SMALL, Lane
from journey.map.lettering import text_width, wrapped
from journey.map.scene import Shape, cell, lines, path
from journey.model.cells import Cell
from journey.model.theme import ON_COLOUR, stage_hue
from journey.model.words import capital

HEIGHT, POINT, PAD = 58.0, 10.0, 14.0
NAME_SIZES = (17, 15, 13, 12)


def lane(frame: Frame) -> Lane:
    return Lane("stages", tuple(arrow(column, frame.unit) for column in frame.columns), HEIGHT)


def arrow(column: Column, unit: str) -> Shape:
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
    return cell(
        str(Cell("stage", stage.name)),
        f"Stage {outcome_sentence(stage, 'reached', unit)}",
        Box(x, 0, column.width, HEIGHT),
        [
            path(d, fill=stage_hue(stage.index)),
            *lines(x + PAD, top + size * 0.9, title, size, size + 2, ON_COLOUR, font_weight=600),
            *lines(x + PAD, top + len(title) * (size + 2) + 10.5, below, SMALL, 13, ON_COLOUR),
        ],
        stage.text,
    )
