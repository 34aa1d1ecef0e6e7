"""Figures before and since a moment: journeys at the same age, answers and emotions by their own date."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from journey.data.ask import AnyRow
from journey.data.generation import Generation
from journey.data.views.rows import RIPE, RIPE_LEAVES
from journey.exhibit.journey_map.whole import built
from journey.exhibit.source import analyst, asking
from journey.map.model import JourneyMap
from journey.map.review import figures, figures_at_age, means
from journey.model.cells import Cell
from journey.model.filters import Filters
from journey.model.local_rule import HIDDEN_BELOW
from journey.presenters.map_card import periods
from journey.workshop.progress import Side

DAY = timedelta(days=1)


@dataclass(frozen=True)
class Around:
    """What was before and what since; `means` are the scores that are told as means, where the others are shares."""

    before: Side
    since: Side
    means: frozenset[str]


def figures_around(
    generation: Generation, filters: Filters, until: int, is_shared: bool = False
) -> Around:
    """Under these filters without their dates; `until` is the second in which observation ended then.

    Before: journeys that were old enough to compare by then. Since: those begun later that have become so. `is_shared` leaves
    out shares that few journeys make, or few are missing from, and of how many they are: no view tells of the same age in
    shared mode.
    """
    last = _day(generation, until)
    earlier, later = (
        _map(generation, filters.with_dates(*dates)) for dates in ((None, last), (last + DAY, None))
    )
    found = [_answered(earlier), _answered(later)]
    compared = periods(generation, until)
    if compared:
        begun = compared[0], Filters.of(last + DAY, None)
        found = [
            _with(side, _at_age(generation, filters, period, is_shared))
            for side, period in zip(found, begun, strict=True)
        ]
    return Around(found[0], found[1], means(earlier) | means(later))


def figures_for_room(generation: Generation, filters: Filters) -> Around:
    """What a workshop that begins now may tell: what is before, in shared mode."""
    return figures_around(generation, filters, generation.observation.until_second, is_shared=True)


def _with(one: Side, other: Side) -> Side:
    return Side({**one.figures, **other.figures}, {**one.n, **other.n})


def _day(generation: Generation, second: int) -> date:
    zone = ZoneInfo(generation.definition.timezone)
    return datetime.fromtimestamp(second, UTC).astimezone(zone).date()


def _map(generation: Generation, filters: Filters) -> JourneyMap:
    """In shared mode."""
    return built(asking(generation, filters))[0]


def _answered(journey_map: JourneyMap) -> Side:
    if not journey_map.summary["events"]:
        return Side()
    n: dict[Cell, int] = {}
    for stage in journey_map.stages:
        n |= {Cell(figure.metric, stage.name): figure.n for figure in stage.figures}
        n |= {
            Cell(point.emotion.kind, stage.name, point.name): point.emotion.n
            for point in stage.touchpoints
            if point.emotion
        }
    return Side(figures(journey_map), {str(cell): number for cell, number in n.items()})


def _at_age(generation: Generation, filters: Filters, period: Filters, is_shared: bool) -> Side:
    source = analyst(generation, filters.with_dates(period.from_date, period.to_date))
    ripe: Sequence[AnyRow] = source.ask(RIPE).rows
    leaves: Sequence[AnyRow] = source.ask(RIPE_LEAVES).rows
    if is_shared:
        ripe, leaves = _of_many(ripe, "neither_rate"), _of_many(leaves, "leaves")
        return Side(figures_at_age(ripe, leaves))
    n = {Cell("neither", row["stage"]): row["neither_rate_n"] for row in ripe}
    n |= {Cell("lost", row["stage"], row["touchpoint"]): row["leaves_n"] for row in leaves}
    return Side(figures_at_age(ripe, leaves), {str(cell): number for cell, number in n.items()})


def _of_many(rows: Sequence[AnyRow], rate: str) -> list[AnyRow]:
    """Those of whose share and of the rest at least HIDDEN_BELOW stand behind."""
    return [
        row
        for row in rows
        if row[rate] is not None
        and min(row[rate], 1 - row[rate]) * min(row[f"{rate}_n"], row["customers"]) >= HIDDEN_BELOW
    ]
