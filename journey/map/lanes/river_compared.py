"""The river of compared groups: for each group the share of its journeys that get to each stage."""

from journey.map.block import WIDTH, Block
from journey.map.box import Box
from journey.map.captions import counted
from journey.map.frame import Column, Frame
from journey.map.lanes.groups import marker
from journey.map.lanes.parts import SMALL, TINY, Lane, margin
from journey.map.lettering import cut
from journey.map.scene import Shape, cell, rect, text
from journey.model.cells import Cell
from journey.model.theme import COMPARED
from journey.model.vocabulary import outcome, words_in_force
from journey.model.words import capital, count, percent

NARROW_ROW, WIDE_ROW = 32, 46
SWATCHES, SWATCH = 58, 36  # where the names of the groups begin in the margin, and the room of each


def wide_compared(frame: Frame) -> Lane:
    """For each compared group the share of its journeys that reach each stage, as bars beside each other."""
    shapes = margin(f"{frame.unit.capitalize()}s", "share of each group that gets this far")
    groups = len(frame.journey_map.compared)
    height = max(8 + WIDE_ROW * groups, SWATCHES + SWATCH * groups)
    first = {
        value: row["reached"] or 0
        for stage in frame.journey_map.stages[:1]
        for value, row in stage.compared
    }
    shapes += [
        _bars(column, frame, first, height) for column in frame.columns if column.stage.index >= 0
    ]
    shapes += [
        shape
        for index, value in enumerate(frame.journey_map.compared)
        for shape in _swatch(index, value, first.get(value, 0), frame.unit)
    ]
    return Lane("river", tuple(shapes), height)


def _bars(column: Column, frame: Frame, first: dict[str, int], height: float) -> Shape:
    """The bars of a stage, one a group, with the share of the group that gets there."""
    shapes, group_texts, room = [], [], column.width - 10
    for index, value in enumerate(frame.journey_map.compared):
        row = dict(column.stage.compared).get(value)
        if not row or row["reached"] is None or not first.get(value):
            continue
        share, y = row["reached"] / first[value], 6 + WIDE_ROW * index
        words = f"{percent(share)} · {count(row['reached'])}"
        if row["drop_off_rate"] is not None:
            left = "silent" if words_in_force().silence else outcome("dropped_off").noun
            words += f", {percent(row['drop_off_rate'])} {left}"
        group_texts.append(f"{value}: {words}")
        shapes += [
            rect(column.x + 5, y, room, 15, fill="surface", rx=3),
            rect(column.x + 5, y, max(1.0, share * room), 15, fill=COMPARED[index], rx=3),
            text(
                column.x + 5,
                y + 30,
                cut(words, SMALL, room, True),
                SMALL,
                COMPARED[index],
                font_weight=600,
            ),
        ]
    sentence = f"{capital(column.stage.name)}: {'; '.join(group_texts)}"
    return cell(
        str(Cell("reached", column.stage.name)),
        sentence,
        Box(column.x, 2, column.width, height - 8),
        shapes,
        sentence,
    )


def _swatch(index: int, value: str, first: int, unit: str) -> list[Shape]:
    y = SWATCHES + 14 + SWATCH * index
    return [
        *marker(index, 7, y - 4, 5),
        text(18, y, cut(value, SMALL, 100, True), SMALL, COMPARED[index], font_weight=600),
        text(18, y + 14, counted(first, unit), TINY, "muted"),
    ]


def narrow_compared(block: Block) -> Lane:
    """A bar a group below each other, with its words."""
    first = {value: row["reached"] or 0 for value, row in block.journey_map.stages[0].compared}
    shapes: list[Shape] = []
    group_texts = []
    for index, value in enumerate(block.journey_map.compared):
        row = dict(block.stage.compared).get(value)
        if row and first.get(value):
            share = (row["reached"] or 0) / first[value]
            group_texts.append(f"{value}: {percent(share)} · {count(row['reached'])}")
            shapes += _narrow_bar(index, share, group_texts[-1])
    sentence = f"{capital(block.stage.name)}: {'; '.join(group_texts)}"
    height = 12 + NARROW_ROW * len(block.journey_map.compared)
    hit = Box(0, 0, WIDTH, height - 4)
    drawn = cell(str(Cell("reached", block.stage.name)), sentence, hit, shapes)
    return Lane("river", (drawn,), height)


def _narrow_bar(index: int, share: float, words: str) -> list[Shape]:
    y, room, size, colour = 6 + NARROW_ROW * index, WIDTH - 14, SMALL + 1, COMPARED[index]
    return [
        rect(14, y, room, 10, fill="surface", rx=3),
        rect(14, y, max(1.0, share * room), 10, fill=colour, rx=3),
        *marker(index, 6, y + 5, 4.5),
        text(14, y + 23, cut(words, size, WIDTH - 20), size, colour, font_weight=600),
    ]
