"""How wide a text is and where it breaks, without a browser: widths of Helvetica, at least those of the fonts shown."""

import re
import unicodedata
from functools import cache

# Advance widths in thousandths of the size (Adobe's of Helvetica, and wide Cyrillic letters); others as the middle of their kind.
_GROUPS = {
    222: "ijl'|‘’",
    260: "|",
    278: " \u00a0!,./:;[]\\tfI",
    333: "()-`r„“”",
    389: "*",
    469: "^",
    500: "ckszJvxy",
    556: "abdeghnopqu0123456789#$_L?–",
    584: "+<>=~−",
    611: "FTZ",
    667: "ABEKPSVXY&",
    722: "CDHNRUwжыИЙНПЦ",
    778: "GOQЪюњљ",
    833: "mMМФшщф",
    889: "%æЫ",
    944: "WœЖШЩЊЉ",
    1000: "—…ÆŒ",
    1015: "@Ю",
}
WIDTHS = {letter: text_width for text_width, letters in _GROUPS.items() for letter in letters}
OTHER, FULL_WIDTH, BOLD = 600, 1000, 1.07
ELLIPSIS = "…"
LEAST_BEFORE_HYPHEN, LEAST_AFTER_HYPHEN, LOOK_BACK = 4, 3, 6  # letters of a word that is broken
BREAKABLE = re.compile(r"[^\S\u00a0]+")  # a no-break space holds
VOWELS = frozenset("aeiouyäöüáéíóúàèìòùâêîôûåæøœãõ")


def text_width(text: str, size: float, bold: bool = False) -> float:
    """Width of one line in the units of `size`."""
    return sum(map(_letter, text)) * size / 1000 * (BOLD if bold else 1)


@cache
def _letter(letter: str) -> float:
    known = WIDTHS.get(letter)
    if known:
        return known
    if unicodedata.combining(letter) or unicodedata.category(letter) == "Cf":
        return 0
    plain = unicodedata.normalize("NFD", letter)[0]
    return WIDTHS.get(plain) or (
        FULL_WIDTH if unicodedata.east_asian_width(letter) in "WF" else OTHER
    )


def cut(text: str, size: float, room: float, bold: bool = False) -> str:
    """The text, or as much of its beginning as fits with an ellipsis."""
    end = _fit(text, size, room, bold)
    if end == len(text):
        return text
    return (
        text[: _fit(text, size, room - text_width(ELLIPSIS, size, bold), bold)].rstrip() + ELLIPSIS
    )


def cut_middle(text: str, size: float, room: float, bold: bool = False) -> str:
    """The text, or its beginning and its end with an ellipsis between: names that begin alike differ in their ends."""
    if text_width(text, size, bold) <= room:
        return text
    left = room - text_width(ELLIPSIS, size, bold)
    begin = text[: _fit(text, size, 0.55 * left, bold)].rstrip()
    back = text[::-1]
    end = back[: _fit(back, size, left - text_width(begin, size, bold), bold)][::-1].lstrip()
    return f"{begin}{ELLIPSIS}{end}"


def _fit(text: str, size: float, room: float, bold: bool) -> int:
    """How many letters from the beginning fit."""
    left = room * 1000 / size / (BOLD if bold else 1) + 1e-6
    for end, width in enumerate(map(_letter, text)):
        left -= width
        if left < 0:
            return end
    return len(text)


def fitting(
    text: str, sizes: tuple[float, ...], room: float, bold: bool = False
) -> tuple[float, str]:
    """The largest of the sizes at which the text fits, and the text; cut at the smallest where it fits at none."""
    size = next((size for size in sizes if text_width(text, size, bold) <= room), sizes[-1])
    return size, cut(text, size, room, bold)


def wrapped(text: str, size: float, room: float, max_lines: int, bold: bool = False) -> list[str]:
    """The text in at most so many lines; words too long for a line are broken, what does not fit ends in an ellipsis."""
    lines: list[str] = []
    rest = " ".join(BREAKABLE.split(text)).strip()
    while rest and len(lines) < max_lines - 1:
        line, rest = _line(rest, size, room, bold)
        lines.append(line)
    return [*lines, cut(rest, size, room, bold)] if rest else lines


def _line(text: str, size: float, room: float, bold: bool) -> tuple[str, str]:
    """The first line of a text, and what follows it."""
    end = _fit(text, size, room, bold)
    if end == len(text):
        return text, ""
    space = text.rfind(" ", 0, end + 1)
    if space > 0:
        return text[:space], text[space + 1 :]
    sign = max(text.rfind(sign, 1, end) for sign in "-/–_") + 1
    if sign > 1:
        return text[:sign], text[sign:]
    hyphen = "" if unicodedata.east_asian_width(text[max(end - 1, 0)]) in "WF" else "-"
    end = max(1, _fit(text, size, room - text_width(hyphen, size, bold), bold))
    if hyphen:
        end = _syllable(text, end)
    return text[:end] + hyphen, text[end:].lstrip()


def _syllable(text: str, end: int) -> int:
    """Where a word that has room for `end` letters is broken: before the last consonant with a vowel after it, else at `end`."""
    word = len(text.split(" ", 1)[0])
    latest = min(end, word - LEAST_AFTER_HYPHEN)
    for place in range(latest, max(LEAST_BEFORE_HYPHEN, latest - LOOK_BACK) - 1, -1):
        consonant, vowel = text[place].lower(), text[place + 1].lower()
        if consonant.isalpha() and consonant not in VOWELS and vowel in VOWELS:
            return place
    return end
