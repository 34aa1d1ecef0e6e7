"""A column of a service log that says whether a case is open or closed, beside the outcome found from its events."""

from dataclasses import dataclass

from journey.data.generation import Generation
from journey.data.sql import filled, query
from journey.model import end_words
from journey.model.vocabulary import END_NUMBERS, SERVICE_LOG

VALUES_LIMIT = 30
ENDED = (END_NUMBERS["completed"], END_NUMBERS["ended_well"])
MOST_DISAGREEING = 0.05


@dataclass(frozen=True)
class Status:
    """Journeys by their last status in this column, of those that say closed and of all others; `at_odds` of them ended otherwise.

    At odds is one that ended well and whose status is open, and one that did not and whose status is closed.
    """

    column: str
    closed: dict[str, int]
    still_open: dict[str, int]
    at_odds_closed: int
    at_odds_open: int

    @property
    def at_odds(self) -> int:
        return self.at_odds_closed + self.at_odds_open

    @property
    def share_at_odds(self) -> float:
        return self.at_odds / (sum(self.closed.values()) + sum(self.still_open.values()))


@dataclass(frozen=True)
class StatusCount:
    """Journeys of one outcome (of END_NUMBERS) with one last status."""

    end_no: int
    last_status: str
    journeys: int


def status_of(generation: Generation) -> Status | None:
    """Of the first column that is called status or state and says both open and closed; None where there is none.

    METRICS.md, "Kind of dataset": in a service log its last value is shown beside the outcome.
    """
    if generation.definition.kind != SERVICE_LOG:
        return None
    for name, number in generation.attributes.items():
        if end_words.is_status(name):
            found = _status(generation, name, number)
            if found is not None:
                return found
    return None


def _status(generation: Generation, name: str, number: int) -> Status | None:
    sql = filled(query("proposals", "status"), {"status": f"a{number}"})
    rows = generation.records_of(sql, StatusCount)
    if len({row.last_status for row in rows}) > VALUES_LIMIT:
        return None
    closed = [row for row in rows if end_words.says_closed(row.last_status)]
    still_open = [row for row in rows if end_words.says_open(row.last_status)]
    if not closed or not still_open:
        return None
    return Status(
        name,
        _by_status(closed),
        _by_status(still_open),
        sum(row.journeys for row in closed if row.end_no not in ENDED),
        sum(row.journeys for row in still_open if row.end_no in ENDED),
    )


def _by_status(rows: list[StatusCount]) -> dict[str, int]:
    journeys: dict[str, int] = {}
    for row in rows:
        journeys[row.last_status] = journeys.get(row.last_status, 0) + row.journeys
    return journeys
