"""Touchpoints in no stage, and the stages that their names speak of, in words; the definition in which these are in force."""

from dataclasses import dataclass

from journey.data.generation import Generation
from journey.data.stage_proposals import proposed_stages, with_stages
from journey.model.words import capital, plural


@dataclass(frozen=True)
class StageProposals:
    """The stage proposed of each touchpoint, by its name; `stages` in the order of the journey."""

    proposed: dict[str, str]
    stages: tuple[str, ...]
    unit: str = "touchpoint"

    @property
    def lines(self) -> list[tuple[str, str]]:
        """Each stage with the touchpoints that would be placed there."""
        named = {
            stage: [name for name, its in self.proposed.items() if its == stage]
            for stage in self.stages
        }
        return [(capital(stage), ", ".join(names)) for stage, names in named.items() if names]

    @property
    def offer(self) -> str:
        return f"Use these stages for {plural(len(self.proposed), self.unit)}"


def proposals(generation: Generation) -> StageProposals | None:
    """What the names speak of, None where they speak of no stage."""
    definition = generation.definition
    proposed = proposed_stages(generation.ask_proposals, definition)
    unit = "touchpoint" if generation.has_outcomes else "question"
    return StageProposals(proposed, definition.stage_names, unit) if proposed else None


def with_proposals(generation: Generation, proposed: StageProposals) -> str:
    """The definition's TOML with the proposed stages in force."""
    return with_stages(generation.definition, proposed.proposed).toml
