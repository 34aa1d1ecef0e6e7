"""Which touchpoints are drawn where there is no room for all: the most salient; the rest is counted, never dropped."""

from collections.abc import Iterable
from dataclasses import dataclass

from journey.map.model import JourneyMap, StageColumn, Touchpoint, extremes
from journey.model.vocabulary import words_in_force


@dataclass(frozen=True)
class StageChoice:
    """What of a stage is drawn, in journey order, and what is not."""

    stage: StageColumn
    touchpoints: tuple[Touchpoint, ...]
    left_out: tuple[Touchpoint, ...]

    @property
    def events_left_out(self) -> int:
        return sum(touchpoint.events for touchpoint in self.left_out)

    @property
    def lost_left_out(self) -> int:
        return sum(touchpoint.lost for touchpoint in self.left_out)


def choose_touchpoints(
    journey_map: JourneyMap, per_stage: int, pinned: tuple[tuple[str, str], ...] = ()
) -> list[StageChoice]:
    """Every stage with as many touchpoints as it has room for.

    First come the (stage, touchpoint) pairs of `pinned`, that of the headline, those with a cause of leaving, the lowest valence,
    where most were lost, the highest valence, and of the stage where customers surely feel bad, where most were lost and where most
    happens; then those with a finding, and the others by salience: a touchpoint's share of all events + of all journeys lost + of
    all friction scores (where they are told) + of all distances from the mean valence (where an emotion may be shown).
    """
    salience = _salience(journey_map)
    caused = [touchpoint for touchpoint in journey_map.touchpoints if touchpoint.cause]
    caused.sort(key=lambda touchpoint: (-touchpoint.lost, touchpoint.name))
    lowest, highest = extremes(journey_map)
    told = (*caused, lowest, most_lost(journey_map.touchpoints), highest)
    spoken_of = [journey_map.marked] if journey_map.marked else []
    first = [*pinned, *spoken_of, *map(_cell, filter(None, told))]
    choices = []
    for stage in journey_map.stages:
        of_stage = (_worst(stage), most_lost(stage.touchpoints), _busiest(stage))
        found = [touchpoint for touchpoint in stage.touchpoints if touchpoint.finding_lines]
        order = [*first, *map(_cell, filter(None, (*of_stage, *found)))]
        ranked = sorted(
            map(_cell, stage.touchpoints),
            key=lambda cell: (order.index(cell) if cell in order else len(order), -salience[cell]),
        )
        choices.append(_stage_choice(stage, set(ranked[:per_stage])))
    return choices


def most_lost(touchpoints: Iterable[Touchpoint]) -> Touchpoint | None:
    """The touchpoint where most journeys were last seen; None where none was."""
    losing = [touchpoint for touchpoint in touchpoints if touchpoint.lost]
    return max(losing, key=lambda touchpoint: (touchpoint.lost, touchpoint.name), default=None)


def _worst(stage: StageColumn) -> Touchpoint | None:
    """The touchpoint of the stage with the lowest valence, where that surely is below 0."""
    bad = [
        (emotion.valence, touchpoint.name, touchpoint)
        for touchpoint in stage.touchpoints
        if (emotion := touchpoint.shown_emotion) and (emotion.high or 0) < 0
    ]
    return min(bad)[2] if bad else None


def _stage_choice(stage: StageColumn, chosen: set[tuple[str, str]]) -> StageChoice:
    inside = [touchpoint for touchpoint in stage.touchpoints if _cell(touchpoint) in chosen]
    outside = [touchpoint for touchpoint in stage.touchpoints if _cell(touchpoint) not in chosen]
    return StageChoice(stage, tuple(inside), tuple(outside))


def _cell(touchpoint: Touchpoint) -> tuple[str, str]:
    return touchpoint.stage, touchpoint.name


def _busiest(stage: StageColumn) -> Touchpoint | None:
    """The touchpoint of the stage with most events; of equals the first in the alphabet."""
    return min(
        stage.touchpoints,
        key=lambda touchpoint: (-touchpoint.events, touchpoint.name),
        default=None,
    )


def _salience(journey_map: JourneyMap) -> dict[tuple[str, str], float]:
    emotions = {
        _cell(touchpoint): emotion
        for touchpoint in journey_map.touchpoints
        if (emotion := touchpoint.shown_emotion)
    }
    tells_leaving = words_in_force().tells_leaving
    mean = sum(emotion.valence for emotion in emotions.values()) / (len(emotions) or 1)
    frictions = {
        _cell(touchpoint): touchpoint.friction
        for touchpoint in journey_map.touchpoints
        if touchpoint.friction
    }
    parts: list[dict[tuple[str, str], float]] = [
        {_cell(touchpoint): touchpoint.events for touchpoint in journey_map.touchpoints},
        {name: friction.journeys_lost or 0 for name, friction in frictions.items()},
        {name: friction.score or 0 for name, friction in frictions.items() if tells_leaving},
        {name: abs(emotion.valence - mean) for name, emotion in emotions.items()},
    ]
    totals = [sum(part.values()) or 1 for part in parts]
    return {
        _cell(touchpoint): sum(
            part.get(_cell(touchpoint), 0) / total for part, total in zip(parts, totals)
        )
        for touchpoint in journey_map.touchpoints
    }
