"""All findings about a load: of its rows and columns, then of the events that were prepared from them."""

from journey.data.engine import Connection
from journey.ingest.assumptions import Assumptions
from journey.ingest.check import RowOutcomes
from journey.ingest.doctor import columns, events, rows, spellings, times
from journey.ingest.plan import Plan
from journey.ingest.report import Finding
from journey.model.definition import Definition


def examine_rows(
    connection: Connection,
    plan: Plan,
    row_outcomes: RowOutcomes,
    assumptions: Assumptions,
    numbers: dict[str, int],
    load_no: int,
) -> list[Finding]:
    """Findings about rows, ids, times and columns; the load's events are in `events`, its rows still in `checked`."""
    findings = [
        *rows.findings(
            row_outcomes, columns.EVENT_ID in plan.recipe.columns, list(plan.stand_ins(numbers))
        ),
        *spellings.ids(connection),
        *columns.findings(connection, plan, numbers),
    ]
    if not assumptions.is_timeless:
        findings += [*times.of_events(connection, load_no), *times.within_rows(connection, plan)]
    answer_ids = [
        name
        for finding in findings
        if finding.code == columns.ANSWER_ID
        for name in finding.samples
    ]
    return [*findings, *columns.proposals(plan, answer_ids)]


def examine_events(
    connection: Connection, assumptions: Assumptions, definition: Definition, load_no: int
) -> list[Finding]:
    """Findings about the prepared events: stages, labels, scales, and what journeys can tell."""
    names = spellings.touchpoint_names(connection)
    groupings = spellings.groupings(names)
    findings = [
        *spellings.touchpoints(names),
        *spellings.patterns(groupings),
        *events.new_touchpoints(connection, load_no),
        *events.stages(connection),
        *events.many_touchpoints(len(names), groupings),
        *events.labels(connection, definition, load_no),
        *events.scales(connection),
    ]
    return (
        findings
        if assumptions.is_timeless
        else [
            *findings,
            *events.journeys(connection, definition, load_no),
            *times.days_alone(connection, assumptions),
        ]
    )
