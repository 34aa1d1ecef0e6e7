"""From where they leave: the last touchpoints of the journeys that dropped off in each stage."""

from journey.map.captions import counted
from journey.map.frame import Column, Frame
from journey.map.lanes.parts import SMALL, Lane, margin
from journey.map.lettering import cut, width
from journey.map.scene import Shape, cell, rect, text
from journey.model.cells import Cell
from journey.model.words import count

SHOWN, ROW = 3, 18.0
HEIGHT = (SHOWN + 1) * ROW + 4


def lane(frame: Frame) -> Lane:
    shapes = margin(
        "Leave from", f"last touchpoint of the {frame.unit}s lost in the stage" + frame.all_groups
    )
    return Lane(
        "exits",
        tuple(
            shapes
            + [exit_list(column, frame.unit) for column in frame.columns if column.stage.exits]
        ),
        HEIGHT,
    )


def exit_list(column: Column, unit: str) -> Shape:
    exits, x, right = column.stage.exits, column.x + 6, column.right - 6
    total = sum(found.journeys for found in exits)
    shapes = []
    for place, found in enumerate(exits[:SHOWN]):
        y, number = place * ROW, count(found.journeys)
        shapes += [
            rect(
                column.x,
                y,
                max(1.0, column.width * found.journeys / total),
                ROW - 3,
                fill="tint",
                rx=3,
            ),
            text(
                x,
                y + 11.5,
                cut(found.touchpoint, SMALL, right - x - width(number, SMALL, True) - 8),
                SMALL,
            ),
            text(right, y + 11.5, number, SMALL, "negative", weight=600, anchor="end"),
        ]
    rest = exits[SHOWN:]
    if rest:
        number = count(sum(found.journeys for found in rest))
        words = cut(f"{len(rest)} more", SMALL, right - x - width(number, SMALL) - 8)
        shapes += [
            text(x, SHOWN * ROW + 11.5, words, SMALL, "muted"),
            text(right, SHOWN * ROW + 11.5, number, SMALL, "muted", anchor="end"),
        ]
    sentence = (
        f"{counted(total, unit)} dropped off in {column.stage.name}; last touchpoints: "
        + ", ".join(f"{found.touchpoint} {count(found.journeys)}" for found in exits[:6])
        + ("…" if len(exits) > 6 else "")
    )
    return cell(
        str(Cell("dropped_off", column.stage.name)),
        sentence,
        (column.x, 0, column.width, HEIGHT - 2),
        shapes,
        sentence,
    )
