"""The findings of a version of a dataset under filters, worded, with how much was looked at."""

from dataclasses import dataclass
from datetime import UTC, datetime
from math import exp, expm1
from zoneinfo import ZoneInfo

import numpy as np

from journey.data.generation import Generation
from journey.findings import words
from journey.findings.compare import side_interval
from journey.findings.difference import Difference
from journey.findings.measures import Material, Measure, material
from journey.findings.merge import places, stories, worth_watching
from journey.findings.scan import scan
from journey.findings.words import DAY_SECONDS
from journey.model.filters import Filters
from journey.model.finding import (
    ALSO,
    DROP_OFF,
    FOLLOWED,
    HEAD,
    LEAVES,
    PLACE,
    SHADOW,
    TIME,
    TOUCHPOINT,
    WATCH,
    WHERE,
    Finding,
    TrendPoint,
)
from journey.model.persons import distinct

InRole = tuple[str, Difference]  # the role, and what has it


@dataclass(frozen=True)
class Findings:
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


def find(generation: Generation, filters: Filters) -> Findings:
    """Raises UserError for unknown filters, under which attributes and times alone are looked at."""
    if not generation.has_outcomes:
        return Findings()
    read = material(generation, filters)
    seen = scan(generation, read, filters != Filters())
    ranked: list[list[InRole]] = [
        [(HEAD, story.head)]
        + [(ALSO, one) for one in story.also]
        + [(SHADOW, one) for one in story.explained]
        for story in stories(seen.holding)
    ]
    ranked += [[(WHERE, one)] for one in places(seen.places)]
    ranked += [[(WATCH, one)] for one in worth_watching(seen.watched, seen.holding)]
    findings = [
        _finding(generation, read, rank, *one)
        for rank, story in enumerate(ranked, 1)
        for one in story
    ]
    return Findings(tuple(findings), seen.looked_at, seen.held)


def _finding(
    generation: Generation, read: Material, rank: int, role: str, difference: Difference
) -> Finding:
    measure = difference.measure
    inside, outside = (
        side_interval(measure.y[side], measure.is_share, difference.design_effect)
        for side in difference.sides()
    )
    figures = [difference.value_in, *inside, difference.value_out, *outside]
    if measure.kind == TIME:
        figures = [expm1(figure) * DAY_SECONDS for figure in figures]
    is_of_touchpoint = difference.family == PLACE and difference.attribute == TOUCHPOINT
    last = words.last_day(read, difference)
    return Finding(
        rank=rank,
        role=role,
        family=difference.family,
        measure=measure.kind,
        stage=measure.stage,
        touchpoint=difference.value or "" if is_of_touchpoint else measure.touchpoint,
        onward=measure.onward,
        attribute=difference.attribute,
        value=difference.value or "",
        first_day=read.starts[difference.first] if difference.is_in_time else "",
        last_day=last.isoformat() if difference.is_in_time and last else "",
        inside=figures[0],
        inside_low=figures[1],
        inside_high=figures[2],
        inside_n=difference.n_in,
        outside=figures[3],
        outside_low=figures[4],
        outside_high=figures[5],
        outside_n=difference.n_out,
        low=exp(difference.low) if measure.kind == TIME else difference.low,
        high=exp(difference.high) if measure.kind == TIME else difference.high,
        excess=difference.excess[0],
        excess_low=min(difference.excess),
        excess_high=max(difference.excess),
        p=difference.p,
        is_bad_news=difference.is_bad_news,
        is_share=measure.is_share,
        begun_until=_begun_until(generation, measure),
        least_customers=_least_customers(difference),
        group_and_time=words.group_and_time(read, difference),
        compared_with=words.against(difference),
        title=words.title(read, difference),
        detail=words.detail(generation, difference),
        sentence=words.sentence(generation, read, difference),
        definition=words.definition_of(generation, difference),
        trend=_trend(read, difference) if role in (HEAD, WHERE, WATCH) else (),
    )


def _begun_until(generation: Generation, measure: Measure) -> str:
    """The last day on which a case counts: of stages ripe journeys alone, of what follows an event early ones alone."""
    seen = generation.observation
    if measure.kind == DROP_OFF:
        second = seen.until_second - seen.ripe_age_seconds
    elif measure.kind in FOLLOWED:
        windows = 2 if measure.kind == LEAVES else 1
        second = float(seen.until_second - windows * seen.window_seconds)
    else:
        second = float(seen.until_second)
    zone = ZoneInfo(generation.definition.timezone)
    return datetime.fromtimestamp(second, UTC).astimezone(zone).date().isoformat()


def _least_customers(difference: Difference) -> int:
    """Customers on the smallest side that has any: of those that fare well or badly, inside, outside, and of the others."""
    measure = difference.measure
    sides = [*difference.sides()]
    if difference.others is not None:  # whose figures stand in the sentence
        sides += difference.sides_of_others()
    parts = (side & fares for side in sides for fares in (measure.is_poor, ~measure.is_poor))
    counts = (distinct(measure.customers[side]) for side in parts)
    return min((customers for customers in counts if customers), default=0)


def _trend(read: Material, difference: Difference) -> tuple[TrendPoint, ...]:
    """Period by period the group's cases and the others'; of everybody, or of a way, no others."""
    measure, size = difference.measure, len(read.starts)
    own = difference.is_of_group
    sides = (own, ~own)
    counts = [np.bincount(measure.periods[side], minlength=size) for side in sides]
    sums = [np.bincount(measure.periods[side], measure.y[side], minlength=size) for side in sides]
    return tuple(
        TrendPoint(
            day,
            int(counts[0][period]),
            _mean(measure, sums[0][period], counts[0][period]),
            int(counts[1][period]),
            _mean(measure, sums[1][period], counts[1][period]),
        )
        for period, day in enumerate(read.starts)
    )


def _mean(measure: Measure, total: float, n: int) -> float | None:
    """Of times in seconds, as the finding has them."""
    if not n:
        return None
    return expm1(total / n) * DAY_SECONDS if measure.kind == TIME else float(total / n)
