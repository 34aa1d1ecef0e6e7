"""What they say: of each group the comment that comes nearest to how the group feels on average."""

from journey.data.generation import Generation
from journey.data.groups import labels
from journey.data.views.form import (
    COUNT,
    EVENTS,
    MOMENT,
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
from journey.model.filters import DIMENSIONS
from journey.model.redaction import redacted


def _finish(generation: Generation, sums: list[Row], options: ViewOptions) -> list[Row]:
    group = labels(generation, options.by)
    return [
        group(row)
        | {
            "quote": redacted(row["words"]),
            "valence": row["valence"],
            "occurred_at": row["occurred_at"],
            "quote_touchpoint": generation.touchpoints[row["touchpoint_no"]],
            "quote_channel": generation.channels[row["channel_no"]],
            "comments": row["comments"],
            "customers": row["customers"],
        }
        for row in sums
    ]


VIEW = View(
    "quotes",
    "comments",
    (
        Column(
            "quote",
            TEXT,
            (
                "the comment whose valence is nearest to the group's mean valence, the newest of those equally near; "
                "e-mail addresses, links, long numbers and introduced names are taken out"
            ),
        ),
        Column("valence", VALENCE, "of the event with the quote, -1 to 1"),
        Column("occurred_at", MOMENT, needs_time=True),
        *names("quote_touchpoint"),
        *names("quote_channel", blank=SOMETIMES),
        Column("comments", COUNT, "comments that it was taken from"),
        Column("customers", COUNT, noun="customers who wrote"),
    ),
    _finish,
    shared=shared_mode.QUOTES,
    by=DIMENSIONS,
    rule=EVENTS,
    lists_touchpoints=True,
)
