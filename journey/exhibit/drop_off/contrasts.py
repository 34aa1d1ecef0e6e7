"""What is more common among those who dropped off in the stage than among those who went on, or less."""

from collections.abc import Sequence

from journey.charts.contrast_dots import Group, contrast_dots
from journey.data.views.contrasts import LEAST
from journey.data.views.rows import CONTRASTS
from journey.exhibit.chart import Axis, Dots, Series
from journey.exhibit.drop_off.stage import chosen_stage
from journey.exhibit.exhibit import Exhibit, Nothing
from journey.exhibit.ref import Ref
from journey.exhibit.source import AnswerSource
from journey.model.theme import stage_hue
from journey.model.vocabulary import outcome, the_lost
from journey.presenters.drop_off import contrasts as words
from journey.presenters.drop_off.stages import has_next
from journey.presenters.filters import widen


def contrasts(ref: Ref, source: AnswerSource) -> Exhibit | Nothing:
    """`ref` has the option stage."""
    stage = chosen_stage(ref, source)
    title = f"What sets {the_lost()} in {stage} apart"
    if not has_next(source.generation, stage):
        return Nothing(ref, title, f"No stage follows {stage}, so nobody can have left before it.")
    answer = source.ask(CONTRASTS, stage=stage)
    if not answer.rows:
        return Nothing(
            ref,
            title,
            f"Nothing was tested: each comparison needs at least {LEAST} customers on every side: {the_lost()} and those who went "
            f"on or ended well, with and without what is compared.{widen(source.filters)}",
        )
    found = words.merge_equal(words.significant(answer.rows))
    if not found:
        return Nothing(ref, words.headline(found, stage), words.basis(answer.rows), (answer,))
    groups = words.groups(found, source.filters)
    index = source.generation.definition.stage_names.index(stage)
    return Exhibit(
        ref,
        "figure",
        words.headline(found, stage),
        words.basis(answer.rows),
        _dots(groups, index),
        (answer,),
        answer.rows[0]["lost"] + answer.rows[0]["kept"],
        source.unit,
        f"How much more common each trait is among {the_lost()} than among the others, with its 95 % interval.",
        tuple(filter(None, (words.undrawn(groups, found), words.definitions(found, stage)))),
        lambda theme: contrast_dots(groups, theme, theme.hue(index), words.sides()),
    )


def _dots(groups: Sequence[Group], stage_index: int) -> Dots:
    """A dot a trait in the colour of the side where it is more common, in percentage points."""
    sides = (
        (f"more common among {the_lost()}", outcome("dropped_off").role, 1),
        ("more common among the others", stage_hue(stage_index), -1),
    )
    rows = [row for group in groups for row in group["rows"]]
    names = [
        f"{group['heading']}: {row['words']}" if len(groups) > 1 else row["words"]
        for group in groups
        for row in group["rows"]
    ]
    series = []
    for name, colour, sign in sides:
        on_side = [row["difference"] * sign > 0 for row in rows]
        series.append(
            Series(
                name,
                colour,
                tuple(row["difference"] if own else None for row, own in zip(rows, on_side)),
                tuple(row["figure"] if own else "" for row, own in zip(rows, on_side)),
                tuple(row["low"] if own else None for row, own in zip(rows, on_side)),
                tuple(row["high"] if own else None for row, own in zip(rows, on_side)),
            )
        )
    return Dots(
        tuple(names),
        tuple(series),
        Axis("difference in percentage points, 95 % interval", "points"),
        tuple(row["shares"] for row in rows),
        (0.0, ""),
    )
