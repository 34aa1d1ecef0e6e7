"""The touchpoints under their points: name, main channel, volume; and how many more there are."""

from journey.map.box import Box
from journey.map.captions import counted, volume_sentence
from journey.map.frame import Column, Frame, Slot
from journey.map.lanes.parts import SMALL, TINY, Lane, margin
from journey.map.lettering import ELLIPSIS, cut, text_width, wrapped
from journey.map.scene import Shape, cell, lines, rect, text
from journey.model.cells import Cell
from journey.model.words import count, percent

CARD_HEIGHT, MORE_HEIGHT = 68.0, 20.0


def lane(frame: Frame) -> Lane:
    has_more = any(column.choice.left_out for column in frame.columns)
    shapes = margin("Touchpoints", "main channel, events" + frame.all_groups)
    shapes += [_card(slot, frame.journey_map.events) for slot in frame.slots]
    shapes += [
        more_of(column, frame.journey_map.events)
        for column in frame.columns
        if column.choice.left_out
    ]
    return Lane("touchpoints", tuple(shapes), CARD_HEIGHT + (MORE_HEIGHT if has_more else 0))


def _card(slot: Slot, all_events: int) -> Shape:
    touchpoint, width = slot.touchpoint, min(slot.width - 4, 150.0)
    room, x = width - 6, slot.x - width / 2
    size, name = _name(touchpoint.name, room)
    channel, events = touchpoint.channels[0] if touchpoint.channels else (None, 0)
    others = f" +{len(touchpoint.channels) - 1}" if len(touchpoint.channels) > 1 else ""
    main = cut(channel or "no channel", TINY, room - text_width(others, TINY)) + others
    y = (23, 17, 12)[len(name) - 1]
    sentence = volume_sentence(touchpoint, all_events)
    return cell(
        str(Cell("passes", touchpoint.stage, touchpoint.name)),
        sentence,
        Box(x, 0, width, CARD_HEIGHT),
        [
            rect(x, 0, width, CARD_HEIGHT, fill="background", stroke="line", stroke_width=1, rx=6),
            *lines(slot.x, y, name, size, 12, font_weight=600, text_anchor="middle"),
            text(slot.x, 48, main, TINY, "muted", text_anchor="middle"),
            text(slot.x, 61, count(touchpoint.events), TINY, "muted", text_anchor="middle"),
        ],
        sentence,
    )


def _name(name: str, room: float) -> tuple[float, list[str]]:
    """Size and lines of a name: two lines, or three smaller ones where a word would be cut."""
    in_two = wrapped(name, SMALL, room, 2, True)
    return (
        (SMALL, in_two)
        if not in_two[-1].endswith(ELLIPSIS)
        else (10, wrapped(name, 10, room, 3, True))
    )


def more_of(column: Column, all_events: int) -> Shape:
    """'+12 more · 9 % of events': counted, and one click away."""
    left_out, name = column.choice.left_out, column.stage.name
    share = percent(column.choice.events_left_out / all_events) if all_events else "–"
    forms = (
        f"+{len(left_out)} more · {share} of events",
        f"+{len(left_out)} more · {share}",
        f"+{len(left_out)} · {share}",
    )
    words = next(
        (form for form in forms if text_width(form, SMALL, True) <= column.width - 6), forms[-1]
    )
    sentence = (
        f"{counted(len(left_out), 'more touchpoint')} in {name} with {share} of all events: "
        + ", ".join(touchpoint.name for touchpoint in left_out[:6])
        + ("…" if len(left_out) > 6 else "")
    )
    return cell(
        str(Cell("more", name)),
        sentence,
        Box(column.x, CARD_HEIGHT + 3, column.width, MORE_HEIGHT - 3),
        [
            text(
                column.x + column.width / 2,
                CARD_HEIGHT + 15,
                cut(words, SMALL, column.width - 4, True),
                SMALL,
                "accent",
                font_weight=600,
                text_anchor="middle",
            )
        ],
        sentence,
    )
