"""Before and after a fix: of journeys old enough to compare, how many were last seen at the touchpoint by the same age."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from journey.data.views.rows import RIPE_LEAVES
from journey.exhibit.source import AnswerSource
from journey.model.cells import Cell
from journey.model.errors import UserError
from journey.model.intervals import share_difference
from journey.model.words import percent, signed

BETWEEN, AT = "|", "@"
DAY = timedelta(days=1)


@dataclass(frozen=True)
class Fixed:
    """Shares of journeys begun before the day and from it on, each with its n; the difference after - before with its ends."""

    day: date
    before: float
    before_n: int
    after: float
    after_n: int
    low: float
    high: float

    @property
    def words(self) -> str:
        """'mended 12 May 2025: 32 % of 900 left before, 24 % of 400 since (−13 to −3 points)'."""
        ends = f"{signed(100 * self.low)} to {signed(100 * self.high)} points"
        return (
            f"mended {self.day:%-d %b %Y}: {percent(self.before)} of {self.before_n:,} before, {percent(self.after)} of "
            f"{self.after_n:,} since ({ends})"
        )


def marks(text: str) -> Iterator[tuple[str, date]]:
    """Cells and days of the option `fixed`: CELL@DAY, several with | between; what cannot be read is left out."""
    for mark in filter(None, text.split(BETWEEN)):
        cell, _, day = mark.rpartition(AT)
        try:
            yield cell, date.fromisoformat(day)
        except ValueError:
            continue


def fixed(source: AnswerSource, cell: Cell, day: date) -> Fixed | None:
    """None where either side has too few journeys old enough, or none."""
    try:
        answers = source.ask_all(
            [(RIPE_LEAVES, {"begun": (None, day - DAY)}), (RIPE_LEAVES, {"begun": (day, None)})]
        )
    except UserError:
        return (
            None  # shared mode tells nothing of the same age; no day lies within the filters' dates
        )
    sides = []
    for answer in answers:
        rows = [
            row
            for row in answer.rows
            if (row["stage"], row["touchpoint"]) == (cell.stage, cell.touchpoint)
        ]
        if not rows or rows[0]["leaves"] is None:
            return None
        sides.append((rows[0]["leaves"], rows[0]["leaves_n"]))
    (before, before_n), (after, after_n) = sides
    low, high = share_difference(after, after_n, before, before_n)
    return Fixed(day, before, before_n, after, after_n, low, high)


def too_few_words(day: date) -> str:
    return f"mended {day:%-d %b %Y}: too few journeys old enough to compare since then"
