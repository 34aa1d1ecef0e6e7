"""The deck that every dataset has: what a review of a customer journey begins with."""

from journey.data.generation import Generation
from journey.data.views.rows import SATISFACTION, TOUCHPOINT_NODES
from journey.exhibit.ref import Ref
from journey.exhibit.scores import GROUPS_LIMIT, QUESTION
from journey.export.collection import DeckRecipe, Entry
from journey.findings.keep import are_known
from journey.graph.answers import ask
from journey.model.filters import Filters
from journey.model.small_numbers import SHARED
from journey.model.vocabulary import use_words, words_in_force
from journey.presenters.attributes import splitting
from journey.presenters.paths.touchpoints import are_staged
from journey.presenters.survey import by_metric

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


def ready_made(generation: Generation, filters: Filters) -> DeckRecipe:
    """Summary, map, findings where they are known, where we lose them, how they feel, friction, satisfaction and definitions.

    What the dataset cannot have is not in it: a map where no touchpoint is in a stage (the paths stand for it), drop-off where
    journeys have no end, a score that is told of fewer than two stages (told by question and group instead). Journeys of one
    stage alone have their paths and times beside the map.
    """
    use_words(generation.wording)
    nodes = ask(generation, TOUCHPOINT_NODES, filters, mode=SHARED).rows
    if generation.has_outcomes and nodes and not are_staged(nodes):
        return DeckRecipe(NAME, tuple(Entry(Ref.of(id, filters)) for id in WITHOUT_STAGES))
    by_stage = _told(generation, filters, "stage")
    # What the map need not say, so that its letters are larger.
    own_slides = ["satisfaction"] if by_stage else []
    refs = [Ref.of("map.summary", filters), Ref.of("map", filters, hide=own_slides)]
    if generation.has_outcomes and are_known(generation, filters):
        refs.append(Ref.of("findings.listed", filters))
    if generation.has_outcomes:
        if len(generation.definition.stage_names) - len(generation.unobserved_stages) < 2:
            refs += [
                Ref.of("paths.graph", filters, colour="time"),
                Ref.of("paths.variants", filters),
            ]
        refs += [Ref.of(id, filters) for id in OF_OUTCOMES]
    refs.append(Ref.of("map.emotion", filters))
    if generation.has_outcomes and words_in_force().tells_leaving:
        refs.append(Ref.of("map.friction", filters))  # without a score it tells the exits once more
    refs += [Ref.of("map.satisfaction", filters, metric=metric) for metric in by_stage]
    refs += _by_question_and_group(generation, filters, by_stage)
    refs.append(Ref.of("definitions", filters))
    return DeckRecipe(NAME, tuple(map(Entry, refs)))


def for_own_decks(recipe: DeckRecipe) -> tuple[Ref, ...]:
    """What a deck of one's own may take of the ready-made one, and the emotion curve without the rest of its map."""
    refs = []
    for ref in (entry.ref for entry in recipe.entries):
        if ref.id == "map.emotion":
            refs.append(Ref.of("map.emotion_curve", ref.filters))
        refs.append(ref)
    return tuple(refs)


def _by_question_and_group(
    generation: Generation, filters: Filters, by_stage: list[str]
) -> list[Ref]:
    """Scores that are not told by stage: of several questions, and by the first attribute."""
    refs = [
        Ref.of("survey.by_question", filters, metric=metric)
        for metric in _told(generation, filters, QUESTION)
        if metric not in by_stage
    ]
    for attribute in splitting(generation, GROUPS_LIMIT)[:1]:
        refs += [
            Ref.of("survey.by_group", filters, metric=metric)
            for metric in _told(generation, filters, attribute)
            if metric not in by_stage
        ]
    return refs


def _told(generation: Generation, filters: Filters, by: str) -> list[str]:
    """The metrics that shared mode tells of two of these groups or more."""
    rows = ask(generation, SATISFACTION, filters, by=(by,), mode=SHARED).rows
    told = by_metric(rows)
    return [metric for metric in ANSWERED if len(told.get(metric, ())) > 1]
