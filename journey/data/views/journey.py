"""One customer's events, journey by journey: when, where, how it felt, what was answered and said."""

from journey.data.generation import Generation
from journey.data.views.flow import ENDS
from journey.data.views.form import (
    MOMENT,
    MONEY,
    NAME,
    NUMBER,
    SCORE,
    SECONDS,
    SOMETIMES,
    TEXT,
    VALENCE,
    Bound,
    Column,
    Row,
    View,
    names,
)
from journey.data.views.options import ViewOptions
from journey.model import shared_mode
from journey.model.errors import UnknownName
from journey.model.redaction import redacted

SCORES = ("valence", "nps", "csat", "ces", "revenue")


def _bound(generation: Generation, options: ViewOptions) -> Bound:
    found = generation.rows(
        "select customer_no from customers where customer_id = $id", {"id": options.customer}
    )
    if not found:
        raise UnknownName("customer", options.customer, remedy="check the id")
    return {"customer_no": found[0][0]}, ()


def _finish(generation: Generation, sums: list[Row], options: ViewOptions) -> list[Row]:
    numbers = {
        number: place
        for place, number in enumerate(dict.fromkeys(row["journey_no"] for row in sums), 1)
    }
    return [
        _row(generation, row, before, numbers[row["journey_no"]])
        for before, row in zip([None, *sums], sums)
    ]


def _row(generation: Generation, row: Row, before: Row | None, journey: int) -> Row:
    own = before if before and before["journey_no"] == row["journey_no"] else None
    return {
        "customer_id": row["customer_id"],
        "journey_id": row["journey_id"] or None,
        "journey_no": journey,
        "step": row["step_no"],
        "occurred_at": row["occurred_at"],
        "seconds_since_before": row["occurred_s"] - own["occurred_s"] if own else None,
        "duration_seconds": row["duration_s"],
        "stage": generation.stages[row["stage_no"]],
        "touchpoint": generation.touchpoints[row["touchpoint_no"]],
        "channel": generation.channels[row["channel_no"]],
        "emotion": generation.emotions.get(row["emotion_no"]),
        **{name: row[name] for name in SCORES},
        "comment": redacted(row["words"]) if row["words"] else None,
        "outcome": ENDS[row["end_no"]],
        "furthest_stage": generation.stages[row["furthest_stage_no"]],
    }


VIEW = View(
    "journey",
    "events",
    (
        *names("customer_id"),
        *names("journey_id", blank=SOMETIMES),
        Column(
            "journey_no",
            NUMBER,
            "the customer's journeys in the order in which they begin; filters do not apply",
        ),
        Column("step", NUMBER, needs_time=True),
        Column("occurred_at", MOMENT, needs_time=True),
        Column(
            "seconds_since_before",
            SECONDS,
            "since the event before in the same journey",
            needs_time=True,
        ),
        Column(
            "duration_seconds",
            SECONDS,
            "from the event's start to its end, where the file tells both",
            needs_time=True,
        ),
        *names("stage", "touchpoint"),
        *names("channel", "emotion", blank=SOMETIMES),
        Column("valence", VALENCE),
        Column("nps", SCORE),
        Column("csat", SCORE),
        Column("ces", SCORE),
        Column("revenue", MONEY),
        Column(
            "comment",
            TEXT,
            "with e-mail addresses, links, long numbers and introduced names taken out",
        ),
        Column(
            "outcome",
            NAME,
            "completed, ended_well, in_progress or dropped_off, of the whole journey",
            needs_time=True,
        ),
        *names("furthest_stage"),
    ),
    _finish,
    shared=shared_mode.OF_SINGLE_CUSTOMERS,
    options=("customer",),
    needs=("customer",),
    totals=lambda rows: {"events": len(rows), "journeys": rows[-1]["journey_no"] if rows else 0},
    bound=_bound,
)
