"""A workshop in real browsers: who leads on the Workshop screen, Ann at a desk, Bob with a phone, and what survives."""

import re
import time

import pytest
from playwright.sync_api import expect

from journey.data import workspace
from journey.use.load import load
from tests import patience
from tests.browser.conftest import await_server, free_port, kill_server, serving, visitor
from tests.browser.test_app import settled
from tests.logs import build, event, load_options, write_csv
from tests.process import started
from tests.server.guests import shared
from tests.server.participants import begun
from tests.workshop.shop import DEFINITION, FIRST, NEXT

pytestmark = pytest.mark.browser
PHONE = {"width": 390, "height": 844, "has_touch": True, "is_mobile": True}


@pytest.fixture(scope="module")
def db(tmp_path_factory):
    folder = tmp_path_factory.mktemp("workshop")
    build(folder, [event("ann", "2025-01-01", "Ad", stage="awareness")])
    _load(folder / "db", FIRST)
    return folder / "db"


def _load(db, rows) -> None:
    """Into the shop, of which tests.workshop.shop tells."""
    path = write_csv(db / "shop.csv", rows)
    load(db, "shop", path, load_options(definition_toml=DEFINITION))


@pytest.fixture(scope="module")
def addresses(db):
    with shared(db) as found:
        yield found


@pytest.fixture
def room(db, addresses, chrome):
    """Opens pages of a new workshop: `room("Ann")`, `room("Bob", **PHONE)`, `room()` for who leads."""
    own, address = addresses
    code = f"HARE-{len(workspace.workshops(db, 'log')):03}"
    number = begun(db, code)
    contexts, errors = [], []

    def page(name: str | None = None, place: str = "lead", **options):
        context = visitor(chrome, **options)
        contexts.append(context)
        found = context.new_page()
        found.on("pageerror", lambda error: errors.append(str(error)))
        if name is None:
            found.goto(f"{own}/room?workshop={number}&place={place}")
        else:
            found.goto(f"{address}/room?code={code}")
            found.get_by_label("Your name").fill(name)
            found.get_by_role("button", name="Join").click()
        found.locator(".ws-steps").wait_for()
        return found

    page.number, page.code = number, code
    yield page
    for context in contexts:
        context.close()
    assert not errors


def column(page, stage: str):
    return page.locator(f".ws-column[data-stage={stage}]")


def notes(page, stage: str) -> list[str]:
    return [text.strip() for text in column(page, stage).locator(".ws-text").all_inner_texts()]


def shows(page, stage: str, texts: list[str]) -> None:
    """Wait until these notes stand there in this order."""
    expect(column(page, stage).locator(".ws-text")).to_have_text(texts)


def add(page, stage: str, text: str, kind: str = "pain point") -> None:
    page.get_by_role("button", name=f"Add a note to {stage}").click()
    page.get_by_label("Text", exact=True).fill(text)
    page.get_by_label("Kind").select_option(kind)
    page.get_by_role("button", name="Add", exact=True).click()
    page.locator("dialog").wait_for(state="detached")


def note(page, text: str):
    return page.locator(".ws-note", has_text=text)


def writing(lead) -> None:
    """The board is open, and its notes are shown."""
    lead.get_by_role("button", name="2 Notes").click()
    lead.get_by_label("Notes are shown").check()
    expect(lead.locator("[aria-current=step]")).to_have_text("2 Notes")


def test_one_workshop_from_the_code_to_the_actions(room):
    lead, ann, bob = room(), room("Ann"), room("Bob", **PHONE)
    expect(lead.locator(".ws-count")).to_contain_text("2 people here")
    box = ann.locator(".ws-curve").bounding_box()
    y = box["y"] + 0.8 * (box["height"])
    ann.mouse.move(box["x"] + 5, y)
    ann.mouse.down()
    ann.mouse.move(box["x"] + box["width"] - 5, y, steps=8)
    ann.mouse.up()
    bob.get_by_text("Set it stage by stage").click()
    bob.get_by_role("checkbox", name="find").check()
    bob.get_by_role("slider", name="buy").fill(
        "-1"
    )  # told after the mark: once it is there, so is the mark
    expect(lead.locator(".ws-belief")).to_contain_text("2 curves drawn")
    lead.get_by_label("Evidence is shown").check()
    expect(bob.locator(".ws-belief h2")).to_contain_text(
        "You put the low point at buy; customers say"
    )
    expect(bob.locator(".ws-most")).to_contain_text("The room marked find (1 of 1).")
    lead.get_by_role("button", name="2 Notes").click()
    add(ann, "buy", "App asks twice")
    add(bob, "use", "Nobody calls back")
    expect(bob.locator(".ws-note.hidden")).to_have_count(1)
    assert notes(bob, "buy") == [] and notes(bob, "use") == ["Nobody calls back"]
    lead.get_by_label("Notes are shown").check()
    shows(bob, "buy", ["App asks twice"])
    lead.get_by_role("button", name="3 Vote").click()
    for _ in range(2):
        bob.get_by_role("button", name="One vote more for: App asks twice").click()
    ann.get_by_role("button", name="One vote more for: Nobody calls back").click()
    expect(bob.locator(".ws-foot")).to_contain_text("3 of 5 votes left")
    assert not lead.locator(".ws-votes").count()
    lead.get_by_label("Vote is closed").check()
    expect(note(lead, "App asks twice").locator(".ws-votes")).to_have_text("●●")
    lead.get_by_role("button", name="4 Weigh").click()
    ann.get_by_label("Effort of: App asks twice").select_option("1")
    lead.get_by_label("Efforts are shown").check()
    lead.get_by_role("button", name="5 Decide").click()
    lead.get_by_role("button", name="+ action").click()
    lead.get_by_label("What is done").fill("Ask once")
    lead.get_by_label("Who", exact=True).fill("Mia")
    lead.get_by_label("Until").fill("2026-12-31")
    lead.get_by_role("checkbox", name="App asks twice").check()
    lead.get_by_role("button", name="Save", exact=True).click()
    expect(bob.locator(".ws-actions")).to_contain_text("Ask once")
    expect(bob.locator(".ws-actions")).to_contain_text("Mia, until 31 Dec 2026")
    expect(bob.locator(".ws-actions")).to_contain_text("answers: App asks twice")


def test_notes_are_dragged_by_mouse_finger_and_keyboard(room):
    lead, ann, bob = room(), room("Ann"), room("Bob", **PHONE)
    writing(lead)
    for text in ("first", "second", "third"):
        add(ann, "find", text)
    shows(ann, "find", ["first", "second", "third"])
    start, target = note(ann, "third").bounding_box(), note(ann, "first").bounding_box()
    ann.mouse.move(start["x"] + 20, start["y"] + 8)
    ann.mouse.down()
    ann.mouse.move(target["x"] + 20, target["y"] + 2, steps=10)
    ann.mouse.up()
    for page in (ann, bob, lead):
        shows(page, "find", ["third", "first", "second"])
    note(ann, "second").focus()
    ann.keyboard.press("Space")
    ann.keyboard.press("ArrowUp")
    shows(ann, "find", ["third", "second", "first"])
    ann.keyboard.press("ArrowRight")
    shows(ann, "buy", ["second"])
    expect(note(ann, "second")).to_be_focused()
    ann.keyboard.press("Space")
    touch(bob, note(bob, "first"), column(bob, "use"))
    shows(lead, "use", ["first"])
    ann.get_by_role("button", name="Undo").click()
    shows(lead, "find", ["third", "second"])


@pytest.mark.parametrize("number", [2, 5])
def test_several_browsers_type_and_drag_at_once(room, number):
    """All dialogs are open before one note is sent, all notes are held before one is put down."""
    lead, pages = room(), [room(f"P{each}") for each in range(number)]
    writing(lead)
    for each, page in enumerate(pages):
        page.get_by_role("button", name="Add a note to find").click()
        page.get_by_label("Text", exact=True).fill(f"note of {each}")
    for page in pages:
        page.get_by_role("button", name="Add", exact=True).click()
    names = [f"note of {each}" for each in range(number)]
    shows(lead, "find", names)
    stages = ("buy", "use")
    for each, page in enumerate(pages):
        shows(page, "find", names)
        start = note(page, f"note of {each}").bounding_box()
        page.mouse.move(start["x"] + 20, start["y"] + 8)
        page.mouse.down()
        page.mouse.move(start["x"] + 40, start["y"] + 20, steps=3)
    for each, page in enumerate(pages):
        box = column(page, stages[each % 2]).bounding_box()
        page.mouse.move(box["x"] + 60, box["y"] + 60, steps=3)
    for page in pages:
        page.mouse.up()
    for page in (lead, *pages):
        shows(page, "find", [])
        for place, stage in enumerate(stages):
            expect(column(page, stage).locator(".ws-text")).to_have_count(len(names[place::2]))
        for stage in stages:
            assert notes(page, stage) == notes(lead, stage)
    assert sorted(notes(lead, "buy") + notes(lead, "use")) == names


def touch(page, start, target) -> None:
    """A finger that rests on the one, and carries it to the other."""
    start.scroll_into_view_if_needed()
    session = page.context.new_cdp_session(page)
    box = start.bounding_box()
    at = {"x": box["x"] + 30, "y": box["y"] + 8}
    session.send("Input.dispatchTouchEvent", {"type": "touchStart", "touchPoints": [at]})
    page.locator(".ws-note.ghost").wait_for()
    end = target.bounding_box()
    for step in range(1, 11):
        point = {"x": at["x"], "y": at["y"] + (end["y"] + end["height"] / 2 - at["y"]) * step / 10}
        session.send("Input.dispatchTouchEvent", {"type": "touchMove", "touchPoints": [point]})
    session.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})


def test_of_two_at_one_note_the_later_one_is_told_and_both_texts_are_kept(room):
    lead, ann, bob = room(), room("Ann"), room("Bob")
    writing(lead)
    add(ann, "buy", "the first text")
    shows(bob, "buy", ["the first text"])
    for page in (ann, bob):
        note(page, "the first text").get_by_role("button").click()
        page.get_by_role("button", name="Edit").click()
    ann.get_by_label("Text", exact=True).fill("what Ann says")
    ann.get_by_role("button", name="Save").click()
    shows(bob, "buy", ["what Ann says"])
    bob.get_by_label("Text", exact=True).fill("what Bob says")
    bob.get_by_role("button", name="Save").click()
    expect(bob.locator(".ws-meanwhile")).to_contain_text("Somebody else changed this note")
    expect(bob.locator(".ws-meanwhile")).to_contain_text("what Ann says")
    assert bob.get_by_label("Text", exact=True).input_value() == "what Bob says"
    bob.get_by_role("button", name="keep both").click()
    bob.get_by_role("button", name="Save").click()
    shows(ann, "buy", ["what Ann says\nwhat Bob says"])


def test_text_stands_literally_whatever_it_contains(room):
    hostile = "<img src=x onerror=alert(1)> **b** ${x} </script> \u202egnp"
    lead, ann = room(), room(hostile[:40])
    writing(lead)
    add(ann, "buy", hostile)
    shows(lead, "buy", [hostile.replace("\u202e", "")])
    assert not lead.locator(".ws img").count()
    lead.get_by_role("button", name="People…").click()
    expect(lead.locator("dialog")).to_contain_text("<img src=x onerror=alert(1)>")


def test_all_is_back_by_itself_when_the_server_answers_again(db, chrome, tmp_path):
    """Also what was written while nobody answered."""
    code, port = f"OWL-{len(workspace.workshops(db, 'log')):03}", free_port()
    number = begun(db, code)
    context = visitor(chrome)
    page = context.new_page()
    with serving(db, further=("--share-port", str(port))) as own:
        page.goto(f"{own}/room?workshop={number}&place=lead")
        page.get_by_role("button", name="2 Notes").click()
        page.get_by_label("Notes are shown").check()
        add(page, "buy", "before")
        shows(page, "buy", ["before"])
        own_port = own.rpartition(":")[2]
        kill_server(own)
        expect(page.locator(".ws-state")).to_contain_text("Not connected")
        page.get_by_role("button", name="Add a note to buy").click()
        page.get_by_label("Text", exact=True).fill("meanwhile")
        page.get_by_role("button", name="Add", exact=True).click()
    again = started("serve", "--port", own_port, "--db", str(db), "--share-port", str(port))
    try:
        await_server(f"{own}/_stcore/health")
        answered = time.monotonic()
        shows(page, "buy", ["before", "meanwhile"])
        assert time.monotonic() - answered < patience.PROMPT_SECONDS
    finally:
        again.kill()
        again.join(patience.SECONDS)
        context.close()


def test_where_sockets_fail_the_page_asks(room):
    lead = room()
    writing(lead)
    ann = room("Ann")
    add(ann, "buy", "by socket")
    without = ann.context.new_page()
    without.add_init_script(
        "window.WebSocket = class { constructor() { setTimeout(() => this.onclose?.()); } close() {} };"
    )
    without.goto(ann.url)
    without.locator(".ws-steps").wait_for()
    shows(without, "buy", ["by socket"])
    add(without, "buy", "by asking")
    shows(lead, "buy", ["by socket", "by asking"])
    note(lead, "by socket").get_by_role("button").click()
    lead.get_by_role("button", name="Remove").click()
    shows(without, "buy", ["by asking"])


def test_what_is_set_quickly_goes_on_from_what_was_set_before(room):
    """Three presses of + in one moment are three votes; a mark beside a slider keeps the curve."""
    lead, bob = room(), room("Bob")
    bob.get_by_text("Set it stage by stage").click()
    bob.evaluate(
        """() => {
            const slider = document.querySelector(".ws-sliders input");
            slider.value = -1;
            slider.dispatchEvent(new Event("change"));
            document.querySelector(".ws-leaving input").click();
        }"""
    )
    expect(lead.locator(".ws-belief")).to_contain_text("1 curve drawn")
    expect(bob.locator(".ws-leaving input").first).to_be_checked()
    expect(bob.locator(".ws-sliders input").first).to_have_value("-1")
    writing(lead)
    add(bob, "buy", "a note")
    lead.get_by_role("button", name="3 Vote").click()
    more = bob.get_by_role("button", name="One vote more for: a note")
    more.evaluate("node => { for (let press = 0; press < 3; press += 1) node.click(); }")
    expect(bob.locator(".ws-foot .ws-left")).to_contain_text("2 of 5 votes left")
    lead.get_by_label("Vote is closed").check()
    expect(note(lead, "a note").locator(".ws-votes")).to_have_text("●●●")


def test_a_note_shows_what_is_measured_at_its_cell_also_once_it_was_moved(room):
    """Of the stage 40 journeys left, at its touchpoint 40 were last seen: tests.server.participants made both up."""
    lead, ann = room(), room("Ann")
    writing(lead)
    lead.get_by_label("Evidence is shown").check()
    for text, place in (("of a touchpoint", "buy it"), ("of the stage", "all of buy")):
        ann.get_by_role("button", name="Add a note to buy").click()
        ann.get_by_label("Text", exact=True).fill(text)
        ann.get_by_label("Where").select_option(label=place)
        ann.get_by_role("button", name="Add", exact=True).click()
        ann.locator("dialog").wait_for(state="detached")
    expect(note(lead, "of the stage").locator(".ws-evidence")).to_contain_text("40 left")
    told = note(lead, "of a touchpoint").locator(".ws-evidence")
    expect(told).to_contain_text("measured at buy it: 40 last seen there")
    note(ann, "of a touchpoint").focus()
    ann.keyboard.press("Space")
    ann.keyboard.press("ArrowLeft")
    ann.keyboard.press("Space")
    shows(lead, "find", ["of a touchpoint"])
    note(ann, "of a touchpoint").get_by_role("button").click()
    expect(ann.locator("dialog")).to_contain_text(
        "Measured: 40 of 100 journeys (31 to 50) were last seen at buy it; mean feeling +0.1 on −1 to +1, n 50"
    )
    ann.get_by_role("button", name="Edit").click()
    ann.get_by_label("Text", exact=True).fill("of a touchpoint, moved")
    ann.get_by_role("button", name="Save", exact=True).click()
    shows(lead, "find", ["of a touchpoint, moved"])
    expect(told).to_contain_text("measured at buy it: 40 last seen there")


def test_headings_and_merging(room):
    lead, ann = room(), room("Ann")
    writing(lead)
    for text in ("one", "two"):
        add(ann, "buy", text)
    note(ann, "one").get_by_role("button").click()
    ann.get_by_role("button", name="Merge with…").click()
    ann.get_by_label("Into").select_option(label="buy: two")
    ann.get_by_role("button", name="Merge", exact=True).click()
    shows(lead, "buy", ["two", "one"])
    expect(column(lead, "buy").locator(".ws-note")).to_have_count(1)
    note(ann, "two").get_by_role("button").click()
    ann.get_by_role("button", name="Put under a heading…").click()
    ann.get_by_label("New heading").fill("Paying")
    ann.get_by_role("button", name="Begin a heading").click()
    expect(column(lead, "buy").locator(".ws-group h3")).to_have_text("Paying")
    expect(column(lead, "buy").locator(".ws-group .ws-note")).to_have_count(1)


def test_who_only_watches_sees_and_changes_nothing(room, addresses, chrome):
    lead = room()
    writing(lead)
    stage = room(place="stage")
    code = stage.locator(".ws-code")
    expect(code).to_have_text(re.compile(rf"Join at \S+/room: {room.code}|Join: {room.code}"))
    add(lead, "buy", "by who leads")
    shows(stage, "buy", ["by who leads"])
    assert not stage.get_by_role("button").count()


def test_the_clock_warns_and_locks_nothing(room):
    lead, ann = room(), room("Ann")
    writing(lead)
    lead.get_by_label("Clock").select_option("3")
    expect(ann.locator(".ws-clock")).to_have_text(re.compile(r"3:00|2:\d\d"))
    lead.get_by_label("Locked").check()
    expect(ann.locator(".ws-foot")).to_contain_text("The board is locked.")
    assert not ann.get_by_role("button", name="Add a note to buy").is_visible()


def test_the_board_is_on_the_workshop_screen(room, addresses, chrome):
    own, _ = addresses
    page = visitor(chrome).new_page()
    page.goto(f"{own}/workshop?dataset=log")
    settled(page)
    page.get_by_label("The question of the workshop").fill("Why do buyers leave?")
    page.get_by_role("button", name="Begin a workshop").click()
    expect(page.locator(".ws-head h1")).to_have_text("Why do buyers leave?")
    page.get_by_role("button", name="2 Notes").click()
    add(page, "awareness", "from the screen")
    shows(page, "awareness", ["from the screen"])
    page.get_by_label("Notes are shown").check()
    page.get_by_role("button", name="Notes to the map").click()
    expect(page.get_by_text("1 note is on the map.")).to_be_visible()
    page.get_by_role("link", name="Map").click()
    expect(page.get_by_text("from the workshop").first).to_be_visible()
    expect(page.get_by_text("from the screen").first).to_be_visible()
    page.context.close()


def test_the_next_load_says_whether_an_action_has_moved_its_figure(chrome, addresses, db):
    """In the next workshop too, of which the action is the first step."""
    own, _ = addresses
    page = visitor(chrome).new_page()
    page.goto(f"{own}/workshop?dataset=shop")
    settled(page)
    page.get_by_label("The question of the workshop").fill("Why do buyers leave?")
    page.get_by_role("button", name="Begin a workshop").click()
    page.get_by_role("button", name="5 Decide").click()
    page.get_by_role("button", name="+ action").click()
    page.get_by_label("What is done").fill("Ask once")
    page.get_by_label("Figure to move").select_option("share who had not gone on")
    page.get_by_label("Where").select_option(label="buy (now 50 %)")
    page.get_by_label("To, in %").fill("30")
    page.get_by_role("button", name="Save", exact=True).click()
    moves = "share who had not gone on at buy: from 50 % to 30 %"
    expect(page.locator(".ws-actions")).to_contain_text(moves)
    assert not page.get_by_text("What became of the actions").count()
    _load(db, NEXT)
    outcome = "−37.5 points (−49.6 to −23.5), moved for the better; the target of 30 % is reached."
    page.reload()
    expect(page.get_by_text(outcome)).to_be_visible()
    page.get_by_role("button", name="All workshops").click()
    page.get_by_label("The question of the workshop").fill("And now?")
    page.get_by_role("button", name="Begin a workshop").click()
    expect(page.locator(".ws-head h1")).to_have_text("And now?")
    expect(page.locator(".ws-decide h2")).to_contain_text("First: what became of what was decided")
    expect(page.locator(".ws-became")).to_contain_text(
        "−38 points (−50 to −24), moved for the better"
    )
    page.get_by_role("button", name="5 Decide").click()
    expect(page.locator(".ws-actions")).to_contain_text(moves)
    expect(page.get_by_text(outcome)).to_be_visible()
    page.context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1280, 1920])
def test_it_fits_and_can_be_read(room, chrome, addresses, width, scheme):
    lead = room(width=width, height=900, color_scheme=scheme)
    writing(lead)
    add(lead, "buy", "a note with a_word_that_is_so_long_that_it_has_to_break_somewhere_" * 3)
    assert lead.evaluate("document.documentElement.scrollWidth <= innerWidth")
    dark = lead.evaluate("getComputedStyle(document.body).backgroundColor")
    assert (dark == "rgb(18, 20, 28)") == (scheme == "dark")


def test_every_control_has_a_name(room):
    lead, ann = room(), room("Ann")
    writing(lead)
    lead.get_by_role("button", name="3 Vote").click()
    add(ann, "buy", "a note")
    for page in (lead, ann):
        unnamed = page.evaluate(
            """() => [...document.querySelectorAll('button, input, select, [tabindex="0"]')].filter(node => {
                const label = node.getAttribute('aria-label') || node.labels?.[0]?.innerText || node.innerText;
                return node.getClientRects().length && !label?.trim(); }).map(node => node.outerHTML)"""
        )
        assert unnamed == []
