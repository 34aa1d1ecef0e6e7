"""Friction under its touchpoint: how many journeys were lost there, the score, and what adds most to it."""

from collections.abc import Mapping

from journey.data.ask import AnyRow
from journey.map.block import Block
from journey.map.box import Box
from journey.map.captions import friction_sentence, short_of_the_last_stage, worst_part
from journey.map.frame import Frame, Slot
from journey.map.lanes.parts import SMALL, TINY, Lane, empty, margin
from journey.map.lettering import fitting, text_width
from journey.map.model import Friction, Touchpoint
from journey.map.scene import Shape, cell, rect, text
from journey.model.cells import Cell
from journey.model.small_numbers import LOW_BASE_BELOW
from journey.model.vocabulary import noun, outcome, words_in_force
from journey.model.words import count, percent

HEIGHT, MAX_WIDTH = 60.0, 150.0
HOT_SHARE = (
    0.8  # boxes are tinted for the touchpoints that together hold this share of the journeys lost
)


def wide(frame: Frame) -> Lane:
    """Nothing where nobody is said to have left: a score would weigh silence as leaving."""
    if not words_in_force().tells_leaving:
        return empty("friction")
    whom = f"{frame.unit}s {noun('journeys_lost')}{short_of_the_last_stage(frame.journey_map)}"
    below = f"{whom}, last seen there; score of 100{frame.all_groups}"
    slots = [(slot, slot.touchpoint.friction) for slot in frame.slots]
    hot = _hottest([slot.touchpoint for slot, friction in slots if friction])
    shapes = [
        _box(frame, slot, friction, id(slot.touchpoint) in hot)
        for slot, friction in slots
        if friction
    ]
    return Lane("friction", (*margin("Friction", below, 15), *shapes), HEIGHT)


def narrow(block: Block) -> Lane:
    """Nothing of its own: on a phone a `badge` stands beside its touchpoint."""
    return empty("friction")


def badge(touchpoint: Touchpoint, right: float, y: float, unit: str) -> tuple[list[Shape], float]:
    """How many journeys were lost, up to `right` above the line y; and the room it takes."""
    friction = touchpoint.friction
    if not friction:
        return [], 0.0
    words = f"{count(friction.journeys_lost)} {noun('journeys_lost')}"
    width = text_width(words, SMALL, True) + 8
    role = outcome("dropped_off").role
    written = text(right - 4, y - 5, words, SMALL, role, font_weight=600, text_anchor="end")
    sentence = friction_sentence(touchpoint.name, friction, unit)
    box = Box(right - width, y - 16, width, 15)
    return [cell(_name(touchpoint), sentence, box, [written])], width + 4


def _name(touchpoint: Touchpoint) -> str:
    return str(Cell("lost", touchpoint.stage, touchpoint.name))


def _hottest(touchpoints: list[Touchpoint]) -> set[int]:
    """The fewest touchpoints that together hold most of the journeys lost at those drawn."""
    wanted = HOT_SHARE * sum(touchpoint.lost for touchpoint in touchpoints)
    held, hot = 0, set()
    for touchpoint in sorted(touchpoints, key=lambda touchpoint: -touchpoint.lost):
        if held < wanted:
            hot.add(id(touchpoint))
            held += touchpoint.lost
    return hot


def _box(frame: Frame, slot: Slot, friction: Friction, is_hot: bool) -> Shape:
    width = min(slot.width - 4, MAX_WIDTH)
    box = Box(slot.x - width / 2, 0, width, HEIGHT)
    shapes = [rect(*box, fill="tint", rx=6)] if is_hot else []
    for index, (forms, size, fill, is_bold) in enumerate(_rows(friction, frame.weights)):
        bold = {"font_weight": 600} if is_bold else {}
        sizes = (size, 0.93 * size, 0.86 * size)
        fits = (form for form in forms if text_width(form, sizes[-1], is_bold) <= width - 4)
        fit, shown = fitting(next(fits, forms[-1]), sizes, width - 4, is_bold)
        shapes.append(
            text(slot.x, 17 + index * 16, shown, round(fit, 2), fill, text_anchor="middle", **bold)
        )
    worst = _worst(friction, frame.weights)
    sentence = friction_sentence(slot.touchpoint.name, friction, frame.unit)
    sentence += f" {worst[0]}." if worst else ""
    return cell(_name(slot.touchpoint), sentence, box, shapes, sentence)


def _rows(
    friction: Friction, weights: Mapping[str, float]
) -> list[tuple[tuple[str, ...], float, str, bool]]:
    """The lines of text in a box: its forms, of which the first is drawn that fits; size, colour, whether bold."""
    lost, score = friction.journeys_lost, friction.score
    role = outcome("dropped_off").role
    number = "hidden" if lost is None else f"−{count(lost)}" if lost else "0"
    worst = _worst(friction, weights)
    return [
        ((number,), 13, role if lost else "muted", True),
        (("too few",), TINY, "muted", False)
        if score is None
        else ((f"score {score:.0f}",), TINY, "ink", False),
        *([(worst, TINY, "muted", False)] if worst else []),
    ]


def _worst(friction: Friction, weights: Mapping[str, float]) -> tuple[str, ...]:
    """The part that adds most, as a share, of few as so many of them; also without its name."""
    part = worst_part(friction, weights)
    if not part:
        return ()
    name, share = part
    row: AnyRow = friction.row
    n = row[f"{name}_n"]
    is_of_few = n is not None and n < LOW_BASE_BELOW
    number = f"{round(share * n)} of {n}" if is_of_few else percent(share)
    return f"{number} {noun(name)}", number
