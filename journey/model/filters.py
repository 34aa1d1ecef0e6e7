"""Which journeys are looked at: one frozen value, to and from a link."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from journey.model import former_names
from journey.model.errors import BadOption, UserError
from journey.model.path_filters import parse_cohort

FIRST_YEAR, LAST_YEAR = 1900, 2199
DIMENSIONS = ("channel", "stage", "touchpoint")
FIRST = "first."  # before an attribute's name: the value of the first event that has one, where it changes within journeys
NO_CHANNEL, NO_VALUE = (
    "(no channel)",
    "(no value)",
)  # what a blank value is called, and may be typed as
COHORT = "cohort"  # a filter whose values are cells of the map: the journeys that all their figures count


@dataclass(frozen=True)
class Filters:
    """First and last calendar day (inclusive, in the definition's time zone) and the values asked per key.

    `where` holds (key, values) pairs, keys and values sorted, so that equal filters are equal values;
    a key is channel, stage, touchpoint, cohort, an attribute's name or `first.` and that. Same key = or, different keys = and.
    """

    from_date: date | None = None
    to_date: date | None = None
    where: tuple[tuple[str, tuple[str, ...]], ...] = ()

    @classmethod
    def of(
        cls,
        from_date: date | None = None,
        to_date: date | None = None,
        where: Mapping[str, Iterable[str]] | None = None,
    ) -> "Filters":
        """Filters with the pairs put in order; raises UserError where from lies after to."""
        if from_date and to_date and from_date > to_date:
            raise UserError(
                f"The first day {from_date} lies after the last day {to_date}: exchange them."
            )
        pairs = ((key, tuple(sorted(set(values)))) for key, values in (where or {}).items())
        return cls(from_date, to_date, tuple(sorted(pair for pair in pairs if pair[1])))

    def values(self, key: str) -> tuple[str, ...]:
        return dict(self.where).get(key, ())

    @property
    def is_of_a_figure(self) -> bool:
        """Whether the journeys were chosen by a figure that counts them: shares of what became of them then tell nothing."""
        return bool(self.values(COHORT))

    def with_values(self, key: str, values: Iterable[str]) -> "Filters":
        return Filters.of(self.from_date, self.to_date, {**dict(self.where), key: tuple(values)})

    def in_cohort(self, cell: str) -> "Filters":
        """Narrowed to the journeys that this cell's figure counts, within those that are looked at already."""
        return self.with_values(COHORT, (*self.values(COHORT), cell))

    def with_dates(self, from_date: date | None, to_date: date | None) -> "Filters":
        return replace(Filters.of(from_date, to_date), where=self.where)

    def words(self) -> str:
        """The filters in one sentence."""
        days = [f"from {self.from_date}"] * bool(self.from_date) + [f"to {self.to_date}"] * bool(
            self.to_date
        )
        values_words = [
            f"{key_words(key)}: {', '.join(_value_words(key, value) for value in values)}"
            for key, values in self.where
        ]
        return (
            f"Filters: {'; '.join([' '.join(days), *values_words] if days else values_words)}."
            if days or values_words
            else "Filters: none."
        )

    def as_dict(self) -> dict[str, Any]:
        """The filters as JSON shows them."""
        return {
            "from": self.from_date.isoformat() if self.from_date else None,
            "to": self.to_date.isoformat() if self.to_date else None,
            "where": {key: list(values) for key, values in self.where},
        }


def key_words(key: str) -> str:
    """A key as a person says it: 'first device' for first.device."""
    return f"first {key.removeprefix(FIRST)}" if key.startswith(FIRST) else key


def _value_words(key: str, value: str) -> str:
    return parse_cohort(value).words() if key == COHORT else value_words(key, value)


def value_words(key: str, value: str | None) -> str:
    """A filter's value or a group's name as a person reads it, a blank one too.

    >>> value_words("region", "North"), value_words("region", None), value_words("channel", "")
    ('North', '(no value)', '(no channel)')
    """
    return value or (NO_CHANNEL if key == "channel" else NO_VALUE)


def parse_day(text: str, name: str) -> date:
    """A day from YYYY-MM-DD; raises UserError naming the option."""
    try:
        day = date.fromisoformat(text)
    except ValueError:
        raise BadOption(name, f"is not a date: {text!r}. Write it as YYYY-MM-DD.") from None
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise BadOption(name, f"lies outside the years {FIRST_YEAR} to {LAST_YEAR}: {text!r}.")
    return day


def to_link(filters: Filters) -> dict[str, list[str]]:
    """The filters as query parameters; an attribute or dimension goes under `where.KEY`."""
    link = {
        "from": [str(filters.from_date)] if filters.from_date else [],
        "to": [str(filters.to_date)] if filters.to_date else [],
    }
    link |= {f"where.{key}": list(values) for key, values in filters.where}
    return {key: values for key, values in link.items() if values}


def from_link(link: Mapping[str, list[str]]) -> tuple[Filters, list[str]]:
    """Filters from query parameters, and a sentence for each part that could not be understood.

    >>> filters, notices = from_link({"from": ["2025-03-01"], "where.channel": ["phone"], "to": ["soon"]})
    >>> filters.words(), len(notices)
    ('Filters: from 2025-03-01; channel: phone.', 1)
    """
    notices: list[str] = []
    days = {name: _day_or_notice(link.get(name, []), name, notices) for name in ("from", "to")}
    where = _current(
        {
            key.removeprefix("where."): values
            for key, values in link.items()
            if key.startswith("where.")
        },
        notices,
    )
    try:
        return Filters.of(days["from"], days["to"], where), notices
    except UserError as error:
        return Filters.of(where=where), [*notices, str(error)]


def _day_or_notice(values: list[str], name: str, notices: list[str]) -> date | None:
    try:
        return parse_day(values[0], name) if values else None
    except UserError as error:
        notices.append(f"{error} The link's '{name}' is left out.")
        return None


def _current(where: Mapping[str, list[str]], notes: list[str]) -> dict[str, list[str]]:
    """The pairs under the names of today; of each former name a sentence is added to the notes."""
    current: dict[str, list[str]] = {}
    for former, values in where.items():
        key = former_names.current(former, former_names.FILTER_KEYS, notes)
        if key == COHORT:
            kinds = [value.partition("/") for value in values]
            values = [
                former_names.current(kind, former_names.CELL_KINDS, notes) + sign + rest
                for kind, sign, rest in kinds
            ]
        current.setdefault(key, []).extend(values)
    return current


def from_words(
    from_text: str | None, to_text: str | None, where: Iterable[str], notes: list[str] | None = None
) -> Filters:
    """Filters from two days and KEY=VALUE words, as the command line takes them; to `notes` goes what is called otherwise now."""
    pairs: dict[str, list[str]] = {}
    for word in where:
        key, sign, value = word.partition("=")
        if not sign or not key:
            raise BadOption("where", f"{word!r} is not KEY=VALUE: write for example channel=phone.")
        pairs.setdefault(key, []).append(value)
    days = [
        parse_day(text, name) if text else None
        for text, name in ((from_text, "from"), (to_text, "to"))
    ]
    return Filters.of(days[0], days[1], _current(pairs, [] if notes is None else notes))
