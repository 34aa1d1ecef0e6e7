"""Temporary files of the data folder: beside the data, private, and gone when nobody holds them any more."""

import secrets
import shutil
import time
import weakref
from dataclasses import dataclass
from pathlib import Path

import filelock

from journey.data import durable

FOLDER = ".temporary"
LOCK = "held.lock"


class Temporary:
    """A folder that is there until it is closed, left as a `with` block, or forgotten; `purpose` says what it is for.

    While it is there, its lock is held: one without a holder, as a killed process leaves it, is removed by `remove_stale`.
    """

    def __init__(self, db: Path, purpose: str = "work"):
        durable.make_folder(db)
        self.path = durable.make_folder(
            durable.make_folder(db / FOLDER) / f"{purpose}-{secrets.token_hex(8)}"
        ).resolve()
        self._lock = filelock.FileLock(
            self.path / LOCK, timeout=0, mode=durable.PRIVATE_FILE, thread_local=False
        )
        self._lock.acquire()
        self.close = weakref.finalize(self, _remove, self.path, self._lock)

    def folder(self, name: str = "") -> Path:
        """A folder in it, of this name or of one of its own."""
        return durable.make_folder(self.path / (name or secrets.token_hex(4)))

    def __enter__(self) -> Path:
        return self.path

    def __exit__(self, *_: object) -> None:
        self.close()


@dataclass(frozen=True)
class Kept:
    """A temporary folder as it lies there: the files in it with their sizes in bytes, and its age in seconds."""

    path: Path
    files: tuple[tuple[str, int], ...]
    age: float


def kept(db: Path, purpose: str) -> list[Kept]:
    """The temporary folders of this purpose, newest first."""
    folders = []
    for path in (db / FOLDER).glob(f"{purpose}-*"):
        files = [
            (file.name, file.stat().st_size)
            for file in sorted(path.rglob("*"))
            if file.is_file() and file.name != LOCK
        ]
        folders.append(Kept(path, tuple(files), time.time() - path.stat().st_mtime))
    return sorted(folders, key=lambda one: one.age)


def remove_stale(db: Path) -> None:
    """Remove what no running process holds."""
    for path in (db / FOLDER).glob("*"):
        lock = filelock.FileLock(
            path / LOCK, timeout=0, mode=durable.PRIVATE_FILE, thread_local=False
        )
        try:
            with lock:
                shutil.rmtree(path, ignore_errors=True)
        except (filelock.Timeout, OSError):
            continue


def remove_older(db: Path, purpose: str, seconds: float) -> None:
    """Remove the temporary folders of this purpose that are older, also where somebody still holds them."""
    for one in kept(db, purpose):
        if one.age > seconds:
            forget(one.path)


def forget(path: Path) -> None:
    """Remove a temporary folder; whoever holds it makes a new one when it is needed."""
    shutil.rmtree(path, ignore_errors=True)


def _remove(path: Path, lock: filelock.FileLock) -> None:
    shutil.rmtree(path, ignore_errors=True)
    lock.release()
