"""The Friction screen in a browser: a row opens its evidence, a fix is marked, changes go into a workshop, a phone has room."""

import re
import shutil

import pytest
from playwright.sync_api import expect

from journey.data import workspace
from journey.data.ask import ask
from journey.model.filters import Filters
from tests.browser.conftest import serving
from tests.browser.test_app import settled

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def own_db(sample_db, tmp_path_factory):
    """A copy of the sample, in which a day and a workshop can be kept."""
    return shutil.copytree(sample_db, tmp_path_factory.mktemp("friction") / "db")


@pytest.fixture(scope="module")
def own_server(own_db):
    with serving(own_db) as address:
        yield address


def test_a_row_opens_its_evidence_and_the_address_keeps_it(page, sample_server, sample):
    [basket] = [
        row for row in ask(sample, "ledger", Filters()).rows if row["touchpoint"] == "Basket"
    ]
    page.goto(f"{sample_server}/friction?dataset=sample")
    settled(page)
    expect(page.locator("h1")).to_contain_text("Online ad, 1,580")
    page.get_by_role("button", name=re.compile("^Basket, purchase")).first.click()
    page.wait_for_url(re.compile("open=lost"))
    expect(page.get_by_role("heading", name="Last seen here: Basket, purchase")).to_be_visible()
    expect(
        page.get_by_role("button", name=f"See the {basket['journeys_lost']} journeys")
    ).to_be_visible()
    expect(
        page.get_by_text(re.compile(r"^Of the journeys that pass Basket.*friction\.$"))
    ).to_be_visible()


def test_a_fix_is_marked_and_its_row_says_before_and_since(page, own_server, own_db):
    page.goto(f"{own_server}/friction?dataset=sample&open=lost/purchase/Basket")
    settled(page)
    page.get_by_role("button", name="Something was mended at Basket").click()
    page.get_by_role("spinbutton", name="year, On which day?").click()
    page.keyboard.type("20250601", delay=30)
    page.keyboard.press("Tab")
    page.get_by_label("What was mended?").fill("costs are shown early")
    page.get_by_label("What was mended?").press("Tab")
    page.get_by_role("button", name="Mark this day").click()
    expect(
        page.get_by_text(re.compile(r"mended 1 Jun 2025: \d+ % of [\d,]+ before")).first
    ).to_be_visible()
    [fix] = workspace.fixes(own_db, "sample")
    assert (fix.cell, fix.day, fix.words) == (
        "lost/purchase/Basket",
        "2025-06-01",
        "costs are shown early",
    )
    page.get_by_role("button", name="Forget this day").click()
    expect(page.get_by_role("button", name="Something was mended at Basket")).to_be_visible()
    assert workspace.fixes(own_db, "sample") == []


def test_changes_become_actions_of_a_workshop(page, own_server, own_db):
    page.goto(
        f"{own_server}/friction?dataset=sample&part=what_if&changes=leaving/purchase/Basket=0.5"
    )
    settled(page)
    expect(page.locator("h1")).to_contain_text(
        re.compile(r"With this change about \d+ journeys more would reach advocacy")
    )
    page.get_by_role("button", name="Begin a workshop with these actions").click()
    page.wait_for_url(re.compile("workshop"))
    frame = page.locator(".stMain")
    expect(frame).to_contain_text("Basket: half as many lost")
    assert len(workspace.workshops(own_db, "sample")) == 1


def test_a_phone_scrolls_down_alone(page, sample_server):
    page.set_viewport_size({"width": 390, "height": 844})
    for part in ("first", "score", "service", "complaints", "what_if"):
        page.goto(f"{sample_server}/friction?dataset=sample&part={part}")
        settled(page)
        widths = page.evaluate(
            "[document.documentElement.scrollWidth, document.documentElement.clientWidth]"
        )
        assert widths[0] <= widths[1], part
