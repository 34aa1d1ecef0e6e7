"""A list of touchpoints in order: how far journeys come along it, and who keeps to it."""

from journey.model.local_rule import Rows, blank, is_small
from journey.model.sharing.rule import Context, locally

OF_THE_LOST = ("ended_well", "in_progress", "out_of_order", "stopped")
OF_NEXT = (
    *("advanced", "conversion_rate", "conversion_rate_low", "conversion_rate_high"),
    "median_seconds_to_next",
)


def ordered(rows: Rows, context: Context) -> Rows:
    """Counts along the list as far as each step loses nobody or five customers; what becomes of the lost is not told."""
    reached = {row["stage"]: row["reached"] for row in context.funnel}
    before = reached.get(rows[0]["name"]) if rows else None
    result: Rows = []
    for row in rows:
        repeats, count = row["reached"] - row["customers"], row["reached"]
        lost = 0 if before is None else before - count
        if is_small(count and max(1, count - repeats)) or is_small(lost and max(1, lost - repeats)):
            result = [*result[:-1], *(blank(last, OF_NEXT) for last in result[-1:])]
            result.append(blank(row, {column.name for column in context.columns[2:]}))
        else:
            result.append(blank(row, OF_THE_LOST))
            before = count
    return result


def conformance(rows: Rows, context: Context) -> Rows:
    """Who keeps to the list, who does not, and who never comes to it: one journey may deviate in several ways of few."""
    whole = [row for row in rows if row["kind"] in ("conforms", "deviates", "never")]
    silent = [
        column.name
        for column in context.columns
        if column.name.startswith(("mean_valence", "csat", "difference"))
    ]
    if any(is_small(row["customers"]) for row in whole):
        return [blank(row, {column.name for column in context.columns[2:]}) for row in whole]
    return locally(whole, context, label="kind", cells=("journeys",), silent=tuple(silent))
