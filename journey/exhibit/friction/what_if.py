"""What several changes at once would add up to, by the model of the journey graph."""

from journey.charts.what_if import what_if_dots
from journey.data.views.rows import FRICTION, HAND_OFFS, TOUCHPOINT_NODES, TOUCHPOINTS
from journey.exhibit.exhibit import Exhibit, Nothing
from journey.exhibit.friction.ledger import attribute, ledger_of
from journey.exhibit.paths.findings import NO_STAGES, difference_dots
from journey.exhibit.ref import Ref
from journey.exhibit.source import AnswerSource
from journey.graph.rows import WHAT_IF
from journey.presenters import attributes
from journey.presenters.friction import what_if as words
from journey.presenters.paths.touchpoints import are_staged

NAME = "What if"
OPTIONS = ("attribute", "changes")


def offered(ref: Ref, source: AnswerSource) -> dict[str, str]:
    """The changes that can be tried, in words."""
    called = attributes.words(source.generation, attribute(ref, source))
    return words.offered(
        ledger_of(ref, source).rows,
        source.ask(HAND_OFFS).rows,
        source.ask(TOUCHPOINTS).rows,
        source.ask(FRICTION).rows,
        called,
    )


def what_if(ref: Ref, source: AnswerSource) -> Exhibit | Nothing:
    """`ref` has the options attribute and changes; where none are named the first that is offered is tried."""
    if not are_staged(source.ask(TOUCHPOINT_NODES).rows):
        return Nothing(ref, NAME, NO_STAGES)
    known = offered(ref, source)
    if not known:
        return Nothing(ref, NAME, "Nobody is lost under these filters: there is nothing to change.")
    if ref.option("changes") == words.NONE:
        return Nothing(ref, NAME, "No change is being tried, so there is nothing to add up.")
    changes = words.chosen(ref.option("changes"), known) or (next(iter(known)),)
    answer = source.ask(WHAT_IF, change=changes)
    if not answer.rows:
        return Nothing(ref, NAME, "Nothing changes under these filters.")
    frame = answer.frame()
    return Exhibit(
        ref,
        "figure",
        words.headline(answer.rows, changes),
        words.basis(known, changes),
        difference_dots(answer.rows, source.unit),
        (answer,),
        None,
        source.unit,
        "How many more or fewer journeys would reach each stage with the changes.",
        on_screen=lambda theme: what_if_dots(frame, theme, source.unit),
    )
