"""Contrasts in words: what is more common among the lost of a stage than among those who went on or ended well."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from journey.charts.contrast_dots import Contrast, Contrasts, Group
from journey.data.views.contrasts import AT_ENTRY, LANDMARK, LEAST
from journey.model.comparing import SURE
from journey.model.filters import Filters
from journey.model.landmarks import LANDMARKS
from journey.model.vocabulary import outcome, the_lost
from journey.model.words import count, percent, plural, signed
from journey.presenters.drop_off.traits import label, link_value

if TYPE_CHECKING:
    from journey.data.views.rows import ContrastsRow

    class MergedRow(ContrastsRow):
        """A row of the view `contrasts` with the labels of all traits that it stands for."""

        words: str


DRAWN_LIMIT = 10  # of each rule
HEADINGS = {AT_ENTRY: "Known at entry", LANDMARK: "Within the stage"}


def rule_sentence(rule: str, stage: str) -> str:
    """How the rows of a rule are compared."""
    if rule == AT_ENTRY:
        return f"what journeys' events held up to and including their first in {stage}."
    clause = outcome("dropped_off").clause
    return (
        f"journeys still in {stage} after their 1st to {LANDMARKS}th event there: the share that {clause}, of those that had it by "
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


def groups(merged: "Sequence[MergedRow]", filters: Filters) -> list[Group]:
    """The rows of each rule that has any under its heading, the largest gaps first, so many of them."""
    drawn: list[Group] = []
    for rule, heading in HEADINGS.items():
        rows = [(number, row) for number, row in enumerate(merged) if row["rule"] == rule]
        if rows:
            contrasts = [_contrast(row, number, filters) for number, row in rows[:DRAWN_LIMIT]]
            drawn.append({"heading": heading, "rows": contrasts})
    return drawn


def _contrast(row: "MergedRow", number: int, filters: Filters) -> Contrast:
    """The row as the chart shows it, in percentage points; each share with its n."""
    low, middle, high = (
        100 * value for value in (row["low"] or 0.0, difference(row), row["high"] or 0.0)
    )
    if row["rule"] == AT_ENTRY:
        figure = f"{signed(middle)} points ({signed(low)} to {signed(high)})"
    else:
        nearer, further = sorted((abs(low), abs(high)))
        sense = f"{'more' if middle > 0 else 'fewer'} {outcome('dropped_off').verb}"
        figure = f"with it {abs(middle):.0f} points {sense} ({nearer:.0f} to {further:.0f})"
    lost = f"{percent(row['lost_share'])} of {count(row['lost'])}"
    kept = f"{percent(row['kept_share'])} of {count(row['kept'])}"
    return {
        "number": number,
        "words": row["words"],
        "shares": f"{lost} {the_lost().removeprefix('the ')}, {kept} others",
        "figure": figure,
        "label": sentence(row),
        "difference": middle,
        "low": low,
        "high": high,
        "is_linked": bool(link_value(row, filters)),
    }


def sides() -> tuple[str, str]:
    """What stands over the left and over the right half of the chart."""
    return "← more common among the others", f"more common among {the_lost()} →"


def definitions(merged: "Sequence[MergedRow]", stage: str) -> str:
    """How the rows of each rule are compared, or that none of it is significant."""
    found = {row["rule"] for row in merged}
    return " ".join(
        f"{heading}: {rule_sentence(rule, stage) if rule in found else 'nothing significant.'}"
        for rule, heading in HEADINGS.items()
    )


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


def clicks(drawn: Sequence[Group]) -> str:
    """What a click on the chart does; '' where no row lists any journeys."""
    if not any(row["is_linked"] for group in drawn for row in group["rows"]):
        return ""
    return (
        f"Click a row with › to list the journeys that {outcome('dropped_off').clause} and have it."
    )


def unlinked(drawing: Contrasts) -> Contrasts:
    """The drawing for whom no row lists journeys."""
    groups: list[Group] = [
        {**group, "rows": [{**row, "is_linked": False} for row in group["rows"]]}
        for group in drawing["groups"]
    ]
    return {**drawing, "groups": groups}


def undrawn(drawn: Sequence[Group], merged: "Sequence[MergedRow]") -> str:
    """What the chart leaves out; '' where it leaves nothing out."""
    hidden = len(merged) - sum(len(group["rows"]) for group in drawn)
    return f"{count(hidden)} more in the table." if hidden else ""


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
