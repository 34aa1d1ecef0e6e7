"""The columns of the wide map: how wide each stage is and where its touchpoints stand."""

from dataclasses import dataclass, field

from journey.map.choice import StageChoice, choose_touchpoints
from journey.map.model import JourneyMap, Touchpoint, marked
from journey.map.telling import telling

LEFT, RIGHT, GAP = 128.0, 6.0, 8.0
SLOT, MIN_COLUMN_WIDTH = 76.0, 128.0


@dataclass(frozen=True)
class Slot:
    """Room for one touchpoint: its middle and its width."""

    touchpoint: Touchpoint
    x: float
    width: float


@dataclass(frozen=True)
class Column:
    """Room for one stage, without the gap to the next."""

    choice: StageChoice
    x: float
    width: float
    slots: tuple[Slot, ...]

    @property
    def stage(self):
        return self.choice.stage

    @property
    def right(self) -> float:
        return self.x + self.width


@dataclass(frozen=True)
class Frame:
    """The map, its columns from left to right, and the options of the drawing."""

    journey_map: JourneyMap
    width: float
    columns: tuple[Column, ...]
    lowest: Touchpoint | None
    highest: Touchpoint | None
    weights: dict[str, float] = field(default_factory=dict)
    against_expected: bool = False
    telling: tuple[Touchpoint, ...] = ()

    @property
    def unit(self) -> str:
        return self.journey_map.unit

    @property
    def all_groups(self) -> str:
        """The note of lanes that do not distinguish compared groups."""
        return "; all groups together" if self.journey_map.compared else ""

    @property
    def slots(self) -> list[Slot]:
        return [slot for column in self.columns for slot in column.slots]


def frame(
    journey_map: JourneyMap,
    width: float,
    weights: dict[str, float],
    pinned: tuple[tuple[str, str], ...] = (),
    against_expected: bool = False,
) -> Frame:
    """Columns for every stage within the width; the most salient touchpoints get a slot."""
    room = width - LEFT - RIGHT - GAP * (len(journey_map.stages) - 1)
    choices = choose_touchpoints(journey_map, int(room / SLOT), pinned)
    widths = _widths(choices, room)
    columns, x = [], LEFT
    for part, column_width in zip(choices, widths):
        columns.append(Column(part, x, column_width, _slots(part, x, column_width)))
        x += column_width + GAP
    lowest, highest = marked(journey_map)
    options = (weights, against_expected, telling(journey_map))
    return Frame(journey_map, width, tuple(columns), lowest, highest, *options)


def _widths(choices: list[StageChoice], room: float) -> list[float]:
    """In proportion to the touchpoints drawn, none narrower than a stage needs for its figures."""
    narrowest = min(MIN_COLUMN_WIDTH, room / len(choices)) if choices else 0
    weights = [max(1, len(part.touchpoints)) for part in choices]
    narrow: set[int] = set()
    while True:
        share = (room - narrowest * len(narrow)) / (
            sum(weight for index, weight in enumerate(weights) if index not in narrow) or 1
        )
        more = {
            index
            for index, weight in enumerate(weights)
            if index not in narrow and weight * share < narrowest - 0.01
        }
        if not more:
            return [
                narrowest if index in narrow else weight * share
                for index, weight in enumerate(weights)
            ]
        narrow |= more


def _slots(part: StageChoice, x: float, width: float) -> tuple[Slot, ...]:
    slot_width = width / max(1, len(part.touchpoints))
    return tuple(
        Slot(touchpoint, x + (index + 0.5) * slot_width, slot_width)
        for index, touchpoint in enumerate(part.touchpoints)
    )
