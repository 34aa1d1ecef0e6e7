"""NPS, CSAT, CES and sentiment with their intervals, by any groups."""

from journey.data.generation import Generation
from journey.data.groups import REASON, SERVICE_MODE, labels
from journey.data.sql import part
from journey.data.views.answer_sums import answer_sums
from journey.data.views.form import COUNT, EVENTS, NUMBER, TEXT, Bound, Column, Row, View, names
from journey.data.views.options import ViewOptions
from journey.data.views.valence import DIGITS, classes, tells_parts
from journey.model import shared_mode
from journey.model.filters import DIMENSIONS
from journey.model.intervals import Clusters, Interval, mean_interval, nps_interval, share_interval
from journey.model.metrics import METRIC_NUMBERS, SCORE_VALENCE, VARIANTS, metric_definition

METRICS = {number: name for name, number in METRIC_NUMBERS.items()}


def _bound(generation: Generation, options: ViewOptions) -> Bound:
    """All answers, or the latest of each customer in each group."""
    if not options.latest:
        return {}, answer_sums("grouped_answers")
    return {}, (part("latest_answers", "latest_answers"), *answer_sums("latest_answers"))


def _finish(generation: Generation, sums: list[Row], options: ViewOptions) -> list[Row]:
    group = labels(generation, options.by)
    return [
        {
            **group(row),
            **figure(generation, row, METRICS[row["metric_no"]], variant),
            "classes": told_classes(generation, row, METRICS[row["metric_no"]], variant),
        }
        for row in sums
        if METRICS[row["metric_no"]] in options.metrics
        for variant in _variants(generation, METRICS[row["metric_no"]])
    ]


def first_variant(generation: Generation, metric: str) -> str:
    """The variant of the metric that the definition puts first."""
    return generation.definition.variants.get(metric, VARIANTS[metric][0])


def _variants(generation: Generation, metric: str) -> list[str]:
    """All variants of the metric, the one that the definition puts first in front."""
    first = first_variant(generation, metric)
    return [first, *(variant for variant in VARIANTS[metric] if variant != first)]


def figure(generation: Generation, row: Row, metric: str, variant: str) -> Row:
    """Value, interval, n and customers of one metric in one of its variants, from the sums of a row."""
    value, (low, high) = _value(generation, row, metric, variant)
    definition = metric_definition(
        metric, variant, generation.definition.scale_names.get(metric, "")
    )
    return {
        "metric": metric,
        "definition": definition,
        "value": value,
        "low": low,
        "high": high,
        "n": row["answers"],
        "customers": row["customers"],
    }


def _value(generation: Generation, row: Row, metric: str, variant: str) -> tuple[float, Interval]:
    if variant == "nps":
        net = _clusters(
            row,
            row["good"] - row["bad"],
            row["good2"] - 2 * row["good_bad"] + row["bad2"],
            row["good_cross"] - row["bad_cross"],
        )
        return 100 * net.mean, nps_interval(row["good"], row["bad"], net)
    if variant == "mean":
        clusters = _clusters(row, row["total"], row["totals2"], row["cross_total"])
        return round(clusters.mean, DIGITS) + 0.0, mean_interval(
            clusters, *_range(generation, metric)
        )
    clusters = _share(row, variant)
    return clusters.mean, share_interval(clusters)


def told_classes(generation: Generation, row: Row, metric: str, variant: str) -> tuple[int, ...]:
    """Customers behind each part of the answers that the figure and its n tell; a mean also tells of few off its ends."""
    if variant in ("good", "easy"):
        return row["good_customers"], row["other_customers"]
    if variant == "very_easy":  # the share of easy ones stands beside it
        return row["best_customers"], row["not_best_customers"], row["only_good_customers"]
    if (metric, variant) == ("sentiment", "mean") and not tells_parts(generation):
        return ()
    if variant != "mean" or metric in ("sentiment", SCORE_VALENCE):
        return classes(row)
    lowest, highest = _range(generation, metric)
    ends = (lowest * row["answers"] - row["total"], highest * row["answers"] - row["total"])
    return *classes(row), *(round(abs(end)) for end in ends)


def _share(row: Row, variant: str) -> Clusters:
    if variant == "neutral":
        n, marked = row["answers"], row["good"] + row["bad"]
        crossed = row["good_cross"] + row["bad_cross"]
        squared = row["good2"] + 2 * row["good_bad"] + row["bad2"]
        return _clusters(
            row, n - marked, row["sizes2"] - 2 * crossed + squared, row["sizes2"] - crossed
        )
    side = {"negative": "bad", "very_easy": "best"}.get(variant, "good")
    return _clusters(row, row[side], row[f"{side}2"], row[f"{side}_cross"])


def _clusters(row: Row, total: float, totals2: float, cross: float) -> Clusters:
    return Clusters(row["answers"], row["customers"], total, row["sizes2"], totals2, cross)


def _range(generation: Generation, metric: str) -> tuple[float, float]:
    if metric in ("sentiment", SCORE_VALENCE):
        return -1, 1
    scale = generation.definition.scale(metric)
    return scale.lowest, scale.highest


VIEW = View(
    "satisfaction",
    "answers",
    (
        *names("metric"),
        Column("definition", TEXT),
        Column("value", NUMBER, rests_on="customers", implies="classes"),
        Column(
            "low",
            NUMBER,
            "lower end of the 95 % interval, robust where customers answer more than once",
            rests_on="customers",
            implies="classes",
        ),
        Column(
            "high",
            NUMBER,
            "upper end of the 95 % interval",
            rests_on="customers",
            implies="classes",
        ),
        Column(
            "n",
            COUNT,
            "answers given in the range of dates, on the channels, in the stages, at the touchpoints asked for",
            noun="answers",
        ),
        Column("customers", COUNT, "distinct customers who gave the answers"),
        Column("classes", COUNT, is_helper=True),
    ),
    _finish,
    shared=shared_mode.SATISFACTION,
    options=("metrics", "latest"),
    by=(*DIMENSIONS, SERVICE_MODE, REASON),
    rule=EVENTS,
    lists_touchpoints=True,
    bound=_bound,
)
