"""The Customer screen: the customer in the link, next and previous as in the list, and a sentence where there is none."""

import json

import pytest

from journey.data.ask import ask
from journey.model.filters import Filters
from journey.presenters.customers import EVERY_EVENT
from journey.use.load import load
from tests.logs import build, event, load_options
from tests.ui.test_pages import component, open_page, words

PAGE = "pages/customer.py"
PHONE = {"where__channel": "phone"}


def button(app, words: str):
    return next(element for element in app.button if element.label == words)


def customer_in_link(app) -> str:
    value = app.query_params.get("customer", [""])
    return value if isinstance(value, str) else value[0]


@pytest.fixture(scope="module")
def order(sample) -> list[str]:
    """Customers with a journey by phone, the latest first."""
    rows = ask(sample, "journeys", Filters.of(where={"channel": ["phone"]}), top=100_000).rows
    return list(dict.fromkeys(row["customer_id"] for row in rows))


def test_the_customer_that_the_link_asks_for(monkeypatch, sample_db, sample):
    app = open_page(monkeypatch, sample_db, PAGE, customer="C000021")
    assert "C000021 has 2 journeys, both left, and felt worst at Basket (−0.5)" in words(app)
    drawn = json.dumps(component(app), ensure_ascii=False)
    for row in ask(sample, "journey", Filters(), customer="C000021").rows:
        assert row["touchpoint"] in drawn and (row["comment"] or "") in drawn
    assert component(app)["evidence"] is None and component(app)["narrow"]["width"] == 360


def test_next_and_previous_follow_the_list(monkeypatch, sample_db, order):
    app = open_page(monkeypatch, sample_db, PAGE, customer=order[0], **PHONE)
    assert button(app, "← Previous").disabled and f"Customer **1 of {len(order):,}**" in words(app)
    for customer in order[1:3]:
        button(app, "Next →").click().run()
        assert customer_in_link(app) == customer and customer in app.title[0].value
    button(app, "← Previous").click().run()
    assert customer_in_link(app) == order[1]
    last = open_page(monkeypatch, sample_db, PAGE, customer=order[-1], **PHONE)
    assert button(
        last, "Next →"
    ).disabled and f"Customer **{len(order):,} of {len(order):,}**" in words(last)


def test_gaps_to_scale_stay_in_the_address(monkeypatch, sample_db):
    app = open_page(monkeypatch, sample_db, PAGE, customer="C000021", gaps="scale")
    assert "This bar is 1 day." in json.dumps(component(app)["wide"])
    button(app, "Next →").click().run()
    assert app.query_params["gaps"] in ("scale", ["scale"])


def test_runs_are_folded_until_every_event_is_asked_for(monkeypatch, sample_db, sample):
    app = open_page(monkeypatch, sample_db, PAGE, customer="C002470")
    assert " × 4" in json.dumps(component(app)["wide"], ensure_ascii=False)
    height = component(app)["wide"]["height"]
    next(toggle for toggle in app.toggle if toggle.label == EVERY_EVENT).set_value(True).run()
    every = component(app)["wide"]
    assert " × " not in json.dumps(every, ensure_ascii=False) and every["height"] > height
    assert app.query_params["every"] in ("1", ["1"])
    names = [
        row["touchpoint"] for row in ask(sample, "journey", Filters(), customer="C002470").rows
    ]
    drawn = json.dumps(every)
    assert drawn.count('"Plan comparison"') >= names.count("Plan comparison") > 4


def test_nobody_is_asked_for(monkeypatch, sample_db, sample):
    rows = ask(sample, "journeys", Filters(), top=100_000).rows
    app = open_page(monkeypatch, sample_db, PAGE)
    assert (
        f"{len({row['customer_id'] for row in rows}):,} customers with {len(rows):,} journeys:"
        in words(app)
    )
    assert list(app.dataframe[0].value["Customer"]) == [row["customer_id"] for row in rows[:1000]]
    assert set(app.dataframe[0].value["Ended"]) == {"completed", "under way", "left"}
    assert "The latest 1,000 journeys are shown" in words(app)


def test_an_unknown_id_is_said(monkeypatch, sample_db):
    app = open_page(monkeypatch, sample_db, PAGE)
    app.text_input[0].set_value(" C000021 ").run()
    assert customer_in_link(app) == "C000021" and "C000021 has 2 journeys" in words(app)
    app.text_input[0].set_value("![x](http://evil.example)").run()
    assert (
        "There is no customer '![x](http:\u2060//evil.example)' in 'sample': check the id."
        in words(app)
    )
    assert len(app.dataframe) == 1 and not app.get("bidi_component")


def test_a_customer_outside_of_the_filters_is_shown_and_said(monkeypatch, sample_db):
    app = open_page(monkeypatch, sample_db, PAGE, customer="C000021", **{"from": "2025-12-01"})
    assert (
        "This customer is not in the list under these filters." in words(app)
        and component(app)["wide"]["height"] > 500
    )
    button(app, "Clear the filters").click().run()
    assert app.session_state["filters"] == Filters() and "Customer **1,315 of 6,500**" in words(app)


def test_journeys_that_the_filters_do_not_fit_are_counted(monkeypatch, sample_db):
    app = open_page(monkeypatch, sample_db, PAGE, customer="C000021", **{"from": "2025-10-01"})
    assert "1 of these 2 journeys matches the filters; all of them are shown." in words(app)


def test_nothing_matches(monkeypatch, sample_db):
    assert "No journey matches these filters" in words(
        open_page(monkeypatch, sample_db, PAGE, **{"from": "2031-01-01"})
    )


def test_one_customer_with_a_hostile_name(monkeypatch, tmp_path):
    name = "<img src=x onerror=alert(1)> **b** :red[x]"
    build(
        tmp_path,
        [
            event(
                name,
                "2025-01-01",
                name,
                channel=name,
                comment=name,
                stage="awareness",
                emotion="delight",
                nps=9,
            )
        ],
    )
    app = open_page(monkeypatch, tmp_path / "db", PAGE, customer=name)
    assert "was seen once, at" in words(app) and "Customer **1 of 1** in this list" in words(app)
    assert "**b**" not in app.title[0].value and name in json.dumps(component(app))


def test_answers_without_a_time(monkeypatch, tmp_path):
    (tmp_path / "survey.csv").write_text(
        "customer_id,nps,comment\nc1,9,fine\nc1,2,bad\nc2,5,so so\n", encoding="utf-8"
    )
    options = load_options(fixed=("touchpoint=Survey", "stage=retention"), assumed=("time=none",))
    load(tmp_path / "db", "survey", tmp_path / "survey.csv", options)
    assert "2 customers answered" in words(open_page(monkeypatch, tmp_path / "db", PAGE))
    app = open_page(monkeypatch, tmp_path / "db", PAGE, customer="c1")
    drawing = json.dumps(component(app))
    assert "c1 gave 2 answers" in words(app) and "Times are" not in words(app)
    assert (
        "NPS 9" in drawing
        and "1970" not in drawing
        and "later" not in drawing
        and not app.get("button_group")
    )
