"""The funnel in words: which stage loses most, and what became of those who reached one."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from journey.model.definition import UNASSIGNED
from journey.model.vocabulary import SHARES_OF_REACHED, outcome
from journey.model.words import count, percent, plural

if TYPE_CHECKING:
    from journey.data.ask import AnyRow
    from journey.data.generation import Generation
    from journey.data.views.rows import FunnelRow, OrderedRow


def largest_loss(rows: "Sequence[FunnelRow]") -> "FunnelRow | None":
    """The row of the stage in which most journeys drop off; None where none do."""
    losing = [row for row in rows if row["stage"] != UNASSIGNED and row["dropped_off"]]
    return max(losing, key=lambda row: row["dropped_off"] or 0, default=None)


def default_stage(rows: "Sequence[FunnelRow]") -> str:
    """The stage to look at first: the one in which most journeys drop off, else the first."""
    return (largest_loss(rows) or rows[0])["stage"]


def has_next(generation: "Generation", stage: str) -> bool:
    """Whether a stage follows, so that journeys can drop off."""
    return stage not in (generation.definition.stage_names[-1], UNASSIGNED)


def has_next_observed(generation: "Generation", stage: str) -> bool:
    """Whether the data have a later stage, so that anybody could have gone on."""
    names = generation.definition.stage_names
    first_later = names.index(stage) + 2 if stage in names else len(names) + 1
    later = range(first_later, len(names) + 1)
    return any(number not in generation.unobserved_stages for number in later)


def headline(rows: "Sequence[FunnelRow]", unit: str) -> str:
    """The stage that loses most, and the one that loses the largest share if that is another."""
    if not rows:
        return "No journey matches these filters"
    if all(row["stage"] == UNASSIGNED for row in rows):
        return f"{plural(rows[0]['reached'], unit)} in no stage: drop-off is not available yet"
    largest = largest_loss(rows)
    if largest is None:
        total = max(row["reached"] or 0 for row in rows)
        return f"None of the {plural(total, unit)} {outcome('dropped_off').clause}"
    did = of_stage("dropped_off", largest["stage"])
    sentence = f"{plural(largest['dropped_off'], unit)} {did}{_share_words(largest)}"
    staged = [row for row in rows if row["stage"] != UNASSIGNED]
    rated = [row for row in staged if row["base"] == "full" and row["drop_off_rate"] is not None]
    steepest = max(rated, key=lambda row: row["drop_off_rate"] or 0, default=largest)
    if steepest["stage"] == largest["stage"]:
        return sentence
    share = percent(steepest["drop_off_rate"])
    return f"{sentence}; the largest share in {steepest['stage']}, {share} of {count(steepest['reached'])}"


def chosen_headline(rows: "Sequence[FunnelRow]", unit: str) -> str:
    """How many journeys a filter on what became of them has chosen."""
    return f"{plural(max(row['reached'] or 0 for row in rows), unit)} chosen by the filter"


def ordered_headline(rows: "Sequence[OrderedRow]", within: float, unit: str) -> str:
    """After which stage most stop in the ordered funnel, and after which the largest share does."""
    rows = [row for row in rows if row["stopped"]]
    when = f"In order and within {within:g} days"
    if not rows:
        return f"{when}, nobody stops"
    largest = max(rows, key=lambda row: row["stopped"])
    sentence = f"{when}, {plural(largest['stopped'], unit)} stop{'s' * (largest['stopped'] == 1)} after {largest['name']}"
    rated = [row for row in rows if row["base"] == "full"]
    if largest not in rated:
        return f"{sentence}, of {count(largest['reached'])} who come to it"
    steepest = max(rated, key=lambda row: row["stopped"] / row["reached"])
    sentence += f", {percent(largest['stopped'] / largest['reached'])} of those who come to it"
    if steepest is largest:
        return sentence
    share = percent(steepest["stopped"] / steepest["reached"])
    return f"{sentence}; after {steepest['name']} the largest share does, {share} of {count(steepest['reached'])}"


def _share_words(row: "FunnelRow") -> str:
    if row["drop_off_rate"] is None:
        return f", of {count(row['reached'])} who reach it"
    return f", {percent(row['drop_off_rate'])} of those who reach it"


def account(row: "FunnelRow") -> str:
    """'purchase: 2,497 reached = 1,699 went on + 58 under way + 740 left'."""
    counts: AnyRow = row
    parts_sum = " + ".join(
        f"{count(counts[name])} {outcome(name).noun}"
        for name in SHARES_OF_REACHED
        if counts[name] or name == "dropped_off"
    )
    return f"{row['stage']}: {count(row['reached'])} reached = {parts_sum}"


def of_stage(figure: str, stage: str) -> str:
    """What the journeys of an outcome did: 'left purchase', 'under way in no stage'."""
    return f"{outcome(figure).of_stage} {'no stage' if stage == UNASSIGNED else stage}"


def skipped(rows: "Sequence[FunnelRow]") -> str:
    """How many skipped each stage, 'none' where nobody did."""
    return (
        ", ".join(f"{row['stage']} {count(row['skipped'])}" for row in rows if row["skipped"])
        or "none"
    )


def never_in_the_first(started: int, first: "OrderedRow", unit: str) -> str:
    """A sentence on those who began elsewhere than in the ordered funnel's first stage; empty where all did."""
    outside = started - first["reached"]
    if outside <= 0:
        return ""
    were = "was" if outside == 1 else "were"
    return f" {count(outside)} of {plural(started, unit)} {were} never in {first['name']}."
