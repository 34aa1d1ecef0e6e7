"""Conversion from one touchpoint to another, in words; its tables, and which journeys can be listed."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, TypedDict

from journey.data.answer import Answer
from journey.data.views.form import with_interval
from journey.data.views.options import CUSTOMER, JOURNEY
from journey.model.path_filters import path_filter
from journey.model.vocabulary import noun
from journey.model.words import capital, count, duration, percent, plural

if TYPE_CHECKING:
    from journey.data.ask import AnyRow
    from journey.data.views.rows import ConversionRow

PER_LABELS = {JOURNEY: noun("journeys"), CUSTOMER: noun("customers")}
PATHS_LIMIT, GROUPS_LIMIT = 8, 12
OVERLAPPING = "Where the intervals overlap, it may be chance."
GROUP_TABLE = ("entered", "converted", *with_interval("rate"), "median_seconds", "p90_seconds")
PATHS_TABLE = (
    "path",
    "journeys",
    "customers",
    *with_interval("share"),
    "median_seconds",
    "p90_seconds",
)


class Ends(TypedDict):
    """From which touchpoint to which, as options of a view."""

    source: str
    target: str


class ConversionOptions(Ends):
    """What is chosen, as options of the view `conversion`; `within` in days, None for no limit."""

    within: float | None
    anywhere: bool
    per: str


def first_row(conversion: "Answer[ConversionRow]") -> "ConversionRow | None":
    """The row of the view `conversion`; None where nobody comes to the one touchpoint."""
    row = conversion.rows[0] if conversion.rows else None
    return row if row and row["entered"] else None


def headline(row: "ConversionRow | None", options: ConversionOptions, days: str) -> str:
    """Of those who come to the one, how many come to the other; `options` of the view, `days` as the link has them."""
    source, target = options["source"], options["target"]
    if row is None:
        return f"No journey reaches {source} under these filters"
    rated = row["rate"] is not None
    share = percent(row["rate"]) if rated else count(row["converted"])
    where = "return to it" if source == target else f"reach {target}"
    before = " or were there before" if options["anywhere"] else ""
    entered = f"{count(row['entered'])} {PER_LABELS[options['per']]}"
    return f"{share} of the {entered} at {source} {where}{_within(days)}{before}"


def _within(days: str) -> str:
    return f" within {days} days" if days else ""


def caption(row: "ConversionRow", is_anywhere: bool, after: int) -> str:
    """How many come, with interval, and whose times are shown; `after`: how many come afterwards."""
    rate = (
        f"95 % interval {percent(row['rate_low'])} to {percent(row['rate_high'])}. "
        if row["rate"] is not None
        else ""
    )
    converted = count(row["converted"])
    came = f"{converted} reached the second touchpoint at a later step than their first visit to the first. {rate}"
    if is_anywhere:
        came = (
            f"{converted} converted: {count(after)} of them afterwards (times are theirs), the others only before, "
            f"however long before. {rate}"
        )
    if row["median_seconds"] is None:
        return came
    return f"{came}{capital(_times('half', row))}."


def _times(whose: str, row: "ConversionRow") -> str:
    median, slow = duration(row["median_seconds"]), duration(row["p90_seconds"])
    return f"{whose} within {median}, nine in ten within {slow}"


def times_title(row: "ConversionRow", is_anywhere: bool, after: int) -> str:
    """How long half of them take, and nine in ten; '' where that is not known."""
    if row["median_seconds"] is None:
        return ""
    afterwards = f"Half of the {count(after)} that come afterwards do so"
    return _times(afterwards if is_anywhere else "Half come", row)


def groups_finding(rows: "Sequence[AnyRow]", name: str, by: str, ends: Ends) -> tuple[str, str]:
    """Which group of the attribute converts most and least, and which takes longest; `rows` are grouped by `name`, said `by`."""
    from_to = f"rom {ends['source']} to {ends['target']}"
    rated = [row for row in rows if row["rate"] is not None and row[name] is not None]
    if len(rated) < 2:
        few = "At most one group has enough customers for a rate." if rows else OVERLAPPING
        return f"F{from_to} by {by}", few
    if len({row["rate"] for row in rated}) == 1:
        same = percent(rated[0]["rate"])
        return f"Conversion f{from_to} is {same} whatever the {by}", f"By {by}."
    highest, lowest = (choose(rated, key=lambda row: row["rate"]) for choose in (max, min))
    most, least = (f"{row[name]} ({percent(row['rate'])})" for row in (highest, lowest))
    timed = [row for row in rated if row["median_seconds"] is not None]
    longest = ""
    if len(timed) > 1:
        slowest = max(timed, key=lambda row: row["median_seconds"])
        longest = (
            f"; {slowest[name]} takes longest, half {duration(slowest['median_seconds'])} or more"
        )
    rest = f"By {by}{longest}."
    if lowest["rate_high"] >= highest["rate_low"]:
        return f"Conversion f{from_to} runs from {least} to {most}; the intervals overlap", rest
    title = f"Conversion f{from_to} is highest for {most} and lowest for {least}"
    return title, f"{rest} {OVERLAPPING}"


def paths_sentence(totals: Mapping[str, Any], per: str) -> str:
    """How many more paths there are; that a path lies within one journey."""
    hidden = totals["hidden_variants"]
    others = plural(totals["hidden_journeys"], "journey")
    rest = f"{plural(hidden, 'more path')} of {others} not shown." if hidden else "These are all."
    return (
        rest
        if per == JOURNEY
        else f"Each path lies within one journey, while customers are counted across all of theirs. {rest}"
    )


def sides(
    row: "ConversionRow", options: ConversionOptions, days: str
) -> dict[str, tuple[str, str]]:
    """The journeys that can be listed, by path filter: a label, and which they are."""
    source, target, is_customer = options["source"], options["target"], options["per"] == CUSTOMER
    come, missed = (
        f"of the {plural(number, 'customer')} that come" if is_customer else "that come"
        for number in (row["converted"], row["entered"] - row["converted"])
    )
    if options["anywhere"]:
        listed = {
            "around": ("Converted", f"{come} to {source} and to {target}{_within(days)} or before")
        }
    else:
        listed = {
            "converts": ("Converted", f"{come} from {source} to {target}{_within(days)}"),
            "misses": (
                "Not converted",
                f"{missed} to {source}, but not to {target}{_within(days)}",
            ),
        }
    return listed


def side_filter(side: str, options: ConversionOptions, days: str) -> str:
    """The path filter of a side: its journeys, or all journeys of the customers counted."""
    prefix = "customer_" if options["per"] == CUSTOMER else ""
    parts = (options["source"], options["target"], *([days] if days else []))
    return path_filter(f"{prefix}{side}", *parts)
