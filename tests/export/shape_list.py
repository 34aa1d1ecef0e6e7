"""What stands on a slide as a plain list: words, place and size in inches to a twentieth, size of letters, colour.

`python -m tests.export.shape_list` writes the lists that the tests compare with.
"""

import json
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

import pptx
from pptx.oxml.ns import qn

from journey.export.deck.deck import deck
from journey.map.box import Box
from tests.export import made_up

GOLDEN = Path(__file__).parent / "golden"
SLIDES = {"drawing": 0, "bars": 1, "grid": 8}
INCH, STEP = 914_400, 0.05


def box(shape: Any) -> Box:
    """Of a shape, a placeholder's inherited; in EMU."""
    return Box(*map(float, (shape.left, shape.top, shape.width, shape.height)))


def spaced(words: str) -> str:
    """The words with usual spaces before their per cent signs."""
    return words.replace("\u00a0", " ")


def flat(shapes: Any) -> Iterator[Any]:
    """All shapes, those in groups too: groups of a deck have the measures of the slide."""
    for shape in shapes:
        if hasattr(shape, "shapes"):
            yield from flat(shape.shapes)
        else:
            yield shape


def _rounded(shape: Any) -> list[float]:
    return [round(round(value / INCH / STEP) * STEP, 2) for value in box(shape)]


def _look(node: Any) -> list[str]:
    """Size and colour of the first letters, '' where they are the place's own."""
    run = node.find(f".//{qn('a:rPr')}")
    size = run.get("sz", "") if run is not None else ""
    colour = run.find(f"{qn('a:solidFill')}/*") if run is not None else None
    return [size, colour.get("val") if colour is not None else ""]


def shape_list(slide: Any) -> list[list[Any]]:
    """[kind, words, box, size and colour of letters] of every shape that shows words."""
    listed = []
    for shape in flat(slide.shapes):
        if shape.has_chart:
            plot = shape.chart.plots[0]
            words = [
                *(spaced(str(name)) for name in plot.categories),
                *(text.text for text in plot._element.iter(qn("a:t"))),
            ]
            listed.append(["chart", words, _rounded(shape), _look(plot._element)])
        elif shape.has_table:
            words = [[spaced(cell.text) for cell in row.cells] for row in shape.table.rows]
            listed.append(["table", words, _rounded(shape), _look(shape._element)])
        elif shape.has_text_frame and shape.text_frame.text:
            listed.append(
                ["words", spaced(shape.text_frame.text), _rounded(shape), _look(shape._element)]
            )
    return listed


def lists() -> dict[str, list[list[Any]]]:
    """Of the slides that are kept, by name."""
    slides = list(pptx.Presentation(BytesIO(deck(made_up.collection()))).slides)[1:]
    return {name: shape_list(slides[number]) for name, number in SLIDES.items()}


if __name__ == "__main__":
    for name, listed in lists().items():
        rows = ",\n".join(json.dumps(row, ensure_ascii=False) for row in listed)
        (GOLDEN / f"{name}.json").write_text(f"[\n{rows}\n]\n", encoding="utf-8")
