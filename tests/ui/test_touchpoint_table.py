"""The table of touchpoints under Define, from the home's button to what is saved."""

from journey.presenters.definition import GROUP
from journey.ui.data import DEFINE
from tests.logs import build, event
from tests.ui.test_pages import open_page, words
from tests.ui.test_shared_ids import after_the_next_version, button

ROWS = [event("a", f"2025-01-0{day}", f"Zzz {day}") for day in range(1, 6)] + [
    event("a", "2025-01-07", "Shop", stage="purchase")
]


def labelled(widgets, label: str):
    return next(widget for widget in widgets if widget.label == label)


def opened(monkeypatch, tmp_path):
    """The table as the home's button opens it."""
    build(tmp_path, ROWS)
    app = open_page(monkeypatch, tmp_path / "db")
    button(app, "Assign them on the Data screen").click().run()
    return app


def shown(app) -> list[str]:
    """The touchpoints of the editor."""
    table = next(each.value for each in app.dataframe if "in_force" in each.value)
    return list(table["touchpoint"])


def test_the_home_opens_those_in_no_stage(monkeypatch, tmp_path):
    app = opened(monkeypatch, tmp_path)
    assert labelled(app.toggle, "Only those in no stage").value
    assert shown(app) == [f"Zzz {day}" for day in range(1, 6)]
    assert button(app, "Save and rebuild").disabled
    labelled(app.toggle, "Only those in no stage").set_value(False).run()
    assert "Shop" in shown(app) and button(app, "Save and rebuild").disabled


def test_many_are_put_into_a_stage_taken_back_and_saved(monkeypatch, tmp_path):
    app = opened(monkeypatch, tmp_path)
    button(app, "Choose all 5 shown").click().run()
    stage = labelled(app.selectbox, "Stage of the chosen touchpoints")
    stage.set_value("awareness").run()
    button(app, "Put 5 touchpoints there").click().run()
    assert "Unsaved changes: 5 touchpoints get a stage." in words(app)
    assert "No touchpoint is found." in words(app)
    button(app, "Undo (1)").click().run()
    assert "This is the definition in force." in words(app) and len(shown(app)) == 5
    labelled(app.text_input, "Find a touchpoint").set_value("3").run()
    assert shown(app) == ["Zzz 3"]
    button(app, "Choose the one shown").click().run()
    labelled(app.selectbox, "Stage of the chosen touchpoints").set_value("retention").run()
    button(app, "Put 1 touchpoint there").click().run()
    button(app, "Save and rebuild").click().run()
    generation = after_the_next_version(app, tmp_path / "db")
    assert generation.definition.touchpoint_stages == {"Zzz 3": "retention"}


def test_changes_wait_while_another_screen_is_open(monkeypatch, tmp_path):
    app = opened(monkeypatch, tmp_path)
    button(app, "Choose all 5 shown").click().run()
    labelled(app.selectbox, "Stage of the chosen touchpoints").set_value("awareness").run()
    button(app, "Put 5 touchpoints there").click().run()
    app.switch_page("app.py").run()
    app.switch_page("pages/data.py").run()
    next(w for w in app.button_group if DEFINE in w.options).set_value(DEFINE).run()
    assert "5 touchpoints get a stage" in words(app)
    assert button(app, "Undo (1)")


def test_drop_off_opens_it_too(monkeypatch, tmp_path):
    build(tmp_path, ROWS[:5])
    app = open_page(monkeypatch, tmp_path / "db", "pages/drop_off.py")
    button(app, "Assign them on the Data screen").click().run()
    assert shown(app) == [f"Zzz {day}" for day in range(1, 6)]


def test_nothing_of_the_sample_is_unsaved_before_it_is_changed(monkeypatch, sample_db):
    app = open_page(monkeypatch, sample_db, "pages/data.py", dataset="sample")
    next(w for w in app.button_group if DEFINE in w.options).set_value(DEFINE).run()
    assert "This is the definition in force." in words(app)
    assert button(app, "Save and rebuild").disabled


def test_a_hostile_name_is_text_in_the_table_and_nowhere_else(monkeypatch, tmp_path):
    name = "![x](http://evil.example/a) <img src=x>"
    build(tmp_path, [event("a", "2025-01-01", name)])
    app = open_page(monkeypatch, tmp_path / "db", "pages/data.py")
    next(w for w in app.button_group if DEFINE in w.options).set_value(DEFINE).run()
    assert shown(app) == [name]
    button(app, "Choose the one shown").click().run()
    assert "evil" not in words(app)


def test_subjects_are_grouped_with_a_tick(monkeypatch, tmp_path):
    """Two subjects of the same words."""
    mails = [event("a", f"2025-01-0{day}", f"Re: Your order {day} is sent") for day in (1, 2)]
    build(tmp_path, mails)
    app = open_page(monkeypatch, tmp_path / "db")
    button(app, "Assign them on the Data screen").click().run()
    tick = labelled(app.checkbox, GROUP["group_subjects"])
    assert not tick.value and not labelled(app.checkbox, GROUP["group_addresses"]).value
    tick.check().run()
    assert "Unsaved changes: group subjects" in words(app)
    button(app, "Save and rebuild").click().run()
    generation = after_the_next_version(app, tmp_path / "db")
    assert list(generation.touchpoints.values()) == ["Your order * is sent"]
