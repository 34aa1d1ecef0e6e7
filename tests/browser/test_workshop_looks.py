"""The look of a workshop: a full board on a projector, fingers on a phone, and words that lie on no line."""

import pytest

from tests.browser.conftest import visitor
from tests.logs import build, event
from tests.server.guests import shared
from tests.server.participants import STAGES, begun, join, leader

pytestmark = pytest.mark.browser
CODE = "HARE-427"
TARGET = 44  # pixels that a finger needs
NAME = "Kundenbindungsmaßnahmenvorbereitungsgesellschaft"
# Of each line of a drawing points close together, and whether one lies in a box of its words.
CROSSED = """() => {
  const drawing = document.querySelector('.ws-curve'), boxes = [...drawing.querySelectorAll('text.differs')].map(text => text.getBBox());
  const lines = [...drawing.querySelectorAll('path.room, path.measured')];
  return boxes.length && boxes.some(box => lines.some(line => Array.from({ length: 400 }, (_, step) => line.getPointAtLength(line.getTotalLength() * step / 399))
    .some(({ x, y }) => x > box.x && x < box.x + box.width && y > box.y && y < box.y + box.height))); }"""
COVERED = """() => { const own = document.querySelector('[data-testid=stMainMenu]').getBoundingClientRect();
  return [...document.querySelectorAll('.st-key-pages a')].filter(link => { const box = link.getBoundingClientRect();
    return box.right > own.left && box.left < own.right && box.bottom > own.top && box.top < own.bottom; }).map(link => link.innerText); }"""


@pytest.fixture(scope="module")
def db(tmp_path_factory):
    folder = tmp_path_factory.mktemp("looks")
    build(folder, [event("ann", "2025-01-01", "Ad", stage="awareness")])
    return folder / "db"


@pytest.fixture(scope="module")
def full(db):
    """Addresses, number and cookie of a workshop in which 24 notes are written, 8 a stage, and one curve is drawn."""
    with shared(db) as (own, address):
        number = begun(db, CODE)
        lead, ann = leader(own, number), join(address, CODE, NAME[:40]).open()
        ann.ask("believe", curve=[-0.8] * 4 * len(STAGES), leaving=["buy"])
        lead.ask("step", phase="notes")
        lead.ask("reveal", value=True)
        lead.ask("evidence", value=True)
        for index in range(24):
            text = f"{index} {'what somebody has to say of it, ' * (1 + index % 3)}"
            ann.note(f"note-of-the-full-board-{index}", STAGES[index % 3], text=text)
        yield own, address, number, ann.cookie, lead
        lead.close()
        ann.close()


@pytest.fixture
def opened(chrome):
    """Opens pages, with the cookie of who sits there; a page left open would keep the seat taken."""
    contexts = []

    def page(url: str, cookie: str = "", shows: str = ".ws-steps", **options):
        context = visitor(chrome, **options)
        contexts.append(context)
        if cookie:
            name, _, value = cookie.partition("=")
            context.add_cookies([{"name": name, "value": value, "url": url}])
        found = context.new_page()
        found.goto(url)
        found.locator(shows).first.wait_for()
        return found

    yield page
    for context in contexts:
        context.close()


@pytest.mark.parametrize(("width", "height"), [(1280, 720), (1920, 1080)])
def test_a_full_board_fits_the_projector(full, opened, width, height):
    own, _, number, _, lead = full
    lead.ask("step", phase="notes")
    page = opened(f"{own}/room?workshop={number}&place=stage", width=width, height=height)
    page.locator(".ws-note").nth(23).wait_for()
    assert page.evaluate("document.documentElement.scrollHeight <= innerHeight")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


@pytest.mark.parametrize("phase", ["notes", "vote", "weigh"])
def test_fingers_find_every_control_on_a_phone(full, opened, phase):
    _, address, _, cookie, lead = full
    lead.ask("step", phase=phase)
    page = opened(f"{address}/room", cookie, width=390, height=844, has_touch=True, is_mobile=True)
    page.locator(".ws-note").first.wait_for()
    small = page.evaluate(
        f"""() => [...document.querySelectorAll('.ws button, .ws select, .ws-toggle')].filter(node => {{
            const box = node.getBoundingClientRect();
            return box.height && Math.min(box.width, box.height) < {TARGET}; }}).map(node => node.outerHTML)"""
    )
    assert small == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("phase", ["believe", "vote"])
def test_the_name_of_the_largest_difference_lies_on_no_line(full, opened, phase, width):
    _, address, _, cookie, lead = full
    lead.ask("step", phase=phase)
    page = opened(f"{address}/room", cookie, width=width)
    page.locator(".ws-curve circle.differs").wait_for()
    assert page.evaluate(CROSSED) is False


@pytest.mark.parametrize("width", [360, 390])
def test_no_entry_of_the_menu_is_covered_on_a_phone(full, opened, width):
    own, *_ = full
    page = opened(f"{own}/workshop?dataset=log", shows=".st-key-pages a", width=width, height=844)
    page.locator(".st-key-pages a").nth(6).wait_for()
    assert page.evaluate(COVERED) == []
