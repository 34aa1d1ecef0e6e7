"""Mean valence with its interval, from sums over customers, and whom it tells of."""

from journey.data.generation import Generation
from journey.data.views.form import Row, estimate
from journey.model.intervals import UNKNOWN, Clusters, mean_interval

FEW_VALENCES = 8  # of so few different ones a mean and its interval can tell how many had each
DIGITS = 9  # the engine sums floats in any order: what differs beyond says nothing


def tells_parts(generation: Generation) -> bool:
    """Whether a mean tells how many felt good or bad; that of many different feelings tells of none how many had it."""
    return generation.valences <= FEW_VALENCES


def felt(generation: Generation, row: Row) -> tuple[int, ...]:
    """Customers behind each part of the events that a mean valence and its n tell.

    Those behind the events with a valence, the fewest that can be behind those without one, and where the mean tells them
    those behind the good, the middling and the bad ones.
    """
    answering = row["answering_customers"] or 0
    is_part = (row["answers"] or 0) < row["events"]
    parts = answering, max(1, row["customers"] - answering) if is_part else 0
    return (*parts, *classes(row)) if answering and tells_parts(generation) else parts


def classes(row: Row) -> tuple[int, int, int]:
    """Customers behind the good, the middling and the bad feelings or answers."""
    return row["good_customers"], row["middle_customers"], row["bad_customers"]


def mean_valence(row: Row, name: str = "mean_valence") -> Row:
    """{name, name_low, name_high, name_n} from answers, answering_customers and their sums; n 0 where nobody answered."""
    if not row["answers"]:
        return estimate(name, None, UNKNOWN, 0)
    clusters = Clusters(
        row["answers"],
        row["answering_customers"],
        row["total"],
        row["sizes2"],
        row["totals2"],
        row["cross_total"],
    )
    interval = mean_interval(clusters, -1, 1) if clusters.customers > 1 else UNKNOWN
    return estimate(name, round(clusters.mean, DIGITS) + 0.0, interval, row["answers"])
