"""The wide map, stages side by side: for desk, projector and paper."""

from journey.map.frame import Frame
from journey.map.lanes.table import LANES
from journey.map.scene import Scene, Shape, group

LANE_GAP = 12.0


def wide_scene(frame: Frame, hidden: tuple[str, ...] = ()) -> Scene:
    """The lanes that are not hidden, below each other; one that has nothing but its title is left out."""
    shapes, y = [], 0.0
    for name, forms in LANES.items():
        lane = forms.wide(frame)
        if name in hidden or not has_cells(lane.shapes):
            continue
        shapes.append(group(lane.shapes, transform=f"translate(0,{y:.1f})", region=forms.title))
        y += lane.height + LANE_GAP
    return Scene(frame.width, max(y - LANE_GAP, 0) + 2, tuple(shapes))


def has_cells(shapes: tuple[Shape, ...]) -> bool:
    return any("cell" in shape.attributes or has_cells(shape.children) for shape in shapes)
