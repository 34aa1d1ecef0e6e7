"""Files that are whole or not there, also after a power cut, and that only their owner can read."""

import os
from contextlib import suppress
from pathlib import Path

PRIVATE_FOLDER, PRIVATE_FILE = 0o700, 0o600
DRAFT = ".part"


def make_folder(folder: Path) -> Path:
    """The folder, made where it is missing; only its owner may look into it."""
    if not folder.is_dir():
        folder.mkdir(mode=PRIVATE_FOLDER, parents=True, exist_ok=True)
        _sync_folder(folder.parent)
    restrict(folder)
    return folder


def put_in_place(draft: Path, place: Path) -> None:
    """Rename a file that was written aside, once its bytes lie on the disk; the folder is synced, too."""
    restrict(draft)
    sync(draft)
    draft.replace(place)
    _sync_folder(place.parent)


def write_whole(place: Path, content: bytes) -> None:
    """Write a file so that either the former content or all of the new one is there."""
    draft = place.with_name(place.name + DRAFT)
    try:
        with os.fdopen(
            os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, PRIVATE_FILE), "wb"
        ) as file:
            file.write(content)
        put_in_place(draft, place)
    finally:
        draft.unlink(missing_ok=True)


def append(path: Path, entry: str, limit: int, end: bytes = b"\n") -> None:
    """Add an entry to a log; of one above `limit` bytes the newer half is kept, from where an entry ends in `end` on."""
    if path.is_file() and path.stat().st_size > limit:
        content = path.read_bytes()
        write_whole(path, content[len(content) // 2 :].partition(end)[2])
    flags = os.O_WRONLY | os.O_APPEND | os.O_CREAT
    with os.fdopen(os.open(path, flags, PRIVATE_FILE), "w", encoding="utf-8") as file:
        file.write(entry)


def sync(path: Path) -> None:
    """Wait until the file's bytes lie on the disk; raises OSError where they do not fit."""
    with path.open("r+b") as file:
        os.fsync(file.fileno())


def remove(path: Path) -> None:
    """Remove a file for good, with its folder's entry."""
    path.unlink(missing_ok=True)
    _sync_folder(path.parent)


def restrict(path: Path) -> None:
    """Take from everybody but the owner what they may read, also where it was wider before.

    What belongs to somebody else is left as it is: only its owner could change that.
    """
    with suppress(PermissionError, FileNotFoundError):
        mode, now = PRIVATE_FOLDER if path.is_dir() else PRIVATE_FILE, path.stat().st_mode & 0o777
        if not path.is_symlink() and now & ~mode:
            path.chmod(now & mode)  # what its owner took from themselves stays taken


def restrict_all(folder: Path) -> None:
    """The same for a folder and all that lies in it."""
    if folder.is_dir() and not folder.is_symlink():
        restrict(folder)
        for path in folder.rglob("*"):
            restrict(path)


def _sync_folder(folder: Path) -> None:
    """Make a new or lost entry of the folder last; systems without folders as files do that themselves."""
    if not hasattr(os, "O_DIRECTORY"):
        return
    with suppress(FileNotFoundError):
        number = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
        try:
            os.fsync(number)
        finally:
            os.close(number)
