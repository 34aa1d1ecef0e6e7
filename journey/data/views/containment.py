"""Contacts with a machine or alone: how many need no person for the same reason soon after."""

from journey.data.generation import Generation
from journey.data.groups import GROUPS, OF_CLOCK, OF_SINGLE_EVENTS, labels
from journey.data.needs import CONTAINMENT, lacking
from journey.data.views.form import (
    COUNT,
    EVENTS,
    SHARE,
    Bound,
    Column,
    Columns,
    OfColumns,
    Row,
    View,
    in_order,
    with_interval_and_n,
)
from journey.data.views.groups_of_columns import groups_of
from journey.data.views.options import ViewOptions
from journey.data.views.service import NEVER_S, check_window, share_of, window
from journey.model import shared_mode
from journey.model.filters import DIMENSIONS
from journey.model.persons import distinct

CONTAINED = "contained"


def _finish(generation: Generation, columns: Columns, options: ViewOptions) -> list[Row]:
    group, after = labels(generation, options.by), window(generation, options)
    return [
        group(codes) | in_order(VIEW.columns, _row(own, after))
        for codes, own in groups_of(columns, GROUPS)
    ]


def _row(columns: Columns, after: float) -> Row:
    is_old, customers = columns["age_s"] >= after, columns["customer_no"]
    is_contained = columns["person_after_s"] > after
    return {
        "contacts": len(customers),
        "customers": distinct(customers),
        **share_of(CONTAINED, is_contained[is_old], customers[is_old]),
    }


def _bound(generation: Generation, options: ViewOptions) -> Bound:
    return {"never_s": NEVER_S}, ()


VIEW = View(
    "containment",
    "contacts",
    (
        Column("contacts", COUNT, "contacts whose service mode is self-service or automated"),
        *with_interval_and_n(
            Column(
                CONTAINED,
                SHARE,
                lambda generation: (
                    lacking(generation, CONTAINMENT)
                    or "without an event of an agent, or a contact served by one, for the same reason within the days asked for (7 "
                    "by default) / contacts at least so long before the end of observation"
                ),
                rests_on=f"{CONTAINED}_customers",
                implies=f"{CONTAINED}_parts",
            )
        ),
        Column("customers", COUNT),
        Column(f"{CONTAINED}_customers", COUNT, is_helper=True),
        Column(f"{CONTAINED}_parts", COUNT, is_helper=True),
    ),
    OfColumns(_finish),
    shared=shared_mode.CONTAINMENT,
    options=("within",),
    by=(*DIMENSIONS, *OF_SINGLE_EVENTS, *OF_CLOCK),
    rule=EVENTS,
    check=check_window,
    needs_time=True,
    bound=_bound,
)
