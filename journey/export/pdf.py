"""A collection as a PDF, made by typst: no browser is needed, and its words are data that typst does not read as markup."""

import html
import json
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Any

from journey.exhibit.grid import Grid
from journey.export.captions import (
    SMALL_COUNTS,
    all_definitions,
    left_out,
    left_out_heading,
    open_link,
    page_basis,
    passport_table,
)
from journey.export.carried import marked
from journey.export.collection import Collection, Page
from journey.export.figure import Figure, figure_of, is_across, page_table
from journey.export.fonts import FAMILY, FOLDER
from journey.export.glyphs import PLAIN, undrawn_words
from journey.export.passport import NAME, packed
from journey.export.plain_text import plain
from journey.model.errors import UserError
from journey.model.theme import FONT, LIGHT

TEMPLATE = Path(__file__).with_name("paper.typ")
SIGNS_LIMIT = 400  # a sign takes some milliseconds
INSTALL = "pip install typst==0.15.2"


def pdf(collection: Collection) -> bytes:
    """The PDF, with the passport as its attachment; raises UserError where typst is not installed."""
    compiled = _compiler()
    return compiled(
        TEMPLATE.read_bytes(),
        sys_inputs={"data": json.dumps(_plain(_data(collection)))},
        font_paths=[str(FOLDER)],
        format="pdf",
    )


def not_drawn(collection: Collection) -> str:
    """A sentence on the signs of its words that no font here has; '' where all are drawn, as far as so many are looked for."""
    signs = sorted(set(json.dumps(_plain(_data(collection)), ensure_ascii=False)) - PLAIN)
    return undrawn_words(signs[:SIGNS_LIMIT], "PDF", "the report (.html)")


def _compiler() -> Callable[..., bytes]:
    try:
        return import_module("typst").compile
    except ImportError:
        raise UserError(
            f"A PDF is made by typst, which is not installed: {INSTALL}. The report (.html) prints to the same pages."
        ) from None


def _data(collection: Collection) -> dict[str, Any]:
    """All that the template takes, as JSON has it."""
    passport = collection.passport
    made = passport.made_on
    return {
        "title": collection.title,
        "source": passport.source,
        "made_on": [made.year, made.month, made.day],
        "font": FAMILY,
        "colours": [LIGHT.text, LIGHT.muted, LIGHT.line],
        "lines": [line for line in (passport.source, passport.filters, SMALL_COUNTS) if line],
        "exhibits": [_page(page, collection) for page in collection.pages],
        "definitions": all_definitions(collection),
        "left_out_heading": left_out_heading(collection),
        "left_out": left_out(collection),
        "passport_table": _table(passport_table(passport)),
        "attachment": f"{NAME}.txt",
        "passport": marked(packed(passport)),
    }


def _page(page: Page, collection: Collection) -> dict[str, Any]:
    exhibit, figure = page.exhibit, figure_of(page.exhibit)
    table = page_table(exhibit)
    return {
        "title": page.title,
        "lines": [exhibit.subtitle] if exhibit.subtitle else [],
        "basis": page_basis(exhibit, collection),
        "is_wide": is_across(figure, table),
        "drawing": _drawing(figure) if figure else None,
        "notes": [note for note in (*exhibit.notes, page.notes) if note],
        "table": _table(table),
        "link": open_link(exhibit.ref, collection.passport),
        "command": exhibit.answers[0].command if exhibit.answers else "",
    }


def _drawing(figure: Figure) -> dict[str, Any]:
    svg = figure.svg.replace(html.escape(FONT, quote=True), FAMILY, 1)
    return {"svg": svg, "width": figure.width, "height": figure.height, "alt": figure.alt}


def _table(grid: Grid) -> dict[str, Any]:
    return {
        "titles": [column.title for column in grid.columns],
        "numbers": [column.is_number for column in grid.columns],
        "rows": grid.words,
        "rest": grid.rest,
    }


def _plain(value: Any) -> Any:
    """The value with all its texts as files take them."""
    if isinstance(value, str):
        return plain(value)
    if isinstance(value, dict):
        return {name: _plain(part) for name, part in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(part) for part in value]
    return value
