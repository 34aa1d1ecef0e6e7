"""What every view module provides."""

from collections.abc import Callable
from dataclasses import dataclass, field

from journey.data.generation import Generation
from journey.model.metrics import METRIC_NUMBERS

Row = dict


@dataclass(frozen=True)
class Asked:
    """What a view is asked for beside the filters: group columns, and the metrics of satisfaction."""

    by: tuple[str, ...] = ()
    metrics: tuple[str, ...] = tuple(METRIC_NUMBERS)

    @property
    def values(self) -> dict[str, int]:
        """What the queries want of it: the range of numbers that holds the metrics."""
        numbers = [METRIC_NUMBERS[metric] for metric in self.metrics]
        return {"first_metric": min(numbers), "last_metric": max(numbers)}


@dataclass(frozen=True)
class View:
    """How a view's query becomes rows.

    `finish(generation, sums, asked)` gives the rows with every column the public sees plus the counts of
    customers they rest on; `rates` names what rests on which of these; `helpers` are dropped in the end.
    """

    name: str
    unit: str
    finish: Callable[[Generation, list[Row], Asked], list[Row]]
    definitions: Callable[[Generation], dict[str, str]]
    rates: dict[str, tuple[str, ...]] = field(default_factory=dict)
    helpers: tuple[str, ...] = ()
    totals: Callable[[list[Row]], dict] = lambda rows: {}
    rule: str = "journeys"


def with_interval(name: str) -> tuple[str, str, str]:
    """The columns of a figure and its interval."""
    return name, f"{name}_low", f"{name}_high"
