"""Nothing overflows: whatever the names, the number of rows and the template, all stands on the slide and nothing on another."""

import itertools
import json
from io import BytesIO

import pptx
import pytest
from pptx.oxml.ns import qn

from journey.exhibit.chart import Axis, Bars, Cell, Cells, Curve, Curves, Dots, Series
from journey.exhibit.exhibit import Drawing
from journey.exhibit.grid import Column, Grid
from journey.export.deck.deck import deck
from journey.export.deck.lettered import Lettered
from journey.map.box import Box, overlaps
from journey.map.scene import Scene, text
from tests.export import made_up
from tests.export.corporate import BAR, LOGO, barred, corporate
from tests.export.made_up import LEFT_OUT, LONG, collection, exhibit
from tests.export.office import faults
from tests.export.shape_list import GOLDEN, INCH, SLIDES, box, lists

POINT = 12_700
MANY = tuple(f"Touchpoint {number} {LONG}" for number in range(400))
NINE = tuple(f"Stage {number}: {LONG}" for number in range(9))
WORD = "Donaudampfschifffahrtsgesellschaftskapitänsmützenbandfarbe" * 3


def crowded() -> tuple:
    """Every kind of content with as much in it as can be."""
    numbers = tuple(float(number) for number in range(400))
    shares = tuple(number / 400 for number in range(400))
    unlike = [
        Series(f"Group {number} {LONG}", role, shares, lows=shares, highs=shares)
        for number, role in enumerate(("accent", "warm", "positive"))
    ]
    contents = (
        Bars(MANY, (Series(LONG, "negative", numbers),), Axis(LONG, "count"), MANY),
        Bars(
            NINE,
            tuple(Series(LONG, "accent", shares[:9], NINE) for _ in range(3)),
            Axis(LONG, "share"),
            NINE,
        ),
        Bars(MANY, tuple(unlike), Axis(LONG, "share"), is_stacked=False),
        Dots(MANY, tuple(unlike[:1]), Axis(LONG, "share"), MANY, (0.5, LONG)),
        Dots(
            NINE,
            tuple(Series(one.name, one.colour, one.values[:9]) for one in unlike),
            Axis(LONG, "share"),
        ),
        Curves(
            tuple(
                Curve(LONG, "accent", *(points[:60] for points in (numbers, *[shares] * 3)), True)
                for _ in range(9)
            ),
            Axis(LONG, "seconds"),
            Axis(LONG, "share"),
            ((200.0, LONG),),
        ),
        Cells(
            MANY,
            NINE * 3,
            tuple((Cell(LONG, 0.5),) * 27 for _ in MANY),
            Axis(LONG, "share"),
            (),
            LONG,
        ),
        Grid(
            tuple(Column(LONG, number > 0) for number in range(20)),
            (MANY[:20],) * 400,
            (MANY[:20],) * 400,
            LONG,
        ),
        Grid(
            (Column("Name"), Column("Definition")),
            ((WORD, LONG * 8),) * 30,
            ((WORD, LONG * 8),) * 30,
        ),
        Drawing(
            lambda width: Scene(
                width, 2000.0, (text(0, 20, "top", 13), text(width - 40, 1990, "end", 13))
            )
        ),
    )
    return tuple(
        exhibit("any", f"{number} {LONG * 2}", content, 123_456, subtitle=LONG * 4)
        for number, content in enumerate(contents)
    ) + (exhibit("word", WORD, made_up.GRID, subtitle=WORD),)


TEMPLATES = {
    "the house's": None,
    "4:3": corporate(),
    "16:9": corporate(13.333, 7.5, "Arial"),
    "tall": corporate(7.5, 10.0, "Calibri"),
    "dark bar": barred(),
}


@pytest.fixture(scope="module", params=TEMPLATES)
def shown(request):
    pages = (*made_up.PAGES, *crowded())
    made = deck(collection(pages, LEFT_OUT, LONG), TEMPLATES[request.param])
    assert faults(made) == []
    return pptx.Presentation(BytesIO(made))


def inset(shape, side: str) -> float:
    """The margin of a text frame, that of a placeholder inherited."""
    while shape is not None:
        body = shape._element.find(f".//{qn('a:bodyPr')}")
        if body is not None and body.get(side):
            return float(body.get(side))
        shape = getattr(shape, "_base_placeholder", None) if shape.is_placeholder else None
    return 91_440.0 if side in ("lIns", "rIns") else 45_720.0


def letter_size(shape, usual: float) -> float:
    run = shape._element.find(f".//{qn('a:rPr')}")
    return int(run.get("sz", usual * 100)) / 100 if run is not None else usual


def test_all_stands_on_the_slide(shown):
    width, height = shown.slide_width, shown.slide_height
    for number, slide in enumerate(shown.slides):
        for shape in slide.shapes:
            place = box(shape)
            assert place.x >= -1 and place.y >= -1, (number, shape.name)
            assert place.right <= width + 1 and place.bottom <= height + 1, (number, shape.name)


def test_nothing_stands_on_another(shown):
    for number, slide in enumerate(shown.slides):
        for one, other in itertools.combinations(slide.shapes, 2):
            assert not overlaps(box(one), box(other), 0.02 * INCH), (number, one.name, other.name)


def test_only_titles_stand_on_the_template_s_bar():
    """The bar ends at 1.1 inches, the template's content begins at 1.75 and is 9 wide; the title is 7.7 wide."""
    made = deck(collection((*made_up.PAGES, *crowded()), LEFT_OUT, LONG), barred())
    slides = list(pptx.Presentation(BytesIO(made)).slides)[1:]
    filled = [Box(*(inches * INCH for inches in place)) for place in (BAR, LOGO)]
    for number, slide in enumerate(slides):
        below = [shape for shape in slide.shapes if shape != slide.shapes.title]
        assert not any(overlaps(box(shape), one) for shape in below for one in filled), number
    caption = next(shape for shape in slides[1].shapes if shape.name == "Caption")
    assert [round(side / INCH, 2) for side in box(caption)[:3]] == [0.5, 1.75, 9.0]
    assert max(box(shape).right for shape in slides[1].shapes) == pytest.approx(9.5 * INCH, abs=9)


def test_an_exhibit_begins_below_the_last_line_of_its_caption():
    """A point of 13 is 15.86 high with its leading, and 8 points are left below."""
    tops = []
    for subtitle in ("Short", LONG):
        page = exhibit("one", "A finding", made_up.BARS, subtitle=subtitle)
        slide = pptx.Presentation(BytesIO(deck(collection((page,)), barred()))).slides[1]
        caption, chart = (
            next(box(shape) for shape in slide.shapes if shape.name == name)
            for name in ("Caption", "A finding")
        )
        assert chart.y - caption.bottom == pytest.approx(8 * POINT, abs=2)
        tops.append(chart.y)
    assert tops[1] - tops[0] == pytest.approx(15.86 * POINT, abs=2)


def test_words_fit_their_boxes(shown):
    """Measured as lettering does; titles are semibold in the house's template, and counted so everywhere."""
    letters = Lettered("Arial")
    style = shown.slide_master._element.find(f".//{qn('p:titleStyle')}//{qn('a:defRPr')}")
    usual = int(style.get("sz")) / 100
    for number, slide in enumerate(shown.slides):
        for shape in slide.shapes:
            if not shape.has_text_frame or shape.name == "Slide number":
                continue
            is_title = shape.is_placeholder and shape.placeholder_format.type in (1, 3)
            size = letter_size(shape, 40.0 if number == 0 else usual)
            room = (shape.width - inset(shape, "lIns") - inset(shape, "rIns")) / POINT
            taken = sum(
                len(letters.lines(part.text, size, room, bold=is_title)) * size * 1.17
                for part in shape.text_frame.paragraphs
            )
            assert taken <= shape.height / POINT + 0.5, (number, shape.name, taken, size)


def test_rows_of_tables_are_as_high_as_their_words(shown):
    letters = Lettered("Arial")
    for number, slide in enumerate(shown.slides):
        for shape in slide.shapes:
            if not shape.has_table:
                continue
            table = shape.table
            assert sum(row.height for row in table.rows) == pytest.approx(shape.height, abs=100)
            for row in table.rows:
                for column, cell in zip(table.columns, row.cells):
                    size = cell.text_frame.paragraphs[0].runs[0].font.size.pt if cell.text else 9.0
                    room = (column.width - cell.margin_left - cell.margin_right) / POINT
                    lines = letters.lines(cell.text, size, room)
                    assert len(lines) * size * 1.17 <= row.height / POINT, (number, cell.text[:40])


def test_numbers_of_tables_are_whole_in_a_wider_font():
    """Five columns and nine rows in Georgia: figures have a fifth more room than they take, and all rows end above the source."""
    figures = ("Customers", "73,166", "7,219", "+22 to +30", LONG)
    columns = tuple(
        Column(name, is_number)
        for name, is_number in (
            ("Figure", False),
            ("Value", True),
            ("n", True),
            ("95 % interval", False),
            ("Definition", False),
        )
    )
    page = exhibit("one", "Figures", Grid(columns, (figures,) * 9, (figures,) * 9))
    made = pptx.Presentation(BytesIO(deck(collection((page,)), barred())))
    letters, seen = Lettered("Georgia"), 0
    for slide in list(made.slides)[1:]:
        table = next(shape for shape in slide.shapes if shape.has_table)
        source = next(shape for shape in slide.shapes if shape.name == "Source")
        assert box(table).bottom <= source.top
        seen += len(table.table.rows) - 1
        for column, number in ((1, "73,166"), (2, "7,219")):
            cell = table.table.cell(1, column)
            size = cell.text_frame.paragraphs[0].runs[0].font.size.pt
            room = table.table.columns[column].width / POINT - 12  # both margins
            assert room >= 1.2 * letters.width(number, size) - 0.1
    assert seen == 9


def test_fonts_that_others_stand_in_for_are_measured_wider():
    """DejaVu Serif, which stands in for Georgia, is 1.16 times as wide as Helvetica."""
    widths = [Lettered(font).width("7,219 journeys", 10) for font in ("Arial", "Georgia")]
    assert widths[1] / widths[0] == pytest.approx(1.2)


def test_titles_shrink_before_they_are_cut():
    sizes = []
    for times in (1, 5, 6, 7, 8, 40):
        title = "A finding of some words " * times
        slides = pptx.Presentation(
            BytesIO(deck(collection((exhibit("one", title, made_up.GRID),))))
        ).slides
        shown = slides[1].shapes.title
        sizes.append(letter_size(shown, 28.0))
        assert shown.text_frame.text.endswith("…") == (times == 40)
    assert sizes == sorted(sizes, reverse=True)
    assert sizes[0] == 28.0 and {24.0, 20.0, 16.0} <= set(sizes)


@pytest.mark.parametrize("name", SLIDES)
def test_a_slide_is_as_it_was(name):
    """`python -m tests.export.shape_list` writes the lists anew."""
    kept = json.loads((GOLDEN / f"{name}.json").read_text(encoding="utf-8"))
    assert lists()[name] == kept
