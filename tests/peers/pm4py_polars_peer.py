"""The path figures by PM4Py once more, on a polars frame: an extra of its own (`pm4py[polars]`) that its guides do not use yet."""

import harness
import numpy as np
import pm4py
import polars as pl
from pm4py.algo.discovery.dfg.adapters.polars.df_statistics import get_dfg_graph
from pm4py.algo.filtering.polars.ltl import ltl_checker
from pm4py_peer import CASE, NAME, counts, filtered, variants


def read(order: dict) -> pl.DataFrame:
    return pl.read_parquet(order["events"])


def make(events: pl.DataFrame) -> pl.LazyFrame:
    return pm4py.format_dataframe(
        events.lazy(), case_id="case", activity_key="touchpoint", timestamp_key="occurred_at"
    )


def timed(log: pl.LazyFrame, order: dict) -> list:
    moves = pm4py.discover_dfg(log)[0]
    journeys = get_dfg_graph(log, keep_once_per_case=True)
    seconds = pm4py.discover_performance_dfg(log, perf_aggregation_key="raw_values")[0]
    return [
        [
            *move,
            count,
            journeys[move],
            *map(float, np.quantile(np.ravel(seconds[move]), [0.5, 0.9])),
        ]
        for move, count in moves.items()
    ]


def funnel(log: pl.LazyFrame, order: dict) -> list:
    """Here the filter looks at each pair of neighbours alone: some A before some B, some B before some C, not the same B."""
    names = order["funnel"]
    first = log.filter(pl.col(NAME) == names[0])
    chains = [
        ltl_checker.eventually_follows(log, names[:places]) for places in range(2, len(names) + 1)
    ]
    return [kept.select(pl.col(CASE).n_unique()).collect().item() for kept in (first, *chains)]


if __name__ == "__main__":
    harness.main(
        "pm4py",
        read,
        make,
        {
            "counts": counts,
            "timed": timed,
            "funnel": funnel,
            "variants": variants,
            "filtered": filtered,
        },
    )
