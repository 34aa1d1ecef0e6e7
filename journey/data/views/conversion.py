"""Of those who come to one touchpoint, how many come to another, and how long that takes."""

from typing import Any

from journey.data.codes import code_of
from journey.data.generation import Generation
from journey.data.views.form import CUSTOMER, Asked, Row, View, share, with_interval
from journey.data.ways import within_seconds

OPTIONS = ("source", "target", "within", "anywhere", "per")
NEEDS = ("source", "target")


def bound(generation: Generation, asked: Asked) -> tuple[dict[str, Any], tuple[str, ...]]:
    return {"source": code_of(generation, "touchpoint", asked.source), "target": code_of(generation, "touchpoint", asked.target),
            "within_s": within_seconds(asked.within)}, ()


def _finish(generation: Generation, sums: list[Row], asked: Asked) -> list[Row]:
    row = sums[0]
    return [{
        "source": asked.source,
        "target": asked.target,
        "entered": row["entered"],
        "converted": row["converted"],
        "customers": row["customers"],
        **share("rate", row["converted"], row["entered"]),
        "median_seconds": row["median_seconds"],
        "p90_seconds": row["p90_seconds"],
    }]


def _finish_times(generation: Generation, sums: list[Row], asked: Asked) -> list[Row]:
    return [{"from_seconds": row["from_seconds"], "to_seconds": row["to_seconds"] if row is not sums[-1] else None,
             "converted": row["units"]} for row in sums]


def definitions(generation: Generation) -> dict[str, str]:
    return {
        "entered": f"journeys (with --per {CUSTOMER}: customers) that pass the source",
        "converted": "the target comes at a later step than the first source, within --within days of it; with --anywhere "
                     "also before it",
        "median_seconds": "from the first source to the first target after it, of those who have one",
    }


VIEW = View("conversion", "journeys", _finish, definitions, options=OPTIONS, needs=NEEDS, is_shared=False, bound=bound,
            rates={"customers": (*with_interval("rate"), "median_seconds", "p90_seconds")})
TIMES = View("conversion_times", "journeys", _finish_times, definitions, options=OPTIONS, needs=NEEDS, is_shared=False, bound=bound,
             queried=lambda asked: "conversion", totals=lambda rows: {"converted": sum(row["converted"] for row in rows)})
