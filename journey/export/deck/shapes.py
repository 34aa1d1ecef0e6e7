"""A drawing as shapes of PowerPoint in one group: outlines as freeforms, words as text boxes, parts of the drawing as groups."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from journey.export.deck.affine import Affine, parsed
from journey.export.deck.markup import POINT, Run, escaped, frame, paragraph, text_box
from journey.export.deck.outline import Part, bounds, outline
from journey.map.box import Box
from journey.map.lettering import text_width
from journey.map.scene import Scene, Shape
from journey.model.theme import LIGHT, mixed

MIDDLE = 0.34  # how far the middle of a line of letters lies above its baseline, of their size
FINEST = 100  # hundredths of a point: the least size of letters that the format takes
NAME_LIMIT = 60


@dataclass(frozen=True)
class _State:
    """What the groups around a shape hand down."""

    affine: Affine
    opacity: float = 1.0
    name: str = ""


@dataclass(frozen=True)
class _Stop:
    offset: float
    colour: str
    opacity: float


class Converter:
    """One drawing on one slide; `next_id` gives the shapes their numbers, `shrink` how much smaller letters have to be.

    Colours of a drawing mean what they mean on the screen, so they are those of the light theme in every template.
    """

    def __init__(self, next_id: Callable[[], int], shrink: float = 1.0):
        self.next_id = next_id
        self.shrink = shrink
        self.gradients: dict[str, tuple[dict[str, Any], list[_Stop]]] = {}

    def group(self, scene: Scene, box: Box, name: str, alt: str) -> str:
        """The drawing as one group in the middle of the box (EMU)."""
        scale = min(box.width / scene.width, box.height / scene.height)
        left = box.x + (box.width - scale * scene.width) / 2
        state = _State(Affine(scale, 0.0, 0.0, scale, left, box.y))
        self._collect(scene.shapes)
        number = self.next_id()
        drawn = list(self._all(scene.shapes, state))
        return _group(number, name, drawn, alt)

    def _collect(self, shapes: tuple[Shape, ...]) -> None:
        for shape in shapes:
            if shape.tag == "linearGradient":
                stops = [
                    _Stop(
                        float(stop.attributes["offset"]),
                        LIGHT.role(stop.attributes["stop_color"]),
                        float(stop.attributes.get("stop_opacity", 1)),
                    )
                    for stop in shape.children
                ]
                self.gradients[shape.attributes["id"]] = shape.attributes, stops
            self._collect(shape.children)

    def _all(self, shapes: tuple[Shape, ...], state: _State) -> Iterator[tuple[str, Box]]:
        for shape in shapes:
            if shape.tag == "linearGradient":
                continue
            attributes = shape.attributes
            inner = state
            if "transform" in attributes:
                inner = replace(inner, affine=inner.affine.of(parsed(attributes["transform"])))
            if "opacity" in attributes:
                inner = replace(inner, opacity=inner.opacity * float(attributes["opacity"]))
            if shape.tag == "g":
                name = str(attributes.get("label") or attributes.get("region") or "")
                drawn = list(self._all(shape.children, replace(inner, name=name or inner.name)))
                if name and len(drawn) > 1:
                    number = self.next_id()
                    yield _group(number, name, drawn), _around(drawn)
                else:
                    yield from drawn
            elif shape.tag == "text":
                if shape.text.strip():
                    yield self._text(shape, inner)
            else:
                yield from self._outlined(shape, inner)

    def _text(self, shape: Shape, state: _State) -> tuple[str, Box]:
        attributes = shape.attributes
        scale = state.affine.size
        size = float(attributes["font_size"]) * scale
        bold = str(attributes.get("font_weight", "")) in ("600", "700", "bold")
        x, y = state.affine.at(float(attributes["x"]), float(attributes["y"]))
        width = text_width(shape.text, size, bold)
        anchor = attributes.get("text_anchor", "start")
        shift, align = {"middle": (0.5, "ctr"), "end": (1.0, "r")}.get(anchor, (0.0, "l"))
        box = Box(x - shift * width, y - (MIDDLE + 0.5) * size, width, size)
        opacity = state.opacity * float(attributes.get("fill_opacity", 1))
        run = Run(
            shape.text,
            max(FINEST, round(size * self.shrink / POINT * 100)) / 100,
            _solid(attributes.get("fill", "ink"), opacity),
            bold,
            attributes.get("font_style") == "italic",
        )
        words = paragraph([run], align)
        made = text_box(self.next_id(), shape.text[:NAME_LIMIT], box, words, "ctr", "none")
        if abs(state.affine.angle) > 0.01:
            turn = round(state.affine.angle * 60_000)
            made = made.replace("<a:xfrm>", f'<a:xfrm rot="{turn}">', 1)
        return made, box

    def _outlined(self, shape: Shape, state: _State) -> Iterator[tuple[str, Box]]:
        drawn = _geometry(shape, state.affine)
        if drawn is None:
            return
        geometry, box, flip = drawn
        attributes = shape.attributes
        fill = "<a:noFill/>"
        if shape.tag not in ("line", "polyline") or attributes.get("fill", "none") != "none":
            opacity = state.opacity * float(attributes.get("fill_opacity", 1))
            fill = self._paint(attributes.get("fill", "ink"), opacity, box, state.affine)
        number = self.next_id()
        name = _shown_name(shape, state)
        line = self._stroke(attributes, state, box)
        kind = "cxnSp" if shape.tag == "line" else "sp"
        own = "<p:cNvCxnSpPr/>" if kind == "cxnSp" else "<p:cNvSpPr/>"
        holder = "nvCxnSpPr" if kind == "cxnSp" else "nvSpPr"
        fill = "" if kind == "cxnSp" else fill
        yield (
            f'<p:{kind}><p:{holder}><p:cNvPr id="{number}" name="{escaped(name)}"/>{own}<p:nvPr/></p:{holder}>'
            f"<p:spPr><a:xfrm{flip}>{frame(box)}</a:xfrm>{geometry}{fill}{line}</p:spPr></p:{kind}>",
            box,
        )

    def _paint(self, fill: str, opacity: float, box: Box, affine: Affine) -> str:
        if fill.startswith("url(#"):
            known = self.gradients.get(fill[5:-1])
            return _gradient(*known, opacity, box, affine) if known else "<a:noFill/>"
        return _solid(fill, opacity)

    def _stroke(self, attributes: dict[str, Any], state: _State, box: Box) -> str:
        stroke = str(attributes.get("stroke", "none"))
        width = float(attributes.get("stroke_width", 1))
        if stroke == "none" or not width:
            return "<a:ln><a:noFill/></a:ln>"
        opacity = state.opacity * float(attributes.get("stroke_opacity", 1))
        paint = self._paint(stroke, opacity, box, state.affine)
        dashes = [float(part) for part in str(attributes.get("stroke_dasharray", "")).split()]
        dash = ""
        if dashes:
            pairs = zip(dashes[::2], dashes[1::2] or dashes[:1])
            inside = "".join(
                f'<a:ds d="{round(mark / width * 100_000)}" sp="{round(space / width * 100_000)}"/>'
                for mark, space in pairs
            )
            dash = f"<a:custDash>{inside}</a:custDash>"
        cap = ' cap="rnd"' if attributes.get("stroke_linecap") == "round" else ""
        thick = round(width * state.affine.size)
        return f'<a:ln w="{thick}"{cap}>{paint}{dash}<a:round/></a:ln>'


def _solid(colour: str, opacity: float) -> str:
    if colour == "none":
        return "<a:noFill/>"
    return f"<a:solidFill>{_rgb(LIGHT.role(colour), opacity)}</a:solidFill>"


def _rgb(colour: str, opacity: float) -> str:
    alpha = f'<a:alpha val="{round(opacity * 100_000)}"/>' if opacity < 1 else ""
    return f'<a:srgbClr val="{colour.lstrip("#")}">{alpha}</a:srgbClr>'


def _shown_name(shape: Shape, state: _State) -> str:
    words = {"rect": "box", "circle": "dot", "ellipse": "dot", "line": "line"}
    word = words.get(shape.tag, "shape")
    return f"{state.name[:NAME_LIMIT]}: {word}" if state.name else word


def _around(drawn: list[tuple[str, Box]]) -> Box:
    left, top = min(box.x for _, box in drawn), min(box.y for _, box in drawn)
    right, bottom = max(box.right for _, box in drawn), max(box.bottom for _, box in drawn)
    return Box(left, top, right - left, bottom - top)


def _group(number: int, name: str, drawn: list[tuple[str, Box]], alt: str = "") -> str:
    """A group whose own measures are those of the slide."""
    box = _around(drawn) if drawn else Box(0, 0, 0, 0)
    placed = frame(box)
    own = placed.replace("a:off", "a:chOff").replace("a:ext", "a:chExt")
    told = f' descr="{escaped(alt)}"' if alt else ""
    return (
        f'<p:grpSp><p:nvGrpSpPr><p:cNvPr id="{number}" name="{escaped(name[: 2 * NAME_LIMIT])}"{told}/>'
        f"<p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr><p:grpSpPr><a:xfrm>{placed}{own}</a:xfrm></p:grpSpPr>"
        f"{''.join(text for text, _ in drawn)}</p:grpSp>"
    )


def _preset(name: str, adjusted: float | None = None) -> str:
    guide = f'<a:gd name="adj" fmla="val {round(adjusted)}"/>' if adjusted is not None else ""
    return f'<a:prstGeom prst="{name}"><a:avLst>{guide}</a:avLst></a:prstGeom>'


def _geometry(shape: Shape, affine: Affine) -> tuple[str, Box, str] | None:
    """The outline, the box around it, and how a line is flipped in it; None where there is nothing to draw."""
    attributes = shape.attributes
    own = {name: float(attributes.get(name, 0)) for name in SIZES.get(shape.tag, ())}
    if shape.tag == "line":
        begin, end = affine.at(own["x1"], own["y1"]), affine.at(own["x2"], own["y2"])
        left, top = min(begin[0], end[0]), min(begin[1], end[1])
        box = Box(left, top, abs(end[0] - begin[0]), abs(end[1] - begin[1]))
        falls = (end[0] - begin[0]) * (end[1] - begin[1]) < 0
        return _preset("line"), box, ' flipV="1"' * falls
    if shape.tag == "rect" and affine.is_upright:
        corners = (
            affine.at(own["x"], own["y"]),
            affine.at(own["x"] + own["width"], own["y"] + own["height"]),
        )
        box = _box(*corners[0], *corners[1])
        short = min(own["width"], own["height"])
        radius = max(own["rx"], own["ry"])
        if radius and short:
            return _preset("roundRect", min(50_000, radius / short * 100_000)), box, ""
        return _preset("rect"), box, ""
    if shape.tag in ("circle", "ellipse") and affine.is_upright:
        rx, ry = own.get("rx", own.get("r", 0.0)), own.get("ry", own.get("r", 0.0))
        corners = (
            affine.at(own["cx"] - rx, own["cy"] - ry),
            affine.at(own["cx"] + rx, own["cy"] + ry),
        )
        return _preset("ellipse"), _box(*corners[0], *corners[1]), ""
    parts = outline(_path(shape, own))
    placed = [Part(part.kind, tuple(affine.at(*point) for point in part.points)) for part in parts]
    if not any(part.points for part in placed):
        return None
    box = _box(*bounds(placed))
    return _freeform(placed, box), box, ""


SIZES = {
    "line": ("x1", "y1", "x2", "y2"),
    "rect": ("x", "y", "width", "height", "rx", "ry"),
    "circle": ("cx", "cy", "r"),
    "ellipse": ("cx", "cy", "rx", "ry"),
}


def _box(x: float, y: float, other_x: float, other_y: float) -> Box:
    return Box(min(x, other_x), min(y, other_y), abs(other_x - x), abs(other_y - y))


def _path(shape: Shape, own: dict[str, float]) -> str:
    """The outline of any shape as a path."""
    if shape.tag == "rect":
        return f"M{own['x']},{own['y']}h{own['width']}v{own['height']}h{-own['width']}Z"
    if shape.tag in ("circle", "ellipse"):
        rx, ry = own.get("rx", own.get("r", 0.0)), own.get("ry", own.get("r", 0.0))
        ends = f"M{own['cx'] - rx},{own['cy']}"
        return f"{ends}a{rx},{ry} 0 1 1 {2 * rx},0a{rx},{ry} 0 1 1 {-2 * rx},0Z"
    if shape.tag in ("polygon", "polyline"):
        return f"M{shape.attributes.get('points', '')}" + "Z" * (shape.tag == "polygon")
    return str(shape.attributes.get("d", ""))


def _freeform(parts: list[Part], box: Box) -> str:
    """A geometry of its own; its measures are EMU from the corner of the box."""
    tags = {"M": "moveTo", "L": "lnTo", "C": "cubicBezTo"}
    inside = ""
    for part in parts:
        if part.kind == "Z":
            inside += "<a:close/>"
            continue
        points = "".join(
            f'<a:pt x="{round(x - box.x)}" y="{round(y - box.y)}"/>' for x, y in part.points
        )
        inside += f"<a:{tags[part.kind]}>{points}</a:{tags[part.kind]}>"
    size = f'w="{round(box.width)}" h="{round(box.height)}"'
    return (
        '<a:custGeom><a:avLst/><a:gdLst/><a:ahLst/><a:cxnLst/><a:rect l="0" t="0" r="r" b="b"/>'
        f"<a:pathLst><a:path {size}>{inside}</a:path></a:pathLst></a:custGeom>"
    )


def _gradient(
    attributes: dict[str, Any], stops: list[_Stop], opacity: float, box: Box, affine: Affine
) -> str:
    """A run of colours told in the drawing's own measures, as shares of the box that it fills."""
    begin = affine.at(float(attributes["x1"]), float(attributes["y1"]))
    end = affine.at(float(attributes["x2"]), float(attributes["y2"]))
    is_down = abs(end[1] - begin[1]) > abs(end[0] - begin[0])
    from_, to = (begin[1], end[1]) if is_down else (begin[0], end[0])
    near, length = (box.y, box.height) if is_down else (box.x, box.width)
    if not stops or not length or from_ == to:
        return "<a:noFill/>"
    placed = sorted(
        ((from_ + stop.offset * (to - from_) - near) / length, stop.colour, stop.opacity)
        for stop in stops
    )
    shown = [
        _between(placed, 0.0),
        *(one for one in placed if 0 < one[0] < 1),
        _between(placed, 1.0),
    ]
    inside = ""
    for share, colour, own in shown:
        inside += f'<a:gs pos="{round(share * 100_000)}">{_rgb(colour, own * opacity)}</a:gs>'
    angle = 5_400_000 if is_down else 0
    return f'<a:gradFill rotWithShape="1"><a:gsLst>{inside}</a:gsLst><a:lin ang="{angle}" scaled="0"/></a:gradFill>'


def _between(placed: list[tuple[float, str, float]], share: float) -> tuple[float, str, float]:
    """The colour and opacity that the run has at this share of the box."""
    if share <= placed[0][0]:
        return share, *placed[0][1:]
    for one, other in zip(placed, placed[1:]):
        if share <= other[0]:
            way = (share - one[0]) / (other[0] - one[0]) if other[0] > one[0] else 1.0
            opacity = one[2] + way * (other[2] - one[2])
            return share, mixed(way, one[1], other[1]), opacity
    return share, *placed[-1][1:]
