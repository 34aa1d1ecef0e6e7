"""The events themselves, the latest first: what is behind an answer or a feeling."""

from journey.data.generation import Generation
from journey.data.views.form import (
    COUNT,
    EVENTS,
    MOMENT,
    SCORE,
    SOMETIMES,
    TEXT,
    VALENCE,
    Column,
    Row,
    View,
    names,
)
from journey.data.views.options import ViewOptions
from journey.model import shared_mode
from journey.model.redaction import redacted


def _finish(generation: Generation, sums: list[Row], options: ViewOptions) -> list[Row]:
    return [
        {
            "customer_id": row["customer_id"],
            "occurred_at": row["occurred_at"],
            "stage": generation.stages[row["stage_no"]],
            "touchpoint": generation.touchpoints[row["touchpoint_no"]],
            "channel": generation.channels[row["channel_no"]],
            "emotion": generation.emotions.get(row["emotion_no"]),
            **{name: row[name] for name in ("valence", "nps", "csat", "ces")},
            "comment": redacted(row["words"]) if row["words"] else None,
            "all_events": row["all_events"],
        }
        for row in sums
    ]


VIEW = View(
    "events",
    "events",
    (
        *names("customer_id"),
        Column("occurred_at", MOMENT, needs_time=True),
        *names("stage", "touchpoint"),
        *names("channel", "emotion", blank=SOMETIMES),
        Column("valence", VALENCE, "recorded, else that of the emotion label, -1 to 1"),
        Column("nps", SCORE),
        Column("csat", SCORE),
        Column("ces", SCORE),
        Column(
            "comment",
            TEXT,
            "with e-mail addresses, links, long numbers and introduced names taken out",
        ),
        Column("all_events", COUNT, is_helper=True),
    ),
    _finish,
    shared=shared_mode.OF_SINGLE_CUSTOMERS,
    options=(
        "top",
        "having",
    ),
    rule=EVENTS,
    totals=lambda rows: {"events": rows[0]["all_events"] if rows else 0},
)
