"""Who is there: the visitors with an open page, and how each key has been used."""

import asyncio
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path

from journey.data import durable
from journey.model.access import Guest
from journey.server.passes import Pass

LOG, LOG_LIMIT = "door.log", 200_000
MOST_PAGES, MOST_OF_ONE = 150, 20  # open at once, of all and from one address


class Lobby:
    """One for a server. What is open is closed at once where the keys change or the sharing ends."""

    def __init__(self, db: Path):
        self._db = db
        self._open: dict[asyncio.Event, tuple[Pass, datetime]] = {}
        self._addresses: Counter[str] = Counter()

    def has_room(self, address: str) -> bool:
        """Whether one more page can be opened from there: each costs the others time."""
        return len(self._open) < MOST_PAGES and self._addresses[address] < MOST_OF_ONE

    @contextmanager
    def here(self, came: Pass, address: str) -> Iterator[asyncio.Event]:
        """A page that a visitor has open; the event says that it has to close."""
        gone = asyncio.Event()
        self._addresses[address] += 1
        is_first = came.number not in {other.number for other, _ in self._open.values()}
        self._open[gone] = (came, datetime.now(UTC))
        if is_first:
            self.note(f"somebody came with the {came.visitor.key} key; {self._count()} there")
        try:
            yield gone
        finally:
            del self._open[gone]
            self._addresses[address] -= 1
            if not self._addresses[address]:
                del self._addresses[address]

    def guests(self) -> list[Guest]:
        """Who has a page open, first come first; several pages of one browser are one guest."""
        first: dict[str, Guest] = {}
        for came, since in sorted(self._open.values(), key=lambda entry: entry[1]):
            first.setdefault(came.number, Guest(came.visitor, since))
        return list(first.values())

    def close(self) -> None:
        """Have every open page close; to be called in the server's own loop."""
        for gone in list(self._open):
            gone.set()

    def note(self, line: str) -> None:
        """Add a line to the log of the door: when and with which key, never who or from where."""
        with suppress(OSError):
            durable.append(
                self._db / LOG, f"{datetime.now(UTC):%Y-%m-%dT%H:%M:%SZ} {line}\n", LOG_LIMIT
            )

    def _count(self) -> int:
        return len({came.number for came, _ in self._open.values()})
