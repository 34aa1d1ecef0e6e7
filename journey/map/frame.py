"""The columns of the map across: how wide each stage is and where its touchpoints stand."""

from dataclasses import dataclass, field

from journey.map.choice import Drawn, drawn
from journey.map.model import JourneyMap, Touchpoint, extremes

LEFT, RIGHT, GAP = 128.0, 6.0, 8.0
SLOT, NARROWEST = 76.0, 128.0


@dataclass(frozen=True)
class Slot:
    """Room for one touchpoint: its middle and its width."""

    touchpoint: Touchpoint
    x: float
    width: float


@dataclass(frozen=True)
class Column:
    """Room for one stage, without the gap to the next."""

    drawn: Drawn
    x: float
    width: float
    slots: tuple[Slot, ...]

    @property
    def stage(self):
        return self.drawn.stage

    @property
    def right(self) -> float:
        return self.x + self.width


@dataclass(frozen=True)
class Frame:
    """The map, its columns from left to right, and what is asked of the drawing."""

    found: JourneyMap
    width: float
    columns: tuple[Column, ...]
    lowest: Touchpoint | None
    highest: Touchpoint | None
    weights: dict[str, float] = field(default_factory=dict)
    against_expected: bool = False

    @property
    def unit(self) -> str:
        return self.found.unit

    @property
    def all_groups(self) -> str:
        """Said of lanes that do not tell compared groups apart."""
        return "; all groups together" if self.found.compared else ""

    @property
    def slots(self) -> list[Slot]:
        return [slot for column in self.columns for slot in column.slots]


def frame(
    found: JourneyMap,
    width: float,
    weights: dict[str, float],
    kept: tuple[tuple[str, str], ...] = (),
    against_expected: bool = False,
) -> Frame:
    """Columns for every stage within the width; the most telling touchpoints get a slot."""
    room = width - LEFT - RIGHT - GAP * (len(found.stages) - 1)
    choice = drawn(found, int(room / SLOT), kept)
    widths = _widths(choice, room)
    columns, x = [], LEFT
    for part, wide in zip(choice, widths):
        columns.append(Column(part, x, wide, _slots(part, x, wide)))
        x += wide + GAP
    lowest, highest = extremes(found)
    return Frame(found, width, tuple(columns), lowest, highest, weights, against_expected)


def _widths(choice: list[Drawn], room: float) -> list[float]:
    """In proportion to the touchpoints drawn, none narrower than a stage needs for its figures."""
    narrowest = min(NARROWEST, room / len(choice)) if choice else 0
    wanted = [max(1, len(part.touchpoints)) for part in choice]
    narrow: set[int] = set()
    while True:
        share = (room - narrowest * len(narrow)) / (
            sum(want for place, want in enumerate(wanted) if place not in narrow) or 1
        )
        more = {
            place
            for place, want in enumerate(wanted)
            if place not in narrow and want * share < narrowest - 0.01
        }
        if not more:
            return [
                narrowest if place in narrow else want * share for place, want in enumerate(wanted)
            ]
        narrow |= more


def _slots(part: Drawn, x: float, wide: float) -> tuple[Slot, ...]:
    each = wide / max(1, len(part.touchpoints))
    return tuple(
        Slot(touchpoint, x + (place + 0.5) * each, each)
        for place, touchpoint in enumerate(part.touchpoints)
    )
