"""The wide map, stages side by side: for desk, projector and paper."""

from journey.map.frame import Frame
from journey.map.lanes.table import LANES
from journey.map.scene import Scene, Shape, group, text_box

LANE_GAP, PRESENTED_GAP = 6.0, 4.0
TAKING_TURNS = (
    "satisfaction",
    "quotes",
)  # lanes of one place in Present: the one that is lit shows


def wide_scene(frame: Frame, gap: float = LANE_GAP) -> Scene:
    """The lanes that are not hidden, below each other; one that has nothing but its title is left out.

    In Present those of TAKING_TURNS lie over each other, the last of all.
    """
    shapes, y, foot = [], 0.0, 0.0
    gap = PRESENTED_GAP if frame.is_presented else gap
    for name, forms in LANES.items():
        lane = forms.wide(frame)
        if name in frame.hidden or not has_cells(lane.shapes):
            continue
        shapes.append(group(lane.shapes, transform=f"translate(0,{y:.1f})", region=forms.title))
        height = max(lane.height, margin_end(lane.shapes))
        if frame.is_presented and name in TAKING_TURNS:
            foot = max(foot, height + gap)
        else:
            y += height + gap
    return Scene(frame.width, max(y + foot - gap, 0) + 2, tuple(shapes))


def margin_end(shapes: tuple[Shape, ...]) -> float:
    """Where the words in the left margin end, which may be longer than the lane is high."""
    boxes = (text_box(shape) for shape in shapes if shape.tag == "text")
    return max((box.bottom for box in boxes if box.x == 0), default=0.0)


def has_cells(shapes: tuple[Shape, ...]) -> bool:
    return any("cell" in shape.attributes or has_cells(shape.children) for shape in shapes)
