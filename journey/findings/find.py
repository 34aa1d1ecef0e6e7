"""The findings of a version of a dataset under filters: stories in words, with how much was looked at."""

from dataclasses import dataclass
from typing import Any

import numpy as np

from journey.data.generation import Generation
from journey.findings import words
from journey.findings.measures import Material, material
from journey.findings.merge import Story, stories
from journey.findings.scan import Finding, scan
from journey.model.filters import Filters

NOTHING = Material((), {}, (), np.zeros(0, dtype=np.int64), {}, {})


@dataclass(frozen=True)
class Found:
    """Stories, the most weighty first; `looked_at` comparisons by family, `held` how many findings before they were merged."""

    stories: tuple[Story, ...]
    looked_at: dict[str, int]
    held: int
    material: Material

    @property
    def comparisons(self) -> int:
        return sum(self.looked_at.values())


def find(generation: Generation, filters: Filters) -> Found:
    """Raises UserError for unknown filters, under which attributes and times alone are looked at."""
    if not generation.has_outcomes:
        return Found((), {}, 0, NOTHING)
    read = material(generation, filters)
    seen = scan(generation, read, filters != Filters())
    return Found(tuple(stories(seen.holding)), seen.looked_at, len(seen.holding), read)


def as_rows(generation: Generation, found: Found) -> list[dict[str, Any]]:
    """A row a story with its head's figures, its sentence, and how many tell the same or are explained by it."""
    return [
        {
            "rank": rank,
            "sentence": words.sentence(generation, found.material, story.head),
            **_figures(found, story.head),
            "definition": words.definition_of(generation, story.head),
            "also": [words.sentence(generation, found.material, one) for one in story.also],
            "explains": len(story.explained),
        }
        for rank, story in enumerate(found.stories, 1)
    ]


def _figures(found: Found, one: Finding) -> dict[str, Any]:
    starts = found.material.starts
    return {
        "measure": one.measure.kind,
        "stage": one.measure.stage,
        "touchpoint": one.measure.touchpoint or None,
        "family": one.family,
        "attribute": one.attribute or None,
        "value": one.value,
        "first_period": starts[one.first],
        "until_period": starts[one.last] if one.last < len(starts) else None,
        "inside": round(one.value_in, 9),
        "inside_n": one.n_in,
        "outside": round(one.value_out, 9),
        "outside_n": one.n_out,
        "difference_low": round(one.low, 9),
        "difference_high": round(one.high, 9),
        "excess": round(one.excess[0], 3),
        "excess_low": round(min(one.excess[1:]), 3),
        "excess_high": round(max(one.excess[1:]), 3),
        "p": one.p,
    }
