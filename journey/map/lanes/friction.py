"""Friction under its touchpoint: how many journeys were lost there, the score, and what adds most to it."""

from collections.abc import Mapping

from journey.map.block import Block
from journey.map.box import Box
from journey.map.captions import friction_sentence, short_of_the_last_stage, worst_part
from journey.map.frame import Frame, Slot
from journey.map.lanes.parts import SMALL, TINY, Lane, empty, margin
from journey.map.lettering import fitting, text_width
from journey.map.model import Friction, Touchpoint
from journey.map.scene import Shape, cell, rect, text
from journey.model.cells import Cell
from journey.model.vocabulary import noun, outcome, words_in_force
from journey.model.words import count, percent

HEIGHT, HEIGHT_WITHOUT_SCORE, MAX_WIDTH = 60.0, 28.0, 150.0
HOT_SHARE = (
    0.8  # boxes are tinted for the touchpoints that together hold this share of the journeys lost
)


def wide(frame: Frame) -> Lane:
    whom = f"{frame.unit}s {noun('journeys_lost')}{short_of_the_last_stage(frame.journey_map)}"
    below = f"{whom}, last seen there; {_of_score()}{frame.all_groups}"
    slots = [(slot, slot.touchpoint.friction) for slot in frame.slots]
    hot = _hottest([slot.touchpoint for slot, friction in slots if friction])
    shapes = [
        _box(frame, slot, friction, id(slot.touchpoint) in hot)
        for slot, friction in slots
        if friction
    ]
    return Lane("friction", (*margin("Friction", below, 15), *shapes), _height())


def _height() -> float:
    return HEIGHT if words_in_force().tells_leaving else HEIGHT_WITHOUT_SCORE


def _of_score() -> str:
    """What a score is of, or why there is none: it would weigh silence as leaving."""
    words = words_in_force()
    if words.tells_leaving:
        return "score of 100"
    return "no score: they come back" if words.come_back else "no score yet"


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
    box = Box(slot.x - width / 2, 0, width, _height())
    shapes = [rect(*box, fill=words_in_force().loss_ground, rx=6)] if is_hot else []
    for index, (words, size, fill, is_bold) in enumerate(_rows(friction, frame.weights)):
        bold = {"font_weight": 600} if is_bold else {}
        fit, shown = fitting(words, (size, 0.93 * size, 0.86 * size), width - 4, is_bold)
        shapes.append(
            text(slot.x, 17 + index * 16, shown, round(fit, 2), fill, text_anchor="middle", **bold)
        )
    worst = _worst(friction, frame.weights)
    sentence = friction_sentence(slot.touchpoint.name, friction, frame.unit)
    sentence += f" {worst}." if worst else ""
    return cell(_name(slot.touchpoint), sentence, box, shapes, sentence)


def _rows(friction: Friction, weights: Mapping[str, float]) -> list[tuple[str, float, str, bool]]:
    """The lines of text in a box: words, size, colour, whether bold."""
    lost, score = friction.journeys_lost, friction.score
    sign, role = words_in_force().loss_sign, outcome("dropped_off").role
    number = "hidden" if lost is None else f"{sign}{count(lost)}" if lost else "0"
    worst = _worst(friction, weights)
    of_loss = (number, 13, role if lost else "muted", True)
    if not words_in_force().tells_leaving:
        return [of_loss]
    return [
        of_loss,
        ("too few", TINY, "muted", False)
        if score is None
        else (f"score {score:.0f}", TINY, "ink", False),
        *([(worst, TINY, "muted", False)] if worst else []),
    ]


def _worst(friction: Friction, weights: Mapping[str, float]) -> str:
    part = worst_part(friction, weights) if words_in_force().tells_leaving else None
    return f"{percent(part[1])} {noun(part[0])}" if part else ""
