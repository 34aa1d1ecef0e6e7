"""Time the files of a journey review, on the sample and on a million events: `make bench` prints, nothing is asserted.

The peer of a PNG is Chromium, taking a picture of the same SVG in a window that is open already.
"""

import time
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

from playwright.sync_api import sync_playwright

from journey.data import store
from journey.data.generation import Generation, open_generation
from journey.export import picture
from journey.export.collection import Entry, collect
from journey.export.files import COLLECTION_FORMS, EXHIBIT_FORMS
from journey.export.ready_made import ready_made
from journey.export.verify import verify
from journey.model.filters import Filters
from tests.bench_size import FOLDER, IS_TINY, sample_db
from tests.browser.chrome import find_chrome
from tests.browser.conftest import ARGUMENTS


def main() -> None:
    with sync_playwright() as playwright:
        path = find_chrome()
        browser = path and playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        datasets = {"the large file": store.current_generation(FOLDER / "db", "csv")}
        if not IS_TINY:  # what stands for the large file then is as large as the sample
            datasets = {"the sample": store.current_generation(sample_db(), "sample"), **datasets}
        for words, newest in datasets.items():
            _files(words, open_generation(newest), browser)


def _files(words: str, generation: Generation, browser) -> None:
    """The review's exhibits, then each form of the whole review, and of its slowest exhibit each form of one."""
    print(f"\nfiles of a journey review of {words}, seconds")
    recipe = ready_made(generation, Filters())
    if IS_TINY:  # nobody reads the figures: of each form the map's, and a few more
        recipe = replace(recipe, entries=tuple(sorted(recipe.entries, key=_is_not_the_map)[:4]))
    collection = _say("its exhibits made", lambda: collect(recipe, generation, "", date.today()))
    for form in COLLECTION_FORMS:
        _say(form.label, lambda form=form: form.make(collection, None))
    for one in EXHIBIT_FORMS:
        taken, slowest = max(
            (
                _timed(lambda page=page, one=one: one.make(page.exhibit, collection.passport))[0],
                page.exhibit.ref.id,
            )
            for page in collection.pages
        )
        print(f"{f'one exhibit as {one.label}':26}{taken:10.2f}  ({slowest})")
    if browser:
        exhibit = next(page.exhibit for page in collection.pages if page.exhibit.ref.id == "map")
        svg = picture.svg(exhibit, collection.passport)
        _say("the map by Chromium", lambda: _by_chromium(svg, browser))
    _say("verify", lambda: verify(collection.passport, generation))


def _is_not_the_map(entry: Entry) -> bool:
    return entry.ref.id != "map"


def _by_chromium(svg: str, browser) -> bytes:
    page = browser.new_page(viewport={"width": 1280, "height": 900}, device_scale_factor=2)
    page.set_content(f'<body style="margin:0">{svg}</body>')
    return page.locator("svg").screenshot()


def _say(name: str, work: Callable[[], Any]) -> Any:
    taken, made = _timed(work)
    print(f"{name:26}{taken:10.2f}")
    return made


def _timed(work: Callable[[], Any]) -> tuple[float, Any]:
    start = time.perf_counter()
    made = work()
    return time.perf_counter() - start, made


if __name__ == "__main__":
    main()
