"""What is measured under the board: of each stage and its touchpoints what the map tells in shared mode."""

import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from typing import Any

from journey.map.model import JourneyMap, StageColumn, Touchpoint
from journey.model.cells import Cell
from journey.model.intervals import wilson

MOST_TOUCHPOINTS = 40  # of a stage


@dataclass(frozen=True)
class MeasuredTouchpoint:
    """Mean valence -1..1 of n events, journeys last seen there with their interval, friction score 0..100; None where not told."""

    name: str
    events: int
    valence: float | None
    n: int
    left: int | None
    low: float | None
    high: float | None
    score: float | None


@dataclass(frozen=True)
class MeasuredStage:
    """Journeys that reached it and left there, and its touchpoints as journeys first pass them."""

    name: str
    reached: int | None
    left: int | None
    low: float | None
    high: float | None
    touchpoints: tuple[MeasuredTouchpoint, ...]


@dataclass(frozen=True)
class Measured:
    """`unit` is what is counted, `words` says under which filters, `until` is when observation ended (seconds since 1970)."""

    unit: str
    words: str
    stages: tuple[MeasuredStage, ...]
    until: int = 0

    @property
    def curve(self) -> list[tuple[float, str, str, float]]:
        """Place along the stages (0 to their number), stage, touchpoint and valence of all that is felt, from left to right."""
        return [
            (number + (index + 0.5) / len(felt), stage.name, point.name, point.valence)
            for number, stage in enumerate(self.stages)
            if (felt := [each for each in stage.touchpoints if each.valence is not None])
            for index, point in enumerate(felt)
            if point.valence is not None
        ]

    @property
    def impacts(self) -> dict[str, tuple[float, float, float]]:
        """Journeys that left, with their interval, by the cell of the map that counts them."""
        return {
            cell: (float(left), low, high)
            for cell, left, low, high in self._left()
            if left is not None and low is not None and high is not None
        }

    def _left(self) -> Iterator[tuple[str, int | None, float | None, float | None]]:
        for stage in self.stages:
            yield str(Cell("dropped_off", stage.name)), stage.left, stage.low, stage.high
            for each in stage.touchpoints:
                yield str(Cell("lost", stage.name, each.name)), each.left, each.low, each.high

    def as_json(self) -> str:
        return json.dumps(asdict(self), ensure_ascii=False)


def measured(journey_map: JourneyMap, words: str, until: int) -> Measured:
    """Of a map that was built from answers in shared mode."""
    stages = tuple(_stage(stage) for stage in journey_map.stages if stage.index >= 0)
    return Measured(journey_map.unit, words, stages, until)


def of_json(text: str) -> Measured:
    kept = json.loads(text)
    stages = tuple(_kept_stage(each) for each in kept["stages"])
    return Measured(kept["unit"], kept["words"], stages, kept.get("until", 0))


def _kept_stage(kept: dict[str, Any]) -> MeasuredStage:
    touchpoints = tuple(MeasuredTouchpoint(**each) for each in kept["touchpoints"])
    return MeasuredStage(**{**kept, "touchpoints": touchpoints})


def _stage(stage: StageColumn) -> MeasuredStage:
    row = stage.funnel
    reached = row["reached"]
    busiest = sorted(stage.touchpoints, key=lambda each: -each.events)[:MOST_TOUCHPOINTS]
    ordered = sorted(busiest, key=lambda each: (each.order, each.name))
    return MeasuredStage(
        stage.name,
        reached,
        row["dropped_off"],
        *_interval(row["dropped_off"], reached),
        tuple(_touchpoint(each, reached) for each in ordered),
    )


def _touchpoint(touchpoint: Touchpoint, reached: int | None) -> MeasuredTouchpoint:
    felt, friction = touchpoint.shown_emotion, touchpoint.friction
    left = friction.journeys_lost if friction else None
    return MeasuredTouchpoint(
        touchpoint.name,
        touchpoint.events,
        felt.valence if felt else None,
        felt.n if felt else 0,
        left,
        *_interval(left, reached),
        friction.score if friction else None,
    )


def _interval(left: int | None, reached: int | None) -> tuple[float | None, float | None]:
    """Of journeys that left among those that reached the stage: Wilson's of their share, in journeys."""
    if left is None or not reached:
        return None, None
    low, high = wilson(left / reached, reached)
    return (None, None) if low is None or high is None else (low * reached, high * reached)
