"""A drawing as plain data: shapes that a browser builds node by node and that become SVG text here."""

import html
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, TypedDict
from urllib.parse import unquote

from journey.map.box import Box
from journey.map.lettering import text_width
from journey.model.theme import FONT, Theme

Attribute = Any  # of SVG, text or a number: dictionaries of both are passed on
Entry = tuple[str | int, ...]  # of a cell: its kind, its label, the numbers of its names
COLOURED = ("fill", "stroke", "stop_color")
LABEL_LENGTH_LIMIT = 180


@dataclass(frozen=True)
class Shape:
    """A node: its tag, its attributes, its text or its children.

    The attributes are those of SVG with _ for - (stroke_width); lengths in CSS pixels, colours a role of the theme or #rrggbb.
    """

    tag: str
    attributes: dict[str, Attribute]
    text: str = ""
    children: tuple["Shape", ...] = ()

    def data(self) -> list[Any]:
        """The node as JSON: [tag, attributes, text or children]."""
        return [self.tag, self.attributes, self.text or [child.data() for child in self.children]]


class SceneData(TypedDict):
    """A drawing as JSON."""

    width: float
    height: float
    shapes: list[list[Any]]


@dataclass(frozen=True)
class Scene:
    """A whole drawing and its size."""

    width: float
    height: float
    shapes: tuple[Shape, ...]

    def data(self) -> SceneData:
        return {
            "width": rounded(self.width),
            "height": rounded(self.height),
            "shapes": [shape.data() for shape in self.shapes],
        }


# What the browser gets is written short; map.js has the same letters.
SHORT = {
    "fill": "f",
    "stroke": "k",
    "font_weight": "w",
    "font_size": "s",
    "text_anchor": "a",
    "stroke_width": "t",
    "fill_opacity": "o",
    "stroke_opacity": "p",
    "stroke_dasharray": "n",
    "font_style": "i",
    "stroke_linecap": "c",
    "stop_color": "C",
    "stop_opacity": "O",
    "offset": "F",
    "width": "W",
    "height": "H",
}


def packed(scenes: dict[str, Scene]) -> dict[str, Any]:
    """Drawings as short JSON, with the labels of the same cells written once.

    `names`: of stages and touchpoints; `cells`: [kind, label, numbers of its names...]. In the shapes a cell is the
    number of its entry, and attributes go by the letters of SHORT.
    """
    names: dict[str, int] = {}
    entries: dict[Entry, int] = {}
    drawings = {name: scene.data() for name, scene in scenes.items()}
    for drawing in drawings.values():
        drawing["shapes"] = [_packed(shape, names, entries) for shape in drawing["shapes"]]
    return drawings | {"names": list(names), "cells": [list(entry) for entry in entries]}


def _packed(shape: list[Any], names: dict[str, int], entries: dict[Entry, int]) -> list[Any]:
    tag, attributes, inside = shape
    short_attributes = {
        SHORT.get(name, name): value
        for name, value in attributes.items()
        if name not in ("cell", "label")
    }
    if "cell" in attributes:
        kind, *cell_names = (unquote(part) for part in attributes["cell"].split("/"))
        numbers = [names.setdefault(cell_name, len(names)) for cell_name in cell_names]
        short_attributes["cell"] = entries.setdefault(
            (kind, attributes["label"], *numbers), len(entries)
        )
    return [
        tag,
        short_attributes,
        inside if isinstance(inside, str) else [_packed(child, names, entries) for child in inside],
    ]


def rounded(value: Attribute) -> Attribute:
    """Lengths to a tenth of a pixel; other attributes as they are."""
    return round(value, 1) + 0 if isinstance(value, float) else value


def group(children: Iterable[Shape], **attributes: Attribute) -> Shape:
    return Shape("g", attributes, "", tuple(children))


def line_cell(name: str, label: str, children: Iterable[Shape], tip: str = "") -> Shape:
    """What can be opened where its children are drawn: a line, which has no box of its own."""
    extra = {"tip": tip} if tip and tip != label else {}
    return Shape(
        "g", {"cell": name, "label": label[:LABEL_LENGTH_LIMIT], **extra}, "", tuple(children)
    )


def cell(
    name: str,
    label: str,
    box: Box,
    children: Iterable[Shape],
    tip: str = "",
) -> Shape:
    """What can be opened: a named button around its children; `box` is what can be hit.

    Hovering shows `tip`, or the label where there is none.
    """
    label = label if len(label) <= LABEL_LENGTH_LIMIT else label[: LABEL_LENGTH_LIMIT - 1] + "…"
    extra = {"tip": tip} if tip and tip != label else {}
    hit = [rounded(float(edge)) for edge in box]
    return Shape("g", {"cell": name, "label": label, "box": hit, **extra}, "", tuple(children))


def rect(x: float, y: float, width: float, height: float, **attributes: Attribute) -> Shape:
    return Shape(
        "rect",
        {
            "x": rounded(float(x)),
            "y": rounded(float(y)),
            "width": rounded(float(width)),
            "height": rounded(float(height)),
            **attributes,
        },
    )


def circle(x: float, y: float, r: float, **attributes: Attribute) -> Shape:
    return Shape(
        "circle",
        {"cx": rounded(float(x)), "cy": rounded(float(y)), "r": rounded(float(r)), **attributes},
    )


def line(x1: float, y1: float, x2: float, y2: float, **attributes: Attribute) -> Shape:
    ends = {"x1": x1, "y1": y1, "x2": x2, "y2": y2}
    return Shape(
        "line", {**{name: rounded(float(value)) for name, value in ends.items()}, **attributes}
    )


def path(d: str, **attributes: Attribute) -> Shape:
    return Shape("path", {"d": d, **attributes})


def gradient(
    name: str,
    along: tuple[float, float, float, float],
    stops: Iterable[tuple[float, str, float]],
) -> Shape:
    """A run of colours from one point to another, (x1, y1, x2, y2); stops are (share of the way, colour, opacity).

    Shapes take it as fill `url(#name)`; the name is told once in a drawing.
    """
    ends = {key: rounded(float(value)) for key, value in zip(("x1", "y1", "x2", "y2"), along)}
    inside = tuple(
        Shape("stop", {"offset": share, "stop_color": colour, "stop_opacity": opacity})
        for share, colour, opacity in stops
    )
    return Shape(
        "linearGradient", {"id": name, "gradientUnits": "userSpaceOnUse", **ends}, "", inside
    )


def text(
    x: float, y: float, words: str, size: float, fill: str = "ink", **attributes: Attribute
) -> Shape:
    """One line of text; y is its baseline."""
    return Shape(
        "text",
        {
            "x": rounded(float(x)),
            "y": rounded(float(y)),
            "font_size": size,
            "fill": fill,
            **attributes,
        },
        words,
    )


def lines(
    x: float,
    y: float,
    line_texts: list[str],
    size: float,
    leading: float,
    fill: str = "ink",
    **attributes: Attribute,
) -> list[Shape]:
    """Lines of text below each other, the first with its baseline at y."""
    return [
        text(x, y + index * leading, line_text, size, fill, **attributes)
        for index, line_text in enumerate(line_texts)
    ]


def text_box(shape: Shape) -> Box:
    """The room that a text shape takes."""
    attributes = shape.attributes
    box_width = text_width(
        shape.text,
        attributes["font_size"],
        str(attributes.get("font_weight", "")) in ("600", "700"),
    )
    offset = {"middle": box_width / 2, "end": box_width}.get(
        attributes.get("text_anchor", "start"), 0
    )
    return Box(
        attributes["x"] - offset,
        attributes["y"] - 0.78 * attributes["font_size"],
        box_width,
        attributes["font_size"],
    )


def svg(
    scene: Scene, theme: Theme, title: str = "", description: str = "", metadata: str = ""
) -> str:
    """The drawing as a file of its own: colours written out, every text escaped, no script, no outside request."""
    width, height = rounded(scene.width), rounded(scene.height)
    size = f'width="{width}" height="{height}" viewBox="0 0 {width} {height}"'
    font = html.escape(FONT, quote=True)
    inside = "".join(_written(shape, theme) for shape in scene.shapes)
    background = f'<rect width="100%" height="100%" fill="{theme.background}"/>'
    about = "".join(
        f"<{tag}>{_escaped(words)}</{tag}>"
        for tag, words in (("title", title), ("desc", description), ("metadata", metadata))
        if words
    )
    return f'<svg xmlns="http://www.w3.org/2000/svg" {size} font-family="{font}" role="img">{about}{background}{inside}</svg>'


def _written(shape: Shape, theme: Theme) -> str:
    attributes = dict(shape.attributes)
    tip = attributes.pop("tip", "") or attributes.get("label", "")
    title = f"<title>{_escaped(tip)}</title>" if tip else ""
    for extra in ("cell", "label", "box", "region"):
        attributes.pop(extra, None)
    words = "".join(
        f' {name.replace("_", "-")}="{_escaped(str(_value(name, value, theme)))}"'
        for name, value in attributes.items()
    )
    inside = (
        _escaped(shape.text)
        if shape.text
        else title + "".join(_written(child, theme) for child in shape.children)
    )
    return f"<{shape.tag}{words}>{inside}</{shape.tag}>" if inside else f"<{shape.tag}{words}/>"


def _value(name: str, value: Attribute, theme: Theme) -> Attribute:
    return theme.role(value) if name in COLOURED else value


def _escaped(words: str) -> str:
    """As XML takes it: signs escaped, control characters and lone surrogates left out."""
    allowed = "".join(
        character
        for character in words
        if character >= " "
        and not "\ud800" <= character <= "\udfff"
        and character not in "\ufffe\uffff"
    )
    return html.escape(allowed, quote=True)
