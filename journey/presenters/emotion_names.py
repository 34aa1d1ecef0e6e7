"""Emotion names that no valence is known of and many events carry: as a small question, and the definition that answers."""

from collections.abc import Mapping
from dataclasses import dataclass

from journey.data.generation import Generation
from journey.model.definition import overlaid
from journey.model.metrics import GOOD_VALENCE
from journey.model.words import count, percent, plural
from journey.use.definition_tables import emotion_rows

GOOD, NEITHER, BAD = "Good", "Neither", "Bad"
VALENCES = {GOOD: GOOD_VALENCE, NEITHER: 0.0, BAD: -GOOD_VALENCE}
FEWEST, FEWEST_SHARE, ASKED_LIMIT = 10, 0.05, 8


@dataclass(frozen=True)
class UnknownEmotion:
    """A name without a valence: how many events have it, and what share of all with a name (0..1)."""

    name: str
    events: int
    share: float

    @property
    def words(self) -> str:
        return f"{plural(self.events, 'event')}, {percent(self.share)} of those with an emotion"


def unknown_emotions(generation: Generation) -> list[UnknownEmotion]:
    """The names that are asked about: of 10 events or more and 5 % of all, the most frequent first."""
    rows = [(row, int(row["events"] or 0)) for row in emotion_rows(generation)]
    total = sum(events for _, events in rows) or 1
    found = [
        UnknownEmotion(str(row["emotion"]), events, events / total)
        for row, events in rows
        if row["valence"] is None and events >= max(FEWEST, FEWEST_SHARE * total)
    ]
    return sorted(found, key=lambda each: -each.events)[:ASKED_LIMIT]


def title(unknown: list[UnknownEmotion]) -> str:
    """What the question is about."""
    names = ", ".join(f"'{each.name}'" for each in unknown[:3])
    more = f" and {count(len(unknown) - 3)} more" if len(unknown) > 3 else ""
    return (
        f"How does it feel? {names}{more} {'has' if len(unknown) == 1 else 'have'} no valence yet"
    )


def answered(generation: Generation, answers: Mapping[str, str | None]) -> str:
    """The definition's TOML with the valence of each name that was answered for."""
    valences = {name: VALENCES[answer] for name, answer in answers.items() if answer}
    return overlaid(generation.definition.toml, "emotions", valences)
