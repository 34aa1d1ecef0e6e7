"""Whether a title can be read where a layout puts it: one in white, made for a coloured bar, is lost on a white cover."""

from typing import Any

from pptx.oxml.ns import qn

from journey.model.theme import contrast

LEAST = 1.5  # of contrast: below this words are as good as invisible
PLAIN = "1001"  # the first style of background of a theme: one colour


def is_lost(layout: Any, holder: Any, theme: dict[str, str]) -> bool:
    """Whether the placeholder's letters have nearly the colour of the plain ground; False where either is not known."""
    letters = _letters(layout, holder, theme)
    ground = _ground(layout, theme)
    return bool(letters and ground) and contrast(letters, ground) < LEAST


def _letters(layout: Any, holder: Any, theme: dict[str, str]) -> str:
    """As the placeholder, its master's title, or the master's style has it."""
    master = layout.slide_master
    kinds = ("title", "ctrTitle")
    titles = [
        one._element
        for one in master.placeholders
        if one._element.find(f".//{qn('p:ph')}").get("type") in kinds
    ]
    places = [one.find(f".//{qn('a:lstStyle')}") for one in (holder._element, *titles)]
    places.append(master._element.find(f".//{qn('p:titleStyle')}"))
    for place in places:
        if place is not None:
            fill = place.find(f"{qn('a:lvl1pPr')}/{qn('a:defRPr')}/{qn('a:solidFill')}")
            if fill is not None:
                return _colour(fill, master, theme)
    return ""


def _ground(layout: Any, theme: dict[str, str]) -> str:
    """The colour of the background; '' where it is a picture or a run of colours."""
    for owner in (layout, layout.slide_master):
        ground = owner._element.find(f"{qn('p:cSld')}/{qn('p:bg')}")
        if ground is not None:
            style = ground.find(qn("p:bgRef"))
            if style is not None:
                return (
                    _colour(style, layout.slide_master, theme) if style.get("idx") == PLAIN else ""
                )
            fill = ground.find(f"{qn('p:bgPr')}/{qn('a:solidFill')}")
            return _colour(fill, layout.slide_master, theme) if fill is not None else ""
    return ""


def _colour(holder: Any, master: Any, theme: dict[str, str]) -> str:
    """#rrggbb; '' where the colour is changed or named in another way."""
    colour = holder[0] if len(holder) else None
    if colour is None or len(colour):
        return ""
    value = colour.get("val", "")
    if colour.tag == qn("a:srgbClr"):
        return f"#{value}"
    if colour.tag != qn("a:schemeClr"):
        return ""
    names = master._element.find(qn("p:clrMap"))
    return theme.get(names.get(value, value) if names is not None else value, "")
