"""The answers of a survey by question and by group."""

from journey.data.ask import ask
from journey.model.filters import Filters
from journey.presenters import survey
from tests.logs import build, event

ROWS = [
    event(f"c{number}", f"2025-01-{1 + number % 28:02d}", question, csat=score)
    for number in range(40)
    for question, score in (("Ordering", 5), ("Billing", 5 if number < 8 else 1))
]


def test_each_metric_is_told_once_highest_first(tmp_path):
    """All 40 are satisfied with the ordering, 8 of 40 with the bill; the mean of both metrics is left out."""
    generation = build(tmp_path, ROWS, assumed=("scale.csat=1-5",))
    rows = survey.by_metric(ask(generation, "satisfaction", Filters(), by=("touchpoint",)).rows)
    assert list(rows) == ["csat"]
    assert [(row["touchpoint"], row["value"]) for row in rows["csat"]] == [
        ("Ordering", 1.0),
        ("Billing", 0.2),
    ]
    assert survey.basis("", rows["csat"]) == "CSAT: share of satisfied answers, 4-5 on 1-5."
    assert survey.headline(rows["csat"], "touchpoint") == (
        "CSAT is highest for Ordering (100 %) and lowest for Billing (20 %)"
    )


def row(name, value, low, high) -> dict:
    return {
        "metric": "nps",
        "definition": "",
        "group": name,
        "value": value,
        "low": low,
        "high": high,
    }


def test_intervals_that_overlap_give_no_order():
    rows = [row("a", 20, 10, 30), row(None, 12, 2, 22)]
    assert survey.headline(rows, "group") == (
        "NPS runs from (no value) (+12) to a (+20); the intervals overlap"
    )
    assert survey.headline(rows[:1], "group") == "NPS is +20 for a"


def test_what_all_questions_begin_with_is_told_once():
    names = ["How satisfied are you? – Billing", "How satisfied are you? – Bill of the year"]
    question, rows = survey.without_common_start(
        [{"touchpoint": name} for name in names], "touchpoint"
    )
    assert question == "How satisfied are you?"
    assert [row["touchpoint"] for row in rows] == ["Billing", "Bill of the year"]
    assert survey.without_common_start([{"touchpoint": names[0]}], "touchpoint")[0] == ""
    assert (
        survey.without_common_start(
            [{"touchpoint": "Billing"}, {"touchpoint": "Bill"}], "touchpoint"
        )[0]
        == ""
    )
