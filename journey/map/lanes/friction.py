"""Where journeys are lost: a bar under each touchpoint, all on one scale, and what surely sets those who left apart."""

from collections.abc import Iterable, Mapping

from journey.data.ask import AnyRow
from journey.map.block import Block
from journey.map.box import Box
from journey.map.captions import friction_sentence, short_of_the_last_stage, worst_part
from journey.map.frame import Frame, Slot
from journey.map.lanes.parts import SMALL, TINY, VALUE, Lane, empty, lit, margin
from journey.map.lanes.rest import rest
from journey.map.lettering import cut, text_width, wrapped
from journey.map.model import Friction, Touchpoint
from journey.map.scene import Shape, cell, line, lines, rect, text
from journey.model.cells import Cell
from journey.model.small_numbers import LOW_BASE_BELOW
from journey.model.vocabulary import noun, outcome, words_in_force
from journey.model.words import count, percent

TITLE = "Last seen here"
BAR, BAR_WIDTH, THINNEST = 44.0, 16.0, 1.5  # the longest bar; how wide all are; the shortest
NUMBER, LINE = 16.0, 15.0  # room of the number below its bar, and of a line of words
SCORE, SCORE_WIDTH, TICK = 20.0, 36.0, 9.0  # room of the row of scores; its scale; its mark
CAUSE_UNKNOWN = 0.62  # how strong a bar is whose cause is not known


def wide(frame: Frame) -> Lane:
    """Bars down from a line; below them the scores, where leaving is told: a score would weigh silence as leaving."""
    told = [
        (slot, friction)
        for slot in frame.slots
        if (friction := slot.touchpoint.friction) and _is_counted(slot.touchpoint)
    ]
    if not told:
        return empty("friction")
    is_scored = words_in_force().tells_leaving and not frame.is_presented
    longest = max(touchpoint.lost for touchpoint in frame.journey_map.touchpoints)
    is_any_lost = any(friction.journeys_lost != 0 for _, friction in told)
    bars, shapes = 0.0, []
    if is_any_lost:
        shapes += margin(TITLE, _below(frame))
        tallest = max(
            _height(slot.touchpoint, friction, longest, slot.width - 2) for slot, friction in told
        )
        ends = (shape.attributes["y"] + 4 for shape in shapes if shape.tag == "text")
        bars = max(tallest, *ends)
        shapes += [
            line(column.x, 0.5, column.right, 0.5, stroke="line", stroke_width=1)
            for column in frame.columns
            if column.slots
        ]
    if not {"emotion", "touchpoints"} & frame.hidden:
        shapes = [*lit(frame.worst_slot, bars + (SCORE if is_scored else 0)), *shapes]
    scores = [(slot, friction) for slot, friction in told if friction.score is not None]
    scored = scores if is_scored else []
    for slot, friction in told:
        shapes.append(_slot(frame, slot, friction, longest, bars, (slot, friction) in scored))
    foot = bars
    if scored:
        foot += SCORE
        shapes += [
            text(0, foot - 5, "Friction", SMALL, font_weight=600),
            text(56, foot - 5, "0 to 100", TINY, "muted"),
        ]
    more = empty("rest") if frame.is_presented else rest(frame, foot, is_lost_told=True)
    return Lane("friction", (*shapes, *more.shapes), foot + more.height)


def narrow(block: Block) -> Lane:
    """Nothing of its own: on a phone a `badge` stands beside its touchpoint."""
    return empty("friction")


def badge(touchpoint: Touchpoint, right: float, y: float, unit: str) -> tuple[list[Shape], float]:
    """How many journeys were lost, up to `right` above the line y; and the room it takes."""
    friction = touchpoint.friction
    if not friction or not _is_counted(touchpoint):
        return [], 0.0
    words = f"{count(friction.journeys_lost)} {noun('journeys_lost')}"
    width = text_width(words, SMALL, True) + 8
    role = outcome("dropped_off").role if friction.journeys_lost else "muted"
    written = text(right - 4, y - 5, words, SMALL, role, font_weight=600, text_anchor="end")
    sentence = friction_sentence(touchpoint.name, friction, unit)
    box = Box(right - width, y - 18, width, 17)
    return [cell(_name(touchpoint), sentence, box, [written])], width + 4


def _name(touchpoint: Touchpoint) -> str:
    return str(Cell("lost", touchpoint.stage, touchpoint.name))


def _is_counted(touchpoint: Touchpoint) -> bool:
    """Whether the lane has a word on it: lost there, or how many is hidden, or a score where one may be told."""
    friction = touchpoint.friction
    is_scored = bool(friction and friction.score is not None and words_in_force().tells_leaving)
    return bool(friction and (friction.journeys_lost != 0 or is_scored))


def _below(frame: Frame) -> str:
    """What the bars count."""
    short = short_of_the_last_stage(frame.journey_map)
    return f"{frame.unit}s {noun('journeys_lost')}{short}, from any stage{frame.all_groups}"


def _bar(friction: Friction, longest: int) -> float:
    lost = friction.journeys_lost or 0
    return max(THINNEST, BAR * lost / longest) if lost else 0.0


def _height(touchpoint: Touchpoint, friction: Friction, longest: int, room: float) -> float:
    """Of a bar with the number and the words below it."""
    return _bar(friction, longest) + NUMBER + LINE * len(_told(touchpoint, room)) + 4


def _told(touchpoint: Touchpoint, room: float) -> list[str]:
    """The cause of leaving, or else a finding, each of its two parts in two lines at most."""
    if touchpoint.cause:
        return [cut(words, SMALL, room) for words in touchpoint.cause]
    return [words for part in touchpoint.words_below for words in wrapped(part, SMALL, room, 2)]


def _slot(
    frame: Frame, slot: Slot, friction: Friction, longest: int, bars: float, is_scored: bool
) -> Shape:
    """The bar with its number, its cause in words, and the score on its scale."""
    touchpoint, width = slot.touchpoint, slot.width - 4
    role, bar = outcome("dropped_off").role, _bar(friction, longest)
    middle, y = {"text_anchor": "middle"}, bar + NUMBER
    shapes = []
    if bar:
        strength = 1.0 if touchpoint.cause else CAUSE_UNKNOWN
        x = slot.x - BAR_WIDTH / 2
        shapes.append(rect(x, 0, BAR_WIDTH, bar, fill=role, fill_opacity=strength))
    if friction.journeys_lost is None:
        shapes.append(text(slot.x, y, "hidden", SMALL, "muted", **middle))
    elif friction.journeys_lost:
        number = f"{words_in_force().loss_sign}{count(friction.journeys_lost)}"
        shapes.append(text(slot.x, y, number, VALUE, role, font_weight=600, **middle))
    told = _told(touchpoint, slot.width - 2)
    tone = role if touchpoint.cause else "ink"  # a finding is seldom why they left
    shapes += lines(slot.x, y + LINE, told, SMALL, LINE, tone, **middle)
    if is_scored and friction.score is not None:
        shapes += _score(slot, friction.score, bars + SCORE - 9)
    sentence = friction_sentence(touchpoint.name, friction, frame.unit)
    if words_in_force().tells_leaving:
        sentence += _cause_sentence(touchpoint) + _worst(friction, frame.weights)
    box = Box(slot.x - width / 2, 0, width, bars + (SCORE if is_scored else 0))
    return cell(_name(touchpoint), sentence, box, shapes, sentence)


def _score(slot: Slot, score: float, y: float) -> list[Shape]:
    """A scale of 0 to 100 with the score as a mark on it, and the number beside."""
    number = f"{score:.0f}"
    width = min(SCORE_WIDTH, slot.width - 34)
    left = slot.x - (width + 26) / 2
    x = left + width * score / 100
    return [
        line(left, y, left + width, y, stroke="line", stroke_width=3, stroke_linecap="round"),
        line(x, y - TICK / 2, x, y + TICK / 2, stroke="ink", stroke_width=2.5),
        text(left + width + 7, y + 4, number, TINY, "muted"),
    ]


def _cause_sentence(touchpoint: Touchpoint) -> str:
    if touchpoint.finding:
        return f" {touchpoint.finding}"
    return (
        f" Of {touchpoint.cause[0]} leave here, of {touchpoint.cause[1]}."
        if touchpoint.cause
        else ""
    )


def _worst(friction: Friction, weights: Mapping[str, float]) -> str:
    """The part that adds most beside leaving, as a share, of few as so many of them."""
    part = worst_part(friction, weights)
    if not part:
        return ""
    name, share = part
    row: AnyRow = friction.row
    n = row[f"{name}_n"]
    is_of_few = n is not None and n < LOW_BASE_BELOW
    number = f"{round(share * n)} of {n}" if is_of_few else percent(share)
    return f" {number} {noun(name)}."


def is_told(slots: Iterable[Slot]) -> bool:
    """Whether the lane has anything to show of these."""
    return any(_is_counted(slot.touchpoint) for slot in slots)
