"""Evidence on the emotions at a touchpoint: the mean valence, and what customers named."""

from typing import TYPE_CHECKING

from journey.data.answer import Answer
from journey.map.captions import emotion_sentence
from journey.map.evidence.context import (
    INTERVAL,
    CellText,
    Context,
    nouns,
    percent_span,
    share_of,
    table,
)
from journey.map.evidence.measures import VALENCE
from journey.map.evidence.panel_data import Named, Table
from journey.map.model import Touchpoint, emotion_grade
from journey.model.metrics import SCORE_VALENCE
from journey.model.words import count, percent, plural

if TYPE_CHECKING:
    from journey.data.views.rows import EmotionsRow


def emotion_text(touchpoint: Touchpoint, context: Context) -> CellText:
    answer, emotion = context.answers.answers["emotions"], touchpoint.emotion
    metric = SCORE_VALENCE if emotion and emotion.is_by_scores else "sentiment"
    means = (
        row["definition"]
        for row in answer.rows
        if row["metric"] == metric and row["definition"].startswith("mean")
    )
    return CellText(
        emotion_sentence(touchpoint) + _other_source(touchpoint),
        f"{next(means, 'mean valence')}; {answer.definitions['low']}",
        VALENCE.unit,
        emotion_grade(touchpoint.emotion),
        _named_table(touchpoint, context),
        answer.command,
    )


def _other_source(touchpoint: Touchpoint) -> str:
    """How many events the source has that the mean does not use."""
    emotion = touchpoint.emotion
    if not emotion or not emotion.others:
        return ""
    what = "a recorded feeling" if emotion.is_by_scores else "a score"
    return f" Not in it: {plural(emotion.others, 'event')} with {what}, as a mean uses one source."


def _named_table(touchpoint: Touchpoint, context: Context) -> Table:
    """The emotions that were named there, the most frequent first; hidden numbers are left out."""
    here = (touchpoint.stage, touchpoint.name)
    known = [
        row
        for row in context.answers.rows("labels")
        if (row["stage"], row["touchpoint"]) == here
        and row["emotion"] is not None
        and row["events"] is not None
    ]
    total = sum(row["events"] for row in known)
    rows = [
        [row["emotion"], count(row["events"]), share_of(row["events"], total)]
        for row in sorted(known, key=lambda row: -row["events"])
    ]
    return table(nouns("emotions", "emotion", "events", "share"), rows)


def labels(answer: "Answer[EmotionsRow]") -> Named:
    """The emotions of one touchpoint with their intervals, and where the valences come from."""
    whole = next((row for row in answer.rows if row["emotion"] is None), None)
    labels = sorted(
        (row for row in answer.rows if row["emotion"] is not None), key=lambda row: -row["events"]
    )
    shown = table(
        nouns("emotions", "emotion", "events", "share", INTERVAL),
        [_label(row) for row in labels],
    )
    if not whole or whole["recorded_share"] is None:
        return {"table": shown}
    source = f"{percent(whole['recorded_share'])} of the valences were recorded, the others are those of the emotions' names."
    return {"table": shown, "source": source}


def _label(row: "EmotionsRow") -> list[str]:
    return [
        str(row["emotion"]),
        count(row["events"]),
        percent(row["share"]),
        percent_span(row["share_low"], row["share_high"]),
    ]
