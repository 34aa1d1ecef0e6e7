"""The water of the river: how it narrows where journeys leave, and how those that leave fall and fade.

Depths are those of journeys, so that widths add up: what leaves is the band between the water before and after.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt

from journey.map.scene import Shape, gradient, group, path, rect
from journey.model.theme import water_role

DEPTH, FALL, SHORT_FALL = (
    92.0,
    148.0,
    116.0,
)  # of the water where all journeys are; from its top to the foot of a fall
LOW_DEPTH, LOW_FALL = 68.0, 116.0  # the same in Present
SHOULDER, RUN, BEND = (
    12.0,
    140.0,
    36.0,
)  # where it begins to narrow, where it has, the inner radius of the bend
SHORTEST_RUN, SMALLEST_BEND = 34.0, 10.0
FALLING, EBBING = 0.62, 0.4  # how strong what falls is, and who is under way
THINNEST = 0.6  # a band of fewer journeys is not seen
OVERLAP = 0.6  # of neighbouring waters, so that no seam shows
ARC = 0.5523  # of the radius: the handles of a quarter of a circle as a cubic
STREAKS = (0.25, 0.5, 0.75)


@dataclass(frozen=True)
class Band:
    """Those of one outcome: its colour's role, how deep it is, and whether it falls; who is under way stays, and fades away."""

    role: str
    depth: float
    falls: bool = True


@dataclass(frozen=True)
class Stretch:
    """The water of one stage: where it begins, where the next one's does, how deep it is in both, and what falls between.

    `leaving` are bands of those who do not go on, the outermost first.
    """

    index: int
    x: float
    right: float
    next_x: float
    depth: float
    onward: float
    next_index: int
    leaving: Sequence["Band"]
    fall: float = FALL

    @property
    def width(self) -> float:
        """Of all that does not go on."""
        return sum(band.depth for band in self.leaving)

    @property
    def bend(self) -> float:
        """The inner radius of the bend: smaller where a stage has little room."""
        room = self.right - self.x - self.width - SHORTEST_RUN
        return min(BEND, max(SMALLEST_BEND, room / 2))

    @property
    def end(self) -> float:
        """Where the water is as shallow as in the next stage."""
        latest = self.right - self.width - self.bend
        return self.x + min(RUN, max(SHORTEST_RUN, latest - self.x))

    def clear_of_fall(self, y: float) -> float:
        """How far words may reach that begin so far below the water's top: up to the inner edge of what falls."""
        if self.width < THINNEST:
            return self.right
        above_centre = max(0.0, self.onward + self.width + self.bend - y)
        if above_centre >= self.bend:
            return self.end
        return self.end + sqrt(self.bend**2 - above_centre**2)


def water(stretch: Stretch, top: float) -> list[Shape]:
    """The water with its streaks, and what falls from it."""
    if stretch.depth < THINNEST:
        return []
    name = f"water-{stretch.index}"
    flow = gradient(
        name,
        (stretch.x, 0, stretch.next_x, 0),
        (
            (0.45, water_role(stretch.index), 1.0),
            (1.0, water_role(stretch.next_index), 1.0),
        ),
    )
    surface = path(_surface(stretch, top, stretch.depth, stretch.onward), fill=f"url(#{name})")
    return [flow, surface, *_falls(stretch, top), *_streaks(stretch, top)]


def _narrowing(stretch: Stretch, before: float, after: float) -> str:
    """From the shoulder to the end of the run, as one cubic that is level at both ends."""
    middle = (stretch.x + SHOULDER + stretch.end) / 2
    return f"C{middle:.1f},{before:.1f} {middle:.1f},{after:.1f} {stretch.end:.1f},{after:.1f}"


def _surface(stretch: Stretch, top: float, depth: float, onward: float) -> str:
    begin = stretch.x + SHOULDER
    return (
        f"M{stretch.x:.1f},{top:.1f}V{top + depth:.1f}H{begin:.1f}{_narrowing(stretch, top + depth, top + onward)}"
        f"H{stretch.next_x + OVERLAP:.1f}V{top:.1f}Z"
    )


def _streaks(stretch: Stretch, top: float) -> list[Shape]:
    """Three lines that show where it flows, where the water is deep enough for them."""
    if stretch.onward < 8:
        return []
    style = {"fill": "none", "stroke": "background", "stroke_width": 1, "stroke_opacity": 0.34}
    lines = (
        f"M{stretch.x:.1f},{top + share * stretch.depth:.1f}H{stretch.x + SHOULDER:.1f}"
        f"{_narrowing(stretch, top + share * stretch.depth, top + share * stretch.onward)}H{stretch.next_x:.1f}"
        for share in STREAKS
    )
    return [path("".join(lines), **style)]


def _falls(stretch: Stretch, top: float) -> list[Shape]:
    """Each band: the water that leaves takes its colour; it bends about one centre, falls, and fades in its lower half."""
    shapes: list[Shape] = []
    outer = 0.0
    for number, band in enumerate(stretch.leaving):
        inner = outer + band.depth
        if band.depth >= THINNEST:
            name = f"fall-{stretch.index}-{number}"
            ends = (stretch.x + SHOULDER, 0, stretch.end, 0)
            turning = ((0.0, water_role(stretch.index), 1.0), (1.0, band.role, 1.0))
            rising = [
                gradient(f"{name}-rising", ends, turning),
                path(_rising(stretch, top, outer, inner), fill=f"url(#{name}-rising)"),
            ]
            away = _fall if band.falls else _ebb
            drawn = [*rising, *away(stretch, top, outer, band, name)]
            shapes.append(group(drawn, opacity=FALLING if band.falls else EBBING))
        outer = inner
    return shapes


def _fall(stretch: Stretch, top: float, outer: float, band: Band, name: str) -> list[Shape]:
    fading = ((0.5, band.role, 1.0), (1.0, band.role, 0.0))
    return [
        gradient(name, (0, top + stretch.onward, 0, top + stretch.fall), fading),
        path(_falling(stretch, top, outer, outer + band.depth), fill=f"url(#{name})"),
    ]


def _ebb(stretch: Stretch, top: float, outer: float, band: Band, name: str) -> list[Shape]:
    """Who is under way stays at the water's level, and fades away."""
    y, room = top + stretch.onward + outer, stretch.right - stretch.end
    fading = ((0.0, band.role, 1.0), (1.0, band.role, 0.0))
    return [
        gradient(name, (stretch.end, 0, stretch.right, 0), fading),
        rect(stretch.end, y, room, band.depth, fill=f"url(#{name})"),
    ]


def _rising(stretch: Stretch, top: float, outer: float, inner: float) -> str:
    """The band under the narrowing water, from nothing to its whole width."""
    begin, low = stretch.x + SHOULDER, top + stretch.depth
    upper, lower = top + stretch.onward + outer, top + stretch.onward + inner
    middle = (begin + stretch.end) / 2
    return (
        f"M{begin:.1f},{low:.1f}{_narrowing(stretch, low, upper)}h{OVERLAP}V{lower:.1f}h-{OVERLAP}"
        f"C{middle:.1f},{lower:.1f} {middle:.1f},{low:.1f} {begin:.1f},{low:.1f}Z"
    )


def _falling(stretch: Stretch, top: float, outer: float, inner: float) -> str:
    """The band from the end of the run: a quarter of a circle, then straight down."""
    centre = top + stretch.onward + stretch.width + stretch.bend
    wide, tight = (stretch.width + stretch.bend - edge for edge in (outer, inner))
    x, foot = stretch.end, max(top + stretch.fall, centre)
    return (
        f"M{x:.1f},{centre - wide:.1f}C{x + ARC * wide:.1f},{centre - wide:.1f} {x + wide:.1f},{centre - ARC * wide:.1f} "
        f"{x + wide:.1f},{centre:.1f}V{foot:.1f}H{x + tight:.1f}V{centre:.1f}"
        f"C{x + tight:.1f},{centre - ARC * tight:.1f} {x + ARC * tight:.1f},{centre - tight:.1f} {x:.1f},{centre - tight:.1f}Z"
    )
