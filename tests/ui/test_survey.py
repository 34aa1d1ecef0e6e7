"""The home of a survey: its answers by question, then by the group that is chosen."""

from tests.logs import build, event
from tests.ui.test_pages import open_page, words

SURVEY = 'kind = "survey"\n'


def answers() -> list[dict]:
    """60 customers of two regions and two plans, each with an answer to two questions."""
    return [
        event(
            f"c{number}",
            f"2025-01-{1 + number % 28:02d}",
            question,
            nps=number % 11,
            region=("North", "South")[number % 2],
            plan=("basic", "plus")[number % 3 // 2],
        )
        for number in range(60)
        for question in ("Recommend", "Again")
    ]


def test_answers_are_shown_by_question_and_by_the_group_chosen(monkeypatch, tmp_path):
    build(tmp_path, answers(), SURVEY, assumed=("scale.nps=0-10",))
    app = open_page(monkeypatch, tmp_path / "db")
    tables = [box.label for box in app.expander]
    assert [label for label in tables if label.startswith("By ")] == [
        "By question: table and definitions",
        "By region: table and definitions",
    ]
    [group_by] = [box for box in app.selectbox if box.label == "Group by"]
    group_by.set_value("plan").run()
    assert not app.error and not app.exception
    assert app.query_params["attribute"] == "plan"
    assert "plus" in words(app) and "By plan: table and definitions" in [
        box.label for box in app.expander
    ]
