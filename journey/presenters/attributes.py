"""The attributes that a screen offers to split by."""

from journey.data.generation import Generation


def splitting(generation: Generation, most_values: int | None = None) -> list[str]:
    """Those with at least two values, and no more than the screen has room for."""
    numbers = {name: len(generation.attribute_values(name)) for name in generation.attributes}
    return [
        name
        for name, number in numbers.items()
        if number > 1 and (most_values is None or number <= most_values)
    ]
