"""Touchpoints that could be fewer, spelt alike or of one pattern: as small questions, and the definition that answers."""

from collections.abc import Sequence
from dataclasses import dataclass

from journey.data.generation import Generation
from journey.ingest.doctor.spellings import ALIKE, Grouping, groupings
from journey.model.definition import replaced
from journey.model.spelling import alike
from journey.model.words import capital, plural


@dataclass(frozen=True)
class Merging:
    """An offer to make touchpoints fewer: its words, what the button says, and the key of the definition that does it."""

    title: str
    sentence: str
    offer: str
    key: str


def questions(generation: Generation) -> list[Merging]:
    """The offers for the data, those that make fewest first; none where all touchpoints are told apart by their names."""
    names = list(generation.touchpoints.values())
    return [*map(_by_pattern, groupings(names)), *_alike(alike(names))]


def _alike(groups: Sequence[tuple[str, ...]]) -> list[Merging]:
    if not groups:
        return []
    some = "; ".join(" and ".join(map(repr, group)) for group in groups[:3])
    more = f"; and {len(groups) - 3} more" if len(groups) > 3 else ""
    return [
        Merging(
            f"{plural(len(groups), 'touchpoint')} {'is' if len(groups) == 1 else 'are'} spelt in more than one way",
            f"Their names differ only by {ALIKE}, and count apart: {some}{more}.",
            f"Make {sum(map(len, groups))} names {plural(len(groups), 'touchpoint')}",
            "merge_spellings",
        )
    ]


def _by_pattern(found: Grouping) -> Merging:
    return Merging(
        f"{plural(found.names, 'touchpoint')} {found.kind.verb}",
        f"{capital(found.clause)}.",
        f"Make them {plural(found.patterns, 'touchpoint')}",
        found.kind.key,
    )


def merged(generation: Generation, merging: Merging) -> str:
    """The definition's TOML that takes the offer."""
    return replaced(generation.definition.toml, {merging.key: True})
