"""How satisfied those are who take the most frequent variants."""

from journey.data.generation import Generation
from journey.data.sql import part
from journey.data.views.answer_sums import answer_sums
from journey.data.views.form import COUNT, NUMBER, PATH, TEXT, Bound, Column, Row, View, names
from journey.data.views.options import ViewOptions
from journey.data.views.satisfaction import METRICS, figure
from journey.model import shared_mode


def _finish(generation: Generation, sums: list[Row], options: ViewOptions) -> list[Row]:
    first = generation.definition.variants
    return [
        {
            "path": [generation.names[symbol] for symbol in row["group_2"]],
            **figure(generation, row, METRICS[row["metric_no"]], first[METRICS[row["metric_no"]]]),
        }
        for row in sums
        if METRICS[row["metric_no"]] in options.metrics
    ]


def _bound(generation: Generation, options: ViewOptions) -> Bound:
    return {}, (
        part("variant_answers", "variant_answers"),
        *answer_sums("variant_answers"),
    )


VIEW = View(
    "variant_scores",
    "answers",
    (
        Column("path", PATH),
        *names("metric"),
        Column("definition", TEXT),
        Column("value", NUMBER, rests_on="customers"),
        Column(
            "low",
            NUMBER,
            "lower end of the 95 % interval, robust where customers answer more than once",
            rests_on="customers",
        ),
        Column("high", NUMBER, "upper end of the 95 % interval", rests_on="customers"),
        Column("n", COUNT, "answers given anywhere in journeys on this path"),
        Column("customers", COUNT, "distinct customers who gave the answers"),
    ),
    _finish,
    shared=shared_mode.OF_UNLISTED,
    options=(
        "collapse",
        "top",
        "metrics",
    ),
    needs_time=True,
    queried=lambda options: "satisfaction",
    bound=_bound,
)
