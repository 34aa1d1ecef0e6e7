"""The map as pictures to compare with: python -m tests.browser.golden draws them anew."""

import io
from pathlib import Path

import numpy as np
from PIL import Image

from journey.map.answers import Comparison
from journey.map.frame import frame
from journey.map.narrow import narrow_scene
from journey.map.scene import svg
from journey.map.wide import wide_scene
from journey.model.theme import DARK, LIGHT
from tests.map.maps import map_of

FOLDER = Path(__file__).parent / "golden"
SEGMENTS = Comparison("segment", ("business", "consumer", "student"))
WIDE = 600
COMPARED_WIDTH = 160  # both pictures are made so small that other fonts and smoothing hardly show


def drawings(sample) -> dict[str, str]:
    """SVG text of each picture, by its name."""
    weights = dict(sample.definition.friction_weights)
    found = map_of(sample)
    return {
        "desk": svg(wide_scene(frame(found, 1300, weights)), LIGHT),
        "dark": svg(wide_scene(frame(found, 1300, weights, against_expected=True)), DARK),
        "compared": svg(
            wide_scene(frame(map_of(sample, comparison=SEGMENTS), 1300, weights)), LIGHT
        ),
        "phone": svg(narrow_scene(found), LIGHT),
    }


def picture(browser, text: str) -> Image.Image:
    """The drawing as the browser shows it."""
    page = browser.new_page()
    page.set_content(f"<body style='margin:0'>{text}</body>")
    shown = Image.open(io.BytesIO(page.locator("svg").first.screenshot())).convert("RGB")
    page.close()
    return shown


def small(shown: Image.Image, height: int = 0) -> np.ndarray:
    """The picture at the width of comparison, and at the height where one is given."""
    height = height or round(shown.height * COMPARED_WIDTH / shown.width)
    return np.asarray(shown.resize((COMPARED_WIDTH, height), Image.Resampling.BOX), dtype="float64")


def distance(one: np.ndarray, other: np.ndarray) -> tuple[float, float]:
    """Mean difference of a colour's part (0..255), and the share of points that differ by more than 40."""
    difference = np.abs(one - other)
    return float(difference.mean()), float((difference.max(axis=2) > 40).mean())


def main() -> None:
    import tempfile

    from playwright.sync_api import sync_playwright

    from tests.browser.chrome import find_chrome
    from tests.browser.conftest import ARGUMENTS
    from tests.conftest import loaded
    from tests.sample import SAMPLE, SAMPLE_DEFINITION

    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        sample = loaded(Path(folder), "sample", SAMPLE, definition_toml=SAMPLE_DEFINITION)
        browser = playwright.chromium.launch(executable_path=find_chrome(), args=ARGUMENTS)
        for name, text in drawings(sample).items():
            shown = picture(browser, text)
            half = (
                shown.resize((shown.width // 2, shown.height // 2), Image.Resampling.LANCZOS)
                if shown.width > WIDE
                else shown
            )
            half.quantize(128).save(FOLDER / f"{name}.png")
        browser.close()


if __name__ == "__main__":
    main()
