"""How likely journeys reach a goal from each cell (stage and touchpoint), in an absorbing Markov chain."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypedDict

import numpy as np

if TYPE_CHECKING:
    from journey.data.views.rows import StageTransitionsRow

Cell = tuple[str | None, str]

ENDS = ("completed", "in_progress", "dropped_off", "ended_well")
COMPLETED = ENDS.index("completed")
BEGINNING = "beginning"  # cells are pairs, so no cell has this name
TIE_DIGITS = 12  # effects that differ by less are equal: the last digits of sums give no order
SURE = 1 - 1e-12  # a chance above this is 1 but for rounding


@dataclass(frozen=True)
class Counted:
    """Chain rows with numbers for names, n cells and r rows.

    cells: in the order of their stages, those outside the stages first; places: (n,) place of each cell's stage, -1 outside.
    groups, spots, numbers: (r,) the row's group, its spot in a flattened table, and its count.
    A table is (n + 1, n + 4, draws): from each cell, and last from the beginning; to each cell, and then to the ENDS.
    """

    cells: tuple[Cell, ...]
    places: np.ndarray
    groups: np.ndarray
    spots: np.ndarray
    numbers: np.ndarray

    @property
    def shape(self) -> tuple[int, int]:
        return len(self.cells) + 1, len(self.cells) + len(ENDS)

    def table(self) -> np.ndarray:
        """(n + 1, n + 3, 1) counts, all groups added up."""
        return np.bincount(
            self.spots, self.numbers, minlength=self.shape[0] * self.shape[1]
        ).reshape(*self.shape, 1)

    def before(self, stage: int) -> int:
        """How many cells stand before the stage with this place."""
        return int(np.searchsorted(self.places, stage))


@dataclass(frozen=True)
class Reach:
    """begun: journeys; reach: chance (0..1) that a journey reaches the goal, None where none began; cells: a row each.

    cells rows: {stage, touchpoint, events, reach}: chance to reach the goal for who stands there, 1 at the goal and beyond;
    None where all who stood there are known to have reached it before.
    """

    begun: int
    reach: float | None
    cells: list["ReachOfCell"]


class Named(TypedDict):
    stage: str | None
    touchpoint: str
    events: int


class ReachOfCell(Named):
    reach: float | None


class Contribution(Named):
    reach_without: float
    removal_effect: float
    share: float | None


def counted(rows: "Sequence[StageTransitionsRow]", stages: list[str]) -> Counted:
    """The chain rows {group, source_stage, source, target_stage, target, end, moves} with numbers for names.

    A row is a beginning (source None), an end (target None; an end of another name than the ENDS is taken as in progress)
    or a move, and `moves` is its count.
    """
    cells = _cells(rows, stages)
    width = len(cells) + len(ENDS)
    column: dict[Cell | str, int] = {cell: at for at, cell in enumerate(cells)}
    column |= {end: len(cells) + at for at, end in enumerate(ENDS)}
    column[BEGINNING] = len(cells)
    spots = [width * column[_source(row)] + column[_target(row)] for row in rows]
    places = np.array([_stage_index(cell, stages) for cell in cells], dtype=int)
    groups = np.array([row["group"] for row in rows], dtype=int)
    numbers = np.array([row["moves"] for row in rows], dtype=float)
    return Counted(cells, places, groups, np.array(spots, dtype=int), numbers)


def reach_and_contributions(
    rows: "Sequence[StageTransitionsRow]", stages: list[str], goal: str
) -> tuple[Reach, list[Contribution]]:
    """Both from one elimination, which takes nearly all of the time; rows as `counted` takes them."""
    chain = counted(rows, stages)
    table, before = chain.table(), chain.before(stages.index(goal))
    arrived = arrivals(table, [before])
    found = _reach(chain, table, _known(arrived))
    return found, _contributions(chain, table, arrived[:, :before, 0, 0], found.reach or 0.0)


def _reach(chain: Counted, table: np.ndarray, by_cell: np.ndarray) -> Reach:
    """The chance to reach the goal stage or a later one, from the beginning and from each cell.

    An end as dropped off, in progress or ended well fails, and so does a walk that never ends. An end as completed before the goal
    cannot be: who is completed has reached the goal earlier, and only came back. Such walks are left out, that is
    P(goal) / (1 - P(completed before the goal)).
    """
    known = [None if np.isnan(chance) else float(chance) for chance in by_cell[:, 0, 0]]
    cells: list[ReachOfCell] = [
        {**_named(chain, table, at), "reach": chance} for at, chance in enumerate(known)
    ]
    begun = int(table[-1].sum())
    return Reach(begun, float(from_beginning(table, by_cell)[0, 0]) if begun else None, cells)


def _contributions(
    chain: Counted, table: np.ndarray, arrived: np.ndarray, whole: float
) -> list[Contribution]:
    """A row per cell before the goal: {stage, touchpoint, events, reach_without, removal_effect, share}, largest effect first.

    Removal effect (Anderl et al. 2016): 1 - reach without the cell / reach, where all who come to the cell are lost.
    share: removal effects scaled to a sum of 1, None where all are 0. Empty where no journey reaches the goal.
    """
    if not whole:
        return []
    effects = np.clip(_through(table, arrived) / whole, 0, 1)
    total = effects.sum()
    effect_rows: list[Contribution] = [
        {
            **_named(chain, table, at),
            "reach_without": whole * (1 - float(effect)),
            "removal_effect": float(effect),
            "share": float(effect / total) if total else None,
        }
        for at, effect in enumerate(effects)
    ]
    return sorted(effect_rows, key=lambda row: -round(row["removal_effect"], TIE_DIGITS))


def reached(tables: np.ndarray, befores: list[int]) -> np.ndarray:
    """Tables; for each goal, how many cells stand before it -> (n, goals, draws) chance to reach it; nan where unknown."""
    return _known(arrivals(tables, befores))


def _known(arrived: np.ndarray) -> np.ndarray:
    """What `arrivals` gives -> (n, goals, draws) chance to reach the goal; nan where unknown."""
    goal, completed = arrived
    return np.clip(goal / np.where(completed < SURE, 1 - completed, np.nan), 0, 1)


def from_beginning(tables: np.ndarray, by_cell: np.ndarray) -> np.ndarray:
    """Tables, (n, goals, draws) -> (goals, draws) chance of a journey that begins as the journeys did; 0 where none began."""
    begins = shares(tables)[-1, : len(by_cell), None]
    return (begins * np.nan_to_num(by_cell)).sum(axis=0)


def arrivals(tables: np.ndarray, befores: list[int]) -> np.ndarray:
    """(2, n, goals, draws) chance to come from each cell to the goal, and to end as completed before the goal.

    Solves (I - Q) b = R (Kemeny and Snell 1960) for all goals at once, as the cells before an early goal are the first
    of those before a later one: b of a cell is that of the later cells to which `passed_on` leads.
    """
    n, goals = len(tables) - 1, np.array(befores, dtype=int)
    passed, chance = passed_on(tables), np.zeros((2, n, len(goals), tables.shape[2]))
    chance[0] = (np.arange(n)[:, None] >= goals)[..., None]
    for cell in reversed(range(n)):
        to = cell + 1 + np.flatnonzero(passed[cell, cell + 1 : n].any(axis=-1))
        onward = np.einsum("jd,cjgd->cgd", passed[cell, to], chance[:, to])
        onward[1] += passed[cell, n + COMPLETED]
        chance[:, cell] = np.where((goals > cell)[:, None], onward, chance[:, cell])
    return chance


def passed_on(tables: np.ndarray) -> np.ndarray:
    """(n, n + 4, draws): in each cell's row, right of the cell, the chances where a journey first gets beyond it, or ends.

    Gaussian elimination without subtractions (Grassmann, Taksar and Heyman 1985): a cell is taken out, and who would come
    to it is passed on to where it leads. Exact also where circles have no way out: nothing is passed on. All draws at
    once, and only where there are moves, which is faster than np.linalg.solve, and not slowed down by a busy machine.
    """
    passed = shares(tables)[:-1]
    for cell in range(len(passed)):
        onward = passed[cell, cell + 1 :]
        onward[:] = _divided(onward, onward.sum(axis=0))
        sources = cell + 1 + np.flatnonzero(passed[cell + 1 :, cell].any(axis=-1))
        targets = cell + 1 + np.flatnonzero(onward.any(axis=-1))
        passed[np.ix_(sources, targets)] += passed[sources, cell, None] * passed[cell, targets]
    return passed


def shares(tables: np.ndarray) -> np.ndarray:
    """Counts -> shares of their row; a row of nothing stays 0."""
    return _divided(tables, tables.sum(axis=1, keepdims=True))


def _divided(numbers: np.ndarray, by: np.ndarray) -> np.ndarray:
    return np.divide(numbers, by, out=np.zeros(numbers.shape), where=by > 0)


def _through(table: np.ndarray, arrived: np.ndarray) -> np.ndarray:
    """(before,) chance that a journey comes to the cell, and reaches the goal after: u N[:, i] / N[i, i] g[i].

    `arrived` is (2, before): what `arrivals` gives for the goal, of the cells before it.

    N = (I - Q)^-1, so N[j, i] / N[i, i] is the chance ever to come from j to i (Kemeny and Snell 1960); g is the chance
    of the goal; u are the beginnings, each over 1 - P(completed before the goal). Among the cells that lead to the goal.
    """
    goal, completed = arrived
    leading = np.flatnonzero(goal)
    chances = shares(table)[..., 0]
    visits = np.linalg.inv(np.eye(len(leading)) - chances[np.ix_(leading, leading)])
    starts = chances[-1, leading] / (1 - completed[leading])
    through = np.zeros(len(goal))
    through[leading] = starts @ visits / np.diag(visits) * goal[leading]
    return through


def _named(chain: Counted, table: np.ndarray, at: int) -> Named:
    """The cell's names and its events: all that happens next there."""
    stage, touchpoint = chain.cells[at]
    return {"stage": stage, "touchpoint": touchpoint, "events": int(table[at].sum())}


def _cells(rows: "Sequence[StageTransitionsRow]", stages: list[str]) -> tuple[Cell, ...]:
    ends = {_source(row) for row in rows} | {_target(row) for row in rows}
    cells = [cell for cell in ends if not isinstance(cell, str)]
    return tuple(
        sorted(cells, key=lambda cell: (_stage_index(cell, stages), cell[1], cell[0] or ""))
    )


def _stage_index(cell: Cell, stages: list[str]) -> int:
    return stages.index(cell[0]) if cell[0] in stages else -1


def _source(row: "StageTransitionsRow") -> Cell | str:
    return BEGINNING if row["source"] is None else (row["source_stage"], row["source"])


def _target(row: "StageTransitionsRow") -> Cell | str:
    if row["target"] is None:
        return row["end"] if row["end"] in ENDS else "in_progress"
    return row["target_stage"], row["target"]
