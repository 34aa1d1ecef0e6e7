"""One customer's journeys as a drawing: time runs down, a row an event, stages as bands, for desk and phone."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import accumulate

from journey.map.curve_strip import strip
from journey.map.lettering import ELLIPSIS, cut, text_width, wrapped
from journey.map.one_customer import (
    Event,
    Journey,
    day_words,
    length_words,
    since_before,
)
from journey.map.scene import Scene, Shape, circle, group, line, lines, rect, text
from journey.model.theme import ON_COLOUR, point_colour, stage_hue
from journey.model.vocabulary import outcome
from journey.model.words import capital, count, duration, plural, signed

EVENTS_LIMIT = 200
PHONE, MIN_WIDTH = 360.0, 760.0
DOT, DOT_AT, ROW = 13.0, 16.0, 32.0
NAME, BODY, SMALL, WORDS = 15, 13, 12.5, 14
NAME_LINES_LIMIT, COMMENT_LINES_LIMIT, COMMENT_WIDTH = 3, 6, 820.0
GAP_ROOM, PILL = 22.0, 28.0
CLEAR_VALENCE = 0.25
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


@dataclass(frozen=True)
class Layout:
    """Where the columns stand: band of the stages, right edge of the dates (None: they stand with the words), axis, words."""

    width: float
    band: float
    dates: float | None
    axis: float
    words: float
    silence: float
    pixels: float | None  # a second, where gaps are to scale

    @property
    def is_narrow(self) -> bool:
        return self.dates is None

    @property
    def room(self) -> float:
        return self.width - self.words - 4


@dataclass(frozen=True)
class Row:
    """An event where it stands: the top of its row, its height, and how it hangs on the event before."""

    event: Event
    shapes: tuple[Shape, ...]
    height: float
    is_new_stage: bool
    is_broken: bool = False
    top: float = 0.0
    before_end: float = 0.0  # where the row before ends


def timeline(
    journeys: list[Journey],
    width: float,
    silence: float,
    is_scaled: bool = False,
    is_narrow: bool = False,
) -> Scene:
    """The first EVENTS_LIMIT events, journey by journey.

    `silence`: seconds after which a journey without a word has dropped off, so that a gap as long is marked.
    """
    drawn = first_events(journeys, EVENTS_LIMIT)
    pixels = pixels_a_second(drawn) if is_scaled else None
    layout = _layout(width, is_narrow, silence, pixels)
    shapes, y = _legend(layout) if pixels else ([], 0.0)
    for number, journey in enumerate(drawn):
        head = _head(
            journeys[number], journeys[number - 1] if number else None, len(journeys), layout
        )
        inside, height = _block(journey, head, layout)
        shapes.append(group(inside, transform=f"translate(0,{y:.1f})"))
        y += height + 34
    return Scene(layout.width, max(y - 34, 0) + 4, tuple(shapes))


def _layout(width: float, is_narrow: bool, silence: float, pixels: float | None) -> Layout:
    if is_narrow:
        return Layout(PHONE, 7, None, 29, 52, silence, pixels)
    return Layout(max(width, MIN_WIDTH), 118, 262, 292, 320, silence, pixels)


def first_events(journeys: list[Journey], limit: int) -> list[Journey]:
    """The journeys with no more than so many events in all."""
    before = accumulate((len(journey.events) for journey in journeys), initial=0)
    cuts = [
        replace(journey, events=journey.events[: max(0, limit - done)])
        for journey, done in zip(journeys, before)
    ]
    return [journey for journey in cuts if journey.events]


def pixels_a_second(journeys: list[Journey]) -> float | None:
    """The scale at which the upper quartile of the gaps is TYPICAL_GAP long; None where no time passes."""
    gaps = sorted(event.gap for journey in journeys for event in journey.events if event.gap)
    return TYPICAL_GAP / gaps[(3 * len(gaps)) // 4] if gaps else None


def _legend(layout: Layout) -> tuple[list[Shape], float]:
    """A bar of a round length of time, and what is not to scale."""
    seconds, name = next(
        ((size, name) for size, name in UNITS if size * layout.pixels < TYPICAL_GAP + 1), UNITS[-1]
    )
    bar_height = max(2.0, seconds * layout.pixels)
    explanation = (
        f"This bar is {name}. A longer silence than fits is a broken line, said beside it; events closer together than their "
        "words need stand a row apart."
    )
    x = 26.0
    explanation_lines = wrapped(explanation, SMALL, min(layout.width - x - 4, COMMENT_WIDTH), 6)
    bar = [
        line(10, 4, 10, 4 + bar_height, stroke="accent", stroke_width=2),
        *(line(5, y, 15, y, stroke="accent", stroke_width=2) for y in (4, 4 + bar_height)),
    ]
    return [*bar, *lines(x, 16, explanation_lines, SMALL, 17, "muted")], max(
        bar_height + 8, 17.0 * len(explanation_lines) + 8
    ) + 22


def _block(
    journey: Journey, heading: tuple[list[Shape], float], layout: Layout
) -> tuple[list[Shape], float]:
    """One journey: its heading, its emotion curve where there is one, its rows."""
    head, y = heading
    curve, height = strip(journey, layout.width, layout.pixels is not None)
    shapes = [*head, group(curve, transform=f"translate(0,{y:.1f})")]
    y += height
    rows = _placed(journey.events, layout)
    inside = [*_axis(rows, layout), *_bands(rows, layout)]
    for row in rows:
        inside += [_dot(row, layout), group(row.shapes, transform=f"translate(0,{row.top:.1f})")]
    return [*shapes, group(inside, transform=f"translate(0,{y:.1f})")], y + rows[-1].top + rows[
        -1
    ].height


def _head(
    journey: Journey, before: Journey | None, total: int, layout: Layout
) -> tuple[list[Shape], float]:
    number = f"Journey {journey.number} of {total}" if total > 1 else "The journey"
    title = wrapped(
        f"{number} · {journey.name}" if journey.name else number, 18, layout.width - 8, 2, True
    )
    shapes = lines(2, 19, title, 18, 22, font_weight=600)
    y, x = 19.0 + 22 * len(title), 2.0
    if journey.outcome:
        words = capital(outcome(journey.outcome).noun)
        shapes.append(text(x, y, words, WORDS, outcome(journey.outcome).role, font_weight=600))
        x += text_width(words, WORDS, True) + 10
    revenue = sum(event.revenue for event in journey.events if event.revenue is not None)
    parts = [
        length_words(journey),
        f"revenue {money(revenue)}" if revenue else "",
        since_before(journey, before),
    ]
    summary = " · ".join(part for part in parts if part)
    if x + text_width(summary, WORDS) > layout.width - 4 and x > 2:
        x, y = 2.0, y + 19
    summary_lines = wrapped(summary, WORDS, layout.width - x - 4, 4)
    return [*shapes, *lines(x, y, summary_lines, WORDS, 19, "muted")], y + 19 * (
        len(summary_lines) - 1
    ) + 18


def money(amount: float) -> str:
    return count(round(amount)) if amount == round(amount) else f"{amount:,.2f}"


# Rows and where they stand


def _placed(events: Sequence[Event], layout: Layout) -> list[Row]:
    """The events' rows from the top down; to scale the distance of their dots is that of their times, where it is long enough."""
    rows: list[Row] = []
    for before, event in zip([None, *events], events):
        shapes, height = _words(event, before, layout)
        row = Row(event, tuple(shapes), height, before is None or before.stage != event.stage)
        rows.append(_below(row, rows[-1] if rows else None, layout))
    return rows


def _below(row: Row, above: Row | None, layout: Layout) -> Row:
    lead = PILL if layout.is_narrow and row.is_new_stage else 0.0
    if above is None:
        return replace(row, top=lead)
    end = above.top + above.height
    top = end + lead + (GAP_ROOM if _gap_words(row, layout) else 2.0)
    if layout.pixels is None or not row.event.gap:
        return replace(row, top=top, before_end=end)
    wanted = row.event.gap * layout.pixels
    top = max(top, above.top + min(wanted, GAP_LIMIT))
    return replace(
        row, top=top, before_end=end, is_broken=wanted > GAP_LIMIT and top - above.top < wanted
    )


def _gap_words(row: Row, layout: Layout) -> str:
    gap = row.event.gap
    if not gap:
        return ""
    return f"{duration(gap)} {'of silence' if gap >= layout.silence or row.is_broken else 'later'}"


def _words(event: Event, before: Event | None, layout: Layout) -> tuple[list[Shape], float]:
    """The text of an event, from the top of its row, and its height."""
    shapes, height = (
        _narrow_line(event, before, layout)
        if layout.is_narrow
        else _wide_line(event, before, layout)
    )
    if not event.comment:
        return shapes, height
    comment_lines = wrapped(
        f"“{event.comment}”",
        WORDS,
        min(layout.room, COMMENT_WIDTH),
        COMMENT_LINES_LIMIT + 2 * layout.is_narrow,
    )
    spoken = lines(layout.words, height + 13, comment_lines, WORDS, 19, font_style="italic")
    is_cut = comment_lines[-1].endswith(ELLIPSIS) and not event.comment.endswith(ELLIPSIS)
    tip = {"tip": event.comment} if is_cut else {}
    return [*shapes, group(spoken, **tip)], height + 19 * len(comment_lines) + 4


def _wide_line(event: Event, before: Event | None, layout: Layout) -> tuple[list[Shape], float]:
    """Columns: date and time, touchpoint, channel, emotion, scores."""
    shares = (0.0, 0.31, 0.47, 0.65, 1.0)
    edges = [layout.words + share * layout.room for share in shares]
    rooms = [right - left - 8 for left, right in zip(edges, edges[1:])]
    name, height = _name(event, layout.words, rooms[0])
    shapes = [*_moment(event, before, layout), name]
    for x, room, words, colour in (
        (edges[1], rooms[1], event.channel, "muted"),
        (edges[2], rooms[2], event.emotion, _role(event)),
    ):
        field_lines = wrapped(words, BODY, room, 2)
        shapes += lines(x, 21, field_lines, BODY, 16, colour)
        height = max(height, 16.0 * len(field_lines) + 14)
    chips, y, _ = _chips(event, edges[3], edges[4], edges[3], 21)
    return [*shapes, *chips], max(ROW, height, y + 10)


def _narrow_line(event: Event, before: Event | None, layout: Layout) -> tuple[list[Shape], float]:
    """The touchpoint, below it time, channel and emotion, then the scores."""
    name, name_height = _name(event, layout.words, layout.room)
    left, right = layout.words, layout.width - 4
    shapes, x, y = [name], left, name_height + 8
    where = " · ".join(words for words in (_moment_words(event, before), event.channel) if words)
    emotion_words = f"· {event.emotion}" if where and event.emotion else event.emotion
    for words, colour in ((where, "muted"), (emotion_words, _role(event))):
        if words:
            x, y = (left, y + 18) if x > left and x + text_width(words, BODY) > right else (x, y)
            shown = cut(words, BODY, right - x)
            shapes.append(text(x, y, shown, BODY, colour))
            x += text_width(shown, BODY) + 5
    if x == left:
        y -= 18 if not event.scores and event.revenue is None else 0
    if event.scores or event.revenue is not None:
        chips, y, _ = _chips(event, left, right, x, y)
        shapes += chips
    return shapes, y + 12


def _name(event: Event, x: float, room: float) -> tuple[Shape, float]:
    """The touchpoint in bold, and its height; a name that does not fit shows whole on hovering."""
    name_lines = wrapped(event.touchpoint, NAME, room, NAME_LINES_LIMIT, True)
    tip = {"tip": event.touchpoint} if name_lines and name_lines[-1].endswith(ELLIPSIS) else {}
    return group(lines(x, 21, name_lines, NAME, 18, font_weight=600), **tip), 18.0 * max(
        1, len(name_lines)
    ) + 12


def _moment(event: Event, before: Event | None, layout: Layout) -> list[Shape]:
    """The date in bold where it is another than before, and the time."""
    if event.at is None:
        return []
    if before and event.gap == 0:
        return [text(layout.dates, 21, "same second", SMALL, "muted", text_anchor="end")]
    time = f"{event.at:%H:%M}"
    shapes = [text(layout.dates, 21, time, BODY, "muted", text_anchor="end")]
    if before is None or before.at.date() != event.at.date():
        day = day_words(event.at)
        shapes.append(
            text(
                layout.dates - text_width(time, BODY) - 8,
                21,
                day,
                BODY,
                font_weight=600,
                text_anchor="end",
            )
        )
    return shapes


def _moment_words(event: Event, before: Event | None) -> str:
    if event.at is None:
        return ""
    if before and event.gap == 0:
        return "same second"
    is_new = before is None or before.at.date() != event.at.date()
    return f"{day_words(event.at)} {event.at:%H:%M}" if is_new else f"{event.at:%H:%M}"


def _role(event: Event) -> str:
    """The emotion's colour, where its valence is clear."""
    if event.valence is None:
        return "ink"
    return (
        "negative"
        if event.valence <= -CLEAR_VALENCE
        else "positive"
        if event.valence >= CLEAR_VALENCE
        else "muted"
    )


def _chips(
    event: Event, left: float, right: float, x: float, y: float
) -> tuple[list[Shape], float, float]:
    """Scores and revenue side by side from x on the baseline y, on further lines where they do not fit; y and x of the end."""
    chips = [(score.words, score.role) for score in event.scores]
    chips += [(f"revenue {money(event.revenue)}", "line")] if event.revenue is not None else []
    shapes: list[Shape] = []
    for words, role in chips:
        chip_width = text_width(words, SMALL, True) + 14
        x, y = (left, y + 24) if x > left and x + chip_width > right else (x, y)
        shapes.append(
            rect(x, y - 14, chip_width, 20, fill="surface", stroke=role, stroke_width=1.4, rx=6)
        )
        shapes.append(text(x + 7, y, words, SMALL, font_weight=600))
        x += chip_width + 6
    return shapes, y, x


# Bands, axis and dots


def _dot(row: Row, layout: Layout) -> Shape:
    """The valence: a point that holds the value; hollow where nothing is known."""
    y, valence = row.top + DOT_AT, row.event.valence
    if valence is None:
        return circle(layout.axis, y, 5, fill="background", stroke="muted", stroke_width=1.8)
    return group(
        [
            circle(
                layout.axis, y, DOT, fill=point_colour(valence), stroke="background", stroke_width=2
            ),
            text(
                layout.axis,
                y + 4,
                signed(valence, 1),
                11.5,
                ON_COLOUR,
                font_weight=600,
                text_anchor="middle",
            ),
        ]
    )


def _bands(rows: list[Row], layout: Layout) -> list[Shape]:
    """A band a stage, from its first event to the first of the next one, its name at its beginning."""
    starts = [row for row in rows if row.is_new_stage]
    lead = PILL if layout.is_narrow else 0.0
    bottom = rows[-1].top + rows[-1].height
    ends = [row.top - lead - 3 for row in starts[1:]] + [bottom]
    return [
        shape for row, end in zip(starts, ends) for shape in _band(row, row.top - lead, end, layout)
    ]


def _band(row: Row, top: float, end: float, layout: Layout) -> list[Shape]:
    hue, name = stage_hue(row.event.stage_index), capital(row.event.stage)
    if layout.is_narrow:
        shown = cut(name, SMALL, layout.width - 40, True)
        return [
            rect(0, top, layout.band, end - top, fill=hue, rx=3),
            rect(0, top, text_width(shown, SMALL, True) + 20, 20, fill=hue, rx=5),
            text(10, top + 14, shown, SMALL, ON_COLOUR, font_weight=600),
        ]
    room = max(1, min(3, int((end - top - 10) // 16)))
    name_lines = wrapped(name, BODY, layout.band - 22, room, True)
    return [
        rect(0, top, layout.band, end - top, fill=hue, fill_opacity=0.16, rx=5),
        rect(0, top, 6, end - top, fill=hue, rx=3),
        *lines(15, top + 21, name_lines, BODY, 16, font_weight=600),
    ]


def _axis(rows: list[Row], layout: Layout) -> list[Shape]:
    """The line from event to event, broken where a silence is drawn shorter than it was, with the length of each gap."""
    shapes: list[Shape] = []
    for above, row in zip(rows, rows[1:]):
        start, end = above.top + DOT_AT, row.top + DOT_AT
        is_silent = bool(row.event.gap) and (row.event.gap >= layout.silence or row.is_broken)
        lead = PILL if layout.is_narrow and row.is_new_stage else 0.0
        middle = (row.before_end + row.top - lead) / 2
        shapes += (
            _broken(layout.axis, start, end, middle)
            if row.is_broken
            else [
                line(
                    layout.axis,
                    start,
                    layout.axis,
                    end,
                    stroke="muted" if is_silent else "line",
                    stroke_width=2,
                    **_dashed(is_silent),
                )
            ]
        )
        words = _gap_words(row, layout)
        if words:
            bold = {"font_weight": 600} if is_silent else {}
            colour = "warm" if is_silent else "muted"
            at = {"text_anchor": "end"} if not layout.is_narrow else {}
            shapes.append(
                text(
                    layout.words if layout.is_narrow else layout.dates,
                    middle + 4,
                    words,
                    SMALL,
                    colour,
                    **at,
                    **bold,
                )
            )
    return shapes


def _dashed(is_silent: bool) -> dict:
    return {"stroke_dasharray": "2 5"} if is_silent else {}


def _broken(x: float, start: float, end: float, middle: float) -> list[Shape]:
    parts = [
        line(x, start, x, middle - 4, stroke="line", stroke_width=2),
        line(x, middle + 4, x, end, stroke="line", stroke_width=2),
    ]
    return parts + [
        line(x - 8, y + 4, x + 8, y - 4, stroke="warm", stroke_width=2)
        for y in (middle - 4, middle + 4)
    ]


def left_out(journeys: list[Journey]) -> str:
    """How many events are not drawn, in words; '' where all are."""
    more = sum(len(journey.events) for journey in journeys) - EVENTS_LIMIT
    return (
        f"The first {EVENTS_LIMIT} events are drawn; {plural(more, 'more event')} stand in the table below."
        if more > 0
        else ""
    )
