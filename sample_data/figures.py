"""What does a measure say of a year? Its cases one by one, worked out from the events as METRICS would."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import cached_property

import numpy as np

from . import answers
from .answers import DEFAULT, NOBODY, Events
from .catalogue import ADVOCACY, CODE, NAMES, RETENTION
from .passings import (
    Columns,
    Passings,
    first_beyond,
    gaps,
    last_rows,
    most_of,
    passings,
    rows_at,
    seconds_to_contact,
)
from .people import DAY, YEAR_ENDS
from .places import CES, CONTACT_AGAIN, CSAT, DROP_OFF, EFFORT, LEAVES, NPS, REPEATS, VALENCE, Place
from .planting import CONTACT_DAYS
from .walks import LONGEST

SILENCE = 30 * DAY
FEELS_BAD = "feels_bad"
NEGATIVE = -0.05
OF_ANSWERS = (VALENCE, NPS, CSAT, CES)


@dataclass(frozen=True)
class Cases:
    """What a measure counts: the journey of each case, its key, its first event's row, and how it fared.

    The key is the journey's number or, of answers, the event's, so that the same case is found again in another year."""

    journey: np.ndarray
    key: np.ndarray
    row: np.ndarray
    y: np.ndarray


@dataclass(frozen=True)
class Year:
    """The events of a year, each customer's together and in order of time."""

    events: Events
    limit: float = 0.0  # of waits; from the events where it is 0
    known: dict[tuple[str, Place], Cases] = field(default_factory=dict)

    @property
    def columns(self) -> Columns:
        """The events as columns of codes."""
        return self.events.columns

    @cached_property
    def until(self) -> float:
        """The second of the last event of all."""
        return float(self.columns["second"].max())

    @cached_property
    def whole(self) -> Passings:
        """The journeys with their first and last rows."""
        return passings(self.columns, np.ones(len(self.columns["journey"]), bool))

    @cached_property
    def last(self) -> np.ndarray:
        """For each event the row of its journey's last one."""
        return last_rows(self.columns)

    @cached_property
    def beyond(self) -> dict[int, np.ndarray]:
        """By stage, for each event the row of its journey's first event of a later one."""
        return {stage: first_beyond(self.columns, stage) for stage in range(ADVOCACY)}

    @cached_property
    def begins(self) -> np.ndarray:
        """For each event the row of its journey's first one."""
        return self.whole.first[np.searchsorted(self.whole.journey, self.columns["journey"])]

    @cached_property
    def gaps(self) -> np.ndarray:
        """Seconds to the next event."""
        return gaps(self.columns)

    @cached_property
    def wait_limit(self) -> float:
        """What nine tenths of all gaps do not exceed."""
        return self.limit or float(np.nanquantile(self.gaps, 0.9))

    @cached_property
    def scores(self) -> dict[str, np.ndarray]:
        """By measure what each event's answer counts as, nan where there is none."""
        emotion, nps = answers.emotions(self.events), answers.nps(self.events)
        measured = answers.valences(self.events, emotion)
        label = np.where(emotion == NOBODY, np.nan, DEFAULT[emotion])
        csat, ces = answers.csat(self.events), answers.ces(self.events)
        return {
            VALENCE: np.where(np.isnan(measured), label, measured),
            NPS: np.where(np.isnan(nps), np.nan, 100.0 * (nps >= 9) - 100.0 * (nps <= 6)),
            CSAT: np.where(np.isnan(csat), np.nan, csat >= 4),
            CES: np.where(np.isnan(ces), np.nan, ces >= 5),
            EFFORT: np.where(np.isnan(ces) & np.isnan(csat), np.nan, (ces <= 4) | (csat <= 2)),
        }

    @cached_property
    def signs(self) -> dict[str, np.ndarray]:
        """Of each event 1 where it is what a measure of passings looks for, 0 where not, nan where that is not known."""
        second, valence = self.columns["second"], self.scores[VALENCE]
        is_known = second <= self.until - CONTACT_DAYS * DAY
        is_soon = seconds_to_contact(self.columns, self.columns["customer"]) <= CONTACT_DAYS * DAY
        return {
            CONTACT_AGAIN: np.where(is_known, is_soon, np.nan),
            FEELS_BAD: np.where(np.isnan(valence), np.nan, valence <= NEGATIVE),
            EFFORT: self.scores[EFFORT],
        }

    @cached_property
    def places(self) -> list[Place]:
        """Every stage, and every touchpoint in it."""
        keys = np.unique(
            self.columns["stage"].astype(int) * len(NAMES) + self.columns["touchpoint"]
        )
        stages = [(stage, "") for stage in range(ADVOCACY)]
        return stages + [(int(key) // len(NAMES), NAMES[int(key) % len(NAMES)]) for key in keys]

    def cases(self, measure: str, place: Place) -> Cases:
        """Of a measure at a place; none where it is not measured there."""
        if (measure, place) not in self.known:
            self.known[measure, place] = self._counted(measure, place)
        return self.known[measure, place]

    def _counted(self, measure: str, place: Place) -> Cases:
        if measure == DROP_OFF:
            return self._of_stage(place[0])
        rows = rows_at(self.columns, place)
        if measure in OF_ANSWERS:
            kept = np.flatnonzero(rows & ~np.isnan(self.scores[measure]))
            journey, key = self.columns["journey"][kept], self.columns["id"][kept]
            return Cases(journey, key, kept, self.scores[measure][kept])
        passed = passings(self.columns, rows)
        y = self._of_passings(measure, place, rows, passed)
        kept = ~np.isnan(y)
        return Cases(passed.journey[kept], passed.journey[kept], passed.first[kept], y[kept])

    def _of_passings(
        self, measure: str, place: Place, rows: np.ndarray, passed: Passings
    ) -> np.ndarray:
        """How each journey that passes fared, nan where that is not known."""
        if measure in self.signs:
            most = most_of(self.columns, rows, self.signs[measure])
            return np.where(most >= 0, most, np.nan)
        is_early = self.columns["second"][passed.first] <= self.until - SILENCE
        if measure == LEAVES:
            end = self.last[passed.first]
            is_exit, is_goal = rows[end], self.beyond[RETENTION][end] < len(rows)
            is_over = self.columns["second"][end] < self.until - SILENCE
            return np.where(is_early & (is_over | ~is_exit | is_goal), is_exit & ~is_goal, np.nan)
        if measure == REPEATS:
            anywhere = passings(self.columns, self.columns["touchpoint"] == CODE[place[1]])
            last = anywhere.last[np.searchsorted(anywhere.journey, passed.journey)]
            return np.where(is_early, passed.first < last, np.nan)
        gap = most_of(self.columns, rows, self.gaps)
        return np.where(is_early & (gap >= 0), gap > self.wait_limit, np.nan)

    def _of_stage(self, stage: int) -> Cases:
        """Journeys with an event of their own in it before any later stage, so old that their end is known."""
        beyond = self.beyond[stage]
        is_own = (self.columns["stage"] == stage) & (np.arange(len(beyond)) < beyond)
        passed = passings(self.columns, is_own)
        begun = self.columns["second"][self.begins[passed.first]]
        kept = begun < YEAR_ENDS - LONGEST
        journey, row = passed.journey[kept], passed.first[kept]
        return Cases(journey, journey, row, (beyond[row] == len(beyond)).astype(float))


def looked_at(events: Events, limit: float = 0.0) -> Year:
    """The year with each customer's events together."""
    rows = np.argsort(events.columns["journey"], kind="stable")
    columns = {name: values[rows] for name, values in events.columns.items()}
    return Year(replace(events, columns=columns), limit)
