"""The touchpoints that tell most: drawn large on the emotion curve."""

from journey.map.headline import largest_gap
from journey.map.model import JourneyMap, Touchpoint, extremes
from journey.model.vocabulary import words_in_force


def telling(journey_map: JourneyMap) -> tuple[Touchpoint, ...]:
    """The lowest and the highest feeling, the one furthest below what was expected, and where most were lost."""
    gap = largest_gap(journey_map)
    losing = [touchpoint for touchpoint in journey_map.touchpoints if touchpoint.lost]
    most_lost = max(losing, key=lambda touchpoint: (touchpoint.lost, touchpoint.name), default=None)
    found = [
        *extremes(journey_map),
        gap[0] if gap else None,
        most_lost if words_in_force().tells_leaving else None,
    ]
    return tuple(touchpoint for touchpoint in found if touchpoint)
