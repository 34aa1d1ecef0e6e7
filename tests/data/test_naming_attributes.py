"""Attributes that name customers are told by their values, and left out for whoever may not see customers."""

from journey.data.naming_attributes import naming_attributes, without_names
from tests.logs import build, event


def test_most_values_of_a_naming_attribute_belong_to_fewer_than_five(tmp_path):
    """Twelve customers: a name each; a plan of two values; an owner of three, two of them with one customer alone."""
    owners = ["Eve", "Eve", *["Ann"] * 2, *["Bob"] * 8]
    rows = [
        event(
            f"c{number}",
            f"2025-01-0{day}",
            name,
            stage=stage,
            guest=f"Guest {number}",
            plan="ab"[number % 2],
            owner=owners[number],
            room=f"{number}{day}",
        )
        for number in range(12)
        for day, (name, stage) in enumerate((("Ad", "awareness"), ("Shop", "purchase")), 1)
    ]
    generation = build(tmp_path, rows)
    assert naming_attributes(generation) == {"guest", "owner", "room"}
    seen = without_names(generation)
    assert list(seen.attributes) == ["plan"]
    assert not {"guest", "room", "first.room"} & {*seen.event_keys, *seen.journey_keys}
    assert "room" in generation.event_keys and "guest" in generation.journey_keys
    assert set(seen.attribute_values("plan").values()) == {"a", "b"}
