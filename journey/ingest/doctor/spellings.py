"""Findings about customers and touchpoints that are spelt in two ways."""

from journey.data.engine import Connection
from journey.ingest.doctor.finding import fine, query_row, warning
from journey.ingest.report import Finding
from journey.model.errors import Setting
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
    """Touchpoints that differ by blanks or case only."""
    similar = query_row(connection, "similar_names")
    if not similar["names"]:
        return []
    spelling, other_spelling = similar["spelling"], similar["other_spelling"]
    return [
        warning(
            "names",
            f"{plural(similar['names'], 'touchpoint')} differ from another one only by blanks or case, as {spelling!r} and "
            f"{other_spelling!r}: they count apart",
            similar["names"],
            [spelling, other_spelling],
        )
    ]
