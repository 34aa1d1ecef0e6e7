"""What customers say, and how many events there are: satisfaction, emotions, quotes, volume."""

from typing import Any

from journey.model.local_rule import (
    HIDDEN_BELOW,
    Row,
    Rows,
    blank,
    hidden_rows,
    is_small,
    is_unsafe,
    totals,
)
from journey.model.sharing.rule import Context, locally

RESPONSE = ("response", "response_low", "response_high")
VALUE = ("value", "value_low", "value_high")


def satisfaction(rows: Rows, context: Context) -> Rows:
    """Metric by metric: small groups merge, without groups a small n is hidden; shares and means only of large classes."""
    label = context.by[0] if context.by else ""
    result: Rows = []
    for kind in dict.fromkeys((row["metric"], row["definition"]) for row in rows):
        same = [row for row in rows if (row["metric"], row["definition"]) == kind]
        kept = ("metric", "definition")
        result += locally(same, context, label=label, cells=("n",), across=context.by, kept=kept)
    return result


def who_answers(rows: Rows, context: Context) -> Rows:
    """Metric by metric, groups by the local rule; what the others say is told only where all groups are, else it tells of them."""
    result: Rows = []
    for metric in dict.fromkeys(row["metric"] for row in rows):
        same = [row for row in rows if row["metric"] == metric]
        if any(is_unsafe(row["parts"]) or is_small(row["customers"]) for row in same):
            same = [
                blank(row, ("answered", "against", "tipping", *RESPONSE, *VALUE)) for row in same
            ]
        label = context.by[0] if context.by else ""
        kept = ("metric", "definition")
        result += locally(
            same, context, label=label, cells=("journeys",), across=context.by, kept=kept
        )
    return result


def distribution(rows: Rows, context: Context) -> Rows:
    """Metric by metric all answers or none: where one is given by few customers, or not given by few, none is told."""
    few = {row["metric"] for row in rows if is_unsafe(row["parts"])}
    return [row for row in rows if row["metric"] not in few]


def emotions(rows: Rows, context: Context) -> Rows:
    """Groups tell no labels: counts by group beside those by label add up to the same."""
    return [
        blank(row, ("recorded_share",)) if row["n"] is None else row
        for row in _emotions(rows, context)
    ]


def _emotions(rows: Rows, context: Context) -> Rows:
    whole = [row for row in rows if row["emotion"] is None]
    labels = [row for row in rows if row["emotion"] is not None]
    if context.by:
        silent, label = ("share_n",), context.by[0]
        return locally(
            whole, context, label=label, cells=("events",), across=context.by, silent=silent
        )
    if not whole or is_unsafe(_labelled(whole[0])):
        return locally(whole, context, cells=("events",), silent=("share_n",))
    shown = locally(labels, context, label="emotion", cells=("events",))
    return [*locally(whole, context, cells=("events",)), *shown]


def _labelled(row: Row) -> tuple[int, int]:
    """Customers with a label, and the fewest that can be behind the events without one."""
    others = row["events"] - row["share_n"]
    without = row["customers"] - row["labelled_customers"]
    return row["labelled_customers"], max(1, without) if others else 0


def quotes(rows: Rows, context: Context) -> Rows:
    """Only where five customers or more have written: one of few would know whose words they are."""
    closed = hidden_rows(rows, totals(rows, context.by) if context.by else [])
    return [
        blank(row, ("comments", "customers")) if index in closed else row
        for index, row in enumerate(rows)
        if not is_small(row["customers"])
    ]


def volume(rows: Rows, context: Context) -> Rows:
    """Small groups merge; without groups a small count is hidden; of emotions only the most frequent is told, uncounted.

    Counts by emotion beside counts by channel add up to the same, and would tell what is hidden in either.
    """
    if "emotion" in context.by:
        return _leading(rows, tuple(key for key in context.by if key != "emotion"))
    label = "touchpoint" if "touchpoint" in context.by else context.by[0] if context.by else ""
    return locally(rows, context, label=label, cells=("events",), across=context.by)


def _leading(rows: Rows, keys: tuple[str, ...]) -> Rows:
    """Of each group the emotion that most events carry, where five customers or more felt it."""
    leading: dict[tuple[Any, ...], Row] = {}
    for row in sorted(rows, key=lambda row: -row["events"]):
        if row["emotion"] is not None and row["customers"] >= HIDDEN_BELOW:
            leading.setdefault(tuple(row[key] for key in keys), row)
    return [blank(row, ("events", "customers")) for row in leading.values()]
