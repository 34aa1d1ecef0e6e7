"""The cells of the journey map: which figure, of which stage or touchpoint, and the word for it in links and filters."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote, unquote

from journey.model import former_names, vocabulary
from journey.model.errors import UserError

OUTCOMES = tuple(vocabulary.OUTCOMES)
SCORES = ("nps", "csat", "ces")
AT_AGE = ("neither",)  # of ripe journeys alone, as they were at that age
OF_TOUCHPOINT = ("passes", "lost")
OF_EITHER = (*SCORES, "valence", "score_valence", "commented")
SUMMARIES = ("stage", "channels", "more", "notes")
COUNTING = (
    *OUTCOMES,
    *AT_AGE,
    *OF_TOUCHPOINT,
    *OF_EITHER,
)  # these count journeys: they can be filtered to
KINDS = (*COUNTING, *SUMMARIES)


UNCODED = "!'()*"  # beside letters, digits and _.-~


@dataclass(frozen=True)
class Place:
    """A stage, or a touchpoint within it; both '' for everywhere."""

    stage: str = ""
    touchpoint: str = ""

    def __str__(self) -> str:
        """'purchase', 'purchase/Card%20payment', '' for everywhere: parts are percent-encoded."""
        return "/".join(quote(part, safe=UNCODED) for part in (self.stage, self.touchpoint) if part)

    def holds(self, row: Mapping[str, Any]) -> bool:
        """Whether the row of a view is of this place, as far as it tells."""
        return (not self.stage or row.get("stage", self.stage) == self.stage) and (
            not self.touchpoint or row.get("touchpoint", self.touchpoint) == self.touchpoint
        )


EVERYWHERE = Place()


def parse_place(text: str) -> Place:
    """The place that STAGE or STAGE/TOUCHPOINT names, parts percent-encoded; '' is everywhere."""
    parts = [unquote(part) for part in text.split("/")] if text else []
    if len(parts) > 2 or not all(parts):
        raise UserError(
            f"{text!r} names no place: write STAGE or STAGE/TOUCHPOINT, with %2F for a slash in a name."
        )
    return Place(*parts)


@dataclass(frozen=True)
class Cell:
    """A kind of figure at a stage, or at a touchpoint within it (touchpoint '' for the stage as a whole)."""

    kind: str
    stage: str
    touchpoint: str = ""

    def __str__(self) -> str:
        """'dropped_off/purchase', 'valence/purchase/Card%20payment': parts are encoded as browsers encode a URI's component."""
        parts = (
            (self.kind, self.stage, self.touchpoint) if self.touchpoint else (self.kind, self.stage)
        )
        return "/".join(quote(part, safe=UNCODED) for part in parts)

    @property
    def place(self) -> Place:
        return Place(self.stage, self.touchpoint)

    def words(self) -> str:
        """What it is, as a person says it: 'left · purchase'."""
        return " · ".join(
            part
            for part in (
                _kind_words(self.kind),
                self.touchpoint,
                self.stage,
            )
            if part
        )


def _kind_words(kind: str) -> str:
    if kind in OUTCOMES:
        return vocabulary.outcome(kind).noun
    if kind in SCORES:
        return vocabulary.METRICS[kind].answered
    return vocabulary.cell_kind(kind).clause or kind.replace("_", " ")


COHORT_KINDS = {"stage": "reached", "more": "reached", "channels": "reached", "notes": "reached"}


def cohort_cell(cell: Cell) -> Cell:
    """The cell whose journeys this cell counts of the map: of a stage's summaries those that reached it."""
    return Cell(COHORT_KINDS[cell.kind], cell.stage) if cell.kind in COHORT_KINDS else cell


def parse_cell(text: str, kinds: tuple[str, ...] = KINDS) -> Cell:
    """The cell that the word names; raises UserError where it names none.

    >>> parse_cell("passes/purchase/Card%20payment")
    Cell(kind='passes', stage='purchase', touchpoint='Card payment')
    """
    parts = [unquote(part) for part in text.split("/")]
    parts[0] = former_names.CELL_KINDS.get(parts[0], parts[0])  # notes keep the kinds of their day
    wanted = (
        {3}
        if parts[0] in OF_TOUCHPOINT
        else {2}
        if parts[0] in (*OUTCOMES, *AT_AGE, *SUMMARIES)
        else {2, 3}
    )
    if parts[0] not in kinds or len(parts) not in wanted or not all(parts):
        raise UserError(
            f"{text!r} names no cell: write KIND/STAGE or KIND/STAGE/TOUCHPOINT, KIND one of {', '.join(kinds)}."
        )
    return Cell(*parts)
