"""The map as one HTML file that needs nothing else: the drawing, hovering, and the evidence of every cell."""

import base64
import html
import json
from collections.abc import Mapping
from pathlib import Path
from string import Template
from typing import Any

from journey.map.evidence.panel_data import Basics
from journey.map.poster import Words, small_print
from journey.map.room import Room
from journey.map.scene import Scene, Shape, packed
from journey.model.theme import DARK, FONT, LIGHT, ROLES

FOLDER = Path(__file__).parent / "component"
SCRIPTS = ("map.js", "present.js")  # of the component, one after the other
FONT_FILE = (
    FOLDER / "source_sans.woff2"
)  # (c) 2023 Adobe, SIL Open Font License 1.1, https://openfontlicense.org


def file(name: str) -> str:
    """A file of the component."""
    return (FOLDER / name).read_text(encoding="utf-8")


def themes() -> dict[str, dict[str, str]]:
    """The colours of every role in both themes, as the component takes them."""
    return {
        name: {role: theme.role(role) for role in ROLES}
        for name, theme in (("light", LIGHT), ("dark", DARK))
    }


def document(
    wides: list[Scene], narrow: Scene, evidence: dict[str, Basics], words: Words, room: Room
) -> str:
    """The file's text; `wides` are drawings for windows of several widths, `evidence` holds what each cell says, by its name."""
    data = packed({f"wide {wide.width:.0f}": wide for wide in wides} | {"narrow": narrow})
    data |= {
        "wides": [data.pop(f"wide {wide.width:.0f}") for wide in wides],
        "is_whole": True,
        "room": room,
        "themes": themes(),
        "static": evidence,
        "label": words.title,
        "signature": "file",
        "filters": words.filters,
        "evidence": None,
    }
    shown = {
        name: html.escape(value)
        for name, value in (
            ("title", words.title),
            ("headline", words.headline),
            ("reason", words.reason),
            ("overall", words.overall),
            ("small", small_print(words)),
        )
    }
    return Template(file("document.html")).substitute(
        shown,
        font_face=font_face(),
        style=file("map.css").replace(":host", ".jm-host"),
        font=FONT,
        root=file("map.html"),
        script="\n".join(map(file, SCRIPTS)),
        data=_script(data),
        table=_table(evidence),
    )


def font_face() -> str:
    """The font itself, so that the file looks the same on every machine."""
    data = base64.b64encode(FONT_FILE.read_bytes()).decode()
    face = "font-family:'Source Sans';font-weight:200 900"
    return f"@font-face{{{face};src:url(data:font/woff2;base64,{data})}}"


def _script(data: Mapping[str, Any]) -> str:
    """JSON inside a script: nothing in it can end the script or begin a comment."""
    text = json.dumps(data, ensure_ascii=True)
    return text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")


def _table(evidence: dict[str, Basics]) -> str:
    rows = "".join(
        f"<tr><th scope=row>{html.escape(entry['title'])}</th><td>{html.escape(entry['sentence'])}</td>"
        f"<td>{html.escape(entry['grade_words'])}</td></tr>"
        for entry in evidence.values()
    )
    return f"<table class=twin><tr><th>cell</th><th>what it says</th><th>evidence</th></tr>{rows}</table>"


def cells(shapes: tuple[Shape, ...]) -> list[str]:
    """Names of all cells drawn, each once, in the order of the drawing."""
    names: dict[str, None] = {}
    for shape in shapes:
        if "cell" in shape.attributes:
            names[shape.attributes["cell"]] = None
        names |= dict.fromkeys(cells(shape.children))
    return list(names)
