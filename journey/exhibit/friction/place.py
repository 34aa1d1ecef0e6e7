"""The touchpoint that exhibits of the Friction screen look at: the one opened, else the first of the ledger, else the busiest."""

from journey.exhibit.friction.ledger import friction_of, ledger_of
from journey.exhibit.ref import Ref
from journey.exhibit.source import AnswerSource
from journey.model.cells import Cell, Place, parse_cell
from journey.model.errors import UserError

NO_PLACE = "No touchpoint to look at under these filters."


def opened(text: str) -> Cell | None:
    """The cell of the map that the option open names; None where it is none of a touchpoint's losses."""
    try:
        cell = parse_cell(text)
    except UserError:
        return None
    return cell if cell.kind == "lost" and cell.touchpoint else None


def place_of(ref: Ref, source: AnswerSource) -> Place | None:
    """None where nobody passes any touchpoint; a link may name one that is gone."""
    cell = opened(ref.option("open"))
    if cell and cell.touchpoint in source.generation.touchpoints.values():
        return cell.place
    rows = [row for row in ledger_of(ref, source).rows if row["stage"] is not None]
    if rows:
        return Place(rows[0]["stage"] or "", rows[0]["touchpoint"])
    passed = max(friction_of(ref, source).rows, key=lambda row: row["journeys"] or 0, default=None)
    return Place(passed["stage"], passed["touchpoint"]) if passed else None
