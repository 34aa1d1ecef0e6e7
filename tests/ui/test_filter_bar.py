"""The filter bar, the map's controls and the saved views, as a reader uses them."""

from datetime import date

import pytest

from journey.data import workspace
from journey.data.ask import ask
from journey.map.answers import Comparison
from journey.map.lanes.table import OFF_AT_FIRST
from journey.model.filters import Filters
from tests.logs import build, event
from tests.ui.test_pages import open_page, words


def opened(app, popover: str):
    """The page with the popover of this key open; AppTest forgets after each run that it is."""
    app.session_state[popover] = True
    return app.run()


def drawings(app) -> list[str]:
    """The components of the page, without those in the menu of an exhibit."""
    return [each.key for each in app.get("bidi_component") if "exhibit_menu" not in each.key]


def values(app) -> dict[str, bool]:
    """The listed values, without their counts, and whether each is chosen."""
    return {box.label.partition(" :gray")[0].replace("\\", ""): box.value for box in app.checkbox}


def button(app, label: str):
    return next(each for each in app.button if each.label.replace("\\", "") == label)


def test_values_are_listed_only_where_a_pill_is_open(monkeypatch, sample_db, sample):
    app = open_page(monkeypatch, sample_db)
    assert not app.checkbox
    opened(app, "pill device")
    assert values(app) == {"mobile": False, "desktop": False, "tablet": False}
    [summary] = ask(sample, "summary", Filters.of(where={"device": ["mobile"]})).rows
    assert app.checkbox[0].label == f"mobile :gray[{summary['journeys']:,}]"


def test_a_click_chooses_a_second_takes_it_back(monkeypatch, sample_db):
    app = opened(open_page(monkeypatch, sample_db), "pill device")
    app.checkbox[0].check()
    opened(app, "pill device")
    app.checkbox[1].check()
    opened(app, "pill device")
    assert app.session_state["filters"] == Filters.of(where={"device": ["desktop", "mobile"]})
    app.checkbox[0].uncheck()
    opened(app, "pill device")
    assert app.session_state["filters"] == Filters.of(where={"device": ["desktop"]})
    assert values(app) == {"mobile": False, "desktop": True, "tablet": False}


def test_a_search_lists_what_it_finds_and_loses_no_choice(monkeypatch, sample_db):
    app = open_page(monkeypatch, sample_db, where__channel="phone")
    opened(app, "pill channel")
    assert len(values(app)) == 14
    box = next(each for each in app.text_input if each.label == "Search Channel")
    box.set_value("mail")
    opened(app, "pill channel")
    assert values(app) == {"e-mail": False}
    app.checkbox[0].check().run()
    assert app.session_state["filters"] == Filters.of(where={"channel": ["e-mail", "phone"]})


def test_keys_without_a_pill_are_added(monkeypatch, sample_db):
    app = opened(open_page(monkeypatch, sample_db), "add filter")
    pills = next(each for each in app.button_group if each.label == "Filter by")
    assert [name.replace("\\", "") for name in pills.options] == [
        "Channel",
        "Stage",
        "Touchpoint",
        "Persona",
        "Segment",
        "Region",
        "Device",
        "Plan",
    ], "those that have a pill too, as a narrow window hides some"
    pills.set_value("channel")
    opened(app, "add filter")
    assert "phone" in values(app)


def test_a_cross_removes_one_filter_and_clear_all_all(monkeypatch, sample_db):
    app = open_page(
        monkeypatch, sample_db, where__channel="phone", where__device="mobile", to="2025-06-30"
    )
    app.button(key="remove dates").click().run()
    assert app.session_state["filters"].to_date is None
    app.button(key="remove channel").click().run()
    assert app.session_state["filters"] == Filters.of(where={"device": ["mobile"]})
    button(app, "Clear all").click().run()
    assert app.session_state["filters"] == Filters()
    assert "Clear all" not in [each.label for each in app.button]


def test_presets_and_months_of_the_dates(monkeypatch, sample_db):
    app = opened(open_page(monkeypatch, sample_db), "pill dates")
    assert "Counted back from 31 Dec 2025, the last event." in words(app)
    app.button(key="preset Last 30 days").click().run()
    assert app.session_state["filters"] == Filters.of(date(2025, 12, 2), date(2025, 12, 31))
    opened(app, "pill dates")
    month = next(each for each in app.selectbox if each.label == "Month")
    assert month.value is None
    month.select("May 2025").run()
    assert app.session_state["filters"] == Filters.of(date(2025, 5, 1), date(2025, 5, 31))
    opened(app, "pill dates")
    assert [each.value for each in app.date_input] == [date(2025, 5, 1), date(2025, 5, 31)]


def test_from_cannot_lie_after_to(monkeypatch, sample_db):
    app = opened(open_page(monkeypatch, sample_db, to="2025-06-30"), "pill dates")
    from_date, to_date = app.date_input
    assert (from_date.max, to_date.min) == (date(2025, 6, 30), date(2025, 1, 1))
    from_date.set_value(date(2025, 3, 1)).run()
    assert app.session_state["filters"] == Filters.of(date(2025, 3, 1), date(2025, 6, 30))
    assert app.date_input[1].min == date(2025, 3, 1), "the popover is open still"


def test_lanes_and_comparison_follow_the_link_and_the_reader(monkeypatch, sample_db):
    app = open_page(monkeypatch, sample_db, hide="quotes", compare="device", group=["desktop"])
    lanes = next(each for each in app.button_group if each.label == "Lanes")
    assert "quotes" not in lanes.value
    lanes.set_value([*lanes.value, "quotes"]).run()
    assert app.session_state["map_view"].hidden == OFF_AT_FIRST
    by = next(each for each in app.button_group if each.label == "Compare by")
    by.set_value("segment").run()
    assert app.session_state["map_view"].comparison.key == "segment"
    assert len(app.session_state["map_view"].comparison.values) == 2
    next(each for each in app.button_group if each.label == "Compare by").set_value(None).run()
    assert app.session_state["map_view"].comparison is None


def test_a_view_is_saved_opened_renamed_and_deleted(monkeypatch, tmp_path):
    rows = [
        event(f"c{number}", "2025-01-01", "Ad", stage="awareness", device=f"d{number % 3}")
        for number in range(9)
    ]
    build(tmp_path, rows)
    db = tmp_path / "db"
    link = {"where__device": "d1", "hide": "quotes", "compare": "device", "group": ["d1"]}
    app = opened(open_page(monkeypatch, db, **link), "views menu")
    app.text_input(key="view name").set_value("_One_ device").run()
    app.button(key="save view").click().run()
    [view] = workspace.saved_views(db, "log")
    assert (view.name, view.page) == ("_One_ device", "app.py")
    assert view.address == {
        "where.device": ["d1"],
        "hide": ["quotes"],
        "compare": ["device"],
        "group": ["d1"],
    }
    other = opened(open_page(monkeypatch, db), "views menu")
    assert r"\_One\_ device" in [each.label for each in other.button]
    other.button(key="open view _One_ device").click().run()
    assert other.session_state["filters"] == Filters.of(where={"device": ["d1"]})
    assert {*other.session_state["map_view"].hidden} == {"quotes", *OFF_AT_FIRST}
    assert other.session_state["map_view"].comparison == Comparison("device", ("d1",))
    opened(other, "views menu")
    other.button(key="Rename view _One_ device").click()
    opened(other, "views menu")
    other.text_input(key="view renamed").set_value("Phones")
    opened(other, "views menu")
    assert [view.name for view in workspace.saved_views(db, "log")] == ["Phones"]
    other.button(key="Delete view Phones").click().run()
    assert workspace.saved_views(db, "log") == []


@pytest.mark.parametrize(
    "page", ["app.py", "pages/paths.py", "pages/drop_off.py", "pages/customer.py"]
)
def test_nothing_left_names_the_filter_to_take_away(monkeypatch, sample_db, sample, page):
    late = {"from": "2031-01-01"}
    app = open_page(monkeypatch, sample_db, page, where__device="mobile", **late)
    [summary] = ask(sample, "summary", Filters.of(where={"device": ["mobile"]})).rows
    sentence = f"Without the dates from 1 Jan 2031, {summary['journeys']:,} journeys would be left."
    assert sentence in words(app).replace("\\", "")
    assert not drawings(app) and not app.expander and not app.dataframe
    button(app, "Take this filter away").click().run()
    assert app.session_state["filters"] == Filters.of(where={"device": ["mobile"]})
    assert drawings(app) or app.dataframe


def test_key_figures_open_their_evidence(monkeypatch, sample_db, sample):
    app = opened(open_page(monkeypatch, sample_db), "figure NPS")
    answer = ask(sample, "satisfaction", Filters(), metrics=("nps", "csat", "ces"))
    nps = next(row for row in answer.rows if row["metric"] == "nps")
    assert f"n {nps['n']:,} answers of all stages together" in words(app).replace("\\", "")
    assert "python -m journey show satisfaction --dataset sample" in words(app)


@pytest.mark.parametrize(
    "page", ["pages/paths.py", "pages/drop_off.py", "pages/customer.py", "pages/present.py"]
)
def test_every_screen_copies_its_link(monkeypatch, sample_db, page):
    app = open_page(monkeypatch, sample_db, page, where__device="mobile")
    assert "where.device=mobile" in words(opened(app, "copy link"))


def test_the_link_of_the_home_is_in_the_menu_of_the_map(monkeypatch, sample_db):
    app = open_page(monkeypatch, sample_db, hide="quotes")
    assert "?dataset=sample&hide=quotes" in words(app)
