"""The narrow map, for a phone: the stages below each other, each with its lanes."""

from journey.map.block import WIDTH, Block
from journey.map.choice import choose_touchpoints
from journey.map.lanes.table import LANES
from journey.map.model import JourneyMap, marked
from journey.map.scene import Scene, Shape, group
from journey.model.words import capital

TOUCHPOINTS_PER_STAGE, TOUCHPOINTS_LIMIT = 6, 27  # of one stage, and of all together
BLOCK_GAP = 18.0


def narrow_scene(
    journey_map: JourneyMap, hidden: tuple[str, ...] = (), pinned: tuple[tuple[str, str], ...] = ()
) -> Scene:
    """A block a stage, from its header to its notes."""
    shapes, y = [], 0.0
    for block in _blocks(journey_map, hidden, pinned):
        inside, height = _drawn(block)
        at = f"translate(0,{y:.1f})"
        shapes.append(group(inside, transform=at, region=capital(block.stage.name)))
        y += height + BLOCK_GAP
    return Scene(WIDTH, max(y - BLOCK_GAP, 0) + 2, tuple(shapes))


def _blocks(
    journey_map: JourneyMap, hidden: tuple[str, ...], pinned: tuple[tuple[str, str], ...]
) -> list[Block]:
    in_all = TOUCHPOINTS_LIMIT // max(1, len(journey_map.stages))
    limit = min(TOUCHPOINTS_PER_STAGE, max(1, in_all))
    reached = (stage.funnel["reached"] or 0 for stage in journey_map.stages)
    max_reached = max(reached, default=0) or 1
    return [
        Block(journey_map, choice, max_reached, *marked(journey_map), frozenset(hidden))
        for choice in choose_touchpoints(journey_map, limit, pinned)
    ]


def _drawn(block: Block) -> tuple[list[Shape], float]:
    """The lanes that are not hidden; the stage's header always, since it says what the block is of."""
    shapes, y = [], 0.0
    for name, forms in LANES.items():
        lane = forms.narrow(block) if name == "stages" or name not in block.hidden else None
        if lane and lane.shapes:
            shapes.append(group(lane.shapes, transform=f"translate(0,{y:.1f})"))
            y += lane.height
    return shapes, y
