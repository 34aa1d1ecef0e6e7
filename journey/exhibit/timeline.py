"""One customer's journeys as a timeline: on screens alone, since it tells of a single customer."""

from dataclasses import dataclass

from journey.data.views.rows import JOURNEY
from journey.exhibit.exhibit import Drawing, Exhibit, Nothing
from journey.exhibit.ref import Ref
from journey.exhibit.source import AnswerSource
from journey.map.one_customer import Journey, journeys_of, sentence
from journey.map.scene import Scene
from journey.map.timeline.drawing import left_out, put_together, timeline
from journey.map.timeline.layout import PHONE
from journey.model.errors import UserError
from journey.presenters.customers import RUNS, legend

OPTIONS = ("customer", "every", "gaps")
NAME, SCALED, NARROWEST = "One customer's journey", "scale", 760


@dataclass(frozen=True)
class TimelineDrawing:
    """What the screen draws: the journeys, the silence that ends one, whether gaps are to scale and runs put together."""

    journeys: list[Journey]
    silence: float
    is_scaled: bool
    is_folded: bool

    def scene(self, width: float, is_narrow: bool = False) -> Scene:
        return timeline(
            self.journeys,
            width=PHONE if is_narrow else width,
            is_narrow=is_narrow,
            silence=self.silence,
            is_scaled=self.is_scaled,
            is_folded=self.is_folded,
        )


def has_gaps(journeys: list[Journey]) -> bool:
    return any(event.gap for journey in journeys for event in journey.events)


def one_customer(ref: Ref, source: AnswerSource) -> Exhibit | Nothing:
    """`ref` has the options customer, gaps (to scale) and every (event, none put together)."""
    if source.is_shared:
        return Nothing(ref, NAME, "It tells of a single customer, so it is never shared.")
    customer = ref.option("customer")
    try:
        answer = source.ask(JOURNEY, customer=customer) if customer else None
    except UserError:
        answer = None
    if answer is None:
        return Nothing(
            ref,
            NAME,
            f"There is no customer '{customer}' in '{source.generation.dataset}': check the id.",
        )
    definition = source.generation.definition
    journeys, silence = journeys_of(answer.rows, definition), definition.inactivity_seconds
    is_scaled = ref.option("gaps") == SCALED and has_gaps(journeys)
    has_runs = put_together(journeys, silence) > 0
    is_folded = has_runs and not is_scaled and ref.option("every") != "1"
    drawing = TimelineDrawing(journeys, silence, is_scaled, is_folded)
    zone = "" if source.generation.is_timeless else f"Times are in {definition.timezone}."
    notes = (left_out(journeys), zone, *legend(journeys), RUNS if is_folded else "")
    return Exhibit(
        ref,
        "timeline",
        sentence(customer, journeys),
        "Every event of the customer, in the order of time.",
        Drawing(drawing.scene, NARROWEST),
        (answer,),
        len(journeys),
        "journey",
        f"The journey of {customer}",
        tuple(filter(None, notes)),
        lambda theme: drawing,
    )
