"""No screen shows the names that the views give their columns and values, nor numbers as a program writes them."""

import json
import re

import pandas
import pyarrow
import pytest
from streamlit.testing.v1 import AppTest

from journey.ui.data import DATA_PART, DEFINE
from journey.ui.data_page import CHECK, MANAGE
from tests.logs import build, event
from tests.ui.test_pages import open_page

NOT_WORDED = re.compile(r"\b[a-z]+(?:_[a-z0-9]+)+\b|\b(?:None|nan|NaN|NaT|<NA>)\b|\b0\.\d{3,}")
CUSTOMER = "C000021"
AS_THEY_ARE = ["p", "q", "Column"]
PATHS = ("graph", "flow", "variants", "conversion", "expected")
SCREENS = [
    ("app.py", {}),
    *(("pages/paths.py", {"part": part}) for part in PATHS),
    *(("pages/paths.py", {"find": search}) for search in ("loops", "bottlenecks", "ends")),
    ("pages/drop_off.py", {}),
    ("pages/present.py", {}),
    ("pages/customer.py", {}),
    ("pages/customer.py", {"customer": CUSTOMER}),
]


def cells(table) -> list[str]:
    """What a table shows: its headings, and its cells as they are written; p-values are numbers as they are, and a file's
    columns are called as the file calls them."""
    written = table.proto.arrow_data.styler.display_values
    shown = pyarrow.ipc.open_stream(written).read_pandas() if written else table.value
    shown = shown.set_axis(table.value.columns, axis=1)
    shown = shown[[*(table.proto.column_order or shown.columns)]]
    labels = {name: words.get("label") for name, words in json.loads(table.proto.columns).items()}
    shown = shown.rename(columns=lambda name: labels.get(name) or name)
    shown = shown.drop(columns=AS_THEY_ARE, errors="ignore")
    missing = table.proto.placeholder if table.proto.HasField("placeholder") else "None"
    return [
        *map(str, shown.columns),
        *(missing if pandas.isna(cell) else str(cell) for row in shown.values for cell in row),
    ]


def texts(app: AppTest) -> list[str]:
    """Whatever a reader sees on the screen beside commands: words, labels, choices and tables."""
    kinds = ("title", "header", "subheader", "caption", "markdown", "text", "info", "warning")
    spoken = [element.value for kind in kinds for element in app.get(kind)]
    labels = [element.label for kind in ("expander", "tab", "button") for element in app.get(kind)]
    return [*spoken, *labels, *(cell for table in app.dataframe for cell in cells(table))]


def opened(app: AppTest) -> list[str]:
    """The same with every table and definition opened, tab by tab."""
    for expander in app.expander:
        app.session_state[f"twin {expander.label}"] = True
    app.run()
    seen = texts(app)
    for tab in [tab.label for tab in app.tabs]:
        app.session_state["tabs The numbers"] = tab
        app.run()
        seen += texts(app)
    assert not app.exception
    return seen


def not_worded(seen: list[str]) -> set[str]:
    return {text for text in seen if NOT_WORDED.search(text)}


@pytest.mark.parametrize(("page", "link"), SCREENS)
def test_the_sample_is_worded_on_every_screen(monkeypatch, sample_db, page, link):
    seen = opened(open_page(monkeypatch, sample_db, page, **link))
    assert len(seen) > 20 and not_worded(seen) == set()


def test_what_an_event_means_is_worded_on_the_data_screen(monkeypatch, sample_db):
    app = open_page(monkeypatch, sample_db, "pages/data.py")
    for part in (CHECK, DEFINE, MANAGE):
        app.session_state[DATA_PART] = part
        app.run()
        assert not_worded(texts(app)) == set(), part


STRANGER = [
    event(f"c{number}", f"2025-0{1 + number % 6}-0{1 + step}T10:00:00Z", name, plan=plan)
    for number, plan in enumerate(("gold", None) * 20)
    for step, name in enumerate(("Home page", "Help", "Home page", "Chat")[: 1 + number % 4])
]


@pytest.fixture(scope="module")
def stranger_db(tmp_path_factory):
    """A data folder that holds them; read only."""
    folder = tmp_path_factory.mktemp("stranger")
    build(folder, STRANGER).close()
    return folder / "db"


@pytest.mark.parametrize(
    ("page", "link"), [*SCREENS[:-1], ("pages/customer.py", {"customer": "c1"})]
)
def test_a_file_with_the_least_is_worded_on_every_screen(monkeypatch, stranger_db, page, link):
    """40 customers, of whom nobody says how they felt, in no stage, half of them on a plan."""
    seen = opened(open_page(monkeypatch, stranger_db, page, **link))
    assert len(seen) > 2 and not_worded(seen) == set()


def test_the_test_sees_what_is_not_worded():
    raw = {"customer_id", "dropped_off", "None", "nan", "0.620"}
    assert not_worded([*raw]) == raw
    assert not_worded(["Customer", "left", "–", "< 1 %", "0.62", "Card payment"]) == set()
