"""What the workshop wrote on the map, by stage."""

from journey.map.block import Block
from journey.map.box import Box
from journey.map.captions import counted
from journey.map.frame import Column, Frame
from journey.map.lanes.parts import SMALL, Lane, empty, margin
from journey.map.lettering import wrapped
from journey.map.scene import Shape, cell, lines, rect, text
from journey.model.cells import Cell

LINES, LEADING = 3, 14.0
HEIGHT = LINES * LEADING + 32


def wide(frame: Frame) -> Lane:
    shapes = margin("Notes", "from the workshop", 15)
    return Lane(
        "notes",
        tuple(shapes + [_notes(column) for column in frame.columns if column.stage.notes]),
        HEIGHT,
    )


def narrow(block: Block) -> Lane:
    return Lane("notes", (_notes(block.column),), HEIGHT) if block.stage.notes else empty("notes")


def _notes(column: Column) -> Shape:
    notes, room = column.stage.notes, column.width - 16
    words = wrapped(notes[-1], SMALL, room, LINES)
    more = (
        [
            text(
                column.x + 8,
                16 + LINES * LEADING + 6,
                f"+{len(notes) - 1} more",
                SMALL,
                "accent",
                font_weight=600,
            )
        ]
        if notes[1:]
        else []
    )
    sentence = f"{counted(len(notes), 'note')} on {column.stage.name}: " + "; ".join(notes)
    return cell(
        str(Cell("notes", column.stage.name)),
        sentence,
        Box(column.x, 0, column.width, HEIGHT - 4),
        [
            rect(
                column.x,
                0,
                column.width,
                HEIGHT - 6,
                fill="surface",
                stroke="warm",
                stroke_width=1,
                rx=4,
            ),
            *lines(column.x + 8, 18, words, SMALL, LEADING),
            *more,
        ],
        sentence,
    )
