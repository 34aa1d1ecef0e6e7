"""Where the columns of a timeline stand, on a desk and on a phone, and what a row is."""

from dataclasses import dataclass

from journey.map.one_customer import Event
from journey.map.scene import Shape
from journey.model.words import duration

PHONE, MIN_WIDTH = 360.0, 760.0
DOT, DOT_AT, ROW = 13.0, 16.0, 32.0
NAME, BODY, SMALL, WORDS = 15, 13, 12.5, 14
PILL = 28.0  # room of a stage's name above its first row, on a phone


@dataclass(frozen=True)
class Layout:
    """Where the columns stand: band of the stages, right edge of the dates (on a phone with the words: 0), axis, words."""

    width: float
    band: float
    dates: float
    axis: float
    words: float
    silence: float
    pixels: float | None  # a second, where gaps are to scale
    is_narrow: bool = False

    @property
    def room(self) -> float:
        return self.width - self.words - 4


@dataclass(frozen=True)
class Row:
    """An event where it stands: the top of its row, its height, and how it hangs on the event before."""

    event: Event
    shapes: tuple[Shape, ...]
    height: float
    is_new_stage: bool
    is_broken: bool = False
    top: float = 0.0
    before_end: float = 0.0  # where the row before ends


def layout(width: float, is_narrow: bool, silence: float, pixels: float | None) -> Layout:
    if is_narrow:
        return Layout(PHONE, 7, 0, 29, 52, silence, pixels, True)
    return Layout(max(width, MIN_WIDTH), 118, 262, 292, 320, silence, pixels)


def gap_words(row: Row, layout: Layout) -> str:
    """How long after the event before; '' where no time passed."""
    if not row.event.gap:
        return ""
    return f"{duration(row.event.gap)} {'of silence' if is_silent(row, layout) else 'later'}"


def is_silent(row: Row, layout: Layout) -> bool:
    """Whether the gap before the row is long enough to be marked."""
    return bool(row.event.gap) and ((row.event.gap or 0) >= layout.silence or row.is_broken)
