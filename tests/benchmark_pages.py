"""Time the pages in a real browser, on the sample and on a million events: `make bench` prints, nothing is asserted."""

import json
import shutil
import time
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import sync_playwright

from journey.data import store
from journey.data.ask import ask
from journey.data.generation import open_generation
from journey.map.answers import gather
from journey.map.build import build_journey_map
from journey.map.frame import frame
from journey.map.narrow import narrow_scene
from journey.map.scene import packed
from journey.map.wide import wide_scene
from journey.model.filters import Filters
from tests import patience
from tests.bench_size import FOLDER, IS_TINY, sample_db
from tests.browser.chrome import find_chrome
from tests.browser.conftest import ARGUMENTS, serving

MAP = ".jm-map svg"
REDRAWN = 2000  # milliseconds in which the map is drawn anew beside evidence, with fewer cells
SHOWN_CELLS = (
    "valence/purchase/Payment%20failed",
    "dropped_off/awareness",
    "lost/awareness/Online%20ad",
    "nps/retention",
    "passes/retention/Complaint",
)[: 2 if IS_TINY else None]


def main() -> None:
    """From starting the server to the map's last part drawn in a browser that is already open, and what a visitor does then."""
    path = find_chrome()
    if not path:
        print("\npages: left out, there is no browser")
        return
    datasets = {"the large file": store.current_generation(FOLDER / "db", "csv")}
    if not IS_TINY:  # what stands for the large file then is as large as the sample
        sample = store.current_generation(sample_db(), "sample")
        datasets = {"the sample": sample, **datasets}
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        for words, newest in datasets.items():
            _pages(browser, words, newest)
        browser.close()


def _pages(browser, words: str, newest: Path) -> None:
    folder = FOLDER / "page"
    shutil.rmtree(folder, ignore_errors=True)
    (folder / "only").mkdir(parents=True)
    (folder / "only" / newest.name).write_bytes(newest.read_bytes())
    with _timed() as whole, serving(folder, is_cold=True) as address:
        with _timed() as first:
            _opened(browser, address, MAP)
        whole.append(time.perf_counter())
        with _timed() as second:
            page = _opened(browser, address, MAP)
        page.evaluate(CLICKED, "stage/purchase")
        page.wait_for_timeout(REDRAWN)
        drawn = [cell for cell in SHOWN_CELLS if page.locator(f'[data-cell="{cell}"]').count()]
        clicks = [_click(page, cell) for cell in drawn]
        change = _filter(page)
        with _timed() as chart:
            dropped = _opened(browser, f"{address}/drop_off", ".funnel .bar")
        menus = _menus(dropped)
        with _timed() as ledger:
            _opened(browser, f"{address}/friction", '[data-cell^="lost/"]')
        switches = _switches(_opened(browser, address, MAP))
    print(
        f"\n{words}: first page from a cold start {whole[1] - whole[0]:.1f} s (server start {first[0] - whole[0]:.1f} s, "
        f"page {first[1] - first[0]:.1f} s); the next visitor {second[1] - second[0]:.1f} s; "
        f"Drop-off's first chart {chart[1] - chart[0]:.1f} s, Friction's ledger {ledger[1] - ledger[0]:.1f} s"
    )
    print(
        "click to evidence, ms: "
        + ", ".join(
            f"{cell} {first:.0f} (again {again:.0f})"
            for cell, (first, again) in zip(drawn, clicks, strict=True)
        )
    )
    print("from the map to another screen's first chart, ms: " + ", ".join(switches))
    print(f"menu of an exhibit {menus[0]:.0f} ms, again {menus[1]:.0f} ms")
    print(
        f"filter change to new map {change:.0f} ms; the browser is sent {_sent(folder) / 1000:.0f} KB"
    )


def _opened(browser, address: str, element: str):
    """A new visitor's page, once this element is drawn."""
    page = browser.new_context(viewport={"width": 1440, "height": 900}).new_page()
    page.set_default_timeout(patience.MILLISECONDS)
    page.goto(address)
    page.locator(element).first.wait_for()
    return page


def _click(page, cell: str) -> tuple[float, float]:
    """Milliseconds from the click until the evidence stands, asked for the first time and once more from the cache."""
    times = []
    for _ in range(2):
        times.append(page.evaluate(CLICKED, cell))
        page.evaluate(CLICKED, "stage/purchase")
    return times[0], times[1]


OF_FRAMES = {
    name: f"[class*='st-key-exhibit-satisfaction-{name}'] svg"
    for name in ("by_group", "over_time", "first_response", "come_back")
}
CLICKED = """cell => new Promise((resolve, reject) => {
    const root = [...document.querySelectorAll('*')].map(node => node.shadowRoot).find(shadow => shadow?.querySelector('.jm-map'));
    const node = () => root.querySelector(`[data-cell="${cell}"]`), start = performance.now();
    const late = setTimeout(() => reject(new Error(`no evidence of ${cell} after two minutes: ${root.querySelector('.jm-panel').outerHTML.slice(0, 400)}`)), 120000);
    const seen = new MutationObserver(() => {
        if (root.querySelector('.jm-panel')?.getAttribute('aria-busy') !== 'false' || node()?.getAttribute('aria-expanded') !== 'true') return;
        seen.disconnect();
        clearTimeout(late);
        requestAnimationFrame(() => resolve(performance.now() - start));
    });
    seen.observe(root, { attributes: true, childList: true, subtree: true });
    node().dispatchEvent(new MouseEvent('click', { bubbles: true }));
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
    page.locator(".st-key-pill-device button:visible").first.click()
    mobile = page.get_by_test_id("stCheckbox").filter(has_text="mobile")
    mobile.wait_for()
    page.evaluate(WATCH)
    mobile.click()
    page.wait_for_function("window.redrawn")
    return page.evaluate("window.redrawn")


def _menus(page) -> list[float]:
    """Milliseconds from the click on the funnel's menu until its downloads stand, the first time and again."""
    button = page.locator("[class*='st-key-exhibit_menu-drop_off-funnel'] button").first
    download = page.get_by_role("button", name="PNG")
    times = []
    for _ in range(2):
        page.wait_for_timeout(REDRAWN)  # in which the rest of the screen comes
        page.wait_for_selector(".stApp[data-test-script-state=notRunning]")
        begun = time.perf_counter()
        button.click()
        download.first.wait_for()
        times.append(1000 * (time.perf_counter() - begun))
        page.keyboard.press("Escape")
        download.first.wait_for(state="hidden")
    return times


def _switches(page) -> list[str]:
    """Milliseconds from the click on the menu, or on a part of a screen, until its first chart stands, in a tab that is open."""
    wanted = {
        "Friction": (page.get_by_role("link", name="Friction"), '[data-cell^="lost/"]'),
        "Satisfaction": (page.get_by_role("link", name="Satisfaction"), OF_FRAMES["by_group"]),
        "Over time": (page.get_by_text("Over time", exact=True), OF_FRAMES["over_time"]),
        "Service": (page.get_by_text("Service", exact=True), OF_FRAMES["first_response"]),
        "Loyalty": (page.get_by_text("Loyalty", exact=True), OF_FRAMES["come_back"]),
    }
    said = []
    for name, (control, chart) in wanted.items():
        page.wait_for_selector(".stApp[data-test-script-state=notRunning]")
        begun = time.perf_counter()
        control.first.click()
        page.locator(chart).first.wait_for()
        said.append(f"{name} {1000 * (time.perf_counter() - begun):.0f}")
    return said


def _sent(folder: Path) -> int:
    """Bytes of the drawing that the browser gets, without evidence; of data as the server has prepared them."""
    generation = open_generation(store.current_generation(folder, "only"))
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


if __name__ == "__main__":
    main()
