"""All exhibits: which there are, on which screen each stands, what the address of the screen chooses of it, and who makes it."""

from collections.abc import Callable
from dataclasses import dataclass

from journey.exhibit.definitions import definitions
from journey.exhibit.drop_off.cohorts import cohorts
from journey.exhibit.drop_off.contrasts import contrasts
from journey.exhibit.drop_off.exits import exits
from journey.exhibit.drop_off.funnel import funnel, ordered
from journey.exhibit.drop_off.going_on import going_on
from journey.exhibit.drop_off.groups import groups
from journey.exhibit.exhibit import Exhibit, Nothing
from journey.exhibit.journey_map.emotion import emotion
from journey.exhibit.journey_map.friction import friction
from journey.exhibit.journey_map.satisfaction import satisfaction
from journey.exhibit.journey_map.summary import summary
from journey.exhibit.journey_map.whole import OPTIONS, whole
from journey.exhibit.ref import Ref
from journey.exhibit.source import Source
from journey.model.errors import NotShared, UnknownName
from journey.model.vocabulary import use_words

Maker = Callable[[Ref, Source], Exhibit | Nothing]


@dataclass(frozen=True)
class Declaration:
    """`page` is the file of the screen without its ending ('' the home), `name` what menus and lists of exhibits call it."""

    id: str
    page: str
    name: str
    options: tuple[str, ...]
    make: Maker


DECLARED = {
    declared.id: declared
    for declared in (
        Declaration("map", "", "Journey map", OPTIONS, whole),
        Declaration("map.summary", "", "Key figures", (), summary),
        Declaration("map.emotion", "", "Emotion by touchpoint", (), emotion),
        Declaration("map.friction", "", "Friction by touchpoint", (), friction),
        Declaration("map.satisfaction", "", "Satisfaction by stage", ("metric",), satisfaction),
        Declaration("definitions", "", "Definitions", (), definitions),
        Declaration("drop_off.funnel", "drop_off", "Funnel", ("stage",), funnel),
        Declaration(
            "drop_off.ordered", "drop_off", "Funnel in order", ("rule", "stage", "within"), ordered
        ),
        Declaration("drop_off.going_on", "drop_off", "Going on", ("stage",), going_on),
        Declaration("drop_off.exits", "drop_off", "Exit touchpoints", ("stage",), exits),
        Declaration("drop_off.cohorts", "drop_off", "Cohorts", ("cohort", "stage"), cohorts),
        Declaration("drop_off.groups", "drop_off", "For whom", ("attribute", "stage"), groups),
        Declaration("drop_off.contrasts", "drop_off", "Contrasts", ("stage",), contrasts),
    )
}


def make(ref: Ref, source: Source) -> Exhibit | Nothing:
    """The exhibit; Nothing, with the reason, where shared mode does not tell what it shows.

    Raises UserError for an exhibit that there is not, and what `ask` raises.
    """
    if ref.id not in DECLARED:
        raise UnknownName("exhibit", ref.id, DECLARED)
    use_words(source.generation.wording)
    declared = DECLARED[ref.id]
    try:
        return declared.make(ref, source)
    except NotShared as refused:
        return Nothing(ref, declared.name, f"Not told in shared mode: {refused.reason}.")
