"""How many come through a list of stages or touchpoints in that order and in time."""

from journey.data.chain_elements import element_relations
from journey.data.generation import Generation
from journey.data.sql import Relation
from journey.data.views.elements import elements
from journey.data.views.form import (
    COUNT,
    NUMBER,
    SECONDS,
    SHARE,
    Bound,
    Column,
    Row,
    View,
    estimate,
    names,
    share,
    with_interval_and_n,
)
from journey.data.views.options import ViewOptions
from journey.model import shared_mode
from journey.model.intervals import UNKNOWN


def _bound(generation: Generation, options: ViewOptions) -> Bound:
    """The list as a relation, and the journeys that come to each element after the one before."""
    within = generation.definition.ordered_funnel_days if options.within is None else options.within
    number, values, listed = elements(generation, options, within)
    columns = {
        "found_step": [f"step_{index}" for index in range(1, number + 1)],
        "next_step": [*(f"step_{index}" for index in range(2, number + 1)), "0"],
    }
    by_element = [
        f"case e.element_no {' '.join(f'when {index} then {column}' for index, column in enumerate(steps, 1))} end as {name}"
        for name, steps in columns.items()
    ]
    chain = Relation(
        "chain",
        "select e.element_no, customer_no, is_single_journey, is_in_progress, is_ended_well, step_seconds, "
        f"{', '.join(by_element)}, furthest_{number} as furthest_element_no from element_{number} cross join elements as e",
        is_inlined=True,
    )
    return values, (*listed, *element_relations(number), chain)


def _finish(generation: Generation, sums: list[Row], options: ViewOptions) -> list[Row]:
    return [_row(generation, row, row is sums[-1]) for row in sums]


def _row(generation: Generation, row: Row, is_last: bool) -> Row:
    """Whoever has come to the last element has completed the list."""
    stuck = ("ended_well", "in_progress", "out_of_order", "stopped")
    return {
        "element_no": row["element_no"],
        "name": (generation.stages if row["is_stage"] else generation.touchpoints)[row["code"]],
        "reached": row["reached"],
        "advanced": row["advanced"],
        "completed": sum(row[name] for name in stuck) if is_last else 0,
        **{name: 0 if is_last else row[name] for name in stuck},
        "customers": row["customers"],
        **(
            estimate("conversion_rate", None, UNKNOWN, row["reached"])
            if is_last
            else share("conversion_rate", row["advanced"], row["reached"])
        ),
        "median_seconds_to_next": row["median_seconds_to_next"],
    }


VIEW = View(
    "ordered",
    "journeys",
    (
        Column("element_no", NUMBER),
        *names("name"),
        Column(
            "reached",
            COUNT,
            lambda generation: (
                "came to it at a later step than to the one before, within the window (default "
                f"{generation.definition.ordered_funnel_days} days) of the first event at the first one"
            ),
        ),
        Column("advanced", COUNT, "came to the next one so, too"),
        Column("completed", COUNT, "came to the last one so"),
        Column("ended_well", COUNT, "neither, and the journey ended well"),
        Column("in_progress", COUNT, "neither, and the journey is still under way"),
        Column("out_of_order", COUNT, "did not, but was at a later one at some time"),
        Column("stopped", COUNT, "neither, and the journey did not end well and is not under way"),
        Column("customers", COUNT),
        *with_interval_and_n(Column("conversion_rate", SHARE, rests_on="customers")),
        Column(
            "median_seconds_to_next",
            SECONDS,
            "from the event found here to the one found next, of those who advanced",
            rests_on="customers",
        ),
    ),
    _finish,
    shared=shared_mode.ORDERED,
    options=("through", "within"),
    needs_time=True,
    bound=_bound,
)
