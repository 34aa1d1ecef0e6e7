"""How satisfied those are who take the most frequent ways."""

from journey.data.generation import Generation
from journey.data.sql import query
from journey.data.views.answer_sums import answer_sums
from journey.data.views.form import Row, View, ViewOptions
from journey.data.views.satisfaction import METRICS, figure


def _finish(generation: Generation, sums: list[Row], asked: ViewOptions) -> list[Row]:
    first = generation.definition.variants
    return [
        {
            "path": [generation.names[symbol] for symbol in row["g2"]],
            **figure(generation, row, METRICS[row["metric_no"]], first[METRICS[row["metric_no"]]]),
        }
        for row in sums
        if METRICS[row["metric_no"]] in asked.metrics
    ]


def _definitions(generation: Generation) -> dict[str, str]:
    return {
        "n": "answers given anywhere in journeys on this way",
        "customers": "distinct customers who gave them",
        "low": "lower end of the 95 % interval, robust where customers answer more than once",
        "high": "upper end of the 95 % interval",
    }


def _bound(generation: Generation, asked: ViewOptions) -> tuple[dict, tuple[str, ...]]:
    ways = query("parts", "answers_on_ways").split("\n", 1)[1]
    return {}, (f"answers_on_ways as ({ways})", *answer_sums("answers_on_ways"))


VIEW = View(
    "variant_scores",
    "answers",
    _finish,
    _definitions,
    is_shared=False,
    options=("collapse",),
    rates={"customers": ("value", "low", "high")},
    queried=lambda asked: "satisfaction",
    bound=_bound,
)
