"""The Data screen: what a shared journey id is can be chosen there, and windows that are edited beside it are saved."""

import time

from journey.data import store
from journey.data.generation import newest
from journey.ui.data import DEFINE
from tests import patience
from tests.logs import build, event
from tests.ui.test_pages import open_page, words

TWO = [
    event("u1", "2025-01-01", "view", journey_id="s1"),
    event("u2", "2025-01-02", "cart", journey_id="s1"),
    event("u1", "2025-01-03", "view", journey_id="s2"),
]


def button(app, label: str):
    return next(widget for widget in app.button if widget.label == label)


def after_the_next_version(app, db):
    """The generation once the definition has been changed, and the app has taken it in."""
    before = store.current_generation(db, "log")
    end = time.monotonic() + patience.SECONDS
    while store.current_generation(db, "log") == before and time.monotonic() < end:
        app.run()
    app.run()
    return newest(db, "log")


def test_the_choice_stands_beside_the_report_and_is_taken(monkeypatch, tmp_path):
    build(tmp_path, TWO)
    app = open_page(monkeypatch, tmp_path / "db", "pages/data.py")
    text = words(app)
    assert "Journey ids that customers share" in text and "belongs to 2 customers" in text
    said = "".join(str(element.proto.body) for element in app.get("html"))
    assert "Choose otherwise above, or under Define, Journeys." in said
    assert "--" not in said and "by_id" not in said
    choice = next(w for w in app.button_group if w.label == "Journey ids that customers share")
    choice.set_value("The id alone is the journey").run()
    button(app, "Use this choice").click().run()
    generation = after_the_next_version(app, tmp_path / "db")
    assert generation.definition.id_is_journey
    assert generation.rows("select count(*) from journeys") == [(2,)]


def test_where_no_id_is_shared_nothing_is_asked(monkeypatch, tmp_path):
    build(tmp_path, TWO[1:])
    app = open_page(monkeypatch, tmp_path / "db", "pages/data.py")
    assert "ids that customers share" not in words(app)


def test_a_window_is_saved_beside_the_choice(monkeypatch, tmp_path):
    build(tmp_path, TWO)
    app = open_page(monkeypatch, tmp_path / "db", "pages/data.py")
    part = next(w for w in app.button_group if DEFINE in w.options)
    part.set_value(DEFINE).run()
    days = next(w for w in app.number_input if "new journey begins" in w.label)
    days.set_value(5.0).run()
    box = next(w for w in app.checkbox if w.label.startswith("A journey id that several"))
    box.set_value(True).run()
    button(app, "Save and rebuild").click().run()
    definition = after_the_next_version(app, tmp_path / "db").definition
    assert definition.split_seconds == 5 * 86_400 and definition.id_is_journey


def test_the_form_loads_rows_without_an_id_as_chosen(monkeypatch, tmp_path):
    """Ten of twelve rows have none: the form asks, and the answer is taken."""
    rows = ["customer_id,occurred_at,touchpoint", "a,2025-01-01,view", "b,2025-01-02,view"]
    rows += [f",2025-02-{day:02d},cart" for day in range(1, 11)]
    (tmp_path / store.INBOX).mkdir(parents=True)
    (tmp_path / store.INBOX / "log.csv").write_text("\n".join(rows) + "\n", encoding="utf-8")
    app = open_page(monkeypatch, tmp_path, "pages/data.py")
    app.multiselect[0].select("log.csv").run()
    asked = next(widget for widget in app.radio if widget.label == "Which is right?")
    assert [option.replace("\\", "") for option in asked.options] == [
        "left out, each listed with its line",
        "each row is a customer of its own",
    ]
    asked.set_value("apart").run()
    button(app, "Load").click().run()
    end = time.monotonic() + patience.SECONDS
    while not store.datasets(tmp_path) and time.monotonic() < end:
        app.run()
    assert newest(tmp_path, "log").rows("select count(*) from customers") == [(12,)]
