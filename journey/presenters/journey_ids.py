"""What a journey id that several customers share is: the choice as a small question, and the definition that an answer makes."""

from journey.data.generation import Generation
from journey.model.words import capital
from journey.use.journey_ids import SharedIds, shared_ids, with_shared_ids

APART, AS_ONE = "Each customer's part is a journey", "The id alone is the journey"
CHOICES = (APART, AS_ONE)


def question(generation: Generation) -> SharedIds | None:
    """The shared ids, where there is something to choose."""
    found = shared_ids(generation.ask_proposals, generation.definition)
    return found if found and found.are_global else None


def title(found: SharedIds) -> str:
    return f"{capital(found.noun)} ids that customers share"


def in_force(found: SharedIds) -> str:
    return AS_ONE if found.is_one else APART


def answered(generation: Generation, choice: str) -> str:
    """The definition's TOML after the answer, one of CHOICES."""
    return with_shared_ids(generation.definition, choice == AS_ONE).toml
