"""The menu of an exhibit: by keyboard alone, in a hurry, and the way from a chart over a deck to its file."""

import io
import shutil

import openpyxl
import pytest
from playwright.sync_api import expect

from tests.browser.conftest import serving
from tests.browser.test_app import settled

pytestmark = pytest.mark.browser


@pytest.fixture
def own_server(sample_db, tmp_path):
    """A server of a copy of the sample, in which decks can be kept."""
    with serving(shutil.copytree(sample_db, tmp_path / "db")) as address:
        yield address


def test_a_chart_goes_into_a_deck_and_the_deck_into_a_file(page, own_server):
    page.goto(f"{own_server}/drop_off?dataset=sample")
    settled(page)
    menu = page.get_by_role("button", name="Menu of Exit touchpoints")
    expect(menu).to_have_count(1)
    menu.focus()
    page.keyboard.press("Enter")
    for name in ("PNG", "SVG", "CSV", "XLSX"):
        expect(page.get_by_role("button", name=name, exact=True)).to_be_visible()
    with page.expect_download() as download:
        page.get_by_role("button", name="PNG", exact=True).press("Enter")
    assert download.value.suggested_filename.startswith("sample-exit-touchpoints-")
    assert download.value.path().read_bytes().startswith(b"\x89PNG")
    page.get_by_role("button", name="Add to deck").press("Enter")
    page.get_by_role("link", name="Open the deck").press("Enter")
    expect(page.get_by_role("heading", name="Review: 1 exhibit")).to_be_visible()
    page.get_by_label("Title").fill("For the board")
    page.get_by_label("Notes").click()
    page.get_by_role("button", name="Workbook (.xlsx)").click()
    expect(page.get_by_text("is ready")).to_be_visible()
    with page.expect_download() as download:
        page.get_by_role("button", name="Download", exact=True).click()
    book = openpyxl.load_workbook(io.BytesIO(download.value.path().read_bytes()))
    words = [cell.value for sheet in book for line in sheet.iter_rows() for cell in line]
    assert any("For the board" in str(word) for word in words)


def test_a_menu_says_once_it_is_opened_what_is_not_in_files(page, sample_server):
    """It is opened and closed faster than a server answers, too; what was opened last stays open."""
    page.goto(f"{sample_server}/drop_off?dataset=sample")
    settled(page)
    refused = page.get_by_text("Going on is not in files.")
    menu = page.get_by_role("button", name="Menu of Going on")
    expect(refused).to_have_count(0)
    for _ in range(3):
        menu.click()
        page.keyboard.press("Escape")
    menu.click()
    expect(refused).to_be_visible()
    expect(page.get_by_role("button", name="PNG", exact=True)).to_have_count(0)
    page.keyboard.press("Escape")
    expect(refused).to_have_count(0)
    menu.click()
    expect(refused).to_be_visible()
    settled(page)
    expect(refused).to_be_visible()
