"""Where journeys come back to a touchpoint and where they wait: the touchpoints at which most do either."""

from typing import TYPE_CHECKING

from journey.data.needs import NOT_COMPUTABLE
from journey.data.views.rows import FRICTION
from journey.exhibit.chart import Axis, Dots
from journey.exhibit.exhibit import Exhibit, Nothing
from journey.exhibit.ref import Ref
from journey.exhibit.series import share_series
from journey.exhibit.source import AnswerSource
from journey.model.vocabulary import noun
from journey.model.words import capital, count, percent
from journey.presenters.friction.places import names

if TYPE_CHECKING:
    from journey.data.views.rows import FrictionTold

NAME = "Repeats and waits"
DRAWN = 12
PARTS = (("repeats", "negative"), ("waits", "warm"))


def repeats(ref: Ref, source: AnswerSource) -> Exhibit | Nothing:
    """By touchpoint the share of journeys that come back to it, and that wait after it."""
    answer = source.ask(FRICTION)
    parts = [part for part in PARTS if any(row[part[0]] is not None for row in answer.rows)]
    if not parts:
        return Nothing(ref, NAME, source.too_few, (answer,))
    ordered = sorted(answer.rows, key=lambda row: -sum(_hit(row, name) for name, _ in parts))
    drawn = [row for row in ordered if any(_hit(row, name) for name, _ in parts)][:DRAWN]
    if not drawn:
        return Nothing(ref, NAME, "Nobody comes back to a touchpoint or waits.", (answer,))
    unseen = [name for name, _ in PARTS if answer.definitions[name].startswith(NOT_COMPUTABLE)]
    return Exhibit(
        ref,
        "figure",
        _title(drawn, source.unit),
        f"Of the {source.unit}s that pass a touchpoint, the share that comes back to it later, and that waits after it.",
        Dots(
            names(drawn),
            tuple(share_series(noun(name), colour, drawn, name) for name, colour in parts),
            Axis(f"share of {source.unit}s, 95 % interval", "share"),
            tuple(f"n {count(row['journeys'])}" for row in drawn),
        ),
        (answer,),
        None,
        source.unit,
        "For the touchpoints at which most come back or wait, the share of each, with its 95 % interval.",
        (
            f"{capital(noun('waits'))}: {answer.definitions['waits']}. Loops of several touchpoints and the times between them "
            "stand on the Paths screen, under Find.",
            *(f"{capital(answer.definitions[name])}." for name in unseen),
        ),
    )


def _hit(row: "FrictionTold", part: str) -> float:
    """How many journeys; 0 where it is not told."""
    return (row[part] or 0) * (row[f"{part}_n"] or 0)  # type: ignore[literal-required]


def _title(rows: "list[FrictionTold]", unit: str) -> str:
    said = []
    for part, words in (("repeats", "come back to"), ("waits", "wait after")):
        first = max(rows, key=lambda row: _hit(row, part))
        if _hit(first, part):
            hits = count(round(_hit(first, part)))
            said.append(f"{words} {first['touchpoint']} ({hits}, {percent(first[part])})")  # type: ignore[literal-required]
    return f"Most {unit}s {', and most '.join(said)}"
