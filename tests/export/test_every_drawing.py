"""Every exhibit there is as slide, picture and PDF page, read back by other programs and compared with what is drawn."""

import io
from collections.abc import Iterator

import openpyxl
import pptx
import pytest
from pypdf import PdfReader

from journey.exhibit.chart import Bars, Cells, Curves, Dots
from journey.exhibit.declared import DECLARED
from journey.exhibit.exhibit import Drawing, Exhibit
from journey.exhibit.grid import Grid
from journey.exhibit.ref import Ref
from journey.export.captions import link
from journey.export.carried import read_passport
from journey.export.collection import Collection, DeckRecipe, Entry, Page, collect
from journey.export.deck.deck import deck
from journey.export.passport import Passport, passport
from journey.export.pdf import pdf
from journey.export.picture import LEAST_PIXELS, picture, png, svg
from journey.map.scene import Shape
from journey.model.filters import Filters
from tests.export.made_collection import MADE_ON
from tests.export.office import faults


@pytest.fixture(scope="module")
def collection(sample) -> Collection:
    """All exhibits of the sample that shared mode tells."""
    everything = DeckRecipe("all", tuple(Entry(Ref.of(id, Filters())) for id in DECLARED))
    return collect(everything, sample, "", MADE_ON)


@pytest.fixture(scope="module")
def file(collection) -> bytes:
    return deck(collection)


@pytest.fixture(scope="module")
def slides(file) -> list:
    return list(pptx.Presentation(io.BytesIO(file)).slides)


def of(page: Page, slides: list, passport: Passport) -> list:
    """The slides whose notes name the exhibit's title and link."""
    wanted = (page.title, f"Link: {link(page.exhibit.ref, passport)}\n")
    notes = [
        slide.notes_slide.notes_text_frame.text if slide.has_notes_slide else "" for slide in slides
    ]
    return [slide for slide, text in zip(slides, notes) if all(words in text for words in wanted)]


def test_office_opens_the_deck_of_all_of_them(file):
    assert faults(file) == []


def test_numbers_behind_every_chart_are_those_drawn(collection, slides):
    checked = 0
    for page in collection.pages:
        content = page.exhibit.content
        if not isinstance(content, Bars | Dots | Curves):
            continue
        known = [
            number for slide in of(page, slides, collection.passport) for number in _sheets(slide)
        ]
        for number in _drawn(content):
            assert any(number == pytest.approx(other) for other in known), (
                page.exhibit.ref,
                number,
            )
            checked += 1
    assert checked > 100


def _sheets(slide) -> Iterator[float]:
    """The numbers in the data sheets of the slide's charts."""
    for shape in slide.shapes:
        if shape.has_chart:
            book = openpyxl.load_workbook(
                io.BytesIO(shape.chart.part.chart_workbook.xlsx_part.blob)
            )
            for row in book.active.iter_rows(values_only=True):
                yield from (value for value in row if isinstance(value, int | float))


def _drawn(content: Bars | Dots | Curves) -> Iterator[float]:
    """The values; lengths of time stand in a unit of the chart's own."""
    if isinstance(content, Curves):
        values = [value for curve in content.curves for value in curve.y]
        unit = content.y_axis.unit
    else:
        values = [value for series in content.series for value in series.values]
        unit = content.axis.unit
    yield from (value for value in values if value is not None and unit != "seconds")


def test_words_of_every_table_and_drawing_stand_on_its_slides(collection, slides):
    for page in collection.pages:
        content = page.exhibit.content
        told = " ".join(
            words
            for slide in of(page, slides, collection.passport)
            for words in _words(slide.shapes)
        )
        for words in _said(content):
            assert " ".join(words.split()) in told, (page.exhibit.ref, words)


def _words(shapes) -> Iterator[str]:
    for shape in shapes:
        if shape.shape_type == 6:  # a group
            yield from _words(shape.shapes)
        elif shape.has_text_frame:
            yield " ".join(shape.text_frame.text.split())
        elif getattr(shape, "has_table", False) and shape.has_table:
            yield from (
                " ".join(cell.text.split()) for row in shape.table.rows for cell in row.cells
            )


def _said(content) -> list[str]:
    """What has to be read on the slides: the numbers of a drawing, the fields of a heat map, the first rows of a table."""
    if isinstance(content, Drawing):
        texts = _texts(content.scene(max(1280.0, content.narrowest)).shapes)
        return [
            text for text in texts if text and all(letter in "0123456789,+−%. " for letter in text)
        ]
    if isinstance(content, Cells):
        return [cell.words for row in content.cells for cell in row if cell.words]
    if isinstance(content, Grid):
        return [words for row in content.words[:8] for words in row if words]
    return []


def _texts(shapes: tuple[Shape, ...]) -> Iterator[str]:
    for shape in shapes:
        yield shape.text
        yield from _texts(shape.children)


def test_every_picture_says_its_finding_and_carries_its_passport(sample, collection, tmp_path):
    """Its own, as the menu of an exhibit hands it out: with that of all of them most time went into packing it."""
    for page in collection.pages:
        exhibit = page.exhibit
        own = passport(sample, "", [exhibit], MADE_ON)
        made = svg(exhibit, own)
        said = " ".join(_texts(picture(exhibit, own).shapes))
        assert exhibit.title.split(" ")[0] in said and "Dataset sample, version 1" in said
        assert _rows(exhibit) == [] or any(row in said for row in _rows(exhibit)), exhibit.ref
        for ending, data in ((".svg", made.encode()), (".png", png(made, own))):
            file = tmp_path / f"one{ending}"
            file.write_bytes(data)
            assert [shown.title for shown in read_passport(file).shown] == [exhibit.title]
        assert int.from_bytes(data[16:20], "big") >= LEAST_PIXELS


def _rows(exhibit: Exhibit) -> list[str]:
    content = exhibit.content
    return list(content.rows) if isinstance(content, Bars | Dots | Cells) else []


def test_every_finding_stands_in_the_pdf(collection):
    pages = PdfReader(io.BytesIO(pdf(collection))).pages
    whole = " ".join(" ".join(page.extract_text().split()) for page in pages)
    for page in collection.pages:
        assert page.title in whole, page.exhibit.ref
