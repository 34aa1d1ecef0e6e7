"""The path figures by retentioneering, run with RETENTIONEERING_NO_TRACK=1: without it every call is reported to its makers.

It asks a DuckDB in memory over a pandas frame. It has no variants; its step flow is what stands at each step, not the moves.
"""

import harness
import pandas as pd
from retentioneering import Eventstream
from retentioneering.tools.graph_layout import GraphLayout

ADDED = ("path_start", "path_end")  # events that it puts around every path; they are left out here
MOVES, JOURNEYS, MEDIAN = "count", "unique_paths", "time_median"


def read(order: dict) -> pd.DataFrame:
    """Times without a zone: all are UTC."""
    events = pd.read_parquet(order["events"])
    events["occurred_at"] = events["occurred_at"].dt.tz_localize(None)
    return events


def make(events: pd.DataFrame) -> Eventstream:
    """It sorts by path and time, stable: what happened at once stays in the order of the file. No rows are dropped."""
    return Eventstream(
        events,
        {
            "path_cols": ["case"],
            "event_col": "touchpoint",
            "timestamp_col": "occurred_at",
            "segment_cols": ["segment"],
        },
    )


def counts(stream: Eventstream, order: dict) -> list:
    return [[*move, int(moves)] for move, moves in _matrix(stream, MOVES).items() if moves]


def timed(stream: Eventstream, order: dict) -> list:
    """One matrix a figure, each from the events anew. Beside the median it has the 95th percentile alone: no p90.

    Its seconds are the turns of the second between two times: 0.9 to 1.1 is one. These events have whole seconds.
    """
    moves, journeys, median = (_matrix(stream, weight) for weight in (MOVES, JOURNEYS, MEDIAN))
    return [
        [*move, int(count), int(journeys[move]), median[move].total_seconds(), None]
        for move, count in moves.items()
        if count
    ]


def _matrix(stream: Eventstream, weight: str) -> dict:
    matrix = stream.transition_graph_data(edge_weight=weight).drop(
        index=list(ADDED), columns=list(ADDED), errors="ignore"
    )
    return {
        (source, target): matrix.at[source, target]
        for source in matrix.index
        for target in matrix.columns
    }


def funnel(stream: Eventstream, order: dict) -> list:
    return [step["unique_paths"] for step in stream.funnel_data(order["funnel"])["steps"]]


def flow(stream: Eventstream, order: dict) -> list:
    """Rows (step, touchpoint, null, "here", journeys): shares of all paths, turned back into journeys.

    Its step 1 is our step 0; its path_end adds up all that have ended by then.
    """
    shares = stream.step_sankey_data(max_steps=order["steps"] + 1).drop(
        index=list(ADDED), columns=0
    )
    journeys = stream.df["case"].nunique()
    return [
        [int(step) - 1, name, None, "here", round(share * journeys)]
        for step, column in shares.items()
        for name, share in column.items()
        if share
    ]


def filtered(stream: Eventstream, order: dict) -> list:
    return counts(stream.filter_events(keep={"segment": [order["segment"]]}), order)


def graph(stream: Eventstream, order: dict) -> list:
    """A layout by word2vec over a thousand paths and nested clusters; no measures of nodes. Rows (touchpoint, x, y)."""
    placed = GraphLayout(stream).fit()
    return [[name, place["x"], place["y"]] for name, place in placed.items() if name not in ADDED]


if __name__ == "__main__":
    harness.main(
        "retentioneering",
        read,
        make,
        {
            "counts": counts,
            "timed": timed,
            "funnel": funnel,
            "flow": flow,
            "filtered": filtered,
            "graph": graph,
        },
    )
