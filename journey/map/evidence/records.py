"""The very journeys or events that a figure counts, the latest first."""

from datetime import datetime
from zoneinfo import ZoneInfo

from journey.data.answer import Answer
from journey.data.ask import AnyRow
from journey.map.answers import Question
from journey.map.captions import counted
from journey.map.evidence.context import nouns
from journey.map.evidence.panel_data import Records
from journey.map.one_customer import day_words, felt_at, money
from journey.model import vocabulary
from journey.model.cells import SCORES, Cell, cohort_cell
from journey.model.definition import UNASSIGNED
from journey.model.words import signed

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
    "customer_id",
    "first_at",
    "last_at",
    "furthest_stage",
    "outcome",
    "lowest_touchpoint",
    "last_touchpoint",
    "revenue",
)
MOMENTS = ("occurred_at", "first_at", "last_at")


def records_question(cell: Cell) -> Question:
    """The question for the very journeys or events that the figure counts."""
    if cell.kind in HAVING:
        return "events", {"at": cell.place, "having": HAVING[cell.kind], "top": LISTED_LIMIT}
    return "journeys", {"cohort": str(cohort_cell(cell)), "top": LISTED_LIMIT}


def records(cell: Cell, answer: Answer[AnyRow], timezone: str) -> Records:
    """The answer as a list, its times in this zone; columns in which nothing stands are left out."""
    columns, what = (
        (EVENT_COLUMNS, "event") if cell.kind in HAVING else (JOURNEY_COLUMNS, "journey")
    )
    total, zone = answer.totals[f"{what}s"], ZoneInfo(timezone)
    rows = [[_words(row, name, zone) for name in columns] for row in answer.rows]
    filled = [index for index in range(len(columns)) if any(row[index] != "" for row in rows)]
    shown = f"the latest {LISTED_LIMIT} of " if total > LISTED_LIMIT else ""
    return {
        "caption": f"{shown}{counted(total, what)}",
        "columns": nouns(f"{what}s", *(columns[index] for index in filled)),
        "rows": [[row[index] for index in filled] for row in rows],
        "command": answer.command,
    }


def _words(row: AnyRow, column: str, zone: ZoneInfo) -> str:
    """A value in a list: days as days, the time of an event to the minute, valences with their sign, outcomes in words."""
    value = row[column]
    if value is None or (column == "furthest_stage" and value == UNASSIGNED):
        return ""
    if column == "outcome":
        return vocabulary.outcome(value).noun
    if column in MOMENTS:
        moment = datetime.fromisoformat(value).astimezone(zone)
        day = day_words(moment)
        return f"{day}, {moment:%H:%M}" if column == "occurred_at" else day
    if column == "valence":
        return signed(value, 1)
    if column == "lowest_touchpoint":
        return felt_at(value, row["lowest_valence"])
    if column == "revenue":
        return money(value)
    return f"{value:g}" if isinstance(value, float) else str(value)
