"""Columns that may be a field, offered and never taken: by a word in a longer name, and by what their values are like."""

from collections.abc import Iterable, Sequence

from journey.ingest.column_contents import TIME
from journey.ingest.column_names import OTHER_NAMES
from journey.ingest.customer_candidates import WORDS
from journey.model.end_words import words_of

SUGGESTED = ("touchpoint", "comment", "csat", "channel", "revenue")
WORDED = ("comment", "csat", "channel", "revenue")  # fields that a word of a longer name speaks of
LONG_WORD = 4
ASKED = frozenset(
    ("survey", "rating", "score", "stars", "grade", "note", "umfrage", "encuesta", "enquete")
)
SCALE_END, FEWEST_ANSWERS, FEWEST_POINTS = 10, 10, 3
NO_STEPS = frozenset(word for name in ("staff", "goods", "places") for word in WORDS[name])
FEWEST_ROWS, FEWEST_NAMES, MOST_NAMES = 50, 2, 200
MOST_NAMES_SHARE, FILLED_SHARE, LONGEST_NAME = 0.1, 0.8, 60
OFFERED = 3


def suggestions(
    columns: Sequence[str],
    rows: Iterable[tuple[str, ...]],
    taken: Iterable[str],
    fields: Iterable[str],
) -> list[tuple[str, str, str]]:
    """(field, column, why) for each of these `fields` that has no column yet; the columns `taken` are used already."""
    listed, used, found = list(rows), set(taken), []
    cells = {
        column: [row[index].strip() for row in listed if len(row) > index]
        for index, column in enumerate(columns)
    }
    for field in fields:
        if field == "touchpoint":
            found += [(field, *named) for named in _names(cells, used)]
            continue
        column = next(
            (name for name in columns if name not in used and _speaks_of(field, name)), None
        )
        because = "its name speaks of it"
        if column is None and field == "csat":
            column, because = _answers(cells, used)
        if column:
            found.append((field, column, because))
            used.add(column)
    return found


def _speaks_of(field: str, column: str) -> bool:
    """Whether a word of the name is one that such columns are called."""
    if field not in WORDED:
        return False
    names = {name for name in OTHER_NAMES[field] if "_" not in name and len(name) >= LONG_WORD} | {
        field
    }
    return bool(names & set(words_of(column)))


def _answers(cells: dict[str, list[str]], used: set[str]) -> tuple[str | None, str]:
    """A column that a survey fills: whole numbers of a short scale, under a name that says so."""
    for column, values in cells.items():
        if column in used or not ASKED & set(words_of(column)):
            continue
        numbers = [int(value) for value in values if value.isdigit() and int(value) <= SCALE_END]
        filled = sum(bool(value) for value in values)
        if (
            len(numbers) >= max(FEWEST_ANSWERS, FILLED_SHARE * filled)
            and len(set(numbers)) >= FEWEST_POINTS
        ):
            return column, f"its first answers go from {min(numbers)} to {max(numbers)}"
    return None, ""


def _names(cells: dict[str, list[str]], used: set[str]) -> list[tuple[str, str]]:
    """Columns that name a few things again and again, as touchpoints are named: those with most names first."""
    found = []
    for column, values in cells.items():
        filled = [value for value in values if value]
        names = set(filled)
        if (
            column not in used
            and not NO_STEPS & set(words_of(column))
            and len(values) >= FEWEST_ROWS
            and len(filled) >= FILLED_SHARE * len(values)
            and FEWEST_NAMES < len(names) <= min(MOST_NAMES, MOST_NAMES_SHARE * len(filled))
            and all(_is_name(name) for name in names)
        ):
            found.append((len(names), column))
    ordered = sorted(found, key=lambda entry: -entry[0])[:OFFERED]
    return [(column, f"it holds {number} names, again and again") for number, column in ordered]


def _is_name(value: str) -> bool:
    """Whether it is words, not a number or a time, and no long text."""
    return (
        len(value) <= LONGEST_NAME
        and any(sign.isalpha() for sign in value)
        and not TIME.fullmatch(value)
    )
