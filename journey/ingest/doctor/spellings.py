"""Findings about customers and touchpoints that are spelt in two ways."""

from dataclasses import dataclass

from journey.data.engine import Connection
from journey.ingest.doctor.finding import fine, query_row, warning
from journey.ingest.report import Finding
from journey.model.errors import Setting
from journey.model.spelling import alike
from journey.model.words import plural

ALIKE = "blanks, case, Unicode form or unseen signs"


@dataclass(frozen=True)
class SimilarIds:
    """Customer ids that differ from another one by their spelling only, the customers that they are of, and two of them."""

    ids: int
    customers: int
    spelling: str
    other_spelling: str


def ids(connection: Connection) -> list[Finding]:
    """Customer ids that differ by blanks, case or Unicode form only."""
    similar = query_row(connection, "similar_ids", SimilarIds)
    if not similar.customers:
        return [fine("ids", "no customer id is spelt in two ways")]
    spelling, other_spelling = similar.spelling, similar.other_spelling
    return [
        warning(
            "ids",
            f"{plural(similar.ids, 'customer id')} of the dataset differ from another one only by blanks, case or Unicode "
            f"form, as {spelling!r} and {other_spelling!r}: they count as different customers and can be merged",
            similar.ids,
            [spelling, other_spelling],
            [Setting("assume", "ids=merged")],
        )
    ]


def touchpoints(connection: Connection) -> list[Finding]:
    """Touchpoints that are spelt in several ways."""
    names = [row[0] for row in connection.execute("select touchpoint from touchpoints").fetchall()]
    groups = alike(names)
    if not groups:
        return []
    number, (spelling, other, *_) = sum(map(len, groups)), groups[0]
    return [
        warning(
            "names",
            f"{plural(number, 'touchpoint')} differ from another one only by {ALIKE}, as {spelling!r} and {other!r}: they count "
            f"apart, and would be {len(groups)}",
            number,
            [spelling, other],
            [Setting("assume", "spellings=merged")],
        )
    ]
