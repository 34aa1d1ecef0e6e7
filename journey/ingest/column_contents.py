"""What the cells of a column look like: times, clocks, mail addresses, ids that a spreadsheet damaged, known words."""

import re
from collections.abc import Callable, Iterable

TIME = re.compile(
    r"\d{4}[-/.]\d{1,2}[-/.]\d{1,2}([ T].*)?|\d{1,2}[-/.]\d{1,2}[-/.]\d{4}([ ,T].*)?|(19|20)\d{6}|1\d{9}(\d{3}|\d{6})?|"
    r"\d{1,2}[ -][A-Za-z]{3,9}[ -]\d{2,4}.*|[A-Za-z]{3,9} \d{1,2},? \d{4}.*"
)
DAY = re.compile(
    r"\d{4}[-/.]\d{1,2}[-/.]\d{1,2}|\d{1,2}[-/.]\d{1,2}[-/.]\d{2,4}|(19|20)\d{6}|\d{1,2}\.? ?-?[^\W\d]{3,10}\.?,?[ -]\d{2,4}|"
    r"[^\W\d]{3,10} \d{1,2},? \d{4}"
)
CLOCK = re.compile(
    r"([01]?\d|2[0-4])[:.h][0-5]\d([:.][0-5]\d([.,]\d+)?)?( ?([ap]\.?m\.?|uhr|h))?", re.IGNORECASE
)
E_MAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
DAMAGED_ID = re.compile(
    r"\d([.,]\d+)?E\+?\d{1,2}", re.IGNORECASE
)  # a spreadsheet's 5.70E+17: many ids became one
DAMAGED_SHARE = 0.2
CONTENT_SHARE, KNOWN_WORD_SHARE = 0.9, 0.7


def columns_of(
    form: re.Pattern,
    columns: tuple[str, ...],
    rows: list[tuple[str, ...]],
    least: float = CONTENT_SHARE,
) -> set[str]:
    """The columns of whose filled cells at least this share is of this form."""
    found = set()
    for index, column in enumerate(columns):
        cells = [row[index].strip() for row in rows if len(row) > index and row[index].strip()]
        if cells and _share(cells, form.fullmatch) >= least:
            found.add(column)
    return found


def time_columns(columns: tuple[str, ...], sample: Iterable[tuple[str, ...]]) -> list[str]:
    """Columns that hold times, in the file's order."""
    rows = list(sample)
    found = columns_of(TIME, columns, rows)
    return [column for column in columns if column in found]


def reason_by_content(field: str, cells: list[str], known: set[str]) -> str:
    """Why these cells look like the field; empty where they do not. `known`: words of the definition, in lower case."""
    if field == "occurred_at":
        return (
            f"{cells[0]!r} and the others look like times"
            if _share(cells, TIME.fullmatch) >= CONTENT_SHARE
            else ""
        )
    words = [cell for cell in cells if cell.lower() in known]
    return (
        f"it holds known words such as {words[0]!r}"
        if len(words) >= KNOWN_WORD_SHARE * len(cells)
        else ""
    )


def _share(cells: list[str], test: Callable[[str], re.Match | None]) -> float:
    return sum(bool(test(cell)) for cell in cells) / len(cells)
