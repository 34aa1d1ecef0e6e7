"""The stages that touchpoints' names, and when they come, speak of: proposals for those that nobody has placed."""

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
    numbers = numbers_by_name(ask)
    purchases = [number for name, number in numbers.items() if speaks_of_purchase(name)]
    rows = ask("stage_places", StagePlace, purchases=purchases)
    places = {row.touchpoint: Place(row.events_placed, float(row.share_after)) for row in rows}
    unplaced = [
        row.touchpoint
        for row in rows
        if row.without_stage and row.touchpoint not in definition.touchpoint_stages
        if row.ratings or definition.kind != SURVEY
    ]
    is_service = definition.kind == SERVICE_LOG
    return suggested_stages(unplaced, definition.stage_names, places, is_service)


def rating(ask: Ask) -> frozenset[str]:
    """The touchpoints at which something was rated."""
    rows = ask("stage_places", StagePlace, purchases=[])
    return frozenset(row.touchpoint for row in rows if row.ratings)


def with_stages(definition: Definition, stages: dict[str, str]) -> Definition:
    """The definition with these touchpoints in these stages."""
    return parse_definition(overlaid(definition.toml, "touchpoints", dict(stages)))
