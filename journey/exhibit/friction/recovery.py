"""Complaint recovery: who comes to which step, and whether the recovered stay."""

from typing import TYPE_CHECKING

from journey.data.views.rows import AFTER_COMPLAINTS, RECOVERY
from journey.exhibit.chart import Axis, Bars, Dots, Series
from journey.exhibit.exhibit import Exhibit, Nothing
from journey.exhibit.friction.missing import lacks_field, nobody
from journey.exhibit.ref import Ref
from journey.exhibit.series import share_series
from journey.exhibit.source import AnswerSource
from journey.model.small_numbers import LOW_BASE_BELOW
from journey.model.vocabulary import outcome
from journey.model.words import capital, count, duration, percent, signed

if TYPE_CHECKING:
    from journey.data.views.rows import AfterComplaintsTold, RecoveryTold

NAME, STAY = "Complaint recovery", "Whether customers stay after a complaint"
NEVER, UNANSWERED, COMPLAINT, RESOLVED = (
    "never complained",
    "never answered",
    "complaint",
    "complaint resolved",
)


def recovery(ref: Ref, source: AnswerSource) -> Exhibit | Nothing:
    """The share of complaints that come to each step, and how long it takes."""
    answer = source.ask(RECOVERY)
    words = answer.definitions["share"]
    if missing := lacks_field(ref, NAME, words):
        return missing
    rows = [row for row in answer.rows if row["step"] != COMPLAINT and row["share"] is not None]
    if not rows:
        return nobody(ref, NAME, source, answer, "Nobody complains under these filters.")
    n = rows[0]["share_n"]
    return Exhibit(
        ref,
        "figure",
        _title(rows),
        f"Of {count(n)} complaints, the share that comes to each step of the case.",
        Bars(
            tuple(row["step"] for row in rows),
            (
                Series(
                    "share of complaints",
                    "accent",
                    tuple(row["share"] for row in rows),
                    tuple(f"{percent(row['share'])} ({_span(row)})" for row in rows),
                    tuple(row["share_low"] for row in rows),
                    tuple(row["share_high"] for row in rows),
                    tuple(row["share_n"] for row in rows),
                ),
            ),
            Axis("share of complaints, 95 % interval", "share", (0.0, 1.0)),
            tuple(_times(row) for row in rows),
            tuple("negative" if row["step"] == UNANSWERED else "accent" for row in rows),
        ),
        (answer,),
        n,
        "complaint",
        "For each step of recovery, the share of complaints that come to it and how long that takes.",
        (f"{capital(words)}.",),
    )


def _title(rows: "list[RecoveryTold]") -> str:
    known = {row["step"]: row for row in rows}
    parts = []
    if unanswered := known.get(UNANSWERED):
        parts.append(f"{percent(unanswered['share'])} of the complaints are never answered")
    if resolved := known.get("resolved"):
        parts.append(f"{percent(resolved['share'])} are resolved")
    n = rows[0]["share_n"] or 0
    few = f" ({count(n)} complaints: a low base)" if n < LOW_BASE_BELOW else ""
    return ", ".join(parts) + few if parts else NAME


def _span(row: "RecoveryTold") -> str:
    low, high = row["share_low"], row["share_high"]
    return "" if low is None or high is None else f"{100 * low:.0f}–{percent(high)}"


def _times(row: "RecoveryTold") -> str:
    """Nine in ten stands in the table: a phone has no room for both."""
    median = row["median_seconds"]
    return "" if median is None else f"half within {duration(median)}"


def after_complaints(ref: Ref, source: AnswerSource) -> Exhibit | Nothing:
    """The share that left of those whose complaint was resolved, of those whose was not, and of those who never complained."""
    answer = source.ask(AFTER_COMPLAINTS)
    words = answer.definitions["leaves"]
    if missing := lacks_field(ref, STAY, words):
        return missing
    rows = [row for row in answer.rows if row["leaves"] is not None]
    if len(rows) < 2:
        return nobody(ref, STAY, source, answer, "Nobody complains under these filters.")
    never = next((row for row in rows if row["complained"] == NEVER), None)
    return Exhibit(
        ref,
        "figure",
        _stay_title(rows),
        f"Of those with an event in a stage where customers complain, the share that {outcome('dropped_off').clause}.",
        Dots(
            tuple(row["complained"] for row in rows),
            (share_series(outcome("dropped_off").noun, "negative", rows, "leaves"),),
            Axis(f"share that {outcome('dropped_off').clause}, 95 % interval", "share", (0.0, 1.0)),
            tuple(f"n {count(row['leaves_n'])}" for row in rows),
            (never["leaves"], "never complained")
            if never and never["leaves"] is not None
            else None,
        ),
        (answer,),
        sum(row["journeys"] or 0 for row in rows),
        source.unit,
        "The share that left with a complaint resolved, with one not resolved, and without a complaint.",
        (
            *filter(None, map(_compared, rows)),
            f"At equal attributes: {answer.definitions['adjusted']}.",
        ),
    )


def _stay_title(rows: "list[AfterComplaintsTold]") -> str:
    resolved = next((row for row in rows if row["complained"] == RESOLVED), None)
    if resolved is None or resolved["adjusted_low"] is None or resolved["adjusted_high"] is None:
        return STAY
    if resolved["adjusted_high"] < 0:
        return (
            "Customers whose complaint is resolved stay more often than those who never complained"
        )
    if resolved["adjusted_low"] > 0:
        return "Even where their complaint is resolved, customers leave more often than those who never complained"
    ends = f"{signed(100 * resolved['adjusted_low'])} to {signed(100 * resolved['adjusted_high'])} points"
    return f"Whether customers leave more or less often after a resolved complaint than without one cannot be told: {ends}"


def _compared(row: "AfterComplaintsTold") -> str:
    """'Complaint resolved: -9 points (-18 to 0) beside those who never complained, at equal plan, segment.'"""
    adjusted, low, high = row["adjusted"], row["adjusted_low"], row["adjusted_high"]
    if adjusted is None or low is None or high is None:
        return ""
    ends = f"{signed(100 * adjusted)} points ({signed(100 * low)} to {signed(100 * high)})"
    equal = f", at equal {row['adjusted_for']}" if row["adjusted_for"] else ""
    return f"{capital(row['complained'])}: {ends} beside those who never complained{equal}."
