"""A deck in the template of an organisation: its layouts, fonts, colours and size, and nothing of its sample slides."""

import re
import zipfile
from io import BytesIO

import pptx
import pytest
from pptx.enum.dml import MSO_THEME_COLOR
from pptx.oxml.ns import qn
from pptx.util import Inches

from journey.export.deck.deck import deck
from journey.export.deck.layouts import look
from journey.export.deck.palette import HOUSE, Palette
from journey.model.errors import UserError
from journey.model.theme import LIGHT
from tests.export import made_up
from tests.export.corporate import as_potx, barred, corporate
from tests.export.made_up import collection
from tests.export.office import faults
from tests.export.shape_list import spaced


@pytest.fixture(scope="module")
def made() -> bytes:
    return deck(collection(), corporate())


def parts(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_nothing_of_the_sample_slides_is_left(made):
    whole = b"".join(parts(made).values())
    for words in (
        b"Sample slide",
        b"secret",
        b"Old notes",
        b"sectionLst",
        b"tracking.example",
        b"hlinksldjump",
    ):
        assert words in b"".join(parts(corporate()).values())
        assert words not in whole
    assert sum(name.startswith("ppt/slides/slide") for name in parts(made)) == 10


def test_size_layouts_and_font_are_the_template_s(made):
    shown = pptx.Presentation(BytesIO(made))
    assert (shown.slide_width, shown.slide_height) == (Inches(10), Inches(7.5))
    assert [slide.slide_layout.name for slide in shown.slides][:2] == ["Title Slide", "Title Only"]
    assert b'typeface="Verdana"' in parts(made)["ppt/theme/theme1.xml"]
    assert b"Source Sans" not in b"".join(
        content
        for name, content in parts(made).items()
        if name.startswith(("ppt/slides/", "ppt/charts/chart"))
    )


def test_charts_take_accents_but_bad_stays_red(made):
    charts = [
        content.decode()
        for name, content in parts(made).items()
        if re.search(r"charts/chart\d", name)
    ]
    stacked = next(chart for chart in charts if 'grouping val="stacked"' in chart)
    series = re.findall(r"<c:ser>.*?</c:tx><c:spPr>(.*?)</c:spPr>", stacked, re.DOTALL)
    # Accents 1 to 3 of the template are red, orange and green, which would say "bad" or "good".
    assert 'schemeClr val="accent4"' in series[0]
    assert 'srgbClr val="8A93A3"' in series[1]
    assert 'srgbClr val="B63D26"' in series[2]


def test_groups_beyond_the_accents_keep_colours_of_their_own():
    known = dict.fromkeys(HOUSE, "#C00000") | {"accent2": "#4472C4"}
    palette = Palette(known, is_house=False)
    assert [palette.place(role) for role in ("accent", "warm", "calm", "negative")] == [
        "accent2",
        "",
        "",
        "",
    ]
    assert palette.rgb("warm") == LIGHT.warm


def test_empty_placeholders_do_not_ask_to_be_clicked(made):
    for slide in pptx.Presentation(BytesIO(made)).slides:
        for holder in slide.placeholders:
            assert holder.text_frame.text


def test_a_layout_without_title_gets_one_as_text():
    template = pptx.Presentation(BytesIO(corporate(slides=0)))
    for layout in template.slide_layouts:
        for holder in list(layout.placeholders):
            if holder._element.find(f".//{qn('p:ph')}").get("type") in ("title", "ctrTitle"):
                holder._element.getparent().remove(holder._element)
    whole = BytesIO()
    template.save(whole)
    slide = pptx.Presentation(
        BytesIO(deck(collection(made_up.PAGES[1:2]), whole.getvalue()))
    ).slides[1]
    titled = next(shape for shape in slide.shapes if shape.name == "Title")
    assert spaced(titled.text_frame.text) == made_up.PAGES[1].title


def test_notes_without_a_place_for_words_get_one():
    template = pptx.Presentation(BytesIO(corporate()))
    for holder in list(template.notes_master.placeholders):
        if holder._element.find(f".//{qn('p:ph')}").get("type") == "body":
            holder._element.getparent().remove(holder._element)
    whole = BytesIO()
    template.save(whole)
    data = deck(collection(made_up.PAGES[1:2]), whole.getvalue())
    told = pptx.Presentation(BytesIO(data)).slides[1].notes_slide.notes_text_frame.text
    assert told.startswith(made_up.PAGES[1].title) and faults(data) == []


def test_the_room_ends_above_a_logo():
    template = pptx.Presentation(BytesIO(corporate(slides=0)))
    template.slide_master.shapes._spTree.append(
        pptx.Presentation().slide_layouts[0].placeholders[0]._element
    )
    logo = template.slide_master.shapes[-1]
    logo._element.find(f".//{qn('p:nvPr')}").clear()
    logo.left, logo.top, logo.width, logo.height = Inches(8), Inches(6.4), Inches(1.5), Inches(0.5)
    whole = BytesIO()
    template.save(whole)
    shown = look(whole.getvalue())
    assert shown.source.bottom <= Inches(6.4) and shown.room.bottom <= shown.source.y


def test_a_template_without_a_place_for_content_gives_it_what_is_below_its_bar():
    """The dark bar ends at 1.1 inches; 0.05 below it stands the caption, as wide as the title."""
    template = pptx.Presentation(BytesIO(barred()))
    for owner in (template.slide_master, *template.slide_layouts):
        for holder in list(owner.placeholders):
            if holder._element.find(f".//{qn('p:ph')}").get("type", "obj") in ("obj", "body"):
                holder._element.getparent().remove(holder._element)
    whole = BytesIO()
    template.save(whole)
    room = look(whole.getvalue()).room
    assert [round(side / Inches(1), 2) for side in room[:3]] == [0.3, 1.15, 7.7]


def test_content_stands_beside_a_bar_at_the_side():
    """Content is from 0.5 to 9.5; the bar ends at 1.5, and a page that fills the slide is its background."""
    template = pptx.Presentation(BytesIO(corporate(slides=0)))
    page = template.slide_layouts[5]
    for number, (left, width) in enumerate(((0, 10), (0, 1.5))):
        drawn = template.slides.add_slide(page).shapes.add_shape(
            1, Inches(left), 0, Inches(width), Inches(7.5)
        )
        drawn._element.nvSpPr.cNvPr.set("id", str(80 + number))
        page.shapes._spTree.insert(2 + number, drawn._element)
    whole = BytesIO()
    template.save(whole)
    room = look(whole.getvalue()).room
    assert [round(side / Inches(1), 2) for side in room[:3]] == [1.55, 1.75, 7.95]


def test_a_potx_is_a_template_too():
    assert len(pptx.Presentation(BytesIO(deck(collection(), as_potx(corporate())))).slides) == 10


@pytest.mark.parametrize("data", [b"no file", b"PK\x05\x06" + 18 * b"\0", b"%PDF-1.7 or so"])
def test_what_is_no_template_is_said_in_a_sentence(data):
    with pytest.raises(UserError, match="no PowerPoint file: save it as .pptx or .potx"):
        deck(collection(), data)


def test_a_white_title_made_for_a_bar_is_seen_on_a_white_cover():
    """The bar is behind the titles of pages, not behind that of the cover."""
    cover = pptx.Presentation(BytesIO(deck(collection(), barred()))).slides[0]
    run = cover.shapes.title.text_frame.paragraphs[0].runs[0]
    assert run.font.color.theme_color == MSO_THEME_COLOR.TEXT_1
    usual = pptx.Presentation(BytesIO(deck(collection(), corporate()))).slides[0]
    assert usual.shapes.title.text_frame.paragraphs[0].runs[0].font.color.type is None
