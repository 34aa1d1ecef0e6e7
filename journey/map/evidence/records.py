"""The very journeys or events that a figure counts, the latest first."""

from journey.data.answer import Answer
from journey.data.ask import AnyRow
from journey.map.answers import Question
from journey.map.captions import counted
from journey.map.evidence.context import nouns
from journey.map.evidence.panel_data import Records
from journey.model import vocabulary
from journey.model.cells import SCORES, Cell, cohort_cell

LISTED_LIMIT = 25
HAVING = {
    "valence": "valence",
    "score_valence": "score",
    "commented": "comment",
    "passes": "",
    "channels": "",
    "more": "",
    **{metric: metric for metric in SCORES},
}
EVENT_COLUMNS = (
    "occurred_at",
    "comment",
    "customer_id",
    "touchpoint",
    "channel",
    "emotion",
    "valence",
    "nps",
    "csat",
    "ces",
)
JOURNEY_COLUMNS = (
    "last_at",
    "customer_id",
    "journey_id",
    "steps",
    "furthest_stage",
    "outcome",
    "last_touchpoint",
    "revenue",
)


def records_question(cell: Cell) -> Question:
    """The question for the very journeys or events that the figure counts."""
    if cell.kind in HAVING:
        return "events", {"at": cell.place, "having": HAVING[cell.kind], "top": LISTED_LIMIT}
    return "journeys", {"cohort": str(cohort_cell(cell)), "top": LISTED_LIMIT}


def records(cell: Cell, answer: Answer[AnyRow]) -> Records:
    """The answer as a list; columns in which nothing stands are left out."""
    columns, what = (
        (EVENT_COLUMNS, "event") if cell.kind in HAVING else (JOURNEY_COLUMNS, "journey")
    )
    total = answer.totals[f"{what}s"]
    rows = [[_shown(row[name], name) for name in columns] for row in answer.rows]
    filled = [index for index in range(len(columns)) if any(row[index] != "" for row in rows)]
    shown = f"the latest {LISTED_LIMIT} of " if total > LISTED_LIMIT else ""
    return {
        "caption": f"{shown}{counted(total, what)}",
        "columns": nouns(f"{what}s", *(columns[index] for index in filled)),
        "rows": [[row[index] for index in filled] for row in rows],
        "command": answer.command,
    }


def _shown(value: str | float | None, column: str) -> str:
    """A value in a list: times to the minute, numbers without noise, outcomes in words."""
    if value is None:
        return ""
    if column == "outcome":
        return vocabulary.outcome(str(value)).noun
    if isinstance(value, float):
        return f"{value:g}"
    text = str(value)
    return text[:16].replace("T", " ") if text.endswith("Z") and "T" in text[:11] else text
