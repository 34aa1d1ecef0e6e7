"""Hand-offs that go with one contact more."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from journey.model.comparing import SURE, adjusted, two_proportions
from journey.model.small_numbers import LOW_BASE_BELOW

if TYPE_CHECKING:
    from journey.data.views.rows import HandOffsTold


def surely_more(rows: "Sequence[HandOffsTold]") -> "list[HandOffsTold]":
    """Those after which more make contact again than otherwise, in their order, corrected for how many are compared (METRICS.md:
    Benjamini-Hochberg, and nothing tested where either n < 30)."""
    tested, p_values = [], []
    for row in rows:
        again, otherwise = row["contact_again"], row["otherwise"]
        n, others = row["contact_again_n"] or 0, row["otherwise_n"] or 0
        if again is None or otherwise is None or min(n, others) < LOW_BASE_BELOW:
            continue
        tested.append(row)
        p_values.append(two_proportions(round(again * n), n, round(otherwise * others), others))
    return [
        row
        for row, q in zip(tested, adjusted(p_values), strict=True)
        if q < SURE and (row["difference_low"] or 0) > 0
    ]
