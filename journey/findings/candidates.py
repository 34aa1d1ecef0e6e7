"""What is compared: a measure by attributes and pairs of them, over times, by the ways that journeys took, by place.

Each family of comparisons says how many it made and which of them could hold, with z and p (METRICS.md, "Findings").
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations

import numpy as np
from scipy.special import ndtr

from journey.findings.compare import Sides, design_effect, interval, p_of, z_of
from journey.findings.measures import Material, Measure, Places, step_keys
from journey.model.finding import (
    AND,
    ATTRIBUTE,
    BEFORE,
    BOTH,
    DROP_OFF,
    FIRST,
    FROM,
    LEAVES,
    NEXT,
    PAIR,
    PATH,
    PERIOD,
    PLACE,
    TIME,
)
from journey.model.intervals import Z
from journey.model.small_numbers import LOW_BASE_BELOW

LONGEST = 8  # periods of a window
# How surely a group's change must differ from everybody else's: p over the groups of a measure. METRICS.md has |z| of 2.58, which
# lets groups without any change of their own into 3 of 20 shuffles wherever everybody's figure changed.
OTHERS_CHANGE = 0.01
APART = 2.58  # |z| of a pair against the rest of each of its two parts
MOST_VALUES = 40  # of an attribute, for pairs of it to be looked at
NOT_BY_PATH = (LEAVES, TIME, NEXT)
MOST_EVENTS = 60  # so far, from which on journeys count as alike
Sums = tuple[np.ndarray, ...]


@dataclass(frozen=True)
class Candidate:
    """A comparison that could hold: of which measure, of which value of what (its code), from which period to before which."""

    measure: Measure
    family: str
    attribute: str
    code: int
    first: int
    last: int
    z: float
    p: float
    deff: float


Look = tuple[str, int, list[Candidate]]  # family, comparisons made, those of them that could hold
Looks = Iterator[Look]


def looks(measure: Measure, material: Material, is_filtered: bool) -> Looks:
    """All comparisons of a measure; under filters those by attribute and over time alone."""
    deff = design_effect(measure.y, measure.customers)
    yield from by_attribute(measure, material, deff, is_filtered)
    yield over_time(measure, material, deff)
    if not is_filtered:
        yield by_pair(measure, material, deff)
        yield from by_path(measure, material, deff)


def over_time(measure: Measure, material: Material, deff: float) -> Look:
    """The surest time of everybody."""
    sums = _weekly(measure, np.zeros(len(measure.y), dtype=np.int64), 1, len(material.starts))
    return PERIOD, *_windows(measure, "", 0, tuple(each[0] for each in sums), deff, None)


def looks_at_places(places: Places) -> Looks:
    """Each touchpoint or channel against all the others."""
    measure = places.measure
    deff = design_effect(measure.y, measure.customers)
    sums = _totals(measure, places.codes)
    candidates = _groups(
        measure, places.attribute, PLACE, sums, deff, 1 + int(measure.periods.max())
    )
    yield PLACE, len(candidates), candidates


def cases_of(material: Material, one: Candidate) -> np.ndarray:
    """Which cases are of the candidate's group, at any time."""
    measure = one.measure
    if not one.attribute:
        return np.ones(len(measure.y), dtype=bool)
    if one.family == PLACE:
        return next(
            each.codes == one.code
            for each in material.places
            if each.measure is measure and each.attribute == one.attribute
        )
    if one.attribute == FROM and measure.came_from is not None:
        return measure.came_from == one.code
    if one.attribute == FIRST:
        return material.begun_at[measure.journeys] == one.code
    if one.attribute == BEFORE and measure.steps is not None:
        return _times_before(measure, (material.steps_at or {})[one.code]) > 0
    if one.attribute == BEFORE:
        return np.isin(measure.journeys, material.passed.get((measure.stage, one.code), []))
    codes, _ = codes_of(material, measure, one.attribute)
    return codes == one.code


def codes_of(material: Material, measure: Measure, attribute: str) -> tuple[np.ndarray, int]:
    """The number of each case's value of an attribute, or of both of a pair, and how many there can be; 0 where it has none."""
    if AND not in attribute:
        codes = material.attributes[attribute][measure.journeys]
        return codes, int(material.attributes[attribute].max(initial=0)) + 1
    first, second = (material.attributes[name] for name in attribute.split(AND))
    size = int(second.max(initial=0)) + 1
    one, other = first[measure.journeys], second[measure.journeys]
    both = np.where((one > 0) & (other > 0), one * size + other, 0)
    return both, (int(first.max(initial=0)) + 1) * size


def by_attribute(measure: Measure, material: Material, deff: float, is_filtered: bool) -> Looks:
    size = len(material.starts)
    groups = sum(int(values.max(initial=0)) for values in material.attributes.values())
    for attribute in material.attributes:
        codes, most = codes_of(material, measure, attribute)
        if is_filtered:
            candidates = _groups(
                measure, attribute, ATTRIBUTE, _totals(measure, codes, most), deff, size
            )
            yield ATTRIBUTE, len(candidates), candidates
            continue
        sums = _weekly(measure, codes, most, size)
        whole = tuple(each.sum(axis=0) for each in sums)
        totals = tuple(each.sum(axis=1) for each in sums)
        candidates = _groups(measure, attribute, ATTRIBUTE, totals, deff, size)
        yield ATTRIBUTE, len(candidates), candidates
        for code in np.flatnonzero(totals[0][1:] >= LOW_BASE_BELOW) + 1:
            own = tuple(each[code] for each in sums)
            others = tuple(all_ - mine for all_, mine in zip(whole, own))
            yield BOTH, *_windows(measure, attribute, int(code), own, deff, others, groups)


def by_path(measure: Measure, material: Material, deff: float) -> Looks:
    """By what journeys began at and came straight from, and what they passed before: of stages by the landmark rule, of answers and
    low scores at an equal number of other events so far."""
    size = 1 + int(measure.periods.max())
    if measure.kind not in NOT_BY_PATH and measure.levels is None:
        codes = material.begun_at[measure.journeys]
        candidates = _groups(measure, FIRST, PATH, _totals(measure, codes), deff, size)
        yield PATH, len(candidates), candidates
    if measure.came_from is not None:
        candidates = _groups(measure, FROM, PATH, _totals(measure, measure.came_from), deff, size)
        yield PATH, len(candidates), candidates
    if measure.kind == DROP_OFF:
        candidates = [
            Candidate(measure, PATH, BEFORE, touchpoint_no, 0, size, z, p, deff)
            for (stage, touchpoint_no), (p, z) in material.landmarks.items()
            if (stage, touchpoint_no) in material.passed and stage == measure.stage
        ]
        yield PATH, len(candidates), candidates
    if measure.steps is not None:
        candidates = [
            Candidate(measure, PATH, BEFORE, number, 0, size, z, p, deff)
            for number, keys in (material.steps_at or {}).items()
            for z, p in _at_equal_steps(measure, keys, deff)
        ]
        yield PATH, len(candidates), candidates


def _times_before(measure: Measure, keys: np.ndarray) -> np.ndarray:
    """How often a touchpoint with these steps was passed in the journey before each case."""
    if measure.steps is None:
        return np.zeros(len(measure.y), dtype=np.int64)
    begin = np.searchsorted(keys, step_keys(measure.journeys, np.zeros_like(measure.steps)))
    return np.searchsorted(keys, step_keys(measure.journeys, measure.steps)) - begin


def _at_equal_steps(
    measure: Measure, keys: np.ndarray, deff: float
) -> Iterator[tuple[float, float]]:
    """z and p of having passed it before, pooled over how many events there were so far; nothing where a side is small.

    At an equal number of other events, and at an equal number of all of them: the less sure of both, as an event more may itself go
    with the answer. p is 1 where they point apart, or where it does not differ so at an equal number of events in the stage.
    """
    times = _times_before(measure, keys)
    if measure.steps is None or not (times > 0).any():
        return
    tested = [
        _pooled(measure, times > 0, np.minimum(events, MOST_EVENTS), deff)
        for events in (measure.steps - 1 - times, measure.steps - 1)
    ]
    zs = [z for z in tested if z is not None]
    if len(zs) == 2:
        z = min(zs, key=abs)
        is_told = zs[0] * zs[1] > 0 and _is_apart_in_stage(measure, times > 0, z, deff)
        yield z, float(2 * ndtr(-abs(z))) if is_told else 1.0


def _is_apart_in_stage(measure: Measure, has_passed: np.ndarray, z: float, deff: float) -> bool:
    """Whether it differs as surely at an equal number of events in the stage, wherever both sides are seen there."""
    if measure.standing is None:
        return True
    at_equal = _pooled(measure, has_passed, np.minimum(measure.standing, MOST_EVENTS), deff)
    return at_equal is None or at_equal * z > 0 and abs(at_equal) >= APART


def _pooled(
    measure: Measure, has_passed: np.ndarray, strata: np.ndarray, deff: float
) -> float | None:
    """z of the difference of both sides, pooled over the strata by n1 n0 / (n1 + n0); None where one has fewer than thirty."""
    size = MOST_EVENTS + 1
    y = measure.y.astype(float)
    counts, sums = (
        [np.bincount(strata[side], weights[side], size) for side in (has_passed, ~has_passed)]
        for weights in (np.ones(len(y)), y)
    )
    has_both = (counts[0] > 0) & (counts[1] > 0)
    n1, n0, s1, s0 = (each[has_both] for each in (*counts, *sums))
    if n1.sum() < LOW_BASE_BELOW or n0.sum() < LOW_BASE_BELOW:
        return None
    weights = n1 * n0 / (n1 + n0)
    difference = (weights * (s1 / n1 - s0 / n0)).sum() / weights.sum()
    squares = np.bincount(strata, y**2, size)[has_both]
    spread = squares - (s1 + s0) ** 2 / (n1 + n0)
    variance = spread.sum() / max(1.0, (n1 + n0 - 1).sum())
    return float(difference / np.sqrt(variance * deff / weights.sum())) if variance > 0 else None


def by_pair(measure: Measure, material: Material, deff: float) -> Look:
    """Both attributes together against the rest, told where they differ as surely from the rest of each of their parts."""
    count, candidates = 0, []
    narrow = [
        name for name, values in material.attributes.items() if values.max(initial=0) <= MOST_VALUES
    ]
    for first, second in combinations(narrow, 2):
        attribute = f"{first}{AND}{second}"
        codes, most = codes_of(material, measure, attribute)
        size = int(material.attributes[second].max(initial=0)) + 1
        cells = [each.reshape(-1, size) for each in _totals(measure, codes, most)]
        for cell in cells:
            cell[0, :] = cell[:, 0] = 0
        rows, columns = ([each.sum(axis=axis, keepdims=True) for each in cells] for axis in (1, 0))
        whole = [float(each.sum()) for each in _totals(measure, np.zeros(len(codes), np.int64), 1)]
        parts = [
            _sides(cells, [part - cell for part, cell in zip(of, cells)]) for of in (rows, columns)
        ]
        rest = _sides(cells, [all_ - cell for all_, cell in zip(whole, cells)])
        enough = rest.n1 >= LOW_BASE_BELOW
        for sides in (rest, *parts):
            enough &= sides.n0 >= LOW_BASE_BELOW
        if not enough.any():
            continue
        count += int(enough.sum())
        z = np.where(enough, z_of(rest, measure.is_share, deff), 0.0)
        apart = [z_of(sides, measure.is_share, deff) for sides in parts]
        is_apart = enough & (np.abs(z) >= APART)
        for each in apart:
            is_apart &= (np.abs(each) >= APART) & (np.sign(each) == np.sign(z))
        places = np.flatnonzero(is_apart)
        p = p_of(rest.of(places), z[places], measure.is_share, deff)
        candidates += [
            Candidate(measure, PAIR, attribute, int(place), 0, len(material.starts), float(z[place]), float(at), deff)
            for place, at in zip(places, p)
        ]  # fmt: skip
    return PAIR, count, candidates


def _sides(inside: list[np.ndarray], outside: list[np.ndarray]) -> Sides:
    inside, outside = ([np.broadcast_to(each, inside[0].shape).ravel() for each in side] for side in (inside, outside))  # fmt: skip
    return Sides(*inside, *outside)


def _weekly(measure: Measure, codes: np.ndarray, most: int, size: int) -> Sums:
    """n, sum of y and of y squared by code and period."""
    cells = codes.astype(np.int64) * size + measure.periods
    return tuple(each.reshape(most, size) for each in _totals(measure, cells, most * size))


def _totals(measure: Measure, codes: np.ndarray, most: int = 0) -> Sums:
    """The same by code alone; y is its own square where it is 0 or 1."""
    counts = np.bincount(codes, minlength=most).astype(float)
    if measure.is_share:
        hits = np.bincount(codes[measure.y > 0], minlength=len(counts)).astype(float)
        return counts, hits, hits
    return counts, *(np.bincount(codes, each, len(counts)) for each in (measure.y, measure.y**2))


def _groups(
    measure: Measure, attribute: str, family: str, totals: Sums, deff: float, size: int
) -> list[Candidate]:
    """Each value against all the others; of two that are all there is the one with the bad news."""
    whole = [each.sum() for each in totals]
    n1, s1, q1 = totals
    sides = Sides(n1, s1, q1, whole[0] - n1, whole[1] - s1, whole[2] - q1)
    enough = (sides.n1 >= LOW_BASE_BELOW) & (sides.n0 >= LOW_BASE_BELOW)
    enough[0] = False  # those without a value
    z = z_of(sides, measure.is_share, deff)
    p = p_of(sides, np.where(enough, z, 0.0), measure.is_share, deff)
    candidates = [
        Candidate(measure, family, attribute, int(code), 0, size, float(z[code]), float(p[code]), deff)
        for code in np.flatnonzero(enough)
    ]  # fmt: skip
    if len(candidates) == 2 and n1[enough].sum() == whole[0]:  # both sides of one comparison
        candidates = [one for one in candidates if one.z * measure.bad > 0] or candidates[:1]
    return candidates


def _windows(
    measure: Measure,
    attribute: str,
    code: int,
    own: Sums,
    deff: float,
    others: Sums | None,
    groups: int = 1,
) -> tuple[int, list[Candidate]]:
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
    first, last = (int(end) for end in bounds[best])
    family = BOTH if others is not None else PERIOD
    p = min(1.0, p * int(enough.sum()))
    return 1, [Candidate(measure, family, attribute, code, first, last, float(z[best]), p, deff)]


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
