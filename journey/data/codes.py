"""The numbers that stand for names in the tables: of channels, stages, touchpoints and values of attributes."""

from journey.data.generation import Generation
from journey.data.groups import check_key, group_names
from journey.model.errors import UnknownName
from journey.model.filters import value_words


def codes(generation: Generation, key: str, values: tuple[str, ...]) -> list[int]:
    """Numbers of the values; "" and its words are the blank one, and aliases and cases of channels and stages are understood."""
    check_key(generation, key)
    by_name = {
        name: code for code, name in group_names(generation, key).items() if name is not None
    }
    if key not in ("stage", "touchpoint"):
        by_name[""] = 0
    if key in ("channel", "stage"):
        aliases = {
            alias: name
            for alias, name in generation.definition.channels.items()
            if key == "channel"
        }
        folded = {name.lower(): code for name, code in by_name.items()}
        folded |= {
            alias: folded[name.lower()] for alias, name in aliases.items() if name.lower() in folded
        }
        return [_code(by_name, key, value, folded.get(value.strip().lower())) for value in values]
    return [_code(by_name, key, value) for value in values]


def _code(by_name: dict[str, int], key: str, value: str, folded: int | None = None) -> int:
    """The number of the value; `folded` is the one it has when case and aliases are forgiven."""
    if value not in by_name:
        if folded is not None:
            return folded
        if "" in by_name and value == value_words(key, ""):
            return by_name[""]
        raise UnknownName(key, value, [value_words(key, name) for name in by_name])
    return by_name[value]


def code_of(generation: Generation, key: str, value: str) -> int:
    """The number of one value."""
    return codes(generation, key, (value,))[0]
