"""A journey at a glance, from left to right: the valence of each event, over its stages."""

from itertools import groupby

from journey.map.lettering import cut, text_width
from journey.map.one_customer import Event, Journey, day_words, highest, lowest, with_valence
from journey.map.scene import Shape, circle, line, path, rect, text
from journey.model.theme import ON_COLOUR, point_colour, stage_hue
from journey.model.words import capital, signed

TOP, CURVE_HEIGHT, BAND = 18.0, 84.0, 20.0
MIN_WITH_VALENCE, MIN_EVENTS, MIN_DIFFERENCE = 3, 4, 0.5
LABELS, SMALL = 66.0, 12.5


def emotion_curve(journey: Journey, width: float, is_scaled: bool) -> tuple[list[Shape], float]:
    """The curve and its height; nothing where too few events have a valence."""
    events = with_valence(journey.events)
    if (
        len(events) < MIN_WITH_VALENCE
        or len(journey.events) < MIN_EVENTS
        or journey.events[0].at is None
    ):
        return [], 0.0
    xs = dict(zip(map(id, journey.events), _event_xs(journey, width, is_scaled)))
    points = [(xs[id(event)], _valence_y(event.known_valence), event) for event in events]
    d = "M" + "L".join(f"{x:.1f},{y:.1f}" for x, y, _ in points)
    y = TOP + CURVE_HEIGHT + 14
    shapes = [
        *_frame(width),
        path(d, fill="none", stroke="muted", stroke_width=1.6),
        *(
            circle(
                x,
                y,
                4.5,
                fill=point_colour(event.known_valence),
                stroke="background",
                stroke_width=1,
            )
            for x, y, event in points
        ),
        *_named(points, journey, width),
        *_stages(journey, xs, width, y),
        *_ends(journey, width, y + BAND + 15),
    ]
    return shapes, y + BAND + 40


def _event_xs(journey: Journey, width: float, is_scaled: bool) -> list[float]:
    """Where each event stands: one beside the other, or by its time."""
    left, right = LABELS + 14, width - 20
    if is_scaled and journey.seconds:
        times = [event.at.timestamp() for event in journey.events if event.at]
        return [left + (right - left) * (time - times[0]) / journey.seconds for time in times]
    return [
        left + (right - left) * index / (len(journey.events) - 1)
        for index in range(len(journey.events))
    ]


def _valence_y(valence: float) -> float:
    return TOP + CURVE_HEIGHT * (1 - valence) / 2


def _frame(width: float) -> list[Shape]:
    labels = [
        text(LABELS - 4, _valence_y(value) + 4, words, SMALL, "muted", text_anchor="end")
        for value, words in ((1, "+1 good"), (0, "0"), (-1, "−1 bad"))
    ]
    return [
        rect(LABELS, TOP - 8, width - LABELS, CURVE_HEIGHT + 16, fill="surface", rx=6),
        line(
            LABELS,
            _valence_y(0),
            width,
            _valence_y(0),
            stroke="line",
            stroke_dasharray="3 4",
            stroke_width=1,
        ),
        *labels,
    ]


def _named(points: list[tuple[float, float, Event]], journey: Journey, width: float) -> list[Shape]:
    """The lowest and the highest event by name; only the lowest where the two hardly differ."""
    low, high = lowest(journey.events), highest(journey.events)
    if not low or not high:
        return []
    differ = high.known_valence - low.known_valence >= MIN_DIFFERENCE
    named = [low, high] if differ else [low]
    shapes = []
    for event in named:
        x, y = next((x, y) for x, y, other in points if other is event)
        is_right = x < (LABELS + width) / 2
        room = width - 8 - x - 14 if is_right else x - 14 - LABELS - 6
        value = signed(event.valence, 1)
        words = cut(f"{value} {event.touchpoint}", SMALL, room, True)
        words_width = text_width(words, SMALL, True)
        left = x + 10 if is_right else x - 14 - words_width
        shapes += [
            rect(left, y - 9, words_width + 4, 18, fill="surface", fill_opacity=0.75, rx=3),
            circle(
                x,
                y,
                7,
                fill=point_colour(event.known_valence),
                stroke="background",
                stroke_width=1.5,
            ),
            text(left + 2, y + 4, words, SMALL, font_weight=600),
        ]
    return shapes


def _stages(journey: Journey, xs: dict[int, float], width: float, y: float) -> list[Shape]:
    """The stages below the curve, each from its first event to the first of the next."""
    runs = [list(events) for _, events in groupby(journey.events, lambda event: event.stage)]
    if len(runs) == 1 and runs[0][0].stage_index < 0:
        return []
    step = (width - 20 - LABELS - 14) / (len(journey.events) - 1) / 2
    starts = [LABELS, *(max(LABELS, xs[id(run[0])] - min(step, 8)) for run in runs[1:])]
    shapes = []
    for run, start, end in zip(runs, starts, [*starts[1:], width]):
        name = capital(run[0].stage)
        shapes.append(
            rect(
                start,
                y,
                max(1.0, end - start - 1.5),
                BAND,
                fill=stage_hue(run[0].stage_index),
                rx=3,
            )
        )
        if text_width(name, SMALL, True) + 12 <= end - start:
            shapes.append(text(start + 6, y + 14.5, name, SMALL, ON_COLOUR, font_weight=600))
    return shapes


def _ends(journey: Journey, width: float, y: float) -> list[Shape]:
    first, last = (day_words(at) if (at := journey.events[end].at) else "" for end in (0, -1))
    same = [] if first == last else [text(width - 2, y, last, SMALL, "muted", text_anchor="end")]
    return [text(LABELS, y, first, SMALL, "muted"), *same]
