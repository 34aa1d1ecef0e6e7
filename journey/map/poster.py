"""The map as a picture that stands by itself: with title, finding, filters and how to read it."""

from dataclasses import dataclass
from datetime import date

from journey.map.grades import GRADE_WORDS, LOW_BASE, NOTHING
from journey.map.lettering import wrapped
from journey.map.scene import Scene, Shape, lines, text

MARGIN = 26.0


@dataclass(frozen=True)
class Words:
    """What stands around the drawing."""

    title: str
    headline: str
    reason: str
    overall: str
    filters: str
    source: str


def poster(scene: Scene, words: Words) -> Scene:
    """The drawing with its finding above and its small print below."""
    room, y, shapes = scene.width, MARGIN + 12, []
    shapes.append(text(0, y, words.title, 13, "muted"))
    y += 12
    for part, size, fill, bold in (
        (words.headline, 24, "ink", True),
        (words.reason, 14, "muted", False),
        (words.overall, 14, "ink", False),
    ):
        part_lines = wrapped(part, size, room, 3, bold)
        leading = size * 1.3
        shapes += lines(
            0, y + size, part_lines, size, leading, fill, **({"font_weight": 600} if bold else {})
        )
        y += len(part_lines) * leading + 6
    y += 14
    shapes.append(Shape("g", {"transform": f"translate(0,{y:.1f})"}, "", scene.shapes))
    y += scene.height + 20
    small = wrapped(small_print(words), 11, room, 5)
    shapes += lines(0, y, small, 11, 15, "muted")
    whole = Shape("g", {"transform": f"translate({MARGIN:.0f},0)"}, "", tuple(shapes))
    return Scene(scene.width + 2 * MARGIN, y + 15 * len(small) + MARGIN - 10, (whole,))


def small_print(words: Words) -> str:
    """Filters, source, and what the marks mean."""
    return (
        f"{words.filters} {words.source}, {date.today().isoformat()}. Intervals are 95 %. Hollow points: {GRADE_WORDS[LOW_BASE]}; "
        f"dotted: {GRADE_WORDS[NOTHING]}. Small counts, of 1 to 4 customers, are hidden: other touchpoints may be drawn than in "
        "the app, and causes are not named."
    )
