"""The step at which each journey comes to each element of a list, after the one before it and in time, as SQL."""

from journey.data.sql import query


def element_ctes(number: int) -> tuple[str, ...]:
    """CTEs that end in `element_N` for a list of N, from `symbol_journeys` with symbols (one a step) and step_seconds.

    One row per journey that comes to the first element, with step_1 to step_N (0 where it does not come so far) and furthest_N.
    To bind: symbol_1 to mark_N, within_s.
    """
    ctes = [_cte("element_1", "first_place", 1)]
    for place in range(2, number + 1):
        ctes += [
            _cte(f"looked_{place}", "look_ahead", place),
            _cte(f"element_{place}", "next_place", place),
        ]
    return tuple(ctes)


def _cte(name: str, part: str, place: int) -> str:
    sql = query("parts", part).split("\n", 1)[1].replace("place_here", str(place))
    return f"{name} as not materialized ({sql.replace('_here', f'_{place}').replace('_before', f'_{place - 1}')})"
