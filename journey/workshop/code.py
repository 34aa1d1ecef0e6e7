"""The code by which people join: a word and three digits, easy to read out, to type and to tell from another."""

import re
import secrets
from pathlib import Path

WORDS = (Path(__file__).parent / "code_words.txt").read_text(encoding="utf-8").split()
DIGITS = 3
MOST_DIGITS = 15  # of a number that counts something


def new_code() -> str:
    """'HARE-427': one of some 200,000, and a wrong one is slowed."""
    return f"{secrets.choice(WORDS)}-{secrets.randbelow(10**DIGITS):0{DIGITS}}"


def number_of(text: str) -> int | None:
    """The number of a workshop, or of a change, in an address; None where there is none, or one that none can have."""
    return int(text) if text.isdecimal() and len(text) <= MOST_DIGITS else None


def as_typed(typed: str) -> str:
    """The code that was meant, whatever its capitals, dash and spaces.

    >>> as_typed(" hare 427 ")
    'HARE-427'
    """
    letters = re.sub(r"[^A-Z0-9]", "", typed.upper())
    return f"{letters[:-DIGITS]}-{letters[-DIGITS:]}"
