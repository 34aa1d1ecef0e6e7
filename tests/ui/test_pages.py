"""Every page in every state: the sample, no data, one customer, no emotions, no stages; pages show the numbers of the views."""

import json

import pytest
from streamlit.testing.v1 import AppTest

from journey.data.ask import ask
from journey.model.filters import Filters
from journey.presenters.journey_map import TABLE_QUESTIONS
from journey.ui.drop_off.drawings import SENT
from journey.ui.shell import MENU
from tests import patience
from tests.conftest import ROOT
from tests.logs import build, event


def open_page(monkeypatch, db, page: str = "app.py", is_drawn: bool = True, **link: str) -> AppTest:
    """The app as a browser would first see it, at the page; Drop-off as it is once the browser has drawn the funnel."""
    monkeypatch.setenv("JOURNEY_DB", str(db))
    monkeypatch.chdir(ROOT)
    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=patience.SECONDS)
    for key, value in link.items():
        app.query_params[key.replace("__", ".")] = value
    if is_drawn:
        app.session_state[SENT] = True
    app.run()
    if page != "app.py":
        app.switch_page(page).run()
    assert not app.exception, [error.value for error in app.exception]
    return app


def drawings(app: AppTest) -> list[dict]:
    """What the components of the page are sent, without those in the menus of exhibits."""
    drawn = [each for each in app.get("bidi_component") if "exhibit_menu" not in each.key]
    return [json.loads(each.proto.json) for each in drawn]


def component(app: AppTest) -> dict:
    """What the map's component is sent."""
    return drawings(app)[0]


def words(app: AppTest) -> str:
    """Everything the page says in our own elements, unescaped."""
    parts = [
        element.value
        for kind in (
            app.title,
            app.header,
            app.subheader,
            app.caption,
            app.markdown,
            app.text,
            app.info,
            app.code,
        )
        for element in kind
    ]
    drawn = (json.loads(each.proto.json or "{}") for each in app.get("bidi_component"))
    parts += [data["address"] for data in drawn if "address" in data]
    return "\n".join(part.replace("\\", "") for part in parts)


@pytest.mark.parametrize("page", [entry.file for entry in MENU])
def test_pages_show_the_sample(monkeypatch, sample_db, page):
    app = open_page(monkeypatch, sample_db, page)
    assert len(app.title) == 1 and app.title[0].value


def test_the_home_says_the_numbers_of_the_views(monkeypatch, sample_db, sample):
    app = open_page(monkeypatch, sample_db)
    summary = ask(sample, "summary", Filters()).rows[0]
    assert f"{summary['journeys']:,} journeys · {summary['events']:,} events" in words(app)
    assert "NPS +" in words(app) and "n 2,440" in words(app)
    map_data = component(app)
    assert (
        map_data["wide"]["height"] > 500
        and map_data["narrow"]["width"] == 360
        and map_data["evidence"] is None
    )
    assert "7,219" in json.dumps(map_data["wide"]) and "7,219 journeys" in json.dumps(
        map_data["narrow"]
    )


def test_all_numbers_are_tabs_of_one_expander_and_the_open_one_alone_is_drawn(
    monkeypatch, sample_db, sample
):
    app = open_page(monkeypatch, sample_db)
    assert [each.label for each in app.expander] == ["The numbers"] and not app.dataframe
    app.session_state["twin The numbers"] = True
    app.run()
    assert [tab.label for tab in app.tabs] == list(TABLE_QUESTIONS)
    (stages,) = app.dataframe
    assert [*stages.value["Left"]] == [
        row["dropped_off"] for row in ask(sample, "funnel", Filters()).rows
    ]
    app.session_state["tabs The numbers"] = "Friction"
    app.run()
    (friction,) = app.dataframe
    assert "Struggle" in friction.value and "python -m journey show friction" in words(app)


def test_the_link_opens_the_evidence(monkeypatch, sample_db, sample):
    app = open_page(
        monkeypatch,
        sample_db,
        cell="dropped_off/purchase",
        hide="quotes",
        compare="segment",
        group="business",
    )
    row = next(row for row in ask(sample, "funnel", Filters()).rows if row["stage"] == "purchase")
    map_data = component(app)
    assert (
        f"{row['dropped_off']:,} of the {row['reached']:,} journeys"
        in map_data["evidence"]["sentence"]
    )
    assert (
        map_data["evidence"]["list"]["caption"]
        == f"the latest 25 of {row['dropped_off']:,} journeys"
    )
    assert "In their words" not in json.dumps(map_data["wide"]) and "business" in json.dumps(
        map_data["wide"]
    )
    assert app.query_params["cell"] in ("dropped_off/purchase", ["dropped_off/purchase"])


def test_a_link_to_what_is_not_on_the_map_opens_nothing(monkeypatch, sample_db):
    assert (
        component(open_page(monkeypatch, sample_db, cell="valence/purchase/No%20such%20thing"))[
            "evidence"
        ]
        is None
    )
    assert "names no cell" in words(open_page(monkeypatch, sample_db, cell="mood/purchase"))


def test_filters_of_the_link_are_in_force(monkeypatch, sample_db, sample):
    filters = Filters.of(where={"channel": ["phone"]})
    app = open_page(monkeypatch, sample_db, where__channel="phone")
    assert f"{ask(sample, 'summary', filters).rows[0]['journeys']:,} journeys" in words(app)
    assert app.session_state["filters"] == filters and app.query_params["where.channel"] in (
        "phone",
        ["phone"],
    )


def test_filters_stay_when_the_page_changes(monkeypatch, sample_db):
    app = open_page(monkeypatch, sample_db, "pages/drop_off.py", where__channel="phone")
    assert app.session_state["filters"] == Filters.of(where={"channel": ["phone"]})


def test_a_malformed_link_falls_back_with_a_notice(monkeypatch, sample_db):
    app = open_page(
        monkeypatch,
        sample_db,
        **{
            "from": "yesterday",
            "where__channel": "telepathy",
            "where__mood": "x",
            "dataset": "gone",
        },
    )
    assert app.session_state["filters"] == Filters()
    for sentence in (
        "'from' is not a date",
        "There is no channel 'telepathy'",
        "neither a dimension nor an attribute",
        "There is no dataset 'gone'",
    ):
        assert sentence in words(app)


def test_choosing_a_value_filters(monkeypatch, sample_db, sample):
    app = open_page(monkeypatch, sample_db)
    app.session_state["pill region"] = True
    app.run()
    next(box for box in app.checkbox if box.label.startswith("Islands")).check().run()
    assert app.session_state["filters"] == Filters.of(where={"region": ["Islands"]})
    assert (
        f"{ask(sample, 'summary', Filters.of(where={'region': ['Islands']})).rows[0]['journeys']:,} journeys"
        in words(app)
    )


def test_nothing_matches(monkeypatch, sample_db):
    app = open_page(monkeypatch, sample_db, **{"from": "2031-01-01"})
    assert "Nothing matches these filters" in words(app)


def test_no_data(monkeypatch, tmp_path):
    for page in ("app.py",):
        app = open_page(monkeypatch, tmp_path, page)
        assert app.title[0].value == "No data yet" and "python -m journey load" in words(app)


def test_one_customer(monkeypatch, tmp_path):
    build(
        tmp_path, [event("only", "2025-01-01", "Ad", stage="awareness", emotion="delight", nps=9)]
    )
    for entry in MENU:
        app = open_page(monkeypatch, tmp_path / "db", entry.file)
        assert len(app.title) == 1
    assert "No weak spot is named yet" in words(open_page(monkeypatch, tmp_path / "db"))
    assert "1 customer · 1 journey · 1 event" in words(open_page(monkeypatch, tmp_path / "db"))


def test_missing_columns_say_what_to_do(monkeypatch, tmp_path):
    """Only the three required columns: no emotions, no stage, no answers."""
    build(tmp_path, [event(f"c{number}", "2025-01-01", "Ad") for number in range(12)])
    text = words(open_page(monkeypatch, tmp_path / "db"))
    assert "No touchpoint is in a stage yet" in text and "1 touchpoint in no stage" in text
    assert "python -m journey definition" in text
    assert "No column is read as: emotions (emotion or valence)" in text


def test_sepsis_opens_unassigned(monkeypatch, sepsis_db):
    text = words(open_page(monkeypatch, sepsis_db))
    assert (
        "No touchpoint is in a stage yet" in text
        and "16 touchpoints in no stage" in text
        and "1,050 customers" in text
    )
