"""All findings as a table, the most weighty first."""

from typing import TYPE_CHECKING

from journey.exhibit.exhibit import Exhibit, Nothing
from journey.exhibit.grid import Column, Grid, Plain
from journey.exhibit.ref import Ref
from journey.exhibit.source import AnswerSource
from journey.findings.rows import FINDINGS
from journey.findings.words import ASSOCIATION
from journey.model.finding import HEAD
from journey.model.words import count, plural

if TYPE_CHECKING:
    from journey.findings.rows import FindingsTold

NAME = "Findings"
DRAWN = 12


def listed(ref: Ref, source: AnswerSource) -> Exhibit | Nothing:
    answer = source.ask(FINDINGS)
    rows = [row for row in answer.rows if row["role"] == HEAD]
    looked_at = " ".join(f"{note.removesuffix('.')}." for note in answer.notes[-1:])
    if not rows:
        return Nothing(ref, "Nothing stands out", looked_at, (answer,))
    drawn = rows[:DRAWN]
    values = tuple(_values(row) for row in drawn)
    rest = len(rows) - len(drawn)
    return Exhibit(
        ref,
        "table",
        f"{plural(len(rows), 'finding')}; the weightiest: {rows[0]['title']}",
        f"What differs beyond chance against everything that was looked at. {ASSOCIATION}",
        Grid(
            (
                Column("Finding"),
                Column("n", True, "count"),
                Column("n of the others", True, "count"),
                Column("more or fewer than usual", True, "number"),
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
        (looked_at,),
    )


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
