"""The house's own template: a wide, light presentation with two layouts, made in code."""

from typing import Any

import pptx
from pptx.opc.oxml import serialize_part_xml
from pptx.oxml.ns import qn
from pptx.util import Emu, Inches

from journey.export.deck.markup import DECLARED, INCH, element
from journey.export.deck.palette import HOUSE

# On every machine that has an Office; what is measured is measured in its widths (journey/map/lettering.py).
FONT, PANOSE = "Arial", "020B0604020202020204"
WIDTH, HEIGHT = 13.333, 7.5
LEFT, RIGHT = 0.6, 12.733
COVER, PAGE = "Title Slide", "Title Only"
TITLE = (LEFT, 0.45, RIGHT - LEFT, 0.95)
BODY = (LEFT, 1.45, RIGHT - LEFT, 5.35)
NUMBER = (11.9, 7.0, RIGHT - 11.9, 0.28)
COVER_TITLE, COVER_WORDS = (1.1, 1.9, 10.6, 1.9), (1.1, 4.05, 10.6, 1.6)


def house() -> Any:
    """An empty presentation."""
    made: Any = pptx.Presentation()
    made.slide_width, made.slide_height = Inches(WIDTH), Inches(HEIGHT)
    for layout in list(made.slide_layouts):
        if layout.name not in (COVER, PAGE):
            made.slide_layouts.remove(layout)
    for relation in list(made.part.rels.values()):
        if relation.reltype.endswith("/printerSettings"):
            made.part.drop_rel(relation.rId)
    master = made.slide_master
    _theme(master)
    _style(master)
    for holder in master.placeholders:
        _place(holder, {"sldNum": NUMBER, "title": TITLE}.get(_kind(holder), BODY))
    _without(master, ("dt", "ftr"))
    for layout in made.slide_layouts:
        _without(layout, ("dt", "ftr"))
        for holder in layout.placeholders:
            places = {"ctrTitle": COVER_TITLE, "subTitle": COVER_WORDS, "sldNum": NUMBER}
            _place(holder, places.get(_kind(holder), TITLE))
        is_cover = layout.name == COVER
        _bar(layout, (0, 0, 0.35, HEIGHT) if is_cover else (LEFT, 0.27, 0.55, 0.05))
        if is_cover:
            _cover(layout)
    return made


def _kind(holder: Any) -> str:
    return holder._element.find(f".//{qn('p:ph')}").get("type", "obj")


def _without(owner: Any, kinds: tuple[str, ...]) -> None:
    for holder in list(owner.placeholders):
        if _kind(holder) in kinds:
            holder._element.getparent().remove(holder._element)


def _place(holder: Any, inches: tuple[float, float, float, float]) -> None:
    holder.left, holder.top, holder.width, holder.height = (Emu(round(x * INCH)) for x in inches)


def _theme(master: Any) -> None:
    """Colours and fonts, in the part that the master names its theme."""
    part = next(rel.target_part for rel in master.part.rels.values() if "theme" in rel.reltype)
    root = element(part.blob)
    colours = root.find(f".//{qn('a:clrScheme')}")
    colours.set("name", "Journey")
    for place, colour in HOUSE.items():
        slot = colours.find(qn(f"a:{place}"))
        slot.clear()
        slot.append(element(f'<a:srgbClr {DECLARED} val="{colour.lstrip("#")}"/>'))
    fonts = root.find(f".//{qn('a:fontScheme')}")
    fonts.set("name", "Journey")
    for latin in fonts.iter(qn("a:latin")):
        latin.set("typeface", FONT)
        latin.set("panose", PANOSE)
    root.set("name", "Journey")
    part._blob = serialize_part_xml(root)


def _style(master: Any) -> None:
    """Titles 28 pt to the left, semibold where the font has it; the slide's number small and muted."""
    title = master._element.find(f".//{qn('p:titleStyle')}/{qn('a:lvl1pPr')}")
    title.set("algn", "l")
    look = title.find(qn("a:defRPr"))
    look.set("sz", "2800")
    look.set("b", "1")
    for holder in master.placeholders:
        body = holder._element.find(f".//{qn('a:bodyPr')}")
        for side in ("lIns", "tIns", "rIns", "bIns"):
            body.set(side, "0")
        if _kind(holder) == "title":
            body.set("anchor", "t")
        if _kind(holder) == "sldNum":
            holder._element.find(f".//{qn('a:defRPr')}").set("sz", "1000")


def _bar(layout: Any, inches: tuple[float, float, float, float]) -> None:
    """The house's one ornament."""
    x, y, width, height = (round(part * INCH) for part in inches)
    layout.shapes._spTree.insert(
        2,
        element(
            f'<p:sp {DECLARED}><p:nvSpPr><p:cNvPr id="90" name="Bar"/><p:cNvSpPr/><p:nvPr userDrawn="1"/>'
            f'</p:nvSpPr><p:spPr><a:xfrm><a:off x="{x}" y="{y}"/><a:ext cx="{width}" cy="{height}"/></a:xfrm>'
            '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom><a:solidFill><a:schemeClr val="accent1"/></a:solidFill>'
            '<a:ln><a:noFill/></a:ln></p:spPr><p:txBody><a:bodyPr/><a:lstStyle/><a:p><a:endParaRPr lang="en-GB"/></a:p>'
            "</p:txBody></p:sp>"
        ),
    )


def _cover(layout: Any) -> None:
    _without(layout, ("sldNum",))
    for holder in layout.placeholders:
        style = holder._element.find(f".//{qn('a:lstStyle')}")
        for level in list(style):
            style.remove(level)
        is_title = _kind(holder) == "ctrTitle"
        size, place = ("4000", "tx1") if is_title else ("1600", "tx2")
        style.append(
            element(
                f'<a:lvl1pPr {DECLARED} marL="0" indent="0" algn="l"><a:spcBef><a:spcPts val="600"/></a:spcBef><a:buNone/>'
                f'<a:defRPr sz="{size}"><a:solidFill><a:schemeClr val="{place}"/></a:solidFill></a:defRPr></a:lvl1pPr>'
            )
        )
        holder._element.find(f".//{qn('a:bodyPr')}").set("anchor", "b" if is_title else "t")
