"""What became of those who reached each stage: by furthest stage, or strictly in order and in time."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

import pandas as pd

from journey.charts.funnel import funnel_bars, furthest_words, ordered_bars, ordered_words
from journey.data.chosen import told
from journey.data.views.rows import FUNNEL, ORDERED
from journey.exhibit.chart import Axis, Bars, Series
from journey.exhibit.drop_off.stage import chosen_stage
from journey.exhibit.exhibit import NO_JOURNEY, TOO_FEW, Exhibit, NoJourney, Nothing
from journey.exhibit.ref import Ref
from journey.exhibit.source import AnswerSource
from journey.model.definition import UNASSIGNED
from journey.model.path_filters import is_days
from journey.model.small_numbers import NOT_OBSERVED
from journey.model.theme import stage_hue
from journey.model.vocabulary import (
    NEUTRAL_ROLE,
    SHARES_IN_ORDER,
    SHARES_OF_REACHED,
    outcome,
)
from journey.model.words import count
from journey.presenters.drop_off import stages as words

if TYPE_CHECKING:
    from journey.data.views.rows import FunnelTold

WENT_ON = "advanced"  # has the hue of its stage
IN_ORDER = "ordered"  # the rule in the address


def funnel(ref: Ref, source: AnswerSource) -> Exhibit | Nothing:
    """`ref` has the option stage, which the screen's chart emphasises."""
    answer = told(source.ask(FUNNEL), source.filters)
    rows = [row for row in answer.rows if row["stage"] != UNASSIGNED or row["reached"]]
    unobserved = [row["stage"] for row in rows if row["base"] == NOT_OBSERVED]
    rows = [row for row in rows if row["base"] != NOT_OBSERVED]
    reached = [row for row in rows if row["reached"]]
    if not reached:
        is_hidden = any(row["reached"] is None for row in rows)
        return Nothing(ref, "Funnel", TOO_FEW if is_hidden else NO_JOURNEY)
    if not any(row[id] for row in rows for id in SHARES_OF_REACHED):
        return Nothing(ref, "Funnel", source.too_few)
    stage = chosen_stage(ref, source)
    notes = [
        "A journey has reached a stage if it was in it or a later one, at any time and in any order. "
        f"{outcome('dropped_off').heading}: {answer.definitions['dropped_off']}.",
    ]
    if unobserved:
        notes.append(f"Not in these data: {', '.join(unobserved)}.")
    if any(row["skipped"] for row in reached):
        notes.append(f"Skipped, {answer.definitions['skipped']}: {words.skipped(reached)}.")
    frame = pd.DataFrame(rows)
    stages = source.generation.definition.stage_names
    return Exhibit(
        ref,
        "figure",
        _title(reached, source),
        f"What became of the {source.unit}s that reached each stage, by furthest stage.",
        _bars(
            [(row["stage"], furthest_words(row), row) for row in rows],
            SHARES_OF_REACHED,
            stages,
            ref.option("stage"),
            source.unit,
        ),
        (answer,),
        max(row["reached"] or 0 for row in reached),
        source.unit,
        f"For each stage, how many {source.unit}s reached it and what became of them.",
        tuple(notes),
        lambda theme: funnel_bars(frame, theme, stages, stage),
    )


def _is_counted(row: Mapping[str, Any]) -> bool:
    """Whether nothing of what became of them is hidden."""
    return all(row[name] is not None for name in SHARES_OF_REACHED)


def _title(rows: "Sequence[FunnelTold]", source: AnswerSource) -> str:
    """The screen's headline, but without what may be larger where it is hidden."""
    if source.filters.is_of_a_figure:
        return words.chosen_headline(rows, source.unit)
    if all(map(_is_counted, rows)):
        return words.headline(rows, source.unit)
    return f"What became of the {source.unit}s that reached each stage"


def ordered(ref: Ref, source: AnswerSource) -> Exhibit | Nothing:
    """`ref` has the options within, in days, and stage, which the screen's chart emphasises."""
    within = _within(ref, source)
    is_default = within == source.generation.definition.ordered_funnel_days
    answer = source.ask(ORDERED, **({} if is_default else {"within": within}))
    if not answer.rows:
        raise NoJourney
    first = answer.rows[0]
    if not first["reached"]:
        return Nothing(
            ref,
            words.ordered_headline([], within, source.unit),
            source.too_few
            if first["reached"] is None
            else f"No journey was in {first['name']}, the first stage. Use the rule by furthest stage.",
        )
    started = sum(row["reached"] or 0 for row in source.ask(FUNNEL).rows[:1])
    notes = (
        "Strictly in order and in time: a stage counts only at a later step than the one before it and within "
        f"{within:g} days of the first event in {first['name']}; other stages may come in between."
        f"{words.never_in_the_first(started, first, source.unit)}",
    )
    stages, stage = source.generation.definition.stage_names, chosen_stage(ref, source)
    is_hidden = any(row["stopped"] is None for row in answer.rows)
    return Exhibit(
        ref,
        "figure",
        f"How far {source.unit}s come in order and within {within:g} days"
        if is_hidden
        else words.ordered_headline(answer.rows, within, source.unit),
        f"{source.unit.capitalize()}s that come from stage to stage in order and within {within:g} days.",
        _bars(
            [
                (row["name"], ordered_words(row), row)
                for row in answer.rows
                if row["reached"] is not None
            ],
            SHARES_IN_ORDER,
            stages,
            ref.option("stage"),
            source.unit,
        ),
        (answer,),
        first["reached"],
        source.unit,
        f"For each stage in order, how many {source.unit}s came to it in time and what became of them.",
        notes,
        lambda theme: ordered_bars(answer.frame(), theme, stages, stage),
    )


def _within(ref: Ref, source: AnswerSource) -> float:
    days = ref.option("within")
    return float(days if is_days(days) else source.generation.definition.ordered_funnel_days)


def _bars(
    named: Sequence[tuple[str, str, Mapping[str, Any]]],
    outcomes: Sequence[str],
    stages: Sequence[str],
    chosen: str,
    unit: str,
) -> Bars:
    """A bar a stage, a series an outcome that any row has; what is hidden is drawn as nothing."""
    names = [name for name, _, _ in named]
    drawn = [id for id in outcomes if id == WENT_ON or any(row[id] for _, _, row in named)]
    return Bars(
        tuple(names),
        tuple(
            Series(
                outcome(id).noun,
                outcome(id).role or NEUTRAL_ROLE,
                tuple(None if row[id] is None else float(row[id]) for _, _, row in named),
                tuple("" if row[id] is None else count(row[id]) for _, _, row in named),
            )
            for id in drawn
        ),
        Axis(f"{unit}s", "count"),
        tuple(words for _, words, _ in named),
        tuple(stage_hue(stages.index(name) if name in stages else -1) for name in names),
        emphasised=names.index(chosen) if chosen in names else None,
    )
