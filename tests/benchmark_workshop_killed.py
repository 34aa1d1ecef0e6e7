"""Kill the server of a workshop (SIGKILL) at twenty moments while people write: what was confirmed is still there, and browsers come back.

`make bench` prints; nothing is asserted.
"""

import random
import statistics
import tempfile
import threading
import time
from pathlib import Path

from playwright.sync_api import sync_playwright

from journey.data import workspace
from journey.workshop.kept import read
from journey.workshop.things import Note
from tests.bench_size import IS_TINY
from tests.browser.chrome import find_chrome
from tests.browser.conftest import ARGUMENTS, await_server, free_port
from tests.process import started
from tests.server.participants import CLOSED, STAGES, Participant, begun, join, leader

CODE = "HARE-427"
MOMENTS = 2 if IS_TINY else 20
WRITERS = 2 if IS_TINY else 5
LATEST = 1.5  # seconds of writing before the server is killed, at most
PAUSE = 0.25  # seconds between two notes of one writer: in all fewer than a board takes
SEED = 36


class Writer:
    """Somebody who writes one note after the other until nobody answers any more, and goes on with the next server."""

    def __init__(self, seat: Participant):
        self.seat, self.confirmed, self.asked = seat, set[str](), 0

    def write(self, start: threading.Barrier) -> None:
        start.wait()
        try:
            self.seat.open()
            while True:
                id = f"note-{self.seat.person[:10]}-{self.asked}"
                self.asked += 1
                stage = STAGES[self.asked % len(STAGES)]
                if self._is_done(id, stage):
                    self.confirmed.add(id)
                time.sleep(PAUSE)
        except (*CLOSED, TimeoutError):
            return

    def _is_done(self, id: str, stage: str) -> bool:
        fields = {"id": id, "text": id, "kind": "idea", "stage": stage, "is_named": True}
        return self.seat.asked("note.add", f"request-{id}", **fields)["type"] == "done"


def main() -> None:
    path, chance = find_chrome(), random.Random(SEED)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        db, own, port = Path(folder), free_port(), free_port()
        number = begun(db, CODE)
        words = ("serve", "--port", str(own), "--db", str(db), "--share", "--share-port", str(port))
        address, writers, backs = f"http://127.0.0.1:{port}", [], []
        page = None
        for moment in range(MOMENTS + 1):
            server = started(*words)
            await_server(f"http://127.0.0.1:{own}/_stcore/health")
            answered = time.monotonic()
            if not writers:
                lead = leader(f"http://127.0.0.1:{own}", number)
                lead.ask("reveal", value=True)
                lead.ask("step", phase="notes")
                lead.close()
                writers = [Writer(join(address, CODE, f"P{each}")) for each in range(WRITERS)]
                page = _joined(playwright, path, address) if path else None
            elif page:
                page.locator(".ws-state").wait_for(state="hidden")
                backs.append(time.monotonic() - answered)
            if moment < MOMENTS:
                _write_until_killed(writers, server, chance.uniform(0.2, LATEST))
                if page:
                    page.locator(".ws-state").wait_for(state="visible")
        kept = _kept(db, number)
        shown = page.locator(".ws-text").count() if page else len(kept)
        server.kill()
    confirmed = set().union(*(each.confirmed for each in writers))
    back = f"; a browser is back {statistics.median(backs):.2f} s after the server answers, {max(backs):.2f} at most, and shows {shown} notes of {len(kept)}" if backs else ""  # fmt: skip
    print(
        f"\nthe server of a workshop killed at {MOMENTS} moments: {len(confirmed)} notes confirmed, "
        f"lost {len(confirmed - kept)}{back}"
    )


def _write_until_killed(writers: list[Writer], server, seconds: float) -> None:
    start = threading.Barrier(len(writers) + 1)
    threads = [threading.Thread(target=each.write, args=(start,)) for each in writers]
    for thread in threads:
        thread.start()
    start.wait()
    time.sleep(seconds)
    server.kill()
    for thread in threads:
        thread.join()


def _joined(playwright, path: str, address: str):
    page = playwright.chromium.launch(executable_path=path, args=ARGUMENTS).new_page()
    page.goto(f"{address}/room?code={CODE}")
    page.get_by_role("button", name="Join").click()
    page.locator(".ws-columns").wait_for()
    return page


def _kept(db: Path, number: int) -> set[str]:
    found = workspace.workshop(db, number)
    return {*read(db, found).all(Note)} if found else set()


if __name__ == "__main__":
    main()
