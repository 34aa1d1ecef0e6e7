"""The journey map from the answers of the views."""

from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import TYPE_CHECKING, cast

from journey.data.chosen import without_chosen_shares
from journey.map.answers import MapAnswers
from journey.map.model import Exit, Figure, JourneyMap, Quote, StageColumn, Touchpoint
from journey.map.touchpoints import SEVERAL, Order, Rows, touchpoints_by_stage
from journey.model.cells import SCORES
from journey.model.definition import UNASSIGNED, Definition
from journey.model.filters import value_words
from journey.model.small_numbers import SHARED
from journey.model.vocabulary import OUTCOMES

if TYPE_CHECKING:
    from journey.data.views.rows import FunnelTold

COUNTED = (*OUTCOMES, "customers")
OTHER_TEXTS = {
    UNASSIGNED: "touchpoints and journeys in no stage",
    SEVERAL: "small groups put together",
}


def build_journey_map(
    definition: Definition,
    answers: MapAnswers,
    unit: str,
    order: Order,
    notes: dict[str, list[str]] | None = None,
) -> JourneyMap:
    """The map from the answers, in analyst or shared mode.

    `order` says at which step journeys first pass a (stage, touchpoint); `notes` are the workshop's, by stage.
    """
    is_chosen = answers.answers["funnel"].filters.is_of_a_figure
    answers = _without_chosen_shares(answers)
    touchpoints = touchpoints_by_stage(answers, order)
    stages = []
    for row in answers.rows("funnel"):
        inside = [
            point
            for part in _parts(row["stage"], definition)
            for point in touchpoints.pop(part, [])
        ]
        own_notes = (notes or {}).get(row["stage"], [])
        stages.append(_stage(definition, answers, row, inside, own_notes))
    stages += [
        _stage(definition, answers, _empty(name, answers.rows("funnel")[0]), inside, [])
        for name, inside in touchpoints.items()
    ]
    if any(stage.name == UNASSIGNED and stage.events for stage in stages):
        stages = [replace(stage, may_be_assigned=True) for stage in stages]
    first = next((stage for stage in stages if stage.index >= 0 and stage.is_observed), None)
    began = (first.funnel["reached"] or 0) if first and not is_chosen else 0
    stages = [replace(stage, began=began) for stage in stages]
    comparison = answers.comparison
    return JourneyMap(
        unit,
        tuple(_without_channels(stages)),
        answers.rows("summary")[0],
        first_figures(answers.rows("satisfaction"), definition.targets),
        comparison.key if comparison else "",
        tuple(value_words(comparison.key, name) for name in comparison.values)
        if comparison
        else (),
        answers.answers["funnel"].mode == SHARED,
        is_chosen,
    )


def _without_chosen_shares(answers: MapAnswers) -> MapAnswers:
    filters = answers.answers["funnel"].filters
    told = {
        name: replace(answer, rows=without_chosen_shares(answer.rows, filters))
        for name, answer in answers.answers.items()
    }
    funnels = {
        value: without_chosen_shares(rows, filters) for value, rows in answers.funnels.items()
    }
    return replace(answers, answers=told, funnels=funnels)


def _without_channels(stages: list[StageColumn]) -> list[StageColumn]:
    """The stages; where no event has a channel, touchpoints without a word of one, since that is said of the data once."""
    if any(channel for stage in stages for channel, _ in stage.channels):
        return stages
    return [
        replace(
            stage, touchpoints=tuple(replace(point, channels=()) for point in stage.touchpoints)
        )
        for stage in stages
    ]


def _parts(name: str, definition: Definition) -> tuple[str, ...]:
    """The stages of a funnel row: one, or those that shared mode has put together as 'a + b'."""
    if name in (*definition.stage_names, UNASSIGNED):
        return (name,)
    return tuple(
        part for part in (UNASSIGNED, *definition.stage_names) if part in name.split(" + ")
    )


def _empty(stage: str, like: "FunnelTold") -> "FunnelTold":
    """The funnel row of touchpoints in no stage where every journey has a stage: nobody is there."""
    blank = {name: 0 if name in COUNTED else None for name in like}
    return cast("FunnelTold", blank | {"stage": stage, "base": "fewer than 5"})


def _stage(
    definition: Definition,
    answers: MapAnswers,
    row: "FunnelTold",
    touchpoints: list[Touchpoint],
    notes: list[str],
) -> StageColumn:
    name, parts = row["stage"], _parts(row["stage"], definition)
    indices = [index for index, stage in enumerate(definition.stages) if stage.name in parts]
    stage = definition.stages[indices[0]] if len(indices) == 1 and len(parts) == 1 else None
    return StageColumn(
        index=indices[0] if indices else -1,
        name=name,
        text=stage.text if stage else OTHER_TEXTS.get(name, "put together because few are in them"),
        expected_emotion=stage.expected_emotion if stage else "",
        expected=definition.valences.get(stage.expected_emotion) if stage else None,
        funnel=row,
        figures=first_figures(
            [answer for answer in answers.rows("stage_satisfaction") if answer["stage"] == name],
            definition.targets,
        ),
        touchpoints=tuple(touchpoints),
        channels=_channels(touchpoints),
        exits=tuple(
            Exit(row["touchpoint"], row["touchpoint_stage"], row["journeys"])
            for row in answers.rows("exits")
            if row["drop_stage"] == name and row["journeys"] is not None
        ),
        quote=_quote(answers.rows("quotes"), name),
        compared=tuple(
            (value, row)
            for value, rows in answers.funnels.items()
            for row in rows
            if row["stage"] == name
        ),
        compared_figures=tuple(
            (value, first_figures([row for row in rows if row["stage"] == name]))
            for value, rows in answers.scores.items()
        ),
        notes=tuple(notes),
    )


def first_figures(
    satisfaction: Rows, targets: Mapping[str, float] = MappingProxyType({})
) -> tuple[Figure, ...]:
    """NPS, CSAT and CES of one group, each in the variant that the definition puts first."""
    figures: dict[str, Figure] = {}
    for row in satisfaction:
        if row["metric"] in SCORES and row["metric"] not in figures:
            figures[row["metric"]] = Figure(
                row["metric"],
                row["definition"],
                row["value"],
                row["low"],
                row["high"],
                row["n"],
                row["base"],
                targets.get(row["metric"]),
            )
    return tuple(figures[metric] for metric in SCORES if metric in figures)


def _channels(touchpoints: list[Touchpoint]) -> tuple[tuple[str | None, int], ...]:
    sums: dict[str | None, int] = {}
    for touchpoint in touchpoints:
        for channel, events in touchpoint.channels:
            sums[channel] = sums.get(channel, 0) + events
    return tuple(sorted(sums.items(), key=lambda pair: (-pair[1], pair[0] or "")))


def _quote(quotes: Rows, stage: str) -> Quote | None:
    row = next((row for row in quotes if row["stage"] == stage), None)
    return (
        Quote(
            row["quote"],
            row["quote_touchpoint"],
            row["comments"],
            row["customers"],
            row["valence"] is not None,
        )
        if row
        else None
    )
