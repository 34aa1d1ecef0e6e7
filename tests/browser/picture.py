"""Take the README's picture of the sample's map: python -m tests.browser.picture."""

import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

from journey.use.load import LoadOptions, load
from tests.browser.chrome import find_chrome
from tests.browser.conftest import ARGUMENTS, serving
from tests.sample import SAMPLE, SAMPLE_DEFINITION

ROOT = Path(__file__).parents[2]
PICTURE = ROOT / "sample_data" / "map.png"
WIDTH, HEIGHT = 1440, 1290


def main() -> None:
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        load(Path(folder), "sample", SAMPLE, LoadOptions(definition_toml=SAMPLE_DEFINITION))
        browser = playwright.chromium.launch(executable_path=find_chrome(), args=ARGUMENTS)
        with serving(Path(folder)) as address:
            page = browser.new_page(viewport={"width": WIDTH, "height": HEIGHT})
            page.goto(address)
            page.locator(".jm-map svg").wait_for()
            page.wait_for_timeout(2500)
            page.screenshot(path=PICTURE)
        browser.close()


if __name__ == "__main__":
    main()
