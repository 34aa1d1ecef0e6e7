"""What is measured under the board: of each stage and its touchpoints what the map tells in shared mode."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from statistics import median
from typing import Any

from journey.map.model import JourneyMap, StageColumn, Touchpoint
from journey.model.cells import Cell, parse_cell
from journey.model.intervals import wilson
from journey.model.vocabulary import words_in_force
from journey.workshop.progress import Told, told

MOST_TOUCHPOINTS = 40  # of a stage
TOGETHER = " + "  # between the names of stages that shared mode has put together


@dataclass(frozen=True)
class MeasuredTouchpoint:
    """Mean valence -1..1 of n events, journeys last seen there with their interval, friction score 0..100; None where not told.

    `passed` are the journeys that came there, of which those last seen are a share.
    """

    name: str
    events: int
    valence: float | None
    n: int
    left: int | None
    low: float | None
    high: float | None
    score: float | None
    passed: int | None = None


@dataclass(frozen=True)
class MeasuredStage:
    """A column of the board: journeys that reached the stage and left there, and its touchpoints as journeys first pass them.

    Where shared mode tells of it only together with others, all four are None, and a group of `Measured` has them.
    """

    name: str
    reached: int | None
    left: int | None
    low: float | None
    high: float | None
    touchpoints: tuple[MeasuredTouchpoint, ...]


@dataclass(frozen=True)
class MeasuredGroup:
    """The same of several stages together, named by `stages`."""

    stages: tuple[str, ...]
    reached: int | None
    left: int | None
    low: float | None
    high: float | None


@dataclass(frozen=True)
class Measured:
    """`unit` is what is counted, `words` says under which filters, `until` is when observation ended (seconds since 1970).

    `figures` have [value, low, high] by the name of their cell: of journeys at the same age, and of answers and emotions. `means`
    are the scores among them that are told as means of answers. `left_words` is what is said of those whom a stage lost, 'left'
    or, where the data tell no more, 'are silent'.
    """

    unit: str
    words: str
    stages: tuple[MeasuredStage, ...]
    until: int = 0
    figures: Mapping[str, Sequence[float]] = field(default_factory=dict)
    means: tuple[str, ...] = ()
    groups: tuple[MeasuredGroup, ...] = ()
    left_words: str = "left"

    @property
    def told(self) -> dict[str, Told]:
        """The figures that an action can move, as the map shows them."""
        return {
            name: told(parse_cell(name), values[0], self.means)
            for name, values in self.figures.items()
        }

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

    @property
    def large(self) -> float:
        """The loss from which on an impact is large: the median of the touchpoints that lost any; of none, 1."""
        losses = [each.left for stage in self.stages for each in stage.touchpoints if each.left]
        return float(median(losses)) if losses else 1.0

    def _left(self) -> Iterator[tuple[str, int | None, float | None, float | None]]:
        for stage in self.stages:
            yield str(Cell("dropped_off", stage.name)), stage.left, stage.low, stage.high
            for each in stage.touchpoints:
                yield str(Cell("lost", stage.name, each.name)), each.left, each.low, each.high

    def as_json(self) -> str:
        return json.dumps(asdict(self), ensure_ascii=False)


def measured(
    journey_map: JourneyMap,
    stage_names: Sequence[str],
    words: str,
    until: int,
    figures: Mapping[str, Sequence[float]] | None = None,
    means: Iterable[str] = (),
) -> Measured:
    """Of a map that was built from answers in shared mode, a column a stage; `figures` as Measured has them."""
    columns = [column for column in journey_map.stages if column.index >= 0]
    single = {column.name: column for column in columns}
    touchpoints = [point for column in columns for point in column.touchpoints]
    return Measured(
        journey_map.unit,
        words,
        tuple(_stage(name, single.get(name), touchpoints) for name in stage_names),
        until,
        figures or {},
        tuple(sorted(means)),
        tuple(
            MeasuredGroup(parts, *_losses(column))
            for column in columns
            if column.name not in stage_names
            and (
                parts := tuple(name for name in stage_names if name in column.name.split(TOGETHER))
            )
        ),
        words_in_force().short_clause,
    )


def of_json(text: str) -> Measured:
    kept = json.loads(text)
    stages = tuple(_kept_stage(each) for each in kept["stages"])
    groups = (
        MeasuredGroup(**{**group, "stages": tuple(group["stages"])}) for group in kept["groups"]
    )
    return Measured(
        kept["unit"],
        kept["words"],
        stages,
        kept["until"],
        kept["figures"],
        tuple(kept["means"]),
        tuple(groups),
        kept["left_words"],
    )


def _kept_stage(kept: dict[str, Any]) -> MeasuredStage:
    touchpoints = tuple(MeasuredTouchpoint(**each) for each in kept["touchpoints"])
    return MeasuredStage(**{**kept, "touchpoints": touchpoints})


def _stage(
    name: str, column: StageColumn | None, touchpoints: Sequence[Touchpoint]
) -> MeasuredStage:
    own = [point for point in touchpoints if point.stage == name]
    busiest = sorted(own, key=lambda each: -each.events)[:MOST_TOUCHPOINTS]
    ordered = sorted(busiest, key=lambda each: (each.order, each.name))
    return MeasuredStage(
        name,
        *(_losses(column) if column else (None, None, None, None)),
        tuple(map(_touchpoint, ordered)),
    )


def _losses(column: StageColumn) -> tuple[int | None, int | None, float | None, float | None]:
    """Of the column: reached, left and the ends of its interval."""
    reached, left = column.funnel["reached"], column.funnel["dropped_off"]
    return reached, left, *_interval(left, reached)


def _touchpoint(touchpoint: Touchpoint) -> MeasuredTouchpoint:
    felt, friction = touchpoint.shown_emotion, touchpoint.friction
    left, passed = (friction.journeys_lost, friction.row["journeys"]) if friction else (None, None)
    return MeasuredTouchpoint(
        touchpoint.name,
        touchpoint.events,
        felt.valence if felt else None,
        felt.n if felt else 0,
        left,
        *_interval(left, passed),
        friction.score if friction else None,
        passed,
    )


def _interval(left: int | None, reached: int | None) -> tuple[float | None, float | None]:
    """Of journeys that left among those that came: Wilson's of their share, in journeys."""
    if left is None or not reached:
        return None, None
    low, high = wilson(left / reached, reached)
    return (None, None) if low is None or high is None else (low * reached, high * reached)
