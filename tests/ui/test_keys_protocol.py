"""Somebody with the view key who speaks the protocol themselves: no customer leaves, nothing changes, whatever is sent.

Every customer, journey id, comment and file of the data holds the word below, so that reading all frames for it reads for them.
"""

import json
import urllib.request
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from hashlib import sha256
from pathlib import Path
from uuid import uuid4

import pytest
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState

from journey.data import workspace
from journey.data.workspace import Deck, DeckEntry
from journey.exhibit.ref import Ref
from journey.model.access import ALLOWED, REFUSALS, Key
from journey.model.filters import Filters
from journey.server.lobby import LOG as DOOR_LOG
from journey.ui.menu import MENU
from journey.use.error_log import LOG
from tests.logs import build, event
from tests.protocol_client import Visitor, visitor
from tests.server.guests import cookie, shared

pytestmark = pytest.mark.browser

SECRET = "Zacharias"
CUSTOMERS = [f"{SECRET}-{number:03}" for number in range(60)]
WIDTH = 1420
PATIENCE_WITH_FORGED = 3  # seconds
TOGETHER = 8  # triggers that are sent at once to a page that has none of them
LINKS = (  # of each page; what they hold beside the sample's own is to be copied from an editor
    ("app.py", "cell=dropped_off/awareness"),
    ("app.py", "cell=commented/awareness"),
    ("app.py", "cell=valence/awareness/Ad"),
    ("app.py", f"where.guest={CUSTOMERS[0]}%20himself&compare=guest"),
    ("app.py", f"where.cohort=reached/purchase&customer={CUSTOMERS[0]}"),
    ("pages/paths.py", "part=graph&open=later/Ad"),
    ("pages/paths.py", "part=flow"),
    ("pages/paths.py", "part=variants&open=is/Ad"),
    ("pages/paths.py", "part=conversion&source=Ad&target=Shop"),
    ("pages/paths.py", "part=expected"),
    ("pages/drop_off.py", "stage=awareness"),
    ("pages/drop_off.py", "stage=awareness&attribute=guest"),
    ("pages/drop_off.py", "stage=awareness&rule=ordered"),
    ("pages/friction.py", "open=lost/awareness/Ad"),
    ("pages/friction.py", "part=what_if&attribute=guest"),
    ("pages/workshop.py", ""),
    ("pages/customer.py", ""),
    ("pages/customer.py", f"customer={CUSTOMERS[0]}"),
    ("pages/present.py", ""),
    ("pages/present.py", "deck=Board"),
    ("pages/data.py", ""),
)


def rows() -> list[dict]:
    """Half of the customers leave after the first step; all of them say who they are."""
    return [
        event(
            customer,
            f"2025-0{1 + number % 6}-0{day}",
            name,
            stage=stage,
            nps=number % 11,
            emotion="joy" if number % 3 else "anger",
            comment=f"write to {customer}@example.com at once",
            segment="AB"[number % 2],
            guest=f"{customer} himself",
        )
        for number, customer in enumerate(CUSTOMERS)
        for day, (name, stage) in enumerate((("Ad", "awareness"), ("Shop", "purchase")), 1)
        if day == 1 or number % 2
    ]


@pytest.fixture(scope="module")
def db(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("keys")
    build(folder, rows())
    db = folder / "db"
    workspace.add_note(db, "log", "reached/purchase", "ask sales")
    lost = Ref.of("customer.timeline", Filters(), customer=CUSTOMERS[0])
    told = Ref.of("drop_off.exits", Filters())
    entries = tuple(DeckEntry(ref.as_dict()) for ref in (told, lost))
    workspace.save_deck(db, "log", Deck("Board", entries))
    workspace.save_template(db, "house", b"no template")
    return db


@pytest.fixture(scope="module")
def address(db) -> Iterator[str]:
    with shared(db) as (_, address):
        yield address


@contextmanager
def session(address: str, key: Key, reopens: str = "") -> Iterator[Visitor]:
    """A session with the key; `reopens` names an earlier one."""
    with (seen := visitor(address, cookie(address, key), reopens)).socket:
        yield seen


def look(seen: Visitor, page: str, query: str) -> None:
    """The page of the link as a browser shows it, all that can be opened open, and what is in there as well."""
    seen.components.clear()
    seen.values.clear()
    seen.query, seen.page = f"dataset=log&{query}", seen.pages[page]
    seen.run()
    _answer(seen)
    seen.run()
    while _answer(seen):
        seen.run()


def _answer(seen: Visitor) -> bool:
    """Say how wide the drawings are, and open what is closed; returns whether any of it has come since."""
    before = len(seen.values)
    for component in seen.components.values():
        seen.values[component] = WidgetState(id=component, json_value=json.dumps({"width": WIDTH}))
    for widget in seen.openable:
        seen.values[widget] = WidgetState(id=widget, bool_value=True)
    return len(seen.values) > before


@pytest.fixture(scope="module")
def edited_and_home(address) -> tuple[Visitor, set[str]]:
    """What an editor's browser was sent on every page, and the names of what it was sent of the home."""
    home: set[str] = set()
    with session(address, Key.EDIT) as seen:
        seen.run()
        for page, query in sorted(LINKS, key=lambda link: link[0] != "app.py"):
            if page != "app.py" and not home:
                home = seen.buttons | seen.seen_components
            look(seen, page, query)
    return seen, home


@pytest.fixture(scope="module")
def edited(edited_and_home) -> Visitor:
    """What an editor's browser was sent on every page: the names of all that can be clicked, typed, uploaded, downloaded."""
    return edited_and_home[0]


def disk(db: Path) -> dict[str, str]:
    """Every file with what it holds; SQLite's and locks' files beside them come and go with those who only read."""
    return {
        str(path.relative_to(db)): sha256(path.read_bytes()).hexdigest()
        for path in sorted(db.rglob("*"))
        if path.is_file() and not path.name.endswith((".lock", "-shm", "-wal", DOOR_LOG))
    }


def told(seen: Visitor) -> list[bytes]:
    """The frames in which a customer stands."""
    return [frame for frame in seen.frames if SECRET.encode() in frame]


def test_an_editor_is_told_of_customers(edited):
    """Else the others would look for what no session has."""
    assert len(told(edited)) > 5 and edited.buttons and edited.downloads and edited.uploaders


@pytest.mark.parametrize("key", [Key.VIEW, Key.FACILITATE], ids=str)
def test_no_page_and_no_link_tells_of_a_customer(address, db, edited, key):
    before = disk(db)
    with session(address, key) as seen:
        seen.pages.update(edited.pages)
        for page, query in LINKS:
            look(seen, page, query.replace(SECRET, "nobody"))
            assert not told(seen), f"{page}?{query}"
            asks = next(entry.asks for entry in MENU if entry.file == page)
            is_closed = asks not in ALLOWED[key]
            assert (REFUSALS[asks] in seen.texts) == is_closed, page
            assert len(seen.texts) > 1 - is_closed, page
    assert not seen.errors and disk(db) == before and not (db / LOG).exists()


def forged(edited: Visitor) -> Iterator[WidgetState]:
    """A click on every button, a value of every widget, and every trigger of every drawing that the editor was shown."""
    for button in edited.buttons:
        yield WidgetState(id=button, trigger_value=True)
    for box in edited.boxes:
        yield WidgetState(id=box, string_value=CUSTOMERS[0])
    for component in edited.seen_components:
        for cell in ("reached/purchase", "later/Ad", "no cell"):
            events = [
                {"event": trigger, "value": value}
                for trigger, value in (
                    ("note", {"cell": cell, "text": "forged"}),
                    ("see", cell),
                    ("filter", cell),
                    ("open", cell),
                    ("what_if", cell),
                    ("end", "Ad"),
                    ("part", [0, "dropped_off"]),
                    ("row", 0),
                )
            ]
            id = f"$$STREAMLIT_INTERNAL_KEY_{component}__events"
            yield WidgetState(id=id, json_trigger_value=json.dumps(events))


def some_at_once(triggers: list[WidgetState], home: set[str]) -> Iterator[list[WidgetState]]:
    """Each of the home alone, and of the others, which the home does not have, some together: one value a name."""
    rounds: dict[int, list[WidgetState]] = {}
    times: Counter[str] = Counter()
    for state in triggers:
        if any(name in state.id for name in home):
            yield [state]
        else:
            rounds.setdefault(times[state.id], []).append(state)
            times[state.id] += 1
    for states in rounds.values():
        yield from (states[at : at + TOGETHER] for at in range(0, len(states), TOGETHER))


def test_what_was_copied_from_an_editor_changes_and_tells_nothing(address, db, edited_and_home):
    """All on every page, and on the home each of its triggers alone; a page may end in a sentence, but in no error."""
    edited, home = edited_and_home
    before, widgets = disk(db), list(forged(edited))
    typed = {state.id: state for state in widgets if state.string_value}
    triggers = [state for state in widgets if state.id not in typed]
    width = json.dumps({"width": WIDTH})
    drawings = {id: WidgetState(id=id, json_value=width) for id in edited.seen_components}
    assert len(widgets) > 40
    with session(address, Key.VIEW) as seen:
        seen.pages.update(edited.pages)
        for page in edited.pages:
            seen.components.clear()
            seen.values.clear()
            seen.query, seen.page = "dataset=log", seen.pages[page]
            seen.run()
            seen.values = drawings | {state.id: state for state in widgets}
            seen.run()
        for some in some_at_once(triggers, home):
            seen.values = {**drawings, **typed, **{state.id: state for state in some}}
            seen.page, seen.query = "", "dataset=log"
            seen.run()
    assert not any(b"@example.com" in frame for frame in seen.frames)
    assert not [frame for frame in told(seen) if CUSTOMERS[1].encode() in frame]
    assert not seen.errors and disk(db) == before and not (db / LOG).exists()


def test_an_editors_session_that_is_taken_up_with_the_view_key_is_one_of_the_view_key(
    address, db, edited
):
    """Streamlit gives a session to whoever names it: its callbacks, fragments and state are still there."""
    with session(address, Key.EDIT) as first:
        first.pages.update(edited.pages)
        look(first, "pages/drop_off.py", "stage=awareness")
        look(first, "app.py", "cell=dropped_off/awareness")
        assert told(first)
        name, map_id = first.session_id, first.components["journey_map"]
        fragments = sorted(first.fragments)
    before = disk(db)
    with session(address, Key.VIEW, reopens=name) as taken:
        taken.pages.update(edited.pages)
        taken.waits = PATIENCE_WITH_FORGED
        for fragment in fragments:
            taken.query, taken.page = first.query, first.page
            for state in forged(edited):
                if state.id.startswith(f"$$STREAMLIT_INTERNAL_KEY_{map_id}") or state.trigger_value:
                    taken.values[state.id] = state
            with suppress(TimeoutError):  # one of a screen that is not open any more
                taken.run(fragment)
        assert taken.session_id == name
    assert not told(taken) and disk(db) == before and not (db / LOG).exists()


def test_a_download_is_made_for_its_own_session_alone(address, edited):
    """The ids of an editor's downloads, the list of customers among them; the editor gets it, the viewer does not."""
    with session(address, Key.EDIT) as editor, session(address, Key.VIEW) as viewer:
        for seen in (editor, viewer):
            seen.pages.update(edited.pages)
            look(seen, "pages/drop_off.py", "stage=awareness")
        made = {file: _made(editor, file) for file in editor.downloads}
        alive = [file for file, url in made.items() if url]  # those of earlier runs are gone
        refused = [_made(viewer, file) for file in alive]
        own = [url for file in viewer.downloads if (url := _made(viewer, file))]
    assert len(alive) > 1 and len(own) > 1 and not any(refused)
    files = [_read(address, made[file]) for file in alive]
    assert any(SECRET.encode() in file for file in files), "no list of customers was among them"
    assert not any(SECRET.encode() in _read(address, url) for url in own)


def _made(seen: Visitor, file: str) -> str:
    """The address of what the download makes; '' where it is refused."""
    asked = BackMsg()
    asked.backend_operation_request.request_id = uuid4().hex
    asked.backend_operation_request.session_id = seen.session_id
    asked.backend_operation_request.deferred_file.file_id = file
    return seen.answered(asked).deferred_file.url


def _read(address: str, url: str) -> bytes:
    held = {"Cookie": cookie(address, Key.EDIT)}
    with urllib.request.urlopen(urllib.request.Request(f"{address}{url}", headers=held)) as answer:
        return answer.read()


def test_an_upload_of_a_viewer_reaches_no_uploader(address, db, edited):
    """The template's, whose value is a file that the viewer has sent."""
    before = disk(db)
    with session(address, Key.VIEW) as seen:
        seen.pages.update(edited.pages)
        look(seen, "pages/present.py", "")
        for uploader in edited.uploaders:
            file = uuid4().hex
            url = f"{address}/_stcore/upload_file/{seen.session_id}/{file}"
            state = WidgetState(id=uploader)
            info = state.file_uploader_state_value.uploaded_file_info.add()
            info.file_id, info.name, info.size = file, "forged.pptx", 4
            info.file_urls.file_id, info.file_urls.upload_url = file, url
            seen.values[uploader] = state
        seen.run()
    assert not seen.errors and disk(db) == before
