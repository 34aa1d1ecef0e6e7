"""Charts of one row a name: how many rows there is room for, how high they are, and their names in the room beside them."""

from collections.abc import Sequence
from dataclasses import dataclass

from journey.exhibit.chart import Bars, Dots
from journey.export.deck.charts.parts import LABEL, Place
from journey.export.deck.markup import bound
from journey.map.lettering import cut_middle

ROWS_LIMIT = 24
LINES = 3
HIGHEST, NAME_SHARE, NAME_GAP = 100.0, 0.4, 10.0
LEGEND, AXIS, EDGE = 26.0, 24.0, 6.0
SIZES = (13.0, 12.0, 11.0, 10.0, 9.0)
LARGER = (
    (80.0, 16.0),
    (65.0, 14.0),
)  # heights of rows, and the letters of names that have room on one line there


@dataclass(frozen=True)
class Rows:
    """Sizes in points; `head` is the room above the rows, `foot` that below them."""

    names: tuple[str, ...]
    size: float
    name_width: float
    height: float
    head: float
    foot: float

    @property
    def whole(self) -> float:
        return self.head + self.height * len(self.names) + self.foot


def shown(content: Bars | Dots) -> int:
    """How many rows there is room for; bars beside each other need more."""
    beside = len(content.series) if isinstance(content, Bars) and not content.is_stacked else 1
    return min(len(content.rows), ROWS_LIMIT // max(1, beside))


def rest(content: Bars | Dots) -> str:
    """What the chart does not show."""
    more = len(content.rows) - shown(content)
    return f"and {more:,} more" if more else ""


def rows_of(
    names: Sequence[str],
    place: Place,
    has_legend: bool,
    has_axis: bool,
    per_row: int = 1,
    above: float = 0.0,
    below: float = 0.0,
) -> Rows:
    """`per_row`: bars or dots beside each other in a row; `above` and `below`: more room at both ends, in points."""
    head = (LEGEND if has_legend else EDGE) + above
    foot = (AXIS if has_axis else EDGE) + below
    room = place.height - head - foot
    height = min(room / max(1, len(names)), HIGHEST + 16.0 * (per_row - 1))
    most = NAME_SHARE * place.width
    size = _size(names, most, height, place)
    fitted = tuple(_name(name, size, most, _lines(size, height), place) for name in names)
    widths = [
        place.letters.width(line, size)
        for name in fitted
        for line in place.letters.lines(name, size, most, _lines(size, height))
    ]
    width = min(most, max(widths, default=0.0)) + NAME_GAP
    return Rows(fitted, size, width, height, head, foot)


def _size(names: Sequence[str], most: float, height: float, place: Place) -> float:
    """The letters of rows of a height: larger where few short names leave room, smaller where long ones need it."""
    for least, size in LARGER:
        if height >= least and all(place.letters.width(name, size) <= most for name in names):
            return size
    able = [size for size in SIZES if 1.25 * size <= height] or [SIZES[-1]]
    return next((size for size in able if _are_whole(names, size, most, height, place)), able[0])


def _lines(size: float, height: float) -> int:
    """How many lines of a name a row has room for."""
    return max(1, min(LINES, int(height / (1.2 * size))))


def _are_whole(names: Sequence[str], size: float, most: float, height: float, place: Place) -> bool:
    """Whether all names have room in letters of the size."""
    lines = _lines(size, height)
    return all(len(place.letters.lines(name, size, most)) <= lines for name in names)


def _name(name: str, size: float, most: float, lines: int, place: Place) -> str:
    """The name, cut in its middle where it takes more lines than there is room for."""
    whole = bound(" ".join(name.split()))
    words = whole
    room = most * lines * (1.0 if lines == 1 else 0.85)
    while len(place.letters.lines(words, size, most)) > lines and room > 3 * LABEL:
        words = cut_middle(whole, size * place.letters.spread, room)
        room *= 0.93
    return words
