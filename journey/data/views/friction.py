"""Where it hurts: the parts of friction per touchpoint, the score of them, and how firm its rank is."""

from collections.abc import Mapping

from journey.data.generation import Generation
from journey.data.groups import group_codes, labels
from journey.data.needs import (
    CONTACT_AGAIN,
    EFFORT,
    FEELS_BAD,
    HAND_OFF,
    contact_words,
    lacking,
)
from journey.data.views.form import (
    COUNT,
    MONEY,
    NUMBER,
    SHARE,
    Column,
    Row,
    View,
    names,
    share,
    with_interval_and_n,
)
from journey.data.views.losses import EXIT_LOSSES, revenue_lost, revenue_words
from journey.data.views.options import ViewOptions
from journey.model import shared_mode
from journey.model.cells import EVERYWHERE
from journey.model.metrics import FRICTION_PARTS
from journey.model.small_numbers import is_rated
from journey.model.words import duration, span

SCORE_DIGITS = 9
RANKED_FROM_WEIGHT = 0.5
WEIGHT_SWINGS = (0.5, 2.0)
UNSEEN_REPEATS = {"repeats": 0, "repeats_n": 0, "repeats_customers": 0}


def _finish(generation: Generation, sums: list[Row], options: ViewOptions) -> list[Row]:
    group = labels(generation, options.by)
    sums = sums if generation.shows_repeats else [row | UNSEEN_REPEATS for row in sums]
    together: dict[tuple[int, ...], list[Row]] = {}
    for row in sums:
        together.setdefault(group_codes(row), []).append(row)
    return [
        group(rows[0]) | row
        for rows in together.values()
        for row in _ranked(generation, rows, options)
    ]


def weights_of(generation: Generation, options: ViewOptions) -> dict[str, float]:
    """The weight of each part: those of the definition, but where another is asked for."""
    asked = (text.partition("=") for text in options.weight)
    return {
        **generation.definition.friction_weights,
        **{part: float(number) for part, _, number in asked},
    }


def _ranked(generation: Generation, sums: list[Row], options: ViewOptions) -> list[Row]:
    """The rows of one group, the highest score first; without the others a row has no rank."""
    is_whole = options.at == EVERYWHERE
    weights = weights_of(generation, options)
    measured = [_measured(row) for row in sums]
    ranks = _ranks(measured, weights) if is_whole else {}
    rows = [
        _row(generation, row, parts, weights, ranks.get(place))
        for place, (row, parts) in enumerate(zip(sums, measured, strict=True))
    ]
    return sorted(rows, key=lambda row: (row["rank"] is None, row["rank"] or 0, -row["journeys"]))


def _measured(row: Row) -> dict[str, float]:
    """The parts that enter the score: those seen at ten or more customers."""
    return {
        part: row[part] / row[f"{part}_n"]
        for part in FRICTION_PARTS
        if is_rated(row[f"{part}_customers"])
    }


def score(parts: Mapping[str, float], weights: Mapping[str, float]) -> float | None:
    """100 x the weighted mean of the measured parts; None where nothing with a weight was measured."""
    total = sum(weights[part] for part in parts)
    if not total:
        return None
    return round(
        100 * sum(weights[part] * hurt for part, hurt in parts.items()) / total, SCORE_DIGITS
    )


def _ranks(measured: list[dict[str, float]], weights: Mapping[str, float]) -> dict[int, list[int]]:
    """For each row that is ranked its rank under the weights and under each of them halved and doubled."""
    ranked = {
        place: parts
        for place, parts in enumerate(measured)
        if sum(weights[part] for part in parts) >= RANKED_FROM_WEIGHT * sum(weights.values())
    }
    variants = [
        weights,
        *(
            {**weights, part: weight * swing}
            for part, weight in weights.items()
            for swing in WEIGHT_SWINGS
        ),
    ]
    ranks: dict[int, list[int]] = {place: [] for place in ranked}
    for variant in variants:
        scores = {place: score(parts, variant) or 0.0 for place, parts in ranked.items()}
        ordered = sorted(scores.values(), reverse=True)
        for place, value in scores.items():
            ranks[place].append(1 + ordered.index(value))
    return ranks


def _row(
    generation: Generation,
    row: Row,
    parts: dict[str, float],
    weights: Mapping[str, float],
    ranks: list[int] | None,
) -> Row:
    shown = {name: value for part in FRICTION_PARTS for name, value in _part(row, part).items()}
    return {
        "stage": generation.stages[row["stage_no"]],
        "touchpoint": generation.touchpoints[row["touchpoint_no"]],
        "score": score(parts, weights),
        "rank": ranks[0] if ranks else None,
        "rank_low": min(ranks) if ranks else None,
        "rank_high": max(ranks) if ranks else None,
        **shown,
        "journeys_lost": row["leaves"],
        "revenue_lost": revenue_lost(generation, row),
        "journeys": row["journeys"],
        "customers": row["customers"],
    }


def _part(row: Row, part: str) -> Row:
    return share(part, row[part], row[f"{part}_n"]) | {
        f"{part}_customers": row[f"{part}_customers"]
    }


def _wait_limit(generation: Generation) -> str:
    """The gap that nine in ten of all gaps do not exceed."""
    return duration(generation.rows("select wait_limit_s from wait_limit")[0][0])


def _contact_again_words(generation: Generation) -> str:
    window = span(generation.definition.contact_again_seconds)
    return lacking(generation, CONTACT_AGAIN) or (
        f"journeys whose customer makes contact within {window}, later than the next step of the same case / passing journeys, so "
        f"long before the end of observation; {contact_words(generation)}"
    )


def _hand_off_words(generation: Generation) -> str:
    window = span(generation.definition.contact_again_seconds)
    return lacking(generation, HAND_OFF) or (
        "journeys whose case goes on with customer or agent on another channel, and whose customer then makes contact once more, "
        f"all within {window} / journeys with a case and a channel here, so long before the end of observation"
    )


VIEW = View(
    "friction",
    "journeys",
    (
        *names("stage", "touchpoint"),
        Column(
            "score",
            NUMBER,
            "100 x weighted mean of the parts measured at ten or more customers; ranked where these hold half the weight",
            rests_on="customers",
            needs_time=True,
        ),
        Column("rank", NUMBER, rests_on="customers", needs_time=True),
        Column(
            "rank_low",
            NUMBER,
            "best and worst rank when each weight is halved and doubled",
            rests_on="customers",
            needs_time=True,
        ),
        Column("rank_high", NUMBER, rests_on="customers", needs_time=True),
        *with_interval_and_n(
            Column(
                "leaves",
                SHARE,
                "journeys that dropped off here / passing journeys, those still under way here left out",
                rests_on="leaves_customers",
                needs_time=True,
            )
        ),
        Column("leaves_customers", COUNT, needs_time=True, is_helper=True),
        *with_interval_and_n(
            Column(
                "repeats",
                SHARE,
                "journeys that come to this touchpoint again later / passing journeys; blank where no touchpoint of 100 journeys "
                "or more comes twice, as of a file with one column a step",
                rests_on="repeats_customers",
            )
        ),
        Column("repeats_customers", COUNT, is_helper=True),
        *with_interval_and_n(
            Column(
                "contact_again",
                SHARE,
                _contact_again_words,
                rests_on="contact_again_customers",
                needs_time=True,
            )
        ),
        Column("contact_again_customers", COUNT, needs_time=True, is_helper=True),
        *with_interval_and_n(
            Column(
                "waits",
                SHARE,
                lambda generation: (
                    "journeys with a gap to the next step above the touchpoint's target, else above "
                    f"{_wait_limit(generation)} (90 % of all gaps are shorter) / journeys with a next step"
                ),
                rests_on="waits_customers",
                needs_time=True,
            )
        ),
        Column("waits_customers", COUNT, needs_time=True, is_helper=True),
        *with_interval_and_n(
            Column(
                "feels_bad",
                SHARE,
                lambda generation: (
                    lacking(generation, FEELS_BAD)
                    or "journeys with a negative valence here / journeys with a valence here"
                ),
                rests_on="feels_bad_customers",
            )
        ),
        Column("feels_bad_customers", COUNT, is_helper=True),
        *with_interval_and_n(
            Column(
                "effort",
                SHARE,
                lambda generation: (
                    lacking(generation, EFFORT)
                    or "journeys with a bad CES or CSAT answer here / journeys with such an answer here"
                ),
                rests_on="effort_customers",
            )
        ),
        Column("effort_customers", COUNT, is_helper=True),
        *with_interval_and_n(
            Column(
                "hand_off",
                SHARE,
                _hand_off_words,
                rests_on="hand_off_customers",
                needs_time=True,
            )
        ),
        Column("hand_off_customers", COUNT, needs_time=True, is_helper=True),
        Column(
            "journeys_lost",
            COUNT,
            "journeys that dropped off with their last event here; sums to the total drop-off",
            needs_time=True,
        ),
        Column(
            "revenue_lost",
            MONEY,
            lambda generation: (
                f"{revenue_words(generation)}; of all journeys together, not by groups"
            ),
            needs_time=True,
        ),
        Column("journeys", COUNT),
        Column("customers", COUNT),
    ),
    _finish,
    shared=shared_mode.FRICTION,
    by=("channel",),
    options=("weight",),
    bound=lambda generation, options: ({}, (EXIT_LOSSES,)),
    lists_touchpoints=True,
    totals=lambda rows: {
        "journeys_lost": None
        if any(row["journeys_lost"] is None for row in rows)
        else sum(row["journeys_lost"] for row in rows)
    },
)
