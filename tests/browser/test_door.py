"""Sharing from the screens: two clicks to a link, a phone that follows it, and new keys that send everybody away."""

import re
import shutil
from base64 import b64decode
from pathlib import Path
from urllib.parse import unquote

import pytest
import segno
from playwright.sync_api import expect

from journey.data import keys as stored
from journey.model.access import Key
from journey.server.where import network_address
from tests.browser.conftest import free_port, serving, visitor
from tests.browser.test_app import settled

pytestmark = pytest.mark.browser
MAP = ".jm-map svg"


@pytest.fixture
def folder(sample_db, tmp_path):
    return Path(shutil.copytree(sample_db, tmp_path / "db"))


@pytest.fixture
def server(folder):
    if network_address() is None:
        pytest.skip("this machine is in no network")
    with serving(folder, further=("--share-port", str(free_port()))) as address:
        yield address


@pytest.fixture
def owner(chrome, server):
    context = visitor(chrome)
    yield context.new_page()
    context.close()


@pytest.fixture
def phone(chrome):
    context = visitor(chrome, 390, 844, has_touch=True, is_mobile=True)
    yield context.new_page()
    context.close()


def words(folder: Path, key: Key) -> str:
    return stored.read(folder).words[key]


def qr_path(link: str) -> str:
    """The lines of the link's QR code."""
    drawn = segno.make(link, error="m", micro=False).svg_inline(border=3)
    return re.search(r' d="([^"]+)"', drawn)[1]


def share_from_the_map(page, server: str) -> str:
    """Two clicks on the map: its menu, and the button; the link for colleagues."""
    page.goto(f"{server}/?dataset=sample&where.device=mobile")
    page.locator(MAP).first.wait_for()
    settled(page)
    page.locator("[class*='st-key-exhibit_menu'] button").first.click()
    expect(page.get_by_text("It works on this machine alone.")).to_be_visible()
    page.get_by_role("button", name="Share with colleagues").click()
    expect(page.get_by_text("For colleagues: it holds the view key")).to_be_visible()
    return page.get_by_label("Address").last.input_value()


def test_a_link_to_what_the_view_key_does_not_open_holds_none(owner, server):
    share_from_the_map(owner, server)
    owner.goto(f"{server}/workshop?dataset=sample")
    settled(owner)
    owner.get_by_role("button", name="Copy link").click()
    expect(owner.get_by_text("For colleagues whose key opens this screen")).to_be_visible()
    link = owner.get_by_label("Address").last.input_value()
    assert link.startswith(f"http://{network_address()}:") and "access=" not in link


def test_two_clicks_give_a_link_that_a_phone_opens(owner, phone, server, folder):
    link = share_from_the_map(owner, server)
    word = stored.read(folder).words[Key.VIEW]
    assert link.startswith(f"http://{network_address()}:")
    assert f"?access={word}&" in link
    phone.goto(link)
    phone.locator(MAP).first.wait_for()
    assert word not in phone.url
    assert "where.device=mobile" in phone.url
    assert phone.evaluate("document.cookie").find("journey_key") == -1  # no script reads it


def test_the_share_screen_hands_out_each_key_and_new_keys_send_everybody_away(
    owner, phone, server, folder
):
    link = share_from_the_map(owner, server)
    phone.goto(link)
    phone.locator(MAP).first.wait_for()
    owner.goto(f"{server}/data?dataset=sample")
    settled(owner)
    owner.get_by_role("radio", name="Share").or_(
        owner.get_by_text("Share", exact=True)
    ).first.click()
    expect(owner.get_by_text("1 colleague here now")).to_be_visible()
    expect(owner.get_by_text("somebody with the view key")).to_be_visible()
    expect(owner.get_by_role("textbox", name="Key", exact=True)).to_have_value(
        words(folder, Key.VIEW)
    )
    shown = owner.get_by_label("Link").input_value()
    drawn = owner.get_by_test_id("stImage").locator("img").get_attribute("src")
    kind, _, content = drawn.partition(",")
    assert qr_path(shown) in (b64decode(content).decode() if "base64" in kind else unquote(content))
    owner.get_by_role("button", name="Change the keys").click()
    owner.get_by_role("button", name="Log everybody out, with new keys").click()
    expect(owner.get_by_text("0 colleagues here now")).to_be_visible()
    expect(owner.get_by_role("textbox", name="Key", exact=True)).to_have_value(
        words(folder, Key.VIEW)
    )
    expect(phone.get_by_role("heading", name="A key opens this journey map")).to_be_visible()
    phone.get_by_label("Key").fill(stored.read(folder).words[Key.EDIT])
    phone.get_by_label("Your name").fill("Ann")
    phone.get_by_role("button", name="Open the map").click()
    phone.locator(MAP).first.wait_for()
    expect(owner.get_by_text("Ann (edit key)")).to_be_visible()
    owner.get_by_text("Share with colleagues").click()
    expect(owner.get_by_text("Off: only browsers on this machine reach the app.")).to_be_visible()
    with pytest.raises(Exception, match="ERR_CONNECTION_REFUSED"):
        phone.goto(link)
