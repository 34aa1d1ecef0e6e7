"""How many journeys fewer would be lost at a touchpoint if its other channels lost as few as one does (METRICS.md)."""

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
    """The touchpoint where most journeys could surely be kept; None where nothing is sure.

    Of each channel with n >= 100 of K such: the share leaving among the others less its own, at level 1 - .05 / K, because the
    lowest of several shares is low by chance, too. The reference is the channel with the highest lower bound.
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
    found = []
    for reference in known:
        others = [channel for channel in channels if channel is not reference]
        n = sum(channel["leaves_n"] for channel in others)
        if not n:
            continue
        share = sum(channel["leaves"] * channel["leaves_n"] for channel in others) / n
        low, _ = share_difference(
            share, n, reference["leaves"], reference["leaves_n"], looks=len(known)
        )
        kept = n * (share - reference["leaves"])
        found.append((n * low, kept, reference["channel"]))
    low, kept, channel = max(found, key=lambda entry: entry[0], default=(0.0, 0.0, ""))
    sure = low > 0 and kept >= 1
    return Recoverable(row["stage"], row["touchpoint"], channel, kept) if sure else None
