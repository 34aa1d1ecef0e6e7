"""The path figures in plain polars: the shortest lazy query that is also fast, over events sorted once in memory.

Sorting, numbering the journeys and coding the names is the making of the log; nothing that follows from the next event is kept.
"""

import harness
import polars as pl

ROW = pl.int_range(pl.len(), dtype=pl.Int64)
IS_LAST = (pl.col.case != pl.col.case.shift(-1)).fill_null(True)
IS_FIRST = (pl.col.case != pl.col.case.shift()).fill_null(True)
STEP = ROW - pl.when(IS_FIRST).then(ROW).forward_fill()
MOVE = ("touchpoint", "target")


def read(order: dict) -> pl.DataFrame:
    return pl.read_parquet(order["events"])


def make(events: pl.DataFrame) -> pl.LazyFrame:
    names = pl.Enum(events["touchpoint"].unique().sort())
    ordered = events.lazy().sort(
        "case", "occurred_at", maintain_order=True
    )  # stable: what happened at once stays in the file's order
    coded = ordered.select(
        pl.col.touchpoint.cast(names),
        pl.col.segment.cast(pl.Categorical),
        case=IS_FIRST.cum_sum().cast(pl.UInt32),
        at=pl.col.occurred_at.dt.epoch("s"),
    )
    return coded.collect().rechunk().lazy()


def _moves(log: pl.LazyFrame) -> pl.LazyFrame:
    ahead = log.with_columns(
        target=pl.col.touchpoint.shift(-1), seconds=pl.col.at.shift(-1) - pl.col.at, is_last=IS_LAST
    )
    return ahead.filter(~pl.col.is_last)


def counts(log: pl.LazyFrame, order: dict) -> list:
    return _rows(_moves(log).group_by(MOVE).len())


def timed(log: pl.LazyFrame, order: dict) -> list:
    """The quantiles interpolate linearly, as the product's do; polars' own default is the nearest value."""
    return _rows(
        _moves(log)
        .group_by(MOVE)
        .agg(
            moves=pl.len(),
            journeys=pl.col.case.n_unique(),
            median=pl.col.seconds.median(),
            p90=pl.col.seconds.quantile(0.9, "linear"),
        )
    )


def funnel(log: pl.LazyFrame, order: dict) -> list:
    rows, found, reached = log.with_row_index("row"), None, []
    for touchpoint in order["funnel"]:
        here = rows.filter(pl.col.touchpoint == touchpoint).select("case", "row")
        if found is not None:
            here = here.join(found.lazy(), on="case").filter(pl.col.row > pl.col.found)
        found = here.group_by("case").agg(found=pl.col.row.min()).collect()
        reached.append(found.height)
    return reached


def variants(log: pl.LazyFrame, order: dict) -> list:
    """Most journeys first; equally many by their names, which a list cannot be sorted by here: Python does that for the few."""
    paths = log.group_by("case").agg(path="touchpoint").group_by("path").len()
    most = paths.filter(pl.col.len >= pl.col.len.top_k(order["top"]).min()).collect().rows()
    return sorted(most, key=lambda row: (-row[1], row[0]))[: order["top"]]


def flow(log: pl.LazyFrame, order: dict) -> list:
    """Rows (step, source, target, end, journeys); at the last step a journey goes on or ends."""
    last = order["steps"]
    placed = log.select(
        source="touchpoint", target=pl.col.touchpoint.shift(-1), is_last=IS_LAST, step=STEP
    )
    ends = (
        pl.when(pl.col.is_last)
        .then(pl.lit("ends"))
        .when(pl.col.step == last)
        .then(pl.lit("goes_on"))
    )
    told = placed.filter(pl.col.step <= last).with_columns(end=ends)
    moved = told.with_columns(target=pl.when(pl.col.end.is_null()).then("target"))
    return _rows(moved.group_by("step", "source", "target", "end").len())


def filtered(log: pl.LazyFrame, order: dict) -> list:
    """The segment is one value a journey in these events, so that single rows may be filtered."""
    return counts(log.filter(pl.col.segment == order["segment"]), order)


def _rows(query: pl.LazyFrame) -> list:
    return query.collect().rows()


if __name__ == "__main__":
    harness.main(
        "polars",
        read,
        make,
        {
            "counts": counts,
            "timed": timed,
            "funnel": funnel,
            "variants": variants,
            "flow": flow,
            "filtered": filtered,
        },
    )
