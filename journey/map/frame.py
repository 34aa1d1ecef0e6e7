"""The columns of the wide map: how wide each stage is and where its touchpoints stand."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from journey.map.choice import StageChoice, choose_touchpoints
from journey.map.headline import lowest_emotion
from journey.map.model import JourneyMap, StageColumn, Touchpoint, marked
from journey.map.telling import telling

LEFT, GAP, TIGHT_GAP = 128.0, 16.0, 8.0
SLOT = 76.0  # a touchpoint needs so much
MOST_PRESENTED = 3  # touchpoints a stage in Present
MIN_COLUMN = 84.0  # a stage's figures need so much
EMPTY_COLUMN = 100.0  # one without touchpoints needs no more
ROOMY_COLUMN = 200.0  # columns from here on stand further apart


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
    """The map, its columns from left to right, and the options of the drawing; `hidden` are lanes that are not drawn.

    `is_presented`: for a room, so that only what is read from afar is drawn. `worst`: where the headline says that customers
    feel worst.
    """

    journey_map: JourneyMap
    width: float
    columns: tuple[Column, ...]
    lowest: Touchpoint | None
    highest: Touchpoint | None
    weights: dict[str, float] = field(default_factory=dict)
    against_expected: bool = False
    hidden: frozenset[str] = frozenset()
    telling: tuple[Touchpoint, ...] = ()
    is_presented: bool = False
    worst: Touchpoint | None = None

    @property
    def gap(self) -> float:
        """Between two columns."""
        return self.columns[1].x - self.columns[0].right if self.columns[1:] else GAP

    @property
    def unit(self) -> str:
        return self.journey_map.unit

    @property
    def all_groups(self) -> str:
        """The note of lanes that do not distinguish compared groups."""
        return "; all groups together" if self.journey_map.compared else ""

    @property
    def worst_slot(self) -> Slot | None:
        """The slot of the touchpoint that the headline names; none where groups are compared."""
        is_lit = not (self.journey_map.compared or self.is_presented)
        slots = self.slots if is_lit else []
        return next((slot for slot in slots if slot.touchpoint is self.worst), None)

    @property
    def slots(self) -> list[Slot]:
        return [slot for column in self.columns for slot in column.slots]


def frame(
    journey_map: JourneyMap,
    width: float,
    weights: dict[str, float],
    pinned: tuple[tuple[str, str], ...] = (),
    against_expected: bool = False,
    hidden: tuple[str, ...] = (),
    is_presented: bool = False,
    slot: float = SLOT,
    only: Sequence[StageColumn] = (),
) -> Frame:
    """Columns of one width for all stages with touchpoints, in each as many of the most salient as there is room for.

    `slot`: what a touchpoint needs at least. `only`: the stages that are drawn, where not all of them are.
    """
    drawn = only or journey_map.stages
    gap = GAP if _column_width(drawn, width, GAP) >= ROOMY_COLUMN else TIGHT_GAP
    column_width = _column_width(drawn, width, gap)
    per_stage = max(1, int(column_width / slot))
    per_stage = min(per_stage, MOST_PRESENTED) if is_presented else per_stage
    columns, x = [], LEFT
    for choice in choose_touchpoints(journey_map, per_stage, pinned):
        if choice.stage not in drawn:
            continue
        own_width = column_width if choice.stage.touchpoints else min(column_width, EMPTY_COLUMN)
        columns.append(Column(choice, x, own_width, _slots(choice, x, own_width)))
        x += own_width + gap
    lowest, highest = marked(journey_map)
    options = (weights, against_expected, frozenset(hidden), telling(journey_map), is_presented)
    worst = _spoken_of(journey_map)
    return Frame(journey_map, width, tuple(columns), lowest, highest, *options, worst)


def _spoken_of(journey_map: JourneyMap) -> Touchpoint | None:
    """The touchpoint that the headline speaks of: a finding's, where one leads, else the one where customers feel worst."""
    if journey_map.marked is None:
        return lowest_emotion(journey_map)
    places = {(each.stage, each.name): each for each in journey_map.touchpoints}
    return places.get(journey_map.marked)


def _column_width(stages: Sequence[StageColumn], width: float, gap: float) -> float:
    """How wide a stage with touchpoints is; one without has no more than it needs for its words."""
    columns = max(1, len(stages))
    empty = sum(not stage.touchpoints for stage in stages)
    room = width - LEFT - gap * (columns - 1)
    alike = room / columns
    if alike <= EMPTY_COLUMN or empty in (0, columns):
        return alike
    return (room - empty * EMPTY_COLUMN) / (columns - empty)


def narrowest(journey_map: JourneyMap) -> float:
    """The width below which the stages of a map have no room beside each other."""
    stages = max(1, len(journey_map.stages))
    return LEFT + stages * MIN_COLUMN + (stages - 1) * TIGHT_GAP


def least_width(stages: Sequence[StageColumn], per_stage: int, slot: float) -> float:
    """The width at which each of these stages has room for so many touchpoints of `slot`."""
    column = max(MIN_COLUMN, per_stage * slot)
    columns = sum(column if stage.touchpoints else min(column, EMPTY_COLUMN) for stage in stages)
    return LEFT + columns + TIGHT_GAP * (len(stages) - 1) + 1


def _slots(choice: StageChoice, x: float, width: float) -> tuple[Slot, ...]:
    slot_width = width / max(1, len(choice.touchpoints))
    return tuple(
        Slot(touchpoint, x + (index + 0.5) * slot_width, slot_width)
        for index, touchpoint in enumerate(choice.touchpoints)
    )
