"""By how much the feeling changes from one touchpoint to the next."""

from journey.data.generation import Generation
from journey.data.views.form import (
    COUNT,
    MERGED,
    VALENCE,
    Column,
    Row,
    View,
    estimate,
    names,
)
from journey.data.views.options import ViewOptions
from journey.data.views.valence import DIGITS, tells_parts
from journey.model import shared_mode
from journey.model.intervals import Clusters, mean_interval

WIDEST = 2.0


def _finish(generation: Generation, sums: list[Row], options: ViewOptions) -> list[Row]:
    return [
        {
            "source": generation.touchpoints[row["source_no"]],
            "target": generation.touchpoints[row["target_no"]],
            **_change(
                Clusters(
                    row["answers"],
                    row["customers"],
                    row["total"],
                    row["sizes2"],
                    row["totals2"],
                    row["cross_total"],
                )
            ),
            "customers": row["customers"],
            "directions": _directions(generation, row),
        }
        for row in sums
    ]


def _directions(generation: Generation, row: Row) -> tuple[int, ...]:
    """Customers behind the moves after which they feel better, the same, worse, where the mean tells them."""
    if not tells_parts(generation):
        return ()
    return row["rising_customers"], row["steady_customers"], row["falling_customers"]


def _change(clusters: Clusters) -> Row:
    interval = mean_interval(clusters, -WIDEST, WIDEST)
    return estimate(
        "valence_change", round(clusters.mean, DIGITS) + 0.0, interval, clusters.answers
    )


VIEW = View(
    "valence_changes",
    "moves",
    (
        *names("source"),
        *names("target", blank=MERGED),
        Column(
            "valence_change",
            VALENCE,
            "mean of the valence at the target less that at the source, over moves where both are known, -2 to 2",
            rests_on="customers",
            implies="directions",
        ),
        Column("valence_change_low", VALENCE, rests_on="customers", implies="directions"),
        Column("valence_change_high", VALENCE, rests_on="customers", implies="directions"),
        Column("valence_change_n", COUNT),
        Column("customers", COUNT),
        Column("directions", COUNT, is_helper=True),
    ),
    _finish,
    shared=shared_mode.by_category(
        label="source", cells=("valence_change_n",), across=("source", "target")
    ),
    needs_time=True,
)
