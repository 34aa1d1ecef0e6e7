"""The scale of time: how long a second is, and the bar that says so."""

from journey.map.lettering import wrapped
from journey.map.one_customer import Journey
from journey.map.scene import Shape, line, lines
from journey.map.timeline.layout import SMALL

TYPICAL_GAP, GAP_LIMIT = (
    110.0,
    330.0,
)  # to scale: the upper quartile of the gaps, and the longest that is drawn unbroken
UNITS = (
    (2_592_000, "30 days"),
    (604_800, "1 week"),
    (86_400, "1 day"),
    (21_600, "6 hours"),
    (3_600, "1 hour"),
    (600, "10 minutes"),
    (60, "1 minute"),
    (10, "10 seconds"),
    (1, "1 second"),
)
EXPLANATION = (
    "This bar is {unit}. A longer silence than fits is a broken line, said beside it; events closer together than their "
    "words need stand a row apart."
)
EXPLANATION_X, EXPLANATION_WIDTH = 26.0, 820.0


def pixels_a_second(journeys: list[Journey]) -> float | None:
    """The scale at which the upper quartile of the gaps is TYPICAL_GAP long; None where no time passes."""
    gaps = sorted(event.gap for journey in journeys for event in journey.events if event.gap)
    return TYPICAL_GAP / gaps[(3 * len(gaps)) // 4] if gaps else None


def legend(width: float, pixels: float) -> tuple[list[Shape], float]:
    """A bar of a round length of time, and what is not to scale."""
    seconds, unit = next(
        ((size, name) for size, name in UNITS if size * pixels < TYPICAL_GAP + 1), UNITS[-1]
    )
    height, x = max(2.0, seconds * pixels), EXPLANATION_X
    room = min(width - x - 4, EXPLANATION_WIDTH)
    explanation = wrapped(EXPLANATION.format(unit=unit), SMALL, room, 6)
    bottom = max(height + 8, 17.0 * len(explanation) + 8) + 22
    return [*_bar(4, 4 + height), *lines(x, 16, explanation, SMALL, 17, "muted")], bottom


def _bar(top: float, bottom: float) -> list[Shape]:
    """An upright line with a stroke at both ends."""
    return [
        line(10, top, 10, bottom, stroke="accent", stroke_width=2),
        *(line(5, y, 15, y, stroke="accent", stroke_width=2) for y in (top, bottom)),
    ]
