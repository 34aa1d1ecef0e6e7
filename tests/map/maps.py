"""Maps for the tests: of an open generation, and of answers made up in the test."""

from journey.data.ask import ask
from journey.data.generation import Generation
from journey.map.answers import Comparison, MapAnswers, gather
from journey.map.model import JourneyMap, journey_map
from journey.model.filters import BEHIND, Filters


def asker(generation: Generation, filters: Filters):
    """How map and evidence ask, without the app's cache."""
    def answered(view: str, behind: str = "", **options):
        return ask(generation, view, filters.with_values(BEHIND, [behind]) if behind else filters, **options)
    return answered


def answers_of(generation: Generation, filters: Filters | None = None, comparison: Comparison | None = None) -> MapAnswers:
    return gather(asker(generation, filters or Filters()), comparison)


def map_of(generation: Generation, filters: Filters | None = None, comparison: Comparison | None = None) -> JourneyMap:
    return journey_map(generation.definition, answers_of(generation, filters, comparison), "journey")
