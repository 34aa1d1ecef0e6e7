"""What follows with and without, in words."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from journey.model.comparing import SURE, adjusted, p_of_interval
from journey.model.small_numbers import LOW_BASE_BELOW
from journey.model.vocabulary import noun
from journey.model.words import count, duration, percent, signed

if TYPE_CHECKING:
    from journey.data.views.rows import WithWithoutTold

OUTCOMES = {
    "contact_again": "make contact again",
    "leaves": "leave in the end",
    "csat": "then answer CSAT well",
    "ces": "then answer CES well",
    "nps": "NPS then",
    "seconds_to_next": "time until a later stage",
    "revenue": "revenue then",
}
BROKEN = "a promise is not kept in time"
# What is worse: more of it, or less.
WORSE_IF_MORE = frozenset({"contact_again", "leaves", "seconds_to_next"})


def subject(row: "WithWithoutTold") -> str:
    """'handed on to phone', 'wait', 'a promise is not kept in time'."""
    if row["subject"] == "hand_off":
        return f"handed on to {row['target']}"
    return BROKEN if row["subject"] == "broken_promise" else noun(row["subject"])


def figure(row: "WithWithoutTold", value: float | None) -> str:
    """A figure of the row in its unit."""
    if value is None:
        return "–"
    if row["unit"] == "share":
        return percent(value)
    if row["unit"] == "seconds":
        return duration(value)
    return count(round(value)) if row["unit"] == "money" else signed(value)


def sides(row: "WithWithoutTold") -> str:
    """'34 % of 236, otherwise 6 % of 288'."""
    with_it, without = figure(row, row["with_it"]), figure(row, row["without_it"])
    return f"{with_it} of {count(row['with_it_n'])}, otherwise {without} of {count(row['without_it_n'])}"


def surely_other(rows: "Sequence[WithWithoutTold]") -> "list[WithWithoutTold]":
    """The shares that differ at equal attributes, corrected for how many are compared (METRICS.md: Benjamini-Hochberg, and nothing
    tested where either n < 30)."""
    tested, p_values = [], []
    for row in rows:
        difference, low, high = row["adjusted"], row["adjusted_low"], row["adjusted_high"]
        fewest = min(row["with_it_n"] or 0, row["without_it_n"] or 0)
        if row["unit"] != "share" or fewest < LOW_BASE_BELOW:
            continue
        if difference is not None and low is not None and high is not None:
            tested.append(row)
            p_values.append(p_of_interval(difference, low, high))
    return [row for row, q in zip(tested, adjusted(p_values), strict=True) if q < SURE]


def is_harm(row: "WithWithoutTold") -> bool:
    more = (row["adjusted"] or 0) > 0
    return more == (row["outcome"] in WORSE_IF_MORE)


def headline(rows: "Sequence[WithWithoutTold]", touchpoint: str) -> str:
    """The largest sure harm of a share, else that nothing surely differs."""
    harms = [row for row in surely_other(rows) if is_harm(row)]
    if harms:
        worst = max(harms, key=lambda row: abs(row["adjusted"] or 0) * (row["with_it_n"] or 0))
        return (
            f"{touchpoint}, {subject(worst)}: {figure(worst, worst['with_it'])} {OUTCOMES[worst['outcome']]}, otherwise "
            f"{figure(worst, worst['without_it'])}"
        )
    return f"Nothing that happens at {touchpoint} surely goes with worse outcomes"


def heading(row: "WithWithoutTold") -> str:
    """What the row is of, in a table."""
    return f"{subject(row)} → {OUTCOMES[row['outcome']]}"


def adjusted_words(row: "WithWithoutTold") -> str:
    names = row["adjusted_for"]
    return f"at equal {names}" if names else noun("adjusted")
