"""Where journeys end, as one small question: what it lists, what its names preset, and the definition that an answer makes."""

from dataclasses import dataclass

from journey.data.ends import End, ProposedEnds, proposed_ends, with_ends
from journey.data.generation import Generation

GOOD, NO_END = "Good end", "Not an end that counts"
NAMES_SHOWN = 6


@dataclass(frozen=True)
class EndsQuestion:
    """The touchpoints to answer for, and what will be in force beside them."""

    proposed: ProposedEnds

    @property
    def ends(self) -> tuple[End, ...]:
        return self.proposed.ends

    def preset(self, end: End) -> str:
        return GOOD if end.is_good else NO_END

    def beside(self) -> list[str]:
        """What the names of the other touchpoints say, a sentence each."""
        undone, passive = map(_names, (self.proposed.undone_by, self.proposed.passive))
        return [
            *([f"A good end is undone by: {undone}."] if undone else []),
            *([f"Never the place where a journey was last seen: {passive}."] if passive else []),
        ]


def ends_question(generation: Generation) -> EndsQuestion | None:
    """The question, while it has not been answered and there is something to ask."""
    definition = generation.definition
    is_answered = definition.ends.are_settled or definition.ends.are_declared
    if is_answered or not generation.has_outcomes:
        return None
    proposed = proposed_ends(generation.ask_proposals, definition.kind)
    return EndsQuestion(proposed) if proposed.ends else None


def answered(generation: Generation, question: EndsQuestion, answers: dict[str, str]) -> str:
    """The definition's TOML after these answers, touchpoint to GOOD or NO_END."""
    good = tuple(name for name, answer in answers.items() if answer == GOOD)
    return with_ends(generation.definition, question.proposed, good).toml


def as_an_end(generation: Generation, touchpoint: str) -> str:
    """The TOML after one more touchpoint was said to be a good end."""
    definition = generation.definition
    proposed = proposed_ends(generation.ask_proposals, definition.kind)
    return with_ends(definition, proposed, (*definition.ends.good, touchpoint)).toml


def _names(names: tuple[str, ...]) -> str:
    rest = len(names) - NAMES_SHOWN
    return ", ".join(names[:NAMES_SHOWN]) + (f" and {rest} more" if rest > 0 else "")
