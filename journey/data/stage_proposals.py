"""The stages that touchpoints' names, and when they come, speak of: proposals for those that nobody has placed."""

from journey.data.ends import Ask
from journey.model.definition import Definition, overlaid, parse_definition
from journey.model.suggested_stages import Place, speaks_of_purchase, suggested_stages
from journey.model.vocabulary import SERVICE_LOG


def proposed_stages(ask: Ask, definition: Definition) -> dict[str, str]:
    """A stage for touchpoints with events in none, by name; `ask(name, **values)` gives the rows of a query in queries/proposals.

    None for a name that tells no stage, or two and comes neither before nor after purchases.
    """
    numbers = {row["touchpoint"]: row["touchpoint_no"] for row in ask("touchpoint_names")}
    purchases = [number for name, number in numbers.items() if speaks_of_purchase(name)]
    rows = ask("stage_places", purchases=purchases)
    places = {
        row["touchpoint"]: Place(row["events_placed"], float(row["share_after"])) for row in rows
    }
    unplaced = [
        row["touchpoint"]
        for row in rows
        if row["without_stage"] and row["touchpoint"] not in definition.touchpoint_stages
    ]
    is_service = definition.kind == SERVICE_LOG
    return suggested_stages(unplaced, definition.stage_names, places, is_service)


def with_stages(definition: Definition, stages: dict[str, str]) -> Definition:
    """The definition with these touchpoints in these stages."""
    return parse_definition(overlaid(definition.toml, "touchpoints", dict(stages)))
