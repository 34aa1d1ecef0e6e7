"""Hand-offs: small ones together under the channel that they come from; a difference only where both of its shares are told."""

from journey.model.local_rule import Rows, blank
from journey.model.sharing.rule import Context, locally

COMPARED = ("difference", "difference_low", "difference_high")


def hand_offs(rows: Rows, context: Context) -> Rows:
    told = locally(rows, context, label="target", cells=("hand_offs",), across=("source", "target"))
    return [
        row
        if row["contact_again"] is not None and row["otherwise"] is not None
        else blank(row, COMPARED)
        for row in told
    ]
