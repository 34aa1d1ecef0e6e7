"""Contrasts in words: what is more common among the lost of a stage than among those who went on or ended well."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from journey.data.views.contrasts import AT_ENTRY, LANDMARK, LEAST, SURE
from journey.model.landmarks import LANDMARKS
from journey.model.vocabulary import outcome, the_lost
from journey.model.words import count, percent, plural, signed
from journey.presenters.drop_off.traits import label

if TYPE_CHECKING:
    from journey.data.views.rows import ContrastsRow

    class MergedRow(ContrastsRow):
        """A row of the view `contrasts` with the labels of all traits that it stands for."""

        words: str


HEADINGS = {AT_ENTRY: "Known at entry", LANDMARK: "Within the stage"}


def rule_sentence(rule: str, stage: str) -> str:
    """How the rows of a rule are compared."""
    if rule == AT_ENTRY:
        return f"What journeys' events held up to and including their first in {stage}: attributes, touchpoints, channels."
    clause = outcome("dropped_off").clause
    return (
        f"Journeys still in {stage} after their 1st to {LANDMARKS}th event there: the share that {clause}, of those that had it by "
        "then against those that had not. Journeys that end right at it count as without it: exits show those."
    )


def difference(row: "ContrastsRow") -> float:
    """How much more common it is among the lost, or how much more are lost with it: whatever is tested has a difference."""
    return row["difference"] or 0.0


def sentence(row: "ContrastsRow") -> str:
    """'Payment failed: 31 % of the lost, 9 % of those who went on; difference +22 points (+19 to +25)'."""
    low, middle, high = (
        signed(100 * value) for value in (row["low"], difference(row), row["high"])
    )
    shares = (
        f"{percent(row['lost_share'])} of {the_lost()}, {percent(row['kept_share'])} of the others"
    )
    what = (
        "difference"
        if row["rule"] == AT_ENTRY
        else f"share that {outcome('dropped_off').clause} with it less without"
    )
    return f"{label(row)}: {shares}; {what} {middle} points ({low} to {high})"


def significant(rows: "Sequence[ContrastsRow]") -> "list[ContrastsRow]":
    """The rows that hold after correction, where the shares printed point the same way as the landmarks."""
    return [row for row in rows if row["q"] <= SURE and not is_opposed(row)]


def is_opposed(row: "ContrastsRow") -> bool:
    """Whether the shares of both sides say one thing and the landmarks the other."""
    return ((row["lost_share"] or 0) - (row["kept_share"] or 0)) * difference(row) <= 0


def merge_equal(rows: "Sequence[ContrastsRow]") -> "list[MergedRow]":
    """Traits with equal counts (a touchpoint and the channel that only it has) merged into one row with both labels."""
    joined: dict[tuple[str, int, int], MergedRow] = {}
    for row in sorted(rows, key=lambda row: (-abs(difference(row)), row["kind"] != "touchpoint")):
        counts = row["rule"], row["lost_with"], row["kept_with"]
        first = joined.setdefault(counts, {**row, "words": ""})
        first["words"] += f"{' · ' if first['words'] else ''}{label(row)}"
    return list(joined.values())


def legend(hidden: int, rule: str, linked: int) -> str:
    """What a chart leaves out, and what a click on it does; `linked`: how many of its rows journeys can be filtered to."""
    rest = f"{count(hidden)} more in the table." if hidden else "These are all."
    dot = "an attribute" if rule == AT_ENTRY else "a touchpoint or channel"
    click = f" Click the dot of {dot} to list the journeys that {outcome('dropped_off').clause} and have it."
    return rest + click * bool(linked)


def headline(merged: "Sequence[MergedRow]", stage: str) -> str:
    """What is most in excess among the lost of those that are significant: what was known at entry comes first."""
    if not merged:
        return f"No significant contrasts in {stage}"
    lost = [row for row in merged if difference(row) > 0]
    whose = outcome("dropped_off").whose.format(stage)
    if not lost:
        return f"Nothing is significantly more common among {whose}"
    first = min(lost, key=lambda row: row["rule"] != AT_ENTRY)
    shares = f"{percent(first['lost_share'])} against {percent(first['kept_share'])} of the others"
    return f"More common among {whose}: {first['words']}, {shares}"


def basis(tested: "Sequence[ContrastsRow]") -> str:
    """On how many journeys and comparisons the contrasts rest, and what they do not say."""
    first, found = tested[0], significant(tested)
    opposed = sum(row["q"] <= SURE and is_opposed(row) for row in tested)
    sides = (
        f"{count(first['lost'])} that {outcome('dropped_off').clause} and {count(first['kept'])} that went on or ended well, "
        "each with an event in the stage before that."
    )
    return (
        f"{sides} Association, not cause. Significant: {count(len(found))} of {plural(len(tested), 'comparison')}, each with at "
        f"least {LEAST} customers on every side (q ≤ {SURE:g}, corrected for multiple testing); the other "
        f"{count(len(tested) - len(found))} are in the table"
        + (f", {count(opposed)} of them with shares that point the other way." if opposed else ".")
    )
