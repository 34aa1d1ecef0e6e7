"""The Findings screen and the home: cards in order, what can be decided of them, and what the home says of them."""

import shutil

import pytest

from journey.data import workspace
from journey.data.generation import open_generation
from journey.data.store import current_generation
from journey.data.workspace import DISMISSED, WATCHED
from journey.findings.asking import ask
from journey.findings.keep import SWITCH, findings_of
from journey.model.filters import Filters
from journey.model.finding import HEAD, name_of
from tests.logs import build, event
from tests.ui.test_pages import component, open_page, words

PAGE = "pages/findings.py"


@pytest.fixture
def db(tmp_path, sample_db):
    """A folder of its own, with the findings kept."""
    shutil.copytree(sample_db, tmp_path / "db")
    findings_of(generation_of(tmp_path / "db"), Filters())
    return tmp_path / "db"


def generation_of(db):
    return open_generation(current_generation(db, "sample"))


def heads(db, filters: Filters = Filters()):  # noqa: B008
    rows = ask(generation_of(db), "findings", filters).rows
    return [row for row in rows if row["role"] == HEAD]


def button(app, key: str):
    return next(each for each in app.button if each.key == key)


def test_the_cards_are_the_findings_in_their_order(monkeypatch, db):
    app = open_page(monkeypatch, db, PAGE)
    told = heads(db)
    text = words(app)
    assert f"{len(told)} findings" in app.title[0].value and told[0]["title"] in text
    shown = [each.value.replace("\\", "") for each in app.header]
    assert shown[:8] == [row["title"] for row in told[:8]]
    assert {row["title"] for row in told[:8]} <= set(shown)
    assert told[8]["title"] not in shown
    next(each for each in app.button if "more finding" in each.label).click().run()
    assert told[8]["title"] in [each.value.replace("\\", "") for each in app.header]


def test_one_is_watched_noted_and_dismissed_and_brought_back(monkeypatch, db):
    app = open_page(monkeypatch, db, PAGE)
    first, second = heads(db)[:2]
    button(app, "watch finding 1").click().run()
    [state] = workspace.finding_states(db, "sample")
    assert (state.name, state.state) == (name_of(first), WATCHED)
    button(app, "note finding 1").click().run()
    [note] = workspace.notes(db, "sample")
    assert note.words == f"{first['sentence']}." and note.cell.startswith("valence/retention/")
    next(each for each in app.text_input if each.key == "reason finding 2").set_value("known").run()
    button(app, "dismissed finding 2").click().run()
    states = {one.name: one for one in workspace.finding_states(db, "sample")}
    assert (states[name_of(second)].state, states[name_of(second)].reason) == (DISMISSED, "known")
    assert "1 dismissed finding" in [each.label for each in app.expander]
    assert second["title"] not in [each.value.replace("\\", "") for each in app.header]
    button(app, f"bring back {name_of(second)}").click().run()
    assert {one.name for one in workspace.finding_states(db, "sample")} == {name_of(first)}


def test_one_opens_on_the_map_with_its_filters_dates_and_cell(monkeypatch, db):
    app = open_page(monkeypatch, db, PAGE)
    rank = next(row["rank"] for row in heads(db) if row["value"] == "mobile")
    app.session_state["page_state"] = app.session_state["page_state"]
    button(app, f"open finding {rank}").click().run()
    assert app.query_params["where.device"] == "mobile"
    assert (app.query_params["from"], app.query_params["to"]) == ("2025-05-05", "2025-05-25")
    assert app.query_params["cell"] == "dropped_off/purchase"


def test_a_group_is_compared_with_others(monkeypatch, db):
    app = open_page(monkeypatch, db, PAGE)
    rank = next(row["rank"] for row in heads(db) if row["value"] == "bargain hunter")
    button(app, f"compare finding {rank}").click().run()
    assert app.query_params["compare"] == "persona"
    assert app.query_params["group"][0] == "bargain hunter" and len(app.query_params["group"]) == 3


def test_the_home_begins_with_the_findings(monkeypatch, db):
    monkeypatch.setenv(SWITCH, "on")
    app = open_page(monkeypatch, db)
    first, second, third = heads(db)[:3]
    assert app.title[0].value.replace("\\", "") == first["title"]
    text = words(app)
    assert f"Next: {second['title']}." in text and third["title"] in text
    drawn = str(component(app)["wide"])
    assert "since 29 Sep" in drawn and "feeling −0.4" in drawn and "bargain" in drawn


def test_a_dismissed_one_is_not_on_the_home(monkeypatch, db):
    monkeypatch.setenv(SWITCH, "on")
    first, second = heads(db)[:2]
    workspace.decide(db, "sample", name_of(first), DISMISSED, first["excess"], "known")
    app = open_page(monkeypatch, db)
    assert app.title[0].value.replace("\\", "") == second["title"]


def test_compared_groups_are_named_by_their_findings(monkeypatch, db):
    """Business customers leave more after the purchase; nothing sets regions on the mainland apart."""
    monkeypatch.setenv(SWITCH, "on")
    told = next(row for row in heads(db) if row["value"] == "business")
    app = open_page(monkeypatch, db, compare="segment", group=["business", "student"])
    assert app.title[0].value.replace("\\", "") == told["title"]
    app = open_page(monkeypatch, db, compare="region", group=["North", "East"])
    assert app.title[0].value == "No finding sets North and East apart"


def test_the_evidence_begins_with_the_finding_of_its_cell(monkeypatch, db):
    monkeypatch.setenv(SWITCH, "on")
    told = next(row for row in heads(db) if row["value"] == "bargain hunter")
    app = open_page(monkeypatch, db, cell="passes/consideration/Plan comparison")
    cause = component(app)["evidence"]["cause"]
    assert " ".join(cause["lines"]) == told["title"]
    assert cause["note"].lower().startswith(told["detail"])


def test_where_nothing_stands_out_the_home_says_how_much_was_looked_at(monkeypatch, tmp_path):
    monkeypatch.setenv(SWITCH, "on")
    rows = [
        event(
            f"c{n}",
            f"2025-0{1 + n % 3}-0{1 + n % 7}T10:00",
            "Home page",
            stage="visit",
            device="web" if n % 2 else "app",
        )
        for n in range(300)
    ]
    generation = build(tmp_path, rows, '[[stages]]\nname = "visit"\n[[stages]]\nname = "buy"\n')
    findings_of(generation, Filters())
    app = open_page(monkeypatch, tmp_path / "db")
    assert "Nothing stands out beyond chance in" in words(app)
    app = open_page(monkeypatch, tmp_path / "db", PAGE)
    assert app.title[0].value == "Nothing stands out beyond chance"
