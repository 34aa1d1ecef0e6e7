"""Touchpoints that are spelt alike, as a small question: how many, two of them, and the definition in which they are one."""

from dataclasses import dataclass

from journey.data.generation import Generation
from journey.ingest.doctor.spellings import ALIKE
from journey.model.definition import replaced
from journey.model.spelling import alike
from journey.model.words import plural


@dataclass(frozen=True)
class Alike:
    """The touchpoints that are spelt alike, in groups of one name each."""

    groups: tuple[tuple[str, ...], ...]

    @property
    def title(self) -> str:
        return f"{plural(sum(map(len, self.groups)), 'touchpoint')} are spelt alike"

    @property
    def sentence(self) -> str:
        some = "; ".join(" and ".join(map(repr, group)) for group in self.groups[:3])
        more = f"; and {len(self.groups) - 3} more" if len(self.groups) > 3 else ""
        return f"They differ only by {ALIKE}, and count apart: {some}{more}."

    @property
    def offer(self) -> str:
        return f"Make them {plural(len(self.groups), 'touchpoint')}"


def question(generation: Generation) -> Alike | None:
    """Those of the data; None where there are none."""
    groups = alike(generation.touchpoints.values())
    return Alike(groups) if groups else None


def merged(generation: Generation) -> str:
    """The definition's TOML in which they are one."""
    return replaced(generation.definition.toml, {"merge_spellings": True})
