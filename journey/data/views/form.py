"""What every view module provides."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from journey.data.generation import Generation
from journey.model.cells import EVERYWHERE, Place
from journey.model.intervals import UNKNOWN, wilson
from journey.model.metrics import METRIC_NUMBERS

Row = dict
TOP = 100
JOURNEY, CUSTOMER = "journey", "customer"
STAGES, TOUCHPOINTS = "stages", "touchpoints"
DEPTH, DEEPEST = 6, 50
# In seconds: one minute, 5, 15; one hour, 3, 6, 12; one day, 2, 3, 7, 14, 30, 60, 90, 180, 365.
SPANS = (
    0,
    60,
    300,
    900,
    3_600,
    10_800,
    21_600,
    43_200,
    86_400,
    172_800,
    259_200,
    604_800,
    1_209_600,
    2_592_000,
    5_184_000,
    7_776_000,
    15_552_000,
    31_536_000,
)
OPTIONS = (
    "collapse",
    "source",
    "target",
    "within",
    "anywhere",
    "per",
    "over",
    "depth",
    "through",
    "stage",
    "customer",
    "change",
)
HAVING = ("", "nps", "csat", "ces", "valence", "emotion", "comment")


@dataclass(frozen=True)
class ViewOptions:
    """What a view is asked for beside the filters.

    Group columns, metrics of satisfaction, length and kind of a list, one place; and of ways: whether repeats in a row count once,
    from where to where, within how many days, in any order, counted per what, over stages or touchpoints, how many steps deep,
    through which list, in which stage, of which customer, with which changes. A view understands the OPTIONS
    that its form lists.
    """

    by: tuple[str, ...] = ()
    metrics: tuple[str, ...] = tuple(METRIC_NUMBERS)
    top: int = TOP
    having: str = ""
    at: Place = EVERYWHERE
    protected: bool = False
    collapse: bool = False
    source: str = ""
    target: str = ""
    within: float | None = None
    anywhere: bool = False
    per: str = JOURNEY
    over: str = STAGES
    depth: int = DEPTH
    through: tuple[str, ...] = ()
    stage: str = ""
    customer: str = ""
    change: tuple[str, ...] = ()

    def options(self) -> list[tuple[str, object]]:
        """Those of OPTIONS that differ from the usual; of a list one pair an entry."""
        usual = ViewOptions()
        chosen = [
            (name, getattr(self, name))
            for name in OPTIONS
            if getattr(self, name) != getattr(usual, name)
        ]
        return [
            (name, entry)
            for name, value in chosen
            for entry in (value if isinstance(value, tuple) else (value,))
        ]

    @property
    def values(self) -> dict[str, int | str]:
        """What the queries want of it: the range of numbers that holds the metrics, how long a list, of which events."""
        numbers = [METRIC_NUMBERS[metric] for metric in self.metrics]
        return {
            "first_metric": min(numbers),
            "last_metric": max(numbers),
            "top": self.top,
            "wanted_field": self.having,
            "count_customers": int(self.protected),
            "is_collapsed": int(self.collapse),
            "depth": self.depth,
            "is_anywhere": int(self.anywhere),
            "is_per_customer": int(self.per == CUSTOMER),
        }


@dataclass(frozen=True)
class View:
    """How a view's query becomes rows.

    `finish(generation, sums, asked)` gives the rows with every column the public sees plus the counts of
    customers they rest on; `rates` names what rests on which of these; `helpers` are dropped in the end.
    `by`: the dimensions it can be grouped by beside attributes and periods, None where it cannot be grouped.
    `notes` says what has to stand beside the rows.
    `lists`: whether its rows are single journeys, events or comments, which are never told in shared mode.
    `options`: which of OPTIONS it understands; `needs`: which of them it cannot do without.
    `is_shared` False: small groups could be worked out from it, so that shared mode does not tell it.
    `queried` names the file of its query where that is not the view's own name; `bound` gives further values and CTEs for it;
    `is_columnar`: `finish` gets columns as arrays in place of rows.
    """

    name: str
    unit: str
    finish: Callable[[Generation, list[Row], ViewOptions], list[Row]]
    definitions: Callable[[Generation], dict[str, str]]
    rates: dict[str, tuple[str, ...]] = field(default_factory=dict)
    helpers: tuple[str, ...] = ()
    totals: Callable[[list[Row]], dict] = lambda rows: {}
    notes: Callable[[list[Row]], list[str]] = lambda rows: []
    rule: str = "journeys"
    by: tuple[str, ...] | None = None
    lists: bool = False
    options: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    is_shared: bool = True
    queried: Callable[[ViewOptions], str] | None = None
    bound: Callable[[Generation, ViewOptions], tuple[dict[str, Any], tuple[str, ...]]] | None = None
    is_columnar: bool = False


def share(name: str, hits: int, n: int) -> Row:
    """A share of n with its Wilson interval and its n; empty where n is 0."""
    low, high = wilson(hits / n, n) if n else UNKNOWN
    return {name: hits / n if n else None, f"{name}_low": low, f"{name}_high": high, f"{name}_n": n}


def with_interval(name: str) -> tuple[str, str, str]:
    """The columns of a figure and its interval."""
    return name, f"{name}_low", f"{name}_high"
