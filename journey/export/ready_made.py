"""The deck that every dataset has: what a review of a customer journey begins with."""

from journey.data.generation import Generation
from journey.data.views.rows import SATISFACTION
from journey.exhibit.ref import Ref
from journey.export.collection import Entry, Recipe
from journey.graph.answers import ask
from journey.model.filters import Filters
from journey.model.small_numbers import SHARED

NAME = "Journey review"
ANSWERED = ("nps", "csat", "ces")
OF_OUTCOMES = (
    "drop_off.funnel",
    "drop_off.exits",
    "drop_off.contrasts",
)  # groups of a funnel are never shared


def ready_made(generation: Generation, filters: Filters) -> Recipe:
    """Summary, map, where we lose them, how they feel, friction, satisfaction and definitions.

    What the dataset cannot have is not in it: drop-off where journeys have no end, a score that nobody gave.
    """
    scores = {
        row["metric"]
        for row in ask(generation, SATISFACTION, filters, mode=SHARED).rows
        if row["n"]
    }
    ids = ["map.summary", "map"]
    ids += OF_OUTCOMES if generation.has_outcomes else ()
    ids += ["map.emotion", "map.friction"] if generation.has_outcomes else ["map.emotion"]
    asked = [metric for metric in ANSWERED if metric in scores]
    own_slides = (
        ["satisfaction"] if asked else []
    )  # what the map need not say, so that its letters are larger
    refs = [Ref.of(id, filters, **({"hide": own_slides} if id == "map" else {})) for id in ids]
    refs += [Ref.of("map.satisfaction", filters, metric=metric) for metric in asked]
    refs.append(Ref.of("definitions", filters))
    return Recipe(NAME, tuple(map(Entry, refs)))
