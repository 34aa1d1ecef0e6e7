"""Friction: of the cells whose exits are told, without what its scores and rates would tell."""

from journey.model.local_rule import Row, Rows, blank, figures, is_small, is_unsafe
from journey.model.sharing.exits import exits
from journey.model.sharing.rule import Context
from journey.model.sharing.touchpoints import alone_in_their_stage

TELLS_EXITS = ("journeys_lost", "revenue_lost", "score", "rank", "rank_low", "rank_high")
TELLS_IN_PROGRESS = ("leaves", "leaves_low", "leaves_high", "leaves_n")


def friction(rows: Rows, context: Context) -> Rows:
    """Cells whose exits are told; scores without digits, since with all of them the part `leaves` could be solved for."""
    shown = {
        (row["touchpoint_stage"], row["touchpoint"])
        for row in exits(context.exits, context)
        if row["journeys"] is not None
    }
    silent = {(row["touchpoint_stage"], row["touchpoint"]) for row in context.exits} - shown
    rounded = [
        {**row, "score": None if row["score"] is None else round(row["score"])} for row in rows
    ]
    hidden = [
        TELLS_IN_PROGRESS + (TELLS_EXITS if (row["stage"], row["touchpoint"]) in silent else ())
        for row in rounded
    ]
    skipped = _few_skip(rows, context)
    return [
        _without_implied(blank(row, columns), context)
        for row, columns in zip(rounded, hidden, strict=True)
        if not is_small(row["customers"]) and row["stage"] not in skipped
    ]


def _without_implied(row: Row, context: Context) -> Row:
    """The row without the rates that with their n imply one to four customers, or all of them but so few."""
    parts_of_journeys = [
        figure
        for figure in figures(context.columns)
        if is_unsafe(figure.parts(row)) or _leaves_few(row, row[figure.n])
    ]
    return blank(
        row,
        {name for figure in parts_of_journeys for name in (*figure.columns, figure.n)},
    )


def _leaves_few(row: Row, n: int | None) -> bool:
    """Whether few pass beyond those n: whoever has no next step is lost, under way, or ended well or completed."""
    others = row["journeys"] - (row["journeys"] if n is None else n)
    return is_small(others) or is_small(others - (row["journeys_lost"] or 0))


def _few_skip(rows: Rows, context: Context) -> set[str]:
    """Stages with a single touchpoint that few skip: reached less those who pass it would tell them."""
    few = {row["stage"] for row in context.funnel if is_small(row["skipped"] or 0)}
    return few & alone_in_their_stage(rows)
