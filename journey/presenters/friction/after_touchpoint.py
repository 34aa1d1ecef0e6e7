"""What follows a touchpoint, in words."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from journey.data.ask import AnyRow
from journey.data.views.contrasts import LANDMARK
from journey.model.comparing import SURE, adjusted, p_of_interval
from journey.model.small_numbers import LOW_BASE_BELOW
from journey.model.words import count, percent
from journey.presenters.friction.follows import OUTCOMES, WORSE_IF_MORE


@dataclass(frozen=True)
class ComparedShare:
    """A difference of shares with its interval, n of both sides together, and both sides in words; `fewest` is the smaller n."""

    outcome: str
    difference: float
    low: float
    high: float
    n: int
    fewest: int
    sides: str
    with_it: str = ""
    without_it: str = ""

    @property
    def is_worse(self) -> bool:
        return (self.difference > 0) == (self.outcome in WORSE_IF_MORE)


def compared(
    rows: Sequence[AnyRow], contrasts: Sequence[AnyRow], touchpoint: str
) -> list[ComparedShare]:
    """The shares of `after_touchpoint` that are compared, and who leaves where `contrasts` compare it."""
    return [*_leaving(contrasts, touchpoint), *_following(rows)]


def _following(rows: Sequence[AnyRow]) -> Iterator[ComparedShare]:
    for row in rows:
        if row["unit"] != "share" or row["adjusted"] is None or row["with_it"] is None:
            continue
        n, others = row["with_it_n"] or 0, row["without_it_n"] or 0
        with_it, without = percent(row["with_it"]), percent(row["without_it"])
        yield ComparedShare(
            row["outcome"],
            row["adjusted"],
            row["adjusted_low"],
            row["adjusted_high"],
            row["adjusted_n"] or 0,
            min(n, others),
            f"{with_it} of {count(n)}, elsewhere {without} of {count(others)}",
            with_it,
            without,
        )


def _leaving(contrasts: Sequence[AnyRow], touchpoint: str) -> Iterator[ComparedShare]:
    """By landmarks, with the raw shares of those that ever had it and of the others."""
    for row in contrasts:
        named = (row["rule"], row["kind"], row["value"])
        if named != (LANDMARK, "touchpoint", touchpoint) or row["difference"] is None:
            continue
        lost, lost_with = row["lost"] or 0, row["lost_with"] or 0
        had, n = lost_with + (row["kept_with"] or 0), lost + (row["kept"] or 0)
        if not 0 < had < n:
            continue
        with_it, without = percent(lost_with / had), percent((lost - lost_with) / (n - had))
        yield ComparedShare(
            *("leaves", row["difference"], row["low"], row["high"], n, min(had, n - had)),
            f"{with_it} of {count(had)}, otherwise {without} of {count(n - had)}",
        )


def surely_other(rows: Sequence[ComparedShare]) -> list[ComparedShare]:
    """Those that differ, corrected for how many are compared (METRICS.md: Benjamini-Hochberg, and nothing tested where either
    n < 30)."""
    tested = [row for row in rows if row.fewest >= LOW_BASE_BELOW]
    corrected = adjusted([p_of_interval(row.difference, row.low, row.high) for row in tested])
    return [row for row, q in zip(tested, corrected, strict=True) if q < SURE]


def headline(rows: Sequence[ComparedShare], touchpoint: str) -> str:
    """The largest sure harm, else that nothing surely goes worse."""
    harms = [row for row in surely_other(rows) if row.is_worse]
    if not harms:
        return f"Nothing compared here surely goes worse after {touchpoint} than elsewhere in its stage"
    worst = max(harms, key=lambda row: abs(row.difference))
    points = f"{abs(100 * worst.difference):.0f} points"
    if worst.outcome == "leaves":
        return f"Whoever was at {touchpoint} leaves more often in the end, by {points} at equal progress"
    return f"After {touchpoint} {worst.with_it} {OUTCOMES[worst.outcome]}, elsewhere at the same place {worst.without_it}"
