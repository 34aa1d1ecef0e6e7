"""Actions as Jira takes them."""

import csv
import io

import pytest

from journey.export.jira import jira
from journey.workshop.things import Action

ACTIONS = [
    Action("Ask once", "Mia", "2026-12-31", "felt", "buy", "Card", 0.1, 0.4, ("note-1", "gone")),
    Action('=HYPERLINK("http://x")', "", "", notes=("note-2",)),
]
NOTES = {"note-1": "App asks, twice\nor more", "note-2": "+1"}


def test_a_row_an_action_under_the_names_of_the_fields():
    text = jira(ACTIONS, NOTES, "Workshop of 2026-11-30").decode("utf-8-sig")
    first, second = csv.DictReader(io.StringIO(text))
    assert first == {
        "Summary": "Ask once",
        "Description": "Moves felt at Card, buy: from 0.1 to 0.4.\nAnswers: App asks, twice\nor more\nWorkshop of 2026-11-30",
        "Assignee": "Mia",
        "Due Date": "2026-12-31",
        "Labels": "customer-journey",
    }
    assert second["Summary"] == '\'=HYPERLINK("http://x")', "no formula"
    assert second["Description"] == "Answers: +1\nWorkshop of 2026-11-30"


@pytest.mark.parametrize("sign", ["=", "+", "-", "@", "\t=", "\n=", "＝", "＋", "－", "＠"])
def test_no_field_runs_as_a_formula(sign):
    """The wide signs run where East Asian words are typed."""
    text = jira([Action(f"{sign}A1", f"{sign}A1")], {}, "x").decode("utf-8-sig")
    [row] = csv.DictReader(io.StringIO(text))
    assert row["Summary"].startswith("'") and row["Assignee"].startswith("'")
