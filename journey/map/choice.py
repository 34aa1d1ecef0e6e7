"""Which touchpoints are drawn where there is no room for all: the most telling; the rest is counted, never dropped."""

from dataclasses import dataclass

from journey.map.model import JourneyMap, StageColumn, Touchpoint, extremes

EQUAL_SHARE = 0.95  # of the room is given to all stages alike, the rest to the most telling touchpoints anywhere


@dataclass(frozen=True)
class Drawn:
    """What of a stage is drawn, in journey order, and what is not."""

    stage: StageColumn
    touchpoints: tuple[Touchpoint, ...]
    left_out: tuple[Touchpoint, ...]

    @property
    def events_left_out(self) -> int:
        return sum(touchpoint.events for touchpoint in self.left_out)


def drawn(found: JourneyMap, room: int, kept: tuple[tuple[str, str], ...] = ()) -> list[Drawn]:
    """Every stage with its share of the `room`, the number of touchpoints that can be drawn.

    Kept in any case: the (stage, touchpoint) pairs of `kept`, the lowest and the highest feeling, and one a stage. The
    others follow by how telling they are: a touchpoint's share of all events + of all journeys lost + of all friction
    scores + of all distances from the mean feeling (where a feeling may be shown).
    """
    telling = _telling(found)
    first = {
        *kept,
        *((touchpoint.stage, touchpoint.name) for touchpoint in extremes(found) if touchpoint),
    }
    ranked = sorted(
        found.touchpoints,
        key=lambda touchpoint: (_cell(touchpoint) not in first, -telling[_cell(touchpoint)]),
    )
    chosen = {_cell(touchpoint) for touchpoint in ranked if _cell(touchpoint) in first}
    fewest = max(1, round(EQUAL_SHARE * room / max(1, len(found.stages))))
    for stage in found.stages:
        inside = [_cell(touchpoint) for touchpoint in ranked if touchpoint.stage == stage.name]
        chosen |= set(
            [name for name in inside if name not in chosen][
                : max(0, fewest - len(chosen & set(inside)))
            ]
        )
    left = [_cell(touchpoint) for touchpoint in ranked if _cell(touchpoint) not in chosen]
    chosen |= set(left[: max(0, room - len(chosen))])
    return [_parted(stage, chosen) for stage in found.stages]


def _parted(stage: StageColumn, chosen: set[tuple[str, str]]) -> Drawn:
    inside = [touchpoint for touchpoint in stage.touchpoints if _cell(touchpoint) in chosen]
    outside = [touchpoint for touchpoint in stage.touchpoints if _cell(touchpoint) not in chosen]
    return Drawn(stage, tuple(inside), tuple(outside))


def _cell(touchpoint: Touchpoint) -> tuple[str, str]:
    return touchpoint.stage, touchpoint.name


def _telling(found: JourneyMap) -> dict[tuple[str, str], float]:
    felt = {
        _cell(touchpoint): touchpoint.feeling
        for touchpoint in found.touchpoints
        if touchpoint.feeling and touchpoint.feeling.is_shown
    }
    mean = sum(feeling.mean_valence for feeling in felt.values()) / (len(felt) or 1)
    pains = {
        _cell(touchpoint): touchpoint.pain for touchpoint in found.touchpoints if touchpoint.pain
    }
    parts: list[dict] = [
        {_cell(touchpoint): touchpoint.events for touchpoint in found.touchpoints},
        {name: pain.journeys_lost or 0 for name, pain in pains.items()},
        {name: pain.score or 0 for name, pain in pains.items()},
        {name: abs(feeling.mean_valence - mean) for name, feeling in felt.items()},
    ]
    totals = [sum(part.values()) or 1 for part in parts]
    return {
        _cell(touchpoint): sum(
            part.get(_cell(touchpoint), 0) / total for part, total in zip(parts, totals)
        )
        for touchpoint in found.touchpoints
    }
