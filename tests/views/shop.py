"""The shop that the small logs tell of: its stages, when its data end, and rows to compare."""

from journey.data.answer import Answer

# Whoever was silent since before 2 May has dropped off.
DEFINITION = """
[journeys]
inactivity_days = 30
end = "2025-06-01T00:00:00Z"

[[stages]]
name = "visit"

[[stages]]
name = "buy"

[[stages]]
name = "use"
"""
MINUTE, HOUR, DAY = 60, 3_600, 86_400


def columns(answer: Answer, *names: str) -> list[tuple]:
    """The rows of the answer, of each these columns."""
    return [tuple(row[name] for name in names) for row in answer.rows]


def filled(answer: Answer, *names: str) -> set[str]:
    """Which of these columns hold anything in any row."""
    return {name for row in answer.rows for name in names if row[name] is not None}
