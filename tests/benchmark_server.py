"""Time the server with the sample: what a rerun costs, many visitors at once, memory after many filters. `make bench` prints, nothing is asserted.

Visitors speak Streamlit's protocol (protocol_client.py), so that they cost little beside the server; they run on the same cores.
"""

import asyncio
import os
import random
import statistics
import tempfile
import threading
import time
from collections.abc import Callable
from functools import cache
from pathlib import Path

from journey.data import store
from journey.data.ask import ask
from journey.data.generation import Generation, open_generation
from journey.data.groups import group_names
from journey.data.keys import Ring, keys
from journey.model.access import Key
from journey.model.filters import Filters
from journey.model.words import plural
from journey.server import passes
from journey.server.door import Door, Rules
from journey.server.lobby import Lobby
from journey.server.tries import Tries
from tests.bench_size import IS_TINY, sample_db
from tests.browser.conftest import server_pid, serving
from tests.protocol_client import visitor
from tests.server.asgi import PORT, Inner, scope, socket

KEYS = ("channel", "device", "region", "segment")
RERUNS = 3 if IS_TINY else 40
FILTER_CHANGES = 5 if IS_TINY else 175
VISITORS = 2 if IS_TINY else 25
SECONDS = 1 if IS_TINY else 180
REQUESTS = 20 if IS_TINY else 2000
PAUSE = (0.2, 0.5) if IS_TINY else (5, 15)  # seconds between two changes of one visitor

Where = dict[str, list[str]]


def main() -> None:
    db = sample_db()
    generation = open_generation(store.current_generation(db, "sample"))
    values = {
        key: sorted(name for name in group_names(generation, key).values() if name) for key in KEYS
    }
    print("\nthe server with the sample")
    with serving(db, is_cold=True) as address:
        _one_visitor(address, values)
        if IS_TINY:  # nobody reads what memory many visitors alone take
            _many_visitors(address, values, _counts(generation))
    _door()
    if not IS_TINY:
        with serving(db, is_cold=True) as address:
            _many_visitors(address, values, _counts(generation))


def _one_visitor(address: str, values: dict[str, list[str]]) -> None:
    pid, seen = server_pid(address), visitor(address)
    seen.open()
    known = _cpu_seconds(pid, [seen.run] * RERUNS)
    filters = _filters(values)
    new = _cpu_seconds(
        pid,
        [lambda key=key, names=names: seen.choose(key, names) for key, names in filters[:RERUNS]],
    )
    for key, names in filters[RERUNS:FILTER_CHANGES]:
        seen.choose(key, names)
    print(
        f"a rerun of the home, CPU s: {known:.3f} where its answers are known, {new:.3f} under a new filter; "
        f"memory after {FILTER_CHANGES} filter changes {_megabytes(pid)} MB; errors {len(seen.errors)}"
    )


def _door() -> None:
    """What the door adds to a request that has its key, and to a message of a socket."""
    with tempfile.TemporaryDirectory() as folder:
        keys(Path(folder))
        rules = Rules(Ring(Path(folder)), Lobby(Path(folder)), Tries(), PORT)
        content = passes.signed(rules.ring.now(), passes.granted(Key.VIEW, ""))
        headers = [("cookie", f"journey_key_{PORT}={content}")]
        bare, bare_said = asyncio.run(_milliseconds(Inner(), headers))
        behind, behind_said = asyncio.run(_milliseconds(Door(Inner(), rules), headers))
    print(
        f"the door, ms: {behind - bare:.3f} a request (1 wanted), {behind_said - bare_said:.3f} a message of a socket"
    )


async def _milliseconds(app, headers: list[tuple[str, str]]) -> tuple[float, float]:
    """Of a request, and of a message on a socket and its answer; the median."""

    async def receive():
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(_message):
        return None

    requests, messages = [], []
    for _ in range(REQUESTS):
        begun = time.perf_counter()
        await app(scope("http", "/paths", headers=headers), receive, send)
        requests.append(time.perf_counter() - begun)
    to_app, from_app, task = await socket(app, headers=headers)
    await from_app.get()
    for _ in range(REQUESTS):
        begun = time.perf_counter()
        await to_app.put({"type": "websocket.receive", "bytes": b"1"})
        await from_app.get()
        messages.append(time.perf_counter() - begun)
    await to_app.put({"type": "websocket.disconnect", "code": 1001})
    await task
    return 1000 * statistics.median(requests), 1000 * statistics.median(messages)


def _filters(values: dict[str, list[str]]) -> list[tuple[str, list[str]]]:
    """Changes of one key each after which no filter has been in force before, in an order drawn by a seed."""
    chance, changes, chosen, before = random.Random(1), [], dict.fromkeys(values, ()), set()
    while len(changes) < FILTER_CHANGES:
        key = chance.choice(sorted(values))
        names = tuple(sorted(chance.sample(values[key], chance.randint(0, 2))))
        after = tuple((chosen | {key: names}).values())
        if after not in before and any(after):
            before.add(after)
            chosen[key] = names
            changes.append((key, list(names)))
    return changes


def _many_visitors(address: str, values: dict[str, list[str]], counts: Callable) -> None:
    """Each changes a filter every few seconds; the counts that the page says are held against those asked here."""
    took: list[float] = []
    wrong: list[str] = []

    def visit(number: int) -> None:
        chance = random.Random(number)
        try:
            seen = visitor(address)
            seen.open()
            end = time.monotonic() + SECONDS
            while time.monotonic() < end:
                time.sleep(chance.uniform(*PAUSE))
                key = chance.choice(sorted(values))
                took.append(seen.choose(key, chance.sample(values[key], chance.randint(0, 1))))
                where = {key: tuple(seen.chosen(key)) for key in values}
                expected = counts(tuple(where.items()))
                if not any(text.startswith(expected) for text in seen.texts):
                    wrong.append(f"{where}: not {expected}")
            wrong.extend(seen.errors)
        except Exception as error:  # a visitor that fails is counted, the others go on
            wrong.append(repr(error))

    visitors = [threading.Thread(target=visit, args=(number,)) for number in range(VISITORS)]
    for thread in visitors:
        thread.start()
    for thread in visitors:
        thread.join()
    took.sort()
    print(
        f"{VISITORS} visitors for {SECONDS} s, each changes a filter every {PAUSE[0]} to {PAUSE[1]} s: {len(took)} changes, "
        f"median {took[len(took) // 2]:.2f} s, p95 {took[int(len(took) * 0.95)]:.2f} s, longest {took[-1]:.2f} s; "
        f"wrong or failed {len(wrong)}; memory {_megabytes(server_pid(address))} MB"
    )
    for words in wrong[:5]:
        print(words)


def _counts(generation: Generation) -> Callable:
    """The counts as the home prints them under these filters."""

    @cache
    def counts(where: tuple) -> str:
        [row] = ask(generation, "summary", Filters.of(where=dict(where))).rows
        return " · ".join(
            [
                plural(row["customers"], "customer"),
                plural(row["journeys"], "journey"),
                plural(row["events"], "event"),
            ]
        )

    return counts


def _cpu_seconds(pid: int, runs: list[Callable[[], object]]) -> float:
    """What one of the runs costs the server, the median."""
    costs = []
    for run in runs:
        before = _used(pid)
        run()
        costs.append(_used(pid) - before)
    return statistics.median(costs)


def _used(pid: int) -> float:
    """CPU seconds of the process so far, of its own and of the system for it."""
    fields = Path(f"/proc/{pid}/stat").read_text().rsplit(") ", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def _megabytes(pid: int) -> int:
    """Memory that the process holds now."""
    pages = int(Path(f"/proc/{pid}/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") // 2**20


if __name__ == "__main__":
    main()
