"""A workshop while people are in it: one queue of requests, on the disk before anybody is told, then everybody is."""

import asyncio
import json
import time
from collections import defaultdict
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from journey.data import workspace
from journey.data.store import WORKSPACE
from journey.data.workspace import (
    LoggedChange,
    Overtaken,
    Workshop,
    log_changes,
    logged_changes,
)
from journey.model.errors import UserError
from journey.model.theme import stage_hue
from journey.workshop import kept, sight
from journey.workshop import measured as measuring
from journey.workshop.board import Board, Change, Write, as_json
from journey.workshop.carry_out import carry_out, come_in
from journey.workshop.measured import Measured
from journey.workshop.progress import METRICS, movable
from journey.workshop.request import Refused, Request, Sender
from journey.workshop.sight import Viewer
from journey.workshop.things import Person
from journey.workshop.together import together

MOST_AT_ONCE = 200  # requests that go to the disk together
AT_ONCE, A_SECOND = 30, 8.0  # messages of one person, in a moment and for long
JOINS_AT_ONCE, JOINS_A_SECOND = (
    40,
    0.1,
)  # of one address: a whole room may come by one, and nobody fills it unseen
WAITING = 400  # messages for a viewer who does not read: then the whole board is sent instead
TRIES = 5  # where another program is quicker
MOST_PRESENT, MOST_OF_ONE = 200, 4  # pages that are open at once, of all and of one person
NOT_KEPT = (
    "The server cannot keep anything now, so nothing was changed: tell who leads, and try again."
)
LOST = "The file of this workshop was damaged, and lies aside in the data folder."
GONE = "This workshop was deleted."
LOOK_SECONDS = 1.0  # between two looks at what another program has written

Carry = Callable[[Board], tuple[Write, ...]]


class Pace:
    """How many messages somebody may send: so many at once, which come back at so many a second."""

    def __init__(self, at_once: int, a_second: float) -> None:
        self._at_once, self._a_second = at_once, a_second
        self._left, self._at = float(at_once), time.monotonic()

    def is_kept(self) -> bool:
        """Whether one more is within it."""
        now = time.monotonic()
        self._left = min(self._at_once, self._left + (now - self._at) * self._a_second)
        self._at = now
        if self._left < 1:
            return False
        self._left -= 1
        return True


def _pace() -> Pace:
    return Pace(AT_ONCE, A_SECOND)


@dataclass
class Ask:
    """A request on its way; `outcome` says when it is on the disk, or why it is not."""

    request_id: str
    carry: Carry
    outcome: asyncio.Future[None]


@dataclass(eq=False)
class Present:
    """Somebody who looks at the board now: what they wait for, and how far they have been told."""

    viewer: Viewer
    told: int | None = None
    is_brief: bool = False  # asks without a socket, and is gone again
    messages: asyncio.Queue[dict[str, Any]] = field(default_factory=lambda: asyncio.Queue(WAITING))
    is_behind: bool = False

    def say(self, message: dict[str, Any]) -> None:
        """For who does not read, what waited is dropped, and the whole board follows."""
        if self.messages.full():
            while not self.messages.empty():
                self.messages.get_nowait()
            self.is_behind = True
        self.messages.put_nowait(message)


class Room:
    """One for a workshop and a process; all of it runs in one loop, the disk in threads."""

    def __init__(self, db: Path, workshop: Workshop):
        self.workshop = workshop
        self.measured = measuring.of_json(workshop.measured)
        self.present: set[Present] = set()
        self.paces: dict[str, Pace] = defaultdict(_pace)  # by person: over all their pages
        self.joins: dict[str, Pace] = defaultdict(
            lambda: Pace(JOINS_AT_ONCE, JOINS_A_SECOND)
        )  # by address
        self.is_over = False  # deleted
        self._looks: dict[str, Pace] = defaultdict(_pace)
        self._db = db
        self._asked: asyncio.Queue[Ask | Present] = asyncio.Queue()
        self._board, self._is_ahead = self._read(), False
        self._together: dict[str, Any] = {}
        self._frame = framed(self.measured)
        self._movable = movable(
            self.measured.told,
            {stage["name"]: stage["touchpoints"] for stage in self._frame["stages"]},
        )
        self._task = asyncio.ensure_future(self._run())

    @property
    def board(self) -> Board:
        """As it is on the disk, and perhaps a moment further: for looks that tell nobody else."""
        return self._board

    async def ask(self, sender: Sender, what: str, request_id: str, request: Request) -> None:
        """Returns once it is on the disk; raises Refused, with the reason, or UserError where the disk does not take it."""
        await self._ask(request_id, lambda board: carry_out(board, sender, what, request))

    async def come_in(self, id: str, request: Request) -> None:
        await self._ask(f"join-{id}", lambda board: come_in(board, id, request))

    async def write(self, request_id: str, writes: Carry) -> None:
        """What the server itself changes."""
        await self._ask(request_id, writes)

    async def _ask(self, request_id: str, carry: Carry) -> None:
        outcome: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._asked.put_nowait(Ask(request_id, carry, outcome))
        await outcome

    def has_room(self, viewer: Viewer) -> bool:
        """Whether one more page of this person can be open."""
        of_one = sum(each.viewer == viewer for each in self.present)
        if viewer.leads or not of_one:
            return True  # whoever fills the room keeps nobody out of it
        return len(self.present) < MOST_PRESENT and of_one < MOST_OF_ONE

    def arrive(self, viewer: Viewer) -> Present:
        """Somebody who is told of everything from now on, the whole board first."""
        present = Present(viewer)
        self.present.add(present)
        self._asked.put_nowait(present)
        return present

    async def look(self, viewer: Viewer, since: int | None, seconds: float) -> list[dict[str, Any]]:
        """For who has no socket: what they lack, as soon as there is something, at most so many seconds later."""
        present = Present(viewer, since, is_brief=True)
        self.present.add(present)
        found = [self._here()]
        try:
            while not self._looks[viewer.person].is_kept():
                await asyncio.sleep(1 / A_SECOND)
            self._asked.put_nowait(present)
            with suppress(TimeoutError):
                async with asyncio.timeout(seconds):
                    found.append(await present.messages.get())
        finally:
            self.present.discard(present)
        return found

    def leave(self, present: Present) -> None:
        self.present.discard(present)
        self._tell_who_is_here()

    def stop(self) -> None:
        self._task.cancel()

    async def close(self) -> None:
        """What was asked for and is not on the disk yet is not confirmed."""
        self.stop()
        with suppress(asyncio.CancelledError):
            await self._task

    async def _run(self) -> None:
        while True:
            waiting: list[Ask | Present] = []
            with suppress(TimeoutError):
                async with asyncio.timeout(LOOK_SECONDS):
                    waiting.append(await self._asked.get())
            while not self._asked.empty() and len(waiting) < MOST_AT_ONCE:
                waiting.append(self._asked.get_nowait())
            try:
                await self._serve(waiting)
            except Exception as error:  # the room goes on: whoever asked is told
                self._is_ahead = True
                for each in waiting:
                    if isinstance(each, Ask) and not each.outcome.done():
                        each.outcome.set_exception(error)

    async def _serve(self, waiting: list[Ask | Present]) -> None:
        """Raises UserError where the disk gives or takes nothing now: then the board may be ahead of it."""
        asks = [each for each in waiting if isinstance(each, Ask)]
        if self._is_ahead:
            self._board, self._is_ahead = await asyncio.to_thread(self._read), False
        for attempt in range(TRIES):
            await self._catch_up()
            try:
                carried = self._carried(asks)
                if carried:
                    await asyncio.to_thread(self._keep, carried)
                break
            except Overtaken:
                self._board = await asyncio.to_thread(self._read)
                if attempt == TRIES - 1:
                    raise
        for each in asks:
            if not each.outcome.done():
                each.outcome.set_result(None)
        self._tell()
        if any(isinstance(each, Present) and not each.is_brief for each in waiting):
            self._tell_who_is_here()

    def _carried(self, asks: list[Ask]) -> list[Change]:
        """The changes that the requests come to, taken in one after the other; who is refused is told at once."""
        carried = []
        for ask in asks:
            if ask.outcome.done() or self._board.change_of(ask.request_id):
                continue  # refused, or carried out already and sent again
            try:
                writes = ask.carry(self._board)
            except Exception as error:  # it is this request's alone
                ask.outcome.set_exception(error)
                continue
            change = Change(self._board.number + 1, ask.request_id, writes)
            self._board.apply(change)
            carried.append(change)
        return carried

    def _keep(self, carried: list[Change]) -> None:
        log_changes(
            self._db,
            self.workshop.workshop_no,
            [LoggedChange(one.number, one.request_id, as_json(one.writes)) for one in carried],
        )

    async def _catch_up(self) -> None:
        """Take in what another program has written, and take out what one has erased."""
        number = self.workshop.workshop_no
        now, changes = await asyncio.to_thread(self._news, number, self._board.number)
        if now is None:
            self.is_over = True
            self._send_home(GONE if (self._db / WORKSPACE).exists() else LOST)
            raise UserError(GONE)
        if now.edition != self.workshop.edition:
            self.workshop, self._board = now, await asyncio.to_thread(self._read)
            for each in self.present:
                each.told = None
        else:
            self.workshop = now
            kept.take_in(self._board, changes)

    def _news(self, number: int, after: int) -> tuple[Workshop | None, list[LoggedChange]]:
        return workspace.workshop(self._db, number), logged_changes(self._db, number, after)

    def _send_home(self, reason: str) -> None:
        for each in self.present:
            each.say({"type": "out", "reason": reason})
        self.present.clear()

    def _read(self) -> Board:
        return kept.read(self._db, self.workshop)

    def _tell(self) -> None:
        """Everybody what they have not been told."""
        if not any(self._lacks(each) for each in self.present):
            return
        now = together(self._board, self.measured)
        is_new, self._together = now != self._together, now
        for each in list(self.present):
            if reason := self._out(each.viewer):
                each.say({"type": "out", "reason": reason})
                self.present.discard(each)
            elif self._lacks(each):
                self._tell_one(each, is_new)

    def _lacks(self, present: Present) -> bool:
        return present.is_behind or present.told != self._board.number

    def _out(self, viewer: Viewer) -> str:
        """Why somebody is not in the room any more; '' where they are."""
        person = self._board.get(Person, viewer.person)
        if viewer.leads or not viewer.person:
            return ""
        if person is None or person.is_removed:
            return "You were sent out of this workshop."
        return "This workshop has ended." if self._board.settings.is_ended else ""

    def _tell_one(self, present: Present, is_together_new: bool) -> None:
        touched = list(sight.touched(self._board, present.told or 0))
        is_whole = present.told is None or sight.changes_sight(touched) or present.messages.full()
        message: dict[str, Any] = {"type": "whole" if is_whole else "part", "number": self._board.number}  # fmt: skip
        if is_whole:
            message |= self._frame | {
                "figures": self._movable if present.viewer.leads else [],
                "now": time.time(),
                "person": present.viewer.person,
                "things": sight.whole(self._board, present.viewer),
            }
        else:
            message["things"] = sight.part(self._board, present.viewer, touched)
        if is_whole or is_together_new:
            message["together"] = self._together
        present.is_behind = False
        present.say(message)
        present.told = self._board.number

    def _tell_who_is_here(self) -> None:
        here = self._here()
        for each in self.present:
            if not each.is_brief:
                each.say(here)

    def _here(self) -> dict[str, Any]:
        return {
            "type": "here",
            "people": sorted({each.viewer.person for each in self.present} - {""}),
        }


def framed(measured: Measured) -> dict[str, Any]:
    """The columns of the board, the figures that an action can move, and the words for what is counted."""
    stages = [
        {
            "name": stage.name,
            "hue": stage_hue(index),
            "touchpoints": [each.name for each in stage.touchpoints],
        }
        for index, stage in enumerate(measured.stages)
    ]
    return {
        "stages": stages,
        "metrics": list(METRICS),
        "unit": measured.unit,
        "left_words": measured.left_words,
    }


def refusal(error: UserError, leads: bool = False) -> dict[str, Any]:
    """A refusal as a message has it; what the disk says, and where it lies, is for who leads alone."""
    if not isinstance(error, Refused):
        return {"reason": str(error) if leads or str(error) == GONE else NOT_KEPT}
    return {"reason": str(error)} | ({} if error.current is None else {"current": error.current})


def parsed(text: str) -> dict[str, Any]:
    """A message of a browser; raises Refused where it is none."""
    try:
        message = json.loads(text)
    except (ValueError, RecursionError):
        message = None
    if not isinstance(message, dict):
        raise Refused("That is no message.")
    return message
