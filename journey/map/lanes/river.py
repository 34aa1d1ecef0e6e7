"""The river of journeys: it loses width where journeys drop off or are still under way, and says how many."""

from typing import TYPE_CHECKING

from journey.data.ask import AnyRow
from journey.map.block import WIDTH, Block
from journey.map.box import Box
from journey.map.captions import counted, outcome_sentence
from journey.map.frame import Column, Frame
from journey.map.lanes.parts import SMALL, Lane, empty, margin
from journey.map.lanes.river_compared import narrow_compared, wide_compared
from journey.map.lettering import cut, text_width
from journey.map.scene import Shape, cell, path, rect, text
from journey.model.cells import Cell
from journey.model.theme import stage_hue
from journey.model.vocabulary import NEUTRAL_ROLE, outcome, words_in_force
from journey.model.words import count, percent

if TYPE_CHECKING:
    from journey.data.views.rows import FunnelTold

FULL, TOP, HEIGHT = 108.0, 6.0, 186.0
DRAWN = ("reached", "advanced", "ended_well", "dropped_off", "in_progress")
TURN, TAIL_SHARE = 0.58, 0.3
BIG, MIDDLE = 18, 13
OutcomeLine = tuple[str, str, float, str]  # kind, words, size, colour


def wide(frame: Frame) -> Lane:
    if frame.journey_map.compared:
        return wide_compared(frame, HEIGHT)
    shapes = margin(
        f"{frame.unit.capitalize()}s",
        f"{', '.join(map(_short, DRAWN))}; reached: seen there or in a later stage",
    )
    columns = [column for column in frame.columns if column.stage.index >= 0]
    max_reached = max((known(column.stage.funnel, "reached") for column in columns), default=0) or 1
    for index, column in enumerate(columns):
        following = columns[index + 1] if index + 1 < len(columns) else None
        shapes += (
            _stretch(column, following, max_reached, frame.unit)
            if column.stage.is_observed
            else _unobserved(column, frame.unit)
        )
    shapes += [
        shape
        for column in frame.columns
        if column.stage.index < 0
        for shape in _outside(column, frame.unit)
    ]
    return Lane("river", tuple(shapes), HEIGHT)


def _short(name: str) -> str:
    """The outcome's noun, that of silence without its length: of those whose furthest stage it is."""
    words = words_in_force()
    if name != "dropped_off" or not words.silence:
        return outcome(name).noun
    return "silent here" if words.goal else "silent"


def narrow(block: Block) -> Lane:
    """How much of the river is left, and what becomes of it."""
    if not block.stage.is_observed:
        return Lane("river", (text(4, 22, block.stage.absence, SMALL, "muted"),), 34)
    if not block.stage.funnel["reached"]:
        return empty("river")
    if block.journey_map.compared:
        return narrow_compared(block)
    row = block.stage.funnel
    is_goal = block.stage.index == max(stage.index for stage in block.journey_map.stages)
    words, height = _narrow_outcomes(block, outcome_lines(row, is_goal))
    onward = [_narrow_onward(block)] if row["advanced"] and not is_goal else []
    shapes = [*_bar(block), _narrow_reached(block), *onward, *words]
    return Lane("river", tuple(shapes), height)


def _unobserved(column: Column, unit: str) -> list[Shape]:
    """No river runs through a stage that no event of the dataset is in."""
    room = column.width - 4
    words = text(column.x + 8, TOP + 18, cut(column.stage.absence, SMALL, room - 8), SMALL, "muted")
    return [outcome_cell(column, "reached", unit, Box(column.x + 2, TOP, room, 24), [words])]


def _stretch(column: Column, following: Column | None, max_reached: int, unit: str) -> list[Shape]:
    """One stage of the river, what flows off it, and the words for both."""
    row, hue = column.stage.funnel, stage_hue(column.stage.index)
    height = max(FULL * known(row, "reached") / max_reached, 2.0 if row["reached"] else 0.0)
    onward_height = (
        max(FULL * known(row, "advanced") / max_reached, 2.0 if row["advanced"] else 0.0)
        if following
        else height
    )
    right = following.x if following and following.stage.is_observed else column.right
    turn = column.x + TURN * column.width
    shapes = (
        [path(_water(column.x, turn, right, height, onward_height), fill=hue, fill_opacity=0.24)]
        if row["reached"]
        else []
    )
    shapes += _tails(column, turn, onward_height, max_reached) if following else []
    return shapes + _words(column, height, unit, following is None)


def _water(x: float, turn: float, right: float, height: float, onward_height: float) -> str:
    """The surface from a stage's beginning to the next one's: at the turn what does not go on flows off."""
    return f"M{x:.1f},{TOP:.1f}H{right:.1f}V{TOP + onward_height:.1f}H{turn:.1f}V{TOP + height:.1f}H{x:.1f}Z"


def _tails(column: Column, turn: float, onward_height: float, max_reached: int) -> list[Shape]:
    """What flows off: lost journeys, and beside them those still under way, as wide as there are journeys in them."""
    row, shapes = column.stage.funnel, []
    start = TOP + onward_height
    x = column.right - 6
    for kind in ("in_progress", "ended_well", "dropped_off"):
        thickness = FULL * known(row, kind) / max_reached
        if thickness < 0.6:
            start += thickness
            continue
        tail_width = min(thickness, TAIL_SHARE * column.width)
        shapes.append(
            path(
                _tail(turn, start, thickness, x - tail_width, tail_width),
                fill=outcome(kind).role,
                fill_opacity=0.3,
            )
        )
        x, start = x - tail_width - 2, start + thickness
    return shapes


def _tail(x: float, y: float, thickness: float, left: float, width: float) -> str:
    """A stream that bends from the river's underside down to the lane's foot."""
    foot, right, under = HEIGHT - 9, left + width, y + thickness
    bend = min(44.0, max(8.0, left - x))
    return (
        f"M{x:.1f},{y:.1f}H{right - bend:.1f}Q{right:.1f},{y:.1f} {right:.1f},{y + bend:.1f}V{foot:.1f}"
        f"L{left + width / 2:.1f},{foot + min(7.0, width / 2):.1f}L{left:.1f},{foot:.1f}"
        f"V{under + bend * 0.5:.1f}Q{left:.1f},{under:.1f} {left - bend * 0.5:.1f},{under:.1f}H{x:.1f}Z"
    )


def _words(column: Column, height: float, unit: str, is_goal: bool) -> list[Shape]:
    onward = [] if is_goal or not column.stage.funnel["advanced"] else [_onward(column, unit)]
    y = TOP + max(height, 26) + 5
    return [_reached(column, unit), *onward, *_outcomes(column, y, unit, is_goal)]


def _reached(column: Column, unit: str) -> Shape:
    words = count(column.stage.funnel["reached"])
    hit = Box(column.x + 2, TOP, text_width(words, BIG, True) + 12, 24)
    shapes = [text(column.x + 8, TOP + 18, words, BIG, font_weight=600)]
    return outcome_cell(column, "reached", unit, hit, shapes)


def _onward(column: Column, unit: str) -> Shape:
    words = f"{_onward_share(column.stage.funnel)} →"
    room = text_width(words, MIDDLE, True) + 10
    right, hit = column.right - 6, Box(column.right - room - 2, TOP, room, 24)
    shapes = [text(right, TOP + 17, words, MIDDLE, font_weight=600, text_anchor="end")]
    return outcome_cell(column, "advanced", unit, hit, shapes)


def _outcomes(column: Column, y: float, unit: str, is_goal: bool) -> list[Shape]:
    """What became of those who do not go on, line by line from y on."""
    shapes, room = [], (column.width if is_goal else TURN * column.width) - 8
    for kind, words, size, colour in outcome_lines(column.stage.funnel, is_goal):
        if text_width(words, size, size == MIDDLE) > room:
            size = SMALL
        weight = {"font_weight": 600} if size == MIDDLE else {}
        shown = cut(words, size, room, size == MIDDLE)
        written = [text(column.x + 8, y + size, shown, size, colour, **weight)]
        hit = Box(column.x + 2, y, room + 6, size + 4)
        shapes.append(outcome_cell(column, kind, unit, hit, written))
        y += size + 4
    return shapes


def _onward_share(row: "FunnelTold") -> str:
    """The share that goes on, the number where the share is not known."""
    rate = row["conversion_rate"]
    return count(row["advanced"]) if rate is None else percent(rate)


def known(row: AnyRow, name: str) -> int:
    """A count, 0 where it is hidden: what is hidden is not drawn."""
    return row[name] or 0


def outcome_lines(row: "FunnelTold", is_goal: bool) -> list[OutcomeLine]:
    """The lines of text below the river."""
    completed, ended_well, left, under_way, skipped = map(
        outcome, ("completed", "ended_well", "dropped_off", "in_progress", "skipped")
    )
    lines: list[OutcomeLine] = []
    if is_goal:
        words = f"{count(row['completed'])} {completed.noun}"
        return [(completed.id, words, MIDDLE, completed.role)]
    if row["ended_well"]:
        share = f"{percent(row['ended_well_rate'])} " if row["ended_well_rate"] is not None else ""
        lines += [
            (ended_well.id, f"{share}{ended_well.noun}", MIDDLE, ended_well.role),
            (ended_well.id, count(row["ended_well"]), SMALL, ended_well.role),
        ]
    if row["dropped_off"]:
        share = f"{percent(row['drop_off_rate'])} " if row["drop_off_rate"] is not None else ""
        lines += [
            (left.id, f"{share}{_short(left.id)}", MIDDLE, left.role),
            (left.id, count(row["dropped_off"]), SMALL, left.role),
        ]
    if row["dropped_off"] is None:
        lines.append((left.id, f"{_short(left.id)}: hidden, too few", SMALL, NEUTRAL_ROLE))
    if row["in_progress"]:
        words = f"{count(row['in_progress'])} {under_way.noun}"
        lines.append((under_way.id, words, SMALL, under_way.role))
    if row["skipped"]:
        words = f"{count(row['skipped'])} {skipped.clause}"
        lines.append((skipped.id, words, SMALL, NEUTRAL_ROLE))
    return lines


def outcome_cell(column: Column, kind: str, unit: str, box: Box, children: list[Shape]) -> Shape:
    sentence = outcome_sentence(column.stage, kind, unit)
    return cell(str(Cell(kind, column.stage.name)), sentence, box, children, sentence)


def _outside(column: Column, unit: str) -> list[Shape]:
    row = column.stage.funnel
    words = [
        ("reached", f"{counted(row['reached'], unit)}"),
        *(
            (name, f"{count(row[name])} {_short(name)}")
            for name in ("ended_well", "dropped_off", "in_progress")
            if row[name] or name != "ended_well"
        ),
    ]
    return [
        outcome_cell(
            column,
            kind,
            unit,
            Box(column.x + 2, 8 + 20 * index, column.width - 4, 19),
            [
                text(
                    column.x + 8,
                    22 + 20 * index,
                    cut(label, SMALL, column.width - 14),
                    SMALL,
                    "muted",
                )
            ],
        )
        for index, (kind, label) in enumerate(words)
        if row["reached"]
    ]


# For a phone


def _bar(block: Block) -> list[Shape]:
    width = max(2.0, WIDTH * known(block.stage.funnel, "reached") / block.max_reached)
    hue = stage_hue(block.stage.index)
    return [
        rect(0, 4, WIDTH, 18, fill="surface", rx=4),
        rect(0, 4, width, 18, fill=hue, fill_opacity=0.45, rx=4),
    ]


def _narrow_reached(block: Block) -> Shape:
    words = counted(block.stage.funnel["reached"], block.unit)
    hit = Box(0, 26, text_width(words, 17, True) + 14, 24)
    shapes = [text(4, 43, words, 17, font_weight=600)]
    return outcome_cell(block.column, "reached", block.unit, hit, shapes)


def _narrow_onward(block: Block) -> Shape:
    words = f"{_onward_share(block.stage.funnel)} go on ↓"
    room = text_width(words, MIDDLE, True) + 12
    shapes = [text(WIDTH - 4, 43, words, MIDDLE, font_weight=600, text_anchor="end")]
    hit = Box(WIDTH - room, 26, room, 24)
    return outcome_cell(block.column, "advanced", block.unit, hit, shapes)


def _narrow_outcomes(block: Block, lines: list[OutcomeLine]) -> tuple[list[Shape], float]:
    """The outcomes side by side, on further lines where they do not fit; and where they end."""
    shapes, x, y = [], 0.0, 54.0
    for kind, words, size, colour in lines:
        room = text_width(words, MIDDLE, True) + 14
        x, y = (0.0, y + 22) if x + room > WIDTH else (x, y)
        bold = {"font_weight": 600} if size > SMALL else {}
        written = [text(x + 4, y + 14, words, MIDDLE, colour, **bold)]
        hit = Box(x, y, room, 20)
        shapes.append(outcome_cell(block.column, kind, block.unit, hit, written))
        x += room
    return shapes, y + 28
