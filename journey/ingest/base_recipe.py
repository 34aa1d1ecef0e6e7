"""The recipe to begin with: a layout given or told by the header, else the columns that look like fields, each with its reason."""

from dataclasses import dataclass

from journey.ingest.column_contents import time_columns
from journey.ingest.column_suggestions import SUGGESTED, suggestions
from journey.ingest.customer_candidates import customer_candidates
from journey.ingest.layouts import NO_LAYOUT, presets, recognised
from journey.ingest.matching import Match, default_matches, matches
from journey.ingest.recipe import Recipe
from journey.ingest.source import Source
from journey.model.definition import Definition


@dataclass(frozen=True)
class Base:
    """The recipe to begin with, why its columns were chosen, what else could be meant, and notes."""

    recipe: Recipe
    matches: tuple[Match, ...] = ()
    proposals: tuple[Match, ...] = ()
    notes: tuple[str, ...] = ()


def base_recipe(
    source: Source, said: Recipe, definition: Definition, layout: Recipe | None
) -> Base:
    """The layout given, else the one that the header tells, else the columns that look like fields."""
    if layout is not None and layout != NO_LAYOUT:
        return Base(layout)
    name = recognised(source.columns) if layout is None else None
    if name:
        preset = presets()[name]
        note = f"its header is that of {preset.about} (preset {name}; the preset none reads it without)"
        return Base(preset, notes=(note,))
    aliases = [*definition.channels, *(channel.lower() for channel in definition.channels.values())]
    candidates = matches(
        source.columns, source.sample, aliases, definition.valences, definition.stage_names
    )
    chosen = [match for match in default_matches(candidates) if match.field not in said.columns]
    known = {match.field for match in candidates} | set(said.columns)
    further = suggestions(
        source.columns,
        source.sample,
        {match.column for match in candidates} | said.column_names(),
        [field for field in SUGGESTED if field not in known],
    )
    return Base(
        Recipe(columns={match.field: (match.column,) for match in chosen}),
        tuple(chosen),
        (
            *(match for match in candidates if match not in chosen),
            *(Match(field, column, because) for field, column, because in further),
        ),
    )


def id_proposals(source: Source, known: tuple[Match, ...]) -> list[Match]:
    """Columns that may be the customer's, where none is taken."""
    if any(match.field == "customer_id" for match in known):
        return []
    is_timeless = not time_columns(source.columns, source.sample)
    return [
        Match("customer_id", candidate.column, candidate.because)
        for candidate in customer_candidates(source.columns, source.sample, is_timeless)
    ]
