"""Actions as a CSV that Jira imports: one issue a row, under the names of Jira's own fields."""

import csv
import io
from collections.abc import Iterable

from journey.export.plain_text import plain
from journey.export.sheets import safe_cell
from journey.presenters.workshops import aim
from journey.workshop.things import Action

FIELDS = ("Summary", "Description", "Assignee", "Due Date", "Labels")
LABEL = "customer-journey"


def jira(actions: Iterable[Action], notes: dict[str, str], source: str) -> bytes:
    """`notes` has the texts of notes by id, `source` says which workshop it was. Dates are ISO 8601: Jira asks for their form."""
    buffer = io.StringIO()
    writer = csv.writer(buffer)
    writer.writerow(FIELDS)
    for action in actions:
        row = (action.title, _description(action, notes, source), action.owner, action.due, LABEL)
        writer.writerow([safe_cell(words) for words in row])
    return buffer.getvalue().encode("utf-8-sig")


def _description(action: Action, notes: dict[str, str], source: str) -> str:
    lines = [f"Moves {aim(action)}."] if action.metric else []
    lines += [f"Answers: {plain(notes[id])}" for id in action.notes if id in notes]
    return "\n".join([*lines, source])
