"""Journeys without a value of an attribute are a group like any other: it has a name, and it is selected, compared and linked to."""

import pytest

from journey.__main__ import main
from journey.data.ask import ask
from journey.model.errors import UnknownName
from journey.model.filters import Filters
from tests.logs import build, event
from tests.ui.test_pages import component, open_page, words

BLANK = "(no value)"


@pytest.fixture(scope="module")
def db(tmp_path_factory):
    """Sixty customers in awareness, twenty of them without a browser: half of these leave, a quarter of the others."""
    rows = []
    for number in range(60):
        browser = "" if number < 20 else "Chrome"
        rows.append(event(f"c{number:02}", "2025-01-01", "Ad", stage="awareness", browser=browser))
        if number % (2 if number < 20 else 4):
            rows.append(event(f"c{number:02}", "2025-01-02", "Shop", stage="purchase"))
    rows.append(event("z", "2025-12-31", "Shop", stage="purchase", browser="Chrome"))
    folder = tmp_path_factory.mktemp("blank")
    build(folder, rows, "[journeys]\ninactivity_days = 7\n[ends]\nare_settled = true\n").close()
    return folder / "db"


def test_the_filter_offers_it(monkeypatch, db):
    app = open_page(monkeypatch, db)
    app.session_state["pill browser"] = True
    app.run()
    listed = {choice.label.replace("\\", "") for choice in app.checkbox}
    assert listed == {f"{BLANK} :gray[20]", "Chrome :gray[41]"}
    narrowed = open_page(monkeypatch, db, where__browser=BLANK)
    assert "20 customers · 20 journeys" in words(narrowed)


def test_the_groups_of_drop_off_list_its_journeys(monkeypatch, db):
    link = {"stage": "awareness", "attribute": "browser", "group": BLANK}
    text = words(open_page(monkeypatch, db, "pages/drop_off.py", **link))
    assert "10 journeys left awareness, browser (no value)" in text.replace("\\", "")


def test_it_is_compared_on_the_map(monkeypatch, db):
    app = open_page(monkeypatch, db, compare="browser", group=["", "Chrome"])
    assert BLANK in str(component(app)["wide"]) and "Chrome" in str(component(app)["wide"])


@pytest.mark.parametrize("written", ["browser=", f"browser={BLANK}"])
def test_the_command_line_takes_and_names_it(db, capsys, written):
    show = ["show", "funnel", "--db", str(db), "--by", "browser"]
    assert main([*show, "--where", written]) == 0
    said = capsys.readouterr().out
    assert BLANK in said and "Chrome" not in said and " 20 " in said


def test_a_value_that_is_called_so_is_meant_first(tmp_path):
    rows = [
        event(f"c{number}", "2025-01-01", "Ad", stage="awareness", mark=mark)
        for number, mark in enumerate((BLANK, BLANK, "", "x"))
    ]
    generation = build(tmp_path, rows)
    for asked, journeys in ((BLANK, 2), ("", 1)):
        found = ask(generation, "summary", Filters.of(where={"mark": [asked]}))
        assert found.rows[0]["journeys"] == journeys


def test_an_unknown_value_is_told_it_by_its_words(tmp_path):
    generation = build(tmp_path, [event("a", "2025-01-01", "Ad", mark="x")])
    with pytest.raises(UnknownName, match=r"'x', '\(no value\)'"):
        ask(generation, "summary", Filters.of(where={"mark": ["none"]}))


def test_a_channel_has_words_of_its_own_and_a_stage_is_never_blank(tmp_path):
    rows = [event("a", "2025-01-01", "Ad", channel="web"), event("b", "2025-01-01", "Ad")]
    generation = build(tmp_path, rows)
    found = ask(generation, "summary", Filters.of(where={"channel": ["(no channel)"]}))
    assert found.rows[0]["journeys"] == 1
    for key in ("channel", "stage", "touchpoint"):
        with pytest.raises(UnknownName):
            ask(generation, "summary", Filters.of(where={key: [BLANK]}))
