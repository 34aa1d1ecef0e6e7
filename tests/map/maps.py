"""Maps for the tests: of an open generation, and of answers made up in the test."""

from journey.data.ask import ask
from journey.data.generation import Generation
from journey.map.answers import Comparison, MapAnswers, gather
from journey.map.model import JourneyMap, journey_map
from journey.model.filters import BEHIND, Filters


def asker(generation: Generation, filters: Filters):
    """How the map asks, without the app's cache."""
    def answered(view: str, only: tuple[str, str] | None = None, **options):
        return ask(generation, view, filters.with_values(only[0], [only[1]]) if only else filters, **options)

    return answered


def all_asker(generation: Generation, filters: Filters):
    """How evidence asks its questions."""
    def answered(questions: list[tuple[str, dict]]):
        return [ask(generation, view, filters.with_values(BEHIND, [options["behind"]]) if "behind" in options else filters,
                    **{name: value for name, value in options.items() if name != "behind"}) for view, options in questions]

    return answered


def answers_of(generation: Generation, filters: Filters | None = None, comparison: Comparison | None = None) -> MapAnswers:
    return gather(asker(generation, filters or Filters()), comparison)


def map_of(generation: Generation, filters: Filters | None = None, comparison: Comparison | None = None) -> JourneyMap:
    return journey_map(generation.definition, answers_of(generation, filters, comparison), "journey")
