"""The import form: no click is lost while it is redrawn."""

import time

from journey.data import store
from journey.data.generation import newest
from journey.ui.data import DATA_PART
from journey.ui.data_page import LOAD
from journey.use.load import load
from tests import patience
from tests.logs import load_options
from tests.ui.test_pages import open_page

TICKETS = (
    "Ticket;Mail;Opened at;Solved at;Rating\n1;a@example.com;03/04/2025 09:00;04/04/2025 10:00;5\n"
    "2;b@example.com;05/04/2025 09:00;;\n"
)


def question(app):
    """The radio of a question, None where there is none."""
    return next((widget for widget in app.radio if widget.label == "Which is right?"), None)


def pressed(app, label: str):
    """The app after its question was answered and the button pressed, both before it could run once."""
    question(app).set_value("dmy")
    next(widget for widget in app.button if widget.label == label).click()
    return app.run()


def with_question(monkeypatch, db):
    """The form with a file chosen whose dates can be read in two ways."""
    (db / store.INBOX).mkdir(parents=True)
    (db / store.INBOX / "tickets.csv").write_text(TICKETS, encoding="utf-8")
    app = open_page(monkeypatch, db, "pages/data.py")
    app.multiselect[0].select("tickets.csv").run()
    assert question(app)
    return app


def test_a_press_is_kept_while_an_answer_is_taken_in(monkeypatch, tmp_path):
    app = pressed(with_question(monkeypatch, tmp_path), "Remove these files")
    assert not app.exception
    assert app.multiselect[0].value == [] and "Load" not in [widget.label for widget in app.button]
    assert not list(tmp_path.glob(".temporary/upload-*"))


def test_a_load_is_begun_by_one_press_however_the_form_is_drawn(monkeypatch, tmp_path):
    app = with_question(monkeypatch, tmp_path)
    question(app).set_value("dmy").run()
    load = next(widget for widget in app.button if widget.label == "Load")
    assert not load.disabled
    app.selectbox(
        key=next(
            widget.key
            for widget in app.selectbox
            if "answer" in widget.key and "decimal" in widget.key
        )
    ).set_value("comma")
    load.click()
    app.run()
    end = time.monotonic() + patience.SECONDS
    while not store.datasets(tmp_path) and time.monotonic() < end:
        app.run()
    assert store.datasets(tmp_path) == ["tickets"]


def test_the_second_file_of_a_kind_is_read_as_the_first_was(monkeypatch, tmp_path):
    """No question, the dataset of the first, and its mapping; another layout can still be chosen."""
    said = load_options(
        mapping=["customer_id=Mail", "occurred_at=Opened at", "csat=Rating"],
        fixed=["touchpoint=Ticket"],
        assumed=["date_order=dmy"],
    )
    path = tmp_path / "march.csv"
    path.write_text(TICKETS, encoding="utf-8")
    load(tmp_path / "db", "desk", path, said)
    inbox = tmp_path / "db" / store.INBOX
    inbox.mkdir(parents=True)
    (inbox / "april.csv").write_text(TICKETS.replace("2025", "2026"), encoding="utf-8")
    app = open_page(monkeypatch, tmp_path / "db", "pages/data.py")
    part = next(widget for widget in app.button_group if "Load" in widget.options)
    part.set_value("Load").run()
    app.multiselect[0].select("april.csv").run()
    assert question(app) is None
    layout = next(widget for widget in app.selectbox if widget.label == "Layout")
    assert layout.value == "a file of its kind"
    assert layout.options[0] == "as march.csv in desk, with its mapping and answers"
    dataset = next(widget for widget in app.selectbox if widget.label == "Dataset")
    assert dataset.value == "desk"
    next(widget for widget in app.button if widget.label == "Load").click().run()
    end = time.monotonic() + patience.SECONDS
    while len(newest(tmp_path / "db", "desk").loads) < 2 and time.monotonic() < end:
        app.run()
    report = newest(tmp_path / "db", "desk").loads[-1]
    assert report["file"] == "april.csv" and report["mapping"]["csat"] == "Rating"
    assert "read as march.csv was, with its mapping and answers" in report["assumed"]


def test_a_finding_is_mended_on_the_file_that_is_held(monkeypatch, tmp_path):
    """Two spellings of an id and a pair of identical rows: a button each loads the same file again, without another upload."""
    (tmp_path / store.INBOX).mkdir(parents=True)
    rows = "ANN,2025-01-01,Ad\nann,2025-01-02,Shop\nbob,2025-01-03,Ad\nbob,2025-01-03,Ad\n"
    path = tmp_path / store.INBOX / "log.csv"
    path.write_text(f"customer_id,occurred_at,touchpoint\n{rows}", encoding="utf-8")
    app = open_page(monkeypatch, tmp_path, "pages/data.py")
    app.multiselect[0].select("log.csv").run()
    button(app, "Load").click()
    until(app, lambda: button(app, "Merge ids that are spelt alike"))
    assert customers(tmp_path) == 3
    button(app, "Merge ids that are spelt alike").click()
    until(app, lambda: customers(tmp_path) == 2)
    until(app, lambda: button(app, "Leave out 1 identical row"))
    button(app, "Leave out 1 identical row").click()
    until(app, lambda: newest(tmp_path, "log").loads[-1]["duplicates"] == 1)
    assert customers(tmp_path) == 2, "what was mended before stays mended"
    until(app, lambda: button(app, "See the journey map"))
    button(app, "See the journey map").click()
    app.run()
    assert not list(tmp_path.glob(".temporary/upload-*")), "the copies go when they are not needed"


def button(app, label: str):
    return next((widget for widget in app.button if widget.label == label), None)


def until(app, holds) -> None:
    end = time.monotonic() + patience.SECONDS
    app.run()
    while not holds():
        assert time.monotonic() < end and not app.exception
        app.run()


def customers(db) -> int:
    return newest(db, "log").rows("select count(*) from customers")[0][0]


def test_a_form_of_times_is_shown_on_the_files_times_before_it_is_loaded(monkeypatch, tmp_path):
    """Years of two figures are read by a form alone; one that tells no day is said, and nothing can be loaded with it."""
    (tmp_path / store.INBOX).mkdir(parents=True)
    rows = "customer_id,occurred_at,touchpoint\na,13/04/24 20:00,Ad\nb,14/04/24 20:00,Ad\n"
    (tmp_path / store.INBOX / "log.csv").write_text(rows, encoding="utf-8")
    app = open_page(monkeypatch, tmp_path, "pages/data.py")
    app.multiselect[0].select("log.csv").run()

    def field():
        return next(widget for widget in app.text_input if widget.label == "Form of the times")

    def times() -> list[dict]:
        table = next(each.value for each in app.dataframe if "Written" in each.value)
        return table.to_dict("records")

    assert [row["Read"] for row in times()] == ["no time", "no time"]
    field().set_value("%H:%M").run()
    errors = [each.value.replace("\\", "") for each in app.error]
    assert "%H:%M tells no year, month and day: write for example %d/%m/%y %H:%M." in errors
    assert "Load" not in [each.label for each in app.button if not each.disabled]
    field().set_value(" %d/%m/%y %H:%M ").run()
    assert [each.value for each in app.error] == []
    assert times() == [
        {"Written": "13/04/24 20:00", "Read": "2024-04-13 20:00:00", "Form": "fits"},
        {"Written": "14/04/24 20:00", "Read": "2024-04-14 20:00:00", "Form": "fits"},
    ]
    assert "'time.format=%d/%m/%y %H:%M'" in "".join(each.value for each in app.code)
    next(widget for widget in app.button if widget.label == "Load").click().run()
    end = time.monotonic() + patience.SECONDS
    while not newest(tmp_path, "log") and time.monotonic() < end:
        app.run()
    sql = "select cast(occurred_at as varchar) from events order by event_no"
    assert newest(tmp_path, "log").rows(sql) == [
        ("2024-04-13 20:00:00",),
        ("2024-04-14 20:00:00",),
    ]


def test_a_second_month_is_mended_without_the_first(monkeypatch, tmp_path):
    """The dataset holds January: what is mended is February's load alone, which is taken back and loaded again."""
    (tmp_path / store.INBOX).mkdir(parents=True)
    header = "customer_id,occurred_at,touchpoint\n"
    (tmp_path / store.INBOX / "january.csv").write_text(
        f"{header}ann,2025-01-01,Ad\n", encoding="utf-8"
    )
    rows = "bob,2025-02-03,Ad\nbob,2025-02-03,Ad\n"
    (tmp_path / store.INBOX / "february.csv").write_text(header + rows, encoding="utf-8")
    load(tmp_path, "desk", tmp_path / store.INBOX / "january.csv", load_options())
    app = open_page(monkeypatch, tmp_path, "pages/data.py")
    app.segmented_control(key=DATA_PART).set_value(LOAD).run()
    app.multiselect[0].select("february.csv").run()
    next(widget for widget in app.selectbox if widget.label == "Dataset").set_value("desk").run()
    button(app, "Load").click()
    until(app, lambda: button(app, "Leave out 1 identical row"))
    assert len(newest(tmp_path, "desk").loads) == 2
    button(app, "Leave out 1 identical row").click()
    until(app, lambda: newest(tmp_path, "desk").loads[-1]["duplicates"] == 1)
    until(app, lambda: button(app, "See the journey map"))
    generation = newest(tmp_path, "desk")
    assert [report["file"] for report in generation.loads] == ["january.csv", "february.csv"]
    assert generation.rows("select customer_id, count(*) from events group by 1 order by 1") == [
        ("ann", 1),
        ("bob", 1),
    ]
