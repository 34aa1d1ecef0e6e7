"""How many journeys would reach each stage if fewer left somewhere, or fewer turned back."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, TypedDict

import numpy as np

from journey.graph.chain import ENDS, Counted, counted, from_beginning, reached

if TYPE_CHECKING:
    from journey.data.views.rows import StageTransitionsRow

DROPPED_OFF = ENDS.index("dropped_off")
DRAWS, DRAWS_OF_LARGE, LARGE = (
    200,
    100,
    200,
)  # draws; draws where more than so many cells would take many seconds
LEAST_GROUPS = 10  # fewer groups of customers say nothing of how much customers differ
RANGE = (2.5, 97.5)  # percentiles
SEED = 5  # any; fixed, so that the same question has the same answer
AT_ONCE = 4_000_000  # numbers in memory at a time


def _check(by: float) -> None:
    if not 0 <= by <= 1:
        raise ValueError(f"by is a share from 0 to 1, not {by}")


@dataclass(frozen=True)
class LessDropOff:
    """A share `by` (0..1) of those who drop off at the cell go on instead, as those do who go on from there."""

    stage: str | None
    touchpoint: str
    by: float

    def __post_init__(self) -> None:
        _check(self.by)


@dataclass(frozen=True)
class FewerReturns:
    """A share `by` (0..1) of the moves from the cell onto the target cell happens as all else does that happens at the cell."""

    stage: str | None
    touchpoint: str
    target_stage: str | None
    target: str
    by: float

    def __post_init__(self) -> None:
        _check(self.by)


Change = LessDropOff | FewerReturns


@dataclass(frozen=True)
class Shift:
    """In the cell's row of the table a share `by` of the giver's count goes to the takers, in proportion to theirs."""

    cell: int
    giver: int
    takers: list[int]
    by: float


class Figures(TypedDict):
    before: float
    before_low: float | None
    before_high: float | None
    after: float
    after_low: float | None
    after_high: float | None
    difference: float
    difference_low: float | None
    difference_high: float | None


class Expected(Figures):
    stage: str
    draws: int


FIGURES: Final = (
    *("before", "before_low", "before_high"),
    *("after", "after_low", "after_high"),
    *("difference", "difference_low", "difference_high"),
)


def expected(
    rows: "Sequence[StageTransitionsRow]", stages: list[str], changes: Sequence[Change]
) -> list[Expected]:
    """A row per stage: {stage, before, before_low, before_high, after, ..., difference, ..., draws}, in journeys.

    before, after: journeys begun x the chance to reach the stage or a later one (`chain.Reach`), without and with the changes,
    made one after the other; a model, not a count. low, high: 95 % percentile range over `draws` resamplings of the groups of
    customers, in each of which the chances are reckoned anew (journeys begun stay those that began); None where fewer than
    10 groups hold journeys. Rows as `chain.counted` takes them.
    """
    chain = counted(rows, stages)
    shifts = [shift for shift in (_shift(chain, change) for change in changes) if shift]
    table = chain.table()
    begun = table[-1].sum()
    point = begun * _answers(chain, table, shifts, len(stages))[..., 0]
    drawn = [begun * _answers(chain, tables, shifts, len(stages)) for tables in _resampled(chain)]
    ranges = np.percentile(np.concatenate(drawn, axis=-1), RANGE, axis=-1) if drawn else None
    draws = sum(part.shape[-1] for part in drawn)
    return [
        {"stage": stage, **_row(point, ranges, at), "draws": draws}
        for at, stage in enumerate(stages)
    ]


def without_effect(
    rows: "Sequence[StageTransitionsRow]", stages: list[str], changes: Sequence[Change]
) -> list[Change]:
    """The changes that change nothing: no such cell, nobody to hold there, nothing else that happens there, or by = 0."""
    chain = counted(rows, stages)
    table = chain.table()
    return [change for change in changes if not _moved(table, _shift(chain, change))]


def _shift(chain: Counted, change: Change) -> Shift | None:
    """None where the journeys know no such cell."""
    number = {cell: at for at, cell in enumerate(chain.cells)}
    cell = number.get((change.stage, change.touchpoint))
    if isinstance(change, LessDropOff):
        giver: int | None = len(number) + DROPPED_OFF
        takers = list(range(len(number)))
    else:
        giver = number.get((change.target_stage, change.target))
        takers = [column for column in range(chain.shape[1]) if column != giver]
    return None if cell is None or giver is None else Shift(cell, giver, takers, change.by)


def _moved(table: np.ndarray, shift: Shift | None) -> bool:
    return shift is not None and bool(
        shift.by * table[shift.cell, shift.giver] * table[shift.cell, shift.takers].sum()
    )


def _shifted(tables: np.ndarray, shifts: list[Shift]) -> np.ndarray:
    """Tables with the changes made; where there are no takers, nothing is given."""
    tables = tables.copy()
    for shift in shifts:
        takers = tables[shift.cell, shift.takers]
        pool = takers.sum(axis=0)
        given = np.where(pool > 0, shift.by * tables[shift.cell, shift.giver], 0)
        tables[shift.cell, shift.takers] = takers * (1 + given / np.where(pool > 0, pool, 1))
        tables[shift.cell, shift.giver] -= given
    return tables


def _answers(chain: Counted, tables: np.ndarray, shifts: list[Shift], stages: int) -> np.ndarray:
    """Tables -> (3, stages, draws): the chance to reach each stage or a later one before, after, and the difference."""
    befores = [chain.before(stage) for stage in range(stages)]
    before = from_beginning(tables, reached(tables, befores))
    changed = _shifted(tables, shifts)
    after = from_beginning(changed, reached(changed, befores)) if shifts else before
    return np.stack([before, after, after - before])


def _resampled(chain: Counted) -> Iterator[np.ndarray]:
    """Tables of counts, some draws at a time: as many groups as there are, drawn with replacement (Efron 1979)."""
    _, group = np.unique(chain.groups[chain.numbers > 0], return_inverse=True)
    spots, spot = np.unique(chain.spots[chain.numbers > 0], return_inverse=True)
    groups = int(group.max(initial=-1)) + 1
    if groups < LEAST_GROUPS:
        return
    by_group = np.zeros((groups, len(spots)))
    np.add.at(by_group, (group, spot), chain.numbers[chain.numbers > 0])
    draws = DRAWS if len(chain.cells) <= LARGE else DRAWS_OF_LARGE
    times = np.random.default_rng(SEED).multinomial(groups, np.full(groups, 1 / groups), size=draws)
    size = chain.shape[0] * chain.shape[1]
    for part in np.array_split(times, -(-draws * size // AT_ONCE)):
        tables = np.zeros((size, len(part)))
        tables[spots] = (part @ by_group).T
        yield tables.reshape(*chain.shape, len(part))


def _row(point: np.ndarray, ranges: np.ndarray | None, at: int) -> Figures:
    """(3, stages) figures, (2, 3, stages) low and high -> the nine figures of a stage."""
    before, after, difference = map(float, point[:, at])
    ends: list[tuple[float | None, float | None]] = [(None, None)] * 3
    if ranges is not None:
        ends = [(float(low), float(high)) for low, high in ranges[:, :, at].T]
    return {
        "before": before,
        "before_low": ends[0][0],
        "before_high": ends[0][1],
        "after": after,
        "after_low": ends[1][0],
        "after_high": ends[1][1],
        "difference": difference,
        "difference_low": ends[2][0],
        "difference_high": ends[2][1],
    }
