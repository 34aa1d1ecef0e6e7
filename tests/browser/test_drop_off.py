"""The Drop-off screen in a browser: a click on what is counted lists those very journeys."""

import csv
import re
from pathlib import Path

import pytest
from playwright.sync_api import expect

from journey.data.ask import ask
from journey.data.views.contrasts import LANDMARK
from journey.model.comparing import SURE
from journey.model.filters import Filters
from tests.browser.test_app import settled

pytestmark = pytest.mark.browser


def test_a_click_lists_and_downloads_the_journeys_counted(page, sample_server, sample):
    rows = {row["stage"]: row for row in ask(sample, "funnel", Filters()).rows}
    page.goto(f"{sample_server}/drop_off?dataset=sample&stage=consideration")
    settled(page)
    page.get_by_text(
        f"{rows['consideration']['dropped_off']:,} journeys left consideration"
    ).wait_for()
    page.get_by_role("button", name="purchase: 740 left").click()
    page.get_by_text(f"{rows['purchase']['dropped_off']:,} journeys left purchase").wait_for()
    page.wait_for_url(re.compile("stage=purchase"))
    with page.expect_download() as download:
        page.get_by_role("button", name="Download all as CSV").click()
    assert download.value.suggested_filename == "journeys-dropped_off-purchase.csv"
    with Path(download.value.path()).open(encoding="utf-8-sig", newline="") as file:
        listed = list(csv.DictReader(file))
    assert len(listed) == rows["purchase"]["dropped_off"] and {
        row["counted_as"] for row in listed
    } == {"left"}
    assert (
        page.locator(".st-key-menu").is_visible()
        and page.locator("h1").evaluate("e => getComputedStyle(e).fontSize") == "27px"
    )


def test_a_click_while_the_rest_is_still_coming_counts(page, sample_server, sample):
    """The funnel is there first, and a click on it is not lost when all else arrives."""
    lost = next(
        row["dropped_off"]
        for row in ask(sample, "funnel", Filters()).rows
        if row["stage"] == "retention"
    )
    page.goto(f"{sample_server}/drop_off?dataset=sample")
    part = page.get_by_role("button", name=f"retention: {lost} left")
    part.focus()
    assert not page.locator(".js-plotly-plot").count()
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("stage=retention"))
    expect(page.locator(".stMain")).to_contain_text(f"{lost} journeys left retention")
    expect(page.locator(".js-plotly-plot")).to_have_count(4)
    expect(page.locator(".funnel [aria-current]")).to_have_text("retention")
    expect(part).to_be_focused()


def test_a_link_opens_the_ordered_rule(page, sample_server):
    page.goto(f"{sample_server}/drop_off?dataset=sample&rule=ordered&within=30&stage=retention")
    settled(page)
    page.get_by_text("within 30 days of the first event in awareness").wait_for()
    page.get_by_text("journeys stopped in retention, in order within 30 days").first.wait_for()
    assert "rule=ordered" in page.url and "within=30" in page.url


def test_a_trait_that_is_clicked_lists_the_lost_that_have_it(page, sample_server, sample):
    rows = [
        row
        for row in ask(sample, "contrasts", Filters(), stage="purchase").rows
        if row["rule"] == LANDMARK and row["q"] <= SURE and row["difference"] > 0
    ]
    page.goto(f"{sample_server}/drop_off?dataset=sample&stage=purchase")
    settled(page)
    row = page.locator(".contrasts button").filter(has_text="points more leave").first
    row.click()
    page.wait_for_url(re.compile("trait="))
    expect(page.locator(".stMain")).to_contain_text(
        f"{rows[0]['lost_with']:,} journeys left purchase, with"
    )
