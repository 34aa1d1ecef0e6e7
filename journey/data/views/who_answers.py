"""Who answers: of the journeys in each group the share with an answer, and what silence would have to hide to turn the order."""

from journey.data.generation import Generation
from journey.data.groups import OUTCOME, labels
from journey.data.views.form import (
    COUNT,
    EVENTS,
    NUMBER,
    SHARE,
    SOMETIMES,
    TEXT,
    Column,
    Row,
    View,
    estimate,
    names,
    ranged,
    with_interval,
    with_interval_and_n,
)
from journey.data.views.options import ViewOptions
from journey.data.views.satisfaction import METRICS, first_variant
from journey.model import shared_mode, targets
from journey.model.filters import DIMENSIONS
from journey.model.intervals import UNKNOWN, Clusters, Interval, mean_interval, share_interval
from journey.model.metrics import metric_definition

DIGITS = 9


def _finish(generation: Generation, sums: list[Row], options: ViewOptions) -> list[Row]:
    group = labels(generation, options.by)
    asked = [row for row in sums if METRICS[row["metric_no"]] in options.metrics]
    rows = []
    for row in asked:
        metric = METRICS[row["metric_no"]]
        variant = first_variant(generation, metric)
        others = [one for one in asked if one["metric_no"] == row["metric_no"] and one is not row]
        rows.append(group(row) | _row(generation, metric, variant, row, others))
    return rows


def _row(generation: Generation, metric: str, variant: str, row: Row, others: list[Row]) -> Row:
    value = _value(row, variant)
    against = _against(generation, metric, variant, others)
    scale_name = generation.definition.scale_names.get(metric, "")
    scale = (
        generation.definition.scale(metric) if metric in generation.definition.scale_names else None
    )
    ends = targets.ends(metric, variant, scale)
    return {
        "metric": metric,
        "definition": metric_definition(metric, variant, scale_name),
        "journeys": row["journeys"],
        "answered": row["answered"],
        **estimate("response", *_response(row), row["journeys"]),
        **dict(zip(with_interval("value"), map(_rounded, (value, *_interval(row, variant, ends))))),
        "against": _rounded(against),
        "tipping": _tipping(row, value, against, ends),
        "customers": row["customers"],
        "answering": row["answering"],
        "parts": (row["answering"], row["silent"], *_classes(row, variant)),
    }


def _response(row: Row) -> tuple[float | None, Interval]:
    """The share that answers; of a group where nobody does, nothing: nobody may have been asked."""
    if not row["answered"]:
        return None, UNKNOWN
    clusters = Clusters(
        row["journeys"],
        row["customers"],
        row["answered"],
        row["journeys2"],
        row["answered2"],
        row["cross_answered"],
    )
    return clusters.mean, share_interval(clusters)


def _value(row: Row, variant: str) -> float | None:
    """Mean over the journeys that answer of their own answers' mean."""
    if not row["answered"]:
        return None
    totals: Row = {
        "nps": 100 * (row["good"] - row["bad"]),
        "mean": row["score"],
        "negative": row["bad"],
        "neutral": row["answered"] - row["good"] - row["bad"],
        "very_easy": row["best"],
    }
    total = totals[variant] if variant in totals else row["good"]
    return float(total) / int(row["answered"])


def _interval(row: Row, variant: str, ends: tuple[float, float]) -> Interval:
    """That of the mean over journeys, cluster-robust by customer."""
    if not row["answered"]:
        return UNKNOWN
    good, bad, n = row["good"], row["bad"], row["answered"]
    if variant == "nps":
        squares = row["good2"] - 2 * row["good_bad"] + row["bad2"]
        sums = (good - bad, squares, row["good_cross"] - row["bad_cross"])
    elif variant == "neutral":
        cross = row["good_cross"] + row["bad_cross"]
        squares = row["good2"] + 2 * row["good_bad"] + row["bad2"]
        sums = (n - good - bad, row["answered2"] - 2 * cross + squares, row["answered2"] - cross)
    else:
        side = {"mean": "score", "negative": "bad", "very_easy": "best"}.get(variant, "good")
        sums = (row[side], row[f"{side}2"], row[f"{side}_cross"])
    scale = 100 if variant == "nps" else 1
    total, squares, cross = map(float, sums)
    clusters = Clusters(n, row["answering"], total, row["answered2"], squares, cross)
    low, high = mean_interval(clusters, ends[0] / scale, ends[1] / scale)
    return (None, None) if low is None or high is None else (scale * low, scale * high)


def _classes(row: Row, variant: str) -> tuple[int, ...]:
    """How many are behind each part of the answers that the figure tells: customers, and whole journeys as figure and n imply."""
    sides = {
        "good": ("good_customers", "other_customers"),
        "easy": ("good_customers", "other_customers"),
        "very_easy": ("best_customers", "not_best_customers"),
    }.get(variant, ("good_customers", "bad_customers", "middle_customers"))
    hits = round(float(row["best" if variant == "very_easy" else "good"]))
    return (*(row[side] for side in sides), hits, row["answered"] - hits)


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, DIGITS) + 0.0


def _against(generation: Generation, metric: str, variant: str, others: list[Row]) -> float | None:
    """The figure of all other groups together; where there is none the target."""
    together = {
        name: sum(row[name] for row in others)
        for name in ("answered", "good", "bad", "best", "score")
    }
    if others:
        return _value(together, variant)
    return generation.definition.targets.get(metric)


def _tipping(
    row: Row, value: float | None, against: float | None, ends: tuple[float, float]
) -> float | None:
    """The mean of the journeys that do not answer at which all of the group are where the others are; None where no answer can
    be so."""
    silent = row["journeys"] - row["answered"]
    if not silent or value is None or against is None:
        return None
    found = (row["journeys"] * against - row["answered"] * value) / silent
    return _rounded(found) if ends[0] <= found <= ends[1] else None


VIEW = View(
    "who_answers",
    "journeys",
    (
        *names("metric"),
        Column("definition", TEXT),
        Column("journeys", COUNT, "with an event in the group, among those asked for"),
        Column("answered", COUNT, "of them, with an answer there"),
        *with_interval_and_n(
            Column(
                "response",
                SHARE,
                "answered / journeys, asked or not; blank where nobody answers, as nobody may have been asked",
                rests_on="customers",
                implies="parts",
                blank=SOMETIMES,
            )
        ),
        *ranged(
            "value",
            NUMBER,
            "of those that answer: the mean of the journeys' own means, with t, cluster-robust by customer",
            "answering",
        ),
        Column(
            "against",
            NUMBER,
            "the same of all other groups together; where there is no group the target of the journey definition",
            rests_on="answering",
            blank=SOMETIMES,
        ),
        Column(
            "tipping",
            NUMBER,
            "what the silent journeys' mean would have to be for the whole group to be where the others are: (journeys x against - "
            "answered x value) / silent; blank where no answer can be so, and silence cannot turn the order",
            rests_on="answering",
            blank=SOMETIMES,
        ),
        Column("customers", COUNT),
        Column("answering", COUNT, is_helper=True),
        Column("parts", COUNT, is_helper=True),
    ),
    _finish,
    shared=shared_mode.WHO_ANSWERS,
    options=("metrics",),
    by=(*DIMENSIONS, OUTCOME),
    rule=EVENTS,
)
