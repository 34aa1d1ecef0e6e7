"""Who passes a touchpoint in a stage, when first and last, and what comes before and after?"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from .catalogue import CODE, CUSTOMER
from .places import Place

NOTHING = -1
CASES_OF_A_JOURNEY = 4
Columns = dict[str, np.ndarray]


@dataclass(frozen=True)
class Passings:
    """The journeys that have an event at a place: their number, and the rows of their first and last event there."""

    journey: np.ndarray
    first: np.ndarray
    last: np.ndarray


def rows_at(columns: Columns, place: Place) -> np.ndarray:
    """Which events are at a stage and touchpoint, or in a stage where no touchpoint is named."""
    stage, touchpoint = place
    is_there = columns["stage"] == stage
    return is_there & (columns["touchpoint"] == CODE[touchpoint]) if touchpoint else is_there


def passings(columns: Columns, rows: np.ndarray) -> Passings:
    """Of the events of a mask; columns hold each journey's events together, in their order."""
    places = np.flatnonzero(rows)
    journey, begins = np.unique(columns["journey"][places], return_index=True)
    ends = np.append(begins[1:], len(places)) - 1
    return Passings(journey, places[begins], places[ends])


def most_of(columns: Columns, rows: np.ndarray, values: np.ndarray) -> np.ndarray:
    """The largest value of each journey's events of a mask; -1 where none of them has any."""
    places = np.flatnonzero(rows)
    if not len(places):
        return np.zeros(0)
    _, begins = np.unique(columns["journey"][places], return_index=True)
    own = values[places].astype(float)
    return np.maximum.reduceat(np.where(np.isnan(own), -1.0, own), begins)


def last_rows(columns: Columns) -> np.ndarray:
    """For each event the row of its journey's last one."""
    journey = columns["journey"]
    ends = np.flatnonzero(np.append(journey[1:] != journey[:-1], True))
    return ends[np.searchsorted(ends, np.arange(len(journey)))]


def first_beyond(columns: Columns, stage: int) -> np.ndarray:
    """For each event the row of its journey's first event of a later stage; the number of all rows where there is none."""
    size = len(columns["journey"])
    later = passings(columns, columns["stage"] > stage)
    found = np.full(int(columns["journey"].max()) + 1, size)
    found[later.journey] = later.first
    return found[columns["journey"]]


def came_from(columns: Columns, rows: np.ndarray) -> np.ndarray:
    """The touchpoint of the event before each of these rows in the same journey, where it is another one, else NOTHING."""
    before = np.maximum(rows - 1, 0)
    is_same = (rows > 0) & (columns["journey"][before] == columns["journey"][rows])
    touchpoint = columns["touchpoint"][before]
    is_told = is_same & (touchpoint != columns["touchpoint"][rows])
    return np.where(is_told, touchpoint, NOTHING)


def gaps(columns: Columns) -> np.ndarray:
    """Seconds from each event to the next of its journey, nan after the last."""
    second, journey = columns["second"], columns["journey"]
    is_last = np.append(journey[1:] != journey[:-1], True)
    return np.where(is_last, np.nan, np.append(second[1:], 0.0) - second)


def next_of_case(columns: Columns) -> np.ndarray:
    """The row of the next event of each event's service case, NOTHING where there is none."""
    journey, case = columns["journey"].astype(np.int64), columns["case"].astype(np.int64)
    key = np.where(case > 0, journey * CASES_OF_A_JOURNEY + case, NOTHING)
    order = np.argsort(key, kind="stable")
    is_same = (key[order][1:] == key[order][:-1]) & (key[order][1:] >= 0)
    found = np.full(len(key), NOTHING)
    found[order[:-1]] = np.where(is_same, order[1:], NOTHING)
    return found


def seconds_to_contact(columns: Columns, owner: np.ndarray) -> np.ndarray:
    """Seconds from each event to its owner's next contact, of an event in a case later than the case's next event; nan for none.

    A contact is an event of the customer's own in a case. Rows of one owner are together, in order of time."""
    size = len(owner)
    is_contact = (columns["case"] > 0) & (columns["actor"] == CUSTOMER)
    upcoming = np.where(is_contact, np.arange(size), size)
    at_or_after = np.append(np.minimum.accumulate(upcoming[::-1])[::-1], size)
    after = next_of_case(columns)
    found = at_or_after[np.where(after != NOTHING, after, np.arange(size)) + 1]
    row = np.minimum(found, size - 1)
    is_own = (found < size) & (owner[row] == owner)
    return np.where(is_own, columns["second"][row] - columns["second"], np.nan)
