"""The river of journeys: it loses width where journeys drop off or are still under way, and says how many."""

from typing import TYPE_CHECKING

from journey.data.ask import AnyRow
from journey.map.block import WIDTH, Block
from journey.map.box import Box
from journey.map.captions import counted, outcome_sentence
from journey.map.frame import Column, Frame
from journey.map.lanes.parts import SMALL, TINY, Lane, empty, margin
from journey.map.lanes.river_compared import narrow_compared, wide_compared
from journey.map.lanes.water import DEPTH, FALL, LOW_DEPTH, LOW_FALL, Band, Stretch, water
from journey.map.lettering import cut, text_width, wrapped
from journey.map.scene import Shape, cell, lines, rect, text
from journey.model.cells import Cell
from journey.model.theme import stage_hue
from journey.model.vocabulary import NEUTRAL_ROLE, outcome, words_in_force
from journey.model.words import count, percent

if TYPE_CHECKING:
    from journey.data.views.rows import FunnelTold

TOP = 30.0
HEIGHT = TOP + FALL
LEAVING = ("in_progress", "ended_well", "dropped_off")  # the outermost first
LINE, APART, DEEP = (
    17.0,
    6.0,
    24.0,
)  # between lines of words and parts of one; water that holds a line
BIG, MIDDLE, LARGER = 20, 13, 15
BEFORE_NEXT = 6.0  # between what goes on and the number of the next stage
OutcomeLine = tuple[str, str, str, str]  # kind, share and noun, number, colour


def wide(frame: Frame) -> Lane:
    if frame.journey_map.compared:
        return wide_compared(frame)
    shapes = margin(
        f"{frame.unit.capitalize()}s",
        "seen there or in a later stage",
    )
    columns = [column for column in frame.columns if column.stage.index >= 0]
    observed = [column for column in columns if column.stage.is_observed]
    stages = [stage for stage in frame.journey_map.stages if stage.index >= 0]
    reached = (known(stage.funnel, "reached") for stage in stages if stage.is_observed)
    most = max(reached, default=0) or 1
    for column in columns:
        if column.stage.is_observed:
            later = observed[observed.index(column) + 1 :]
            following = later[0] if later else None
            shapes += _stretch(frame, column, following, column.stage is stages[-1], most)
        else:
            shapes += _unobserved(column, frame.unit)
    shapes += [
        shape
        for column in frame.columns
        if column.stage.index < 0
        for shape in _outside(column, frame.unit)
    ]
    height = TOP + LOW_FALL if frame.is_presented else HEIGHT
    return Lane("river", tuple(shapes), height)


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
    told = wrapped(column.stage.absence, SMALL, column.width, 2)
    words = lines(column.x, TOP + 14, told, SMALL, LINE, "muted")
    hit = Box(column.x - 2, TOP, column.width, LINE * len(told) + 4)
    return [outcome_cell(column, "reached", unit, hit, words)]


def _stretch(
    frame: Frame, column: Column, following: Column | None, is_goal: bool, most: int
) -> list[Shape]:
    """One stage of the river, what leaves it, and the words for both; `following` is the next stage with an event."""
    row, stage = column.stage.funnel, column.stage
    full = LOW_DEPTH if frame.is_presented else DEPTH
    depths = {kind: full * known(row, kind) / most for kind in ("reached", "advanced", *LEAVING)}
    bands = [
        Band(outcome(kind).role, depths[kind], falls=kind != "in_progress") for kind in LEAVING
    ]
    is_next = following is not None and following.stage.index == stage.index + 1
    stretch = Stretch(
        stage.index,
        column.x,
        column.right,
        following.x if following and is_next else column.right,
        depths["reached"],
        depths["reached" if is_goal else "advanced"],
        following.stage.index if following and is_next else stage.index,
        [] if is_goal else bands,
        LOW_FALL if frame.is_presented else FALL,
    )
    shapes = water(stretch, TOP) if row["reached"] else []
    shapes.append(_reached(column, frame.unit))
    if is_goal:
        return shapes + _arrived(column, frame.unit)
    if row["advanced"]:
        shapes.append(_onward(column, frame.unit))
    return shapes + _words(column, stretch, frame.unit)


def _reached(column: Column, unit: str) -> Shape:
    words = count(column.stage.funnel["reached"])
    hit = Box(column.x - 2, 0, text_width(words, BIG, True) + 8, 24)
    shapes = [text(column.x, 18, words, BIG, font_weight=600)]
    return outcome_cell(column, "reached", unit, hit, shapes)


def _onward(column: Column, unit: str) -> Shape:
    share = _onward_share(column.stage.funnel)
    return _above_right(column, "advanced", unit, [f"{share} go on →", f"{share} →"], "ink")


def _arrived(column: Column, unit: str) -> list[Shape]:
    """In the last stage: those who have come there, as a share of all who began; as a number where few are known."""
    row, kind = column.stage.funnel, outcome("completed")
    if not row["completed"]:
        return []
    began = column.stage.began
    share = percent(row["completed"] / began) if began else ""
    of_all = [f"{share} of all who began", f"{share} of all", share]
    forms = (
        of_all if share and row["base"] == "full" else [f"{count(row['completed'])} {kind.noun}"]
    )
    if _fits(column, forms[-1], 0):
        return [_above_right(column, kind.id, unit, forms, kind.role)]
    below = cut(forms[-1], MIDDLE, column.width, True)
    hit = Box(column.x - 2, TOP + 20, column.width, 20)
    written = text(column.x, TOP + 34, below, MIDDLE, kind.role, font_weight=600)
    return [outcome_cell(column, kind.id, unit, hit, [written])]


def _fits(column: Column, words: str, inset: float) -> bool:
    """Whether the words stand beside the number above the water, so far from the column's end."""
    taken = text_width(count(column.stage.funnel["reached"]), BIG, True) + 8
    return taken + text_width(words, MIDDLE, True) + inset <= column.width


def _above_right(column: Column, kind: str, unit: str, forms: list[str], colour: str) -> Shape:
    """A figure at the right end above the water, in the first form that leaves room for the number at the left."""
    inset = 0 if kind == "completed" else BEFORE_NEXT
    right = column.right - inset
    words = next((form for form in forms if _fits(column, form, inset)), forms[-1])
    width = text_width(words, MIDDLE, True)
    hit = Box(right - width - 4, 0, width + 6, 24)
    shapes = [text(right, 17, words, MIDDLE, colour, font_weight=600, text_anchor="end")]
    return outcome_cell(column, kind, unit, hit, shapes)


def _words(column: Column, stretch: Stretch, unit: str) -> list[Shape]:
    """What became of those who do not go on, at the foot of the fall; who skipped the stage, on the water where it is deep."""
    lines = outcome_lines(column.stage.funnel, False)
    if stretch.depth >= DEEP and lines and lines[-1][0] == "skipped":
        lines.pop()
        room = column.width - 8 if stretch.onward >= DEEP else column.width * 0.6
        hit = Box(column.x, TOP + 3, room, 18)
        number, clause = count(column.stage.funnel["skipped"]), outcome("skipped").clause
        forms = (f"{number} of these {clause}", f"{number} {clause}", number)
        words = next(
            (form for form in forms if text_width(form, TINY) <= hit.width - 10), forms[-1]
        )
        told = text(column.x + 8, TOP + 16, cut(words, TINY, hit.width - 10), TINY)
        on_water = [outcome_cell(column, "skipped", unit, hit, [told])]
    else:
        on_water = []
    right = stretch.clear_of_fall(stretch.fall - LINE * len(lines)) - 10
    rows = [row for line in lines for row in _rows_of(line, right - column.x)]
    widest = max((_width(parts) for _, parts in rows), default=0.0)
    right = min(max(right, column.x + widest), column.right)
    top = TOP + stretch.fall - LINE * len(rows)
    drawn = [
        outcome_cell(
            column,
            kind,
            unit,
            Box(right - _width(parts) - 3, top + LINE * number, _width(parts) + 6, LINE),
            _right_aligned(parts, column.x, right, top + LINE * (number + 1) - 4),
        )
        for number, (kind, parts) in enumerate(rows)
    ]
    return [*on_water, *drawn]


def _right_aligned(parts: "list[Part]", left: float, right: float, y: float) -> list[Shape]:
    """The parts beside each other, the last one up to `right`."""
    shapes = []
    for words, size, colour, is_bold in reversed(parts):
        bold = {"font_weight": 600} if is_bold else {}
        shown = cut(words, size, max(right - left, 8), is_bold)
        shapes.append(text(right, y, shown, size, colour, text_anchor="end", **bold))
        right -= text_width(shown, size, is_bold) + APART
    return shapes[::-1]


def _width(parts: "list[Part]") -> float:
    """Of the parts and the blanks between them."""
    told = sum(text_width(words, size, is_bold) for words, size, _, is_bold in parts)
    return told + APART * (len(parts) - 1)


Part = tuple[str, float, str, bool]  # words, size, colour, whether bold


def _rows_of(line: OutcomeLine, room: float) -> list[tuple[str, list[Part]]]:
    """Share and number beside each other, or below where there is no room."""
    kind, words, number, colour = line
    is_plain = colour in (NEUTRAL_ROLE, "muted")
    told: Part = (words, SMALL if is_plain else LARGER, colour, not is_plain)
    if not number:
        return [(kind, [told])]
    counted_part: Part = (number, SMALL, "muted" if is_plain else colour, False)
    if _width([told, counted_part]) <= room:
        return [(kind, [told, counted_part])]
    return [(kind, [told]), (kind, [counted_part])]


def _onward_share(row: "FunnelTold") -> str:
    """The share that goes on, the number where the share is not known."""
    rate = row["conversion_rate"]
    return count(row["advanced"]) if rate is None else percent(rate)


def known(row: AnyRow, name: str) -> int:
    """A count, 0 where it is hidden: what is hidden is not drawn."""
    return row[name] or 0


def outcome_lines(row: "FunnelTold", is_goal: bool) -> list[OutcomeLine]:
    """What became of those who reached the stage and do not go on, a line each."""
    completed, ended_well, left, under_way, skipped = map(
        outcome, ("completed", "ended_well", "dropped_off", "in_progress", "skipped")
    )
    if is_goal:
        return [(completed.id, f"{count(row['completed'])} {completed.noun}", "", completed.role)]
    lines: list[OutcomeLine] = []
    for kind, number, rate, noun in (
        (ended_well, row["ended_well"], row["ended_well_rate"], ended_well.noun),
        (left, row["dropped_off"], row["drop_off_rate"], _short(left.id)),
    ):
        if number and rate is None:
            lines.append((kind.id, f"{count(number)} {noun}", "", kind.role))
        elif number:
            lines.append((kind.id, f"{percent(rate)} {noun}", count(number), kind.role))
    if row["dropped_off"] is None:
        lines.append((left.id, f"{_short(left.id)}: hidden, too few", "", NEUTRAL_ROLE))
    if row["in_progress"]:
        words = f"{count(row['in_progress'])} {under_way.noun}"
        lines.append((under_way.id, words, "", under_way.role))
    if row["skipped"]:
        words = f"{count(row['skipped'])} of the {count(row['reached'])} {skipped.clause}"
        lines.append((skipped.id, words, "", NEUTRAL_ROLE))
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
    for kind, told, number, colour in lines:
        is_bold = colour not in (NEUTRAL_ROLE, "muted")
        words = f"{told} · {number}" if number else told
        room = text_width(words, MIDDLE, is_bold) + 14
        x, y = (0.0, y + 22) if x + room > WIDTH else (x, y)
        bold = {"font_weight": 600} if is_bold else {}
        written = [text(x + 4, y + 14, words, MIDDLE, colour, **bold)]
        shapes.append(outcome_cell(block.column, kind, block.unit, Box(x, y, room, 20), written))
        x += room
    return shapes, y + 28
