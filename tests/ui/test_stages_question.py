"""Touchpoints in no stage: the home takes the stages that their names speak of with one click, and says which have none."""

from tests.logs import build, event
from tests.ui.test_pages import open_page, words
from tests.ui.test_shared_ids import after_the_next_version, button

ROWS = [
    event(f"c{number:02}", f"2025-01-0{day}", name)
    for number in range(12)
    for day, name in enumerate(("Ad <b>", "Order placed", "Zzz"), 1)
]


def test_one_click_places_them(monkeypatch, tmp_path):
    build(tmp_path, ROWS)
    app = open_page(monkeypatch, tmp_path / "db")
    text = words(app).replace("\\", "")
    assert "3 touchpoints in no stage" in text
    assert "**Awareness** · Ad &lt;b&gt;" in text or "**Awareness** · Ad <b>" in text
    assert "**Purchase** · Order placed" in text
    assert [element.value for element in app.text if "Zzz" in element.value] == [
        "Without a proposal: Zzz"
    ]
    button(app, "Use these stages for 2 touchpoints").click().run()
    generation = after_the_next_version(app, tmp_path / "db")
    assert generation.definition.touchpoint_stages == {
        "Ad <b>": "awareness",
        "Order placed": "purchase",
    }
    after = open_page(monkeypatch, tmp_path / "db")
    assert "1 touchpoint in no stage" in words(after)
    assert not [each for each in after.button if each.label.startswith("Use these stages")]


def test_names_that_say_nothing_are_assigned_by_hand(monkeypatch, tmp_path):
    build(tmp_path, [event("a", "2025-01-01", "Zzz"), event("a", "2025-01-02", "Yyy")])
    app = open_page(monkeypatch, tmp_path / "db")
    assert "2 touchpoints in no stage" in words(app) and "speak of" not in words(app)
    assert [element.value for element in app.text if "Zzz" in element.value] == ["Yyy, Zzz"]


def test_a_survey_asks_for_stages_of_what_rates_a_part_of_the_journey(monkeypatch, tmp_path):
    """One question rates support, one asks for a recommendation, one for a comment: only the first can stand in a stage."""
    names = ("Would you recommend us?", "Customer support", "What about it?")
    rows = [
        event(f"c{number}", "2025-01-01", name, **answer)
        for number in range(12)
        for name, answer in zip(names, ({"nps": 9}, {"csat": 4}, {"comment": "fine"}))
    ]
    build(tmp_path, rows, "kind = 'survey'", assumed=("scale.csat=1-5", "scale.nps=0-10"))
    text = words(open_page(monkeypatch, tmp_path / "db"))
    assert "1 question on parts of the journey in no stage" in text
    assert "Use these stages for 1 question" in [
        each.label for each in open_page(monkeypatch, tmp_path / "db").button
    ]
