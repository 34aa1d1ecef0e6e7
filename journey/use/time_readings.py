"""How the first times of a file are read, before it is loaded: with a stated form of times, and without."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from journey.data.engine import scratch
from journey.data.query_rows import rows_of
from journey.data.sql import query

READINGS_LIMIT = 6


@dataclass(frozen=True)
class TimeReading:
    """A time as the file writes it, whether that `is_odd` (not like 2025-03-04 11:15:41) and `fits` the stated form; the moments in
    UTC that it is read as with the day first and with the month first, None where it is no time.
    """

    text: str
    is_odd: bool
    fits: bool
    day_first: datetime | None
    month_first: datetime | None


def time_readings(
    texts: Sequence[str], timezone: str, time_format: str, folder: Path
) -> list[TimeReading]:
    """Of the first odd texts, then of plain ones; `time_format` is '' where none is stated. The folder holds what reading needs."""
    values = {
        "texts": list(texts),
        "timezone": timezone,
        "time_format": time_format or None,
        "limit": READINGS_LIMIT,
    }
    with scratch(folder, []) as connection:
        for name in ("macros", "time_macros", "odd_time_macros"):
            connection.execute(query("ingest", name))
        return rows_of(connection.execute(query("ingest", "time_readings"), values), TimeReading)
