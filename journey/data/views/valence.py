"""Mean valence with its interval, from sums over customers."""

from journey.data.views.form import Row, estimate
from journey.model.intervals import UNKNOWN, Clusters, mean_interval

DIGITS = 9  # the engine sums floats in any order: what differs beyond says nothing


def felt(row: Row) -> tuple[int, int]:
    """Customers behind the events with a valence, and the fewest that can be behind those without one."""
    answering = row["answering_customers"] or 0
    is_part = (row["answers"] or 0) < row["events"]
    return answering, max(1, row["customers"] - answering) if is_part else 0


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
