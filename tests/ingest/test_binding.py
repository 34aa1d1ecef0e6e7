"""A recipe bound to a file: columns spelt as the file has them, in the recipe's order, and none that it has not."""

from journey.ingest.binding import bound_to
from journey.ingest.recipe import Recipe


def test_columns_are_the_files_in_the_order_of_the_recipe():
    recipe = Recipe(event_key=("Order", "line", "gone"), joined=("Line",), drop=("ORDER",))
    bound = bound_to(recipe, ("LINE", "order"))
    assert (bound.event_key, bound.joined, bound.drop) == (("order", "LINE"), ("LINE",), ("order",))
