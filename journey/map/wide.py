"""The wide map, stages side by side: for desk, projector and paper."""

from collections.abc import Callable

from journey.map.frame import Frame
from journey.map.lanes import (
    channels,
    emotions,
    exits,
    friction,
    notes,
    quotes,
    river,
    satisfaction,
    stages,
    touchpoints,
)
from journey.map.lanes.parts import Lane
from journey.map.scene import Scene, Shape

LANES: dict[str, tuple[str, Callable[[Frame], Lane]]] = {
    "stages": ("Stages", stages.lane),
    "river": ("Journeys", river.lane),
    "emotion": ("Emotion", emotions.lane),
    "touchpoints": ("Touchpoints", touchpoints.lane),
    "channels": ("Channels", channels.lane),
    "friction": ("Friction", friction.lane),
    "satisfaction": ("Satisfaction", satisfaction.lane),
    "quotes": ("In their words", quotes.lane),
    "exits": ("Leave from", exits.lane),
    "notes": ("Notes", notes.lane),
}
NEED_TIME = ("river", "friction", "exits")  # have nothing to show where answers have no time
LANE_GAP = 12.0


def wide_scene(frame: Frame, hidden: tuple[str, ...] = ()) -> Scene:
    """The lanes that are not hidden, below each other; one that has nothing but its title is left out."""
    shapes, y = [], 0.0
    for name, (title, draw) in LANES.items():
        lane = draw(frame)
        if name in hidden or not has_cells(lane.shapes):
            continue
        shapes.append(
            Shape("g", {"transform": f"translate(0,{y:.1f})", "region": title}, "", lane.shapes)
        )
        y += lane.height + LANE_GAP
    return Scene(frame.width, max(y - LANE_GAP, 0) + 2, tuple(shapes))


def has_cells(shapes: tuple[Shape, ...]) -> bool:
    return any("cell" in shape.attributes or has_cells(shape.children) for shape in shapes)
