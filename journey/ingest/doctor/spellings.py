"""Findings about customers and touchpoints that are spelt in two ways."""

from journey.data.engine import Connection
from journey.ingest.doctor.finding import fine, query_row, warning
from journey.ingest.report import Finding
from journey.model.errors import Setting
from journey.model.spelling import folded, merged
from journey.model.words import plural


def ids(connection: Connection) -> list[Finding]:
    """Customer ids that differ by blanks, case or Unicode form only."""
    similar = query_row(connection, "similar_ids")
    if not similar["customers"]:
        return [fine("ids", "no customer id is spelt in two ways")]
    spelling, other_spelling = similar["spelling"], similar["other_spelling"]
    return [
        warning(
            "ids",
            f"{plural(similar['ids'], 'customer id')} of the dataset differ from another one only by blanks, case or Unicode "
            f"form, as {spelling!r} and {other_spelling!r}: they count as different customers and can be merged",
            similar["ids"],
            [spelling, other_spelling],
            [Setting("assume", "ids=merged")],
        )
    ]


def touchpoints(connection: Connection) -> list[Finding]:
    """Touchpoints that differ by blanks, case, Unicode form or unseen signs only."""
    names = [row[0] for row in connection.execute("select touchpoint from touchpoints").fetchall()]
    similar = merged(dict.fromkeys(names, 0))
    if not similar:
        return []
    spellings = sorted({*similar, *similar.values()})
    spelling = spellings[0]
    other = next(name for name in spellings[1:] if folded(name) == folded(spelling))
    return [
        warning(
            "names",
            f"{plural(len(spellings), 'touchpoint')} differ from another one only by blanks, case, Unicode form or unseen signs, "
            f"as {spelling!r} and {other!r}: they count apart, and would be {len({*similar.values()})}",
            len(spellings),
            [spelling, other],
            [Setting("assume", "spellings=merged")],
        )
    ]
