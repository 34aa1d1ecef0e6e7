"""The last touchpoints of the journeys that dropped off in each stage."""

from journey.map.block import Block
from journey.map.box import Box
from journey.map.captions import counted, short_of_the_last_stage
from journey.map.frame import Column, Frame
from journey.map.lanes.parts import SMALL, Lane, empty, margin
from journey.map.lettering import cut, text_width
from journey.map.model import JourneyMap
from journey.map.scene import Shape, cell, group, rect, text
from journey.model.cells import Cell
from journey.model.vocabulary import outcome, words_in_force
from journey.model.words import count

ROWS_LIMIT, ROW = 3, 18.0
TITLE = "Last seen at"
HEIGHT = (ROWS_LIMIT + 1) * ROW + 4


def wide(frame: Frame) -> Lane:
    short = short_of_the_last_stage(frame.journey_map)
    whom = f"by stage, of the {frame.unit}s that {words_in_force().short_clause}{short}"
    shapes = margin(TITLE, whom + frame.all_groups)
    return Lane(
        "exits",
        tuple(
            shapes
            + [
                _list(column, frame.unit, largest(frame.journey_map))
                for column in frame.columns
                if column.stage.exits
            ]
        ),
        HEIGHT,
    )


def narrow(block: Block) -> Lane:
    if not block.stage.exits:
        return empty("exits")
    title = text(0, 12, TITLE, SMALL, font_weight=600)
    drawn = _list(block.column, block.unit, largest(block.journey_map))
    listed = group([drawn], transform="translate(0,20)")
    return Lane("exits", (title, listed), HEIGHT + 24)


def largest(journey_map: JourneyMap) -> int:
    """The most journeys of one stage last seen at one touchpoint: what all bars are measured against."""
    return max(
        (exit_point.journeys for stage in journey_map.stages for exit_point in stage.exits),
        default=1,
    )


def _list(column: Column, unit: str, most: int) -> Shape:
    exits, x, right = column.stage.exits, column.x + 6, column.right - 6
    total = sum(exit_point.journeys for exit_point in exits)
    shapes, role = [], outcome("dropped_off").role
    for index, exit_point in enumerate(exits[:ROWS_LIMIT]):
        y, number = index * ROW, count(exit_point.journeys)
        shapes += [
            rect(
                column.x,
                y,
                max(1.0, column.width * exit_point.journeys / most),
                ROW - 3,
                fill=words_in_force().loss_ground,
                rx=3,
            ),
            text(
                x,
                y + 11.5,
                cut(exit_point.touchpoint, SMALL, right - x - text_width(number, SMALL, True) - 8),
                SMALL,
            ),
            text(right, y + 11.5, number, SMALL, role, font_weight=600, text_anchor="end"),
        ]
    rest = exits[ROWS_LIMIT:]
    if rest:
        number = count(sum(exit_point.journeys for exit_point in rest))
        words = cut(f"{len(rest)} more", SMALL, right - x - text_width(number, SMALL) - 8)
        shapes += [
            text(x, ROWS_LIMIT * ROW + 11.5, words, SMALL, "muted"),
            text(right, ROWS_LIMIT * ROW + 11.5, number, SMALL, "muted", text_anchor="end"),
        ]
    sentence = (
        f"{counted(total, unit)} {outcome('dropped_off').of_stage} {column.stage.name}; last touchpoints: "
        + ", ".join(
            f"{exit_point.touchpoint} {count(exit_point.journeys)}" for exit_point in exits[:6]
        )
        + ("…" if len(exits) > 6 else "")
    )
    return cell(
        str(Cell("dropped_off", column.stage.name)),
        sentence,
        Box(column.x, 0, column.width, HEIGHT - 2),
        shapes,
        sentence,
    )
