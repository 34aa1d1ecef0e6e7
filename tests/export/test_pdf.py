"""The PDF, read back by pypdf: all findings and figures, page numbers, fonts of its own, hostile words as words."""

import io
import sys
from dataclasses import replace

import pytest
from pypdf import PdfReader

from journey.exhibit.exhibit import Nothing
from journey.exhibit.ref import Ref
from journey.export.carried import marked
from journey.export.collection import Collection, Page
from journey.export.passport import packed, passport
from journey.export.pdf import pdf
from journey.model.errors import UserError
from journey.model.filters import Filters
from tests.export.made_collection import MADE_ON, at, collection, exhibit


@pytest.fixture(scope="module")
def file(sample):
    return PdfReader(io.BytesIO(pdf(collection(sample))))


@pytest.fixture(scope="module")
def pages(file):
    return [" ".join(page.extract_text().split()) for page in file.pages]


def test_contents_an_exhibit_a_page_and_the_passport(pages):
    assert pages[0].startswith(
        "A review Dataset sample, version 1, events of 1 Jan – 31 Dec 2025; made on 2025-03-01. Filters: none."
    )
    for number, name in enumerate(("bars", "dots", "curves", "cells", "grid", "drawing"), 1):
        assert pages[number].startswith(f"Most leave at {name}"), name
        assert f"Most leave at {name}" in pages[0]
    assert "Where the figures come from" in pages[-1]
    assert "73,166 rows read: 73,166 loaded, 0 refused, 0 duplicates" in pages[-1]


def test_pages_are_numbered(pages):
    total = len(pages)
    assert all(f"{number} / {total}" in page for number, page in enumerate(pages, 1))


def test_figures_stand_in_tables_and_drawings(pages):
    dots = pages[2]
    assert "By last touchpoint: all. n 165 journeys." in dots and "Filters" not in dots
    assert "mobile 29 % 25 % to 33 % 400" in dots and "desktop 12 % 10 % to – 80" in dots
    assert "A note on dots. Said by nobody." in dots
    assert "share who left" in dots  # the axis of the drawing


def test_definitions_are_told_once(pages):
    whole = " ".join(pages)
    assert whole.count("Mean valence: mean of recorded") == 1
    assert "Revenue:" not in whole, "no exhibit says revenue"


def test_what_is_left_out_is_said(pages):
    assert any(
        "1 exhibit is not in this file Flow: it is not told in shared mode" in page
        for page in pages
    )


def test_words_from_the_data_are_no_markup(pages):
    assert '#link("http://evil.example")[x]' in pages[1] and "</script>" in pages[1]


def links_out_of(file: PdfReader) -> list[str]:
    actions = [
        annotation.get_object().get("/A", {})
        for page in file.pages
        for annotation in page.get("/Annots") or []
    ]
    return [action["/URI"] for action in actions if "/URI" in action]


def test_links_out_of_it_lead_to_the_app_where_its_address_is_known(file, sample):
    assert links_out_of(file) == []
    made = at(collection(sample), "http://192.168.1.5:8502/")
    assert links_out_of(PdfReader(io.BytesIO(pdf(made)))) == [
        f"http://192.168.1.5:8502/?{page.exhibit.ref.address(sample.dataset)}"
        for page in made.pages
    ]


def test_it_has_its_own_fonts_title_and_passport(file, sample):
    fonts = {
        str(font.get_object()["/BaseFont"]).split("+")[1]
        for page in file.pages
        for font in page["/Resources"]["/Font"].values()
    }
    assert fonts and all(font.startswith("JourneySans") for font in fonts)
    assert file.metadata.title == "A review"
    [attached] = file.attachments["journey-passport.txt"]
    assert attached.decode() == marked(packed(collection(sample).passport))


def test_without_typst_it_says_how_to_install_it(sample, monkeypatch):
    monkeypatch.setitem(sys.modules, "typst", None)
    with pytest.raises(UserError, match=r"pip install typst==0\.15\.2"):
        pdf(collection(sample))


def test_an_empty_collection_is_a_page_and_its_passport(sample):
    made = collection(sample)
    empty = replace(made, pages=(), left_out=(), passport=replace(made.passport, shown=()))
    assert len(PdfReader(io.BytesIO(pdf(empty))).pages) == 2
    assert isinstance(made.left_out[0], Nothing)


def test_definitions_are_not_told_again_beside_an_exhibit_of_them(sample):
    told, other = exhibit("grid", sample), exhibit("drawing", sample)
    told = replace(told, ref=Ref.of("definitions", Filters()))
    shown = passport(sample, "A review", [told, other], MADE_ON)
    pages = tuple(Page(each, each.title, "") for each in (told, other))
    for kept, times in ((pages, 0), (pages[1:], 1)):
        whole = PdfReader(io.BytesIO(pdf(Collection("A review", kept, (), shown))))
        words = " ".join(" ".join(page.extract_text().split()) for page in whole.pages)
        assert words.count("Mean valence: mean of recorded") == times
