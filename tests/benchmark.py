"""Time a million events beside plain pandas doing the same work in the same run: `make bench` prints, nothing is asserted."""

import os
import resource
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from journey.data import store
from journey.data.ask import VIEWS, ask
from journey.data.generation import open_generation
from journey.model.filters import Filters
from journey.use.load import LoadOptions, load
from tests import pandas_peer

ROOT = Path(__file__).parents[1]
FOLDER = ROOT / "build" / "bench"
CUSTOMERS = 92_000
REPEATS = 5
CELL = ("stage", "touchpoint")
FILTERS = {
    "all": Filters.of(),
    "two months": Filters.of(date(2025, 3, 1), date(2025, 4, 30)),
    "phone": Filters.of(where={"channel": ["phone"]}),
    "business on mobile": Filters.of(where={"segment": ["business"], "device": ["mobile"]}),
}
MAP = [("summary", (), {}), ("funnel", (), {}), ("touchpoints", (), {}), ("emotions", CELL, {}), ("friction", (), {}),
       ("satisfaction", (), {"metrics": ("nps", "csat", "ces")}), ("satisfaction", ("stage",), {"metrics": ("nps", "csat", "ces")})]
GROUPS = {"emotions": CELL, "satisfaction": ("stage",)}


def main() -> None:
    _make_events()
    print(f"{os.cpu_count()} cores; best of {REPEATS} for views; times in seconds for loads, milliseconds for views\n")
    _loads()
    generation = open_generation(store.current_generation(FOLDER / "db", "csv"))
    events = ask(generation, "summary", Filters()).rows[0]["events"]
    print(f"\n{events:,} events, {generation.path.stat().st_size / 2**20:.0f} MiB on disk")
    _views(generation)
    _first_page()


def _make_events() -> None:
    if not (FOLDER / "events.csv").exists():
        FOLDER.mkdir(parents=True, exist_ok=True)
        command = [sys.executable, "-m", "sample_data.generate", "--customers", str(CUSTOMERS), "--csv", "--out", str(FOLDER)]
        subprocess.run(command, check=True, cwd=ROOT, stdout=subprocess.DEVNULL)


def _loads() -> None:
    """Each load in a process of its own, so that its peak memory is its own."""
    print(f"{'load and prepare':26}{'journey':>10}{'peak MB':>10}{'pandas':>10}{'peak MB':>10}")
    for kind in ("csv", "parquet"):
        ours, our_peak = _alone("ours", kind)
        theirs, their_peak = _alone("theirs", kind)
        print(f"{kind:26}{ours:10.1f}{our_peak:10.0f}{theirs:10.1f}{their_peak:10.0f}")


def _alone(who: str, kind: str) -> tuple[float, float]:
    command = [sys.executable, "-m", "tests.benchmark", who, kind]
    seconds, peak = subprocess.run(command, check=True, cwd=ROOT, capture_output=True, text=True).stdout.split()
    return float(seconds), float(peak)


def _load_ours(kind: str) -> None:
    _remove(FOLDER / "db" / kind)
    load(FOLDER / "db", kind, FOLDER / f"events.{kind}", LoadOptions())


def _load_theirs(kind: str) -> None:
    pandas_peer.prepare(pandas_peer.read(FOLDER / f"events.{kind}"))


def _remove(folder: Path) -> None:
    for path in folder.glob("*") if folder.is_dir() else []:
        path.unlink()


def _views(generation) -> None:
    steps = pandas_peer.prepare(pandas_peer.read(FOLDER / "events.parquet"))
    names = "".join(f"{name:>20}" for name in FILTERS)
    print(f"\n{'view (journey / pandas)':26}{names}")
    for view in VIEWS:
        cells = []
        for filters in FILTERS.values():
            ours = _best(lambda view=view, filters=filters: ask(generation, view, filters, GROUPS.get(view, ())))
            theirs = _best(lambda view=view, filters=filters: pandas_peer.VIEWS[view](*pandas_peer.selected(steps, filters)), 2)
            cells.append(f"{ours:9.0f} /{theirs:8.0f}")
        print(f"{view:26}" + "".join(f"{cell:>20}" for cell in cells))
    print(f"{'everything the map needs':26}" + "".join(
        f"{_best(lambda filters=filters: _whole_map(generation, filters)):>20.0f}" for filters in FILTERS.values()))


def _whole_map(generation, filters: Filters) -> None:
    for view, by, options in MAP:
        ask(generation, view, filters, by, **options)


def _best(work: Callable[[], object], repeats: int = REPEATS) -> float:
    """Milliseconds of the fastest of some runs."""
    times = []
    for _ in range(repeats):
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return 1000 * min(times)


def _first_page() -> None:
    """From starting the server to the map's last part drawn in a browser that is already open."""
    from playwright.sync_api import sync_playwright

    from tests.browser.chrome import find_chrome
    from tests.browser.conftest import ARGUMENTS, serving

    path = find_chrome()
    if not path:
        print("\nfirst page: left out, there is no browser")
        return
    _remove(FOLDER / "page" / "big")
    (FOLDER / "page" / "big").mkdir(parents=True, exist_ok=True)
    newest = store.current_generation(FOLDER / "db", "csv")
    (FOLDER / "page" / "big" / newest.name).write_bytes(newest.read_bytes())
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        with _timed() as whole, serving(FOLDER / "page") as address:
            with _timed() as page_only:
                page = browser.new_page()
                page.goto(address)
                page.get_by_role("heading", name="Touchpoints").wait_for()
            whole.append(time.perf_counter())
            with _timed() as second:
                page = browser.new_page()
                page.goto(address)
                page.get_by_role("heading", name="Touchpoints").wait_for()
        browser.close()
    print(f"\nfirst page from a cold start {whole[1] - whole[0]:.1f} s (server start {page_only[0] - whole[0]:.1f} s, "
          f"page {page_only[1] - page_only[0]:.1f} s); the next visitor {second[1] - second[0]:.1f} s")


@contextmanager
def _timed():
    times = [time.perf_counter()]
    yield times
    times.append(time.perf_counter())


def _one_load(who: str, kind: str) -> None:
    start = time.perf_counter()
    {"ours": _load_ours, "theirs": _load_theirs}[who](kind)
    print(time.perf_counter() - start, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)


if __name__ == "__main__":
    _one_load(*sys.argv[1:]) if len(sys.argv) > 1 else main()
