"""Cases that are handed on from channel to channel, and how often customers then have to make contact once more."""

from journey.data.generation import Generation
from journey.data.needs import HAND_OFF, lacking
from journey.data.views.form import (
    COUNT,
    MERGED,
    SHARE,
    Column,
    Row,
    View,
    share,
    with_interval_and_n,
)
from journey.data.views.options import ViewOptions
from journey.model import shared_mode
from journey.model.intervals import share_difference
from journey.model.small_numbers import is_rated
from journey.model.words import span

WHOLE_CHANNEL = 0


def _finish(generation: Generation, sums: list[Row], options: ViewOptions) -> list[Row]:
    whole = {row["source_no"]: row for row in sums if row["target_no"] == WHOLE_CHANNEL}
    rows = [
        _row(generation, row, whole[row["source_no"]])
        for row in sums
        if row["target_no"] != WHOLE_CHANNEL
    ]
    return sorted(rows, key=lambda row: (-_surely_more(row), -row["journeys"]))


def _surely_more(row: Row) -> float:
    """Journeys that surely would not have made contact again, had they been like the others."""
    return max(0.0, float(row["journeys"] * (row["difference_low"] or 0)))


def _row(generation: Generation, row: Row, whole: Row) -> Row:
    again, journeys = row["again_journeys"], row["journeys"]
    others = whole["journeys"] - journeys
    others_again = whole["again_of_channel"] - row["again_of_channel"]
    other_customers = whole["customers"] - row["customers"] + row["returners"]
    is_compared = is_rated(row["customers"]) and is_rated(other_customers)
    low, high = (
        share_difference(again / journeys, journeys, others_again / others, others)
        if is_compared
        else (None, None)
    )
    return {
        "source": generation.channels[row["source_no"]],
        "target": generation.channels[row["target_no"]],
        "hand_offs": row["hand_offs"],
        "journeys": journeys,
        **share("contact_again", again, journeys),
        **share("otherwise", others_again, others),
        "difference": again / journeys - others_again / others if is_compared else None,
        "difference_low": low,
        "difference_high": high,
        "customers": row["customers"],
        "otherwise_customers": other_customers,
    }


def _again_words(generation: Generation) -> str:
    window = span(generation.definition.contact_again_seconds)
    return lacking(generation, HAND_OFF) or (
        f"journeys whose customer makes contact once more within {window}, later than the step on the other channel / journeys "
        "handed on so, so long before the end of observation"
    )


VIEW = View(
    "hand_offs",
    "journeys",
    (
        Column(
            "source",
            blank=MERGED,
            definition="the channel that the case was on",
            noun="from channel",
        ),
        Column(
            "target",
            definition="the channel of the case's next step by customer or agent",
            noun="to channel",
        ),
        Column(
            "hand_offs",
            COUNT,
            "events of a case whose next step by customer or agent is on the other channel",
        ),
        Column("journeys", COUNT, "with such a hand-off"),
        *with_interval_and_n(Column("contact_again", SHARE, _again_words, rests_on="customers")),
        *with_interval_and_n(
            Column(
                "otherwise",
                SHARE,
                "contact again, later than the next step of the case, of the other journeys with a case on the first channel",
                rests_on="otherwise_customers",
            )
        ),
        Column(
            "difference",
            SHARE,
            "contact_again - otherwise, with Newcombe's 95 % interval; an association: cases that are handed on may be harder",
            rests_on="customers",
        ),
        Column("difference_low", SHARE, rests_on="customers"),
        Column("difference_high", SHARE, rests_on="customers"),
        Column("customers", COUNT),
        Column("otherwise_customers", COUNT, is_helper=True),
    ),
    _finish,
    shared=shared_mode.HAND_OFFS,
    needs_time=True,
)
