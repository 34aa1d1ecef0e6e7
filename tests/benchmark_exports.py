"""Time the files of exhibits, on the sample and on a million events: `make bench` prints, nothing is asserted.

The peer of a PNG is Chromium, taking a picture of the same SVG in a window that is open already.
"""

import time
from collections.abc import Callable
from datetime import date
from typing import Any

from playwright.sync_api import sync_playwright

from journey.data import store
from journey.data.generation import Generation, open_generation
from journey.export import picture, sheets
from journey.export.collection import collect
from journey.export.files import COLLECTION_FORMS
from journey.export.ready_made import ready_made
from journey.model.filters import Filters
from tests.bench_size import FOLDER, sample_db
from tests.browser.chrome import find_chrome
from tests.browser.conftest import ARGUMENTS

PICTURES = ("map", "drop_off.funnel")


def main() -> None:
    with sync_playwright() as playwright:
        path = find_chrome()
        browser = path and playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        for words, newest in (
            ("the sample", store.current_generation(sample_db(), "sample")),
            ("the large file", store.current_generation(FOLDER / "db", "csv")),
        ):
            _files(words, open_generation(newest), browser)


def _files(words: str, generation: Generation, browser) -> None:
    """The ready-made review: asking first, then each file from answers that are known; and single pictures."""
    print(f"\nfiles of {words}, seconds")
    seconds, collection = _timed(
        lambda: collect(ready_made(generation, Filters()), generation, "", date.today())
    )
    print(f"asking for the {len(collection.pages)} exhibits of the ready-made deck {seconds:.2f}")
    for form in COLLECTION_FORMS:
        seconds, data = _timed(lambda form=form: form.make(collection, None))
        print(f"{form.label} {seconds:.2f} ({len(data) / 1000:.0f} KB)")
    for page in collection.pages:
        if page.exhibit.ref.id in PICTURES:
            _picture(page.exhibit, collection.passport, browser)
    table = collection.pages[0].exhibit
    print(f"XLSX of one exhibit {_timed(lambda: sheets.xlsx(table, collection.passport))[0]:.2f}")


def _picture(exhibit, passport, browser) -> None:
    drawing, svg = _timed(lambda: picture.svg(exhibit, passport))
    first, data = _timed(lambda: picture.png(svg, passport))
    again, _ = _timed(lambda: picture.png(svg, passport))
    beside = f", Chromium {_by_chromium(svg, browser):.2f}" if browser else ""
    print(
        f"PNG of {exhibit.ref.id} {drawing + first:.2f} (again {again:.2f}, {len(data) / 1000:.0f} KB){beside}"
    )


def _by_chromium(svg: str, browser) -> float:
    page = browser.new_page(viewport={"width": 1280, "height": 900}, device_scale_factor=2)
    page.set_content(f'<body style="margin:0">{svg}</body>')
    seconds, _ = _timed(lambda: page.locator("svg").screenshot())
    page.close()
    return seconds


def _timed(work: Callable[[], Any]) -> tuple[float, Any]:
    begun = time.perf_counter()
    made = work()
    return time.perf_counter() - begun, made


if __name__ == "__main__":
    main()
