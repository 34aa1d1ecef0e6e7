"""The findings of a version of a dataset under filters, worded, with how much was looked at."""

from dataclasses import dataclass
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import numpy as np

from journey.data.generation import Generation
from journey.findings import words
from journey.findings.compare import side_interval
from journey.findings.measures import Material, Measure, material
from journey.findings.merge import stories
from journey.findings.scan import Difference, scan
from journey.model.filters import Filters
from journey.model.finding import (
    ALSO,
    DROP_OFF,
    FOLLOWED,
    HEAD,
    SHADOW,
    CoursePoint,
    Finding,
)
from journey.model.persons import distinct

Told = tuple[str, Difference]  # in which role


@dataclass(frozen=True)
class Found:
    """Findings, the most weighty story first; `looked_at` comparisons by family, `held` how many of them held."""

    findings: tuple[Finding, ...] = ()
    looked_at: dict[str, int] | None = None
    held: int = 0

    @property
    def comparisons(self) -> int:
        return sum((self.looked_at or {}).values())

    @property
    def heads(self) -> tuple[Finding, ...]:
        return tuple(one for one in self.findings if one.is_head)


def find(generation: Generation, filters: Filters) -> Found:
    """Raises UserError for unknown filters, under which attributes and times alone are looked at."""
    if not generation.has_outcomes:
        return Found()
    read = material(generation, filters)
    seen = scan(generation, read, filters != Filters())
    findings = []
    for rank, story in enumerate(stories(seen.holding), 1):
        told: list[Told] = [(HEAD, story.head)]
        told += [(ALSO, one) for one in story.also] + [(SHADOW, one) for one in story.explained]
        findings += [_finding(generation, read, rank, *one) for one in told]
    return Found(tuple(findings), seen.looked_at, len(seen.holding))


def _finding(
    generation: Generation, read: Material, rank: int, role: str, told: Difference
) -> Finding:
    measure = told.measure
    inside, outside = (
        side_interval(measure.y[side], measure.is_share, told.design_effect)
        for side in (told.inside, told.outside)
    )
    in_time = told.first > 0 or told.last < len(read.starts)
    last = words.last_day(read, told)
    return Finding(
        rank=rank,
        role=role,
        family=told.family,
        measure=measure.kind,
        stage=measure.stage,
        touchpoint=measure.touchpoint,
        attribute=told.attribute,
        value=told.value or "",
        first_day=read.starts[told.first] if in_time else "",
        last_day=last.isoformat() if in_time and last else "",
        inside=told.value_in,
        inside_low=inside[0],
        inside_high=inside[1],
        inside_n=told.n_in,
        outside=told.value_out,
        outside_low=outside[0],
        outside_high=outside[1],
        outside_n=told.n_out,
        low=told.low,
        high=told.high,
        excess=told.excess[0],
        excess_low=min(told.excess),
        excess_high=max(told.excess),
        p=told.p,
        is_bad_news=told.is_bad_news,
        is_share=measure.is_share,
        begun_until=_begun_until(generation, measure),
        least_customers=_least_customers(told),
        whom=words.whom(read, told),
        compared_with=words.against(told),
        title=words.title(read, told),
        detail=words.detail(told),
        sentence=words.sentence(generation, read, told),
        definition=words.definition_of(generation, told),
        course=_course(read, told) if role == HEAD else (),
    )


def _begun_until(generation: Generation, measure: Measure) -> str:
    """The last day on which a case counts: of stages ripe journeys alone, of what follows an event early ones alone."""
    seen = generation.observation
    if measure.kind == DROP_OFF:
        second = seen.until_second - seen.ripe_age_seconds
    elif measure.kind in FOLLOWED:
        second = float(seen.until_second - seen.window_seconds)
    else:
        second = float(seen.until_second)
    zone = ZoneInfo(generation.definition.timezone)
    return datetime.fromtimestamp(second, UTC).astimezone(zone).date().isoformat()


def _least_customers(told: Difference) -> int:
    """Customers with a case on the smallest side: of those that fare well or badly, inside or outside."""
    measure = told.measure
    sides = (
        side & fares
        for side in (told.inside, told.outside)
        for fares in (measure.is_poor, ~measure.is_poor)
    )
    return min(distinct(measure.customers[side]) for side in sides)


def _course(read: Material, told: Difference) -> tuple[CoursePoint, ...]:
    """Period by period the group's cases and the others'; of everybody, or of a way, no others."""
    measure, size = told.measure, len(read.starts)
    own = told.is_of_group
    sides = (own, ~own)
    counts = [np.bincount(measure.periods[side], minlength=size) for side in sides]
    sums = [np.bincount(measure.periods[side], measure.y[side], minlength=size) for side in sides]
    return tuple(
        CoursePoint(
            day,
            int(counts[0][period]),
            _mean(sums[0][period], counts[0][period]),
            int(counts[1][period]),
            _mean(sums[1][period], counts[1][period]),
        )
        for period, day in enumerate(read.starts)
    )


def _mean(total: float, n: int) -> float | None:
    return float(total / n) if n else None
