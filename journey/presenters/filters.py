"""What the filter bar offers: its keys in a fixed order, the values with their counts, dates counted from the last event."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from journey.data.generation import Generation
from journey.data.groups import period_start, period_starts
from journey.model.filters import COHORT, DIMENSIONS, Filters, value_words
from journey.model.path_filters import parse_cohort
from journey.model.words import capital, count
from journey.presenters.attributes import filtering, label

VALUES_LIMIT = 500  # an attribute with more values is none to choose from
PILLS, ATTRIBUTES_FIRST = 4, 4
SEARCHED, LISTED = 8, 100  # values above which there is a search box; values listed at once
VALUE_LENGTH = 24  # characters of a value on its pill
NAME_LENGTH = 8  # of a key, beyond which its pill may be too narrow for it
DATES = "dates"
LAST_DAYS = 30


def widen(filters: Filters) -> str:
    """What to do where too few are left: nothing where no filter is set."""
    return " Widen the filters." if filters != Filters() else ""


def keys(generation: Generation) -> tuple[list[str], list[str]]:
    """The keys that have a pill, and the others that can be added: the first attributes, then dimensions, then the rest."""
    attributes = filtering(generation, VALUES_LIMIT)
    ordered = [*attributes[:ATTRIBUTES_FIRST], *DIMENSIONS, *attributes[ATTRIBUTES_FIRST:]]
    return ordered[:PILLS], ordered[PILLS:]


def name(generation: Generation, key: str) -> str:
    """What a key is called on its pill."""
    return capital(label(generation, key))


def chosen_words(key: str, values: Collection[str]) -> str:
    """'mobile + 1' of the values of a filter."""
    first, *others = values
    more = f" + {len(others)}" if others else ""
    return f"{_shortened(value_words(key, first))}{more}"


def filter_words(name: str, key: str, filters: Filters) -> str:
    """A chosen filter in full, 'Device: mobile, tablet'; for the dates their name alone, as the pill holds them.

    >>> filter_words("Device", "device", Filters.of(where={"device": ["tablet", "mobile"]}))
    'Device: mobile, tablet'
    """
    values = ", ".join(value_words(key, value) for value in filters.values(key))
    return f"{name}: {values}" if values else name


def how_many(filters: Filters) -> str:
    """Whether 'one' filter is chosen or 'several', which leave less room for other pills.

    >>> how_many(Filters.of(where={"device": ["tablet", "mobile"]}))
    'one'
    """
    is_dated = filters != filters.with_dates(None, None)
    return "one" if len(filters.where) + is_dated == 1 else "several"


def _shortened(text: str) -> str:
    return text if len(text) <= VALUE_LENGTH else f"{text[: VALUE_LENGTH - 1]}…"


@dataclass(frozen=True)
class Choices:
    """The values that are listed, each with its journeys, and how many more there are."""

    values: tuple[tuple[str, int], ...]
    left_out: int = 0


def choices(
    generation: Generation,
    key: str,
    counts: Mapping[str, int],
    chosen: Collection[str] = (),
    search: str = "",
) -> Choices:
    """Stages in their order, other values by their journeys, most first; what is chosen is always among them."""
    values = dict.fromkeys(chosen, 0) | dict(counts)
    if key == "stage":
        ordered = [*generation.definition.stage_names, generation.stages[0]]
        listed = [stage for stage in ordered if stage in values]
    else:
        listed = sorted(values, key=lambda value: (-values[value], value))
    wanted = search.strip().casefold()
    listed = [value for value in listed if wanted in value_words(key, value).casefold()]
    shown = [
        value for place, value in enumerate(listed) if place < LISTED or value in chosen
    ]  # the place of a value does not change when it is chosen
    return Choices(tuple((value, values[value]) for value in shown), len(listed) - len(shown))


def with_value(filters: Filters, key: str, value: str, is_chosen: bool) -> Filters:
    """With the value among those of the key, or without it."""
    others = [other for other in filters.values(key) if other != value]
    return filters.with_values(key, [*others, value] if is_chosen else others)


@dataclass(frozen=True)
class Days:
    """A range of days under a name."""

    name: str
    first: date
    last: date

    @property
    def words(self) -> str:
        return days_words(self.first, self.last)


def observed_days(generation: Generation) -> Days:
    """From the first event to the last, in the definition's time zone."""
    zone = ZoneInfo(generation.definition.timezone)
    first, last = (
        datetime.fromtimestamp(second, UTC).astimezone(zone).date() for second in generation.span
    )
    return Days("All dates", first, last)


def presets(observed: Days) -> list[Days]:
    """Ranges counted back from the last event: 30 days, the last quarter that ended by then, the year of it.

    >>> [days.words for days in presets(Days("", date(2024, 5, 2), date(2025, 8, 14)))]
    ['16 Jul – 14 Aug 2025', '1 Apr – 30 Jun 2025', '1 Jan – 14 Aug 2025']
    """
    last = observed.last
    begun = period_start(last + timedelta(days=1), "quarter")
    quarter_end = begun - timedelta(days=1)
    return [
        Days(f"Last {LAST_DAYS} days", last - timedelta(days=LAST_DAYS - 1), last),
        Days("Last quarter", period_start(quarter_end, "quarter"), quarter_end),
        Days("This year", period_start(last, "year"), last),
    ]


def months(generation: Generation) -> list[Days]:
    """The calendar months from the last event back to the first."""
    starts = period_starts(generation, "month")
    return [Days(f"{start:%B %Y}", start, _month_end(start)) for start in reversed(starts)]


def _month_end(start: date) -> date:
    after = start + timedelta(days=31)
    return period_start(after, "month") - timedelta(days=1)


def days_words(first: date, last: date) -> str:
    """
    >>> days_words(date(2025, 1, 1), date(2025, 12, 31)), days_words(date(2024, 12, 1), date(2025, 1, 2))
    ('1 Jan – 31 Dec 2025', '1 Dec 2024 – 2 Jan 2025')
    >>> days_words(date(2025, 5, 6), date(2025, 5, 6))
    '6 May 2025'
    """
    if first == last:
        return _day(first, with_year=True)
    return f"{_day(first, first.year != last.year)} – {_day(last, with_year=True)}"


def _day(day: date, with_year: bool) -> str:
    return f"{day.day} {day:%b}{f' {day.year}' if with_year else ''}"


def dates_pill(filters: Filters, observed: Days) -> str:
    """The range in force; an end that is not chosen is that of the data, unless the other lies beyond it."""
    if not filters.to_date and filters.from_date and filters.from_date > observed.last:
        return f"from {_day(filters.from_date, with_year=True)}"
    if not filters.from_date and filters.to_date and filters.to_date < observed.first:
        return f"until {_day(filters.to_date, with_year=True)}"
    return days_words(filters.from_date or observed.first, filters.to_date or observed.last)


def day_bounds(filters: Filters, observed: Days) -> tuple[tuple[date, date], tuple[date, date]]:
    """The first and the last day that From and To may be: neither beyond the other, nor beyond the data or what is chosen."""
    first = min(filter(None, (observed.first, filters.from_date, filters.to_date)))
    last = max(filter(None, (observed.last, filters.from_date, filters.to_date)))
    return (first, filters.to_date or last), (filters.from_date or first, last)


def without(filters: Filters, key: str) -> Filters:
    """The filters without those of a key, or without DATES."""
    return filters.with_dates(None, None) if key == DATES else filters.with_values(key, ())


@dataclass(frozen=True)
class Removal:
    """A filter whose removal brings journeys back: its key, what it says, and how many."""

    key: str
    words: str
    journeys: int

    @property
    def sentence(self) -> str:
        unit = "journey" if self.journeys == 1 else "journeys"
        return f"Without {self.words}, {count(self.journeys)} {unit} would be left."


def best_removal(
    generation: Generation, filters: Filters, count_journeys: Callable[[list[Filters]], list[int]]
) -> Removal | None:
    """The filter without which most journeys come back; None where no single one brings any."""
    dated = [DATES] if filters.from_date or filters.to_date else []
    chosen = [*dated, *(key for key, _ in filters.where)]
    counts = count_journeys([without(filters, key) for key in chosen])
    journeys, place = max(((number, -index) for index, number in enumerate(counts)), default=(0, 0))
    if not journeys:
        return None
    key = chosen[-place]
    return Removal(key, _words(generation, filters, key), journeys)


def _words(generation: Generation, filters: Filters, key: str) -> str:
    if key == DATES:
        return f"the dates {dates_pill(filters, observed_days(generation))}"
    if key == COHORT:
        return " and ".join(parse_cohort(cell).words() for cell in filters.values(COHORT))
    return f"“{name(generation, key)}: {chosen_words(key, filters.values(key))}”"
