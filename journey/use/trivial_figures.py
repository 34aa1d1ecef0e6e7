"""What a definition makes trivial: rates of 0 or 100 % that say nothing, and stages that customers do not reach themselves."""

from dataclasses import dataclass

from journey.data.ask import AnyRow, ask
from journey.data.generation import Generation
from journey.data.sql import query
from journey.data.views.rows import FUNNEL
from journey.model.filters import Filters
from journey.model.vocabulary import outcome, use_words
from journey.model.words import count, percent, plural

LEAST = 30  # journeys, from which on nobody or everybody is no chance
PASSIVE_SHARE = 0.5


def trivial_figures(generation: Generation) -> list[str]:
    """A sentence for each, said when the definition is saved; none of a survey, which has no outcomes."""
    if not generation.has_outcomes:
        return []
    use_words(generation.wording)
    return [*_rates(generation), *_passive_stages(generation)]


def _rates(generation: Generation) -> list[str]:
    rows: list[AnyRow] = [
        row for row in ask(generation, FUNNEL, Filters()).rows if row["reached"] is not None
    ]
    total, sentences = max((row["reached"] for row in rows), default=0), []
    for row in rows:
        reached, stage = row["reached"], row["stage"]
        if reached < LEAST or stage not in generation.definition.stage_names:
            continue
        who = f"the {plural(reached, generation.unit)} that reach {stage}"
        if row["completed"] == reached == total:
            sentences.append(
                f"All {plural(reached, generation.unit)} reach {stage}, the goal: 100 % by this definition, whatever they do."
            )
        for name in ("advanced", "ended_well", "dropped_off"):
            if row[name] == reached and stage != generation.definition.stage_names[-1]:
                sentences.append(f"All of {who} {outcome(name).clause}: 100 % by this definition.")
        if not (
            row["advanced"]
            or row["ended_well"]
            or row["completed"]
            or row["dropped_off"] == reached
        ):
            sentences.append(f"None of {who} goes on or ends well: 0 % by this definition.")
    return sentences


@dataclass(frozen=True)
class PassiveStage:
    """Journeys with an event in a stage, and those with passive touchpoints alone there."""

    stage_no: int
    journeys: int
    passive_alone: int


def _passive_stages(generation: Generation) -> list[str]:
    names = generation.definition.stage_names
    return [
        f"{percent(row.passive_alone / row.journeys)} of the {count(row.journeys)} journeys in "
        f"{names[row.stage_no - 1]} have only passive touchpoints there: they did not come themselves."
        for row in generation.records_of(query("define", "passive_stages"), PassiveStage)
        if row.journeys >= LEAST and row.passive_alone >= PASSIVE_SHARE * row.journeys
    ]
