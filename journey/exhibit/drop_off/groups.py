"""The share that drops off in the stage, group by group of one attribute."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from journey.charts.group_dots import group_dots
from journey.data.views.rows import CONTRASTS, FUNNEL
from journey.exhibit.chart import Axis, Dots, Series
from journey.exhibit.drop_off.stage import chosen_stage, reached_rows
from journey.exhibit.exhibit import Exhibit, Nothing
from journey.exhibit.ref import Ref
from journey.exhibit.source import AnswerSource
from journey.model.filters import value_words
from journey.model.vocabulary import outcome
from journey.model.words import count, percent
from journey.presenters import attributes
from journey.presenters.drop_off import groups as words
from journey.presenters.drop_off.stages import has_next
from journey.presenters.filters import widen

if TYPE_CHECKING:
    from journey.presenters.drop_off.groups import GroupRow

NAME = "For whom"


def groups(ref: Ref, source: AnswerSource) -> Exhibit | Nothing:
    """`ref` has the options attribute, by default the one that differs most, and stage."""
    data = source.generation
    names = attributes.splitting(data)
    if not names:
        return Nothing(
            ref,
            NAME,
            "The data has no attribute to group customers by. Load a column such as segment or region.",
        )
    stage = chosen_stage(ref, source)
    name = ref.option("attribute")
    if name not in names:
        contrasts = source.ask(CONTRASTS, stage=stage).rows if has_next(data, stage) else []
        name = words.default_attribute(names, contrasts)
    answer = source.ask(FUNNEL, by=(name,))
    rows = words.by_group(answer.rows, name, stage)
    rated = words.with_rate(rows)
    called = attributes.words(data, name)
    title = words.headline(rated, called, stage, len(names))
    if not rated:
        return Nothing(
            ref,
            title,
            "Every group has fewer than 10 customers here, so there are no rates. Another attribute may have larger groups."
            + widen(source.filters),
            (answer,),
        )
    largest = sorted(rated, key=lambda row: -row["reached"])[: words.GROUPS_LIMIT]
    drawn = sorted(largest, key=lambda row: -(row["drop_off_rate"] or 0))
    whole = next((row for row in reached_rows(source) if row["stage"] == stage), None)
    rate = whole["drop_off_rate"] if whole else None
    has_low = any(row["base"] == "low base" for row in drawn)
    frame = answer.frame().assign(group=lambda frame: frame[name])
    drawn_groups = {row["group"] for row in drawn}
    shown = frame[(frame["stage"] == stage) & frame["group"].isin(drawn_groups)]
    shown = shown.sort_values("drop_off_rate", ascending=False)
    note = words.legend(len(rated) - len(drawn), len(rows) - len(rated), has_low)
    return Exhibit(
        ref,
        "figure",
        title,
        f"Of those who reached {stage} (n), the share that {outcome('dropped_off').clause}, with its 95 % interval.",
        _dots(drawn, name, rate, source.unit),
        (answer,),
        whole["reached"] if whole else None,
        source.unit,
        f"Of those who reached {stage}, the share that {outcome('dropped_off').clause}, for each {called}, with its 95 % interval.",
        (note,) if note else (),
        lambda theme: group_dots(shown, theme, source.unit, rate),
    )


def _dots(rows: "Sequence[GroupRow]", name: str, whole: float | None, unit: str) -> Dots:
    clause = outcome("dropped_off").clause
    return Dots(
        tuple(value_words(name, row["group"]) for row in rows),
        (
            Series(
                outcome("dropped_off").noun,
                outcome("dropped_off").role,
                tuple(row["drop_off_rate"] for row in rows),
                tuple(percent(row["drop_off_rate"]) for row in rows),
                tuple(row["drop_off_rate_low"] for row in rows),
                tuple(row["drop_off_rate_high"] for row in rows),
                tuple(row["reached"] for row in rows),
            ),
        ),
        Axis(f"share of {unit}s that {clause}, 95 % interval", "share"),
        tuple(f"n {count(row['reached'])}" for row in rows),
        None if whole is None else (whole, f"all: {percent(whole)}"),
    )
