"""The stages that touchpoints' names, and when they come, speak of: proposals for those that nobody has placed."""

from collections.abc import Iterable
from dataclasses import dataclass

from journey.data.query_rows import Ask
from journey.data.touchpoint_names import numbers_by_name
from journey.model.definition import Definition, overlaid, parse_definition
from journey.model.suggested_stages import Place, speaks_of_purchase, suggested_stages
from journey.model.vocabulary import SERVICE_LOG, SURVEY


@dataclass(frozen=True)
class StagePlace:
    """A touchpoint's events in no stage, its CSAT and CES answers, its events in journeys with a purchase, and the share of
    these that come after the first."""

    touchpoint: str
    without_stage: int
    ratings: int
    events_placed: int
    share_after: float


def proposed_stages(ask: Ask, definition: Definition) -> dict[str, str]:
    """A stage for touchpoints with events in none, by name.

    None for a name that tells no stage, or two and comes neither before nor after purchases; in a survey none for a question that
    rates no part of the journey, as NPS and what is asked for a comment.
    """
    rows = _places(ask)
    unplaced = [
        row.touchpoint
        for row in rows
        if row.without_stage and row.touchpoint not in definition.touchpoint_stages
    ]
    return _suggested(unplaced, rows, definition)


def as_proposed(ask: Ask, definition: Definition) -> frozenset[str]:
    """The touchpoints that the definition puts into the stage that would be proposed for them."""
    chosen = definition.touchpoint_stages
    if not chosen:
        return frozenset()
    suggested = _suggested(chosen, _places(ask), definition)
    return frozenset(name for name, stage in suggested.items() if chosen[name] == stage)


def _places(ask: Ask) -> list[StagePlace]:
    numbers = numbers_by_name(ask)
    purchases = [number for name, number in numbers.items() if speaks_of_purchase(name)]
    return ask("stage_places", StagePlace, purchases=purchases)


def _suggested(
    touchpoints: Iterable[str], rows: list[StagePlace], definition: Definition
) -> dict[str, str]:
    """The stages that these speak of; in a survey of those only that rate something."""
    places = {row.touchpoint: Place(row.events_placed, float(row.share_after)) for row in rows}
    rated = {row.touchpoint for row in rows if row.ratings}
    speaking = [name for name in touchpoints if name in rated or definition.kind != SURVEY]
    is_service = definition.kind == SERVICE_LOG
    return suggested_stages(speaking, definition.stage_names, places, is_service)


def rating(ask: Ask) -> frozenset[str]:
    """The touchpoints at which something was rated."""
    rows = ask("stage_places", StagePlace, purchases=[])
    return frozenset(row.touchpoint for row in rows if row.ratings)


def with_stages(definition: Definition, stages: dict[str, str]) -> Definition:
    """The definition with these touchpoints in these stages."""
    return parse_definition(overlaid(definition.toml, "touchpoints", dict(stages)))
