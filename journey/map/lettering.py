"""How wide a text is and where it breaks, without a browser: widths of Helvetica, at least those of the fonts shown."""

import unicodedata

# Advance widths in thousandths of the size (Adobe's font metrics of Helvetica); others as the middle of their kind.
_GROUPS = {
    222: "ijl'|‘’",
    260: "|",
    278: " !,./:;[]\\tfI",
    333: "()-`r„“”",
    389: "*",
    469: "^",
    500: "ckszJvxy",
    556: "abdeghnopqu0123456789#$_L?–",
    584: "+<>=~−",
    611: "FTZ",
    667: "ABEKPSVXY&",
    722: "CDHNRUw",
    778: "GOQ",
    833: "mM",
    889: "%",
    944: "W",
    1000: "—…",
    1015: "@",
}
WIDTHS = {letter: width for width, letters in _GROUPS.items() for letter in letters}
OTHER, WIDE, BOLD = 600, 1000, 1.07
ELLIPSIS = "…"


def width(text: str, size: float, bold: bool = False) -> float:
    """Width of one line in the units of `size`."""
    return sum(map(_letter, text)) * size / 1000 * (BOLD if bold else 1)


def _letter(letter: str) -> float:
    known = WIDTHS.get(letter)
    if known:
        return known
    if unicodedata.combining(letter) or unicodedata.category(letter) == "Cf":
        return 0
    plain = unicodedata.normalize("NFD", letter)[0]
    return WIDTHS.get(plain) or (WIDE if unicodedata.east_asian_width(letter) in "WF" else OTHER)


def cut(text: str, size: float, room: float, bold: bool = False) -> str:
    """The text, or as much of its beginning as fits with an ellipsis."""
    if width(text, size, bold) <= room:
        return text
    while text and width(text + ELLIPSIS, size, bold) > room:
        text = text[:-1]
    return (text.rstrip() + ELLIPSIS) if text else ELLIPSIS


def fitting(text: str, sizes: tuple[float, ...], room: float, bold: bool = False) -> tuple[float, str]:
    """The largest of the sizes at which the text fits, and the text; cut at the smallest where it fits at none."""
    size = next((size for size in sizes if width(text, size, bold) <= room), sizes[-1])
    return size, cut(text, size, room, bold)


def wrapped(text: str, size: float, room: float, lines: int, bold: bool = False) -> list[str]:
    """The text in at most so many lines; words too long for a line are broken, what does not fit ends in an ellipsis."""
    words = [piece for word in text.split() for piece in _pieces(word, size, room, bold)]
    found: list[str] = []
    while words:
        line = words.pop(0)
        while words and width(f"{line} {words[0]}", size, bold) <= room:
            line = f"{line} {words.pop(0)}"
        if len(found) == lines - 1 and words:
            return [*found, cut(f"{line} {words[0]}{ELLIPSIS}", size, room, bold)]
        found.append(line)
    return found


def _pieces(word: str, size: float, room: float, bold: bool) -> list[str]:
    """The word, broken after a hyphen or where it must be."""
    pieces = []
    while width(word, size, bold) > room and len(word) > 1:
        fit = max(1, next((end for end in range(len(word), 0, -1) if width(word[:end], size, bold) <= room), 1))
        hyphen = max(word.rfind(sign, 1, fit) for sign in "-/–_") + 1
        end = hyphen if hyphen > 1 else max(1, fit - 1)
        pieces.append(word[:end] if hyphen > 1 else word[:end] + "-")
        word = word[end:]
    return [*pieces, word] if word else pieces
