"""With and without: no row of which a side, or what its shares tell, is of one to four journeys; nor one of few customers."""

from journey.model.local_rule import Rows, blank, is_small, is_unsafe
from journey.model.sharing.rule import Context, locally

COMPARED = (
    *("difference", "difference_low", "difference_high"),
    *("adjusted", "adjusted_low", "adjusted_high"),
)


def with_without(rows: Rows, context: Context) -> Rows:
    return [row for row in rows if not is_unsafe(row["parts"]) and not is_small(row["customers"])]


def after_complaints(rows: Rows, context: Context) -> Rows:
    """Differences only where both of the shares are told."""
    told = locally(rows, context)
    is_known = bool(told) and told[-1]["leaves"] is not None
    return [row if is_known and row["leaves"] is not None else blank(row, COMPARED) for row in told]
