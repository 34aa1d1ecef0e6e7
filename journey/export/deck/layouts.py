"""Which layouts of a presentation the deck takes, and the room that they leave for what it shows."""

import re
from dataclasses import dataclass
from typing import Any

from pptx.oxml import parse_xml
from pptx.oxml.ns import qn

from journey.export.deck.house import house
from journey.export.deck.lettered import Lettered
from journey.export.deck.markup import INCH, POINT
from journey.export.deck.palette import HOUSE, Palette
from journey.export.deck.readable import is_lost
from journey.export.deck.template import opened
from journey.map.box import Box, overlaps

FURNITURE = ("dt", "ftr", "sldNum")
TITLES = ("title", "ctrTitle")
CONTENTS = (["obj", "title"], ["body", "title"])
FILLS = ("solid", "grad", "blip", "patt", "grp")
GAP, LEAST_HEIGHT, FOOT = 0.12 * INCH, 0.45, 0.8  # the latter two as shares of the slide's height
HEX = re.compile(r"[0-9A-Fa-f]{6}")
USUAL_TITLE, INSET = 44.0, 91440
BACKGROUND, LEAST_WIDTH = 0.5, 0.5  # shares of the slide's area and width
MARGIN = 0.05 * INCH
SOURCE_HEIGHT = 0.22 * INCH


@dataclass(frozen=True)
class Look:
    """A presentation without slides and how its slides are made; boxes in EMU."""

    presentation: Any
    cover: Any
    page: Any
    title: Box
    title_size: float
    title_inset: float
    gives_spare: bool  # whether what a short title leaves of its box is room for the rest
    room: Box
    source: Box
    charts_taken: int
    palette: Palette
    letters: Lettered
    is_cover_title_lost: bool = False  # in its own colour, which is that of the ground


def look(template: bytes | None) -> Look:
    """The look of the template, or of the house's where there is none."""
    made = opened(template) if template else house()
    layouts = [layout for master in made.slide_masters for layout in master.slide_layouts]
    cover, page = min(layouts, key=_as_cover), min(layouts, key=_as_page)
    width, height = float(made.slide_width), float(made.slide_height)
    title = _title(page, width, height)
    filled = _filled(page, width, height)
    room, source = _rooms(page, title, filled, width, height)
    theme, font = _theme(page.slide_master)
    return Look(
        made,
        cover,
        page,
        title,
        _title_size(page),
        _title_inset(page),
        _anchor(page) == "t"
        and not any(
            overlaps(shape, Box(room.x, title.y, room.width, room.y - title.y)) for shape in filled
        ),
        room,
        source,
        sum("/charts/chart" in part.partname for part in made.part.package.iter_parts()),
        Palette(theme, is_house=not template),
        Lettered(font),
        _is_title_lost(cover, theme),
    )


def kind(holder: Any) -> str:
    """What a placeholder is for, in the words of the file format."""
    return str(holder._element.find(f".//{qn('p:ph')}").get("type", "obj"))


def _kinds(layout: Any) -> list[str]:
    return [kind(holder) for holder in layout.placeholders]


def _as_page(layout: Any) -> tuple[bool, int, bool]:
    """The smaller the better: one title and nothing else to fill in."""
    kinds = _kinds(layout)
    others = [one for one in kinds if one not in (*FURNITURE, "title")]
    return "title" not in kinds, len(others), "sldNum" not in kinds


def _as_cover(layout: Any) -> tuple[bool, bool, bool, int]:
    kinds = _kinds(layout)
    has_title = any(one in kinds for one in TITLES)
    return not has_title, "ctrTitle" not in kinds, "subTitle" not in kinds, len(kinds)


def _title(layout: Any, width: float, height: float) -> Box:
    for holder in layout.placeholders:
        if kind(holder) == "title" and holder.width:
            return Box(*map(float, (holder.left, holder.top, holder.width, holder.height)))
    return Box(0.05 * width, 0.05 * height, 0.9 * width, 0.13 * height)


def _is_title_lost(layout: Any, theme: dict[str, str]) -> bool:
    """Whether nothing is behind the title that it would be seen on."""
    for holder in layout.placeholders:
        if kind(holder) in TITLES and holder.width:
            behind = (
                shape
                for owner in _owners(layout)
                for shape in owner.shapes
                if not shape.is_placeholder and shape.top is not None and _is_filled(shape)
            )
            on_ground = not any(overlaps(_place(shape), _place(holder)) for shape in behind)
            return on_ground and is_lost(layout, holder, theme)
    return False


def _title_size(layout: Any) -> float:
    """In points, as layout, its master's placeholder, or its master's style has it."""
    holders = [holder for holder in layout.placeholders if kind(holder) == "title"]
    holders += [holder for holder in layout.slide_master.placeholders if kind(holder) == "title"]
    places = [holder._element.find(f".//{qn('a:lstStyle')}") for holder in holders]
    places.append(layout.slide_master._element.find(f".//{qn('p:titleStyle')}"))
    for place in places:
        look = place.find(f"{qn('a:lvl1pPr')}/{qn('a:defRPr')}") if place is not None else None
        if look is not None and look.get("sz"):
            return int(look.get("sz")) / 100
    return USUAL_TITLE


def _title_inset(layout: Any) -> float:
    """Both margins of the title, in points."""
    holders = [*layout.placeholders, *layout.slide_master.placeholders]
    bodies = [one._element.find(f".//{qn('a:bodyPr')}") for one in holders if kind(one) == "title"]
    known = [
        next((int(body.get(side)) for body in bodies if body.get(side)), INSET)
        for side in ("lIns", "rIns")
    ]
    return sum(known) / POINT


def _anchor(layout: Any) -> str:
    """Where the title's lines stand in its box."""
    holders = [*layout.placeholders, *layout.slide_master.placeholders]
    bodies = [one._element.find(f".//{qn('a:bodyPr')}") for one in holders if kind(one) == "title"]
    return next((str(body.get("anchor")) for body in bodies if body.get("anchor")), "t")


def _owners(layout: Any) -> list[Any]:
    """Whose shapes are seen on a slide of the layout."""
    hides = layout._element.get("showMasterSp") in ("0", "false")
    return [layout] if hides else [layout, layout.slide_master]


def _place(shape: Any) -> Box:
    return Box(*map(float, (shape.left, shape.top, shape.width, shape.height)))


def _filled(layout: Any, width: float, height: float) -> list[Box]:
    """Where bars, logos and the like stand; what fills most of the slide is its background."""
    places = [
        _place(shape)
        for owner in _owners(layout)
        for shape in owner.shapes
        if not shape.is_placeholder and shape.top is not None and _is_filled(shape)
    ]
    return [one for one in places if one.width * one.height < BACKGROUND * width * height]


def _is_filled(shape: Any) -> bool:
    """A shape without a fill of its own has its style's, a text box has none."""
    properties = shape._element.find(qn("p:spPr"))
    if properties is None or shape._element.tag == qn("p:pic"):
        return True
    if properties.find(qn("a:noFill")) is not None:
        return False
    has_own = any(properties.find(qn(f"a:{kind}Fill")) is not None for kind in FILLS)
    return has_own or shape._element.find(qn("p:style")) is not None


def _body(layout: Any) -> Box | None:
    """Where the template has content: in this layout, in that of a title and content, or in the master."""
    master = layout.slide_master
    alike = [one for one in master.slide_layouts if sorted(_main(one)) in CONTENTS]
    for owner in (layout, *alike, master):
        places = [
            _place(holder)
            for holder in owner.placeholders
            if kind(holder) in ("obj", "body") and holder.width
        ]
        if places:
            return max(places, key=lambda one: one.width * one.height)
    return None


def _main(layout: Any) -> list[str]:
    return [one for one in _kinds(layout) if one not in FURNITURE]


def _clear(room: Box, filled: list[Box]) -> Box:
    """The largest part of the room that is beside, below or above each of the shapes."""
    for shape in filled:
        if not overlaps(room, shape):
            continue
        left, top = shape.right + MARGIN, shape.bottom + MARGIN
        parts = (
            Box(room.x, top, room.width, room.bottom - top),
            Box(room.x, room.y, room.width, shape.y - MARGIN - room.y),
            Box(left, room.y, room.right - left, room.height),
            Box(room.x, room.y, shape.x - MARGIN - room.x, room.height),
        )
        room = max(parts, key=lambda one: max(0.0, one.width) * max(0.0, one.height))
    return room


def _content(layout: Any, title: Box, filled: list[Box], bottom: float, size: Box) -> Box:
    """Where caption and exhibit stand: from the top of the template's content, or the title, down to the foot."""
    below = title.bottom + MARGIN
    body = _body(layout)
    places = [Box(title.x, below, title.width, bottom - below)]
    if body is not None and body.width >= LEAST_WIDTH * size.width:
        top = max(body.y, below) if title.width >= LEAST_WIDTH * size.width else body.y
        places.insert(0, Box(body.x, top, body.width, bottom - top))
    for place in places:
        room = _clear(place, filled)
        if room.height >= LEAST_HEIGHT * size.height and room.width >= LEAST_WIDTH * size.width:
            return room
    return Box(title.x, 0.25 * size.height, title.width, 0.68 * size.height)


def _rooms(
    layout: Any, title: Box, filled: list[Box], width: float, height: float
) -> tuple[Box, Box]:
    """Room for caption and exhibit, down to what stands at the foot, and the line of the source.

    The source stands beside the slide's number where nothing else does, else at the end of the room.
    """
    feet, numbers = [height - 0.25 * INCH], []
    for owner in _owners(layout):
        for shape in owner.shapes:
            if shape.top is None or shape.top <= FOOT * height:
                continue
            place = _place(shape)
            if not shape.is_placeholder:
                feet.append(place.y - MARGIN)
            elif owner is layout and kind(shape) == "sldNum":
                numbers.append(place)
    room = _content(layout, title, filled, min(feet), Box(0.0, 0.0, width, height))
    top, bottom = room.y, room.bottom
    if numbers and numbers[0].y < bottom:
        number = numbers[0]
        middle = number.y + number.height / 2 - SOURCE_HEIGHT / 2
        right = min(room.right, number.x) - GAP
        if right - room.x > 0.5 * room.width and middle + SOURCE_HEIGHT <= bottom:
            source = Box(room.x, middle, right - room.x, SOURCE_HEIGHT)
            end = min(number.y, middle) - GAP / 2
            return Box(room.x, top, room.width, end - top), source
        bottom = number.y - GAP / 2
    source = Box(room.x, bottom - SOURCE_HEIGHT, room.width, SOURCE_HEIGHT)
    return Box(room.x, top, room.width, source.y - GAP / 2 - top), source


def _theme(master: Any) -> tuple[dict[str, str], str]:
    """Colours by place, and the name of the font of what is no title."""
    part = next(rel.target_part for rel in master.part.rels.values() if "theme" in rel.reltype)
    root = parse_xml(part.blob)
    colours = dict(HOUSE)
    for place in HOUSE:
        slot = root.find(f".//{qn('a:clrScheme')}/{qn(f'a:{place}')}")
        if slot is not None and len(slot):
            known = slot[0].get("lastClr") or slot[0].get("val") or ""
            if HEX.fullmatch(known):  # a name of the system's is not told as a colour
                colours[place] = f"#{known.upper()}"
    latin = root.find(f".//{qn('a:minorFont')}/{qn('a:latin')}")
    return colours, latin.get("typeface", "") if latin is not None else ""


def points(emu: float) -> float:
    return emu / POINT
