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
from journey.map.review import Figures, figures, figures_at_age, means
from journey.model.filters import Filters
from journey.model.local_rule import HIDDEN_BELOW
from journey.presenters.map_card import periods

DAY = timedelta(days=1)


@dataclass(frozen=True)
class Around:
    """Figures before and since; `means` are the scores that are told as means, where the others are shares."""

    before: Figures
    since: Figures
    means: frozenset[str]


def figures_around(generation: Generation, filters: Filters, until: int) -> Around:
    """Under these filters without their dates; `until` is the second in which observation ended then."""
    last = _day(generation, until)
    earlier, later = (
        _map(generation, filters.with_dates(*dates)) for dates in ((None, last), (last + DAY, None))
    )
    before, since = _answered(earlier), _answered(later)
    compared = periods(generation, until)
    if compared:
        for known, period in ((before, compared[0]), (since, compared[1])):
            under = filters.with_dates(period.from_date, period.to_date)
            known |= figures_at_age(*_ripe(generation, under))
    return Around(before, since, means(earlier) | means(later))


def figures_for_room(generation: Generation, filters: Filters) -> Around:
    """What a workshop that begins now may tell: `before` alone, without shares that few journeys make, or few are missing from."""
    until = generation.observation.until_second
    journey_map = _map(generation, filters.with_dates(None, _day(generation, until)))
    found = _answered(journey_map)
    compared = periods(generation, until)
    if compared:
        period = compared[0]
        ripe, leaves = _ripe(generation, filters.with_dates(period.from_date, period.to_date))
        found |= figures_at_age(_of_many(ripe, "neither_rate"), _of_many(leaves, "leaves"))
    return Around(found, {}, means(journey_map))


def _day(generation: Generation, second: int) -> date:
    zone = ZoneInfo(generation.definition.timezone)
    return datetime.fromtimestamp(second, UTC).astimezone(zone).date()


def _map(generation: Generation, filters: Filters) -> JourneyMap:
    """In shared mode."""
    return built(asking(generation, filters))[0]


def _answered(journey_map: JourneyMap) -> Figures:
    return figures(journey_map) if journey_map.summary["events"] else {}


def _ripe(generation: Generation, filters: Filters) -> tuple[Sequence[AnyRow], Sequence[AnyRow]]:
    source = analyst(generation, filters)
    return source.ask(RIPE).rows, source.ask(RIPE_LEAVES).rows


def _of_many(rows: Sequence[AnyRow], rate: str) -> list[AnyRow]:
    """Those of whose share and of the rest at least HIDDEN_BELOW stand behind."""
    return [
        row
        for row in rows
        if row[rate] is not None
        and min(row[rate], 1 - row[rate]) * min(row[f"{rate}_n"], row["customers"]) >= HIDDEN_BELOW
    ]
