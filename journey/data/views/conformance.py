"""How many journeys keep to an expected list of stages or touchpoints, where the others deviate, and what that goes with."""

from dataclasses import replace

from journey.data.generation import Generation
from journey.data.sql import part
from journey.data.views.answer_sums import answer_sums
from journey.data.views.elements import elements
from journey.data.views.form import (
    COUNT,
    SHARE,
    SOMETIMES,
    VALENCE,
    Bound,
    Column,
    Row,
    View,
    names,
    share,
    with_interval,
    with_interval_and_n,
)
from journey.data.views.options import ViewOptions
from journey.data.views.satisfaction import figure
from journey.model import shared_mode
from journey.model.errors import BadOption
from journey.model.intervals import share_difference

KINDS = {1: "conforms", 2: "deviates", 3: "skipped", 4: "back", 5: "left_after", 6: "never"}
CONFORMS, DEVIATES, NEVER = 1, 2, 6
CSAT, SENTIMENT = 2, 4
NOTHING = {
    "journeys": 0,
    "journey_customers": 0,
    "completed": 0,
    "customers": 0,
    "answers": 0,
    "element_no": 0,
}


def _bound(generation: Generation, options: ViewOptions) -> Bound:
    if len(set(options.through)) < len(options.through):
        raise BadOption(
            "through", "names a touchpoint twice: in an expected journey each stands once."
        )
    expected = options.through or generation.definition.stage_names
    _, codes, listed = elements(generation, replace(options, through=expected))
    return codes, (
        *listed,
        part("kinds", "keeping"),
        part("kind_answers", "answers_of_kinds"),
        *answer_sums("kind_answers"),
    )


def _finish(generation: Generation, sums: list[Row], options: ViewOptions) -> list[Row]:
    """The whole first, then the deviations by their journeys, those that never come to the list last."""
    names = options.through or generation.definition.stage_names
    by_kind: dict[tuple[int, int], dict[int, Row]] = {}
    for row in sums:
        by_kind.setdefault((row["kind_no"], row["element_no"]), {})[row["metric_no"]] = row
    for kind in (CONFORMS, DEVIATES, NEVER):
        by_kind.setdefault((kind, 0), {0: NOTHING})
    first = {key: next(iter(found.values())) for key, found in by_kind.items()}
    entered = first[CONFORMS, 0]["journeys"] + first[DEVIATES, 0]["journeys"]
    order = sorted(
        by_kind,
        key=lambda key: (
            RANKS.get(key[0], 1),
            -first[key]["journeys"] if key[0] not in RANKS else 0,
            key,
        ),
    )
    return [
        _row(
            generation,
            key,
            by_kind[key],
            names[key[1] - 1] if key[1] else None,
            entered,
            first[CONFORMS, 0],
        )
        for key in order
    ]


RANKS = {CONFORMS: 0, DEVIATES: 0, NEVER: 2}


def _row(
    generation: Generation,
    key: tuple[int, int],
    found: dict[int, Row],
    name: str | None,
    entered: int,
    conforming: Row,
) -> Row:
    row, kind = next(iter(found.values())), key[0]
    journeys = row["journeys"]
    return {
        "kind": KINDS[kind],
        "name": name,
        "journeys": journeys,
        "customers": row["journey_customers"],
        **(
            dict.fromkeys((*with_interval("share"), "share_n"))
            if kind == NEVER
            else share("share", journeys, entered)
        ),
        "completed": row["completed"],
        **share("completion_rate", row["completed"], journeys),
        **_difference(kind, row, conforming),
        **_score(generation, found.get(SENTIMENT), "sentiment", "mean", "mean_valence"),
        **_score(generation, found.get(CSAT), "csat", "good", "csat"),
    }


def _difference(kind: int, row: Row, conforming: Row) -> Row:
    """The completion rate less that of those who conform, with Newcombe's interval."""
    n1, n2 = row["journeys"], conforming["journeys"]
    if kind in (CONFORMS, NEVER) or not n1 or not n2:
        return dict.fromkeys(with_interval("difference"))
    p1, p2 = row["completed"] / n1, conforming["completed"] / n2
    return dict(zip(with_interval("difference"), (p1 - p2, *share_difference(p1, n1, p2, n2))))


def _score(generation: Generation, row: Row | None, metric: str, variant: str, name: str) -> Row:
    if row is None:
        return {**dict.fromkeys(with_interval(name)), f"{name}_n": 0, f"{name}_customers": 0}
    found = figure(generation, row, metric, variant)
    return {
        name: found["value"],
        f"{name}_low": found["low"],
        f"{name}_high": found["high"],
        f"{name}_n": found["n"],
        f"{name}_customers": found["customers"],
    }


VIEW = View(
    "conformance",
    "journeys",
    (
        *names("kind"),
        *names("name", blank=SOMETIMES),
        Column("journeys", COUNT),
        Column("customers", COUNT),
        *with_interval_and_n(
            Column(
                "share",
                SHARE,
                "journeys / all that came to an element; one journey may deviate in several ways",
                rests_on="customers",
                blank=SOMETIMES,
                implies="journeys",
            )
        ),
        Column("completed", COUNT),
        *with_interval_and_n(
            Column(
                "completion_rate",
                SHARE,
                "completed / journeys",
                rests_on="customers",
                implies="completed",
            )
        ),
        Column(
            "difference",
            SHARE,
            "completion_rate - that of those who conform, with Newcombe's interval; association, not cause",
            rests_on="customers",
        ),
        Column("difference_low", SHARE, rests_on="customers"),
        Column("difference_high", SHARE, rests_on="customers"),
        *with_interval_and_n(
            Column(
                "mean_valence",
                VALENCE,
                "mean valence of all events in these journeys, -1 to 1",
                rests_on="mean_valence_customers",
            )
        ),
        Column("mean_valence_customers", COUNT, is_helper=True),
        *with_interval_and_n(
            Column(
                "csat",
                SHARE,
                "share of good answers in these journeys",
                rests_on="csat_customers",
                noun="CSAT, good answers",
            )
        ),
        Column("csat_customers", COUNT, is_helper=True),
    ),
    _finish,
    shared=shared_mode.CONFORMANCE,
    options=("through",),
    needs_time=True,
    terms=lambda generation: {
        "conforms": "came to the expected list, to each element so far in order, and to its end or is still under way; other "
        "touchpoints may lie between",
        "skipped": "never came to it, but to a later element",
        "back": "came to it after a later element",
        "left_after": "came no further than it, and is no longer under way",
        "never": "came to no element; outside the shares",
    },
    bound=_bound,
)
