"""The ways that journeys took from one touchpoint to another, the most frequent first."""

from typing import Any

from journey.data.codes import code_of
from journey.data.generation import Generation
from journey.data.path_filters import within_seconds
from journey.data.views.form import Row, View, ViewOptions, share, with_interval


def _bound(generation: Generation, asked: ViewOptions) -> tuple[dict[str, Any], tuple[str, ...]]:
    return {
        f"{end}_symbol": generation.symbols[code_of(generation, "touchpoint", name)]
        for end, name in (("from", asked.source), ("to", asked.target))
    } | {"within_s": within_seconds(asked.within)}, ()


def _finish(generation: Generation, sums: list[Row], asked: ViewOptions) -> list[Row]:
    return [
        {
            "path": [generation.names[symbol] for symbol in row["way"]],
            **{name: row[name] for name in ("journeys", "customers", "all_journeys", "all_ways")},
            **share("share", row["journeys"], row["all_journeys"]),
            **{name: row[name] for name in ("median_seconds", "p90_seconds")},
        }
        for row in sums
    ]


def _definitions(generation: Generation) -> dict[str, str]:
    return {
        "path": "from the first time at the source to the next time at the target, within --within days of it",
        "share": "journeys on this way / journeys that come from the source to the target so",
        "median_seconds": "from the one to the other",
        "p90_seconds": "time that nine in ten of them do not exceed",
    }


def _totals(rows: list[Row]) -> dict:
    """How many journeys and ways there are in all, and how many of the ways are not shown."""
    journeys, ways = (rows[0]["all_journeys"], rows[0]["all_ways"]) if rows else (0, 0)
    return {
        "journeys": journeys,
        "ways": ways,
        "hidden_ways": ways - len(rows),
        "hidden_journeys": journeys - sum(row["journeys"] for row in rows),
    }


VIEW = View(
    "paths_between",
    "journeys",
    _finish,
    _definitions,
    options=("source", "target", "within"),
    needs=("source", "target"),
    is_shared=False,
    bound=_bound,
    totals=_totals,
    helpers=("all_journeys", "all_ways"),
    rates={"customers": (*with_interval("share"), "median_seconds", "p90_seconds")},
)
