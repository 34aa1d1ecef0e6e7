"""The deck that every dataset has: what a review of a customer journey begins with."""

from collections import Counter

from journey.data.generation import Generation
from journey.data.views.rows import SATISFACTION, TOUCHPOINT_NODES
from journey.exhibit.ref import Ref
from journey.export.collection import Entry, Recipe
from journey.graph.answers import ask
from journey.model.filters import Filters
from journey.model.small_numbers import SHARED
from journey.model.vocabulary import use_words, words_in_force
from journey.presenters.paths.touchpoints import are_staged

NAME = "Journey review"
ANSWERED = ("nps", "csat", "ces")
OF_OUTCOMES = (
    "drop_off.funnel",
    "drop_off.exits",
    "drop_off.contrasts",
)  # groups of a funnel are never shared
WITHOUT_STAGES = (
    "map.summary",
    "paths.graph",
    "paths.variants",
    "paths.returned_to",
    "drop_off.exits",
    "definitions",
)


def ready_made(generation: Generation, filters: Filters) -> Recipe:
    """Summary, map, where we lose them, how they feel, friction, satisfaction and definitions.

    What the dataset cannot have is not in it: a map where no touchpoint is in a stage (the paths stand for it), drop-off where
    journeys have no end, a score that is told of fewer than two stages.
    """
    use_words(generation.wording)
    nodes = ask(generation, TOUCHPOINT_NODES, filters, mode=SHARED).rows
    if generation.has_outcomes and nodes and not are_staged(nodes):
        return Recipe(NAME, tuple(Entry(Ref.of(id, filters)) for id in WITHOUT_STAGES))
    by_stage = ask(generation, SATISFACTION, filters, by=("stage",), mode=SHARED).rows
    told = Counter(row["metric"] for row in by_stage if row["value"] is not None)
    asked = [metric for metric in ANSWERED if told[metric] > 1]
    ids = ["map.summary", "map"]
    ids += OF_OUTCOMES if generation.has_outcomes else ()
    ids.append("map.emotion")
    if generation.has_outcomes and words_in_force().tells_leaving:
        ids.append("map.friction")  # without a score it would tell the exits once more
    own_slides = (
        ["satisfaction"] if asked else []
    )  # what the map need not say, so that its letters are larger
    refs = [Ref.of(id, filters, **({"hide": own_slides} if id == "map" else {})) for id in ids]
    refs += [Ref.of("map.satisfaction", filters, metric=metric) for metric in asked]
    refs.append(Ref.of("definitions", filters))
    return Recipe(NAME, tuple(map(Entry, refs)))
