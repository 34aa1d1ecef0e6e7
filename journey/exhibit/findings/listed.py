"""All findings as a table, the most weighty first."""

from typing import TYPE_CHECKING

from journey.exhibit.exhibit import Exhibit, Nothing
from journey.exhibit.grid import Column, Grid, Plain
from journey.exhibit.ref import Ref
from journey.exhibit.source import AnswerSource
from journey.findings.rows import FINDINGS
from journey.findings.words import ASSOCIATION
from journey.model.finding import HEAD, WATCH, WHERE
from journey.model.words import count, plural

if TYPE_CHECKING:
    from journey.findings.rows import FindingsTold

NAME, PLACES, WATCHING = "Findings", "Places that stand out", "Worth watching"
DRAWN = 12
NO_PLACE = "No touchpoint and no channel stands out beyond chance."
NOTHING_TO_WATCH = "Nothing beside the findings comes near to them."


def listed(ref: Ref, source: AnswerSource) -> Exhibit | Nothing:
    """The findings."""
    subtitle = f"What differs beyond chance against everything that was looked at. {ASSOCIATION}"
    return _listed(ref, source, HEAD, subtitle, NAME)


def places(ref: Ref, source: AnswerSource) -> Exhibit | Nothing:
    """Touchpoints and channels against the others: where it is, no findings."""
    subtitle = "A touchpoint against the others of its stage, a score against those elsewhere: where it is, not why."
    return _listed(ref, source, WHERE, subtitle, PLACES)


def watching(ref: Ref, source: AnswerSource) -> Exhibit | Nothing:
    """What is not sure enough to be told, and surer than most."""
    subtitle = "Not sure enough against everything that was looked at; about one in twenty of them is chance alone."
    return _listed(ref, source, WATCH, subtitle, WATCHING)


def _listed(
    ref: Ref, source: AnswerSource, role: str, subtitle: str, name: str
) -> Exhibit | Nothing:
    answer = source.ask(FINDINGS)
    rows = [row for row in answer.rows if row["role"] == role]
    looked_at = " ".join(f"{note.removesuffix('.')}." for note in answer.notes[-1:])
    if not rows:
        reason = {WHERE: NO_PLACE, WATCH: NOTHING_TO_WATCH}.get(role, looked_at)
        return Nothing(ref, name if role != HEAD else "Nothing stands out", reason, (answer,))
    drawn = rows[:DRAWN]
    values = tuple(_values(row) for row in drawn)
    rest = len(rows) - len(drawn)
    most = "the weightiest" if role == HEAD else "the first"
    return Exhibit(
        ref,
        "table",
        f"{_number(len(rows), role)}; {most}: {rows[0]['title']}",
        subtitle,
        Grid(
            (
                Column("Finding" if role == HEAD else "What"),
                Column("n", True),
                Column("n of the others", True),
                Column("more or fewer", True),
                Column("95 % interval"),
            ),
            tuple(tuple(map(_written, line)) for line in values),
            values,
            f"and {count(rest)} more" if rest > 0 else "",
        ),
        (answer,),
        len(rows),
        "finding",
        "A row a finding: what differs for whom and when, on how many, and how many more or fewer than usual.",
        (looked_at,) if role == HEAD else (),
    )


def _number(number: int, role: str) -> str:
    if role == WHERE:
        return "1 place stands out" if number == 1 else f"{count(number)} places stand out"
    if role == WATCH:
        return f"{plural(number, 'difference')} worth watching"
    return plural(number, "finding")


def _values(row: "FindingsTold") -> tuple[Plain, ...]:
    ends = (row["excess_low"], row["excess_high"])
    low, high = (0 if end is None else round(end) for end in ends)
    return (
        row["title"],
        row["inside_n"],
        row["outside_n"],
        round(row["excess"] or 0),
        f"{_signed(low)} to {_signed(high)}",
    )


def _written(value: Plain) -> str:
    return _signed(value) if isinstance(value, int) else str(value)


def _signed(number: int) -> str:
    return f"−{count(-number)}" if number < 0 else count(number)
