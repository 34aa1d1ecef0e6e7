"""The channel mix: which channels carry the events of a stage."""

from journey.map.block import Block
from journey.map.box import Box
from journey.map.frame import Column, Frame
from journey.map.lanes.parts import SMALL, Lane, empty, margin
from journey.map.lettering import cut, text_width
from journey.map.model import StageColumn
from journey.map.scene import Shape, cell, rect, text
from journey.model.cells import Cell
from journey.model.vocabulary import words_in_force
from journey.model.words import count, percent

HEIGHT, BAR, LISTED_LIMIT = 44.0, 9.0, 6
SHADES = (1.0, 0.62, 0.38, 0.22)


def wide(frame: Frame) -> Lane:
    came_in = "how journeys came in; " if words_in_force().is_channel_of_journey else ""
    shapes = margin("Channels", f"{came_in}share of events{frame.all_groups}", 11)
    return Lane(
        "channels",
        tuple(shapes + [mix(column) for column in frame.columns if _is_told(column.stage)]),
        HEIGHT,
    )


def narrow(block: Block) -> Lane:
    if not _is_told(block.stage):
        return empty("channels")
    return Lane("channels", (mix(block.column),), HEIGHT + 4)


def _is_told(stage: StageColumn) -> bool:
    """Whether any event of the stage has a channel."""
    return any(channel for channel, _ in stage.channels)


def mix(column: Column) -> Shape:
    """One bar, its largest parts darkest and named; the rest together."""
    channels, events, x = column.stage.channels, column.stage.events, column.x
    parts = [part for _, part in channels[: len(SHADES) - 1]]
    parts += [events - sum(parts)] if len(channels) > len(parts) else []
    shapes = []
    for part, shade in zip(parts, SHADES):
        part_width = column.width * part / events
        shapes.append(
            rect(x, 4, max(part_width - 1.5, 0.8), BAR, fill="accent", fill_opacity=shade, rx=2)
        )
        x += part_width
    rest = channels[LISTED_LIMIT:]
    listed = [
        *channels[:LISTED_LIMIT],
        *([(f"{len(rest)} more", sum(part for _, part in rest))] if rest else []),
    ]
    sentence = f"Channels in {column.stage.name}: " + ", ".join(
        f"{name or 'none'} {count(part)} ({percent(part / events)})" for name, part in listed
    )
    return cell(
        str(Cell("channels", column.stage.name)),
        sentence,
        Box(column.x, 0, column.width, HEIGHT - 4),
        [*shapes, text(column.x + 1, 30, _named(column), SMALL, "muted")],
        sentence,
    )


def _named(column: Column) -> str:
    """As many channels by name as fit, then how many more."""
    channels, room = column.stage.channels, column.width - 4
    names = [f"{name or 'none'} {percent(part / column.stage.events)}" for name, part in channels]
    for shown in range(min(len(names), len(SHADES) - 1), 0, -1):
        more = [f"+{len(names) - shown}"] if shown < len(names) else []
        words = " · ".join([*names[:shown], *more])
        if text_width(words, SMALL) <= room:
            return words
    return cut(names[0], SMALL, room)
