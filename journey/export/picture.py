"""An exhibit as a picture that stands by itself, with title, finding, source and small print: SVG, and PNG without a browser."""

import html
import re
import struct
import zlib

from journey.exhibit.chart import Bars, Cells, Curves, Dots
from journey.exhibit.drawing.drawing import scene_of
from journey.exhibit.exhibit import Drawing, Exhibit
from journey.export.glyphs import drawn, foreign, undrawn_words
from journey.export.passport import Passport, packed
from journey.map.poster import MARGIN, framed
from journey.map.scene import Scene
from journey.map.scene import svg as svg_text_of
from journey.model.filters import Filters
from journey.model.theme import LIGHT
from journey.model.words import plural

WIDTH, LEAST_PIXELS, SCALE = 1280, 2560, 2
MAP_WIDTH = 1480  # three touchpoints a stage of five, as on a screen
KEYWORD = "journey-passport"  # of the PNG's text chunk
SIGNATURE = b"\x89PNG\r\n\x1a\n"
HEADER_END = len(SIGNATURE) + 25  # after the first chunk, which always is IHDR


def picture(exhibit: Exhibit, passport: Passport, width: float = 0) -> Scene:
    """The exhibit in its frame, all of it so many CSS pixels wide; without a width as wide as suits it."""
    width = width or (MAP_WIDTH if exhibit.kind == "map" else WIDTH)
    counted = "" if exhibit.n is None else plural(exhibit.n, exhibit.unit)
    filters = exhibit.ref.filters.words() if exhibit.ref.filters != Filters() else ""
    return framed(
        scene_of(exhibit.content, width - 2 * MARGIN),
        passport.title,
        exhibit.title,
        exhibit.subtitle,
        " · ".join(part for part in (counted, filters) if part),
        exhibit.notes,
        small_print(exhibit, passport),
    )


def small_print(exhibit: Exhibit, passport: Passport) -> str:
    """Filters and source, and the rules that all figures in a file keep to."""
    intervals = "Intervals are 95 %. " if _has_intervals(exhibit) else ""
    return f"{exhibit.ref.filters.words()} {passport.source} {intervals}Counts of 1 to 4 customers are hidden."


def _has_intervals(exhibit: Exhibit) -> bool:
    match exhibit.content:
        case Bars(series=series) | Dots(series=series):
            return any(low is not None for each in series for low in each.lows)
        case Curves(curves=curves):
            return any(low is not None for curve in curves for low in curve.low)
        case Cells():
            return False
        case content:
            return isinstance(content, Drawing)


def svg(exhibit: Exhibit, passport: Passport, width: float = 0) -> str:
    """The picture as SVG, with what a reader who cannot see it is told, and the passport as its metadata."""
    named = f"{passport.title}: {exhibit.title}"
    scene = picture(exhibit, passport, width)
    return svg_text_of(scene, LIGHT, named, exhibit.alt, packed(passport))


def png(svg_text: str, passport: Passport, scale: float = SCALE) -> bytes:
    """The SVG as PNG, never narrower than a slide needs, with its title and the passport as text chunks."""
    width = max(LEAST_PIXELS, round(scale * _width(svg_text)))
    bare = drawn(svg_text, width, has_system_fonts=bool(foreign(_lettering(svg_text))))
    named = re.search(r"<title>([^<]*)</title>", svg_text)
    title = html.unescape(named[1]) if named else passport.title
    chunks = _text_chunk("Title", title) + _text_chunk(KEYWORD, packed(passport))
    return bare[:HEADER_END] + chunks + bare[HEADER_END:]


def not_drawn(svg_text: str) -> str:
    """A sentence on the signs of the SVG that its PNG does not show; '' where it shows all."""
    return undrawn_words(_lettering(svg_text))


def _lettering(svg_text: str) -> str:
    """All that is written in the drawing."""
    return html.unescape("".join(re.findall(r">([^<]+)</text>", svg_text)))


def _width(svg_text: str) -> float:
    """The width that the SVG says it has."""
    found = re.search(r'<svg [^>]*?\bwidth="([\d.]+)"', svg_text)
    return float(found[1]) if found else WIDTH


def _text_chunk(keyword: str, text: str) -> bytes:
    """An iTXt chunk: UTF-8, compressed, its language not said (PNG 3, 11.3.3.4)."""
    compressed = zlib.compress(text.encode("utf-8", "replace"))
    data = keyword.encode("latin-1") + b"\0\1\0\0\0" + compressed
    kind = b"iTXt"
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
