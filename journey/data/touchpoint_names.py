"""The touchpoints of a dataset by name."""

from dataclasses import dataclass

from journey.data.query_rows import Ask


@dataclass(frozen=True)
class NumberedTouchpoint:
    touchpoint_no: int
    touchpoint: str


def numbers_by_name(ask: Ask) -> dict[str, int]:
    """The number of each touchpoint."""
    rows = ask("touchpoint_names", NumberedTouchpoint)
    return {row.touchpoint: row.touchpoint_no for row in rows}
