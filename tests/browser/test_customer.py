"""The Customer screen in a real browser: a link opens one, the next one is in the address."""

import re

import pytest
from playwright.sync_api import expect

from journey.data.ask import ask
from journey.model.filters import Filters
from tests.browser.conftest import outside
from tests.browser.test_app import settled

pytestmark = pytest.mark.browser


def test_from_a_link_to_the_next_customer(page, sample_server, sample):
    filters = Filters.of(where={"channel": ["phone"]})
    order = list(
        dict.fromkeys(row["customer_id"] for row in ask(sample, "journeys", filters, top=100).rows)
    )
    page.goto(f"{sample_server}/customer?dataset=sample&where.channel=phone&customer={order[0]}")
    page.locator(".jm-map svg").wait_for()
    settled(page)
    expect(page.locator("h1")).to_contain_text(order[0])
    page.get_by_role("button", name="Next →").click()
    page.wait_for_url(re.compile(f"customer={order[1]}"))
    settled(page)
    expect(page.locator("h1")).to_contain_text(order[1])
    assert "where.channel=phone" in page.url
    names = {row["touchpoint"] for row in ask(sample, "journey", filters, customer=order[1]).rows}
    for name in names:
        expect(page.locator(".jm-map svg")).to_contain_text(name)
    page.get_by_text("Gaps to scale").click()
    page.wait_for_url(re.compile("gaps=scale"))
    page.get_by_role("button", name="Show the list").click()
    page.wait_for_url(lambda url: "customer=" not in url)
    assert outside(page) == []
