"""Time a million events beside plain pandas doing the same work in the same run: `make bench` prints, nothing is asserted."""

import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from journey.data import store
from journey.data.ask import VIEWS
from journey.data.generation import open_generation
from journey.data.views.form import Declaration
from journey.graph.answers import GRAPH_VIEWS, ask
from journey.map.answers import gather
from journey.map.build import build_journey_map
from journey.map.frame import frame
from journey.map.narrow import narrow_scene
from journey.map.scene import packed
from journey.map.wide import wide_scene
from journey.model.filters import Filters
from journey.use.load import load
from journey.use.options import LoadOptions
from tests import benchmark_imports, pandas_peer
from tests.bench_size import CUSTOMERS, FOLDER, REPEATS, ROOT

CELL = ("stage", "touchpoint")
FILTERS = {
    "all": Filters.of(),
    "two months": Filters.of(date(2025, 3, 1), date(2025, 4, 30)),
    "phone": Filters.of(where={"channel": ["phone"]}),
    "business on mobile": Filters.of(where={"segment": ["business"], "device": ["mobile"]}),
}
SHOWN_CELLS = (
    "valence/purchase/Payment%20failed",
    "dropped_off/awareness",
    "lost/awareness/Online%20ad",
    "nps/retention",
    "passes/retention/Account%20app",
)
GROUPS = {"emotions": CELL, "satisfaction": ("stage",), "quotes": ("stage",)}


def main() -> None:
    _make_events()
    print(
        f"{os.cpu_count()} cores; best of {REPEATS} for views; times in seconds for loads, milliseconds for views\n"
    )
    _loads()
    benchmark_imports.main()
    generation = open_generation(store.current_generation(FOLDER / "db", "csv"))
    events = ask(generation, "summary", Filters()).rows[0]["events"]
    print(f"\n{events:,} events, {generation.path.stat().st_size / 2**20:.0f} MiB on disk")
    _views(generation)
    _first_page()


def _make_events() -> None:
    if not (FOLDER / "events.csv").exists():
        FOLDER.mkdir(parents=True, exist_ok=True)
        command = [
            sys.executable,
            "-m",
            "sample_data.generate",
            "--customers",
            str(CUSTOMERS),
            "--csv",
            "--out",
            str(FOLDER),
        ]
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
    seconds, peak = subprocess.run(
        command, check=True, cwd=ROOT, capture_output=True, text=True
    ).stdout.split()
    return float(seconds), float(peak)


def _load_ours(kind: str) -> None:
    _remove(FOLDER / "db" / kind)
    load(FOLDER / "db", kind, FOLDER / f"events.{kind}", LoadOptions())


def _load_theirs(kind: str) -> None:
    pandas_peer.prepare(pandas_peer.read(FOLDER / f"events.{kind}"))


def _remove(folder: Path) -> None:
    for path in folder.glob("*") if folder.is_dir() else []:
        shutil.rmtree(path) if path.is_dir() else path.unlink()


def _views(generation) -> None:
    steps = pandas_peer.prepare(pandas_peer.read(FOLDER / "events.parquet"))
    names = "".join(f"{name:>20}" for name in FILTERS)
    print(f"\n{'view (journey / pandas)':26}{names}")
    for view, form in {**VIEWS, **GRAPH_VIEWS}.items():
        options = _needed(generation, form)
        cells = []
        for filters in FILTERS.values():
            ours = _best(
                lambda view=view, filters=filters, options=options: ask(
                    generation, view, filters, GROUPS.get(view, ()), **options
                )
            )
            peer = pandas_peer.VIEWS.get(view)
            theirs = (
                _best(
                    lambda peer=peer, filters=filters: peer(*pandas_peer.selected(steps, filters)),
                    2,
                )
                if peer
                else None
            )
            cells.append(f"{ours:9.0f} /" + (f"{theirs:8.0f}" if peer else "       –"))
        print(f"{view:26}" + "".join(f"{cell:>20}" for cell in cells))
    print(
        f"{'the map: asked and drawn':26}"
        + "".join(
            f"{_best(lambda filters=filters: _whole_map(generation, filters)):>20.0f}"
            for filters in FILTERS.values()
        )
    )


def _needed(generation, form: Declaration) -> dict:
    """A value for each option that the view cannot do without, from what the data have most of."""
    first, second = sorted(generation.busiest_touchpoints(2))
    values = {
        "source": first,
        "target": second,
        "through": (first, second, first),
        "stage": generation.definition.stage_names[1],
        "customer": generation.rows("select min(customer_id) from customers")[0][0],
    }
    return {name: values[name] for name in form.needs}


def _whole_map(generation, filters: Filters) -> None:
    answers = gather(
        lambda questions: [ask(generation, view, filters, **options) for view, options in questions]
    )
    found = build_journey_map(generation.definition, answers, generation.unit, generation.order)
    wide_scene(frame(found, 1300, dict(generation.definition.friction_weights))).data()
    narrow_scene(found).data()


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
                page.locator(".jm-map svg").wait_for()
            whole.append(time.perf_counter())
            with _timed() as second:
                page = browser.new_page()
                page.goto(address)
                page.locator(".jm-map svg").wait_for()
            drawn = [cell for cell in SHOWN_CELLS if page.locator(f'[data-cell="{cell}"]').count()]
            clicks = [_click(page, cell) for cell in drawn]
            change = _filter(page)
            sent = _sent(newest)
        browser.close()
    print(
        f"\nfirst page from a cold start {whole[1] - whole[0]:.1f} s (server start {page_only[0] - whole[0]:.1f} s, "
        f"page {page_only[1] - page_only[0]:.1f} s); the next visitor {second[1] - second[0]:.1f} s"
    )
    print(
        "click to evidence, ms: "
        + ", ".join(
            f"{cell} {first:.0f} (again {again:.0f})" for cell, (first, again) in zip(drawn, clicks)
        )
    )
    print(f"filter change to new map {change:.0f} ms; the browser is sent {sent / 1000:.0f} KB")


def _click(page, cell: str) -> tuple[float, float]:
    """Milliseconds from the click until the evidence stands, asked for the first time and once more from the cache."""
    times = []
    for _ in range(2):
        times.append(page.evaluate(CLICKED, cell))
        page.evaluate(CLICKED, "stage/purchase")
    return times[0], times[1]


CLICKED = """cell => new Promise(resolve => {
    const root = [...document.querySelectorAll('*')].map(node => node.shadowRoot).find(shadow => shadow?.querySelector('.jm-map'));
    const panel = root.querySelector('.jm-panel'), node = root.querySelector(`[data-cell="${cell}"]`), start = performance.now();
    const seen = new MutationObserver(() => {
        if (panel.getAttribute('aria-busy') !== 'false' || node.getAttribute('aria-expanded') !== 'true') return;
        seen.disconnect();
        requestAnimationFrame(() => resolve(performance.now() - start));
    });
    seen.observe(panel, { attributes: true, childList: true });
    node.dispatchEvent(new MouseEvent('click', { bubbles: true }));
})"""
WATCH = """() => {
    const root = [...document.querySelectorAll('*')].map(node => node.shadowRoot).find(shadow => shadow?.querySelector('.jm-map'));
    const before = root.querySelector('.jm-map svg');
    let start = 0;
    addEventListener('click', () => { start ||= performance.now(); }, { capture: true });
    const seen = new MutationObserver(() => {
        if (root.querySelector('.jm-map svg') === before) return;
        seen.disconnect();
        requestAnimationFrame(() => { window.redrawn = performance.now() - start; });
    });
    seen.observe(root.querySelector('.jm-map'), { childList: true });
}"""


def _filter(page) -> float:
    """Milliseconds from choosing a value in the filter bar until the new map is drawn."""
    page.get_by_role("button", name="device").click()
    page.get_by_role("combobox", name="device").click()
    page.get_by_role("option", name="mobile").wait_for()
    page.evaluate(WATCH)
    page.get_by_role("option", name="mobile").click()
    page.wait_for_function("window.redrawn")
    return page.evaluate("window.redrawn")


def _sent(path: Path) -> int:
    """Bytes of the drawing that the browser gets, without evidence."""
    generation = open_generation(path)
    asked = gather(
        lambda questions: [
            ask(generation, view, Filters(), **options) for view, options in questions
        ]
    )
    found = build_journey_map(generation.definition, asked, generation.unit, generation.order)
    wide = wide_scene(frame(found, 1420, dict(generation.definition.friction_weights)))
    return len(json.dumps(packed({"wide": wide, "narrow": narrow_scene(found)})).encode())


@contextmanager
def _timed():
    times = [time.perf_counter()]
    yield times
    times.append(time.perf_counter())


def _one_load(who: str, kind: str) -> None:
    start = time.perf_counter()
    {"ours": _load_ours, "theirs": _load_theirs}[who](kind)
    print(time.perf_counter() - start, benchmark_imports.peak_megabytes())


if __name__ == "__main__":
    _one_load(*sys.argv[1:]) if len(sys.argv) > 1 else main()
