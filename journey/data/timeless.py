"""What a survey and answers without a time cannot tell: blank in every view, and said.

A survey is a source of satisfaction and of comments. Whether a journey has ended, what came first and how long it took are not
in it; and where it has no dates, the day that stands in for its times is nobody's.
"""

from journey.data.views.form import Row, View
from journey.model.errors import NeedsTime

NOTE = "these answers have no time: when, in which order, who left and who is still under way cannot be told, and is blank"

NOTE_ON_SURVEYS = "this dataset is a survey: its answers come in no order and have no end, and what would tell either is blank"


def without_time(view: View, rows: list[Row]) -> list[Row]:
    """The rows with what needs time blank; none where all of it does."""
    return _without(view, rows, view.of_time, view.needs_time)


def without_outcomes(view: View, rows: list[Row]) -> list[Row]:
    """The same of a survey, whose answers have times: these stay."""
    return _without(view, rows, view.of_order, view.needs_time and not view.needs_no_order)


def _without(view: View, rows: list[Row], blank: frozenset[str], is_nothing: bool) -> list[Row]:
    if is_nothing:
        return []
    return [{name: None if name in blank else value for name, value in row.items()} for row in rows]


def refuse_periods(dataset: str, periods: set[str]) -> None:
    """Raises UserError where answers without a time are to be grouped by a period, or selected by dates."""
    if periods:
        raise NeedsTime(dataset, periods)
