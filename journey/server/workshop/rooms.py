"""The rooms that are open in this process: each is read when somebody comes, and put away when nobody has been there for long."""

import time
from pathlib import Path

from journey.data import workspace
from journey.data.workspace import Workshop
from journey.server.workshop.room import Room
from journey.workshop.code import as_typed

KEPT_SECONDS = 600  # for which a room without people stays read


class Rooms:
    def __init__(self, db: Path):
        self._db = db
        self._open: dict[int, tuple[Room, float]] = {}

    def by_code(self, typed: str) -> Room | None:
        """The room that the code opens; None where there is none, or it has been closed."""
        found = workspace.workshop_by_code(self._db, as_typed(typed))
        return self._of(found) if found else None

    def by_number(self, workshop_no: int) -> Room | None:
        if self._is_open(workshop_no):
            return self._touched(workshop_no)
        found = workspace.workshop(self._db, workshop_no)
        return self._of(found) if found else None

    async def close(self) -> None:
        for room, _ in self._open.values():
            await room.close()
        self._open.clear()

    def _of(self, workshop: Workshop) -> Room:
        number = workshop.workshop_no
        if not self._is_open(number):
            self._put_away()
            self._open[number] = Room(self._db, workshop), 0.0
        return self._touched(number)

    def _is_open(self, number: int) -> bool:
        return number in self._open and not self._open[number][0].is_over

    def _touched(self, number: int) -> Room:
        room, _ = self._open[number]
        self._open[number] = room, time.monotonic()
        return room

    def _put_away(self) -> None:
        now = time.monotonic()
        for number, (room, last) in list(self._open.items()):
            if room.is_over or not room.present and now - last > KEPT_SECONDS:
                room.stop()
                del self._open[number]
