"""A recipe keeps of its columns, events and carries what one file has."""

import pytest

from journey.ingest.binding import bound_to
from journey.ingest.recipe import Carry, Condition, EventRule, Recipe

FILE = ("Customer ID", "Opened", "Kind")


def test_columns_are_spelt_as_the_file_has_them():
    recipe = Recipe(
        columns={"customer_id": ("customer_id", "CUSTOMER ID"), "nps": ("Score",)},
        one_per="kind|type",
        newest=("Kind", "opened"),
        drop=("Name", "opened"),
        first_characters={"kind": 3, "Name": 1},
    )
    bound = bound_to(recipe, FILE)
    assert bound.columns == {"customer_id": ("Customer ID",)}
    assert (bound.one_per, bound.newest, bound.drop) == ("Kind", ("Kind", "Opened"), ("Opened",))
    assert bound.first_characters == {"Kind": 3}
    assert bound_to(Recipe(newest=("Kind", "Closed"), one_per="Order"), FILE) == Recipe()


@pytest.mark.parametrize(
    ("rule", "stays"),
    [
        (EventRule("Opened", {"occurred_at": ("Opened", "Closed")}), True),
        (EventRule("Closed", {"occurred_at": ("Closed",)}), False),
        (EventRule("Reply", needs=("Agent",)), False),
        (EventRule("Reply", only=(Condition("kind", ("reply",)),)), True),
        (EventRule("Reply", only=(Condition("type", ("reply",)),)), False),
        (EventRule("Reply", only=(Condition("type", ("reply",), is_absent=True),)), True),
        (
            EventRule(
                only=(Condition("type", ("reply",)), Condition("kind", ("bot",), is_absent=True))
            ),
            False,
        ),
    ],
)
def test_an_event_that_needs_another_column_is_left_out(rule, stays):
    assert bool(bound_to(Recipe(events=(rule,)), FILE).events) == stays


def test_a_carry_needs_its_key_a_column_and_its_source():
    carry = Carry("customer_id", ("kind", "type"), Condition("opened"))
    assert bound_to(Recipe(carry=(carry,)), FILE).carry == (
        Carry("Customer ID", ("Kind",), Condition("Opened")),
    )
    for lacking in (Carry("Order", ("Kind",)), Carry("Kind", ("Order",))):
        assert not bound_to(Recipe(carry=(lacking,)), FILE).carry
    assert not bound_to(Recipe(carry=(Carry("Kind", ("Kind",), Condition("x")),)), FILE).carry
