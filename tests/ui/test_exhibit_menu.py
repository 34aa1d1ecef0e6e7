"""The menu of an exhibit: drawn ahead, its files in shared mode and made on the click, its deck, its link."""

import csv
import io

import openpyxl
import pytest

from journey.data import workspace
from journey.data.ask import ask
from journey.data.generation import open_generation
from journey.data.store import current_generation
from journey.exhibit.exhibit import Exhibit
from journey.exhibit.ref import Ref, from_dict
from journey.model.filters import Filters
from journey.model.small_numbers import SHARED
from journey.ui import data, exhibit_menu, shared_exhibits
from tests.logs import build, event
from tests.ui.test_pages import open_page, words

PAGE = "pages/drop_off.py"
EXITS = Ref.of("drop_off.exits", Filters(), stage="purchase")
HOSTILE = "![x](http://evil.example/i.png) :red[a]"


def rows() -> list[dict]:
    """12 left purchase at Basket, 3 at Pay; one event a month later shows that all of them are gone."""
    last = {"stage": "purchase", "device": "phone"}
    left = [event(f"b{number}", "2025-01-01", "Basket", **last) for number in range(12)]
    left += [event(f"p{number}", "2025-01-01", "Pay", **last) for number in range(3)]
    late = [event(f"l{number}", "2025-06-01", "Ad", stage="awareness") for number in range(9)]
    return left + late


@pytest.fixture
def db(once):
    """A data folder of these rows for the test alone, in which decks can be kept."""
    return once("exits", lambda folder: build(folder, rows())) / "db"


def downloads(app) -> list[str]:
    """The files that the open menu offers; the table of touchpoints has one of its own."""
    labels = [each.label for each in app.get("download_button")]
    return [label for label in labels if label != "Download all as CSV"]


def decks_of_the_menus(app, id: str = "") -> list:
    """Where the decks are chosen, in the menu of this exhibit or in all."""
    return [each for each in app.selectbox if each.key.startswith(f"exhibit_menu {id}")]


def add(app) -> None:
    """Add the exit touchpoints to the deck."""
    app.button(key="exhibit_menu drop_off.exits add").click().run()


def version(db) -> str:
    return str(current_generation(db, "log"))


def seen(app, id: str):
    """The page with the menu of this exhibit, made by its defaults, open before a reader."""
    ref = Ref.of(id, app.session_state["filters"])
    app.session_state[exhibit_menu.SEEN] = {
        exhibit_menu.key_of(id): (app.session_state[data.VERSION], ref)
    }
    return app.run()


def test_each_exhibit_has_a_menu_by_its_name(monkeypatch, sample_db):
    app = open_page(monkeypatch, sample_db, PAGE)
    labels = [each.proto.popover.label for each in app.get("popover")]
    for name in ("Funnel", "Exit touchpoints", "Contrasts"):
        assert f"Menu of {name}" in labels


def test_a_menu_is_drawn_ahead_asking_and_making_nothing(monkeypatch, sample_db):
    """Six exhibits on the screen; what shared mode says of one is asked once its menu is opened."""

    def made(*asked):
        raise AssertionError("asked before the click")

    monkeypatch.setattr(exhibit_menu, "file", made)
    monkeypatch.setattr(exhibit_menu, "shared", made)
    app = open_page(monkeypatch, sample_db, PAGE)
    assert downloads(app) == ["PNG", "SVG", "CSV", "XLSX"] * 6
    assert "counts of 1 to 4 customers are hidden" in words(app)
    assert not app.exception
    assert seen(app, "drop_off.exits").exception


def test_its_link_opens_the_exhibit_as_it_is(monkeypatch, sample_db):
    app = open_page(monkeypatch, sample_db, PAGE, where__device="mobile", stage="purchase")
    assert "dataset=sample&where.device=mobile&stage=purchase" in words(app)


def test_what_shared_mode_refuses_says_so_instead(monkeypatch, sample_db):
    app = seen(open_page(monkeypatch, sample_db, PAGE), "drop_off.going_on")
    assert downloads(app) == ["PNG", "SVG", "CSV", "XLSX"] * 5
    assert "Going on is not in files. Not told in shared mode: each step of a curve" in words(app)
    assert [each.label for each in app.button].count("Add to deck") == 5
    closed = open_page(monkeypatch, sample_db, PAGE, where__device="mobile")
    closed.session_state[exhibit_menu.SEEN] = app.session_state[exhibit_menu.SEEN]
    assert "is not in files" not in words(closed.run()), "asked of other filters than were seen"


def test_the_files_hold_what_shared_mode_tells(monkeypatch, db):
    """Three who left at Pay are no number in a file; the screen's own exhibit says them."""
    generation = open_generation(current_generation(db, "log"))
    [told] = [row for row in ask(generation, "exits", Filters()).rows if row["touchpoint"] == "Pay"]
    assert told["journeys"] == 3
    exact = ask(generation, "exits", Filters(), mode=SHARED).rows
    assert 3 not in [row["journeys"] for row in exact]
    ref = Ref.of("drop_off.exits", Filters())
    text = shared_exhibits.file(version(db), ref, "Ours", ".csv", "").decode("utf-8-sig")
    table = list(csv.reader(io.StringIO(text)))
    numbers = [field for line in table[1:] for field in line]
    assert {"15"} == {number for number in numbers if number.replace(".", "").isdigit()}
    sheet = shared_exhibits.file(version(db), ref, "Ours", ".xlsx", "")
    values = [
        cell.value
        for each in openpyxl.load_workbook(io.BytesIO(sheet)).worksheets
        for line in each.iter_rows()
        for cell in line
    ]
    assert 15 in values and 3 not in values and "Pay" not in values
    svg = shared_exhibits.file(version(db), ref, "Ours", ".svg", "").decode()
    assert "Ours" in svg and ">15" in svg and "Pay" not in svg
    assert shared_exhibits.file(version(db), ref, "Ours", ".png", "").startswith(b"\x89PNG")
    assert shared_exhibits.name_of_file(version(db), ref, ".png").startswith(
        "log-exit-touchpoints-"
    )


def test_the_map_leaves_as_html_too(monkeypatch, db):
    app = open_page(monkeypatch, db, hide="quotes")
    assert downloads(app) == ["PNG", "SVG", "CSV", "XLSX", "HTML with the evidence"]
    ref = Ref.of("map", Filters(), hide="emotion")
    html = shared_exhibits.file(version(db), ref, "Ours", ".html", "").decode()
    whole = shared_exhibits.file(
        version(db), Ref.of("map", Filters()), "Ours", ".html", ""
    ).decode()
    assert html.startswith("<!doctype html>") or html.startswith("<!DOCTYPE html>")
    assert "Ours" in html and len(html) < len(whole)


def test_against_expected_is_drawn_from_the_menu(monkeypatch, sample_db):
    app = open_page(monkeypatch, sample_db)
    app.toggle[0].set_value(True).run()
    assert app.session_state["map_view"].against_expected
    assert app.query_params["expected"] in ("1", ["1"])


def test_an_exhibit_is_added_with_its_filters_and_choices(monkeypatch, db):
    app = open_page(monkeypatch, db, PAGE, where__device="phone", stage="purchase")
    [box] = decks_of_the_menus(app, "drop_off.exits")
    assert box.options == ["Review"]
    add(app)
    assert "Added to 'Review', which has 1 exhibit now." in words(app)
    [deck] = workspace.decks(db, "log")
    [entry] = deck.entries
    ref = from_dict(entry.ref)
    assert (deck.name, entry.title, entry.notes) == ("Review", "", "")
    assert ref.id == "drop_off.exits" and ref.option("stage") == "purchase"
    assert ref.filters == Filters.of(where={"device": ["phone"]})


def test_a_new_name_begins_a_deck_which_stays_the_current_one(monkeypatch, db):
    app = open_page(monkeypatch, db, PAGE)
    [box] = decks_of_the_menus(app, "drop_off.exits")
    box.options.append(HOSTILE)  # as a browser does with what is typed
    box.set_value(HOSTILE)
    add(app)
    assert [deck.name for deck in workspace.decks(db, "log")] == [HOSTILE]
    [said] = [each.value for each in app.caption if "Added to" in each.value]
    assert "![x](" not in said and HOSTILE in said.replace("\\", "").replace("\u2060", "")
    others = decks_of_the_menus(app)
    assert len(others) == 4 and {box.value for box in others} == {HOSTILE}, "in every menu at once"


def test_a_workspace_that_cannot_be_written_is_said(monkeypatch, db):
    def locked(*asked):
        raise workspace.WorkspaceError("The notes are in use by another program.")

    app = open_page(monkeypatch, db, PAGE)
    monkeypatch.setattr(workspace, "add_to_deck", locked)
    add(app)
    assert "Not saved. The notes are in use by another program." in [
        each.value.replace("\\", "") for each in app.warning
    ]
    assert workspace.decks(db, "log") == []
    app.session_state[data.WORKSPACE_PROBLEM] = "Not saved. A note."
    assert not app.run().warning, "what the screen has to say is no menu's"
    assert app.session_state[data.WORKSPACE_PROBLEM] == "Not saved. A note."


def test_what_is_kept_of_shared_exhibits_is_forgotten_with_the_answers(db):
    """An erasure clears what the server knows of the data."""
    ref = Ref.of("drop_off.exits", Filters())
    first = shared_exhibits.shared(version(db), ref)
    assert isinstance(first, Exhibit) and shared_exhibits.shared(version(db), ref) is first
    data.forget()
    assert shared_exhibits.shared(version(db), ref) is not first


@pytest.mark.parametrize(
    ("kept", "taken"), [(("House",), "House"), (("House", "Other"), ""), ((), "")]
)
def test_a_new_deck_begins_in_the_only_template_there_is(monkeypatch, db, kept, taken):
    for name in kept:
        workspace.save_template(db, name, b"a pptx")
    app = open_page(monkeypatch, db, PAGE)
    add(app)
    [deck] = workspace.decks(db, "log")
    assert deck.template == taken
