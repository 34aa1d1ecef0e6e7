"""Impact against frequency: how much it hurts at each touchpoint, and how many journeys come there."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt
from typing import TYPE_CHECKING

from journey.exhibit.exhibit import TOO_FEW, Drawing, Exhibit, Nothing
from journey.exhibit.friction.ledger import friction_of
from journey.exhibit.ref import Ref
from journey.exhibit.source import AnswerSource
from journey.map.lettering import cut, text_width
from journey.map.scene import Scene, Shape, circle, line, text
from journey.model.definition import UNASSIGNED
from journey.model.theme import stage_hue
from journey.model.vocabulary import words_in_force
from journey.model.words import count
from journey.presenters.friction.places import names

if TYPE_CHECKING:
    from journey.data.views.rows import FrictionTold

NAME = "Impact and frequency"
OPTIONS = ("weights",)
SMALL, HEIGHT, LEFT, FOOT, NARROWEST = 11.5, 430.0, 44.0, 40.0, 640.0
NAMED, LEAST_RADIUS, MOST_RADIUS = 16, 4.0, 20.0


@dataclass(frozen=True)
class Point:
    """A touchpoint: journeys that pass it, its score, journeys lost there, and its stage's number from 0."""

    name: str
    passing: int
    score: float
    lost: int
    stage: int


def impact(ref: Ref, source: AnswerSource) -> Exhibit | Nothing:
    """`ref` has the option weights. Where leaving is not told, there is no score."""
    if not words_in_force().tells_leaving:
        reason = "There is no score here: it would weigh silence as leaving."
        return Nothing(ref, NAME, reason)
    answer = friction_of(ref, source)
    rows = [
        row
        for row in answer.rows
        if row["score"] is not None and row["journeys"] and row["stage"] != UNASSIGNED
    ]
    if len(rows) < 2:
        return Nothing(ref, NAME, TOO_FEW if source.is_shared else "Too little is measured.")
    stages = list(source.generation.definition.stage_names)
    points = [
        Point(
            name,
            row["journeys"] or 0,
            row["score"] or 0.0,
            row["journeys_lost"] or 0,
            stages.index(row["stage"]),
        )
        for row, name in zip(rows, names(rows), strict=True)
    ]
    return Exhibit(
        ref,
        "figure",
        _title(rows),
        f"Upwards the friction score, to the right the {source.unit}s that pass, as the dot's size those last seen there.",
        Drawing(
            lambda width: impact_scene(points, stages, source.unit, max(width, NARROWEST)),
            NARROWEST,
        ),
        (answer,),
        None,
        source.unit,
        "Each touchpoint as a dot: how many pass it, its friction score, and how many are lost there.",
        (f"Score: {answer.definitions['score']}.",),
        on_screen=lambda theme: (
            lambda width, is_narrow: impact_scene(points, stages, source.unit, width)
        ),
    )


def _title(rows: "Sequence[FrictionTold]") -> str:
    """The touchpoint where score x journeys is largest."""
    first = max(rows, key=lambda row: (row["score"] or 0) * (row["journeys"] or 0))
    return f"{first['touchpoint']} hurts most in all: score {first['score'] or 0:.0f}, passed by {count(first['journeys'])}"


def impact_scene(points: Sequence[Point], stages: Sequence[str], unit: str, width: float) -> Scene:
    """Both axes begin at 0; names stand at the dots of most impact, as far as they do not lie on each other."""
    base, top = HEIGHT - FOOT, 30.0
    most_passing = max(point.passing for point in points)
    most_score = max(point.score for point in points)
    most_lost = max(point.lost for point in points) or 1

    def x_of(point: Point) -> float:
        return LEFT + 14 + (width - LEFT - 130) * point.passing / most_passing

    def y_of(point: Point) -> float:
        return base - 8 - (base - top - 24) * point.score / most_score

    shapes: list[Shape] = [
        line(LEFT, base, width - 4, base, stroke="line"),
        line(LEFT, top, LEFT, base, stroke="line"),
        text(0, 12, "↑ friction score", SMALL, "muted"),
        text(width - 4, base + 30, f"{unit}s that pass →", SMALL, "muted", text_anchor="end"),
        text(LEFT - 6, base + 4, "0", SMALL, "muted", text_anchor="end"),
        text(LEFT - 6, top + 20, f"{most_score:.0f}", SMALL, "muted", text_anchor="end"),
        text(
            LEFT + 14 + (width - LEFT - 130),
            base + 16,
            count(most_passing),
            SMALL,
            "muted",
            text_anchor="middle",
        ),  # fmt: skip
    ]
    ordered = sorted(points, key=lambda point: -point.score * point.passing)
    taken: list[tuple[float, float, float, float]] = []
    for point in sorted(points, key=lambda point: -point.lost):
        radius = LEAST_RADIUS + (MOST_RADIUS - LEAST_RADIUS) * sqrt(point.lost / most_lost)
        shapes.append(
            circle(x_of(point), y_of(point), radius, fill=stage_hue(point.stage), fill_opacity=0.75)
        )
    for point in ordered[:NAMED]:
        radius = LEAST_RADIUS + (MOST_RADIUS - LEAST_RADIUS) * sqrt(point.lost / most_lost)
        words = cut(point.name, SMALL, 150)
        wide = text_width(words, SMALL)
        for x, y in (
            (x_of(point) + radius + 4, y_of(point) + 4),
            (x_of(point) - radius - 4 - wide, y_of(point) + 4),
            (x_of(point) - wide / 2, y_of(point) - radius - 5),
            (x_of(point) - wide / 2, y_of(point) + radius + 13),
        ):
            box = (x, y - 10, x + wide, y + 3)
            if x >= LEFT and x + wide <= width and not any(_meet(box, other) for other in taken):
                taken.append(box)
                shapes.append(text(x, y, words, SMALL))
                break
    legend, height = _legend(stages, sorted({point.stage for point in points}), HEIGHT + 4, width)
    return Scene(width, height, tuple(shapes + legend))


def _meet(one: tuple[float, float, float, float], other: tuple[float, float, float, float]) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def _legend(
    stages: Sequence[str], seen: Sequence[int], top: float, width: float
) -> tuple[list[Shape], float]:
    """The stages beside their hues, and how far down they go."""
    shapes: list[Shape] = []
    x, y = LEFT, top + 8
    for number in seen:
        needed = text_width(stages[number], SMALL) + 30
        if x + needed > width:
            x, y = LEFT, y + 18
        shapes += [
            circle(x + 5, y - 4, 5, fill=stage_hue(number)),
            text(x + 14, y, stages[number], SMALL, "muted"),
        ]
        x += needed
    return shapes, y + 10
