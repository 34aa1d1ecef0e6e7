"""The parts of friction at one touchpoint by period or group: which of them surely differs where, in words."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from journey.data.ask import AnyRow
from journey.model.comparing import SURE, adjusted, two_proportions
from journey.model.metrics import FRICTION_PARTS
from journey.model.small_numbers import LOW_BASE_BELOW
from journey.model.vocabulary import noun
from journey.model.words import percent

LEAVES = "leaves"
OF_TIME = ("repeats", "waits")  # parts of which a journey shows more the longer ago it began


@dataclass(frozen=True)
class PartShare:
    """The share of journeys with a part in one group; None where it is not told. `is_young`: it can still grow."""

    part: str
    group: str
    share: float | None
    low: float | None
    high: float | None
    n: int | None
    is_young: bool = False


@dataclass(frozen=True)
class Difference:
    """A share beside that of all other groups together."""

    one: PartShare
    others: float


def part_shares(
    rows: Sequence[AnyRow], aged: Sequence[AnyRow] | None, key: str
) -> dict[tuple[str, str], PartShare]:
    """By part and group. `rows` are of `friction`, `aged` those of `ripe_leaves`, which tell who leaves where groups are periods:
    there journeys are compared at the same age."""
    young = {row[key] or "" for row in aged or () if row["young"]}
    found = {}
    for part in FRICTION_PARTS:
        told = aged if part == LEAVES and aged is not None else rows
        for row in told:
            name = row[key] or ""
            found[part, name] = PartShare(
                part,
                name,
                row[part],
                row[f"{part}_low"],
                row[f"{part}_high"],
                row[f"{part}_n"],
                part in OF_TIME and name in young,
            )
    return found


def surely_other(shares: Mapping[tuple[str, str], PartShare]) -> list[Difference]:
    """Shares that differ from that of the other groups together, first the higher ones, the largest difference first; corrected for
    how many are compared (METRICS.md: Benjamini-Hochberg, and nothing tested where either n < 30)."""
    tested, p_values = [], []
    for part in FRICTION_PARTS:
        told = [
            (share, round(share.share * share.n), share.n)
            for share in shares.values()
            if share.part == part and share.share is not None and share.n and not share.is_young
        ]
        hits, n = sum(count for _, count, _ in told), sum(of for _, _, of in told)
        for share, count, of in told:
            if min(of, n - of) >= LOW_BASE_BELOW:
                tested.append(Difference(share, (hits - count) / (n - of)))
                p_values.append(two_proportions(count, of, hits - count, n - of))
    sure = [found for found, q in zip(tested, adjusted(p_values), strict=True) if q < SURE]
    higher = [(found.one.share or 0) - found.others for found in sure]
    ordered = sorted(zip(higher, sure, strict=True), key=lambda pair: (pair[0] <= 0, -abs(pair[0])))
    return [found for _, found in ordered]


def headline(
    shares: Mapping[tuple[str, str], PartShare],
    touchpoint: str,
    called: str,
    names: Mapping[str, str],
) -> str:
    """The largest sure difference; `called` is what the groups are ('month', 'channel'), `names` how each is written."""
    sure = surely_other(shares)
    if not sure:
        return f"{touchpoint}: no part of friction surely differs by {called}"
    first = sure[0]
    return (
        f"{touchpoint}, {noun(first.one.part)}: {percent(first.one.share)} {names[first.one.group]}, "
        f"otherwise {percent(first.others)}"
    )
