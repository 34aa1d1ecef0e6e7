"""Whether customers whose complaint was resolved stay, beside those whose was not and those who never complained."""

import numpy as np

from journey.data.generation import Generation
from journey.data.needs import COMPLAINT, lacking
from journey.data.views.form import (
    COUNT,
    NUMBER,
    SECONDS,
    SHARE,
    SOMETIMES,
    Column,
    Columns,
    OfColumns,
    Row,
    View,
    ranged,
    share,
    with_interval_and_n,
)
from journey.data.views.options import ViewOptions
from journey.data.views.sides import attribute_codes, compared_bound, differences
from journey.model import shared_mode
from journey.model.persons import distinct

GROUPS = {1: "complaint resolved", 2: "complaint not resolved", 0: "never complained"}
NEVER = 0


def _finish(generation: Generation, columns: Columns, options: ViewOptions) -> list[Row]:
    complained = columns["complained_no"]
    if not (complained > 0).any():
        return []
    attributes = attribute_codes(generation, columns)
    return [_row(columns, attributes, number) for number in GROUPS if (complained == number).any()]


def _row(columns: Columns, attributes: Columns, number: int) -> Row:
    """What became of the group, beside those who never complained; rates need customers whose journeys are over."""
    complained, leaves = columns["complained_no"], columns["leaves"]
    own = complained == number
    is_over = leaves >= 0
    ended = leaves[own & is_over]
    both = (own | (complained == NEVER)) & is_over
    codes = {key: values[both] for key, values in attributes.items()}
    customers = columns["customer_no"]
    of_group, of_others = (
        distinct(customers[side & is_over]) for side in (own, complained == NEVER)
    )
    return {
        "complained": GROUPS[number],
        "journeys": int(own.sum()),
        **share("leaves", int(ended.sum()), len(ended)),
        **(
            differences(
                leaves[both].astype(float), own[both], customers[both], codes, is_share=True
            )
            if number != NEVER
            else dict.fromkeys(COMPARED)
        ),
        "stayed_seconds": float(np.median(columns["stayed_s"][own])),
        "customers": distinct(customers[own]),
        "leaves_customers": of_group,
        "compared_customers": min(of_group, of_others),
    }


COMPARED = (
    *("difference", "difference_low", "difference_high"),
    *("adjusted", "adjusted_low", "adjusted_high", "adjusted_n", "adjusted_for"),
)


def _words(generation: Generation) -> str:
    return lacking(generation, COMPLAINT) or (
        "journeys that left in the end / all with an event in a stage where customers complain, those under way not counted"
    )


VIEW = View(
    "after_complaints",
    "journeys",
    (
        Column(
            "complained",
            definition="resolved: the case of a complaint in the journey was, from that complaint on; of several cases any",
            noun="complaint",
        ),
        Column("journeys", COUNT, "with an event in a stage where customers complain"),
        *with_interval_and_n(Column("leaves", SHARE, _words, rests_on="leaves_customers")),
        *ranged(
            "difference",
            SHARE,
            "leaves - that of those who never complained",
            "compared_customers",
        ),
        *ranged(
            "adjusted",
            NUMBER,
            "the difference at equal values of the two attributes in which they differ most; an association: whoever complains has "
            "stayed until then",
            "compared_customers",
        ),
        Column("adjusted_n", COUNT, "journeys in these strata", blank=SOMETIMES),
        Column("adjusted_for", blank=SOMETIMES),
        Column(
            "stayed_seconds",
            SECONDS,
            "median time from the first event in the stage to the last event",
            rests_on="customers",
        ),
        Column("customers", COUNT),
        Column("leaves_customers", COUNT, is_helper=True),
        Column("compared_customers", COUNT, is_helper=True),
    ),
    OfColumns(_finish),
    shared=shared_mode.AFTER_COMPLAINTS,
    needs_time=True,
    bound=compared_bound("where_customers_complain"),
)
