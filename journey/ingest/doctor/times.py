"""Findings about times: far from the others, or in an order that cannot be."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from journey.data.engine import Connection
from journey.ingest.assumptions import Assumptions
from journey.ingest.doctor.finding import fine, query_row, query_rows, warning
from journey.ingest.plan import Plan
from journey.ingest.report import Finding
from journey.model.definition import DAY_SECONDS
from journey.model.words import plural

FAR_YEARS = 10
DAYS_ALONE = "days_alone"


@dataclass(frozen=True)
class Times:
    """The first and the last time of a load, and how many of its events have a time that cannot be."""

    in_future: int
    last_at: datetime | None
    far_before: int
    first_at: datetime | None
    answered_before: int
    resolved_before_answered: int
    resolved_before: int


@dataclass(frozen=True)
class UnsureEnds:
    journeys: int


@dataclass(frozen=True)
class Backwards:
    """Rows of the file in which a touchpoint comes earlier than the one that stands before it."""

    touchpoint: str
    touchpoint_before: str
    file_rows: int


def of_events(connection: Connection, load_no: int) -> list[Finding]:
    """Times in the future, long before the others, or in another order than they must have."""
    now = datetime.now(UTC).replace(tzinfo=None)
    times = query_row(
        connection,
        "times",
        Times,
        load_no=load_no,
        now=now,
        far_s=int(FAR_YEARS * 365.25 * DAY_SECONDS),
    )
    if times.first_at is None or times.last_at is None:
        return [warning("times", "the file adds no event: every row of it is there already")]
    first_day, last_day = f"{times.first_at:%Y-%m-%d}", f"{times.last_at:%Y-%m-%d}"
    faults = (
        (
            "in_future",
            times.in_future,
            f"lie in the future, up to {last_day}: look at clocks, time zone and date order "
            "(more than a day ahead they do not move the end of observation)",
        ),
        (
            "far_before",
            times.far_before,
            f"lie more than {FAR_YEARS} years before most others, from {first_day} on: "
            "look at date order and at values that stand for none",
        ),
        ("answered_before", times.answered_before, "have a first_response_at before occurred_at"),
        (
            "resolved_before_answered",
            times.resolved_before_answered,
            "have a resolved_at before first_response_at",
        ),
        ("resolved_before", times.resolved_before, "have a resolved_at before occurred_at"),
    )
    findings = [
        warning(f"times.{name}", f"{plural(events, 'event')} {words}", events)
        for name, events, words in faults
        if events
    ]
    return findings or [fine("times", f"all times lie between {first_day} and {last_day}")]


def days_alone(connection: Connection, assumptions: Assumptions) -> list[Finding]:
    """Journeys whose last touchpoint is not sure, where some events have a day without a clock and others have one."""
    if not assumptions.has_days_alone:
        return []
    zone = ZoneInfo(assumptions.timezone)
    offsets = {datetime(2025, month, 1, tzinfo=zone).utcoffset() or timedelta() for month in (1, 7)}
    midnights = sorted({int(-offset.total_seconds()) % DAY_SECONDS for offset in offsets})
    journeys = query_row(connection, "unsure_ends", UnsureEnds, midnights=midnights).journeys
    words = (
        f"of {plural(journeys, 'journey')} it is not sure which touchpoint was the last: on its last day an event has no clock, "
        "and counts as the first of the day"
    )
    return [warning(DAYS_ALONE, words, journeys)] if journeys else []


def within_rows(connection: Connection, plan: Plan) -> list[Finding]:
    """Rows with several dates in which a later step is earlier than the one before."""
    if not plan.recipe.events:
        return []
    pairs = query_rows(connection, "row_order", Backwards)
    return [
        warning(
            "row_order",
            f"{plural(pair.file_rows, 'row')} with {pair.touchpoint!r} before {pair.touchpoint_before!r}",
            pair.file_rows,
            [pair.touchpoint, pair.touchpoint_before],
        )
        for pair in pairs
    ]
