"""The attributes that a screen offers to split by, and what they are called there."""

from collections.abc import Iterable

from journey.data.generation import Generation
from journey.data.outcome_attributes import tells_outcome
from journey.model.filters import FIRST
from journey.model.words import capital

COMPARED_LIMIT = 12  # attributes that a panel looks at; each takes some 25 ms of a million events


def splitting(generation: Generation, most_values: int | None = None) -> list[str]:
    """The keys of journeys with at least two values, a blank one counted, and no more than the screen has room for."""
    return _splitting(generation, generation.journey_keys, most_values)


def splitting_events(generation: Generation, most_values: int | None = None) -> list[str]:
    """Those of events: the attributes that change within journeys."""
    return _splitting(generation, generation.event_keys, most_values)


def compared(generation: Generation, keys: list[str]) -> tuple[str, ...]:
    """Those of the keys whose groups a panel compares, each a question of its own.

    Not the status of a service log: it says what became of a case, so that it differs by that without being its cause.
    """
    causes = [key for key in keys if not tells_outcome(generation, key)]
    return tuple(causes[:COMPARED_LIMIT])


def filtering(generation: Generation, most_values: int) -> list[str]:
    """All of them in the order of the file, of an attribute of events first that key."""
    offered = {
        *splitting(generation, most_values),
        *splitting_events(generation, most_values),
    }
    keys = (key for name in generation.attributes for key in (name, FIRST + name))
    return [key for key in dict.fromkeys(keys) if key in offered]


def words(generation: Generation, key: str) -> str:
    """What the key of an attribute is called in a sentence: as its column, where it does not change within journeys."""
    if key in generation.event_keys:
        return f"{key} (of the event)"
    is_first = key in generation.journey_keys and key not in generation.attributes
    return f"first {key.removeprefix(FIRST)}" if is_first else key


def label(generation: Generation, key: str) -> str:
    """What it is called where it is chosen."""
    named = words(generation, key)
    return named if named == key else capital(named)


def named(generation: Generation) -> dict[str, str]:
    """What the keys are called that differ from their columns."""
    keys = (*generation.event_keys, *generation.journey_keys)
    return {key: words(generation, key) for key in keys if words(generation, key) != key}


def _splitting(generation: Generation, keys: Iterable[str], most_values: int | None) -> list[str]:
    numbers = {key: generation.number_of_values(key) for key in keys}
    return [
        key
        for key, number in numbers.items()
        if (number > 1 or number == 1 and generation.has_blank(key))
        and (most_values is None or number <= most_values)
    ]
