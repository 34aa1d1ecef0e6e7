"""Where it hurts: the parts of friction per touchpoint, the score of them, and how firm its rank is."""

from collections.abc import Mapping

from journey.data.generation import Generation
from journey.data.groups import labels
from journey.data.views.form import Row, View, ViewOptions, with_interval
from journey.model.cells import EVERYWHERE
from journey.model.intervals import UNKNOWN, wilson
from journey.model.metrics import FRICTION_PARTS, UNMEASURED_PARTS
from journey.model.small_numbers import is_rated
from journey.model.words import duration

SCORE_DIGITS = 9
RANKED_FROM_WEIGHT = 0.5
WEIGHT_SWINGS = (0.5, 2.0)
MEASURED = tuple(part for part in FRICTION_PARTS if part not in UNMEASURED_PARTS)


def _finish(generation: Generation, sums: list[Row], asked: ViewOptions) -> list[Row]:
    group = labels(generation, asked.by)
    together: dict[tuple, list[Row]] = {}
    for row in sums:
        together.setdefault((row["g1"], row["g2"], row["g3"]), []).append(row)
    return [
        group(rows[0]) | row
        for rows in together.values()
        for row in _ranked(generation, rows, asked.at == EVERYWHERE)
    ]


def _ranked(generation: Generation, sums: list[Row], is_whole: bool) -> list[Row]:
    """The rows of one group, the highest score first; without the others a row has no rank."""
    weights = generation.definition.friction_weights
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
        for part in MEASURED
        if is_rated(row[f"{part}_customers"])
    }


def score(parts: Mapping[str, float], weights: Mapping[str, float]) -> float | None:
    """100 x the weighted mean of the measured parts; None where nothing with a weight was measured."""
    total = sum(weights[part] for part in parts)
    if not total:
        return None
    return round(
        100 * sum(weights[part] * share for part, share in parts.items()) / total, SCORE_DIGITS
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
        "revenue_lost": None,
        "journeys": row["journeys"],
        "customers": row["customers"],
    }


def _part(row: Row, part: str) -> Row:
    n = row[f"{part}_n"] if part in MEASURED else 0
    share = row[part] / n if n else None
    low, high = wilson(share, n) if n else UNKNOWN
    customers = row[f"{part}_customers"] if part in MEASURED else 0
    return {
        part: share,
        f"{part}_low": low,
        f"{part}_high": high,
        f"{part}_n": n,
        f"{part}_customers": customers,
    }


def _definitions(generation: Generation) -> dict[str, str]:
    limit = generation.rows("select wait_limit_s from wait_limit")[0][0]
    return {
        "score": "100 x weighted mean of the parts measured at ten or more customers; ranked where these hold half the weight",
        "rank_low": "best and worst rank when each weight is halved and doubled",
        "leaves": "journeys that dropped off here / passing journeys, those still under way here left out",
        "repeats": "journeys that come to this touchpoint again later / passing journeys",
        "waits": f"journeys with a gap to the next step above the touchpoint's target, else above {duration(limit)} "
        "(90 % of all gaps are shorter) / journeys with a next step",
        "feels_bad": "journeys with a negative valence here / journeys with a valence here",
        "effort": "journeys with a bad CES or CSAT answer here / journeys with such an answer here",
        "journeys_lost": "journeys that dropped off with their last event here; sums to the total drop-off",
    }


VIEW = View(
    "friction",
    "journeys",
    _finish,
    _definitions,
    rates={f"{part}_customers": with_interval(part) for part in FRICTION_PARTS}
    | {"customers": ("score", "rank", "rank_low", "rank_high")},
    helpers=tuple(f"{part}_customers" for part in FRICTION_PARTS),
    totals=lambda rows: {
        "journeys_lost": None
        if any(row["journeys_lost"] is None for row in rows)
        else sum(row["journeys_lost"] for row in rows)
    },
    by=("channel",),
)
