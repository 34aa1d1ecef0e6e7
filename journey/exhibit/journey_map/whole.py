"""The journey map as it is drawn on the home."""

from collections.abc import Sequence

from journey.exhibit.exhibit import NO_JOURNEY, TOO_FEW, Drawing, Exhibit, Nothing
from journey.exhibit.journey_map.slides import Framed, MapSlides
from journey.exhibit.ref import Ref
from journey.exhibit.source import AnswerSource
from journey.map.answers import NOT_SHARED, Comparison, MapAnswers, gather
from journey.map.build import build_journey_map
from journey.map.frame import SLOT, Frame, frame, narrowest
from journey.map.headline import Headline, headline, largest_recoverable
from journey.map.lanes.table import empty_lanes
from journey.map.model import JourneyMap, StageColumn
from journey.map.scene import Scene
from journey.map.view import MapView, from_link, to_link
from journey.map.wide import wide_scene
from journey.model.filters import Filters
from journey.presenters.journey_map import known_comparison, overall

OPTIONS = ("compare", "expected", "group", "hide", "show")
NAME = "Journey map"


def whole(ref: Ref, source: AnswerSource) -> Exhibit | Nothing:
    """`ref` has the options of the map in its address: lanes to hide and show, groups compared, distances from the expected."""
    view = view_of(ref, source)
    journey_map, answers = built(source, view.comparison)
    if not journey_map.summary["events"]:
        return nothing(ref, NAME, journey_map)
    return of_map(ref, source, journey_map, answers)


def of_map(ref: Ref, source: AnswerSource, journey_map: JourneyMap, answers: MapAnswers) -> Exhibit:
    """The exhibit of a map that is built already."""
    view, finding = view_of(ref, source), finding_of(journey_map, answers)
    felt = answers.answers["emotions"]  # tells most of its touchpoints, and so is its table
    return Exhibit(
        ref,
        "map",
        finding.sentence,
        finding.reason,
        drawing(journey_map, source, view),
        tuple(sorted(answers.answers.values(), key=lambda answer: answer is not felt)),
        journey_map.summary["journeys"],
        "journey",
        f"Journey map, {source.generation.definition.title}: {finding.sentence}.",
        (overall(journey_map),),
    )


def nothing(ref: Ref, name: str, journey_map: JourneyMap) -> Nothing:
    """Why there is no map: nobody matches, or too few to tell of."""
    is_hidden = journey_map.summary["events"] is None
    return Nothing(ref, name, TOO_FEW if is_hidden else NO_JOURNEY)


def ref_of(filters: Filters, view: MapView) -> Ref:
    """The reference to the map as this view has it."""
    link = to_link(view)
    return Ref.of("map", filters, **{name: link[name] for name in OPTIONS if name in link})


def view_of(ref: Ref, source: AnswerSource) -> MapView:
    """What the reference chooses of the map, as far as this dataset has it."""
    view, _ = from_link({name: list(ref.values(name)) for name in OPTIONS if ref.values(name)})
    return known_comparison(view, source.filters, source.generation)


def built(
    source: AnswerSource, comparison: Comparison | None = None
) -> tuple[JourneyMap, MapAnswers]:
    """The map from the answers of the source."""
    answers = gather(source.ask_all, comparison, NOT_SHARED if source.is_shared else ())
    generation = source.generation
    order = generation.order
    return build_journey_map(generation.definition, answers, source.unit, order), answers


def finding_of(journey_map: JourneyMap, answers: MapAnswers) -> Headline:
    """The headline, with what could be won back where that is sure."""
    return headline(journey_map, largest_recoverable(answers.rows("ledger")))


def drawing(journey_map: JourneyMap, source: AnswerSource, view: MapView) -> Drawing:
    """The map for any width, and for slides."""
    least = narrowest(journey_map)
    return Drawing(
        lambda width: drawn(journey_map, source, view, max(width, least)),
        least,
        lambda width, height: slides(journey_map, source, view, width, height).parts(),
    )


def drawn(journey_map: JourneyMap, source: AnswerSource, view: MapView, width: float) -> Scene:
    """The map across this width."""
    return wide_scene(_framed(journey_map, source, view)(width, SLOT, (), frozenset()))


def slides(
    journey_map: JourneyMap, source: AnswerSource, view: MapView, width: float, height: float
) -> MapSlides:
    """The map on slides with room of so many points."""
    return MapSlides(journey_map.stages, _framed(journey_map, source, view), width, height)


def _framed(journey_map: JourneyMap, source: AnswerSource, view: MapView) -> Framed:
    """How the map is framed, without the lanes that the view hides and those without data."""
    empty = (*view.hidden, *empty_lanes(source.generation))
    weights = dict(source.generation.definition.friction_weights)

    def framed(
        width: float, slot: float, only: Sequence[StageColumn], hidden: frozenset[str]
    ) -> Frame:
        lanes = tuple({*empty, *hidden})
        return frame(
            journey_map, width, weights, (), view.against_expected, lanes, slot=slot, only=only
        )

    return framed
