"""The inactivity window that the data speak for: how long journeys are silent that go on."""

from dataclasses import dataclass

from journey.data.query_rows import Ask
from journey.model.definition import DAY_SECONDS

HOUR = 3_600
STEPS = (
    *(HOUR // 2, HOUR, 6 * HOUR),
    *(days * DAY_SECONDS for days in (1, 3, 7, 14, 30, 60, 90, 180, 365)),
)  # seconds
LEAST_JOURNEYS = 100
WITHOUT_DATA = 30 * DAY_SECONDS


@dataclass(frozen=True)
class Window:
    """`seconds` of silence, one of STEPS; 95 in 100 of the journeys with a gap were never silent for longer than `gap_seconds`.

    `journeys` have two events or more; below LEAST_JOURNEYS the window is 30 days and no gap is told. `is_capped`: half of the
    observed time is less than the gap would ask for.
    """

    seconds: int
    gap_seconds: float | None
    journeys: int
    is_capped: bool = False


@dataclass(frozen=True)
class LongestGaps:
    """Journeys with two events or more, and the longest gap that 95 in 100 of them do not exceed."""

    journeys: int
    gap_s: float | None


@dataclass(frozen=True)
class Observed:
    """Seconds from the first event to the end of observation."""

    observed_s: int | None


def proposed_window(ask: Ask) -> Window:
    """METRICS.md, "Inactivity window", from the prepared steps."""
    [gaps], [observed] = ask("longest_gaps", LongestGaps), ask("observed", Observed)
    if gaps.gap_s is None or gaps.journeys < LEAST_JOURNEYS:
        return Window(WITHOUT_DATA, None, gaps.journeys)
    gap = float(gaps.gap_s)
    seconds = next((step for step in STEPS if step >= gap), STEPS[-1])
    allowed = (observed.observed_s or 0) / 2
    most = max((step for step in STEPS if step <= allowed), default=STEPS[0])
    return Window(min(seconds, most), gap, gaps.journeys, most < seconds)
