"""The Paths screen in a real browser: from a touchpoint to the very customers, from a ribbon to a filter, from a link to the same."""

import re

import pytest
from playwright.sync_api import expect

from journey.data.ask import ask
from journey.model.filters import Filters
from journey.model.path_filters import path_filter
from tests.browser.test_app import settled

pytestmark = pytest.mark.browser


def test_from_a_touchpoint_to_those_who_left(page, sample_server, sample):
    """The list behind a number holds exactly that number of journeys."""
    page.goto(f"{sample_server}/paths?dataset=sample")
    settled(page)
    page.locator('[data-cell="later/Basket"]').first.click()
    page.get_by_role("heading", name="Basket, purchase").wait_for()
    page.wait_for_url(re.compile("open=later"))
    lost = sum(
        row["journeys"]
        for row in ask(sample, "exits", Filters()).rows
        if row["touchpoint"] == "Basket"
    )
    page.get_by_role("button", name="See those last seen here").click()
    page.wait_for_url(re.compile("/customer.*where.cohort=left"))
    settled(page)
    said = page.inner_text(".stMain")
    assert f"{lost:,} journeys" in said, said[:800]


def test_a_ribbon_becomes_a_filter(page, sample_server, sample):
    page.goto(
        f"{sample_server}/paths?dataset=sample&part=flow&over=touchpoints&source=Payment%20failed"
    )
    settled(page)
    word = path_filter("after", "Payment failed", 0, "Payment failed", "Card payment")
    page.locator(f'[data-cell="{word}"]').first.click()
    page.get_by_role("button", name="Filter to them").click()
    page.wait_for_url(re.compile("where.cohort=after"))
    settled(page)
    number = ask(sample, "summary", Filters().in_cohort(word)).rows[0]["journeys"]
    expect(page.locator(".stMain")).to_contain_text(
        f"{number:,} journeys that reach Payment failed"
    )


def test_a_link_shows_the_same(page, sample_server):
    page.goto(f"{sample_server}/paths?dataset=sample&find=what_if&by=80&coverage=70")
    settled(page)
    page.get_by_role("heading", name="80 % fewer end at").wait_for()
    address = page.url
    assert "find=what_if" in address and "by=80" in address and "coverage=70" in address
    page.reload()
    settled(page)
    assert page.url == address


def test_the_keyboard_goes_through_the_graph(page, sample_server):
    page.goto(f"{sample_server}/paths?dataset=sample")
    settled(page)
    card = page.locator('[role="group"][data-region="Purchase"] [data-cell]').first
    card.focus()
    page.keyboard.press("ArrowDown")
    opened = page.evaluate("document.activeElement.shadowRoot.activeElement.dataset.cell")
    assert opened != card.get_attribute("data-cell")
    page.keyboard.press("Enter")
    page.locator(".jm-panel h2").first.wait_for()
    page.wait_for_timeout(
        1500
    )  # meanwhile the drawing is made anew for the width that the panel leaves
    page.keyboard.press("Escape")
    page.locator(".jm-panel").first.wait_for(state="hidden")
    page.wait_for_url(lambda address: "open=" not in address)
    page.wait_for_function(
        "cell => document.activeElement.shadowRoot?.activeElement?.dataset.cell === cell",
        arg=opened,
    )


def test_a_touchpoint_that_is_not_drawn_is_found_by_its_name(page, sample_server):
    page.goto(f"{sample_server}/paths?dataset=sample")
    settled(page)
    expect(page.locator('[data-cell="later/Payment%20failed"]')).to_have_count(0)
    box = page.get_by_role("combobox", name="Open a touchpoint")
    box.fill("Payment f")
    box.press("Enter")
    page.get_by_role("heading", name="Payment failed, purchase").wait_for()
    page.wait_for_url(re.compile("open=later"))
    page.locator('[data-cell="later/Payment%20failed"]').first.wait_for()
    page.get_by_role("heading", name=re.compile("last seen at Payment failed")).wait_for()
