"""The touchpoints under their points: name and volume; and how many more there are."""

from journey.map.block import WIDTH, Block
from journey.map.box import Box
from journey.map.captions import counted, volume_sentence
from journey.map.frame import SLOT, Frame, Slot
from journey.map.lanes import friction
from journey.map.lanes.parts import SMALL, TINY, Lane, lit, margin
from journey.map.lanes.rest import rest, share_left_out
from journey.map.lettering import cut, wrapped
from journey.map.model import Touchpoint
from journey.map.scene import Shape, cell, group, lines, rect, text
from journey.model.cells import Cell
from journey.model.vocabulary import words_in_force
from journey.model.words import count

CARD_HEIGHT, CARD_WIDTH = 54.0, 150.0
APART = 4.0  # between two cards
ROW, NAMES_WIDTH, NAME_SIZE = 50.0, 150.0, 12.5  # of the narrow map


def wide(frame: Frame) -> Lane:
    shapes = margin("Touchpoints", "events" + frame.all_groups)
    shapes += lit(frame.worst_slot, CARD_HEIGHT) if "emotion" not in frame.hidden else []
    shapes += [_card(slot, frame.journey_map.events) for slot in frame.slots]
    is_said_below = "friction" not in frame.hidden and friction.is_told(frame.slots)
    if is_said_below or frame.is_presented:
        return Lane("touchpoints", tuple(shapes), CARD_HEIGHT)
    more = rest(frame, CARD_HEIGHT + 2)
    return Lane("touchpoints", (*shapes, *more.shapes), CARD_HEIGHT + more.height)


def narrow(block: Block) -> Lane:
    """How many more there are; below the names, unless the emotion curve has drawn them beside its points."""
    shapes: list[Shape] = []
    height = 0.0
    if "emotion" in block.hidden and block.choice.touchpoints:
        shapes += named_rows(block)
        height += ROW * len(block.choice.touchpoints) + 24
    if block.choice.left_out:
        more = _narrow_more(block)
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
    lost, taken = (
        friction.badge(touchpoint, NAMES_WIDTH, foot, block.unit) if is_lost_shown else ([], 0.0)
    )
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


def _narrow_more(block: Block) -> Shape:
    choice = block.choice
    share = share_left_out(choice, block.journey_map.events)
    words = f"{counted(len(choice.left_out), 'more touchpoint')}: {share} of events"
    written = text(2, 15, words, NAME_SIZE, "accent", font_weight=600)
    return cell(str(Cell("more", choice.stage.name)), words, Box(0, 0, WIDTH, 22), [written])


def _card(slot: Slot, all_events: int) -> Shape:
    apart = APART if slot.width >= SLOT else APART / 2
    touchpoint, width = slot.touchpoint, min(slot.width - apart, CARD_WIDTH)
    room, x = width - 4, slot.x - width / 2
    name = wrapped(touchpoint.name, TINY, room, 2, True)
    y = (24, 17)[len(name) - 1]
    sentence = volume_sentence(touchpoint, all_events)
    middle = {"text_anchor": "middle"}
    return cell(
        _cell_name(touchpoint),
        sentence,
        Box(x, 0, width, CARD_HEIGHT),
        [
            rect(x, 0, width, CARD_HEIGHT, fill="background", stroke="line", stroke_width=1, rx=6),
            *lines(slot.x, y, name, TINY, 13, font_weight=600, **middle),
            text(slot.x, CARD_HEIGHT - 7, count(touchpoint.events), TINY, "muted", **middle),
        ],
        sentence,
    )


def _main_channel(touchpoint: Touchpoint) -> str:
    """The channel of most events; '' where there is none, or where it is the one by which cases came in."""
    if not touchpoint.channels or words_in_force().is_channel_of_journey:
        return ""
    return touchpoint.channels[0][0] or "no channel"
