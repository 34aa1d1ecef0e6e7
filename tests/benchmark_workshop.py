"""Time a workshop of thirty people, two of them in real browsers: when the others see a change. `make bench` prints, nothing is asserted.

The others speak the room's protocol, all in one process on the same cores; each message that tells of a note tells when it was sent.
"""

import asyncio
import json
import random
import statistics
import tempfile
import threading
import time
from pathlib import Path

from playwright.sync_api import sync_playwright
from websockets.asyncio.client import connect

from tests.bench_size import IS_TINY
from tests.browser.chrome import find_chrome
from tests.browser.conftest import ARGUMENTS, free_port, serving
from tests.server.participants import STAGES, Participant, begun, join, leader

CODE = "HARE-427"
PEOPLE = 4 if IS_TINY else 28
SECONDS = 2 if IS_TINY else 180
PAUSE = (0.2, 0.5) if IS_TINY else (2, 6)  # seconds between two changes of one person
LAST_SECONDS = 2  # in which the last changes come to everybody
VOTED = 3  # of ten changes: the others are notes and moves in equal numbers


class Person:
    """One participant: what they have seen, and how long after it was sent."""

    def __init__(self, seat: Participant, number: int):
        self.seat, self.random = seat, random.Random(number)
        self.own: list[str] = []
        self.notes: dict[str, dict] = {}
        self.sent: dict[str, float] = {}
        self.is_ready = asyncio.Event()
        self.delays: list[float] = []
        self.confirmed: list[float] = []

    async def take_part(self, end: float, origin: str, is_over: asyncio.Event) -> None:
        url = f"{origin.replace('http', 'ws', 1)}/room/socket"
        headers = {"Cookie": self.seat.cookie}
        async with connect(url, origin=origin, additional_headers=headers, max_size=None) as socket:
            listening = asyncio.ensure_future(self._listen(socket))
            while time.time() < end:
                await asyncio.sleep(self.random.uniform(*PAUSE))
                what, fields = self._next()
                request = f"request-{self.seat.person[:10]}-{len(self.sent)}"
                self.sent[request] = time.time()
                await socket.send(json.dumps({"request": request, "what": what, "fields": fields}))
            self.is_ready.set()
            await is_over.wait()
            listening.cancel()

    def _next(self) -> tuple[str, dict]:
        """A vote on some note, a move of an own one, or a new one with the moment in its text."""
        drawn = self.random.randrange(10)
        if drawn < VOTED and self.notes:
            return "vote", {"target": self.random.choice(list(self.notes)), "count": self.random.randrange(2)}  # fmt: skip
        if self.own and drawn < VOTED + (10 - VOTED) // 2:
            return "note.move", {"id": self.random.choice(self.own), "stage": self.random.choice(STAGES)}  # fmt: skip
        id = f"note-{self.seat.person[:10]}-{len(self.own)}"
        self.own.append(id)
        return "note.add", {
            "id": id,
            "text": f"{time.time():.4f}",
            "kind": "idea",
            "stage": self.random.choice(STAGES),
            "is_named": True,
        }

    async def _listen(self, socket) -> None:
        async for text in socket:
            now, message = time.time(), json.loads(text)
            if message["type"] in ("done", "refused"):
                self.confirmed.append(now - self.sent[message["request"]])
            for id, note in message.get("things", {}).get("note", {}).items():
                if message["type"] == "part" and id not in self.notes and id not in self.own:
                    self.delays.append(now - float(note["text"]))
                self.notes[id] = note


def main() -> None:
    path = find_chrome()
    with tempfile.TemporaryDirectory() as folder:
        db, port = Path(folder), free_port()
        number = begun(db, CODE)
        address = f"http://127.0.0.1:{port}"
        with serving(db, is_cold=True, further=("--share", "--share-port", str(port))) as own:
            lead = leader(own, number)
            lead.ask("reveal", value=True)
            lead.ask("step", phase="vote")
            lead.close()
            people = [Person(join(address, CODE, f"P{each}"), each) for each in range(PEOPLE)]
            looking = threading.Thread(target=_browsers, args=(path, address)) if path else None
            if looking:
                looking.start()
            asyncio.run(_all(people, address))
            if looking:
                looking.join()
            last = join(address, CODE).open()
    _print(people, last, 2 if path else 0)


async def _all(people: list[Person], address: str) -> None:
    end, is_over = time.time() + SECONDS, asyncio.Event()
    taking_part = asyncio.gather(*(each.take_part(end, address, is_over) for each in people))
    for each in people:
        await each.is_ready.wait()
    await asyncio.sleep(LAST_SECONDS)
    is_over.set()
    await taking_part


def _browsers(path: str, address: str) -> None:
    """Two people in real browsers, who look and now and then write."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        pages = [browser.new_context().new_page() for _ in range(2)]
        for each in pages:
            each.goto(f"{address}/room?code={CODE}")
            each.get_by_role("button", name="Join").click()
            each.locator(".ws-columns").wait_for()
        time.sleep(SECONDS)
        browser.close()


def _print(people: list[Person], last: Participant, browsers: int) -> None:
    written = {id for each in people for id in each.own}
    board = last.things["note"]
    lost = written - {*board}
    apart = sum({id: each.notes.get(id) for id in written} != {id: board.get(id) for id in written} for each in people)  # fmt: skip
    delays = sorted(delay for each in people for delay in each.delays)
    confirmed = sorted(delay for each in people for delay in each.confirmed)
    ninth = statistics.quantiles(delays, n=10)[-1]
    print(
        f"\na workshop of {PEOPLE + browsers} people ({browsers} of them in browsers), {SECONDS} s: "
        f"{sum(len(each.sent) for each in people)} changes, lost {len(lost)}, boards that differ {apart}; "
        f"others see a note after {statistics.median(delays):.3f} s, ninth decile {ninth:.3f} s; "
        f"confirmed after {statistics.median(confirmed):.3f} s"
    )


if __name__ == "__main__":
    main()
