"""Maps for the tests: of an open generation, and of answers made up in the test."""

from journey.data.ask import ask
from journey.data.generation import Generation
from journey.map.answers import Comparison, MapAnswers, gather
from journey.map.build import build_journey_map
from journey.map.model import JourneyMap
from journey.model.filters import Filters


def all_asker(generation: Generation, filters: Filters):
    """How map and evidence ask, without the app's cache."""

    def answered(view: str, only: tuple[str, str] | None = None, cohort: str = "", **options):
        group = filters.with_values(only[0], [only[1]]) if only else filters
        return ask(generation, view, group.in_cohort(cohort) if cohort else group, **options)

    return lambda questions: [answered(view, **options) for view, options in questions]


def answers_of(
    generation: Generation, filters: Filters | None = None, comparison: Comparison | None = None
) -> MapAnswers:
    return gather(all_asker(generation, filters or Filters()), comparison)


def map_of(
    generation: Generation, filters: Filters | None = None, comparison: Comparison | None = None
) -> JourneyMap:
    return build_journey_map(
        generation.definition,
        answers_of(generation, filters, comparison),
        "journey",
        generation.order,
    )
