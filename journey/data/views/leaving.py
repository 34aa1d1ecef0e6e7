"""Where journeys leave, by the values of every attribute that has few: what the map looks for causes in."""

from journey.data.generation import Generation
from journey.data.outcome_attributes import tells_outcome
from journey.data.sql import Relation
from journey.data.views.form import (
    COUNT,
    SHARE,
    Bound,
    Column,
    Row,
    View,
    names,
    share,
    with_interval_and_n,
)
from journey.data.views.options import ViewOptions
from journey.model import shared_mode

MOST_VALUES, MOST_ATTRIBUTES = 12, 12


def compared_attributes(generation: Generation) -> dict[int, str]:
    """The attributes of journeys with two to twelve values, at most twelve of them in the file's order: key by number.

    Not those that say what became of a case.
    """
    keys = {
        number: key
        for key, number in generation.journey_keys.items()
        if 2 <= len(generation.attribute_values(key)) <= MOST_VALUES
        and not tells_outcome(generation, key)
    }
    return dict(sorted(keys.items())[:MOST_ATTRIBUTES])


def _bound(generation: Generation, options: ViewOptions) -> Bound:
    """The numbers of the attributes, as a relation of their own."""
    rows = [f"select {number} as attribute_no" for number in compared_attributes(generation)]
    sql = " union all ".join(rows) or "select 0 as attribute_no"
    return {}, (Relation("compared_attributes", sql),)


def _finish(generation: Generation, sums: list[Row], options: ViewOptions) -> list[Row]:
    keys = compared_attributes(generation)
    values = {number: generation.attribute_values(key) for number, key in keys.items()}
    return [
        {
            "stage": generation.stages[row["stage_no"]],
            "touchpoint": generation.touchpoints[row["touchpoint_no"]],
            "attribute": keys[row["attribute_no"]],
            "value": values[row["attribute_no"]][row["value_no"]],
            **share("leaves", row["leaves"], row["leaves_n"]),
            "customers": row["single_journey_customers"] + row["returners"],
        }
        for row in sums
        if row["value_no"] in values[row["attribute_no"]]
    ]


VIEW = View(
    "leaving",
    "journeys",
    (
        *names("stage", "touchpoint", "attribute", "value"),
        *with_interval_and_n(
            Column(
                "leaves",
                SHARE,
                "journeys of this value that dropped off here / those passing, the ones still under way here left out",
                rests_on="customers",
                needs_time=True,
            )
        ),
        Column("customers", COUNT, "those of the journeys in leaves_n"),
    ),
    _finish,
    shared=shared_mode.OF_UNLISTED_GROUPS,
    needs_time=True,
    bound=_bound,
    lists_touchpoints=True,
)
