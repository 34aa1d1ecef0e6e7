"""Friction under its touchpoint: how many journeys were lost there, the score, and what adds most to it."""

from journey.map.box import Box
from journey.map.captions import friction_sentence, worst_part
from journey.map.frame import Frame, Slot
from journey.map.lanes.parts import TINY, Lane, margin
from journey.map.lettering import fitting
from journey.map.scene import Shape, cell, rect, text
from journey.model.cells import Cell
from journey.model.vocabulary import FRICTION
from journey.model.words import count, percent

HEIGHT = 60.0
HOT_SHARE = (
    0.8  # boxes are tinted for the touchpoints that together hold this share of the journeys lost
)


def lane(frame: Frame) -> Lane:
    hot = _hottest([slot for slot in frame.slots if slot.touchpoint.friction])
    shapes = margin(
        "Friction", f"{frame.unit}s lost there, from any stage; score of 100" + frame.all_groups, 15
    )
    shapes += [
        _box(frame, slot, id(slot.touchpoint) in hot)
        for slot in frame.slots
        if slot.touchpoint.friction
    ]
    return Lane("friction", tuple(shapes), HEIGHT)


def _hottest(slots: list[Slot]) -> set[int]:
    """The fewest touchpoints that together hold most of the journeys lost at those drawn."""
    ordered = sorted(
        (slot.touchpoint for slot in slots),
        key=lambda touchpoint: -(touchpoint.friction.journeys_lost or 0),
    )
    wanted, held, hot = (
        HOT_SHARE * sum(touchpoint.friction.journeys_lost or 0 for touchpoint in ordered),
        0,
        set(),
    )
    for touchpoint in ordered:
        if held < wanted:
            hot.add(id(touchpoint))
            held += touchpoint.friction.journeys_lost or 0
    return hot


def _box(frame: Frame, slot: Slot, is_hot: bool) -> Shape:
    touchpoint, friction, width = (
        slot.touchpoint,
        slot.touchpoint.friction,
        min(slot.width - 4, 150.0),
    )
    x, room = slot.x - width / 2, width - 4
    part = worst_part(friction, frame.weights)
    lost = (
        "hidden"
        if friction.journeys_lost is None
        else f"−{count(friction.journeys_lost)}"
        if friction.journeys_lost
        else "0"
    )
    rows = [
        (lost, 13, "negative" if friction.journeys_lost else "muted", True),
        (
            f"score {friction.score:.0f}" if friction.score is not None else "too few",
            TINY,
            "ink" if friction.score is not None else "muted",
            False,
        ),
    ]
    if part:
        rows.append((f"{percent(part[1])} {FRICTION[part[0]].noun}", TINY, "muted", False))
    shapes = [rect(x, 0, width, HEIGHT, fill="tint", rx=6)] if is_hot else []
    for index, (words, size, fill, is_bold) in enumerate(rows):
        bold = {"font_weight": 600} if is_bold else {}
        fit, shown = fitting(words, (size, 0.93 * size, 0.86 * size), room, is_bold)
        shapes.append(
            text(slot.x, 17 + index * 16, shown, round(fit, 2), fill, text_anchor="middle", **bold)
        )
    sentence = friction_sentence(touchpoint, frame.unit) + (
        f" {percent(part[1])} {FRICTION[part[0]].noun}." if part else ""
    )
    return cell(
        str(Cell("lost", touchpoint.stage, touchpoint.name)),
        sentence,
        Box(x, 0, width, HEIGHT),
        shapes,
        sentence,
    )
