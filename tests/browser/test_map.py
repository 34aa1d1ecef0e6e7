"""The map in a real browser: click and keyboard open evidence, links bring it back, it fits, prints, and leaves the app."""

import io
import json
import re
import subprocess
import sys

import pytest
from PIL import Image
from playwright.sync_api import expect

from journey.data.ask import ask
from journey.model.filters import Filters
from tests.browser.conftest import outside, serving, visitor
from tests.browser.golden import FOLDER, distance, drawings, picture, small
from tests.browser.test_app import settled
from tests.conftest import ROOT
from tests.logs import build, event
from tests.map.maps import map_of

pytestmark = pytest.mark.browser
PURCHASE = "dropped_off/purchase"


def opened(page, address: str) -> None:
    page.goto(address)
    page.locator(".jm-map svg").wait_for()
    settled(page)


def evidence(page):
    """The panel once its evidence stands."""
    page.locator(".jm-panel:not([aria-busy=true]) h2").wait_for()
    return page.locator(".jm-panel")


def focused(page) -> str:
    """The cell that has the focus, '' where none has."""
    return page.evaluate("""() => { let node = document.activeElement;
        while (node?.shadowRoot?.activeElement) node = node.shadowRoot.activeElement;
        return node?.dataset?.cell ?? node?.tagName ?? ''; }""")


def test_a_click_opens_the_evidence_and_the_link_holds_it(page, sample_server, sample):
    row = next(row for row in ask(sample, "funnel", Filters()).rows if row["stage"] == "purchase")
    opened(page, sample_server)
    page.locator(f'[data-cell="{PURCHASE}"]').first.click()
    panel = evidence(page)
    said = f"{row['dropped_off']:,} of the {row['reached']:,} journeys"
    for words in (said, "measured", "share who leave here"):
        expect(panel).to_contain_text(words)
    page.wait_for_url(re.compile("cell=dropped_off%2Fpurchase"))
    panel.get_by_text("Behind it: the latest 25 of").click()
    expect(panel.locator("details[open] tr")).to_have_count(26)
    page.reload()
    expect(evidence(page), "the link brings the open evidence back").to_contain_text(said)
    page.get_by_role("button", name="Close the evidence").click()
    page.wait_for_url(lambda url: "cell=" not in url)
    expect(page.locator(".jm-panel")).to_be_hidden()


def test_filter_to_these_counts_the_very_journeys(page, sample_server, sample):
    lost = next(row for row in ask(sample, "funnel", Filters()).rows if row["stage"] == "purchase")[
        "dropped_off"
    ]
    opened(page, f"{sample_server}?cell={PURCHASE}")
    evidence(page).get_by_role("button", name="Filter to these").click()
    page.get_by_text(f"{lost:,} journeys · ").wait_for()
    assert "where.cohort=dropped_off%2Fpurchase" in page.url
    page.get_by_role("button", name="left · purchase").click()
    page.get_by_text("7,219 journeys · ").wait_for()


def test_the_keyboard_alone(page, sample_server):
    """Tab to the map, arrows within and between lanes, Enter, Escape; the focus stays where it was."""
    opened(page, sample_server)
    page.locator('[data-cell="stage/awareness"]').focus()
    page.keyboard.press("ArrowRight")
    assert focused(page) == "stage/consideration"
    page.keyboard.press("ArrowDown")
    assert focused(page).endswith("/consideration")
    page.keyboard.press("Home")
    assert focused(page) == "reached/awareness"
    page.keyboard.press("Tab")
    assert focused(page).startswith("valence/awareness/"), "Tab goes on to the next lane"
    cell = focused(page)
    page.keyboard.press("Enter")
    expect(evidence(page).locator("h2")).to_contain_text("Emotion:")
    assert focused(page) == "H2"
    page.keyboard.press("Escape")
    expect(page.locator(".jm-panel")).to_be_hidden()
    assert focused(page) == cell
    page.wait_for_timeout(1200)
    assert focused(page) == cell, "the run that closing causes leaves the focus alone"


def test_names_for_screen_readers(page, sample_server):
    """Regions, lists of named buttons, and a table twin of every chart."""
    opened(page, sample_server)
    expect(page.get_by_role("region", name="Journey map")).to_have_count(1)
    lanes = page.locator(".jm-map [role=group][aria-label]")
    assert {"Journeys", "Emotion", "Touchpoints", "Last seen here", "Satisfaction"} <= {
        lane.get_attribute("aria-label") for lane in lanes.all()
    }
    names = [
        cell.get_attribute("aria-label") for cell in page.locator(".jm-map [role=button]").all()
    ]
    assert len(names) >= 80 and all(len(name) > 10 for name in names)
    assert (
        page.locator('.jm-map [role=button][tabindex="0"]').count()
        == lanes.count() - page.locator(".jm-map svg[aria-label]").count()
    )
    page.locator('[data-cell="nps/retention"]').click()
    evidence(page).get_by_text("As tables").wait_for()


def test_lanes_comparison_and_expectation_come_with_the_link(page, sample_server):
    opened(
        page,
        f"{sample_server}?hide=quotes&hide=channels&compare=segment&group=business&group=student",
    )
    lanes = [
        lane.get_attribute("aria-label") for lane in page.locator(".jm-map [role=group]").all()
    ]
    assert "In their words" not in lanes and "Channels" not in lanes
    words = page.locator(".jm-map svg text").all_text_contents()
    assert "business" in words and "student" in words
    assert "hide=quotes" in page.url and "group=student" in page.url


@pytest.mark.parametrize("width", [1180, 1440, 1920])
def test_no_text_covers_another_in_the_browser_itself(page, sample_server, width):
    """Boxes as the browser measures them, on three screens and on a phone."""
    page.set_viewport_size({"width": width, "height": 900})
    opened(page, sample_server)
    page.wait_for_timeout(600)
    assert page.evaluate(OVERLAPS) == []
    if width == 1180:
        page.set_viewport_size({"width": 390, "height": 844})
        page.wait_for_timeout(600)
        assert page.evaluate(OVERLAPS) == []


OVERLAPS = """() => {
    const root = [...document.querySelectorAll('*')].map(node => node.shadowRoot).find(shadow => shadow?.querySelector('.jm-map'));
    const boxes = [...root.querySelectorAll('.jm-map svg text')].map(text => [text.textContent, text.getBoundingClientRect()]);
    const found = [];
    boxes.forEach(([one, a], place) => boxes.slice(place + 1).forEach(([other, b]) => {
        const wide = Math.min(a.right, b.right) - Math.max(a.left, b.left), high = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
        if (wide > 1.5 && high > 0.45 * Math.min(a.height, b.height)) found.push([one, other, wide, high]);
    }));
    return found; }"""


@pytest.mark.parametrize(
    ("width", "height", "scheme"), [(390, 844, "dark"), (390, 844, "light"), (720, 450, "light")]
)
def test_phone_and_zoom(chrome, sample_server, width, height, scheme):
    """Stages stack, nothing sticks out, evidence opens over the foot; 720 wide is a desk at 200 %."""
    context = visitor(chrome, width, height, color_scheme=scheme)
    page = context.new_page()
    opened(page, sample_server)
    svg = page.locator(".jm-map svg")
    assert (
        svg.get_attribute("viewBox").startswith("0 0 360 ") and svg.bounding_box()["width"] <= width
    )
    page.locator(f'[data-cell="{PURCHASE}"]').first.click()
    box = evidence(page).bounding_box()
    assert box["x"] == 0 and box["width"] == width and box["y"] + box["height"] >= height - 1
    assert page.evaluate("document.querySelector('.stMain').scrollWidth") <= width
    colour = page.evaluate("""() => { const root = [...document.querySelectorAll('*')].map(node => node.shadowRoot)
        .find(shadow => shadow?.querySelector('.jm-map')); return getComputedStyle(root.querySelector('.jm-panel h2')).color; }""")
    light = min(map(int, re.findall(r"\d+", colour)[:3])) > 200
    assert light == (scheme == "dark")
    context.close()


def test_it_leaves_the_app(page, sample_server, chrome, tmp_path):
    """PNG at twice the size, SVG, and an HTML file that opens its evidence without any request."""
    opened(page, sample_server)
    page.locator(".st-key-exhibit_menu-map button").first.click()
    with page.expect_download() as download:
        page.get_by_role("button", name="PNG", exact=True).click()
    shown = Image.open(io.BytesIO(download.value.path().read_bytes()))
    assert (
        shown.format == "PNG"
        and shown.width == 2960  # of 1,480 at twice the size
        and len(set(shown.convert("RGB").resize((60, 40)).getdata())) > 100
    )
    with page.expect_download() as download:
        page.get_by_role("button", name="HTML with the evidence").click()
    download.value.save_as(tmp_path / "map.html")
    file = chrome.new_page()
    asked = []
    file.on("request", lambda request: asked.append(request.url))
    file.goto((tmp_path / "map.html").as_uri())
    file.locator('[data-cell="valence/retention/Complaint"]').click()
    expect(file.locator(".jm-panel h2")).to_contain_text("Emotion: Complaint")
    assert len(asked) == 1
    file.locator('[data-cell="valence/retention/Complaint"]').hover()
    expect(file.locator(".jm-tip")).to_contain_text("mean feeling")
    file.close()
    assert outside(page) == []


def test_with_evidence_open_it_prints_the_drawing_of_the_whole_page(page, sample_server):
    """Not the one that was made for the room beside the evidence; the screen has that again afterwards."""
    page.goto(f"{sample_server}?dataset=sample")
    settled(page)
    wide = page.locator(".jm-map svg").get_attribute("viewBox")
    page.locator(".jm-map [data-cell='reached/purchase']").first.click()
    page.locator(".jm-panel h2").wait_for()
    settled(page)
    beside = page.locator(".jm-map svg").get_attribute("viewBox")
    assert beside != wide
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert page.locator(".jm-map svg").get_attribute("viewBox") == wide
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert page.locator(".jm-map svg").get_attribute("viewBox") == beside


def test_the_drawer_leaves_the_open_cell_in_sight(page, sample_server):
    """In a window without room for evidence beside the map it slides over the other side."""
    page.set_viewport_size({"width": 1100, "height": 800})
    page.goto(f"{sample_server}?dataset=sample")
    settled(page)
    for stage, is_left in (("advocacy", True), ("awareness", False)):
        page.locator(f".jm-map [data-cell='reached/{stage}']").first.click()
        page.locator(".jm-panel h2").wait_for()
        settled(page)
        slid = page.locator(".left .jm-panel")
        expect(slid).to_have_count(1 if is_left else 0)
        cell = page.locator(".jm-map .is-open").first.bounding_box()
        drawer = page.locator(".jm-panel").bounding_box()
        assert (drawer["x"] == 0) is is_left
        assert (
            cell["x"] + cell["width"] <= drawer["x"] or cell["x"] >= drawer["x"] + drawer["width"]
        )
        page.locator(".jm-panel .close").click()
        expect(page.locator(".jm-panel")).to_be_hidden()


@pytest.mark.parametrize("paper", ["A4", "A3"])
def test_it_prints_on_one_page(page, sample_server, paper):
    opened(page, sample_server)
    page.emulate_media(media="print")
    printed = page.pdf(format=paper, landscape=True, print_background=True)
    assert len(re.findall(rb"/Type\s*/Page\b", printed)) == 1


def test_a_note_and_a_review(page, tmp_path):
    """A note stands on the map; after a review new data that move a figure are named."""
    from tests.browser.conftest import serving
    from tests.logs import build, event

    def rows(good: int, first: int) -> list[dict]:
        return [
            event(
                f"c{number}",
                "2025-01-01",
                "Quiz",
                stage="awareness",
                csat=5 if number - first < good else 1,
            )
            for number in range(first, first + 200)
        ]

    build(tmp_path, rows(100, 0))
    with serving(tmp_path / "db") as server:
        opened(page, f"{server}?cell=csat/awareness")
        evidence(page).get_by_label("A note on this stage").fill("<b>Ask</b> why")
        page.get_by_role("button", name="Add note").click()
        page.locator('[data-cell="notes/awareness"]').wait_for()
        page.locator(".jm-map svg text").filter(has_text=re.compile("^<b>Ask</b> why$")).wait_for()
        page.locator(".st-key-exhibit_menu-map button").first.click()
        page.get_by_role("button", name="Map details").click()
        page.get_by_label("Owner").fill("Jane")
        page.get_by_role("button", name="Save").click()
        page.get_by_text("owner Jane").wait_for()
        if not page.get_by_role("button", name="Map details").is_visible():
            page.locator(".st-key-exhibit_menu-map button").first.click()
        page.get_by_role("button", name="Map details").click()
        page.get_by_role("button", name="Mark as reviewed now").click()
        page.get_by_text("no new data since").wait_for()
        build(tmp_path, rows(200, 200))
        page.get_by_text("data moved since: CSAT in awareness from 50 % to 75 %").wait_for()


@pytest.mark.parametrize("name", ["desk", "dark", "compared", "phone"])
def test_the_drawing_looks_as_it_did(chrome, sample, name):
    """Beside a picture of it, with room for other fonts; python -m tests.browser.golden draws the pictures anew."""
    golden = small(Image.open(FOLDER / f"{name}.png").convert("RGB"))
    shown = picture(chrome, drawings(sample)[name])
    assert abs(len(small(shown)) - len(golden)) <= 2
    mean, share = distance(small(shown, len(golden)), golden)
    assert mean < 3 and share < 0.02, (mean, share)


def test_the_command_line_writes_the_same_map(sample_db, sample, tmp_path):
    for form in ("svg", "html"):
        target = tmp_path / f"map.{form}"
        subprocess.run(
            [
                sys.executable,
                "-m",
                "journey",
                "export",
                "map",
                "--db",
                str(sample_db),
                "--out",
                str(target),
            ],
            check=True,
            cwd=ROOT,
            capture_output=True,
        )
        text = target.read_text(encoding="utf-8")
        for stage in map_of(sample).stages:
            assert f"{stage.funnel['reached']:,}" in text
    data = json.loads(re.search(r"journeyMap\(\{ data: (\{.*\}), parentElement", text).group(1))
    assert "valence/retention/Complaint" in data["static"]


def test_a_loss_is_said_to_be_an_end(page, tmp_path):
    """From the evidence of the friction at a touchpoint; 40 of the 60 who pass it go no further, and 20 reach the goal."""
    rows = [
        event(f"c{number}", f"2025-01-{day:02d}", name, stage=stage)
        for number in range(60)
        for day, name, stage in (
            (1, "Ad", "awareness"),
            (2, "Parcel handed over", "purchase"),
            *([(3, "Review", "advocacy")] if number < 20 else []),
        )
    ]
    rows.append(event("z", "2025-12-31", "Ad", stage="awareness"))
    build(tmp_path, rows, "[journeys]\ninactivity_days = 7\n")
    with serving(tmp_path / "db") as server:
        opened(page, f"{server}?cell=lost%2Fpurchase%2FParcel%20handed%20over")
        evidence(page).get_by_role("button", name="This is an end, not a loss").click()
        dialog = page.get_by_role("dialog")
        dialog.get_by_text("40 customers left, last seen at Parcel handed over.").wait_for()
        dialog.get_by_role("button", name="Count them as ended well").click()
        page.get_by_role("heading", name="60 of 61 customers came through").wait_for()
        page.locator('[data-cell="ended_well/purchase"]').first.wait_for()


# The whole map, always: drawn anew for the room that evidence leaves, or under a drawer.

IN_THE_MAP = """() => {
    const root = document.querySelector('.jm-map') ? document : [...document.querySelectorAll('*')]
        .map(node => node.shadowRoot).find(shadow => shadow?.querySelector('.jm-map'));
    const map = root.querySelector('.jm-map'), svg = map.querySelector('svg'), panel = root.querySelector('.jm-panel');
    const scale = svg.getBoundingClientRect().width / svg.viewBox.baseVal.width;
    const texts = [...svg.querySelectorAll('text')].filter(text => text.getClientRects().length), frame = map.getBoundingClientRect();
    return {
        smallest: Math.min(...texts.map(text => parseFloat(text.getAttribute('font-size')) * scale)),
        outside: texts.map(text => text.getBoundingClientRect())
            .filter(box => box.right > frame.right + 1 || box.left < frame.left - 1 || box.bottom > frame.bottom + 1).length,
        scrolls: map.scrollWidth > map.clientWidth + 1,
        drawn: svg.viewBox.baseVal.width, width: svg.getBoundingClientRect().width,
        right: frame.right, panel: panel.hidden ? 0 : panel.getBoundingClientRect().left,
    }; }"""
LEAST_LETTERS = 10.5


def whole(page) -> dict:
    """What the map looks like, once nothing of it is cut and its letters can be read."""
    shown = page.evaluate(IN_THE_MAP)
    assert shown["outside"] == 0 and not shown["scrolls"], shown
    assert shown["smallest"] >= LEAST_LETTERS, shown
    return shown


@pytest.mark.parametrize(
    ("width", "least"), [(1440, 12), (1920, 14), (1200, LEAST_LETTERS), (1024, LEAST_LETTERS)]
)
def test_the_map_is_whole_beside_its_evidence_or_under_it(page, sample_server, width, least):
    page.set_viewport_size({"width": width, "height": 900})
    opened(page, sample_server)
    page.wait_for_timeout(600)
    closed = whole(page)
    assert closed["smallest"] >= least
    page.locator('[data-cell="valence/retention/Complaint"]').click()
    evidence(page).get_by_text("How it is computed").wait_for()
    page.wait_for_timeout(300)
    shown = whole(page)
    if width < 1180:
        assert shown["drawn"] == closed["drawn"] and shown["panel"] < shown["right"], "a drawer"
    else:
        assert shown["smallest"] >= least and shown["drawn"] < closed["drawn"]
        assert shown["panel"] > shown["right"]
    page.reload()
    evidence(page).get_by_text("How it is computed").wait_for()
    is_drawn = f"drawn => ({IN_THE_MAP})().drawn === drawn"
    page.wait_for_function(is_drawn, arg=shown["drawn"])
    assert whole(page)["drawn"] == shown["drawn"], "from its link the same"
    page.locator(".jm-panel h2").focus()
    page.keyboard.press("Escape")
    page.locator(".jm-panel").wait_for(state="hidden")
    page.wait_for_function(is_drawn, arg=closed["drawn"])
    assert whole(page)["width"] == closed["width"], "as it was"


def test_the_panel_says_at_once_what_the_map_knows(page, sample_server):
    """In the very moment of the click: title, figure, and that the rest is being counted."""
    opened(page, sample_server)
    said = page.locator('[data-cell="lost/purchase/Payment%20failed"]').evaluate(
        """cell => { cell.dispatchEvent(new MouseEvent('click', {bubbles: true}));
            return cell.getRootNode().querySelector('.jm-panel').innerText; }"""
    )
    assert said.startswith("Last seen here: Payment failed, purchase")
    assert "54 journeys left" in said and said.endswith("Counting…")
    expect(evidence(page)).to_contain_text("On mobile 53 % leave here")


def test_the_file_is_whole_too(chrome, sample_db, tmp_path):
    path = tmp_path / "map.html"
    words = ["export", "map", "--db", str(sample_db), "--dataset", "sample", "--out", str(path)]
    subprocess.run([sys.executable, "-m", "journey", *words], cwd=ROOT, check=True)
    for width, is_beside in ((1440, True), (1000, False)):
        page = visitor(chrome, width, 900).new_page()
        page.goto(path.as_uri())
        closed = whole(page)
        page.locator('[data-cell="valence/retention/Complaint"]').click()
        shown = whole(page)
        assert (shown["panel"] > shown["right"]) == is_beside
        assert (shown["drawn"] < closed["drawn"]) == is_beside
        page.context.close()


def test_present_lights_one_lane_after_the_other(page, sample_server):
    page.set_viewport_size({"width": 1920, "height": 1080})
    opened(page, f"{sample_server}?present=1")
    title = page.locator(".jm-head h1")
    expect(title).to_contain_text("533 of 7,219 journeys came through")
    page.wait_for_timeout(800)
    assert whole(page)["smallest"] >= 17.9, "half as large again"
    assert page.evaluate(OVERLAPS_OF_SHOWN) == []
    for said in (
        "Most leave in awareness: 2,660 of 7,219 journeys",
        "Customers feel worst at Complaint: −0.73",
    ):
        page.keyboard.press("ArrowRight")
        expect(title).to_have_text(said)
    dimmed = page.locator(".jm-map .dim")
    assert "Emotion" not in [lane.get_attribute("aria-label") for lane in dimmed.all()]
    assert dimmed.count() >= 3
    page.keyboard.press("ArrowLeft")
    expect(title).to_contain_text("Most leave in awareness")
    page.keyboard.press("Escape")
    page.locator(".presented").wait_for(state="detached")
    settled(page)
    assert "present" not in page.url


OVERLAPS_OF_SHOWN = OVERLAPS.replace(
    "'.jm-map svg text')]", "'.jm-map svg text')].filter(text => text.getClientRects().length)"
)
