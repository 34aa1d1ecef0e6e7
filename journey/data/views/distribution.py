"""The answers behind each score: how many gave which."""

from journey.data.generation import Generation
from journey.data.groups import SERVICE_MODE, labels
from journey.data.views.form import (
    COUNT,
    EVENTS,
    NUMBER,
    SHARE,
    Column,
    Row,
    View,
    estimate,
    names,
    with_interval_and_n,
)
from journey.data.views.options import ViewOptions
from journey.data.views.satisfaction import METRICS
from journey.model import shared_mode
from journey.model.filters import DIMENSIONS
from journey.model.intervals import Clusters, share_interval
from journey.model.metrics import NEGATIVE_VALENCE, POSITIVE_VALENCE

SENTIMENT = "sentiment"
CLASSES = {1: "good", 0: "between", -1: "bad"}


def _finish(generation: Generation, sums: list[Row], options: ViewOptions) -> list[Row]:
    group = labels(generation, options.by)
    return [
        {
            **group(row),
            "metric": METRICS[row["metric_no"]],
            "answer": float(row["score"]),
            "side": _side(generation, METRICS[row["metric_no"]], float(row["score"])),
            "answers": row["answers"],
            **_share(row),
            "customers": row["customers"],
            "parts": (row["answer_customers"], row["customers"] - row["only_customers"]),
        }
        for row in sums
        if METRICS[row["metric_no"]] in options.metrics
    ]


def _side(generation: Generation, metric: str, answer: float) -> str:
    """What the answer counts as by its metric's definition."""
    if metric == SENTIMENT:
        return CLASSES[(answer >= POSITIVE_VALENCE) - (answer <= NEGATIVE_VALENCE)]
    return CLASSES[generation.definition.scale(metric).side(round(answer))]


def _share(row: Row) -> Row:
    clusters = Clusters(
        row["n"],
        row["customers"],
        row["answers"],
        row["sizes2"],
        row["answers2"],
        row["answers_cross"],
    )
    return estimate("share", clusters.mean, share_interval(clusters), row["n"])


VIEW = View(
    "distribution",
    "answers",
    (
        *names("metric"),
        Column(
            "answer",
            NUMBER,
            "as it counts on the scale that the figure is told on; of sentiment the valence",
        ),
        Column("side", definition="what it counts as: good, between or bad"),
        Column("answers", COUNT, "that say so", implies="parts"),
        *with_interval_and_n(
            Column(
                "share",
                SHARE,
                "of all answers of the metric; robust where customers answer more than once",
                rests_on="customers",
                implies="parts",
            )
        ),
        Column("customers", COUNT, "who answer at all"),
        Column("parts", COUNT, is_helper=True),
    ),
    _finish,
    shared=shared_mode.DISTRIBUTION,
    options=("metrics",),
    by=(*DIMENSIONS, SERVICE_MODE),
    rule=EVENTS,
    lists_touchpoints=True,
)
