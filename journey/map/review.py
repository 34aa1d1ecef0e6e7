"""What has moved since the map was last reviewed, beyond what chance explains."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from journey.data.ask import AnyRow
from journey.data.views.form import with_interval
from journey.map.captions import Form, two_digits
from journey.map.model import JourneyMap
from journey.model.cells import SCORES, Cell, parse_cell
from journey.model.definition import UNASSIGNED
from journey.model.small_numbers import FULL
from journey.model.vocabulary import METRICS, OUTCOMES, cell_kind, outcome
from journey.model.words import percent, signed

Figures = dict[str, list[float]]
Values = tuple[float | None, ...]  # a figure and both ends of its interval
RATES_AT_AGE = {
    "advanced": "went_on_rate",
    "ended_well": "ended_well_rate",
    "neither": "neither_rate",
}


@dataclass(frozen=True)
class Moved:
    """A figure that lies outside its former interval, and its former value outside the interval of now."""

    cell: Cell
    before: float
    now: float
    is_mean: bool = False

    @property
    def words(self) -> str:
        form = two_digits if self.is_mean else _form(self.cell)
        return f"{_name(self.cell)} from {form(self.before)} to {form(self.now)}"


def figures(journey_map: JourneyMap) -> Figures:
    """[value, low, high] of every figure of the map on answers and emotions that has an interval, by its cell."""
    known: dict[Cell, Values] = {}
    for stage in journey_map.stages:
        known |= {
            Cell(figure.metric, stage.name): (figure.value, figure.low, figure.high)
            for figure in stage.figures
        }
        for point in stage.touchpoints:
            if point.emotion:
                known[Cell(point.emotion.kind, stage.name, point.name)] = (
                    point.emotion.mean_valence,
                    point.emotion.low,
                    point.emotion.high,
                )
    return _known(known)


def figures_at_age(ripe: Sequence[AnyRow], leaves: Sequence[AnyRow]) -> Figures:
    """The same of journeys at the same age, of 30 customers or more: rows of the views `ripe` and `ripe_leaves`."""
    known: dict[Cell, Values] = {}
    for row in _of_thirty(ripe):
        for kind, rate in RATES_AT_AGE.items():
            known[Cell(kind, row["stage"])] = _with_ends(row, rate)
    for row in _of_thirty(leaves):
        known[Cell("lost", row["stage"], row["touchpoint"])] = _with_ends(row, "leaves")
    return _known(known)


def _of_thirty(rows: Sequence[AnyRow]) -> list[AnyRow]:
    return [row for row in rows if row["base"] == FULL and row["stage"] != UNASSIGNED]


def _with_ends(row: AnyRow, rate: str) -> Values:
    """The rate and both ends of its interval."""
    return tuple(row[name] for name in with_interval(rate))


def _known(figures: Mapping[Cell, Values]) -> Figures:
    return {
        str(cell): [value for value in values if value is not None]
        for cell, values in figures.items()
        if None not in values
    }


def means(journey_map: JourneyMap) -> frozenset[str]:
    """The scores that are told as means of answers, where the others are shares."""
    return frozenset(
        figure.metric
        for figure in journey_map.overall
        if figure.metric != "nps" and figure.bounds != (0.0, 1.0)
    )


def moved(before: Figures, now: Figures, means: Collection[str] = ()) -> list[Moved]:
    """The figures that moved, the furthest first in widths of their former interval; `means` as above.

    Both rules must hold, now outside then and then outside now, so that of figures which did not change few are named;
    what was added since overlaps what was there, so this says less often than it might that something moved.
    """
    changes = []
    for name in before.keys() & now.keys():
        (then, then_low, then_high), (value, low, high) = before[name], now[name]
        if not then_low <= value <= then_high and not low <= then <= high:
            changes.append(
                (
                    abs(value - then) / ((then_high - then_low) or 1e-9),
                    Moved(cell := parse_cell(name), then, value, cell.kind in means),
                )
            )
    return [entry for _, entry in sorted(changes, key=lambda pair: (-pair[0], str(pair[1].cell)))]


def _form(cell: Cell) -> Form:
    if cell.kind == "nps":
        return signed
    return two_digits if cell.kind in ("valence", "score_valence") else percent


def _name(cell: Cell) -> str:
    if cell.kind in SCORES:
        return f"{METRICS[cell.kind].noun} in {cell.stage}"
    rated = outcome(cell.kind) if cell.kind in OUTCOMES else cell_kind(cell.kind)
    return f"{rated.rate} {cell.touchpoint or cell.stage}"
