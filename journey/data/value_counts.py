"""How many journeys a filter on each value of a key would keep."""

from journey.data.generation import Generation
from journey.data.groups import event_column, group_names
from journey.model.filters import DIMENSIONS


def journeys_by_value(generation: Generation, key: str) -> dict[str, int]:
    """Journeys of the whole dataset by value, '' the blank one: as many as `summary` counts under a filter on the value."""
    column = f"{key}_no" if key in DIMENSIONS else event_column(generation, key)
    if column:
        sql = f"select {column}, count(distinct journey_no) from steps group by 1"
        counts = dict(generation.rows(sql))
    else:
        attribute = generation.journey_attribute(key)
        counts = dict(
            generation.rows(
                "select value_no, count(*) from journey_attributes where attribute_no = $attribute group by 1",
                {"attribute": attribute},
            )
        )
        [(journeys,)] = generation.rows("select count(*) from journeys")
        counts[0] = journeys - sum(counts.values())
    names = group_names(generation, key)
    return {names[number] or "": journeys for number, journeys in counts.items() if journeys}
