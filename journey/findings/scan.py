"""Every measure for every group and time, and what of it holds against how much was looked at (METRICS.md, "Findings")."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np
from scipy.special import ndtr

from journey.data.generation import Generation
from journey.findings.compare import Sides, design_effect, interval, p_of, z_of
from journey.findings.measures import Material, Measure
from journey.model.finding import (
    ATTRIBUTE,
    BEFORE,
    BOTH,
    DROP_OFF,
    FIRST,
    FROM,
    LEAVES,
    PATH,
    PERIOD,
)
from journey.model.intervals import Z
from journey.model.persons import distinct
from journey.model.progress import beat
from journey.model.small_numbers import LOW_BASE_BELOW

BUDGET = {
    ATTRIBUTE: 0.0125,
    PERIOD: 0.0125,
    PATH: 0.01,
    BOTH: 0.01,
}  # of 5 %; .25, .25, .20, .20 of it
LONGEST = 8  # periods of a window
# How surely a group's change must differ from everybody else's: p over the groups of a measure. METRICS.md has |z| of 2.58, which
# lets groups without any change of their own into 3 of 20 shuffles wherever everybody's figure changed.
OTHERS_CHANGE = 0.01
GOOD_NEWS = 0.7


@dataclass(frozen=True)
class Difference:
    """A difference that was looked at: of which measure, for whom (attribute and value, "" for everybody) and when (periods from
    `first` to before `last`; of an attribute all of them). `excess`: the cases more or fewer than usual, with its ends."""

    measure: Measure
    family: str
    attribute: str
    value: str | None
    first: int
    last: int
    value_in: float
    value_out: float
    n_in: int
    n_out: int
    low: float
    high: float
    z: float
    p: float
    excess: tuple[float, float, float]
    design_effect: float
    inside: np.ndarray
    outside: np.ndarray
    is_of_group: np.ndarray  # at any time
    others: tuple[float, float] | None = (
        None  # what everybody else's figure was in the same time, and in the rest of it
    )

    @property
    def difference(self) -> float:
        return self.value_in - self.value_out

    @property
    def journeys(self) -> np.ndarray:
        """Those of its cases, inside alone."""
        return np.unique(self.measure.journeys[self.inside])

    @property
    def affected(self) -> np.ndarray:
        """Those of them that fared worse or, of good news, better."""
        is_hit = self.measure.is_poor if self.is_bad_news else ~self.measure.is_poor
        return np.unique(self.measure.journeys[self.inside & is_hit])

    @property
    def is_bad_news(self) -> bool:
        return (self.value_in - self.value_out) * self.measure.bad > 0

    @property
    def weight(self) -> float:
        """What it is worth: the excess at its careful end, none where that may be zero, times what is at stake."""
        _, low, high = self.excess
        nearest = min(abs(low), abs(high)) if low * high > 0 else 0.0
        return nearest * self.measure.stakes * (1.0 if self.is_bad_news else GOOD_NEWS)


@dataclass(frozen=True)
class Scan:
    """What holds, the surest first, and how many comparisons were made in each family."""

    holding: tuple[Difference, ...]
    looked_at: dict[str, int]


@dataclass(frozen=True)
class _Candidate:
    measure: Measure
    family: str
    attribute: str
    code: int
    first: int
    last: int
    z: float
    p: float
    deff: float


def scan(generation: Generation, material: Material, is_filtered: bool = False) -> Scan:
    """All that holds, explained ones left in; under filters attributes and times alone, not both together."""
    counts = dict.fromkeys(BUDGET, 0)
    candidates: list[_Candidate] = []
    for place, measure in enumerate(material.measures, 1):
        beat(f"{place} of {len(material.measures)} measures")
        deff = design_effect(measure.y, measure.customers)
        tests = [*_tests(measure, material, deff, is_filtered)]
        tests += [] if is_filtered else _path_tests(measure, material, deff)
        for family, tested in tests:
            counts[family] += tested[0]
            candidates += tested[1]
    found = []
    for one in candidates:
        if one.p <= BUDGET[one.family] / max(1, counts[one.family]):
            told = _difference(generation, material, one)
            if told:
                found.append(told)
    return Scan(tuple(sorted(found, key=lambda one: -abs(one.z))), counts)


def _tests(
    measure: Measure, material: Material, deff: float, is_filtered: bool
) -> Iterator[tuple[str, tuple[int, list[_Candidate]]]]:
    """By family how many comparisons were made, and those that could hold."""
    size = len(material.starts)
    groups = sum(int(values.max(initial=0)) for values in material.attributes.values())
    for attribute, values in material.attributes.items():
        codes = values[measure.journeys]
        most = int(codes.max()) + 1 if len(codes) else 1
        sums = _weekly(measure, codes, most, size)
        whole = tuple(each.sum(axis=0) for each in sums)
        yield ATTRIBUTE, _groups(measure, attribute, sums, deff)
        for code in range(1, 1 if is_filtered else most):
            own = tuple(each[code] for each in sums)
            if own[0].sum() >= LOW_BASE_BELOW:
                others = tuple(all_ - mine for all_, mine in zip(whole, own))
                yield BOTH, _windows(measure, attribute, code, own, deff, others, groups)
    sums = _weekly(measure, np.zeros(len(measure.y), dtype=np.int64), 1, size)
    yield PERIOD, _windows(measure, "", 0, tuple(each[0] for each in sums), deff, None)


def _path_tests(
    measure: Measure, material: Material, deff: float
) -> Iterator[tuple[str, tuple[int, list[_Candidate]]]]:
    """By what journeys began at and came straight from, and of stages by what they passed before (the landmark rule)."""
    if measure.kind != LEAVES:
        codes = material.begun_at[measure.journeys]
        yield PATH, _path_groups(measure, FIRST, codes, deff)
    if measure.came_from is not None:
        yield PATH, _path_groups(measure, FROM, measure.came_from, deff)
    if measure.kind == DROP_OFF:
        size = len(material.starts)
        found = [
            _Candidate(measure, PATH, BEFORE, touchpoint_no, 0, size, z, p, deff)
            for (stage, touchpoint_no), (p, z) in material.landmarks.items()
            if (stage, touchpoint_no) in material.passed and stage == measure.stage
        ]
        yield PATH, (len(found), found)


def _path_groups(
    measure: Measure, attribute: str, codes: np.ndarray, deff: float
) -> tuple[int, list[_Candidate]]:
    count, found = _groups(
        measure,
        attribute,
        _weekly(measure, codes, int(codes.max()) + 1, 1 + int(measure.periods.max())),
        deff,
    )
    return count, [replace(one, family=PATH) for one in found]


Sums = tuple[np.ndarray, ...]


def _weekly(measure: Measure, codes: np.ndarray, most: int, size: int) -> Sums:
    """n, sum of y and of y squared by code and period."""
    cells = codes * size + measure.periods
    return tuple(
        np.bincount(cells, weights, most * size).reshape(most, size)
        for weights in (np.ones(len(measure.y)), measure.y, measure.y**2)
    )


def _groups(
    measure: Measure, attribute: str, sums: Sums, deff: float
) -> tuple[int, list[_Candidate]]:
    """Each value against all the others."""
    totals = [each.sum(axis=1) for each in sums]
    whole = [each.sum() for each in totals]
    n1, s1, q1 = totals
    sides = Sides(n1, s1, q1, whole[0] - n1, whole[1] - s1, whole[2] - q1)
    enough = (sides.n1 >= LOW_BASE_BELOW) & (sides.n0 >= LOW_BASE_BELOW)
    enough[0] = False  # those without a value
    z = z_of(sides, measure.is_share, deff)
    p = p_of(sides, np.where(enough, z, 0.0), measure.is_share, deff)
    found = [
        _Candidate(
            measure,
            ATTRIBUTE,
            attribute,
            int(code),
            0,
            sums[0].shape[1],
            float(z[code]),
            float(p[code]),
            deff,
        )
        for code in np.flatnonzero(enough)
    ]
    if len(found) == 2 and n1[enough].sum() == whole[0]:  # both sides of one comparison
        found = [one for one in found if one.z * measure.bad > 0] or found[:1]
    return len(found), found


def _windows(
    measure: Measure,
    attribute: str,
    code: int,
    own: Sums,
    deff: float,
    others: Sums | None,
    groups: int = 1,
) -> tuple[int, list[_Candidate]]:
    """The surest of all lasting changes and windows of 1 to 8 periods, its p times how many there were; none where everybody else
    changed alike."""
    size = len(own[0])
    bounds = np.array(
        [(first, size) for first in range(1, size)]
        + [
            (first, first + length)
            for length in range(1, LONGEST + 1)
            for first in range(size - length)
        ]
    )
    if not len(bounds):
        return 0, []
    sides = _in_and_out(own, bounds)
    enough = (sides.n1 >= LOW_BASE_BELOW) & (sides.n0 >= LOW_BASE_BELOW)
    if not enough.any():
        return 0, []
    z = np.where(enough, z_of(sides, measure.is_share, deff), 0.0)
    best = int(np.argmax(np.abs(z)))
    p = float(p_of(sides.of(np.array([best])), z[[best]], measure.is_share, deff)[0])
    if others is not None and not _is_apart(own, others, bounds[[best]], measure, deff, groups):
        p = 1.0
    first, last = bounds[best]
    family = BOTH if others is not None else PERIOD
    found = _Candidate(
        measure,
        family,
        attribute,
        code,
        int(first),
        int(last),
        float(z[best]),
        min(1.0, p * int(enough.sum())),
        deff,
    )
    return 1, [found]


def _in_and_out(own: Sums, bounds: np.ndarray) -> Sides:
    """Sums within each window and outside of it, from cumulative sums."""
    sums = []
    for each in own:
        upto = np.concatenate([[0.0], np.cumsum(each)])
        inside = upto[bounds[:, 1]] - upto[bounds[:, 0]]
        sums.append((inside, upto[-1] - inside))
    (n1, n0), (s1, s0), (q1, q0) = sums
    return Sides(n1, s1, q1, n0, s0, q0)


def _is_apart(
    own: Sums, others: Sums, bounds: np.ndarray, measure: Measure, deff: float, groups: int
) -> bool:
    """Whether the group's change differs from that of everybody else, by the error of the difference of both."""
    changes, errors = [], []
    for sums in (own, others):
        sides = _in_and_out(sums, bounds)
        if min(sides.n1[0], sides.n0[0]) < LOW_BASE_BELOW:
            return False
        low, high = interval(sides, measure.is_share, deff)
        changes.append(float(sides.difference[0]))
        errors.append(float(high[0] - low[0]) / (2 * Z))
    error = float(np.hypot(errors[0], errors[1]))
    p = 2 * ndtr(-abs(changes[0] - changes[1]) / error) if error else 0.0
    return bool(p * groups <= OTHERS_CHANGE)


def _difference(generation: Generation, material: Material, one: _Candidate) -> Difference | None:
    """The candidate with its figures; None where fewer than thirty customers are on a side."""
    measure = one.measure
    is_own = _is_of_group(material, one)
    in_time = (measure.periods >= one.first) & (measure.periods < one.last)
    inside = is_own & in_time
    outside = ~is_own if one.family in (ATTRIBUTE, PATH) else is_own & ~in_time
    if not inside.any() or not outside.any():
        return None
    if min(distinct(measure.customers[side]) for side in (inside, outside)) < LOW_BASE_BELOW:
        return None
    sides = sums_of(measure.y, inside, outside)
    if one.attribute == BEFORE and one.z * float(sides.difference[0]) <= 0:
        return None  # as they are the shares point the other way than the landmarks: nothing is claimed
    low, high = (float(end[0]) for end in interval(sides, measure.is_share, one.deff))
    poor = sides if measure.is_share else sums_of(measure.is_poor.astype(float), inside, outside)
    n = float(sides.n1[0])
    ends = [float(end[0]) for end in interval(poor, True, one.deff)]
    excess = (n * float(poor.difference[0]), n * ends[0], n * ends[1])
    return Difference(
        measure,
        one.family,
        one.attribute,
        _value_of(generation, one),
        one.first,
        one.last if one.family != PATH else len(material.starts),
        float(sides.s1[0] / sides.n1[0]),
        float(sides.s0[0] / sides.n0[0]),
        int(sides.n1[0]),
        int(sides.n0[0]),
        low,
        high,
        one.z,
        one.p,
        excess,
        one.deff,
        inside,
        outside,
        is_own,
        _others(measure, ~is_own, in_time) if one.family == BOTH else None,
    )


def _others(measure: Measure, others: np.ndarray, in_time: np.ndarray) -> tuple[float, float]:
    return (
        float(measure.y[others & in_time].mean()),
        float(measure.y[others & ~in_time].mean()),
    )


def _is_of_group(material: Material, one: _Candidate) -> np.ndarray:
    """Which cases are of the candidate's group."""
    measure = one.measure
    if not one.attribute:
        return np.ones(len(measure.y), dtype=bool)
    if one.attribute == FROM and measure.came_from is not None:
        return measure.came_from == one.code
    if one.attribute == FIRST:
        return material.begun_at[measure.journeys] == one.code
    if one.attribute == BEFORE:
        return np.isin(measure.journeys, material.passed.get((measure.stage, one.code), []))
    return material.attributes[one.attribute][measure.journeys] == one.code


def _value_of(generation: Generation, one: _Candidate) -> str | None:
    if not one.attribute:
        return None
    if one.family == PATH:
        return generation.touchpoints[one.code]
    return generation.attribute_values(one.attribute)[one.code]


def sums_of(y: np.ndarray, inside: np.ndarray, outside: np.ndarray) -> Sides:
    return Sides(
        *(
            np.array([float(each)])
            for side in (inside, outside)
            for each in (side.sum(), y[side].sum(), (y[side] ** 2).sum())
        )
    )
