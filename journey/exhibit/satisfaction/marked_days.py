"""Days on which something happened, as exhibits take them: DAY@WORDS, several with | between."""

from collections.abc import Iterator
from datetime import date
from urllib.parse import quote, unquote

DAYS = "days"
BETWEEN, AT = "|", "@"


def written(marks: list[tuple[str, str]]) -> str:
    """Days and words as the option `days` takes them."""
    return BETWEEN.join(f"{day}{AT}{quote(words, safe='')}" for day, words in marks)


def marked(text: str) -> Iterator[tuple[date, str]]:
    """What `written` wrote; what cannot be read is left out."""
    for mark in filter(None, text.split(BETWEEN)):
        day, _, words = mark.partition(AT)
        try:
            yield date.fromisoformat(day), unquote(words)
        except ValueError:
            continue
