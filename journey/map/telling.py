"""The touchpoints that tell most: drawn large on the emotion curve."""

from journey.map.choice import most_lost
from journey.map.headline import largest_gap
from journey.map.model import JourneyMap, Touchpoint, extremes
from journey.model.vocabulary import words_in_force


def telling(journey_map: JourneyMap) -> tuple[Touchpoint, ...]:
    """The lowest and the highest feeling, the one furthest below what was expected, and where most were lost."""
    gap = largest_gap(journey_map)
    found = [
        *extremes(journey_map),
        gap[0] if gap else None,
        most_lost(journey_map) if words_in_force().tells_leaving else None,
    ]
    return tuple(touchpoint for touchpoint in found if touchpoint)
