"""How many of the journeys lost at a touchpoint could be kept if all its values lost as few as the best one does (METRICS.md)."""

from collections.abc import Mapping
from dataclasses import dataclass

from journey.model.intervals import Clusters, effective_n, share_difference

MIN_N = 100


@dataclass(frozen=True)
class Leaving:
    """Journeys of a group that pass and those of them lost, and what their customers add to a cluster-robust variance.

    `customers` = their number; sizes2 = sum over customers of journeys^2, totals2 of lost^2, cross of journeys x lost: where
    nobody comes twice, n, lost and lost.
    """

    n: int
    lost: int
    customers: int
    sizes2: int
    totals2: int
    cross: int

    @property
    def share(self) -> float:
        return self.lost / self.n

    @property
    def independent_n(self) -> float:
        """How many independent journeys these are worth."""
        if self.customers == self.n or self.customers < 2:
            return self.n
        sums = Clusters(self.n, self.customers, self.lost, self.sizes2, self.totals2, self.cross)
        return effective_n(sums, self.share * (1 - self.share))


@dataclass(frozen=True)
class Recoverable:
    """Journeys that would not be lost, with both ends of the 95 % interval, and the value that is the reference."""

    point: float
    low: float
    high: float
    reference: str
    of_reference: Leaving
    of_others: Leaving


def recoverable(
    values: Mapping[str, Leaving], others_of: Mapping[str, Leaving]
) -> Recoverable | None:
    """What could be kept, from each value's journeys and those of all others ('' and small values among these).

    Of each value r with n >= 100 of K such: the share lost among the others less its own, with Newcombe's interval at level
    1 - .05 / K, because the lowest of several shares is low by chance, too. Low and high are the largest ends over r times the
    others' journeys, 0 at least; the point is that of the r with the largest low end. None where no value has n >= 100.
    """
    known = [name for name, own in values.items() if name and own.n >= MIN_N and others_of[name].n]
    found = []
    for name in known:
        own, others = values[name], others_of[name]
        low, high = share_difference(
            others.share, others.independent_n, own.share, own.independent_n, looks=len(known)
        )
        found.append((others.n * low, others.n * high, name))
    if not found:
        return None
    _, _, best = max(found)
    own, others = values[best], others_of[best]
    return Recoverable(
        max(0.0, others.n * (others.share - own.share)),
        max(0.0, *(low for low, _, _ in found), 0.0),
        max(0.0, *(high for _, high, _ in found), 0.0),
        best,
        own,
        others,
    )
