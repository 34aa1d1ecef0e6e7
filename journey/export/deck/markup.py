"""Pieces of DrawingML as text: what is written out of data is escaped here and nowhere else."""

import html
import re
from collections.abc import Iterable
from typing import NamedTuple

from pptx.oxml import parse_xml
from pptx.oxml.xmlchemy import BaseOxmlElement

from journey.map.box import Box

INCH, POINT = 914400, 12700
NAMESPACES = {
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "c": "http://schemas.openxmlformats.org/drawingml/2006/chart",
    "p": "http://schemas.openxmlformats.org/presentationml/2006/main",
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
}
DECLARED = " ".join(f'xmlns:{prefix}="{address}"' for prefix, address in NAMESPACES.items())


class Run(NamedTuple):
    """Words of one look; `colour` is DrawingML of a fill, '' the one that the place has."""

    words: str
    size: float = 0.0
    colour: str = ""
    bold: bool = False
    italic: bool = False


def plain(words: str) -> str:
    """The words without what XML does not take: control characters, lone surrogates, noncharacters."""
    return "".join(
        letter
        for letter in words
        if (letter >= " " or letter in "\n\t")
        and not "\x7f" <= letter <= "\x9f"
        and not "\ud800" <= letter <= "\udfff"
        and letter not in "\ufffe\uffff"
    )


def bound(words: str) -> str:
    """The words with a per cent sign held to its number, and the ends of an interval to each other."""
    held = re.sub(r"(?<=\d) %", "\u00a0%", words)
    return re.sub(r"\(([^\s()]+) to ([^\s()]+)\)", "(\\1\u00a0to\u00a0\\2)", held)


def escaped(words: str) -> str:
    """As text and as the value of an attribute."""
    return html.escape(plain(words), quote=True)


def element(text: str) -> BaseOxmlElement:
    """The element that the text writes; its first tag has to hold DECLARED."""
    return parse_xml(text)


def run_properties(run: Run, tag: str = "a:rPr") -> str:
    size = f' sz="{round(run.size * 100)}"' if run.size else ""
    bold, italic = f' b="{int(run.bold)}"', ' i="1"' * run.italic
    return f'<{tag} lang="en-GB"{size}{bold}{italic} noProof="1">{run.colour}</{tag}>'


def paragraph(runs: Iterable[Run], align: str = "l") -> str:
    """A paragraph; a line break where words hold one."""
    inside = ""
    for run in runs:
        look = run_properties(run)
        parts = (f"<a:r>{look}<a:t>{escaped(line)}</a:t></a:r>" for line in run.words.split("\n"))
        inside += f"<a:br>{look}</a:br>".join(parts)
    return f'<a:p><a:pPr algn="{align}"/>{inside}</a:p>'


def frame(box: Box) -> str:
    """Place and size in EMU, as `a:off` and `a:ext` say them."""
    return (
        f'<a:off x="{round(box.x)}" y="{round(box.y)}"/>'
        f'<a:ext cx="{max(0, round(box.width))}" cy="{max(0, round(box.height))}"/>'
    )


def text_box(
    shape_id: int, name: str, box: Box, paragraphs: str, anchor: str = "t", wrap: str = "square"
) -> str:
    """A text box without margins."""
    return (
        f'<p:sp><p:nvSpPr><p:cNvPr id="{shape_id}" name="{escaped(name)}"/><p:cNvSpPr txBox="1"/>'
        f"<p:nvPr/></p:nvSpPr><p:spPr><a:xfrm>{frame(box)}</a:xfrm>"
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom><a:noFill/></p:spPr><p:txBody>'
        f'<a:bodyPr wrap="{wrap}" lIns="0" tIns="0" rIns="0" bIns="0" anchor="{anchor}">'
        f"<a:noAutofit/></a:bodyPr><a:lstStyle/>{paragraphs}</p:txBody></p:sp>"
    )


def declared(text: str) -> str:
    """The text with the namespaces told in its first tag."""
    end = min(place for place in (text.find(">"), text.find("/>"), text.find(" ")) if place > 0)
    return f"{text[:end]} {DECLARED}{text[end:]}"
