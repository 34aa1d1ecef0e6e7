"""All exhibits: which there are, on which screen each stands, what the address of the screen chooses of it, and who makes it."""

from collections.abc import Callable
from dataclasses import dataclass

from journey.exhibit import timeline
from journey.exhibit.definitions import definitions
from journey.exhibit.drop_off.cohorts import cohorts
from journey.exhibit.drop_off.contrasts import contrasts
from journey.exhibit.drop_off.exits import exits
from journey.exhibit.drop_off.funnel import IN_ORDER, funnel, ordered
from journey.exhibit.drop_off.going_on import going_on
from journey.exhibit.drop_off.groups import groups
from journey.exhibit.exhibit import NO_JOURNEY, Exhibit, NoJourney, Nothing
from journey.exhibit.findings import card, listed
from journey.exhibit.friction import (
    after_touchpoint,
    follows,
    hand_offs,
    impact,
    pain_points,
    parts,
    parts_by,
    recovery,
    repeats,
    score,
    service,
    service_scores,
)
from journey.exhibit.friction import ledger as losses
from journey.exhibit.friction import what_if as try_out
from journey.exhibit.journey_map.emotion import emotion
from journey.exhibit.journey_map.emotion_curve import OPTIONS as curve_options
from journey.exhibit.journey_map.emotion_curve import emotion_curve
from journey.exhibit.journey_map.friction import friction
from journey.exhibit.journey_map.satisfaction import satisfaction
from journey.exhibit.journey_map.summary import summary
from journey.exhibit.journey_map.whole import OPTIONS, whole
from journey.exhibit.paths import conversion, expected, findings, flow, graph, variants
from journey.exhibit.ref import Ref
from journey.exhibit.satisfaction import (
    before_after,
    choices,
    courses,
    distribution,
    heatmap,
    loyalty,
    over_time,
    pays,
    reasons,
    trends_by,
    volume,
    who_answers,
)
from journey.exhibit.satisfaction import by_group as by_group_of
from journey.exhibit.satisfaction import definitions as other_definitions
from journey.exhibit.satisfaction import service as service_of
from journey.exhibit.scores import by_group, by_question
from journey.exhibit.source import AnswerSource
from journey.exhibit.timeline import one_customer
from journey.exhibit.workshop import actions, board, kept, matrix, notes
from journey.model.errors import NotShared, UnknownName
from journey.model.vocabulary import use_words

Maker = Callable[[Ref, AnswerSource], Exhibit | Nothing]


@dataclass(frozen=True)
class Declaration:
    """`page` is the file of the screen without its ending ('' the home), `name` what menus and lists of exhibits call it.

    `place` are the options without which the screen shows something else in its place: its part, or what is searched for.
    """

    id: str
    page: str
    name: str
    options: tuple[str, ...]
    make: Maker
    place: tuple[tuple[str, str], ...] = ()


OF_JOURNEYS = ("paths", "drop_off", "friction", "findings")  # screens that need journeys in time
NO_PATHS = (
    "These data are answers without a path or without times, so there is no way and no end to show."
)
DECLARED = {
    declared.id: declared
    for declared in (
        Declaration("map", "", "Journey map", OPTIONS, whole),
        Declaration("map.summary", "", "Key figures", (), summary),
        Declaration("map.emotion_curve", "", "Emotion curve", curve_options, emotion_curve),
        Declaration("map.emotion", "", "Emotion by touchpoint", (), emotion),
        Declaration("map.friction", "", "Friction by touchpoint", (), friction),
        Declaration("map.satisfaction", "", "Satisfaction by stage", ("metric",), satisfaction),
        Declaration("definitions", "", "Definitions", (), definitions),
        Declaration("findings.listed", "findings", listed.NAME, (), listed.listed),
        Declaration("findings.places", "findings", listed.PLACES, (), listed.places),
        Declaration("findings.watching", "findings", listed.WATCHING, (), listed.watching),
        Declaration("findings.card", "findings", card.NAME, (card.FINDING,), card.card),
        Declaration("survey.by_question", "", "Scores by question", ("metric",), by_question),
        Declaration("survey.by_group", "", "Scores by group", ("attribute", "metric"), by_group),
        Declaration("paths.graph", "paths", "Journey graph", graph.OPTIONS, graph.graph),
        *(
            Declaration(f"paths.{id}", "paths", name, options, make, (("part", part),))
            for id, name, options, make, part in (
                ("flow", "Flow", flow.OPTIONS, flow.flows, "flow"),
                ("variants", "Variants", variants.OPTIONS, variants.variants, "variants"),
                (
                    "variants_table",
                    "Variants, table",
                    variants.OPTIONS,
                    variants.variants_table,
                    "variants",
                ),
                (
                    "conversion",
                    "From A to B",
                    conversion.OPTIONS,
                    conversion.conversion,
                    "conversion",
                ),
                (
                    "conversion_times",
                    "From A to B, times",
                    conversion.OPTIONS,
                    conversion.conversion_times,
                    "conversion",
                ),
                (
                    "conversion_paths",
                    "From A to B, paths",
                    conversion.OPTIONS,
                    conversion.conversion_paths,
                    "conversion",
                ),
                (
                    "conversion_groups",
                    "From A to B, groups",
                    (*conversion.OPTIONS, "attribute"),
                    conversion.conversion_groups,
                    "conversion",
                ),
                ("expected", "Expected journey", expected.OPTIONS, expected.expected, "expected"),
                ("deviations", "Deviations", expected.OPTIONS, expected.deviations, "expected"),
            )
        ),
        *(
            Declaration(
                f"paths.{make.__name__}",
                "paths",
                name,
                (*findings.OPTIONS, *options),
                make,
                (("find", search),),
            )
            for name, options, make, search in (
                ("Observed paths", ("source", "target"), findings.observed, "likely"),
                ("Most likely paths", ("source", "target"), findings.likely, "likely"),
                ("Where journeys begin and end", (), findings.ends, "ends"),
                ("First touchpoints and channels", (), findings.entries, "ends"),
                ("Bottlenecks", (), findings.bottlenecks, "bottlenecks"),
                ("Loops and rework", (), findings.loops, "loops"),
                ("Touchpoints that journeys return to", (), findings.returned_to, "loops"),
                ("Communities of touchpoints", (), findings.communities, "communities"),
                ("Contributions to a goal", ("stage",), findings.contributions, "contributions"),
                ("What if", ("by", "change"), findings.what_if, "what_if"),
            )
        ),
        *(
            Declaration(
                f"friction.{id}", "friction", name, options, make, (("part", part),) if part else ()
            )
            for id, name, options, make, part in (
                ("ledger", losses.NAME, losses.OPTIONS, losses.ledger, ""),
                ("parts", parts.NAME, parts.OPTIONS, parts.parts, ""),
                ("parts_by", parts_by.NAME, parts_by.OPTIONS, parts_by.parts_by, ""),
                ("follows", follows.NAME, follows.OPTIONS, follows.follows, ""),
                (
                    "after_touchpoint",
                    after_touchpoint.NAME,
                    after_touchpoint.OPTIONS,
                    after_touchpoint.after_touchpoint,
                    "",
                ),
                ("score", score.NAME, score.OPTIONS, score.score, "score"),
                ("impact", impact.NAME, impact.OPTIONS, impact.impact, "score"),
                (
                    "pain_points",
                    pain_points.NAME,
                    pain_points.OPTIONS,
                    pain_points.pain_points,
                    "score",
                ),
                ("hand_offs", hand_offs.NAME, (), hand_offs.hand_offs, "service"),
                ("hand_off_matrix", hand_offs.MATRIX, (), hand_offs.matrix, "service"),
                ("service_modes", service.NAME, (), service.service_modes, "service"),
                (
                    "service_scores",
                    service_scores.NAME,
                    (),
                    service_scores.service_scores,
                    "service",
                ),
                ("repeats", repeats.NAME, (), repeats.repeats, "service"),
                ("promises", service.PROMISED, (), service.promises, "service"),
                ("recovery", recovery.NAME, (), recovery.recovery, "complaints"),
                ("after_complaints", recovery.STAY, (), recovery.after_complaints, "complaints"),
                ("what_if", try_out.NAME, try_out.OPTIONS, try_out.what_if, "what_if"),
            )
        ),
        *(
            Declaration(
                f"satisfaction.{id}",
                "satisfaction",
                name,
                options,
                make,
                (("part", part),) if part else (),
            )
            for id, name, options, make, part in (
                ("by_group", by_group_of.NAME, choices.OPTIONS, by_group_of.by_group, ""),
                ("heatmap", heatmap.NAME, heatmap.OPTIONS, heatmap.heatmap, ""),
                (
                    "distribution",
                    distribution.NAME,
                    distribution.OPTIONS,
                    distribution.distribution,
                    "",
                ),
                (
                    "definitions",
                    other_definitions.NAME,
                    other_definitions.OPTIONS,
                    other_definitions.other_definitions,
                    "",
                ),
                (
                    "who_answers",
                    who_answers.NAME,
                    who_answers.OPTIONS,
                    who_answers.by_group,
                    "",
                ),
                (
                    "who_answers_by_outcome",
                    who_answers.BY_OUTCOME,
                    (choices.METRIC,),
                    who_answers.by_outcome,
                    "",
                ),
                ("over_time", over_time.NAME, over_time.OPTIONS, over_time.over_time, "time"),
                ("ends_over_time", courses.ENDS, (), courses.of_journeys, "time"),
                (
                    "first_response",
                    "Time to the first response",
                    service_of.OPTIONS,
                    service_of.first_response,
                    "service",
                ),
                (
                    "resolution",
                    "Time to the resolution",
                    service_of.OPTIONS,
                    service_of.resolution,
                    "service",
                ),
                (
                    "in_time",
                    "Within the targets",
                    service_of.OPTIONS,
                    service_of.in_time,
                    "service",
                ),
                (
                    "service_shares",
                    "At the first contact",
                    service_of.OPTIONS_WITHIN,
                    service_of.shares,
                    "service",
                ),
                (
                    "service_over_time",
                    courses.SERVICE,
                    courses.OPTIONS,
                    courses.of_service,
                    "service",
                ),
                ("reasons", reasons.NAME, reasons.OPTIONS, reasons.reasons, "volume"),
                ("per_active", volume.RATE, (), volume.per_active, "volume"),
                ("backlog", volume.OPEN, (), volume.backlog, "volume"),
                ("service_pays", pays.SERVICE_PAYS, pays.OPTIONS, pays.service_pays, "service"),
                (
                    "contained",
                    "Self-service and bots",
                    service_of.OPTIONS_WITHIN,
                    service_of.contained,
                    "service",
                ),
                ("opened", volume.NAME, (), volume.opened, "volume"),
                ("come_back", "Who comes back", loyalty.OPTIONS, loyalty.come_back, "loyalty"),
                ("worth", "What customers bring", loyalty.OPTIONS, loyalty.worth, "loyalty"),
                ("pays", pays.NAME, pays.OPTIONS, pays.pays, "loyalty"),
                ("retention", loyalty.RETENTION, (), loyalty.retention, "loyalty"),
                ("trends_by", trends_by.NAME, trends_by.OPTIONS, trends_by.trends_by, "time"),
                (
                    "before_after",
                    before_after.NAME,
                    before_after.OPTIONS,
                    before_after.before_after,
                    "time",
                ),
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
            "drop_off.ordered",
            "drop_off",
            "Funnel in order",
            ("rule", "stage", "within"),
            ordered,
            (("rule", IN_ORDER),),
        ),
        Declaration("drop_off.going_on", "drop_off", "Going on", ("stage",), going_on),
        Declaration("drop_off.exits", "drop_off", "Exit touchpoints", ("stage",), exits),
        Declaration("drop_off.cohorts", "drop_off", "Cohorts", ("cohort", "stage"), cohorts),
        Declaration("drop_off.groups", "drop_off", "For whom", ("attribute", "stage"), groups),
        Declaration("drop_off.contrasts", "drop_off", "Contrasts", ("stage",), contrasts),
        Declaration("workshop.board", kept.WORKSHOP, board.NAME, kept.OPTIONS, board.board),
        Declaration("workshop.notes", kept.WORKSHOP, notes.NAME, kept.OPTIONS, notes.notes),
        Declaration("workshop.matrix", kept.WORKSHOP, matrix.NAME, kept.OPTIONS, matrix.matrix),
        Declaration("workshop.actions", kept.WORKSHOP, actions.NAME, kept.OPTIONS, actions.actions),
    )
}


def make(ref: Ref, source: AnswerSource) -> Exhibit | Nothing:
    """The exhibit; Nothing, with the reason, where shared mode does not tell what it shows.

    Raises UserError for an exhibit that there is not, and what `ask` raises.
    """
    if ref.id not in DECLARED:
        raise UnknownName("exhibit", ref.id, DECLARED)
    use_words(source.generation.wording)
    declared = DECLARED[ref.id]
    for name, value in declared.place:
        ref = ref.with_option(name, value)
    if declared.page in OF_JOURNEYS and not source.generation.has_outcomes:
        return Nothing(ref, declared.name, NO_PATHS)
    try:
        return declared.make(ref, source)
    except NoJourney:
        return Nothing(ref, declared.name, NO_JOURNEY)
    except NotShared as refused:
        return Nothing(ref, declared.name, f"Not told in shared mode: {refused.reason}.")
