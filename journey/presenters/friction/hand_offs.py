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


def unlike(rows: "Sequence[HandOffsTold]") -> "list[HandOffsTold]":
    """The rows in their order without those that say what a row before them says the other way round: where cases go on from a
    channel to two others alone, each is what is otherwise of the other."""
    kept: list[HandOffsTold] = []
    for row in rows:
        if not any(_mirrors(row, other) for other in kept):
            kept.append(row)
    return kept


def _mirrors(row: "HandOffsTold", other: "HandOffsTold") -> bool:
    def side(row: "HandOffsTold", name: str) -> tuple[float | None, int | None]:
        return row[name], row[f"{name}_n"]  # type: ignore[literal-required]

    return (
        row["source"] == other["source"]
        and side(row, "contact_again") == side(other, "otherwise")
        and side(row, "otherwise") == side(other, "contact_again")
    )
