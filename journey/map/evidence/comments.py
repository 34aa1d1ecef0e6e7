"""Evidence in words: what customers said, and what the workshop noted."""

from typing import TYPE_CHECKING

from journey.data.answer import Answer
from journey.map.evidence.context import CellText, Context, nouns, table
from journey.map.grades import LOW_BASE, MEASURED
from journey.map.model import StageColumn
from journey.model.vocabulary import words_in_force
from journey.model.words import count

if TYPE_CHECKING:
    from journey.data.views.rows import EventsRow

MIN_CUSTOMERS = 30  # from which on a comment needs no caveat


def comments_text(stage: StageColumn, context: Context) -> CellText | None:
    quote, answer = stage.quote, context.answers.answers["quotes"]
    if quote is None:
        return None
    shown = table(
        nouns("quotes", "comments", "customers"), [[count(quote.comments), count(quote.customers)]]
    )
    return CellText(
        f"“{quote.words}” {_said()} {quote.touchpoint}.",
        answer.definitions["quote"],
        "comments",
        LOW_BASE if (quote.customers or 0) < MIN_CUSTOMERS else MEASURED,
        shown,
        answer.command,
    )


def _said() -> str:
    return "said a customer at" if words_in_force().are_comments_theirs else "was written at"


def notes_text(stage: StageColumn, context: Context) -> CellText | None:
    if not stage.notes:
        return None
    return CellText(
        f"What the workshop noted on {stage.name}.",
        "written by people, not measured",
        "notes",
        MEASURED,
        table(["note"], [[note] for note in reversed(stage.notes)]),
        "",
    )


def latest_comments(answers: "list[Answer[EventsRow]]", limit: int) -> list[str]:
    """The latest comments of each place after those of the one before, with day and emotion, none of them twice."""
    lines = [
        f"“{row['comment']}” {_day(row)}{row['touchpoint']}{_emotion_words(row['emotion'])}"
        for answer in answers
        for row in answer.rows
    ]
    return list(dict.fromkeys(lines))[:limit]


def _day(row: "EventsRow") -> str:
    """The day of a comment; nothing where answers have no time."""
    return f"{row['occurred_at'][:10]}, " if row["occurred_at"] else ""


def _emotion_words(emotion: str | None) -> str:
    return f", {emotion}" if emotion else ""
