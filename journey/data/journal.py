"""What is being done to the data folder, written down before it begins, so that a job that was cut can be ended or told."""

import json
import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import filelock

from journey.data import durable
from journey.data.room import is_no_room, no_room
from journey.data.store import JOBS
from journey.model.author import author
from journey.model.errors import UserError
from journey.model.progress import Step

ENTRY, HELD = ".json", ".lock"


@dataclass(frozen=True)
class Entry:
    """One job: its kind, the dataset and the file it is about ('' where it is about none), when it began (ISO 8601 UTC).

    `number` is the one that its first version would have, `share` how far it came (0 to 1); `intent` is what has to be ended
    even if whoever began it is gone, `outcome` the sentence that tells it once it is known to be cut, and `is_ended` whether that
    is final. `author` began it.
    """

    job: str
    dataset: str = ""
    subject: str = ""
    began_at: str = ""
    number: int = 0
    share: float = 0.0
    intent: dict[str, Any] = field(default_factory=dict)
    outcome: str = ""
    is_ended: bool = False
    author: str = ""


class Recording:
    """The entry of a job under way: steps are counted in it, and its intent can be written down as it becomes clear."""

    def __init__(self, path: Path, entry: Entry, steps: int, step: Step):
        self.path, self.entry, self._steps, self._step, self._done = (
            path,
            entry,
            max(steps, 1),
            step,
            0,
        )
        self.is_kept = False

    def step(self, name: str) -> None:
        """Tell the step, and write down how far the job is; that is left out where the disk is full."""
        self._done += 1
        self.entry = replace(self.entry, share=min(1.0, (self._done - 1) / self._steps))
        with suppress(OSError):
            draft = self.path.with_suffix(durable.DRAFT)
            draft.write_text(json.dumps(asdict(self.entry)), encoding="utf-8")
            draft.replace(self.path)
        self._step(name)

    def intend(self, **intent: Any) -> None:
        """Write down, for good, what has to be ended in any case."""
        self.entry = replace(self.entry, intent={**self.entry.intent, **intent})
        _write(self.path, self.entry)

    def keep(self) -> None:
        """Leave the entry there also when the job ends with an error: what it intends has begun."""
        self.is_kept = True


@contextmanager
def recorded(
    db: Path, entry: Entry, steps: int = 1, step: Step = lambda name: None
) -> Iterator[Recording]:
    """Write the entry down for as long as the block runs; killed in it, the entry stays.

    Raises NoRoom where not even the entry fits on the disk: nothing was begun then.
    """
    folder = durable.make_folder(durable.make_folder(db) / JOBS)
    path = folder / f"{datetime.now(UTC):%Y%m%d-%H%M%S}-{os.getpid()}-{secrets.token_hex(4)}{ENTRY}"
    lock = _lock(path)
    try:
        with lock:
            now = f"{datetime.now(UTC):%Y-%m-%dT%H:%M:%SZ}"
            entry = replace(entry, began_at=entry.began_at or now, author=entry.author or author())
            recording = Recording(path, entry, steps, step)
            _write(path, entry)
            try:
                yield recording
            except Exception:
                if not recording.is_kept:
                    durable.remove(path)
                raise
            durable.remove(path)
    finally:
        _lock_file(path).unlink(missing_ok=True)


def cut(db: Path) -> list[tuple[Path, Entry]]:
    """The entries of jobs that nobody is working on any more, oldest first."""
    entries = []
    for path in sorted((db / JOBS).glob(f"*{ENTRY}")):
        with suppress(filelock.Timeout, OSError), _lock(path):
            entries.append((path, _read(path)))
    return [(path, entry) for path, entry in entries if entry is not None]


@contextmanager
def resumed(path: Path) -> Iterator[Recording | None]:
    """Take up a job that was cut; None where another process has, or it is ended. Removed when the block ends without an error."""
    try:
        with _lock(path):
            entry = _read(path)
            recording = Recording(path, entry, 1, lambda name: None) if entry else None
            yield recording
            if recording and not recording.is_kept:
                durable.remove(path)
    except filelock.Timeout:
        yield None
    else:
        if not path.exists():
            _lock_file(path).unlink(missing_ok=True)


def settle(path: Path, outcome: str, is_ended: bool) -> None:
    """Write down what became of a job that was cut, as it is now: later jobs change what one would find then."""
    entry = _read(path)
    if entry:
        with suppress(UserError, OSError):
            _write(
                path,
                replace(
                    entry,
                    outcome=outcome,
                    is_ended=is_ended,
                    intent={} if is_ended else entry.intent,
                ),
            )


def dismiss(path: Path) -> None:
    """The job was told: nobody needs its entry any more."""
    durable.remove(path)
    _lock_file(path).unlink(missing_ok=True)


def _read(path: Path) -> Entry | None:
    """None where it is gone; an entry of no kind where it cannot be read."""
    try:
        known = json.loads(path.read_text(encoding="utf-8"))
        return Entry(
            **{name: value for name, value in known.items() if name in Entry.__dataclass_fields__}
        )
    except FileNotFoundError:
        return None
    except (ValueError, TypeError, AttributeError):
        return Entry("")


def _write(path: Path, entry: Entry) -> None:
    try:
        durable.write_whole(path, json.dumps(asdict(entry)).encode())
    except OSError as error:
        if is_no_room(error):
            raise no_room(error, path.parent) from None
        raise


def _lock_file(path: Path) -> Path:
    return path.with_suffix(HELD)


def _lock(path: Path) -> filelock.FileLock:
    return filelock.FileLock(
        _lock_file(path), timeout=0, mode=durable.PRIVATE_FILE, thread_local=False
    )
