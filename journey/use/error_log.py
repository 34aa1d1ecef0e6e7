"""The log of errors that nobody expected: kind and places of each under a number, never its message."""

import os
import secrets
import sys
import traceback
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

from journey.data import durable
from journey.model.place import PACKAGE, ROOT

LOG, DEBUG = "errors.log", "JOURNEY_DEBUG"
LIBRARIES = "site-packages"
SIZE_LIMIT = 200_000
ENTRY_END = b"\n\n"
LOWEST_NUMBER, HIGHEST_NUMBER = 100_000, 999_999


def record(db: Path, error: BaseException) -> int | None:
    """Add the error to the data folder's log; its number, None where it could not be written.

    Messages may hold ids, texts and paths of the data, so that none is written. Where the environment has JOURNEY_DEBUG, the
    whole traceback is printed.
    """
    if os.environ.get(DEBUG):
        traceback.print_exception(error, file=sys.stderr)
    number = LOWEST_NUMBER + secrets.randbelow(HIGHEST_NUMBER - LOWEST_NUMBER + 1)
    with suppress(OSError):
        if db.is_dir():
            entry = f"{number} {datetime.now(UTC):%Y-%m-%dT%H:%M:%SZ}\n{_chain(error)}\n\n"
            durable.append(db / LOG, entry, SIZE_LIMIT, ENTRY_END)
            return number
    return None


def locations(error: BaseException) -> str:
    """The error's kind and its places in this program: 'ValueError at journey/ui/shell.py:12 < app.py:7'."""
    places = [
        f"{place}:{frame.lineno}"
        for frame in reversed(traceback.extract_tb(error.__traceback__))
        if (place := _own_place(frame.filename))
    ]
    where = f" at {' < '.join(places)}" if places else ""
    return f"{type(error).__name__}{where}"


def _chain(error: BaseException) -> str:
    """The error, and below it those that led to it, each with all of its places."""
    causes = [error]
    while (cause := causes[-1].__cause__ or causes[-1].__context__) and cause not in causes:
        causes.append(cause)
    return "\n".join(f"{type(cause).__name__}\n{_places(cause)}" for cause in causes)


def _places(error: BaseException) -> str:
    return "\n".join(
        f"  {_short(frame.filename)}:{frame.lineno} {frame.name}"
        for frame in traceback.extract_tb(error.__traceback__)
    )


def _own_place(file: str) -> str | None:
    """The file below the project's folder; None of a library's."""
    path = Path(file)
    for start, top in ((PACKAGE, PACKAGE.parent), (ROOT, ROOT)):
        if path.is_relative_to(start) and LIBRARIES not in path.relative_to(start).parts:
            return path.relative_to(top).as_posix()
    return None


def _short(file: str) -> str:
    """The file below the project's folder, or below that of the libraries; else its name alone."""
    if place := _own_place(file):
        return place
    parts = Path(file).parts
    start = parts.index(LIBRARIES) + 1 if LIBRARIES in parts else -1
    return "/".join(parts[start:])
