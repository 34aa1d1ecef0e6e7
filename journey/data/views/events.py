"""The events themselves, the latest first: what is behind an answer or a feeling."""

from journey.data.generation import Generation
from journey.data.views.form import Row, View, ViewOptions
from journey.model.redaction import redacted


def _finish(generation: Generation, sums: list[Row], asked: ViewOptions) -> list[Row]:
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


def _definitions(generation: Generation) -> dict[str, str]:
    return {
        "valence": "recorded, else that of the emotion label, -1 to 1",
        "comment": "with e-mail addresses, links, long numbers and introduced names taken out",
    }


VIEW = View(
    "events",
    "events",
    _finish,
    _definitions,
    helpers=("all_events",),
    lists=True,
    rule="events",
    totals=lambda rows: {"events": rows[0]["all_events"] if rows else 0},
)
