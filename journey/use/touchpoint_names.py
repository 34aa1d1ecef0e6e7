"""Touchpoints renamed and put together by hand: what becomes of the definition's names, and of what it says under them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from journey.model.definition import Definition, Value
from journey.model.errors import BadDefinition

ENDS_LISTS = ("good", "undone_by", "passive")


@dataclass(frozen=True)
class EditedTouchpoint:
    """A touchpoint's stage, '' where it has none, and the longest gap in hours."""

    touchpoint: str
    stage: str
    longest_gap_hours: float | None


def edited_names(
    definition: Definition, calls: Mapping[str, str], apart: Iterable[str] = ()
) -> dict[str, str]:
    """The definition's touchpoint_names after an edit that `calls` touchpoints otherwise.

    Spellings `apart` get their own name back. Raises BadDefinition where names go in a circle.
    """
    taken_back = set(apart)
    names = {
        spelling: _last(name, calls)
        for spelling, name in definition.touchpoint_names.items()
        if spelling not in taken_back
    }
    names |= {before: _last(before, calls) for before in calls}
    return {spelling: name for spelling, name in names.items() if spelling != name}


def _last(name: str, calls: Mapping[str, str]) -> str:
    seen = [name]
    while seen[-1] in calls:
        seen.append(calls[seen[-1]])
        if seen[-1] in seen[:-1]:
            raise BadDefinition(
                f"The touchpoints {', '.join(map(repr, seen[:-1]))} are to be called after one another: rename one at a time."
            )
    return seen[-1]


def under_their_names(
    edited: Iterable[EditedTouchpoint], calls: Mapping[str, str]
) -> list[EditedTouchpoint]:
    """One a name: of those put together the one that bore it says what holds, then the others."""
    kept: dict[str, EditedTouchpoint] = {}
    for each in sorted(edited, key=lambda each: each.touchpoint in calls):
        name = _last(each.touchpoint, calls)
        before = kept.get(name, EditedTouchpoint(name, "", None))
        gap = (
            each.longest_gap_hours if before.longest_gap_hours is None else before.longest_gap_hours
        )
        kept[name] = EditedTouchpoint(name, before.stage or each.stage, gap)
    return list(kept.values())


def called_in_ends(table: Mapping[str, Value], calls: Mapping[str, str]) -> dict[str, Value]:
    """The table of ends with the touchpoints by the names they have now."""
    return {
        key: list(dict.fromkeys(_last(str(name), calls) for name in value))
        if key in ENDS_LISTS and isinstance(value, list)
        else value
        for key, value in table.items()
    }
