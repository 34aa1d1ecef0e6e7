"""The words of an event: when, where, with which emotion, scores and comment, for desk and phone."""

from journey.map.lettering import ELLIPSIS, cut, text_width, wrapped
from journey.map.one_customer import Event, day_words, money, span_words, took
from journey.map.scene import Shape, group, lines, rect, text
from journey.map.timeline.layout import BODY, NAME, ROW, SMALL, WORDS, Layout

NAME_LINES_LIMIT, COMMENT_LINES_LIMIT, COMMENT_WIDTH = 3, 6, 820.0
CLEAR_VALENCE = 0.25
COLUMNS = (0.0, 0.31, 0.47, 0.65, 1.0)  # of the room: touchpoint, channel, emotion, scores


def event_words(event: Event, before: Event | None, layout: Layout) -> tuple[list[Shape], float]:
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
    """Columns: date and time, touchpoint and how long it took, channel, emotion, scores."""
    edges = [layout.words + share * layout.room for share in COLUMNS]
    rooms = [right - left - 8 for left, right in zip(edges, edges[1:])]
    name, height = _name(event, layout.words, rooms[0])
    shapes = [*_moment(event, before, layout), name]
    if length := took(event) or span_words(event):
        shapes.append(text(layout.words, height + 7, length, SMALL, "muted"))
        height += 16
    for x, room, words, colour in (
        (edges[1], rooms[1], event.channel, "muted"),
        (edges[2], rooms[2], event.emotion, _role(event)),
    ):
        field_lines = wrapped(words, BODY, room, 2)
        shapes += lines(x, 21, field_lines, BODY, 16, colour)
        height = max(height, 16.0 * len(field_lines) + 14)
    chips, y = _chips(event, edges[3], edges[4], edges[3], 21)
    return [*shapes, *chips], max(ROW, height, y + 10)


def _narrow_line(event: Event, before: Event | None, layout: Layout) -> tuple[list[Shape], float]:
    """The touchpoint, below it time, length, channel and emotion, then the scores."""
    name, name_height = _name(event, layout.words, layout.room)
    left, right = layout.words, layout.width - 4
    shapes, x, y = [name], left, name_height + 8
    where = " · ".join(
        words for words in (_moment_words(event, before), took(event), event.channel) if words
    )
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
        chips, y = _chips(event, left, right, x, y)
        shapes += chips
    return shapes, y + 12


def _name(event: Event, x: float, room: float) -> tuple[Shape, float]:
    """The touchpoint in bold, and its height; a name that does not fit shows whole on hovering."""
    name_lines = wrapped(event.name, NAME, room, NAME_LINES_LIMIT, True)
    tip = {"tip": event.name} if name_lines and name_lines[-1].endswith(ELLIPSIS) else {}
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
    if _is_new_day(event, before):
        x, day = layout.dates - text_width(time, BODY) - 8, day_words(event.at)
        shapes.append(text(x, 21, day, BODY, font_weight=600, text_anchor="end"))
    return shapes


def _moment_words(event: Event, before: Event | None) -> str:
    if event.at is None:
        return ""
    if before and event.gap == 0:
        return "same second"
    time = span_words(event) or f"{event.at:%H:%M}"
    if event.last_at and event.last_at.date() != event.at.date():
        return time
    return f"{day_words(event.at)} {time}" if _is_new_day(event, before) else time


def _is_new_day(event: Event, before: Event | None) -> bool:
    if event.at is None or before is None or before.last_at is None:
        return True
    return before.last_at.date() != event.at.date()


def _role(event: Event) -> str:
    """The emotion's colour, where its valence is clear."""
    if event.valence is None:
        return "ink"
    if event.valence <= -CLEAR_VALENCE:
        return "negative"
    return "positive" if event.valence >= CLEAR_VALENCE else "muted"


def _chips(
    event: Event, left: float, right: float, x: float, y: float
) -> tuple[list[Shape], float]:
    """Scores and revenue side by side from x on the baseline y, on further lines where they do not fit; and the last baseline."""
    chips = [(score.words, score.role) for score in event.scores]
    chips += [(f"revenue {money(event.revenue)}", "line")] if event.revenue is not None else []
    shapes: list[Shape] = []
    for words, role in chips:
        chip_width = text_width(words, SMALL, True) + 14
        x, y = (left, y + 24) if x > left and x + chip_width > right else (x, y)
        style = {"fill": "surface", "stroke": role, "stroke_width": 1.4, "rx": 6}
        shapes.append(rect(x, y - 14, chip_width, 20, **style))
        shapes.append(text(x + 7, y, words, SMALL, font_weight=600))
        x += chip_width + 6
    return shapes, y
