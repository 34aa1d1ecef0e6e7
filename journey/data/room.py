"""Whether the disk has room for what is to be written, and the sentence where it has not."""

import errno
import os
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from types import ModuleType

from journey.model.errors import UserError

resource: ModuleType | None
try:
    resource = import_module("resource")
except ImportError:  # Windows has no such limits
    resource = None

NO_ROOM, TOO_LARGE = (errno.ENOSPC, errno.EDQUOT), errno.EFBIG
NO_ROOM_WORDS = (
    "No space left on device",
    "Disk quota exceeded",
    "database or disk is full",
    "not enough space on the disk",
)
TOO_LARGE_WORDS = ("File too large",)
SMALLEST = 4096  # bytes: a disk gives no less
QUOTED_PATH = re.compile(r'"([^"\n]+)"')


class NoRoom(UserError):
    """A disk is full, or a file reached the system's limit; what was being written is gone, what was there before stands.

    `reason` is what happened, without what became of the job.
    """

    def __init__(self, reason: str, advice: str):
        super().__init__(f"{reason} Nothing was changed: {advice}")
        self.reason = reason


def free_bytes(folder: Path) -> int:
    """Bytes that may still be written on the disk under the folder, which need not exist yet."""
    return shutil.disk_usage(_existing(folder)).free


@contextmanager
def room(folder: Path, needed: int = 0) -> Iterator[None]:
    """Refuse beforehand where less than `needed` bytes are free; within the block, say it in one sentence where a disk fills up.

    What the block writes aside has to be gone when it ends, so that the sentence names what is free afterwards.
    """
    before = free_bytes(folder)
    if before < needed:
        raise _full(folder, f"about {_size(needed)}")
    try:
        yield
    except NoRoom:
        raise
    except Exception as error:
        if not is_no_room(error):
            raise
        raise no_room(error, folder, max(before, needed)) from None


def no_room(error: BaseException, folder: Path, more_than: int = 0) -> NoRoom:
    """The error in one sentence; `more_than` is how many bytes were not enough."""
    where = _folder_of(error, folder)
    if _is_too_large(error):
        return NoRoom(
            f"A file in {where} grew to the size that this system allows for one file{_limit()}.",
            "raise that limit (ulimit -f), then try again.",
        )
    return _full(where, f"more than {_size(max(more_than, free_bytes(where), SMALLEST))}")


def is_no_room(error: BaseException | None) -> bool:
    """Whether the error, or what caused it, says that a disk is full or a file too large."""
    while error is not None:
        if isinstance(error, OSError) and error.errno in (*NO_ROOM, TOO_LARGE):
            return True
        if any(words in str(error) for words in (*NO_ROOM_WORDS, *TOO_LARGE_WORDS)):
            return True
        error = error.__cause__
    return False


def _is_too_large(error: BaseException) -> bool:
    return getattr(error, "errno", None) == TOO_LARGE or any(
        words in str(error) for words in TOO_LARGE_WORDS
    )


def _full(folder: Path, needed: str) -> NoRoom:
    return NoRoom(
        f"The disk of {folder} has no room: {_size(free_bytes(folder))} is free and {needed} is needed.",
        "free some space there, then try again.",
    )


def _limit() -> str:
    """How large a file may be here, in words, where the system tells."""
    if resource is None:
        return ""
    limit = resource.getrlimit(resource.RLIMIT_FSIZE)[0]
    return "" if limit == resource.RLIM_INFINITY else f", {_size(limit)}"


def _folder_of(error: BaseException, folder: Path) -> Path:
    """The folder itself, unless the error names a file on another disk: then that file's."""
    name = getattr(error, "filename", None)
    if not name:
        quoted = QUOTED_PATH.search(str(error))
        name = quoted[1] if quoted and os.sep in quoted[1] else None
    other = _existing(Path(os.fsdecode(name)).parent) if name else folder
    return folder if other.stat().st_dev == _existing(folder).stat().st_dev else other


def _existing(folder: Path) -> Path:
    folder = folder.absolute()
    return next(path for path in (folder, *folder.parents) if path.exists())


def _size(number: int) -> str:
    """Bytes as people read them; small ones in KB, so that two of them can be told apart."""
    return f"{number / 1e6:,.1f} MB" if number >= 1e6 else f"{number / 1e3:,.0f} KB"
