"""The touchpoints under their points: name, main channel, volume; and how many more there are."""

from journey.map.block import WIDTH, Block
from journey.map.box import Box
from journey.map.captions import counted, volume_sentence
from journey.map.choice import StageChoice
from journey.map.frame import Column, Frame, Slot
from journey.map.lanes.friction import badge
from journey.map.lanes.parts import SMALL, TINY, Lane, margin
from journey.map.lettering import ELLIPSIS, cut, text_width, wrapped
from journey.map.model import Touchpoint
from journey.map.scene import Shape, cell, group, lines, rect, text
from journey.model.cells import Cell
from journey.model.vocabulary import words_in_force
from journey.model.words import count, percent

CARD_HEIGHT, MORE_HEIGHT = 68.0, 20.0
ROW, NAMES_WIDTH, NAME_SIZE = 50.0, 150.0, 12.5  # of the narrow map


def wide(frame: Frame) -> Lane:
    has_more = any(column.choice.left_out for column in frame.columns)
    has_channels = any(touchpoint.channels for touchpoint in frame.journey_map.touchpoints)
    is_told = has_channels and not words_in_force().is_channel_of_journey
    counts = "main channel, events" if is_told else "events"
    shapes = margin("Touchpoints", counts + frame.all_groups)
    shapes += [_card(slot, frame.journey_map.events) for slot in frame.slots]
    shapes += [_more(column) for column in frame.columns if column.choice.left_out]
    return Lane("touchpoints", tuple(shapes), CARD_HEIGHT + (MORE_HEIGHT if has_more else 0))


def narrow(block: Block) -> Lane:
    """How many more there are; below the names, unless the emotion curve has drawn them beside its points."""
    shapes: list[Shape] = []
    height = 0.0
    if "emotion" in block.hidden and block.choice.touchpoints:
        shapes += named_rows(block)
        height += ROW * len(block.choice.touchpoints) + 24
    if block.choice.left_out:
        more = _narrow_more(block.choice)
        shapes.append(group([more], transform=f"translate(0,{height:.1f})") if height else more)
        height += 24
    return Lane("touchpoints", tuple(shapes), height)


def named_rows(block: Block) -> list[Shape]:
    """A row a touchpoint: its name and volume on the left."""
    return [
        shape
        for index, touchpoint in enumerate(block.choice.touchpoints)
        for shape in named_row(block, touchpoint, index * ROW)
    ]


def named_row(block: Block, touchpoint: Touchpoint, y: float) -> list[Shape]:
    """The touchpoint's name, below it volume and main channel, and the journeys lost there."""
    name, foot = wrapped(touchpoint.name, NAME_SIZE, NAMES_WIDTH - 4, 2, True), y + ROW
    top = y + (15 if len(name) > 1 else 19)
    hit = Box(0, y + 1, NAMES_WIDTH, ROW - 18)
    sentence = volume_sentence(touchpoint, block.journey_map.events)
    written = lines(2, top, name, NAME_SIZE, 13, font_weight=600)
    is_lost_shown = "friction" not in block.hidden
    lost, taken = badge(touchpoint, NAMES_WIDTH, foot, block.unit) if is_lost_shown else ([], 0.0)
    main = _main_channel(touchpoint)
    below = cut(
        f"{count(touchpoint.events)}{f' · {main}' if main else ''}", SMALL, NAMES_WIDTH - 4 - taken
    )
    return [
        cell(_cell_name(touchpoint), sentence, hit, written),
        *lost,
        text(2, foot - 5, below, SMALL, "muted"),
    ]


def _cell_name(touchpoint: Touchpoint) -> str:
    return str(Cell("passes", touchpoint.stage, touchpoint.name))


def _narrow_more(choice: StageChoice) -> Shape:
    words = f"+{len(choice.left_out)} more touchpoints · {_share_left_out(choice)} of its events"
    written = text(2, 15, words, NAME_SIZE, "accent", font_weight=600)
    return cell(str(Cell("more", choice.stage.name)), words, Box(0, 0, WIDTH, 22), [written])


def _card(slot: Slot, all_events: int) -> Shape:
    touchpoint, width = slot.touchpoint, min(slot.width - 4, 150.0)
    room, x = width - 6, slot.x - width / 2
    size, name = _name(touchpoint.name, room)
    channel = _main_channel(touchpoint)
    others = f" +{len(touchpoint.channels) - 1}" if channel and len(touchpoint.channels) > 1 else ""
    main = cut(channel, TINY, room - text_width(others, TINY)) + others
    y = (23, 17, 12)[len(name) - 1]
    sentence = volume_sentence(touchpoint, all_events)
    return cell(
        _cell_name(touchpoint),
        sentence,
        Box(x, 0, width, CARD_HEIGHT),
        [
            rect(x, 0, width, CARD_HEIGHT, fill="background", stroke="line", stroke_width=1, rx=6),
            *lines(slot.x, y, name, size, 12, font_weight=600, text_anchor="middle"),
            *([text(slot.x, 48, main, TINY, "muted", text_anchor="middle")] if main else []),
            text(slot.x, 61, count(touchpoint.events), TINY, "muted", text_anchor="middle"),
        ],
        sentence,
    )


def _share_left_out(choice: StageChoice) -> str:
    """The share of the stage's events at the touchpoints that are not drawn."""
    events = choice.stage.events
    return percent(choice.events_left_out / events) if events else "–"


def _main_channel(touchpoint: Touchpoint) -> str:
    """The channel of most events; '' where there is none, or where it is the one by which cases came in."""
    if not touchpoint.channels or words_in_force().is_channel_of_journey:
        return ""
    return touchpoint.channels[0][0] or "no channel"


def _name(name: str, room: float) -> tuple[float, list[str]]:
    """Size and lines of a name: two lines, or three smaller ones where a word would be cut."""
    in_two = wrapped(name, SMALL, room, 2, True)
    return (
        (SMALL, in_two)
        if not in_two[-1].endswith(ELLIPSIS)
        else (10, wrapped(name, 10, room, 3, True))
    )


def _more(column: Column) -> Shape:
    """'+12 more · 9 % of events': counted, and one click away."""
    left_out, name = column.choice.left_out, column.stage.name
    share = _share_left_out(column.choice)
    forms = (
        f"+{len(left_out)} more · {share} of its events",
        f"+{len(left_out)} more · {share}",
        f"+{len(left_out)} · {share}",
    )
    words = next(
        (form for form in forms if text_width(form, SMALL, True) <= column.width - 6), forms[-1]
    )
    sentence = (
        f"{counted(len(left_out), 'more touchpoint')} in {name} with {share} of its events: "
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
