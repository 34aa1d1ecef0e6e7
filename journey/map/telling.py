"""The touchpoints that tell most: drawn large on the emotion curve."""

from journey.map.choice import most_lost
from journey.map.headline import largest_gap
from journey.map.model import JourneyMap, Touchpoint, extremes
from journey.model.vocabulary import words_in_force


def telling(journey_map: JourneyMap) -> tuple[Touchpoint, ...]:
    """The lowest and highest feeling, the one furthest below what was expected, where most were lost, where a cause is known."""
    gap = largest_gap(journey_map)
    found = [
        *extremes(journey_map),
        gap[0] if gap else None,
        *(touchpoint for touchpoint in journey_map.touchpoints if touchpoint.cause),
        most_lost(journey_map.touchpoints) if words_in_force().tells_leaving else None,
    ]
    return tuple(touchpoint for touchpoint in found if touchpoint)
