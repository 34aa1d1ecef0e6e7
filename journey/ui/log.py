"""What the server writes into its log: where something went wrong and of which kind, never what it said."""

import logging
import traceback
from pathlib import Path

import journey

ROOT = Path(journey.__file__).parents[1]
SPEAKERS = ("streamlit", "uvicorn", "asyncio", "concurrent")


class PlacesOnly(logging.Filter):
    """Errors leave their kind and the lines of this program that they came through; their words may hold ids and paths."""

    def filter(self, record: logging.LogRecord) -> bool:
        if record.exc_info and record.exc_info[1] is not None:
            record.msg, record.args = (
                f"{record.getMessage().splitlines()[0]}: {places(record.exc_info[1])}",
                (),
            )
            record.exc_info = record.exc_text = None
        return True


def keep_to_places() -> None:
    """Let every logger of the server keep to places; said again it changes nothing."""
    names = [name for name in logging.root.manager.loggerDict if name.partition(".")[0] in SPEAKERS]
    for logger in map(logging.getLogger, (*SPEAKERS, *names)):
        if not any(isinstance(one, PlacesOnly) for one in logger.filters):
            logger.addFilter(PlacesOnly())


def places(error: BaseException) -> str:
    """The error's kind, and where in this program it came up: 'ValueError at journey/ui/shell.py:12 < app.py:7'."""
    frames = reversed(traceback.extract_tb(error.__traceback__))
    own = [
        frame
        for frame in frames
        if Path(frame.filename).is_relative_to(ROOT) and ".venv" not in frame.filename
    ]
    lines = " < ".join(
        f"{Path(frame.filename).relative_to(ROOT).as_posix()}:{frame.lineno}" for frame in own
    )
    return f"{type(error).__name__}{f' at {lines}' if lines else ''}"
