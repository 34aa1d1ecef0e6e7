"""What answers without a time cannot tell: blank in every view, and said.

A survey without dates is a source of satisfaction and of comments. Whether a journey has ended, what came first and how long it
took are not in it, and the day that stands in for its times is nobody's.
"""

from journey.model.errors import UserError

NOTE = "these answers have no time: when, in which order, who left and who is still under way cannot be told, and is blank"
BLANK: dict[
    str, tuple[str, ...]
] = {  # how their names begin: a rate goes with its interval and its n
    "summary": ("first_at", "last_at", "ties"),
    "funnel": ("dropped_off", "in_progress", "drop_off_rate", "median_seconds_to_next"),
    "touchpoints": ("exits",),
    "friction": ("score", "rank", "leaves", "waits", "journeys_lost"),
    "quotes": ("occurred_at",),
    "journeys": ("first_at", "last_at", "outcome", "last_touchpoint"),
    "events": ("occurred_at",),
    "journey": ("step", "occurred_at", "seconds_since_before", "outcome"),
}
EMPTY = (
    "exits",
    "transitions",
    "transition_counts",
    "ordered",
    "time_to_advance",
    "contrasts",
    "touchpoint_nodes",
    "valence_changes",
    "flow",
    "variants",
    "variant_scores",
    "conformance",
    "paths_between",
    "cycles",
    "conversion",
    "conversion_times",
    "stage_transitions",
)


def without_time(view: str, rows: list[dict]) -> list[dict]:
    """The rows with what needs time blank; none where all of it does."""
    if view in EMPTY:
        return []
    blank = BLANK.get(view, ())
    return [
        {name: None if name.startswith(blank) else value for name, value in row.items()}
        for row in rows
    ]


def refuse_periods(dataset: str, periods: set[str]) -> None:
    """Raises UserError where answers without a time are to be grouped by a period, or selected by dates."""
    if periods:
        raise UserError(
            f"The answers of '{dataset}' have no time: leave {' and '.join(sorted(periods))} out."
        )
