"""What small groups may show: one function for analyst and shared mode.

Thresholds count distinct customers. Analyst mode keeps every count and empties rates under ten customers.
Shared mode also hides counts of one to four, and what they could be worked out from.
"""

from collections.abc import Callable

from journey.model.local_rule import HIDDEN_BELOW, Row, Rows, blank, is_small
from journey.model.sharing.rule import Context

NOT_OBSERVED = "not observed"  # a stage that no event of the dataset is in
IS_OBSERVED = "is_observed"  # the column that says so, 0 or 1
COUNTS_ONLY_BELOW, LOW_BASE_BELOW = 10, 30
FULL = "full"
ANALYST, SHARED = "analyst", "shared"


def base(customers: int | None) -> str:
    """How far a group's figures carry: 'fewer than 5', 'counts only', 'low base' or 'full'."""
    if customers is None or customers < HIDDEN_BELOW:
        return "fewer than 5"
    if customers < COUNTS_ONLY_BELOW:
        return "counts only"
    return "low base" if customers < LOW_BASE_BELOW else FULL


def is_rated(customers: int | None) -> bool:
    """Whether rates, means, scores and intervals may be shown."""
    return customers is not None and customers >= COUNTS_ONLY_BELOW


def protect(
    rows: Rows,
    rates: dict[str, tuple[str, ...]],
    rule: Callable[[Rows, Context], Rows] | None,
    context: Context,
) -> Rows:
    """The rows as the mode may show them; hidden cells become None.

    `rates` names, for each column that counts distinct customers, the figures that rest on them; `rule` is the view's rule
    of shared mode, None in analyst mode.
    """
    if rule:
        rows = [_without_small_bases(row, rates) for row in rule(rows, context)]
    return [_without_thin_rates(row, rates) for row in rows]


def _without_small_bases(row: Row, rates: dict[str, tuple[str, ...]]) -> Row:
    """The n beside a rate is hidden too where one to four customers gave it."""
    small = {
        name
        for customers, columns in rates.items()
        if is_small(row[customers])
        for name in (f"{columns[0]}_n", "n" if "low" in columns else "")
    }
    return blank(row, small)


def _without_thin_rates(row: Row, rates: dict[str, tuple[str, ...]]) -> Row:
    thin = {
        column
        for customers, columns in rates.items()
        if not is_rated(row[customers])
        for column in columns
    }
    return {name: None if name in thin else value for name, value in row.items()}
