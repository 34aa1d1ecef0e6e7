"""What sets the lost apart: a dot and its interval a trait, right of zero where the lost have it more often, else left."""

from collections.abc import Sequence
from typing import TypedDict

from journey.model.theme import Theme
from journey.model.vocabulary import outcome

STEPS = (1, 2, 5, 10, 20, 50)  # between two ticks, in percentage points
TICKS_LIMIT = 3  # to either side of zero


class Contrast(TypedDict):
    """A trait: its words, its shares and its difference in words; the difference with its ends, above 0 among the lost.

    `number`: its place among all rows, `is_linked`: whether a click lists its journeys, `label`: all of it in a sentence.
    """

    number: int
    words: str
    shares: str
    figure: str
    label: str
    difference: float
    low: float
    high: float
    is_linked: bool


class Group(TypedDict):
    """Traits compared by one rule, under its heading."""

    heading: str
    rows: list[Contrast]


class Tick(TypedDict):
    """A figure of the scale, in percentage points."""

    value: int
    words: str


class Contrasts(TypedDict):
    """All that the component draws: `end`, where the scale ends to either side, and the colours of the two sides."""

    groups: list[Group]
    left: str
    right: str
    end: float
    ticks: list[Tick]
    lost: str
    others: str
    line: str
    muted: str


def contrast_dots(
    groups: Sequence[Group], theme: Theme, hue: str, sides: tuple[str, str]
) -> Contrasts:
    """The groups on one scale that is as long to the left as to the right.

    `hue`: of the others, who went on from the stage. `sides`: what is said over the left and over the right half.
    """
    rows = [row for group in groups for row in group["rows"]]
    furthest = max(max(abs(row["low"]), abs(row["high"])) for row in rows)
    return {
        "groups": list(groups),
        "left": sides[0],
        "right": sides[1],
        "end": 1.04 * furthest,
        "ticks": [{"value": value, "words": _signed(value)} for value in _ticks(furthest)],
        "lost": theme.role(outcome("dropped_off").role),
        "others": hue,
        "line": theme.line,
        "muted": theme.muted,
    }


def _ticks(furthest: float) -> list[int]:
    """Round figures from one end to the other, zero among them."""
    step = next((step for step in STEPS if furthest / step <= TICKS_LIMIT), STEPS[-1])
    number = int(furthest // step)
    return [step * index for index in range(-number, number + 1)]


def _signed(value: int) -> str:
    return f"{'−' if value < 0 else '+'}{abs(value)}" if value else "0"
