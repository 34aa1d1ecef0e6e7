"""Names of rows and what stands in a line beside them: names from data, of any length, in the room that there is."""

import re
from collections.abc import Sequence

from journey.map.lettering import cut_middle, text_width, wrapped
from journey.map.scene import Attribute, Shape, lines

SIZE, NOTE_SIZE, LEADING = 14, 13, 17
WIDEST = 0.34  # of the drawing, for all names
ALL_LINES = 99
PARTS = re.compile(r"(?<= ·) |(?<=,) (?!\d)|(?<=[;:]) ")


def name_lines(
    name: str, size: float, room: float, bold: bool = False, limit: int = 2
) -> list[str]:
    """The name in at most so many lines; of what does not fit, the middle is left out of the last."""
    plain = " ".join(name.split()) or "–"
    broken = wrapped(plain, size, room, ALL_LINES, bold)
    if len(broken) <= limit:
        return broken
    kept = wrapped(plain, size, room, ALL_LINES, bold)[: limit - 1]
    rest = plain
    for kept_line in kept:
        shown = (
            kept_line if rest.startswith(kept_line) else kept_line[:-1]
        )  # a hyphen is not of the name
        rest = rest[len(shown) :].lstrip()
    return [*kept, cut_middle(rest, size, room, bold)]


def note_lines(note: str, size: float, room: float, limit: int = 2) -> list[str]:
    """A note in so many lines, in one more with a break after each of its parts, else its first parts alone: nothing is cut
    within a part, as the table of the same exhibit has the rest."""
    whole = wrapped(note, size, room, ALL_LINES)
    if len(whole) <= limit:
        return whole
    lines: list[str] = []
    for part in PARTS.split(note):
        broken = wrapped(part.removesuffix(" ·").strip(), size, room, ALL_LINES)
        if len(lines) + len(broken) > limit + 1:
            break
        lines += broken
    return [*lines[:-1], lines[-1].rstrip(",;:")] if lines else name_lines(note, size, room)


def names_width(names: Sequence[str], size: float, width: float, share: float = WIDEST) -> float:
    """As wide as the longest name in one line, and not wider than its share of the drawing."""
    widest = max((text_width(" ".join(name.split()), size, True) for name in names), default=0.0)
    return min(widest + 1, share * width)


def beside(
    y: float, named: Sequence[str], notes: Sequence[str], right: float, is_emphasised: bool
) -> list[Shape]:
    """Lines that end at `right`, their middle at y: a name and, muted, what is known of it."""
    top = y - LEADING * (len(named) + len(notes)) / 2 + 12.5
    weight: dict[str, Attribute] = {"font_weight": 600} if is_emphasised else {}
    return [
        *lines(right, top, list(named), SIZE, LEADING, text_anchor="end", **weight),
        *lines(
            right,
            top + LEADING * len(named),
            list(notes),
            NOTE_SIZE,
            LEADING,
            "muted",
            text_anchor="end",
        ),
    ]
