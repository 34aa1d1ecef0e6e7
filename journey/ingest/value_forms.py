"""How a file writes its numbers, times and answers: the rows of the queries that look at all of its values.

A sample is one value so written, '' where there is none.
"""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class NumberForms:
    """Of a field: values that read with a decimal point alone, with a comma alone, and to two different numbers.

    `two_way_sample` has the text and its number with either sign: {text, point, comma}.
    """

    field: str
    only_point: int
    only_comma: int
    in_two_ways: int
    comma_sample: str
    two_way_sample: Mapping[str, str] | None


@dataclass(frozen=True)
class TimeTotals:
    """Times, those written in an odd way, the plain ones that name no zone, and those that are a day alone."""

    filled: int
    odd: int
    plain_without_zone: int
    days_alone: int
    day_sample: str


@dataclass(frozen=True)
class TimeForms:
    """Odd times: without a zone, read in which order of day and month, in hours that clocks leap over or go through twice, and
    written in digits alone (as year, month and day; since 1970; as a spreadsheet's days).
    """

    odd_without_zone: int = 0
    in_two_ways: int = 0
    only_day_first: int = 0
    only_month_first: int = 0
    in_gaps: int = 0
    in_folds: int = 0
    packed_days: int = 0
    packed_sample: str = ""
    epochs: int = 0
    epoch_sample: str = ""
    serial_days: int = 0
    serial_sample: str = ""
    sample: str = ""
    day_first_sample: str = ""
    month_first_sample: str = ""


@dataclass(frozen=True)
class ScoreForms:
    """Of a score in the events of one rule: its answers with how often each comes, None where there are none; cells that say that
    there is no answer.
    """

    field: str
    part: int
    blanks: int
    blank_sample: str
    answers: list[float] | None
    counts: list[int] | None
