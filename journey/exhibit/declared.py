"""All exhibits: which there are, on which screen each stands, what the address of the screen chooses of it, and who makes it."""

from collections.abc import Callable
from dataclasses import dataclass

from journey.exhibit import timeline
from journey.exhibit.definitions import definitions
from journey.exhibit.drop_off.cohorts import cohorts
from journey.exhibit.drop_off.contrasts import contrasts
from journey.exhibit.drop_off.exits import exits
from journey.exhibit.drop_off.funnel import funnel, ordered
from journey.exhibit.drop_off.going_on import going_on
from journey.exhibit.drop_off.groups import groups
from journey.exhibit.exhibit import NO_JOURNEY, Exhibit, NoJourney, Nothing
from journey.exhibit.journey_map.emotion import emotion
from journey.exhibit.journey_map.friction import friction
from journey.exhibit.journey_map.satisfaction import satisfaction
from journey.exhibit.journey_map.summary import summary
from journey.exhibit.journey_map.whole import OPTIONS, whole
from journey.exhibit.paths import conversion, expected, findings, flow, graph, variants
from journey.exhibit.ref import Ref
from journey.exhibit.scores import by_group, by_question
from journey.exhibit.source import Source
from journey.exhibit.timeline import one_customer
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


OF_JOURNEYS = ("paths", "drop_off")  # screens that need journeys in time
NO_PATHS = (
    "These data are answers without a path or without times, so there is no way and no end to show."
)
DECLARED = {
    declared.id: declared
    for declared in (
        Declaration("map", "", "Journey map", OPTIONS, whole),
        Declaration("map.summary", "", "Key figures", (), summary),
        Declaration("map.emotion", "", "Emotion by touchpoint", (), emotion),
        Declaration("map.friction", "", "Friction by touchpoint", (), friction),
        Declaration("map.satisfaction", "", "Satisfaction by stage", ("metric",), satisfaction),
        Declaration("definitions", "", "Definitions", (), definitions),
        Declaration("survey.by_question", "", "Scores by question", ("metric",), by_question),
        Declaration("survey.by_group", "", "Scores by group", ("attribute", "metric"), by_group),
        Declaration("paths.graph", "paths", "Journey graph", graph.OPTIONS, graph.graph),
        Declaration("paths.flow", "paths", "Flow", flow.OPTIONS, flow.flows),
        Declaration("paths.variants", "paths", "Variants", variants.OPTIONS, variants.variants),
        Declaration(
            "paths.variants_table",
            "paths",
            "Variants, table",
            variants.OPTIONS,
            variants.variants_table,
        ),
        Declaration(
            "paths.conversion", "paths", "From A to B", conversion.OPTIONS, conversion.conversion
        ),
        Declaration(
            "paths.conversion_times",
            "paths",
            "From A to B, times",
            conversion.OPTIONS,
            conversion.conversion_times,
        ),
        Declaration(
            "paths.conversion_paths",
            "paths",
            "From A to B, paths",
            conversion.OPTIONS,
            conversion.conversion_paths,
        ),
        Declaration(
            "paths.conversion_groups",
            "paths",
            "From A to B, groups",
            (*conversion.OPTIONS, "attribute"),
            conversion.conversion_groups,
        ),
        Declaration(
            "paths.expected", "paths", "Expected journey", expected.OPTIONS, expected.expected
        ),
        Declaration(
            "paths.deviations", "paths", "Deviations", expected.OPTIONS, expected.deviations
        ),
        *(
            Declaration(
                f"paths.{make.__name__}", "paths", name, (*findings.OPTIONS, *options), make
            )
            for name, options, make in (
                ("Observed paths", ("source", "target"), findings.observed),
                ("Most likely paths", ("source", "target"), findings.likely),
                ("Where journeys begin and end", (), findings.ends),
                ("First touchpoints and channels", (), findings.entries),
                ("Bottlenecks", (), findings.bottlenecks),
                ("Loops and rework", (), findings.loops),
                ("Touchpoints that journeys return to", (), findings.returned_to),
                ("Communities of touchpoints", (), findings.communities),
                ("Contributions to a goal", ("stage",), findings.contributions),
                ("What if", ("by", "change"), findings.what_if),
            )
        ),
        Declaration(
            "customer.timeline",
            "customer",
            "One customer's journey",
            timeline.OPTIONS,
            one_customer,
        ),
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
    if declared.page in OF_JOURNEYS and not source.generation.has_outcomes:
        return Nothing(ref, declared.name, NO_PATHS)
    try:
        return declared.make(ref, source)
    except NoJourney:
        return Nothing(ref, declared.name, NO_JOURNEY)
    except NotShared as refused:
        return Nothing(ref, declared.name, f"Not told in shared mode: {refused.reason}.")
