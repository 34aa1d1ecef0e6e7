"""What every view module provides."""

from collections.abc import Callable
from dataclasses import dataclass, field

from journey.data.generation import Generation
from journey.model.cells import EVERYWHERE, Place
from journey.model.metrics import METRIC_NUMBERS

Row = dict
TOP = 100
HAVING = ("", "nps", "csat", "ces", "valence", "emotion", "comment")


@dataclass(frozen=True)
class Asked:
    """What a view is asked for beside the filters: group columns, metrics of satisfaction, length and kind of a list, one place."""

    by: tuple[str, ...] = ()
    metrics: tuple[str, ...] = tuple(METRIC_NUMBERS)
    top: int = TOP
    having: str = ""
    at: Place = EVERYWHERE
    protected: bool = False

    @property
    def values(self) -> dict[str, int | str]:
        """What the queries want of it: the range of numbers that holds the metrics, how long a list, of which events."""
        numbers = [METRIC_NUMBERS[metric] for metric in self.metrics]
        return {"first_metric": min(numbers), "last_metric": max(numbers), "top": self.top, "wanted_field": self.having,
                "count_customers": int(self.protected)}


@dataclass(frozen=True)
class View:
    """How a view's query becomes rows.

    `finish(generation, sums, asked)` gives the rows with every column the public sees plus the counts of
    customers they rest on; `rates` names what rests on which of these; `helpers` are dropped in the end.
    `by`: the dimensions it can be grouped by beside attributes and periods, None where it cannot be grouped.
    `lists`: whether its rows are single journeys, events or comments, which are never told in shared mode.
    """

    name: str
    unit: str
    finish: Callable[[Generation, list[Row], Asked], list[Row]]
    definitions: Callable[[Generation], dict[str, str]]
    rates: dict[str, tuple[str, ...]] = field(default_factory=dict)
    helpers: tuple[str, ...] = ()
    totals: Callable[[list[Row]], dict] = lambda rows: {}
    rule: str = "journeys"
    by: tuple[str, ...] | None = None
    lists: bool = False


def with_interval(name: str) -> tuple[str, str, str]:
    """The columns of a figure and its interval."""
    return name, f"{name}_low", f"{name}_high"
