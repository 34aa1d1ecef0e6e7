"""The map on slides: whole where its smallest letters can be read from afar, else by lanes, and by stages where there are many.

Each stage that has two touchpoints shows two of them at least, and no lane is left out. A slide of words alone has the stages in
which something was said.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import product

from journey.exhibit.exhibit import Part
from journey.map.frame import SLOT, Frame, least_width
from journey.map.lanes.parts import TINY
from journey.map.lanes.table import LANES
from journey.map.model import StageColumn
from journey.map.scene import Scene
from journey.map.wide import PRESENTED_GAP, has_cells, wide_scene

READABLE, LEAST, LARGEST = 9.0, 8.0, 14.0  # points of the smallest letters
TIGHT_SLOT = 64.4  # what a touchpoint needs where there is little room
SHOWN = 2  # touchpoints a stage, where the data have them
AXIS = frozenset(("stages", "touchpoints"))  # on several slides, so that they are read together
ONWARD = frozenset(("river", "channels"))
ENDS = frozenset(("friction", "exits"))
FEELINGS = frozenset(("emotion",))
SAID = frozenset(("quotes", "notes"))
WORDS = frozenset(("satisfaction",)) | SAID
SPLITS = (
    (AXIS | ONWARD | ENDS | FEELINGS | WORDS,),
    (AXIS | ONWARD | ENDS, AXIS | FEELINGS | WORDS),
    (AXIS | ONWARD | ENDS, AXIS | FEELINGS, WORDS),
    (AXIS | ONWARD, AXIS | ENDS, AXIS | FEELINGS, WORDS),
)
GROUPS_LIMIT = 4  # of stages
WAYS = sorted(
    ((groups, split) for groups in range(1, GROUPS_LIMIT + 1) for split in SPLITS),
    key=lambda way: way[0] * len(way[1]),
)
AT_MOST = (
    3,
    4,
    6,
    12,
)  # slides; more of them only where on fewer the letters were smaller than LEAST
Way = tuple[int, tuple[frozenset[str], ...]]  # groups of stages, the lanes of each slide
Framed = Callable[[float, float, Sequence[StageColumn], frozenset[str]], Frame]


@dataclass(frozen=True)
class MapSlides:
    """`framed` makes the frame of a width, what a touchpoint needs, some of the stages, and lanes that are not drawn.

    `width` and `height` are the room of a slide in points.
    """

    stages: Sequence[StageColumn]
    framed: Framed
    width: float
    height: float

    def parts(self) -> tuple[Part, ...]:
        """The fewest slides on which the letters can be read; where there is no such way, that with the largest letters."""
        ways = [way for way in WAYS if way[0] <= max(1, len(self.stages))]
        told, made = self._told(), cache(self._made)
        for most, least in product(AT_MOST, (READABLE, LEAST)):
            for way in ways:
                parts = made(way, told)
                if len(parts) <= most and self._letters(parts) >= least:
                    return parts
        return max((made(way, told) for way in ways), key=self._letters)

    def _told(self) -> frozenset[str]:
        """The lanes that have anything to show."""
        frame = self.framed(least_width(self.stages, SHOWN, SLOT), SLOT, (), frozenset())
        shown = (name for name in LANES if name not in frame.hidden)
        return frozenset(name for name in shown if has_cells(LANES[name].wide(frame).shapes))

    def _made(self, way: Way, told: frozenset[str]) -> tuple[Part, ...]:
        groups, split = way
        parts: list[Part] = []
        for lanes in split:
            own = told & lanes - AXIS
            if len(split) == 1:
                parts += self._divided(groups, self.stages, lanes, "")
            elif own:
                is_words = own <= WORDS  # which need no touchpoints, so that all stages have room
                drawn = own | {"stages"} if is_words else lanes
                stages = self._with_words() if own <= SAID else self.stages
                whole = self._divided(1, stages, drawn, _name(own))
                is_whole = is_words and self._letters(whole) >= READABLE
                parts += whole if is_whole else self._divided(groups, stages, drawn, _name(own))
        return tuple(parts)

    def _with_words(self) -> list[StageColumn]:
        return [stage for stage in self.stages if stage.quote or stage.notes]

    def _divided(
        self, groups: int, stages: Sequence[StageColumn], lanes: frozenset[str], what: str
    ) -> list[Part]:
        """These lanes, on a slide a group of the stages; no group is empty."""
        count = len(stages)
        groups = min(groups, count)
        ends = [round(number * count / groups) for number in range(groups + 1)]
        parts = []
        for first, last in zip(ends, ends[1:]):
            which = f"stages {first + 1} to {last} of {count}" if groups > 1 else ""
            words = ", ".join(filter(None, (what, which)))
            parts.append(Part(self._scene(stages[first:last], lanes), words))
        return parts

    def _scene(self, stages: Sequence[StageColumn], lanes: frozenset[str]) -> Scene:
        """At the least width at which the touchpoints have their room, or as wide as the height of the slide allows."""
        most = max((len(stage.touchpoints) for stage in stages), default=1)
        shown = min(SHOWN, most) if "touchpoints" in lanes else 1
        largest = self.width * TINY / LARGEST
        roomy, tight = (least_width(stages, shown, slot) for slot in (SLOT, TIGHT_SLOT))
        is_tight = TINY * self.width / roomy < READABLE
        slot, width = (TIGHT_SLOT, tight) if is_tight else (SLOT, roomy)
        hidden = frozenset(LANES) - lanes
        made = wide_scene(self.framed(max(width, largest), slot, stages, hidden), PRESENTED_GAP)
        filling = self.width / self.height * made.height
        if filling <= made.width:
            return made
        return wide_scene(self.framed(filling, slot, stages, hidden), PRESENTED_GAP)

    def _letters(self, parts: Sequence[Part]) -> float:
        """How large the smallest letters are in points."""
        sizes = (min(self.width / one.scene.width, self.height / one.scene.height) for one in parts)
        return TINY * min(sizes, default=0.0)


def _name(lanes: frozenset[str]) -> str:
    """What a slide with these lanes tells."""
    names = {
        ONWARD: "how many go on",
        ENDS: "where they were last seen",
        FEELINGS: "how they feel",
        WORDS: "what they say",
    }
    return next(name for some, name in names.items() if lanes & some)
