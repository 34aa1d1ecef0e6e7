"""Figures before and since a moment: journeys at the same age, answers and emotions by their own date."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from journey.data.generation import Generation
from journey.data.views.rows import RIPE, RIPE_LEAVES
from journey.exhibit.journey_map.whole import built
from journey.exhibit.source import asking
from journey.map.review import Figures, figures, figures_at_age
from journey.model.filters import Filters
from journey.presenters.map_card import periods

DAY = timedelta(days=1)


def figures_around(generation: Generation, filters: Filters, until: int) -> tuple[Figures, Figures]:
    """In shared mode, under these filters without their dates; `until` is the second in which observation ended then."""
    zone = ZoneInfo(generation.definition.timezone)
    last = datetime.fromtimestamp(until, UTC).astimezone(zone).date()
    before = _answered(generation, filters.with_dates(None, last))
    since = _answered(generation, filters.with_dates(last + DAY, None))
    compared = periods(generation, until)
    if compared is None:
        return before, since
    earlier, later = (
        _at_age(generation, filters.with_dates(period.from_date, period.to_date))
        for period in compared
    )
    return before | earlier, since | later


def _answered(generation: Generation, filters: Filters) -> Figures:
    journey_map, _ = built(asking(generation, filters))
    return figures(journey_map) if journey_map.summary["events"] else {}


def _at_age(generation: Generation, filters: Filters) -> Figures:
    source = asking(generation, filters)
    return figures_at_age(source.ask(RIPE).rows, source.ask(RIPE_LEAVES).rows)
