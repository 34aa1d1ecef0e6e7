"""A collection as one HTML file that needs nothing else and prints to A4: a finding, its drawing and its table a section."""

import html
import re
from collections.abc import Iterable
from pathlib import Path
from string import Template

from journey.exhibit.exhibit import Exhibit
from journey.exhibit.grid import Grid
from journey.export.captions import (
    SMALL_COUNTS,
    all_definitions,
    definitions,
    left_out,
    left_out_heading,
    open_link,
    page_basis,
    passport_table,
)
from journey.export.carried import as_script
from journey.export.collection import Collection, Page
from journey.export.figure import Figure, figure_of, is_across, page_table
from journey.export.passport import packed
from journey.export.plain_text import plain
from journey.map.document import font_face
from journey.model.theme import FONT, LIGHT

TEMPLATE = Path(__file__).with_name("report.html")
ID = re.compile(r' id="([^"]*)"')
TO_ID = re.compile(r'="url\(#([^")]*)\)"')


def report(collection: Collection) -> str:
    """The file's text; what comes from the data is escaped, and no script runs in it."""
    passport, pages = collection.passport, collection.pages
    entries = "".join(
        f'<li><a href="#exhibit-{number}">{_escaped(page.title)}</a></li>'
        for number, page in enumerate(pages, 1)
    )
    sections = "".join(_section(number, page, collection) for number, page in enumerate(pages, 1))
    return Template(TEMPLATE.read_text(encoding="utf-8")).substitute(
        title=_escaped(collection.title),
        source=_escaped(passport.source),
        filters=_escaped(passport.filters),
        small_counts=SMALL_COUNTS,
        contents=entries,
        sections=sections + _on_paper(collection) + _left_out(collection),
        passport_table=_table(passport_table(passport)),
        passport=as_script(packed(passport)),
        font_face=font_face(),
        font=FONT,
        ink=LIGHT.text,
        ground=LIGHT.background,
        muted=LIGHT.muted,
        line=LIGHT.line,
        accent=LIGHT.accent,
    )


def _section(number: int, page: Page, collection: Collection) -> str:
    exhibit = page.exhibit
    figure = figure_of(exhibit)
    table = page_table(exhibit)
    is_wide = is_across(figure, table)
    notes = [*exhibit.notes, page.notes]
    return "".join(
        (
            f'<section id="exhibit-{number}"{" class=wide" if is_wide else ""}><div class="whole">',
            f"<h2>{_escaped(page.title)}</h2>",
            _paragraphs([exhibit.subtitle]),
            _paragraphs([page_basis(exhibit, collection)], "quiet"),
            _figure(number, figure),
            "</div>",
            _paragraphs(notes, "quiet"),
            _table(table),
            _definitions(exhibit),
            _open_link(open_link(exhibit.ref, collection.passport)),
            "</section>",
        )
    )


def _figure(number: int, figure: Figure | None) -> str:
    """The drawing, its ids told apart from those of the other drawings in the file."""
    if figure is None:
        return ""
    drawn = ID.sub(rf' id="exhibit-{number}-\1"', figure.svg)
    drawn = TO_ID.sub(rf'="url(#exhibit-{number}-\1)"', drawn)
    return f"<figure>{drawn}</figure>"


def _definitions(exhibit: Exhibit) -> str:
    lines = _paragraphs(definitions([exhibit]))
    commands = "".join(
        f"<p><code>{_escaped(answer.command)}</code></p>" for answer in exhibit.answers
    )
    if not lines + commands:
        return ""
    return f"<details><summary>Definitions</summary>{lines}{commands}</details>"


def _open_link(address: str) -> str:
    if not address:
        return ""
    return f'<p class="open"><a href="{_escaped(address)}" rel="noreferrer">Open in the app</a></p>'


def _on_paper(collection: Collection) -> str:
    """The definitions once for all: paper does not unfold those of each exhibit."""
    lines = all_definitions(collection)
    if not lines:
        return ""
    return f'<section class="on-paper"><h2>Definitions</h2>{_paragraphs(lines, "quiet")}</section>'


def _left_out(collection: Collection) -> str:
    if not collection.left_out:
        return ""
    heading = _escaped(left_out_heading(collection))
    return f"<section><h2>{heading}</h2>{_paragraphs(left_out(collection))}</section>"


def _table(grid: Grid) -> str:
    if not grid.words:
        return ""
    classes = [' class="number"' if column.is_number else "" for column in grid.columns]
    head = "".join(
        f'<th scope="col"{kind}>{_escaped(column.title)}</th>'
        for kind, column in zip(classes, grid.columns)
    )
    rows = "".join(
        f"<tr>{''.join(f'<td{kind}>{_escaped(words)}</td>' for kind, words in zip(classes, row))}</tr>"
        for row in grid.words
    )
    rest = _paragraphs([grid.rest], "quiet")
    table = f"<table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>"
    return f'<div class="table">{table}</div>{rest}'


def _paragraphs(lines: Iterable[str], kind: str = "") -> str:
    """A paragraph for each line that has words."""
    attribute = f' class="{kind}"' if kind else ""
    return "".join(f"<p{attribute}>{_escaped(line)}</p>" for line in lines if line)


def _escaped(words: str) -> str:
    return html.escape(plain(words), quote=True)
