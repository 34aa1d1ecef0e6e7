"""The server's log: kind and location of errors, never their messages."""

import logging
import traceback
from pathlib import Path

import journey

ROOT = Path(journey.__file__).parents[1]
LOGGERS = ("streamlit", "uvicorn", "asyncio", "concurrent")


class LocationsOnly(logging.Filter):
    """Replaces an error's message, which may hold ids and paths, by its kind and the lines of this program it came through."""

    def filter(self, record: logging.LogRecord) -> bool:
        if record.exc_info and record.exc_info[1] is not None:
            record.msg, record.args = (
                f"{record.getMessage().splitlines()[0]}: {locations(record.exc_info[1])}",
                (),
            )
            record.exc_info = record.exc_text = None
        return True


def log_locations_only() -> None:
    """Add the filter to every logger of the server; calling it again changes nothing."""
    names = [name for name in logging.root.manager.loggerDict if name.partition(".")[0] in LOGGERS]
    for logger in map(logging.getLogger, (*LOGGERS, *names)):
        if not any(isinstance(item, LocationsOnly) for item in logger.filters):
            logger.addFilter(LocationsOnly())


def locations(error: BaseException) -> str:
    """The error's kind and its locations in this program: 'ValueError at journey/ui/shell.py:12 < app.py:7'."""
    frames = reversed(traceback.extract_tb(error.__traceback__))
    own_frames = [
        frame
        for frame in frames
        if Path(frame.filename).is_relative_to(ROOT) and ".venv" not in frame.filename
    ]
    lines = " < ".join(
        f"{Path(frame.filename).relative_to(ROOT).as_posix()}:{frame.lineno}"
        for frame in own_frames
    )
    return f"{type(error).__name__}{f' at {lines}' if lines else ''}"
