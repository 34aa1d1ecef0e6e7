"""What the figures mean: the settings of the journey definition in force, then the definition of each figure."""

from journey.exhibit.exhibit import Exhibit, Nothing
from journey.exhibit.grid import Column, Grid
from journey.exhibit.ref import Ref
from journey.exhibit.source import Source
from journey.model.metrics import METRIC_NUMBERS
from journey.model.vocabulary import KINDS_OF_DATASET, METRICS
from journey.model.words import capital, span
from journey.presenters.tables import defined

COLUMNS = (Column("Name"), Column("Definition"))
OF_TIME = ("funnel", "exits", "friction")  # have nothing to say where answers have no time


def definitions(ref: Ref, source: Source) -> Exhibit | Nothing:
    """The figures are those of summary, funnel, exits, friction and satisfaction: what a first deck shows."""
    views = ("summary", *(OF_TIME if source.generation.has_outcomes else ()), "satisfaction")
    answers = source.ask_all([(view, {}) for view in views])
    rows = [*_settings(source), *_figures(answers)]
    return Exhibit(
        ref,
        "table",
        "Definitions",
        "The settings in force, and what each figure means.",
        Grid(COLUMNS, tuple(rows), tuple(rows)),
        tuple(answers),
        None,
        source.unit,
        "A table of names and their definitions.",
    )


def _settings(source: Source) -> list[tuple[str, str]]:
    generation = source.generation
    definition, ends = generation.definition, generation.definition.ends
    rows = [("Dataset", f"{definition.title}: {KINDS_OF_DATASET.get(definition.kind, 'journeys')}")]
    rows.append(
        ("Stages", ", ".join(definition.stage_names) if definition.stages else "none declared")
    )
    if generation.has_outcomes:
        window = f"no event for {span(definition.inactivity_seconds)} ends a journey"
        rows.append(("Inactivity window", window))
        good = [*ends.good, *(f"{name} = {value}" for name, value in ends.good_values)]
        rows.append(("Good ends", ", ".join(good) or "none declared"))
        if ends.undone_by:
            rows.append(("Undone by", ", ".join(ends.undone_by)))
        if ends.passive:
            rows.append(("Passive touchpoints", ", ".join(ends.passive)))
    rows += [
        (METRICS[metric].noun, f"asked on {scale}")
        for metric, scale in definition.scale_names.items()
        if metric in METRIC_NUMBERS and metric != "sentiment"
    ]
    rows.append(("Time zone", definition.timezone))
    rows.append(("Filters", source.filters.words()))
    return rows


def _figures(answers: list) -> list[tuple[str, str]]:
    """Each name once, as the first view that has it defines it."""
    known: dict[str, str] = {}
    for answer in answers:
        for name, words in defined(answer):
            known.setdefault(name, words)
    return [(name, capital(words)) for name, words in known.items()]
