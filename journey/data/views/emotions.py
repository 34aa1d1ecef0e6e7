"""Which emotions are felt how often, and the mean valence with its interval, by any groups."""

from journey.data.generation import Generation
from journey.data.groups import group_codes, labels
from journey.data.views.form import (
    COUNT,
    EVENTS,
    NAME,
    NUMBER,
    SHARE,
    SOMETIMES,
    VALENCE,
    Column,
    Row,
    View,
    estimate,
    with_interval_and_n,
)
from journey.data.views.options import ViewOptions
from journey.data.views.valence import felt, mean_valence
from journey.model import shared_mode
from journey.model.filters import DIMENSIONS
from journey.model.intervals import UNKNOWN, wilson

ANY = -1


def _finish(generation: Generation, sums: list[Row], options: ViewOptions) -> list[Row]:
    group = labels(generation, options.by)
    labelled = {group_codes(row): row for row in sums if row["emotion_no"] == ANY}
    return [{**group(row), **_row(generation, row, labelled[group_codes(row)])} for row in sums]


def _row(generation: Generation, row: Row, whole: Row) -> Row:
    is_any, labelled = row["emotion_no"] == ANY, whole["labelled_events"]
    share = None if is_any else row["events"] / labelled
    interval = UNKNOWN if share is None else wilson(share, whole["labelled_customers"])
    valence = mean_valence(row)
    return {
        "emotion": None if is_any else generation.emotions[row["emotion_no"]],
        "events": row["events"],
        "customers": row["customers"],
        **estimate("share", share, interval, labelled),
        "mean_valence": valence["mean_valence"],
        "low": valence["mean_valence_low"],
        "high": valence["mean_valence_high"],
        "n": valence["mean_valence_n"],
        "recorded_share": row["recorded"] / row["answers"] if row["answers"] else None,
        "valence_customers": row["answering_customers"],
        "labelled_customers": whole["labelled_customers"],
        "felt": felt(generation, row),
    }


VIEW = View(
    "emotions",
    "events",
    (
        Column(
            "emotion",
            NAME,
            "the label, in lower case; the row without one stands for all events with a label or a valence",
            blank=SOMETIMES,
        ),
        Column("events", COUNT),
        Column("customers", COUNT),
        *with_interval_and_n(
            Column(
                "share",
                SHARE,
                (
                    "events with this label / events with any label in the group, share_n; its interval takes each "
                    "customer for one answer, which is wide rather than narrow where customers answer more than once"
                ),
                rests_on="labelled_customers",
                implies="events",
            )
        ),
        Column(
            "mean_valence",
            VALENCE,
            "mean of recorded valences, else of those of the labels, -1 to 1; low and high: 95 % interval",
            rests_on="valence_customers",
            implies="felt",
        ),
        Column("low", NUMBER, rests_on="valence_customers", implies="felt"),
        Column("high", NUMBER, rests_on="valence_customers", implies="felt"),
        Column("n", COUNT, "events with a valence", implies="felt"),
        Column(
            "recorded_share",
            SHARE,
            "share of these valences that were recorded, not taken from the label",
            rests_on="valence_customers",
            of="n",
        ),
        Column("valence_customers", COUNT, is_helper=True),
        Column("labelled_customers", COUNT, is_helper=True),
        Column("felt", COUNT, is_helper=True),
    ),
    _finish,
    shared=shared_mode.EMOTIONS,
    by=DIMENSIONS,
    rule=EVENTS,
    lists_touchpoints=True,
)
