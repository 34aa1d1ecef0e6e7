"""The path figures by PM4Py (AGPL: it is run here, in an environment of its own, and never imported by the product).

What its users would call, on a pandas frame from `format_dataframe`. It has no step flow, and no layout of its own: drawings go
to graphviz's `dot`; networkx, which it brings, lays out and measures its graph here.
"""

import harness
import networkx as nx
import numpy as np
import pandas as pd
import pm4py
from pm4py.algo.discovery.dfg.adapters.pandas.df_statistics import get_dfg_graph
from pm4py.algo.filtering.pandas.ltl import ltl_checker

CASE, NAME = "case:concept:name", "concept:name"


def read(order: dict) -> pd.DataFrame:
    return pd.read_parquet(order["events"])


def make(events: pd.DataFrame) -> pd.DataFrame:
    """It sorts by case, time and place in the file: what happened at once stays in the order of the file.

    Without this `get_variants` takes rows that do not stand together for a path: its own sort is thrown away.
    """
    return pm4py.format_dataframe(
        events, case_id="case", activity_key="touchpoint", timestamp_key="occurred_at"
    )


def counts(log: pd.DataFrame, order: dict) -> list:
    """It sorts by case and time once more in every call, stable; and leaves a column start_timestamp in the log it is given."""
    return [[*move, int(count)] for move, count in pm4py.discover_dfg(log)[0].items()]


def timed(log: pd.DataFrame, order: dict) -> list:
    """Its times come as mean, median, max, min, sum and stdev; a p90 only from the raw values, by numpy, interpolated linearly.

    Journeys: `keep_once_per_case`, which only the inner function has.
    """
    moves = pm4py.discover_dfg(log)[0]
    journeys = get_dfg_graph(log, keep_once_per_case=True)
    seconds = pm4py.discover_performance_dfg(log, perf_aggregation_key="raw_values")[0]
    return [
        [
            *move,
            int(count),
            int(journeys[move]),
            *map(float, np.quantile(seconds[move], [0.5, 0.9])),
        ]
        for move, count in moves.items()
    ]


def funnel(log: pd.DataFrame, order: dict) -> list:
    """A filter on a chain of "eventually follows", asked once a place; it joins every A with every later B, C..., no window."""
    names = order["funnel"]
    chains = [
        ltl_checker.eventually_follows(log, names[:places]) for places in range(2, len(names) + 1)
    ]
    first = log[log[NAME] == names[0]]
    return [int(kept[CASE].nunique()) for kept in (first, *chains)]


def variants(log: pd.DataFrame, order: dict) -> list:
    """All of them come back as a dict; the order among equally many is ours to say."""
    most = sorted(pm4py.get_variants(log).items(), key=lambda item: (-item[1], item[0]))[
        : order["top"]
    ]
    return [[list(path), count] for path, count in most]


def filtered(log: pd.DataFrame, order: dict) -> list:
    return counts(
        pm4py.filter_event_attribute_values(
            log, "segment", [order["segment"]], level="case", retain=True
        ),
        order,
    )


def graph(log: pd.DataFrame, order: dict) -> list:
    """Rows (touchpoint, PageRank by moves, betweenness by edges). The transitions are counted in this time too."""
    drawn = nx.DiGraph()
    drawn.add_weighted_edges_from(
        (source, target, moves) for (source, target), moves in pm4py.discover_dfg(log)[0].items()
    )
    nx.spring_layout(drawn, seed=1)
    ranks, between = nx.pagerank(drawn), nx.betweenness_centrality(drawn)
    return [[name, ranks[name], between[name]] for name in drawn]


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
            "graph": graph,
        },
    )
