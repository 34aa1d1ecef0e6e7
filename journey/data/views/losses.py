"""What was lost at a touchpoint in money: an estimate, and only where orders are known and enough customers stand behind it."""

from journey.data.generation import Generation
from journey.data.needs import REVENUE, lacking
from journey.data.sql import Relation, part
from journey.data.views.form import Row
from journey.model.small_numbers import is_rated

EXIT_LOSSES: Relation = part("exit_losses", "exit_losses")
WORDS = (
    "an estimate: journeys lost x (mean revenue, from the first event in the stage on, of those that go on from it - that of the "
    "lost)"
)


def revenue_words(generation: Generation) -> str:
    return lacking(generation, REVENUE) or WORDS


def revenue_lost(generation: Generation, row: Row) -> float | None:
    """Of a row with the columns of `exit_losses`; None without revenue, or below ten customers lost or gone on."""
    if not generation.field_counts["revenues"] or not row["valued_lost"]:
        return None
    if not (is_rated(row["lost_customers"]) and is_rated(row["least_advanced"])):
        return None
    return round(float(row["foregone"]), 2)
