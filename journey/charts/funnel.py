"""What became of those who reached each stage, as one bar a stage: a drawing so light that it needs no library in the browser."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, TypedDict

import pandas as pd

from journey.data.ask import AnyRow
from journey.model.theme import NEUTRAL, Theme, ink_on
from journey.model.vocabulary import (
    NEUTRAL_ROLE,
    SHARES_IN_ORDER,
    SHARES_OF_REACHED,
    Outcome,
    outcome,
)
from journey.model.words import count, percent

STAGE_ROLE = "advanced"  # those who went on have the hue of their stage, as its water on the map


class Part(TypedDict):
    """A part of a bar: its outcome, how many they are, colours, what hovering says."""

    id: str
    number: int
    label: str
    colour: str
    ink: str
    words: str


class Row(TypedDict):
    """A bar: the stage's name and hue, words beside it, its share of the longest bar (0..1), its parts."""

    name: str
    hue: str
    words: str
    is_chosen: bool
    share: float
    parts: list[Part]


class LegendEntry(TypedDict):
    """A word of the legend, with the colours that it has."""

    words: str
    colours: list[str]


class Funnel(TypedDict):
    """All that the component draws."""

    rows: list[Row]
    legend: list[LegendEntry]
    surface: str


def funnel_bars(
    rows: pd.DataFrame, theme: Theme, stages: Sequence[str], chosen: str = ""
) -> Funnel:
    """A bar a stage. `rows`: stage, reached and the outcomes in journeys, drop_off_rate (0..1 or None) with _low, _high.

    `stages`: all of the definition, whose places give the hues.
    """
    named = [(row["stage"], furthest_words(row), row) for row in rows.to_dict("records")]
    return _funnel(named, SHARES_OF_REACHED, theme, stages, chosen)


def ordered_bars(
    rows: pd.DataFrame, theme: Theme, stages: Sequence[str], chosen: str = ""
) -> Funnel:
    """A bar an element of the list. `rows`: name, reached, outcomes in journeys, conversion_rate (0..1 or None)."""
    named = [(row["name"], ordered_words(row), row) for row in rows.to_dict("records")]
    return _funnel(named, SHARES_IN_ORDER, theme, stages, chosen)


def furthest_words(row: Mapping[str, Any]) -> str:
    """What stands beside a stage: '2,497 reached, 30 % leave (28 to 31)'; what is hidden is left out."""
    if row["reached"] is None:
        return ""
    return f"{count(int(row['reached']))} {outcome('reached').noun}{_rate(row, 'drop_off_rate', outcome('dropped_off').verb)}"


def ordered_words(row: Mapping[str, Any]) -> str:
    """What stands beside a stage of the ordered funnel."""
    return f"{count(int(row['reached']))} in order{_rate(row, 'conversion_rate', outcome('advanced').verb)}"


def _rate(row: Mapping[str, Any], name: str, verb: str) -> str:
    """', 30 % leave (28 to 31)'; nothing where there is no rate."""
    if pd.isna(row.get(name)):
        return ""
    low, high = row.get(f"{name}_low"), row.get(f"{name}_high")
    span = ""
    if low is not None and high is not None and not pd.isna(low):
        span = f" ({100 * low:.0f} to {100 * high:.0f})"
    return f", {percent(row[name])} {verb}{span}"


def _funnel(
    named: Sequence[tuple[str, str, AnyRow]],
    outcomes: Iterable[str],
    theme: Theme,
    stages: Sequence[str],
    chosen: str,
) -> Funnel:
    """The drawing of rows with their names and words; an outcome that no row has is left out."""
    drawn = [outcome(id) for id in outcomes if any(row[id] for _, _, row in named)]
    hues = {name: theme.hue(_index(stages, name)) for name, _, _ in named}
    most = max((int(row["reached"]) for _, _, row in named), default=0) or 1
    return {
        "rows": [
            {
                "name": name,
                "hue": hues[name],
                "words": words,
                "is_chosen": name == chosen,
                "share": int(row["reached"]) / most,
                "parts": [
                    _part(name, row, shown, _colour(shown, hues[name], theme))
                    for shown in drawn
                    if row[shown.id]
                ],
            }
            for name, words, row in named
        ],
        "legend": [
            {"words": shown.noun, "colours": _legend_colours(shown, named, hues, theme)}
            for shown in drawn
        ],
        "surface": theme.surface,
    }


def _index(stages: Sequence[str], name: str) -> int:
    """Place of the stage in the definition; -1 of those in none."""
    return stages.index(name) if name in stages else -1


def _part(name: str, row: AnyRow, shown: Outcome, colour: str) -> Part:
    number, reached = int(row[shown.id]), int(row["reached"])
    is_rated = any(not pd.isna(row.get(rate)) for rate in ("drop_off_rate", "conversion_rate"))
    share = f"{percent(number / reached)} " if is_rated else ""
    return {
        "id": shown.id,
        "number": number,
        "label": count(number),
        "colour": colour,
        "ink": ink_on(colour),
        "words": f"{name}: {count(number)} {shown.noun}, {share}of {count(reached)}",
    }


def _colour(shown: Outcome, hue: str, theme: Theme) -> str:
    if shown.id == STAGE_ROLE:
        return hue
    return NEUTRAL if shown.role == NEUTRAL_ROLE else theme.role(shown.role)


def _legend_colours(
    shown: Outcome, named: Sequence[tuple[str, str, AnyRow]], hues: dict[str, str], theme: Theme
) -> list[str]:
    """The colour of the outcome; of those who went on the hues of all stages that have any."""
    return list(
        dict.fromkeys(_colour(shown, hues[name], theme) for name, _, row in named if row[shown.id])
    )
