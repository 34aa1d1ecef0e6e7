"""Actions as Jira takes them."""

import csv
import io

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
