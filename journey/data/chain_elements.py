"""The journeys that come to each element of a list after the one before it and in time, as SQL."""

from journey.data.sql import query


def element(place: int, rule: str, steps: str = "selected_steps") -> str:
    """The query of one element, from `element_N` of the one before; `rule` says which steps are at it, of which relation."""
    sql = query("parts", "next_element" if place > 1 else "first_element").split("\n", 1)[1]
    return sql.replace("is_element", rule).replace("element_before", f"element_{place - 1}").replace("selected_steps", steps)
