"""Text that people typed, as it may stand beside that of others."""

import unicodedata

BLANK = "\u115f\u1160\u2800\u3164\uffa0"  # printed as nothing: they would push away what stands behind them


def shown(text: str, beside: str = "") -> str:
    """Each letter shows, or is among `beside`; none turns what follows, and no more than two stand on another."""
    letters: list[str] = []
    for letter in text:
        is_stacked = len(letters) > 2 and all(map(unicodedata.combining, [*letters[-2:], letter]))
        is_seen = letter.isprintable() and letter not in BLANK
        if (is_seen or letter in beside) and not is_stacked:
            letters.append(letter)
    return "".join(letters)
