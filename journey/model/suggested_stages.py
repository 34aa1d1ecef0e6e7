"""Which stage a touchpoint's name speaks of: suggestions for people to confirm, never applied unasked, and none where two fit."""

import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from journey.model.end_words import words_of
from journey.model.spelling import folded

WHOLE, INSIDE = 4, 7  # letters: a word so short stands alone, one so long may stand inside another
PURCHASE, RETENTION = "purchase", "retention"
LEAST_EVENTS = 10  # of journeys with a purchase: fewer do not tell when a touchpoint comes
MOST = 0.6  # of them on one side of it


@dataclass(frozen=True)
class Rule:
    """Names that speak of a stage, or, where they come after the first purchase, of `otherwise`."""

    stage: str
    otherwise: str
    names: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class Place:
    """When a touchpoint comes: its events in journeys with a purchase, and the share of them after the first, 0..1."""

    events: int
    after: float


RULES = tuple(
    Rule(rule["stage"], rule.get("or", ""), tuple(tuple(name.split()) for name in rule["names"]))
    for rule in tomllib.loads(Path(__file__).with_name("stage_words.toml").read_text("utf-8"))[
        "rules"
    ]
)


def suggested_stages(
    touchpoints: Iterable[str],
    stages: Iterable[str],
    places: Mapping[str, Place] | None = None,
    is_service: bool = False,
) -> dict[str, str]:
    """The stage that each name speaks of, of those that it is told of any; `stages` are those of the definition.

    A stage's own name decides before all words. A name that fits two stages goes by its place, in a service log to retention;
    names spelt alike are one, and go by the places of all.
    """
    known = {stage.lower(): stage for stage in stages}
    together = _together(places or {})
    found = {}
    for touchpoint in touchpoints:
        stage = _stage(touchpoint, known, together.get(folded(touchpoint)), is_service)
        if stage:
            found[touchpoint] = known[stage]
    return found


def _together(places: Mapping[str, Place]) -> dict[str, Place]:
    """The place of all spellings of a name, by what they have in common."""
    together: dict[str, Place] = {}
    for name, place in places.items():
        other = together.get(folded(name), Place(0, 0.0))
        events = place.events + other.events
        after = place.events * place.after + other.events * other.after
        together[folded(name)] = Place(events, after / events if events else 0.0)
    return together


def speaks_of_purchase(touchpoint: str) -> bool:
    """Whether the name is one of purchases, which part a journey into before and after."""
    rule = _rule(touchpoint)
    return rule is not None and rule.stage == PURCHASE


def _stage(
    touchpoint: str, known: Mapping[str, str], place: Place | None, is_service: bool
) -> str | None:
    words = " ".join(words_of(touchpoint))
    named = next((stage for stage in known if stage in words), None)
    if named:
        return named
    rule = _rule(touchpoint)
    if rule is None:
        return None
    stage = rule.stage if not rule.otherwise else _by_place(rule, place, is_service)
    return stage if stage in known else None


def _by_place(rule: Rule, place: Place | None, is_service: bool) -> str | None:
    if is_service and rule.otherwise == RETENTION:
        return RETENTION
    if place is None or place.events < LEAST_EVENTS:
        return None
    if place.after >= MOST:
        return rule.otherwise
    return rule.stage if place.after <= 1 - MOST else None


@lru_cache(maxsize=4096)
def _rule(touchpoint: str) -> Rule | None:
    words = words_of(touchpoint)
    return next(
        (
            rule
            for rule in RULES
            if any(all(_holds(words, part) for part in name) for name in rule.names)
        ),
        None,
    )


def _holds(words: Sequence[str], part: str) -> bool:
    """Whether one of the words is it or begins so; of '=home' whether it is the whole name."""
    if part.startswith("="):
        return list(words) == [part.removeprefix("=")]
    if len(part) <= WHOLE:
        return part in words or f"{part}s" in words
    if len(part) < INSIDE:
        return any(word.startswith(part) for word in words)
    return any(part in word for word in words)
