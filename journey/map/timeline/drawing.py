"""The whole timeline: journeys below each other, each with its heading, its emotion curve and its rows."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import accumulate

from journey.map.one_customer import Event, Journey
from journey.map.scene import Scene, Shape, group
from journey.map.timeline.axis import axis, dot
from journey.map.timeline.emotion_curve import emotion_curve
from journey.map.timeline.heading import heading
from journey.map.timeline.layout import Layout, layout
from journey.map.timeline.rows import rows
from journey.map.timeline.runs import folded
from journey.map.timeline.scale import legend, pixels_a_second
from journey.map.timeline.stage_bands import stage_bands
from journey.model.words import plural

EVENTS_LIMIT = 200
JOURNEY_GAP = 34


def timeline(
    journeys: list[Journey],
    width: float,
    silence: float,
    is_scaled: bool = False,
    is_narrow: bool = False,
    is_folded: bool = False,
) -> Scene:
    """The first EVENTS_LIMIT events, journey by journey; `is_folded`: runs of one touchpoint as one row each.

    `silence`: seconds after which a journey without a word has dropped off, so that a gap as long is marked.
    """
    drawn = first_events(journeys, EVENTS_LIMIT)
    pixels = pixels_a_second(drawn) if is_scaled else None
    room = layout(width, is_narrow, silence, pixels)
    shapes, y = legend(room.width, pixels) if pixels else ([], 0.0)
    for number, journey in enumerate(drawn):
        before = journeys[number - 1] if number else None
        head = heading(journeys[number], before, len(journeys), room.width)
        shown = folded(journey.events, silence) if is_folded else journey.events
        inside, height = _block(journey, shown, head, room)
        shapes.append(group(inside, transform=f"translate(0,{y:.1f})"))
        y += height + JOURNEY_GAP
    return Scene(room.width, max(y - JOURNEY_GAP, 0) + 4, tuple(shapes))


def first_events(journeys: list[Journey], limit: int) -> list[Journey]:
    """The journeys with no more than so many events in all."""
    before = accumulate((len(journey.events) for journey in journeys), initial=0)
    cuts = [
        replace(journey, events=journey.events[: max(0, limit - done)])
        for journey, done in zip(journeys, before)
    ]
    return [journey for journey in cuts if journey.events]


def _block(
    journey: Journey, events: Sequence[Event], head: tuple[list[Shape], float], layout: Layout
) -> tuple[list[Shape], float]:
    """One journey: its heading, its emotion curve where there is one, these events as its rows."""
    shapes, y = head
    curve, height = emotion_curve(journey, layout.width, layout.pixels is not None)
    shapes = [*shapes, group(curve, transform=f"translate(0,{y:.1f})")]
    y += height
    placed = rows(events, layout)
    inside = [*axis(placed, layout), *stage_bands(placed, layout)]
    for row in placed:
        inside += [dot(row, layout), group(row.shapes, transform=f"translate(0,{row.top:.1f})")]
    bottom = placed[-1].top + placed[-1].height
    return [*shapes, group(inside, transform=f"translate(0,{y:.1f})")], y + bottom


def put_together(journeys: list[Journey], silence: float) -> int:
    """How many of the events that are drawn are put together with the one before where runs are folded."""
    drawn = first_events(journeys, EVENTS_LIMIT)
    return sum(len(each.events) - len(folded(each.events, silence)) for each in drawn)


def left_out(journeys: list[Journey]) -> str:
    """How many events are not drawn, in words; '' where all are."""
    more = sum(len(journey.events) for journey in journeys) - EVENTS_LIMIT
    return (
        f"The first {EVENTS_LIMIT} events are drawn; {plural(more, 'more event')} stand in the table below."
        if more > 0
        else ""
    )
