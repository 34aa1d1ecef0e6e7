"""The Drop-off screen: its words and its lists are the numbers of the views; links, rules, small and odd data."""

import json

import pytest

from journey.data.ask import ask
from journey.model.filters import Filters
from journey.model.path_filters import path_filter
from journey.model.words import count
from journey.presenters.drop_off import traits
from tests.logs import build, event
from tests.ui import test_pages
from tests.ui.test_pages import open_page, words

PAGE = "pages/drop_off.py"
HOSTILE = "![x](http://evil.example/i.png) <b>:red[a]</b> $x$"


def figures(app) -> list[dict]:
    return [json.loads(chart.proto.spec) for chart in app.get("plotly_chart")]


def drawings(app) -> list[dict]:
    """The funnel, and the contrasts where there are any."""
    return [each.get("drawing", each) for each in test_pages.drawings(app)]


def funnel(generation, stage: str) -> dict:
    return next(row for row in ask(generation, "funnel", Filters()).rows if row["stage"] == stage)


def test_the_sentence_names_the_stage_that_loses_most_and_the_steepest(
    monkeypatch, sample_db, sample
):
    app = open_page(monkeypatch, sample_db, PAGE)
    largest, steepest = funnel(sample, "awareness"), funnel(sample, "retention")
    title = app.title[0].value.replace("\\", "")
    assert title.startswith(
        f"{count(largest['dropped_off'])} journeys left awareness, 37 % of those who reach it"
    )
    assert title.endswith(f"the largest share in retention, 55 % of {count(steepest['reached'])}")


def test_the_funnel_comes_alone_until_the_browser_has_drawn_it(monkeypatch, sample_db, sample):
    """The first run asks for nothing but the funnel; the next one, which the browser asks for, shows all."""
    app = open_page(monkeypatch, sample_db, PAGE, is_drawn=False, stage="purchase")
    assert [row["name"] for row in drawings(app)[0]["rows"]] == [
        row["stage"] for row in ask(sample, "funnel", Filters()).rows
    ]
    assert "2,660 journeys left awareness" in words(app)
    assert not app.get("plotly_chart") and not app.header and len(drawings(app)) == 1
    app.run()
    assert len(drawings(app)) == 2 and len(app.get("plotly_chart")) == 4
    assert "740 journeys left purchase" in words(app)


def test_what_a_link_gets_wrong_is_said_once_all_is_drawn(monkeypatch, sample_db):
    app = open_page(monkeypatch, sample_db, PAGE, is_drawn=False, cohort="day", who="lost/x/y")
    assert "Ignored from the link" not in words(app)
    app.run()
    for part in ("cohort=day", "who=lost/x/y"):
        assert f"Ignored from the link: '{part}' does not apply" in words(app)


def test_without_a_funnel_to_draw_nothing_waits_for_it(monkeypatch, tmp_path):
    """Of the south nobody is in the first stage: there is no funnel in order, and no browser could say that it is drawn."""
    rows = [
        event(f"c{number}", "2025-01-01", "Shop", stage="purchase", region="south")
        for number in range(12)
    ]
    rows += [event("a", "2025-01-01", "Ad", stage="awareness", region="north")]
    rows += [event("z", "2025-12-31", "Use", stage="retention", region="north")]
    build(tmp_path, rows)
    link = {"rule": "ordered", "stage": "purchase", "where__region": "south"}
    app = open_page(monkeypatch, tmp_path / "db", PAGE, is_drawn=False, **link)
    assert "No journey was in awareness, the first stage" in words(app)
    assert "12 customers in total, all those who left purchase" in words(app)


def test_what_sets_the_lost_apart_is_one_chart_of_the_view(monkeypatch, sample_db, sample):
    app = open_page(monkeypatch, sample_db, PAGE, stage="purchase")
    [known, within] = drawings(app)[1]["groups"]
    rows = ask(sample, "contrasts", Filters(), stage="purchase").rows
    failed = next(
        row for row in rows if (row["rule"], row["value"]) == ("landmark", "Payment failed")
    )
    drawn = next(row for row in within["rows"] if row["words"] == "Payment failed")
    assert drawn["difference"] == pytest.approx(100 * failed["difference"]) and drawn["is_linked"]
    for group in (known, within):
        gaps = [abs(row["difference"]) for row in group["rows"]]
        assert gaps == sorted(gaps, reverse=True) and len(gaps) > 2
    assert "Known at entry: what journeys' events held" in words(app)


def test_every_part_of_a_stage_counts_the_same_journeys(monkeypatch, sample_db, sample):
    row = funnel(sample, "purchase")
    app = open_page(monkeypatch, sample_db, PAGE, stage="purchase")
    text, drawn = words(app), figures(app)
    lost = row["dropped_off"]
    assert (
        f"purchase: {count(row['reached'])} reached = {count(row['advanced'])} went on + " in text
    )
    assert f"{lost} journeys in total, all those who left purchase" in text
    assert f"The latest 100 of {lost} journeys left purchase." in text
    assert f"{lost} that left and {count(row['advanced'])} that went on" in text
    exits = next(
        figure for figure in drawn if "last event was there" in json.dumps(figure["layout"])
    )
    assert sum(exits["data"][0]["x"]) == lost
    assert (
        "Half have gone on from purchase within 9.1 days" in text
        and "Ignored from the link" not in text
    )


def test_the_ordered_rule_is_named_and_has_its_window(monkeypatch, sample_db, sample):
    app = open_page(monkeypatch, sample_db, PAGE, rule="ordered", within="30")
    first = ask(sample, "ordered", Filters(), within=30.0).rows[0]
    assert "Strictly in order and in time" in words(
        app
    ) and "within 30 days of the first event in awareness" in words(app)
    drawing = drawings(app)[0]
    assert [entry["words"] for entry in drawing["legend"]] == [
        "went on",
        "completed",
        "under way",
        "out of order",
        "stopped",
    ]
    assert drawing["rows"][0]["parts"][0]["id"] == "advanced"
    assert drawing["rows"][0]["words"].startswith(f"{count(first['reached'])} in order")


@pytest.mark.parametrize(
    "who, listed",
    [
        ("in_progress", "under way in purchase"),
        (path_filter("exit", "purchase", "Basket"), "last seen at Basket in purchase"),
    ],
)
def test_a_link_lists_the_journeys_of_a_figure(monkeypatch, sample_db, sample, who, listed):
    app = open_page(
        monkeypatch,
        sample_db,
        PAGE,
        stage="purchase",
        who=who,
        begun="2025-05-01",
        group="mobile",
        attribute="device",
    )
    narrowed = Filters.of(where={"device": ["mobile"]}).with_dates(
        *days("2025-05-01", "2025-05-31")
    )
    total = ask(
        sample, "journeys", narrowed.in_cohort(who if "/" in who else f"{who}/purchase")
    ).totals["journeys"]
    if total:
        assert f"{total} journeys {listed}, started in May 2025, device mobile" in words(app)
    else:
        assert "This figure counts no journeys" in words(app)


def days(first: str, last: str):
    from datetime import date

    return date.fromisoformat(first), date.fromisoformat(last)


@pytest.mark.parametrize("stage", ["awareness", "purchase"])
def test_a_trait_leads_to_the_lost_that_have_it(sample, stage):
    filters, counted = Filters.of(where={"region": ["North", "South"]}), 0
    for row in ask(sample, "contrasts", filters, stage=stage).rows:
        trait = traits.link_value(row, filters)
        if trait:
            lost = traits.narrowed(filters.in_cohort(f"dropped_off/{stage}"), trait)
            assert ask(sample, "summary", lost).rows[0]["journeys"] == row["lost_with"], row
            counted += 1
    assert counted > 5


def test_a_trait_in_the_link_narrows_the_list(monkeypatch, sample_db, sample):
    app = open_page(
        monkeypatch, sample_db, PAGE, stage="purchase", trait="touchpoint//Payment%20failed"
    )
    row = next(
        row
        for row in ask(sample, "contrasts", Filters(), stage="purchase").rows
        if (row["rule"], row["value"]) == ("landmark", "Payment failed")
    )
    assert f"{row['lost_with']} journeys left purchase, with Payment failed" in words(app)


def test_a_trait_does_not_take_the_place_of_the_group(monkeypatch, sample_db, sample):
    """Within a device group no other device is offered, so that the list always matches its sentence."""
    link = {
        "stage": "purchase",
        "attribute": "device",
        "group": "desktop",
        "trait": "attribute/device/mobile",
    }
    text = words(open_page(monkeypatch, sample_db, PAGE, **link))
    rows = ask(sample, "funnel", Filters.of(where={"device": ["desktop"]})).rows
    lost = next(row for row in rows if row["stage"] == "purchase")["dropped_off"]
    assert (
        f"{lost} journeys left purchase, device desktop." in text
        and "Ignored from the link: 'trait=attribute/device/mobile' does not apply" in text
    )


def test_the_goal_loses_nobody(monkeypatch, sample_db, sample):
    text = words(open_page(monkeypatch, sample_db, PAGE, stage="advocacy"))
    assert (
        "advocacy is the goal" in text
        and f"{funnel(sample, 'advocacy')['completed']} journeys completed advocacy" in text
    )


def test_what_cannot_be_asked_falls_back(monkeypatch, sample_db):
    app = open_page(
        monkeypatch,
        sample_db,
        PAGE,
        stage="nowhere",
        rule="x",
        within="-1",
        cohort="day",
        attribute="mood",
        who="lost/x/y",
        begun="2020-01-01",
        group="?",
    )
    assert "2,660 journeys left awareness." in words(app)
    for part in (
        "stage=nowhere",
        "rule=x",
        "cohort=day",
        "attribute=mood",
        "who=lost/x/y",
        "begun=2020-01-01",
        "group=?",
    ):
        assert (
            f"Ignored from the link: '{part}' does not apply to this dataset under these filters."
            in words(app)
        )


def test_half_who_go_on_are_0_40(monkeypatch, tmp_path):
    """Of 10 customers 4 go on, each after as many days as its number; all are watched for 100 days."""
    rows = [event(f"c{number}", "2025-01-01", "Ad", stage="awareness") for number in range(10)]
    rows += [
        event(f"c{number}", f"2025-01-{2 + number:02}", "Shop", stage="consideration")
        for number in range(4)
    ]
    rows += [
        event(f"z{number}", "2025-12-31", "Shop", stage="consideration") for number in range(10)
    ]
    build(tmp_path, rows)
    app = open_page(monkeypatch, tmp_path / "db", PAGE, stage="awareness")
    assert "Fewer than half have gone on from awareness as far as is seen: 40 %" in words(
        app
    ) and "4 of 10 customers have gone on" in words(app)
    assert "Nothing was tested" in words(app) and "no attribute to group customers by" in words(app)


def test_no_stages_say_what_to_do(monkeypatch, tmp_path):
    build(
        tmp_path, [event(f"c{number}", f"2025-0{1 + number % 9}-01", "Ad") for number in range(12)]
    )
    app = open_page(monkeypatch, tmp_path / "db", PAGE)
    assert "in no stage: drop-off is not available yet" in words(app)
    assert [
        button.label for button in app.button if "Assign them" in button.label
    ] and "in total, all those who left in no stage" in words(app)


def test_nobody_and_nobody_lost(monkeypatch, sample_db, tmp_path):
    assert "No journey matches these filters" in words(
        open_page(monkeypatch, sample_db, PAGE, **{"from": "2031-01-01"})
    )
    build(
        tmp_path,
        [
            event("a", "2025-01-01", "Ad", stage="awareness"),
            event("b", "2025-01-02", "Ad", stage="awareness"),
        ],
    )
    text = words(open_page(monkeypatch, tmp_path / "db", PAGE))
    assert "None of the 2 customers left" in text and "No journey left awareness" in text


def test_hostile_names_stay_letters(monkeypatch, tmp_path):
    rows = [
        event(
            f"c{number}",
            "2025-01-01",
            HOSTILE,
            stage="awareness",
            mood=HOSTILE if number % 2 else "=1+1",
        )
        for number in range(80)
    ]
    rows += [
        event(f"c{number}", "2025-01-02", "Shop", stage="consideration") for number in range(40)
    ]
    rows += [event("late", "2025-12-31", "Shop", stage="consideration")]
    build(tmp_path, rows)
    app = open_page(
        monkeypatch,
        tmp_path / "db",
        PAGE,
        stage="awareness",
        who=path_filter("exit", "awareness", " ".join(HOSTILE.split())),
    )
    for kind in (app.title, app.header, app.subheader, app.caption, app.markdown):
        assert not any("![x](" in element.value for element in kind)
    assert "40 customers in total" in words(app)
    for figure in app.get("plotly_chart"):
        assert "<b>:red" not in figure.proto.spec.replace("\\u003c", "<")


def test_the_ordered_funnel_lists_whom_it_counts(monkeypatch, sample_db, sample):
    stopped = next(
        row for row in ask(sample, "ordered", Filters()).rows if row["name"] == "retention"
    )["stopped"]
    app = open_page(
        monkeypatch,
        sample_db,
        PAGE,
        rule="ordered",
        stage="retention",
        who=path_filter("inorder", "retention", "90", "stopped"),
    )
    assert (
        f"The latest 100 of {stopped} journeys stopped in retention, in order within 90 days"
        in words(app)
    )


def test_journeys_chosen_by_what_became_of_them_have_no_share_of_it(monkeypatch, sample_db):
    """740 left purchase: the filter says so, and nobody is compared with anybody."""
    app = open_page(monkeypatch, sample_db, PAGE, where__cohort="dropped_off/purchase")
    assert app.title[0].value == "740 journeys chosen by the filter"
    [drawn] = drawings(app)
    assert "%" not in json.dumps(drawn, ensure_ascii=False), drawn
    assert "shares of who left say nothing here" in words(app)
    assert not app.get("plotly_chart")
