"""An exhibit: what a screen shows, and what menu, deck, report, workbook, link and command line take from it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Literal

from journey.data.answer import Answer
from journey.exhibit.chart import Chart
from journey.exhibit.grid import Grid
from journey.exhibit.ref import Ref
from journey.map.scene import Scene
from journey.model.theme import Theme

NO_JOURNEY = "No journey matches these filters."
TOO_FEW = (
    "Counts of 1 to 4 customers are in it: files hide those, and the others that would tell them."
)
NO_FIGURE = (
    "Fewer than 10 customers are behind each figure here: take fewer filters, or other groups."
)
Kind = Literal["figure", "map", "graph", "table", "timeline"]


@dataclass(frozen=True)
class Part:
    """A drawing for one slide, and what of the whole it is; '' where it is all."""

    scene: Scene
    words: str = ""


@dataclass(frozen=True)
class Drawing:
    """A drawing made of shapes for a width in CSS pixels; `narrowest` is the least width at which all of it can be read.

    `parts` gives it for slides with room of so many points across and down, one part a slide; where there is none, it is one.
    `table` is what it says in a table, where no answer does.
    """

    scene: Callable[[float], Scene]
    narrowest: float = 760
    parts: Callable[[float, float], tuple[Part, ...]] | None = None
    table: Grid | None = None


@dataclass(frozen=True)
class Exhibit:
    """`title` is the finding and `subtitle` its definition and unit, both plain text as `notes` and `alt` are.

    `content` is what every file draws, `on_screen` what the screen does (a Plotly figure, or a component's data) in its theme
    where it does not draw `content` itself. `n` counts what `unit` names. The first answer is the one that the exhibit shows.
    """

    ref: Ref
    kind: Kind
    title: str
    subtitle: str
    content: Chart | Grid | Drawing
    answers: tuple[Answer[Any], ...]
    n: int | None
    unit: str
    alt: str
    notes: tuple[str, ...] = ()
    on_screen: Callable[[Theme], Any] = lambda theme: None


class NoJourney(Exception):
    """No journey is left under the filters, so that nothing can be asked of them."""


@dataclass(frozen=True)
class Nothing:
    """An exhibit with nothing to show under its filters, and why: said in its place on a screen, and in a file without it.

    `answers` are those that a screen shows as tables all the same.
    """

    ref: Ref
    title: str
    reason: str
    answers: tuple[Answer[Any], ...] = ()
