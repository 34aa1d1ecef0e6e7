"""Where journeys end, as one small question: what it lists, what its names preset, and the definition that an answer makes."""

from dataclasses import dataclass

from journey.data.ask import ask
from journey.data.ends import End, ProposedEnds, proposed_ends, with_ends
from journey.data.generation import Generation
from journey.model.definition import parse_definition
from journey.model.filters import Filters
from journey.model.vocabulary import outcome
from journey.model.words import plural

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

    def beside(self, has_good_end: bool) -> list[str]:
        """What the names of the other touchpoints say, a sentence each; what undoes an end only where one is chosen."""
        undone, passive = map(_names, (self.proposed.undone_by, self.proposed.passive))
        return [
            *([f"A good end is undone by: {undone}."] if undone and has_good_end else []),
            *(
                [
                    "A step is the last here whatever of these follows, as their names speak of messages or of work of others: "
                    f"{passive}. The map counts them as steps until this is answered."
                ]
                if passive
                else []
            ),
        ]


def ends_question(generation: Generation) -> EndsQuestion | None:
    """The question, while it has not been answered and there is something to ask."""
    definition = generation.definition
    if definition.ends.are_known or not generation.has_outcomes:
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
    good = tuple(dict.fromkeys((*definition.ends.good, touchpoint)))
    return with_ends(definition, proposed, good).toml


def end_sentences(generation: Generation, touchpoint: str) -> list[str]:
    """What saying so changes, before it is done."""
    exits = ask(generation, "exits", Filters()).rows
    gone = sum(row["journeys"] for row in exits if row["touchpoint"] == touchpoint)
    undone = parse_definition(as_an_end(generation, touchpoint)).ends.undone_by
    clause = outcome("dropped_off").clause
    return [
        f"{plural(gone, generation.unit)} {clause}, last seen at {touchpoint}. They will have ended well, and so will all "
        "others that pass it and do not reach the goal, unless what undoes an end follows.",
        *([f"A good end is undone by: {_names(undone)}."] if undone else []),
        "The data are prepared anew. You can take it back on the Data screen, under Define, Ends.",
    ]


def _names(names: tuple[str, ...]) -> str:
    rest = len(names) - NAMES_SHOWN
    return ", ".join(names[:NAMES_SHOWN]) + (f" and {rest} more" if rest > 0 else "")
