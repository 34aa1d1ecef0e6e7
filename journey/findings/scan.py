"""Every measure for every group and time, and what of it holds against how much was looked at (METRICS.md, "Findings")."""

from collections.abc import Iterable
from dataclasses import dataclass

from journey.data.generation import Generation
from journey.findings.candidates import Candidate, looks, looks_at_places
from journey.findings.difference import Difference, difference
from journey.findings.measures import Material
from journey.model.finding import ATTRIBUTE, BOTH, PAIR, PATH, PERIOD, PLACE
from journey.model.progress import beat

# Of 5 %: .25, .25, .20, .20, .10 of it. What is told of places has that of attributes, with which it is counted.
BUDGET = {ATTRIBUTE: 0.0125, PERIOD: 0.0125, PATH: 0.01, BOTH: 0.01, PAIR: 0.005}
MOST_HELD = 500  # the surest of those that hold, of whose figures findings are made
MOST_WATCHED = 40  # of those that are only worth watching, whose figures are worked out
WATCHED = 0.05  # the share of false ones among them that is accepted (Benjamini-Hochberg)


@dataclass(frozen=True)
class Scan:
    """What holds, the surest first, MOST_HELD of the `held` at most; comparisons by family; places; what is worth watching."""

    holding: tuple[Difference, ...]
    looked_at: dict[str, int]
    held: int
    places: tuple[Difference, ...] = ()
    watched: tuple[Difference, ...] = ()


def scan(generation: Generation, material: Material, is_filtered: bool = False) -> Scan:
    """All that holds, explained ones left in; under filters attributes and times alone, not both together."""
    counts = dict.fromkeys(BUDGET, 0)
    candidates: list[Candidate] = []
    for place, measure in enumerate(material.measures, 1):
        beat(f"{place} of {len(material.measures)} measures")
        for family, count, compared in looks(measure, material, is_filtered):
            counts[family] += count
            candidates += compared
    of_places = [] if is_filtered else material.places
    for each in of_places:
        for _, count, compared in looks_at_places(each):
            counts[ATTRIBUTE] += count
            candidates += compared
    held = [one for one in candidates if one.p <= _threshold(one, counts)]
    held.sort(key=lambda one: -abs(one.z))
    holding = _differences(generation, material, held[:MOST_HELD])
    return Scan(
        tuple(one for one in holding if one.family != PLACE),
        counts,
        len([one for one in held if one.family != PLACE]),
        tuple(one for one in holding if one.family == PLACE),
        () if is_filtered else _watched(generation, material, candidates, held, counts),
    )


def _threshold(one: Candidate, counts: dict[str, int]) -> float:
    family = ATTRIBUTE if one.family == PLACE else one.family
    return BUDGET[family] / max(1, counts[family])


def _differences(
    generation: Generation, material: Material, candidates: Iterable[Candidate]
) -> list[Difference]:
    differences = (difference(generation, material, one) for one in candidates)
    return [one for one in differences if one]


def _watched(
    generation: Generation,
    material: Material,
    candidates: list[Candidate],
    held: list[Candidate],
    counts: dict[str, int],
) -> tuple[Difference, ...]:
    """Those beyond Benjamini-Hochberg at 5 % among all that do not hold, the surest first; of places none."""
    ordered = sorted((one for one in candidates if one.family != PLACE), key=lambda one: one.p)
    made = sum(counts.values())
    passing = [
        rank for rank, one in enumerate(ordered, 1) if one.p <= WATCHED * rank / max(1, made)
    ]
    are_held = {id(one) for one in held}
    rest = [one for one in ordered[: max(passing, default=0)] if id(one) not in are_held]
    return tuple(_differences(generation, material, rest[:MOST_WATCHED]))
