"""A drawing as a picture that stands by itself: its title and finding above, what to know and the small print below."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from journey.map.grades import GRADE_WORDS, LOW_BASE, NOTHING
from journey.map.lettering import wrapped
from journey.map.scene import Scene, Shape, lines

MARGIN = 26.0
TITLE_SIZE, WORDS_SIZE, NOTE_SIZE, SMALL_SIZE = 13, 14, 13, 11
FINDING_SIZES = (24, 20, 17)
FINDING_LINES, NOTE_LINES, SMALL_LINES = 3, 3, 5


@dataclass(frozen=True)
class Words:
    """What stands around the drawing of the map."""

    title: str
    headline: str
    reason: str
    overall: str
    filters: str
    source: str


def poster(scene: Scene, words: Words) -> Scene:
    """The map with its finding above and its small print below."""
    return framed(
        scene, words.title, words.headline, words.reason, words.overall, (), small_print(words)
    )


def framed(
    scene: Scene,
    title: str,
    finding: str,
    reason: str,
    basis: str,
    notes: Sequence[str],
    small: str,
) -> Scene:
    """The drawing in its frame: whose data, what it says, why or by which definition, of how many; below, notes and source."""
    room, y, shapes = scene.width, MARGIN + 12, []
    shapes += lines(0, y, wrapped(title, TITLE_SIZE, room, 1), TITLE_SIZE, 0, "muted")
    y += 12
    for part, size, fill, bold in (
        (finding, _finding_size(finding, room), "ink", True),
        (reason, WORDS_SIZE, "muted", False),
        (basis, WORDS_SIZE, "ink", False),
    ):
        part_lines = wrapped(part, size, room, FINDING_LINES, bold)
        leading = size * 1.3
        shapes += lines(
            0, y + size, part_lines, size, leading, fill, **({"font_weight": 600} if bold else {})
        )
        y += len(part_lines) * leading + 6
    y += 14
    shapes.append(Shape("g", {"transform": f"translate(0,{y:.1f})"}, "", scene.shapes))
    y += scene.height + 20
    for note in notes:
        note_lines = wrapped(note, NOTE_SIZE, room, NOTE_LINES)
        shapes += lines(0, y, note_lines, NOTE_SIZE, 17, "muted")
        y += 17 * len(note_lines) + 5
    small_lines = wrapped(small, SMALL_SIZE, room, SMALL_LINES)
    shapes += lines(0, y, small_lines, SMALL_SIZE, 15, "muted")
    whole = Shape("g", {"transform": f"translate({MARGIN:.0f},0)"}, "", tuple(shapes))
    return Scene(scene.width + 2 * MARGIN, y + 15 * len(small_lines) + MARGIN - 10, (whole,))


def _finding_size(finding: str, room: float) -> int:
    """The largest size at which the whole finding fits, else the smallest."""
    return next(
        (
            size
            for size in FINDING_SIZES
            if len(wrapped(finding, size, room, FINDING_LINES + 1, True)) <= FINDING_LINES
        ),
        FINDING_SIZES[-1],
    )


def small_print(words: Words) -> str:
    """Filters, source, and what the marks mean."""
    return (
        f"{words.filters} {words.source}, {date.today().isoformat()}. Intervals are 95 %. Hollow points: {GRADE_WORDS[LOW_BASE]}; "
        f"dotted: {GRADE_WORDS[NOTHING]}. Small counts, of 1 to 4 customers, are hidden: other touchpoints may be drawn than in "
        "the app, and causes are not named."
    )
