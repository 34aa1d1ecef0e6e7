"""The app in a real browser: links, hostile data, no outside request, new data, phone and dark."""

import re
import socket
from collections import deque
from contextlib import suppress
from threading import Event, Thread

import pytest
from playwright.sync_api import expect

from journey.data.ask import ask
from journey.model.filters import Filters
from journey.ui.shell import MENU
from tests import patience
from tests.browser.conftest import end_server, outside, serving, visitor
from tests.logs import build, event

pytestmark = pytest.mark.browser
MANY = 200
HOSTILE = [
    '<img src=x onerror="window.pwned=1;alert(1)">',
    "[x](http://evil.example/a)",
    "![](http://evil.example/i.png)",
    "=1+1",
    "</style><script>window.pwned=1</script>",
    "$\\alpha$",
    ":red[boo]",
]


def settled(page) -> None:
    """Wait until the page shows its title and Streamlit has nothing more to do."""
    page.wait_for_selector("h1")
    page.wait_for_selector('[data-testid="stStatusWidget"]', state="detached")
    page.wait_for_timeout(400)
    page.wait_for_selector('.stApp[data-test-script-state="notRunning"]')


def address_of(server: str, file: str) -> str:
    name = file.removesuffix(".py").removeprefix("pages/")
    return server if name == "app" else f"{server}/{name}"


@pytest.mark.parametrize("file", ["app.py", "pages/drop_off.py", "pages/paths.py"])
def test_a_link_opened_first_on_a_fresh_server(page, sample_db, sample, file):
    """On any page the link's filters are in force, are shown, and stay in the address."""
    filters = Filters.of(where={"channel": ["phone"], "region": ["Islands"]})
    with serving(sample_db) as server:
        page.goto(
            f"{address_of(server, file)}?dataset=sample&where.channel=phone&where.region=Islands"
        )
        settled(page)
        expect(page.locator(".st-key-frame-channel")).to_contain_text("phone ✕")
        expect(page.locator(".st-key-frame-region")).to_contain_text("Islands ✕")
        assert "where.channel=phone" in page.url and "where.region=Islands" in page.url
        if file == "app.py":
            assert (
                f"{ask(sample, 'summary', filters).rows[0]['journeys']:,} journeys"
                in page.inner_text("section.stMain, .stMain")
            )
        if file == "pages/paths.py":
            moves = ask(sample, "transitions", filters).totals["moves"]
            expect(page.locator(".stMain")).to_contain_text(f"{moves:,} moves")
        if file == "pages/drop_off.py":
            lost = max(ask(sample, "funnel", filters).rows, key=lambda row: row["dropped_off"])[
                "dropped_off"
            ]
            expect(page.locator("h1")).to_contain_text(f"{lost:,} journeys left")


def test_filters_stay_from_page_to_page_and_in_the_address(page, sample_server):
    page.goto(f"{sample_server}?dataset=sample&where.channel=phone")
    settled(page)
    page.get_by_role("link", name="Drop-off").click()
    page.wait_for_url(re.compile("drop_off.*where.channel=phone"))
    settled(page)
    page.reload()
    settled(page)
    expect(page.locator(".st-key-frame-channel")).to_contain_text("phone ✕")
    page.get_by_role("button", name="Clear all").click()
    page.wait_for_url(re.compile(r"drop_off\?dataset=sample$"))


def choose(page, key: str, value: str) -> None:
    """Open a pill, click a value, close it."""
    page.locator(f".st-key-pill-{key} button").click()
    page.get_by_test_id("stCheckbox").filter(has_text=value).click()
    page.wait_for_url(re.compile(f"where.{key}="))
    settled(page)
    page.keyboard.press("Escape")


def test_back_undoes_a_filter_and_forward_brings_it_again(page, sample_server):
    page.goto(f"{sample_server}?dataset=sample")
    settled(page)
    choose(page, "region", "Islands")
    choose(page, "device", "mobile")
    page.go_back()
    expect(page.locator(".st-key-frame-device")).not_to_contain_text("mobile")
    expect(page.locator(".st-key-frame-region")).to_contain_text("Islands ✕")
    expect(page).to_have_url(re.compile(r"dataset=sample&where.region=Islands$"))
    page.go_back()
    expect(page.locator(".st-key-frame-region")).not_to_contain_text("Islands")
    page.go_forward()
    expect(page.locator(".st-key-frame-region")).to_contain_text("Islands ✕")


def test_pills_stay_open_and_in_place_while_values_are_chosen(page, sample_server):
    page.goto(f"{sample_server}?dataset=sample")
    settled(page)
    before = pills(page)
    assert before == ["1 Jan – 31 Dec 2025", "Segment", "Region", "Device", "Plan", "+ Filter"]
    page.locator(".st-key-pill-device button").click()
    for value in ("tablet", "mobile"):
        page.get_by_test_id("stCheckbox").filter(has_text=value).click()
        page.wait_for_url(re.compile(f"where.device={value}"))
    expect(page.get_by_test_id("stCheckbox").filter(has_text="desktop")).to_be_visible()
    expect(page.locator(".st-key-frame-device")).to_contain_text("mobile + 1 ✕")
    assert pills(page) == before


def test_what_is_removed_stays_removed(page, sample_server):
    """Also where the browser still knows the boxes of a popover that is closed."""
    page.goto(f"{sample_server}?dataset=sample")
    settled(page)
    choose(page, "region", "Islands")
    choose(page, "device", "mobile")
    page.locator(".st-key-remove-region button").first.click()
    page.wait_for_url(re.compile(r"dataset=sample&where.device=mobile$"))
    settled(page)
    page.get_by_role("button", name="Clear all").click()
    page.wait_for_url(re.compile(r"dataset=sample$"))
    settled(page)
    expect(page.locator(".st-key-filter_bar")).not_to_contain_text("✕")


def pills(page) -> list[str]:
    """The words of the bar's popovers from left to right."""
    names = page.locator(".st-key-filter_bar [data-testid=stPopover] button p")
    return [name.strip() for name in names.all_inner_texts()]


ROW = """() => {
    const shown = node => node.getBoundingClientRect().width > 0;
    const boxes = [...document.querySelectorAll('.st-key-menu button, .st-key-menu a, .st-key-title_row h1, .st-key-headline p, '
        + '.st-key-key_figures button, [data-testid=stMainMenu]')].filter(shown)
        .map(node => [node.textContent, node.getBoundingClientRect()]);
    const over = (a, b) => a.left < b.right - 1 && b.left < a.right - 1 && a.top < b.bottom - 1 && b.top < a.bottom - 1;
    const overlaps = boxes.flatMap(([name, box], index) => boxes.slice(index + 1)
        .filter(([, other]) => over(box, other)).map(([other]) => `${name} / ${other}`));
    const beyond = boxes.filter(([, box]) => box.right > innerWidth + 1).map(([name]) => name);
    return {overlaps, beyond};
}"""


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_map_begins_within_170_pixels_of_the_top(chrome, sample_server, theme):
    context = visitor(chrome, 1440, 900, color_scheme=theme)
    page = context.new_page()
    page.goto(f"{sample_server}?dataset=sample")
    settled(page)
    assert page.locator(".jm-map svg").first.bounding_box()["y"] < 170
    context.close()


def test_open_questions_stand_in_one_line_above_the_map(page, tmp_path):
    """Spellings, stages, ends and a feeling are asked for; each opens with a click and is answered with another."""
    rows = [
        event(f"c{number}", f"2025-01-0{day}", name, emotion="zorp")
        for number in range(12)
        for day, name in ((1, "Ad" if number % 3 else "AD"), (2, "Shop" if number % 2 else "Desk"))
    ]
    build(tmp_path, rows, "[ends]\nare_settled = false\n")
    with serving(tmp_path / "db") as server:
        page.goto(server)
        settled(page)
        buttons = page.locator(".st-key-open_questions [data-testid=stPopover] button")
        assert buttons.count() == 4
        assert len({button.bounding_box()["y"] for button in buttons.all()}) == 1
        assert page.locator(".jm-map svg").first.bounding_box()["y"] < 230
        expect(page.get_by_role("button", name="Use this answer")).to_be_hidden()
        page.locator(".st-key-open-ends button").click()
        page.get_by_role("button", name="Use this answer").click()
        expect(page.locator(".st-key-open-ends")).to_have_count(0)
        expect(page.locator(".st-key-open-stages")).to_be_visible()


@pytest.mark.parametrize("width", [1920, 1440, 1280, 1024])
@pytest.mark.parametrize("query", ["", "&where.device=mobile&where.channel=phone&from=2025-02-01"])
def test_nothing_lies_over_another_above_the_map(chrome, sample_server, width, query):
    context = visitor(chrome, width, 900)
    page = context.new_page()
    page.goto(f"{sample_server}?dataset=sample{query}")
    settled(page)
    assert page.evaluate(ROW) == {"overlaps": [], "beyond": []}
    context.close()


LONG = ("Preferred contact channel of the customer", "Region of the delivery address")


@pytest.fixture(scope="module")
def long_names_server(tmp_path_factory):
    """Attributes with names of more than 25 characters."""
    folder = tmp_path_factory.mktemp("long")
    values = ("by telephone or letter", "by e-mail")
    rows = [
        event(f"c{number}", "2025-01-01", "Ad", **dict.fromkeys(LONG, values[number % 2]))
        for number in range(12)
    ]
    build(folder, rows)
    with serving(folder / "db") as address:
        yield address


@pytest.mark.parametrize("width", [1440, 1200])
@pytest.mark.parametrize("chosen", [0, 1, 2])
def test_pills_with_long_names_stay_in_one_row(chrome, long_names_server, width, chosen):
    """What is chosen keeps its ✕ in sight; what is hidden can be chosen under + Filter."""
    context = visitor(chrome, width, 900)
    page = context.new_page()
    query = "".join(f"&where.{name}=by+telephone+or+letter" for name in LONG[:chosen])
    page.goto(f"{long_names_server}?dataset=log{query}")
    settled(page)
    assert page.locator(".st-key-filter_bar").bounding_box()["height"] < 40
    assert page.evaluate(ROW) == {"overlaps": [], "beyond": []}
    for name in LONG[:chosen]:
        key = re.sub("[^a-zA-Z]+", "-", name)
        frame = page.locator(f".st-key-frame-{key}").bounding_box()
        button = page.locator(f".st-key-remove-{key} button").first.bounding_box()
        assert button["x"] + button["width"] <= frame["x"] + frame["width"] + 1
    page.locator(".st-key-add-filter button").first.click()
    offered = page.get_by_role("dialog")
    expect(offered).to_contain_text("Stage")
    for name in LONG[chosen:]:
        expect(offered).to_contain_text(name)
    context.close()


def test_a_phone_scrolls_the_pills_sideways(chrome, sample_server):
    context = visitor(chrome, 390, 844)
    page = context.new_page()
    page.goto(f"{sample_server}?dataset=sample&where.device=mobile")
    settled(page)
    bar = page.locator(".st-key-filter_bar")
    assert 25 < bar.bounding_box()["height"] < 60
    assert bar.evaluate("node => node.scrollWidth > node.clientWidth")
    assert page.locator(".stMain").evaluate("node => node.scrollWidth") <= 390
    page.locator(".st-key-pill-device button").first.click()
    expect(page.get_by_test_id("stCheckbox").filter(has_text="tablet")).to_be_visible()
    context.close()


def test_choosing_in_the_filter_bar_changes_map_and_address(page, sample_server, sample):
    page.goto(sample_server)
    settled(page)
    choose(page, "region", "Islands")
    page.wait_for_url(re.compile("where.region=Islands"))
    settled(page)
    expected = ask(sample, "summary", Filters.of(where={"region": ["Islands"]})).rows[0]["journeys"]
    page.get_by_text(f"{expected:,} journeys · ").wait_for()


def test_a_malformed_link_falls_back_with_a_notice(page, sample_server):
    page.goto(f"{sample_server}?dataset=sample&from=yesterday&where.channel=telepathy")
    settled(page)
    expect(page.locator(".stMain")).to_contain_text("'from' is not a date")
    expect(page.locator(".stMain")).to_contain_text("There is no channel 'telepathy'")
    expect(page).to_have_url(re.compile(r"\?dataset=sample$"))


def test_no_request_leaves_the_machine(page, sample_server):
    for entry in MENU:
        page.goto(address_of(sample_server, entry.file))
        settled(page)
        page.wait_for_timeout(1000)
    assert len(page.requests) > 10 and outside(page) == []


def test_the_server_listens_on_this_machine_only(sample_server):
    port = int(sample_server.rsplit(":", 1)[1])
    with socket.create_connection(("127.0.0.1", port), timeout=2):
        pass
    with pytest.raises(OSError):
        socket.create_connection(("127.0.0.2", port), timeout=2).close()
    names = {
        address[4][0] for address in socket.getaddrinfo(socket.gethostname(), None, socket.AF_INET)
    } - {"127.0.0.1", "127.0.1.1"}
    for name in names:
        with pytest.raises(OSError):
            socket.create_connection((name, port), timeout=2).close()


@pytest.fixture(scope="module")
def hostile_server(tmp_path_factory):
    """Hostile touchpoints, channels, emotions, attributes and stages, enough of each to be drawn everywhere."""
    folder = tmp_path_factory.mktemp("hostile")
    rows = [
        event(
            f"c{number}",
            f"2025-01-{1 + place:02d}T10:00:00Z",
            text,
            channel=text,
            emotion=text,
            valence=-0.5,
            nps=5,
            **{
                "stage": HOSTILE[0] if place < 3 else HOSTILE[1],
                f"{HOSTILE[0]}": text,
                f"{HOSTILE[2]}": HOSTILE[number % 7],
            },
        )
        for number in range(35)
        for place, text in enumerate(HOSTILE)
    ]
    stages = "".join(
        f"[[stages]]\nname = '{name}'\ntext = '{name}'\n"
        for name in (HOSTILE[0], HOSTILE[1], "goal")
    )
    build(folder, rows, stages)
    with serving(folder / "db") as address:
        yield address


@pytest.mark.parametrize("entry", MENU, ids=lambda entry: entry.title)
def test_hostile_names_show_literally(page, hostile_server, entry):
    page.goto(address_of(hostile_server, entry.file))
    settled(page)
    closed = page.locator('[data-testid="stExpander"] details:not([open]) > summary:visible')
    while closed.count():
        closed.first.click()
        page.wait_for_timeout(300)
    for popover in page.locator('[data-testid="stPopover"] button:visible').all()[:7]:
        popover.click()
        page.keyboard.press("Escape")
    page.wait_for_timeout(1500)
    assert page.evaluate("window.pwned") is None and page.alerts == [] and outside(page) == []
    assert (
        page.locator('a[href*="evil.example"], img[src*="evil.example"], img[src="x"]').count() == 0
    )
    if entry.file == "app.py":
        drawn = page.locator(".jm-map svg text").all_text_contents()
        assert any(words.startswith("<img src=x") for words in drawn), (
            "names are shown letter by letter"
        )
        for cell in page.locator(".jm-map [data-cell]").all()[::5]:
            cell.focus()
            page.keyboard.press("Enter")
            page.locator(".jm-panel h2").wait_for()
        page.wait_for_timeout(800)
        assert page.evaluate("window.pwned") is None and page.alerts == [] and outside(page) == []


def test_a_new_generation_is_picked_up(page, tmp_path):
    """Without a restart and without a click."""
    build(tmp_path, [event("a", "2025-01-01", "Ad", stage="awareness")])
    with serving(tmp_path / "db") as server:
        page.goto(server)
        page.get_by_text("1 customer · 1 journey · 1 event").wait_for()
        build(tmp_path, [event("b", "2025-01-02", "Shop", stage="purchase")])
        page.get_by_text("2 customers · 2 journeys · 2 events").wait_for()
        expect(page.get_by_text("1 customer · 1 journey")).to_have_count(0)


def test_data_that_come_later_are_picked_up(page, tmp_path):
    with serving(tmp_path / "db") as server:
        page.goto(server)
        page.get_by_text("No data yet").wait_for()
        build(tmp_path, [event("a", "2025-01-01", "Ad", stage="awareness")])
        page.get_by_text("1 customer · 1 journey · 1 event").wait_for()
        expect(page.get_by_text("No data yet")).to_have_count(0)


def test_the_app_ends_when_told_to_whoever_is_still_connecting(tmp_path):
    """A connection that is made while the others are being closed asks for nothing and is never closed by its owner."""
    enough, end = Event(), Event()

    def connect(port: int) -> None:
        held: deque[socket.socket] = deque()
        while not end.is_set():
            with suppress(OSError):
                held.append(socket.create_connection(("127.0.0.1", port)))
                enough.set()
            if len(held) > MANY:
                held.popleft().close()
        for connection in held:
            connection.close()

    with serving(tmp_path / "db", is_cold=True) as address:
        caller = Thread(target=connect, args=(int(address.rpartition(":")[2]),), daemon=True)
        caller.start()
        assert enough.wait(patience.SECONDS)
        end_server(address)
    end.set()
    caller.join()


@pytest.mark.parametrize("entry", MENU, ids=lambda entry: entry.title)
def test_phone_and_dark(chrome, sample_server, entry):
    """At phone width nothing sticks out sideways; in the dark the words are light."""
    context = visitor(chrome, 390, 844, color_scheme="dark")
    page = context.new_page()
    page.goto(address_of(sample_server, entry.file))
    settled(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    assert page.evaluate("document.querySelector('.stMain').scrollWidth") <= 390
    colour = page.evaluate("getComputedStyle(document.querySelector('h1')).color")
    assert min(map(int, re.findall(r"\d+", colour)[:3])) > 200
    context.close()


def test_the_keyboard_reaches_filters_and_menu(page, sample_server):
    page.goto(sample_server)
    settled(page)
    seen = set()
    for _ in range(30):
        page.keyboard.press("Tab")
        seen.add(
            page.evaluate(
                "document.activeElement.innerText || document.activeElement.getAttribute('aria-label') || ''"
            ).strip()
        )
    assert any("Drop-off" in name for name in seen) and any("Segment" in name for name in seen)
