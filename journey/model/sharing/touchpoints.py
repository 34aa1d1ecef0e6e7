"""Touchpoints and transitions: how journeys end is told by funnel and exits alone, beside them any other split would tell more."""

from journey.model.local_rule import Rows, blank
from journey.model.sharing.rule import Context, locally
from journey.model.vocabulary import ENDS


def touchpoints(rows: Rows, context: Context) -> Rows:
    """A stage's single row says only its events: its journeys would tell who skipped it. Exits are told by exits."""
    across = ("stage", "touchpoint", "channel")
    shown = locally(
        rows, context, label="touchpoint", cells=("events",), across=across, silent=("exits",)
    )
    alone = alone_in_their_stage(shown)
    return [
        blank(row, ("journeys", "customers")) if row["stage"] in alone else row for row in shown
    ]


def nodes(rows: Rows, context: Context) -> Rows:
    """Each touchpoint by itself: journeys pass several. A stage's single one would tell who skipped the stage."""
    ends = ("", "_low", "_high", "_n")
    leaving, again = ([f"{rate}{end}" for end in ends] for rate in ("leaving_rate", "again_rate"))
    silent = ("events", "begun", "ended", "moves", "waited_seconds", *ENDS, *leaving)
    journeys = ("journeys", "customers", "again", *again)
    alone = alone_in_their_stage(rows)
    return [
        blank(row, journeys) if row["stage"] in alone else row
        for row in locally(rows, context, silent=silent)
    ]


def alone_in_their_stage(rows: Rows) -> set[str]:
    stages = [row["stage"] for row in rows]
    return {stage for stage in stages if stages.count(stage) == 1}


def transitions(rows: Rows, context: Context) -> Rows:
    ends = ("source", "target")
    silent = ("waited_seconds", "lost_after")
    return locally(rows, context, label="source", cells=("moves",), across=ends, silent=silent)


def transition_counts(rows: Rows, context: Context) -> Rows:
    """The same cells as of the transitions, which know the customers behind them."""
    columns = ("source", "target", "moves", "journeys")
    return [
        {name: row[name] for name in columns} for row in transitions(context.transitions, context)
    ]
