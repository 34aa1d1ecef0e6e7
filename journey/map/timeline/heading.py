"""The heading of a journey: its number and name, how it ended, how long it took."""

from journey.map.lettering import text_width, wrapped
from journey.map.one_customer import Journey, length_words, money, since_before
from journey.map.scene import Shape, lines, text
from journey.map.timeline.layout import WORDS
from journey.model.vocabulary import outcome
from journey.model.words import capital


def heading(
    journey: Journey, before: Journey | None, total: int, width: float
) -> tuple[list[Shape], float]:
    """The heading and its height; `before` is the journey before it, `total` how many there are."""
    title = wrapped(_title(journey, total), 18, width - 8, 2, True)
    shapes = lines(2, 19, title, 18, 22, font_weight=600)
    y, x = 19.0 + 22 * len(title), 2.0
    if journey.outcome:
        words = capital(outcome(journey.outcome).noun)
        shapes.append(text(x, y, words, WORDS, outcome(journey.outcome).role, font_weight=600))
        x += text_width(words, WORDS, True) + 10
    summary = _summary(journey, before)
    if x + text_width(summary, WORDS) > width - 4 and x > 2:
        x, y = 2.0, y + 19
    summary_lines = wrapped(summary, WORDS, width - x - 4, 4)
    shapes += lines(x, y, summary_lines, WORDS, 19, "muted")
    return shapes, y + 19 * (len(summary_lines) - 1) + 18


def _title(journey: Journey, total: int) -> str:
    number = f"Journey {journey.number} of {total}" if total > 1 else "The journey"
    return f"{number} · {journey.name}" if journey.name else number


def _summary(journey: Journey, before: Journey | None) -> str:
    revenue = sum(event.revenue for event in journey.events if event.revenue is not None)
    parts = [
        length_words(journey),
        f"revenue {money(revenue)}" if revenue else "",
        since_before(journey, before),
    ]
    return " · ".join(part for part in parts if part)
