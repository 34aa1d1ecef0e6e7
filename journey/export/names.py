"""Names of files that every system takes: no folders, no signs that one of them forbids, none that Windows keeps for itself."""

import re
import unicodedata
from datetime import date

LETTERS_LIMIT, BYTES_LIMIT = 80, 240
RESERVED = re.compile(r"(con|prn|aux|nul|com[0-9]|lpt[0-9])(\.|$)", re.IGNORECASE)
UNFIT = re.compile(r"[^\w+]+")


def file_name(dataset: str, name: str, ending: str, made_on: date | None = None) -> str:
    """Dataset, name and day with dashes between; `ending` begins with its dot.

    >>> file_name("sample", "Exit touchpoints", ".png", date(2025, 3, 1))
    'sample-exit-touchpoints-2025-03-01.png'
    """
    end = (f"-{made_on.isoformat()}" if made_on else "") + ending
    words = "-".join(filter(None, (_clean(dataset), _clean(name).lower()))) or "journey"
    if RESERVED.match(words + end):
        words = f"journey-{words}"
    while len(words) + len(end) > LETTERS_LIMIT or len((words + end).encode()) > BYTES_LIMIT:
        words = words[:-1]
    return words.rstrip("-_") + end


def _clean(words: str) -> str:
    """The words with a dash for what is no letter, no digit and no underscore."""
    known = words.encode("utf-8", "ignore").decode()
    return UNFIT.sub("-", unicodedata.normalize("NFC", known)).strip("-_")
