"""Names of touchpoints beside each other."""

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from journey.data.views.rows import FrictionTold, PromisesTold


def names(rows: "Sequence[FrictionTold] | Sequence[PromisesTold]") -> tuple[str, ...]:
    """The touchpoint of each row; with its stage where another row has a touchpoint of the same name."""
    alike = Counter(row["touchpoint"] for row in rows)
    return tuple(
        f"{row['touchpoint']}, {row['stage']}"
        if alike[row["touchpoint"]] > 1
        else row["touchpoint"] or ""
        for row in rows
    )
