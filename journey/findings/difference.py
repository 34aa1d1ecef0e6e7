"""A comparison that holds, with its figures: who is in it, how much they differ, and how many more fare badly than usual."""

from dataclasses import dataclass

import numpy as np

from journey.data.generation import Generation
from journey.findings.candidates import Candidate, cases_of
from journey.findings.compare import Sides, interval
from journey.findings.measures import Material, Measure
from journey.model.finding import AND, BEFORE, BOTH, CHANNEL, OF_GROUPS, PATH, TOUCHPOINT
from journey.model.persons import distinct
from journey.model.small_numbers import LOW_BASE_BELOW

GOOD_NEWS = 0.7


@dataclass(frozen=True)
class Difference:
    """A difference that was looked at: of which measure, for whom (attribute and value, "" for everybody) and when (periods from
    `first` to before `last`; of a group all of them). `excess`: the cases more or fewer than usual, with its ends."""

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
    candidate: Candidate
    material: Material
    others: tuple[float, float] | None = (
        None  # what everybody else's figure was in the same time, and in the rest of it
    )

    @property
    def difference(self) -> float:
        return self.value_in - self.value_out

    @property
    def is_of_group(self) -> np.ndarray:
        """Which cases are of its group, at any time. Looked up each time: of a large dataset many such would not fit."""
        return cases_of(self.material, self.candidate)

    def sides(self) -> tuple[np.ndarray, np.ndarray]:
        """Which cases are inside, and which are what it is held against."""
        return _sides(self.is_of_group, self.candidate)

    def sides_of_others(self) -> tuple[np.ndarray, np.ndarray]:
        """Everybody else's cases in the same time, and in the rest of it."""
        others, in_time = ~self.is_of_group, _in_time(self.candidate)
        return others & in_time, others & ~in_time

    def affected(self, inside: np.ndarray) -> np.ndarray:
        """The journeys of these cases that fared worse or, of good news, better."""
        is_hit = self.measure.is_poor if self.is_bad_news else ~self.measure.is_poor
        return np.unique(self.measure.journeys[inside & is_hit])

    @property
    def is_bad_news(self) -> bool:
        return self.difference * self.measure.bad > 0

    @property
    def is_in_time(self) -> bool:
        return self.family not in OF_GROUPS

    @property
    def weight(self) -> float:
        """What it is worth: the excess at its careful end, none where that may be zero, times what is at stake."""
        _, low, high = self.excess
        nearest = min(abs(low), abs(high)) if low * high > 0 else 0.0
        return nearest * self.measure.stakes * (1.0 if self.is_bad_news else GOOD_NEWS)


def difference(generation: Generation, material: Material, one: Candidate) -> Difference | None:
    """The candidate with its figures; None where fewer than thirty customers are on a side, or where of what was passed before the
    shares as they are point the other way."""
    measure = one.measure
    is_own = cases_of(material, one)
    inside, outside = _sides(is_own, one)
    if not inside.any() or not outside.any():
        return None
    if min(distinct(measure.customers[side]) for side in (inside, outside)) < LOW_BASE_BELOW:
        return None
    sides = sums_of(measure.y, inside, outside)
    if one.attribute == BEFORE and one.z * float(sides.difference[0]) <= 0:
        return None
    low, high = (float(end[0]) for end in interval(sides, measure.is_share, one.deff))
    poor = sums_of(measure.is_poor.astype(np.float32), inside, outside)
    n = float(sides.n1[0])
    ends = [float(end[0]) for end in interval(poor, True, one.deff)]
    return Difference(
        measure,
        one.family,
        one.attribute,
        _value_of(generation, material, one),
        one.first,
        len(material.starts) if one.family in OF_GROUPS else one.last,
        float(sides.s1[0] / sides.n1[0]),
        float(sides.s0[0] / sides.n0[0]),
        int(sides.n1[0]),
        int(sides.n0[0]),
        low,
        high,
        one.z,
        one.p,
        (n * float(poor.difference[0]), n * ends[0], n * ends[1]),
        one.deff,
        one,
        material,
        _others(measure, ~is_own, one) if one.family == BOTH else None,
    )


def _sides(is_own: np.ndarray, one: Candidate) -> tuple[np.ndarray, np.ndarray]:
    if one.family in OF_GROUPS:
        return is_own, ~is_own
    in_time = _in_time(one)
    return is_own & in_time, is_own & ~in_time


def _in_time(one: Candidate) -> np.ndarray:
    periods = one.measure.periods
    return (periods >= one.first) & (periods < one.last)


def _others(measure: Measure, others: np.ndarray, one: Candidate) -> tuple[float, float]:
    in_time = _in_time(one)
    return (
        float(measure.y[others & in_time].mean()),
        float(measure.y[others & ~in_time].mean()),
    )


def _value_of(generation: Generation, material: Material, one: Candidate) -> str | None:
    if not one.attribute:
        return None
    if one.family == PATH or one.attribute == TOUCHPOINT:
        return generation.touchpoints[one.code]
    if one.attribute == CHANNEL:
        return generation.channels[one.code]
    names = one.attribute.split(AND)
    if len(names) == 1:
        return generation.attribute_values(one.attribute)[one.code]
    size = int(material.attributes[names[1]].max(initial=0)) + 1
    codes = divmod(one.code, size)
    return AND.join(generation.attribute_values(name)[code] for name, code in zip(names, codes))


def sums_of(y: np.ndarray, inside: np.ndarray, outside: np.ndarray) -> Sides:
    return Sides(
        *(
            np.array([float(each)])
            for side in (inside, outside)
            for each in (
                side.sum(),
                y[side].sum(dtype=np.float64),
                np.square(y[side].astype(np.float64)).sum(),
            )
        )
    )
