"""What a phone shows of one stage: the room of its block and what its lanes are drawn from."""

from dataclasses import dataclass
from functools import cached_property

from journey.map.choice import StageChoice
from journey.map.frame import Column
from journey.map.model import JourneyMap, StageColumn, Touchpoint

WIDTH = 360.0


@dataclass(frozen=True)
class Block:
    """One stage of the narrow map; `max_reached` is the count of the stage that most journeys reach."""

    journey_map: JourneyMap
    choice: StageChoice
    max_reached: int
    lowest: Touchpoint | None
    highest: Touchpoint | None
    hidden: frozenset[str] = frozenset()

    @property
    def stage(self) -> StageColumn:
        return self.choice.stage

    @property
    def unit(self) -> str:
        return self.journey_map.unit

    @cached_property
    def column(self) -> Column:
        """The block as a column of the wide map, for lanes that look alike in both."""
        return Column(self.choice, 0, WIDTH, ())
