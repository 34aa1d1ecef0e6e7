"""Time the server with the sample: what a rerun costs, many visitors at once, memory after many filters. `make bench` prints, nothing is asserted.

Visitors speak Streamlit's protocol (protocol_client.py), so that they cost little beside the server; they run on the same cores.
"""

import os
import random
import statistics
import threading
import time
from collections.abc import Callable
from functools import cache
from pathlib import Path

from journey.data import store
from journey.data.ask import ask
from journey.data.generation import Generation, open_generation
from journey.data.groups import group_names
from journey.model.filters import Filters
from journey.model.words import plural
from tests.bench_size import IS_TINY, sample_db
from tests.browser.conftest import server_pid, serving
from tests.protocol_client import visitor

KEYS = ("channel", "device", "region", "segment")
RERUNS = 3 if IS_TINY else 40
FILTER_CHANGES = 5 if IS_TINY else 175
VISITORS = 2 if IS_TINY else 25
SECONDS = 3 if IS_TINY else 180
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
