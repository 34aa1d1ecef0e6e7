"""Charts as plain values, from which every file draws its own: what stands where, how large, how sure, in which colour.

Colours are roles of the theme or #rrggbb, lengths of time are seconds, days their proleptic ordinal, shares 0..1. What is
hidden or unknown is None and is drawn as nothing, never as zero.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

Unit = Literal["count", "share", "points", "valence", "seconds", "number", "day"]


@dataclass(frozen=True)
class Axis:
    """What an axis measures; `ends` where it does not follow the values; `is_log` where equal ratios are equal lengths."""

    title: str
    unit: Unit
    ends: tuple[float, float] | None = None
    is_log: bool = False


@dataclass(frozen=True)
class Series:
    """One value a row of the chart, with the words that stand at it."""

    name: str
    colour: str
    values: tuple[float | None, ...]
    words: tuple[str, ...] = ()
    lows: tuple[float | None, ...] = ()
    highs: tuple[float | None, ...] = ()
    ns: tuple[int | None, ...] = ()


@dataclass(frozen=True)
class Bars:
    """A horizontal bar a row, its series one behind the other where `is_stacked`; `row_words` stand beside the row's name.

    `row_colours` give rows of a chart of one series, or the first series of a stack, colours of their own.
    """

    rows: tuple[str, ...]
    series: tuple[Series, ...]
    axis: Axis
    row_words: tuple[str, ...] = ()
    row_colours: tuple[str, ...] = ()
    is_stacked: bool = True
    emphasised: int | None = None


@dataclass(frozen=True)
class Dots:
    """A row a group, in it a dot with its interval for each series; `reference` and `target` are lines through all rows with
    their words."""

    rows: tuple[str, ...]
    series: tuple[Series, ...]
    axis: Axis
    row_words: tuple[str, ...] = ()
    reference: tuple[float, str] | None = None
    emphasised: int | None = None
    target: tuple[float, str] | None = None


@dataclass(frozen=True)
class Curve:
    """A line through points (x, y) with the interval of y; `is_step` where y holds until the next point."""

    name: str
    colour: str
    x: tuple[float, ...]
    y: tuple[float | None, ...]
    low: tuple[float | None, ...] = ()
    high: tuple[float | None, ...] = ()
    is_step: bool = False
    is_muted: bool = False


@dataclass(frozen=True)
class Curves:
    """Lines over one pair of axes; `marks` are (x, words) of upright lines, `target` (y, words) of a level one."""

    curves: tuple[Curve, ...]
    x_axis: Axis
    y_axis: Axis
    marks: tuple[tuple[float, str], ...] = ()
    target: tuple[float, str] | None = None


@dataclass(frozen=True)
class Cell:
    """A field of a heat map: its words, its shade from 0 (none) to 1, and whether what it says is not final yet."""

    words: str
    shade: float | None = None
    is_pale: bool = False
    value: float | None = None
    low: float | None = None
    high: float | None = None
    n: int | None = None


@dataclass(frozen=True)
class Cells:
    """A heat map; `cells` row by row, `row_colours` the colour of full shade of each row."""

    rows: tuple[str, ...]
    columns: tuple[str, ...]
    cells: tuple[tuple[Cell, ...], ...]
    axis: Axis
    row_colours: tuple[str, ...] = ()
    columns_title: str = ""


Chart = Bars | Dots | Curves | Cells


def longest(values: Sequence[float | None]) -> float:
    """The largest of the values that are known; 0 where none is."""
    return max((value for value in values if value is not None), default=0.0)
