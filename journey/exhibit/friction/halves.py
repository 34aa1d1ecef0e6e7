"""Whether what could be won back holds over time: the same figure for each half of the time, because one bad month can make it."""

from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Any

from journey.data.views.options import LONGEST_LIST
from journey.data.views.rows import LEDGER
from journey.exhibit.source import AnswerSource
from journey.model.errors import UserError
from journey.presenters.friction import ledger as words

if TYPE_CHECKING:
    from journey.data.views.rows import LedgerTold

DAY = timedelta(days=1)
SHORTEST = 8 * 7 * DAY  # halves of less than four weeks say little


def halves(source: AnswerSource, row: "LedgerTold", attribute: str, **asked: Any) -> str:
    """What each half of the time says of the row, in a sentence; '' where the time is too short, and in shared mode, where halves
    beside the whole could tell what is hidden.

    `attribute` in words; `asked` are the options of the view.
    """
    observed = source.generation.observation
    first = source.filters.from_date or _day(observed.from_second)
    last = source.filters.to_date or _day(observed.until_second)
    if source.is_shared or last - first < SHORTEST:
        return ""
    middle = first + (last - first) / 2
    try:
        answers = source.ask_all(
            [
                (LEDGER, {**asked, "top": LONGEST_LIST, "begun": (None, middle - DAY)}),
                (LEDGER, {**asked, "top": LONGEST_LIST, "begun": (middle, None)}),
            ]
        )
    except UserError:
        return ""
    place = (row["stage"], row["touchpoint"])
    sides = [
        next((each for each in answer.rows if (each["stage"], each["touchpoint"]) == place), None)
        for answer in answers
    ]
    return words.halves(sides[0], sides[1], middle, attribute)


def _day(second: int) -> date:
    return datetime.fromtimestamp(second, UTC).date()
