"""The Present screen: which exhibits a deck holds, what becomes of them in shared mode, and the files that are made of it."""

import io
import json
import time
from dataclasses import replace
from threading import Event

import openpyxl
import pytest
from pptx import Presentation

from journey.data import workspace
from journey.data.ask import ask
from journey.data.generation import open_generation
from journey.data.store import current_generation
from journey.data.workspace import Deck, DeckEntry
from journey.exhibit.exhibit import Exhibit, Nothing
from journey.exhibit.ref import Ref, from_dict
from journey.exhibit.source import asking
from journey.export import files as forms
from journey.export.collection import Entry, known
from journey.export.kept import as_entry
from journey.model.errors import UserError
from journey.model.filters import Filters
from journey.model.small_numbers import SHARED
from journey.ui.present import files
from tests import patience
from tests.logs import build
from tests.ui.test_exhibit_menu import rows
from tests.ui.test_filter_bar import button, opened
from tests.ui.test_pages import open_page, words

PAGE = "pages/present.py"
NONE, PHONE = Filters(), Filters.of(where={"device": ["phone"]})
HOSTILE = "![x](http://evil.example/i.png) :red[a]"


def entry(id: str, filters: Filters = NONE, title: str = "", **options: str) -> DeckEntry:
    return as_entry(Entry(Ref.of(id, filters, **options), title))


EXITS, FUNNEL, GOING_ON = (
    entry("drop_off.exits"),
    entry("drop_off.funnel"),
    entry("drop_off.going_on"),
)


@pytest.fixture
def db(once):
    """A data folder for the test alone, in which decks can be kept."""
    return once("exits", lambda folder: build(folder, rows())) / "db"


def kept(db, *entries: DeckEntry, name: str = "Board", **more) -> Deck:
    deck = Deck(name, entries, **more)
    workspace.save_deck(db, "log", deck)
    return deck


def deck(db, name: str = "Board") -> Deck:
    return next(each for each in workspace.decks(db, "log") if each.name == name)


def ids(db) -> list[str]:
    return [from_dict(each.ref).id for each in deck(db).entries]


def title(app) -> str:
    return app.title[0].value.replace("\\", "")


def made(app):
    """The page once the file under way is made."""
    ends = time.monotonic() + patience.SECONDS
    while files.JOB in app.session_state and time.monotonic() < ends:
        time.sleep(0.05)
        app.run()
    return app


def test_the_ready_made_deck_comes_first_under_the_filters_in_force(monkeypatch, sample_db, sample):
    app = open_page(monkeypatch, sample_db, PAGE, where__device="mobile")
    assert app.selectbox(key=box(app, "Deck")).value == ""
    shown = words(app)
    assert title(app).startswith("Ready-made deck: ")
    [total] = ask(sample, "summary", Filters.of(where={"device": ["mobile"]}), mode=SHARED).rows
    assert f"{total['customers']:,} customers, {total['journeys']:,} journeys" in shown
    assert "1 · Key figures" in shown and "2 · Journey map" in shown
    assert not moves(app, "Up")


def moves(app, label: str) -> list:
    """The buttons of this label, one an exhibit."""
    return [each for each in app.button if each.label.startswith(f"{label} *")]


def test_buttons_are_called_by_their_exhibit_and_keep_the_keyboard(monkeypatch, db):
    kept(db, EXITS, FUNNEL, GOING_ON)
    app = open_page(monkeypatch, db, PAGE, deck="Board")
    assert [each.label.replace("\\", "") for each in moves(app, "Remove")] == [
        "Remove *1, Exit touchpoints*",
        "Remove *2, Funnel*",
        "Remove *3, Going on*",
    ]
    moves(app, "Down")[1].click().run()
    assert focused(app) == ["move Down 2", "move Up 2"]
    app.run()
    assert focused(app) == []


def focused(app) -> list[str]:
    """The buttons of which the first that can be pressed gets the focus."""
    drawn = [json.loads(each.proto.json) for each in app.get("bidi_component") if each.proto.json]
    return next((each["keys"] for each in drawn if "keys" in each), [])


def box(app, label: str) -> str:
    return next(each.key for each in app.selectbox if each.label == label)


def test_nothing_left_names_the_filter_to_take_away(monkeypatch, sample_db):
    late = {"from": "2031-01-01"}
    app = open_page(monkeypatch, sample_db, PAGE, where__device="mobile", **late)
    assert title(app) == "No journey matches these filters"
    button(app, "Take this filter away").click().run()
    assert title(app).startswith("Ready-made deck")


def test_an_empty_deck_says_how_to_add(monkeypatch, db):
    kept(db)
    app = open_page(monkeypatch, db, PAGE, deck="Board")
    assert title(app) == "Board: no exhibit yet"
    assert "choose Add to deck" in words(app)
    assert "Deck (.pptx)" not in [each.label for each in app.button]


def test_what_the_ready_made_deck_has_is_added_under_the_present_filters(monkeypatch, db):
    """What the deck holds under them already is not offered again."""
    kept(db, entry("drop_off.funnel", PHONE))
    app = open_page(monkeypatch, db, PAGE, deck="Board", where__device="phone")
    ready = ["Key figures", "Journey map", "Exit touchpoints", "Contrasts"]
    offered = adding(app)
    assert offered.options[:4] == ready and offered.value is None
    offered.set_value(2).run()
    assert ids(db) == ["drop_off.funnel", "drop_off.exits"]
    assert from_dict(deck(db).entries[1].ref).filters == PHONE
    assert title(app) == "Board: 2 exhibits"
    assert adding(app).options[:3] == ["Key figures", "Journey map", "Contrasts"]


def test_where_nothing_matches_a_kept_deck_is_shown_all_the_same(monkeypatch, db):
    kept(db, FUNNEL)
    app = open_page(monkeypatch, db, PAGE, deck="Board", **{"from": "2031-01-01"})
    assert not app.exception and title(app) == "Board: 1 exhibit"


def adding(app):
    """Where an exhibit is chosen to be added."""
    return next(each for each in app.selectbox if each.label == "Add an exhibit")


def test_each_exhibit_says_its_finding_its_filters_or_why_it_is_left_out(monkeypatch, db):
    kept(db, EXITS, GOING_ON, entry("drop_off.funnel", PHONE, HOSTILE), entry("gone.chart"))
    app = open_page(monkeypatch, db, PAGE, deck="Board")
    shown = words(app)
    assert "1 · Exit touchpoints · Filters: none." in shown
    generation = open_generation(current_generation(db, "log"))
    found = known(Ref.of("drop_off.exits", NONE), asking(generation, NONE))
    assert isinstance(found, Exhibit) and f"**{found.title}**" in shown
    assert "2 · Going on · Filters: none." in shown
    assert "Left out of files: Not told in shared mode: each step of a curve" in shown
    assert "3 · Funnel · Filters: device: phone." in shown
    assert "Left out of files: This program has no such exhibit." in shown
    assert "2 of 4 go into the file; Going on, gone.chart are left out." in shown
    [titled] = [each.value for each in app.markdown if "evil" in each.value]
    assert "![x](" not in titled


def test_exhibits_move_and_go(monkeypatch, db):
    kept(db, EXITS, FUNNEL, GOING_ON)
    app = open_page(monkeypatch, db, PAGE, deck="Board")

    def press(label: str, index: int) -> None:
        moves(app, label)[index].click().run()

    press("Down", 0)
    assert ids(db) == ["drop_off.funnel", "drop_off.exits", "drop_off.going_on"]
    press("Up", 2)
    assert ids(db) == ["drop_off.funnel", "drop_off.going_on", "drop_off.exits"]
    press("Remove", 1)
    assert ids(db) == ["drop_off.funnel", "drop_off.exits"]
    assert title(app) == "Board: 2 exhibits"
    ups = [each.disabled for each in moves(app, "Up")]
    downs = [each.disabled for each in moves(app, "Down")]
    assert (ups, downs) == ([True, False], [False, True])


def test_title_and_notes_are_kept_and_follow_their_exhibit(monkeypatch, db):
    kept(db, EXITS, FUNNEL)
    app = open_page(monkeypatch, db, PAGE, deck="Board")
    [each for each in app.text_input if each.label == "Title"][1].set_value(" Ours ").run()
    [each for each in app.text_area if each.label == "Notes"][1].set_value("Say it").run()
    assert deck(db).entries == (EXITS, replace(FUNNEL, title="Ours", notes="Say it"))
    moves(app, "Up")[1].click().run()
    assert [each.value for each in app.text_input if each.label == "Title"] == ["Ours", ""]
    assert [each.value for each in app.text_area] == ["Say it", ""]


def test_a_deck_that_another_window_changed_is_not_overwritten(monkeypatch, db):
    kept(db, EXITS, FUNNEL)
    app = open_page(monkeypatch, db, PAGE, deck="Board")
    kept(db, FUNNEL)
    moves(app, "Remove")[0].click().run()
    assert ids(db) == ["drop_off.funnel"]
    assert "changed in another window" in app.warning[0].value.replace("\\", "")


def test_exhibits_keep_their_filters_until_the_present_ones_are_put(monkeypatch, db):
    kept(db, entry("drop_off.exits", PHONE, stage="purchase"), FUNNEL)
    app = open_page(monkeypatch, db, PAGE, deck="Board")
    assert [from_dict(each.ref).filters for each in deck(db).entries] == [PHONE, Filters()]
    button(app, "Use the present filters for all").click().run()
    refs = [from_dict(each.ref) for each in deck(db).entries]
    assert [ref.filters for ref in refs] == [Filters(), Filters()]
    assert refs[0].option("stage") == "purchase"
    assert "Use the present filters for all" not in [each.label for each in app.button]


def test_a_deck_is_copied_renamed_and_deleted(monkeypatch, db):
    kept(db, EXITS)
    kept(db, FUNNEL, name="Other")
    app = opened(open_page(monkeypatch, db, PAGE, deck="Board"), "manage deck")
    button(app, "Copy").click().run()
    assert title(app) == "Board copy: 1 exhibit"
    opened(app, "manage deck")
    name = next(each for each in app.text_input if each.label == "Name")
    name.set_value("Other")
    opened(app, "manage deck")
    assert "There is a deck 'Other' already" in app.warning[0].value.replace("\\", "")
    next(each for each in app.text_input if each.label == "Name").set_value("Mine")
    opened(app, "manage deck")
    assert title(app) == "Mine: 1 exhibit"
    opened(app, "manage deck")
    button(app, "Delete").click().run()
    assert [each.name for each in workspace.decks(db, "log")] == ["Board", "Other"]
    assert title(app).startswith("Ready-made deck")


def test_the_ready_made_deck_is_copied_to_be_edited(monkeypatch, db):
    app = open_page(monkeypatch, db, PAGE)
    count = title(app).removeprefix("Ready-made deck: ")
    button(app, "Copy to edit").click().run()
    assert title(app) == f"Review: {count}"
    button_again = open_page(monkeypatch, db, PAGE)
    button(button_again, "Copy to edit").click().run()
    assert [each.name for each in workspace.decks(db, "log")] == ["Review", "Review 2"]


def test_a_workbook_is_made_of_the_deck_and_noted(monkeypatch, db):
    kept(db, replace(FUNNEL, title="Who goes on"), GOING_ON)
    app = open_page(monkeypatch, db, PAGE, deck="Board")
    button(app, "Workbook (.xlsx)").click().run()
    made(app)
    file = app.session_state[f"{files.JOB} result"]
    assert file.name.startswith("log-board-") and file.name.endswith(".xlsx")
    assert "is ready (0.1 MB). Left out: Going on." in words(app)
    sheets = openpyxl.load_workbook(io.BytesIO(file.content)).worksheets
    values = [cell.value for sheet in sheets for line in sheet.iter_rows() for cell in line]
    assert "Who goes on" in [str(value) for value in values]
    assert deck(db).made_version == 1
    app.run()
    assert "Last made from version 1 of the data, which is still the newest." in words(app)


def test_a_deck_takes_its_template_and_a_gone_one_is_no_error(monkeypatch, db):
    given = []

    def make(collection, template):
        given.append(template)
        return b"made"

    form = replace(forms.COLLECTION_FORMS[0], make=make)
    monkeypatch.setattr(files, "COLLECTION_FORMS", (form,))
    kept(db, FUNNEL, template="House")
    app = open_page(monkeypatch, db, PAGE, deck="Board")
    button(app, "Deck (.pptx)").click().run()
    made(app)
    workspace.save_template(db, "House", b"a pptx")
    button(app, "Deck (.pptx)").click().run()
    made(app)
    assert given == [None, b"a pptx"]


def test_a_file_that_cannot_be_made_says_why(monkeypatch, db):
    def refused(collection, template):
        raise UserError("PDF needs typst: pip install typst.")

    kept(db, FUNNEL)
    make = forms.COLLECTION_FORMS[2]
    monkeypatch.setattr(files, "COLLECTION_FORMS", (replace(make, make=refused),))
    app = open_page(monkeypatch, db, PAGE, deck="Board")
    button(app, "PDF").click().run()
    made(app)
    assert "PDF needs typst" in app.error[0].value.replace("\\", "")
    assert f"{files.JOB} result" not in app.session_state and deck(db).made_version == 0


def test_a_file_that_is_stopped_is_none_and_no_error(monkeypatch, db):
    """Its first exhibit waits until the button is pressed; the second is never begun."""
    began, stopped, asked = Event(), Event(), []

    def shared(version, ref):
        asked.append(ref.id)
        began.set()
        stopped.wait(patience.SECONDS)
        return Nothing(ref, "", "")

    monkeypatch.setattr(files, "shared", shared)
    kept(db, FUNNEL, EXITS)
    app = open_page(monkeypatch, db, PAGE, deck="Board")
    button(app, "Workbook (.xlsx)").click().run()
    assert began.wait(patience.SECONDS)
    button(app, "Stop").click().run()
    stopped.set()
    made(app)
    assert asked == ["drop_off.funnel"]
    assert app.info[0].value == "Stopped: no file was made." and not app.error
    assert deck(db).made_version == 0


def test_a_template_is_uploaded_chosen_and_deleted(monkeypatch, db):
    content = io.BytesIO()
    Presentation().save(content)
    kept(db, FUNNEL)
    app = opened(open_page(monkeypatch, db, PAGE, deck="Board"), "template_popover")
    assert "its sample slides are left out" in words(app)
    app.get("file_uploader")[0].set_value(("Our house.pptx", b"no presentation", "application/x"))
    opened(app, "template_popover")
    assert "cannot be opened as a presentation" in app.error[0].value.replace("\\", "")
    assert not app.warning
    assert workspace.template_names(db) == []
    app.get("file_uploader")[0].set_value(("Our house.pptx", content.getvalue(), "application/x"))
    opened(app, "template_popover")
    assert workspace.template_names(db) == ["Our house"]
    assert deck(db).template == "Our house"
    opened(app, "template_popover")
    button(app, "Delete this template").click().run()
    assert workspace.template_names(db) == [] and deck(db).template == ""


def test_a_file_is_made_of_the_deck_as_it_is_kept_when_the_button_is_pressed(monkeypatch, db):
    given = []
    form = replace(
        forms.COLLECTION_FORMS[3], make=lambda collection, template: given.append(collection) or b""
    )
    monkeypatch.setattr(files, "COLLECTION_FORMS", (form,))
    kept(db, FUNNEL)
    app = open_page(monkeypatch, db, PAGE, deck="Board")
    kept(db, replace(FUNNEL, title="Written since"))
    button(app, "Workbook (.xlsx)").click().run()
    made(app)
    assert [page.title for page in given[0].pages] == ["Written since"]
    workspace.delete_deck(db, "log", "Board")
    button(app, "Workbook (.xlsx)").click().run()
    assert "There is no deck 'Board'" in app.error[0].value.replace("\\", "")
