"""How many journeys fewer would be lost at a touchpoint if all its channels lost as few as the best one."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from journey.data.ask import AnyRow
from journey.model.definition import UNASSIGNED
from journey.model.intervals import share_difference

if TYPE_CHECKING:
    from journey.data.views.rows import FrictionTold

MIN_N = 100


@dataclass(frozen=True)
class Recoverable:
    """Journeys that the touchpoint would not lose at the exit share of its best channel; an estimate, not a promise."""

    stage: str
    touchpoint: str
    channel: str
    journeys: float


def largest_recoverable(
    friction: "list[FrictionTold]", by_channel: list[AnyRow]
) -> Recoverable | None:
    """The largest of passing x (p - p_ref) over touchpoints; p_ref is the lowest exit share among channels with n >= 100.

    Named only where the share of the other channels is surely higher (Newcombe's interval of the difference above 0),
    because the lowest of several shares is low by chance, too.
    """
    groups: dict[tuple[str, str], list[AnyRow]] = {}
    for row in by_channel:
        if row["channel"] and row["leaves"] is not None:
            groups.setdefault((row["stage"], row["touchpoint"]), []).append(row)
    candidates = [
        _recoverable(row, groups.get((row["stage"], row["touchpoint"]), []))
        for row in friction
        if row["stage"] != UNASSIGNED
    ]
    return max(
        (entry for entry in candidates if entry), key=lambda entry: entry.journeys, default=None
    )


def _recoverable(row: "FrictionTold", channels: list[AnyRow]) -> Recoverable | None:
    known = [channel for channel in channels if channel["leaves_n"] >= MIN_N]
    if row["leaves"] is None or not known:
        return None
    best = min(known, key=lambda channel: channel["leaves"])
    others = [channel for channel in channels if channel is not best]
    n = sum(channel["leaves_n"] for channel in others)
    if not n:
        return None
    share = sum(channel["leaves"] * channel["leaves_n"] for channel in others) / n
    low, _ = share_difference(share, n, best["leaves"], best["leaves_n"])
    lost = row["journeys"] * max(0.0, row["leaves"] - best["leaves"])
    return (
        Recoverable(row["stage"], row["touchpoint"], best["channel"], lost)
        if low > 0 and lost >= 1
        else None
    )
