"""A deck says what its exhibits say: titles, numbers behind charts, notes, what is left out, and where it all comes from."""

import zipfile
from dataclasses import replace
from datetime import date
from io import BytesIO

import openpyxl
import pptx
import pytest
from pptx.enum.chart import XL_CHART_TYPE
from pptx.enum.dml import MSO_FILL, MSO_THEME_COLOR
from pptx.opc.constants import RELATIONSHIP_TYPE as RT
from pptx.opc.package import Part
from pptx.opc.packuri import PackURI
from pptx.oxml.ns import qn

from journey.exhibit.chart import Axis, Bars, Curves, Dots, Series
from journey.exhibit.declared import make
from journey.exhibit.exhibit import Nothing
from journey.exhibit.grid import Column, Grid
from journey.exhibit.ref import Ref
from journey.exhibit.source import analyst
from journey.export.carried import read_passport
from journey.export.collection import Collection, Page
from journey.export.deck.deck import deck
from journey.export.deck.markup import bound
from journey.findings.asking import ask
from journey.model.filters import Filters
from tests.export import made_up
from tests.export.corporate import barred, corporate
from tests.export.made_up import LEFT_OUT, collection, exhibit
from tests.export.office import faults
from tests.export.shape_list import spaced


def opened(data: bytes):
    return pptx.Presentation(BytesIO(data))


def slides_of(content, **more):
    """The slides of a deck of one exhibit, without its cover."""
    return list(opened(deck(collection((exhibit("one", "A finding", content, **more),)))).slides)[
        1:
    ]


def chart_of(content):
    return next(shape.chart for shape in slides_of(content)[0].shapes if shape.has_chart)


def sheet_of(chart) -> list[list]:
    page = openpyxl.load_workbook(BytesIO(chart.part.chart_workbook.xlsx_part.blob)).active
    return [list(row) for row in page.iter_rows(values_only=True)]


def table_of(slide) -> list[list[str]]:
    table = next(shape.table for shape in slide.shapes if shape.has_table)
    return [[spaced(cell.text) for cell in row.cells] for row in table.rows]


def words_of(slide) -> dict[str, str]:
    return {shape.name: shape.text_frame.text for shape in slide.shapes if shape.has_text_frame}


def labels_of(plot) -> list[list[str]]:
    """The words of the labels of each series, in order."""
    return [
        [
            " | ".join(text.text for text in label.iter(qn("a:t")))
            for label in series._element.iter(qn("c:dLbl"))
        ]
        for series in plot.series
    ]


def test_a_cover_a_slide_a_page_and_what_is_left_out():
    slides = opened(deck(collection(left_out=LEFT_OUT))).slides
    assert [spaced(slide.shapes.title.text) for slide in slides] == [
        "Online shop: first quarter",
        *(page.title for page in made_up.PAGES),
        "1 exhibit is not in this deck",
    ]
    cover = words_of(slides[0])
    assert "Filters: from 2026-01-01 to 2026-03-31; segment: business." in cover["Subtitle 2"]
    assert "Dataset shop, version 3; made on 2026-03-31." in cover["Subtitle 2"]
    assert table_of(slides[-1])[1] == ["Timeline", "One customer's journeys are not in exports."]


def test_the_deck_is_called_by_its_name_above_the_title_of_the_data():
    made = opened(deck(replace(collection(made_up.PAGES[:1]), name="Board, *May*")))
    cover = words_of(made.slides[0])
    assert made.slides[0].shapes.title.text == "Board, *May*"
    assert cover["Subtitle 2"].startswith("Online shop: first quarter\n")
    assert made.core_properties.title == "Board, *May*"


def test_nothing_left_out_is_no_slide():
    assert len(opened(deck(collection(made_up.PAGES[:2]))).slides) == 3


def test_caption_source_and_number_stand_on_each_slide():
    slide = slides_of(made_up.BARS, n=172)[0]
    words = words_of(slide)
    assert words["Caption"] == "Share of the journeys that reached a stage · n = 172 journeys"
    assert words["Source"].startswith(
        "Filters: from 2026-01-01 to 2026-03-31; segment: business. Dataset shop"
    )
    field = slide._element.find(f".//{qn('a:fld')}")
    assert field.get("type") == "slidenum" and words["Slide number"] == "2"


def test_a_slide_is_read_from_the_finding_down_to_the_source():
    names = [shape.name for shape in slides_of(made_up.BARS)[0].shapes]
    assert names == ["Title 1", "Caption", "A finding", "Source", "Slide number"]


def test_a_long_definition_leaves_room_for_how_many():
    slide = slides_of(made_up.BARS, n=172, subtitle=made_up.LONG * 3)[0]
    assert words_of(slide)["Caption"].endswith("… · n = 172 journeys")


def test_bars_are_a_bar_chart_whose_hidden_bar_is_a_gap():
    chart = chart_of(made_up.BARS)
    assert chart.chart_type == XL_CHART_TYPE.BAR_CLUSTERED
    assert list(chart.plots[0].categories) == [
        "Basket",
        "Card payment",
        "Delivery dates (Consideration)",
        "Sign-up form",
        "Chat · hidden",
        "2 other touchpoints",
    ]
    assert chart.plots[0].series[0].values == (72.0, 48.0, 31.0, 12.0, None, 9.0)
    assert sheet_of(chart)[0] == ["Row", "left"]
    assert sheet_of(chart)[5] == ["Chat · hidden", None]
    assert labels_of(chart.plots[0]) == [
        ["72 · 42 %", "48 · 28 %", "31 · 18 %", "12 · 7 %", "9 · 5 %"]
    ]


def test_stacked_bars_name_what_fits_into_them():
    chart = chart_of(made_up.STACK)
    assert chart.chart_type == XL_CHART_TYPE.BAR_STACKED
    assert [series.name for series in chart.plots[0].series] == ["went on", "under way", "left"]
    assert chart.plots[0].series[2].values == (0.28, 0.4, 0.25, 0.08, None)
    assert chart.value_axis.maximum_scale == 1.0
    labels = labels_of(chart.plots[0])
    assert labels[0] == ["62 %", "55 %", "71 %", "90 %", "40 %"]
    assert "2 %" not in labels[1]  # of 2 % of the width nothing can be written on


def test_bars_beside_each_other_keep_intervals_and_ns_in_the_sheet():
    rows = sheet_of(chart_of(made_up.GROUPS))
    assert rows[0] == [
        "Row",
        "business",
        "business: low",
        "business: high",
        "business: n",
        "student",
    ]
    assert rows[3] == ["tablet", 0.2, 0.1, 0.3, 61, None]


def test_rows_with_colours_of_their_own_are_told_in_the_legend():
    """No colour is that of all rows, so the key of their series is hollow and its name says so where there is room."""
    hues = ("#3344AA", "#2266AA", "#117788", "#228855", "#774499")
    chart = chart_of(replace(made_up.STACK, row_colours=hues))
    assert [series.name for series in chart.plots[0].series] == [
        "went on (in its stage's colour)",
        "under way",
        "left",
    ]
    went_on, under_way = list(chart.plots[0].series)[:2]
    assert went_on.format.fill.type == MSO_FILL.BACKGROUND  # none
    assert under_way.format.fill.type == MSO_FILL.SOLID
    names = "went on", "reached the last stage", "not yet silent", "silent short of advocacy"
    named = tuple(Series(name, "accent", (1.0, 2.0)) for name in names)
    crowd = Bars(("one", "other"), named, Axis("n", "count"), row_colours=hues[:2])
    page = exhibit("one", "A finding", crowd)
    slide = opened(deck(collection((page,)), barred())).slides[1]
    chart = next(shape.chart for shape in slide.shapes if shape.has_chart)
    assert [series.name for series in chart.plots[0].series] == [
        "went on (stage's colour)",
        *names[1:],
    ]
    points = went_on._element.findall(qn("c:dPt"))
    shown = [point.find(f".//{qn('a:srgbClr')}").get("val") for point in points]
    assert shown == [hue[1:] for hue in hues]


def test_a_per_cent_sign_stays_at_its_number():
    content = Bars(
        ("awareness, 61 % of all",), (Series("left", "negative", (1.0,)),), Axis("n", "count")
    )
    page = exhibit("one", "37 % leave", content, subtitle="From 36 % to 38 %")
    slide = opened(deck(collection((page,)))).slides[1]
    words = words_of(slide)
    chart = next(shape.chart for shape in slide.shapes if shape.has_chart)
    assert words["Title 1"] == "37\u00a0% leave"
    assert words["Caption"].startswith("From 36\u00a0% to 38\u00a0%")
    assert list(chart.plots[0].categories) == ["awareness, 61\u00a0% of all"]
    grid = Grid((Column("Share"),), (("5 % or 6 %",),), (("5 % or 6 %",),))
    table = next(shape.table for shape in slides_of(grid)[0].shapes if shape.has_table)
    assert table.cell(1, 0).text == "5\u00a0% or 6\u00a0%"


def test_an_interval_stays_whole():
    assert bound("7 % leave (6 to 9)") == "7\u00a0% leave (6\u00a0to\u00a09)"
    assert bound("from A to B (as told)") == "from A to B (as told)"


def test_three_rows_fill_the_slide_and_their_names_are_larger_where_they_are_short():
    """100 points a row and the axis with its numbers below; at 16 points, where 13 is usual."""
    series = Series("CSAT", "accent", (0.64, 0.68, 0.69))
    for names, size in ((("one", "two", "three"), "1600"), (("long name " * 9,) * 3, "1300")):
        content = Dots(names, (series,), Axis("CSAT", "share", (0.0, 1.0)))
        shape = next(one for one in slides_of(content)[0].shapes if one.has_chart)
        area = shape.chart.part._element.find(f".//{qn('c:plotArea')}")
        share = float(area.find(f"{qn('c:layout')}//{qn('c:h')}").get("val"))
        assert share * shape.height / 914_400 == pytest.approx(3 * 100 / 72, abs=0.01)
        assert area.find(f".//{qn('c:dLbl')}//{qn('a:rPr')}").get("sz") == size


def test_a_short_part_of_a_bar_says_its_number_in_smaller_letters_before_it_says_none():
    """Bars from 40 to 73 of 1,000 with six figures each, as ever longer ones have room for ever larger letters."""
    sizes = [40.0 + 3 * number for number in range(12)]
    told = Series("kept", "accent", tuple(sizes), words=("123456",) * 12)
    other = Series("left", "negative", tuple(1000 - size for size in sizes))
    names = tuple("abcdefghijkl")
    content = Bars(names, (told, other), Axis("journeys", "count"), is_stacked=True)
    shape = next(one for one in slides_of(content)[0].shapes if one.has_chart)
    series = shape.chart.part._element.find(f".//{qn('c:ser')}")
    labels = {
        int(one.find(qn("c:idx")).get("val")): one.find(f".//{qn('a:rPr')}").get("sz")
        for one in series.iter(qn("c:dLbl"))
    }
    shown = [labels.get(index, "") for index in range(12)]
    assert shown == sorted(shown, key=["", "1100", "1300"].index)
    assert set(shown) == {"", "1100", "1300"}


def test_names_are_large_where_two_fifths_of_the_chart_hold_them():
    """In letters of 13 points they take 0.39 of the width, and 10 points of it are the gap after them."""
    names = tuple(f"Payment failed at the till number {number}" for number in range(10, 22))
    content = Bars(names, (Series("friction", "warm", (5.0,) * 12),), Axis("score", "number"))
    page = exhibit("one", "Friction", content)
    slide = opened(deck(collection((page,)), barred())).slides[1]
    chart = next(shape.chart for shape in slide.shapes if shape.has_chart)
    assert list(chart.plots[0].categories) == list(names)
    plot = chart.part._element.find(f".//{qn('c:plotArea')}/{qn('c:layout')}")
    assert float(plot.find(f".//{qn('c:x')}").get("val")) == pytest.approx(
        0.39 + 10 / 648, abs=0.002
    )
    letters = chart.category_axis._element.find(f".//{qn('a:defRPr')}")
    assert letters.get("sz") == "1300"


def test_names_are_smaller_before_they_are_cut():
    """In letters of 10 points they take 0.395 of the width, in those of 11 more than there is."""
    names = tuple(
        f"Payment failed again at the tills of the shop, {number}" for number in range(10, 30)
    )
    content = Bars(names, (Series("friction", "warm", (5.0,) * 20),), Axis("score", "number"))
    page = exhibit("one", "Friction", content)
    slide = opened(deck(collection((page,)), barred())).slides[1]
    chart = next(shape.chart for shape in slide.shapes if shape.has_chart)
    assert list(chart.plots[0].categories) == list(names)
    assert chart.category_axis._element.find(f".//{qn('a:defRPr')}").get("sz") == "1000"


def test_dots_have_their_intervals_as_lines_from_the_sheet():
    """One series with a gap after each interval: error bars of XY charts are not drawn by every program."""
    chart = chart_of(made_up.DOTS)
    assert chart.chart_type == XL_CHART_TYPE.XY_SCATTER
    spans = chart.plots[0].series[0]._element
    x, y = (
        {point.get("idx"): float(point[0].text) for point in spans.find(qn(tag)).iter(qn("c:pt"))}
        for tag in ("c:xVal", "c:yVal")
    )
    assert (x["0"], x["1"]) == (0.1, 0.3)
    assert (x["6"], x["7"]) == (-0.8, -0.44) and y["6"] == y["7"] == 2.5
    assert not {"2", "5", "8", "9", "10", "11"} & {*x}
    rows = sheet_of(chart)
    assert rows[3][:2] == ["Card payment", -0.62]
    assert rows[4][1] is None
    labels = labels_of(chart.plots[0])
    assert labels[2] == [
        "Advert | n 120",
        "Basket | n 90",
        "Card payment | n 44",
        "Chat | hidden",
        "Delivery | n 230",
    ]
    assert labels[3][2:4] == ["−0.6 (−0.8 to −0.4)", "hidden"]
    assert labels[4] == ["all touchpoints"]


@pytest.mark.parametrize(
    ("unit", "values", "ends", "code"),
    [
        ("share", (0.1, 0.9), (0.0, 1.0), "0 %"),
        ("share", (0.001, 0.019), (0.0, 0.02), "0.0 %"),
        ("valence", (-0.4, 0.7), (-0.4, 0.8), '+0.0;"−"0.0;0.0'),
        ("count", (0.0, 480.0), (0.0, 500.0), "#,##0"),
    ],
)
def test_axes_end_at_round_numbers_told_with_as_many_digits_as_they_need(unit, values, ends, code):
    chart = chart_of(Dots(("one", "other"), (Series("n", "accent", values),), Axis("x", unit)))
    axis = chart.part._element.find(f".//{qn('c:valAx')}")
    limits = [float(axis.find(f".//{qn(tag)}").get("val")) for tag in ("c:min", "c:max")]
    assert tuple(limits) == ends
    assert axis.find(qn("c:numFmt")).get("formatCode") == code


def test_the_line_of_comparison_is_named_below_the_legend():
    """The legend takes 26 points, the name of the line one and a half times its 11."""
    several = tuple(Series(name, "accent", (0.1, 0.2), (), (), ()) for name in ("a", "b"))
    content = Dots(("one", "two"), several, Axis("share", "share"), (), (0.15, "all"))
    [shape] = [one for one in slides_of(content)[0].shapes if one.has_chart]
    top = shape.chart._chartSpace.find(f".//{qn('c:plotArea')}//{qn('c:y')}").get("val")
    assert float(top) * shape.height / 12_700 == pytest.approx(26 + 16.5, abs=0.5)


def test_rows_of_dots_run_down_from_the_first():
    heights = sheet_of(chart_of(made_up.DOTS))
    at = heights[0].index("Names")
    assert [row[at] for row in heights[1:6]] == [4.5, 3.5, 2.5, 1.5, 0.5]


def test_steps_are_doubled_points_and_a_hidden_value_breaks_the_line():
    chart = chart_of(made_up.CURVES)
    business, low, high, student = list(chart.plots[0].series)[:4]
    assert business.values == (0.0, 0.0, 0.2, 0.2, 0.55, 0.55, 0.7)
    assert low.values[-1] == 0.62 and high.values[-1] == 0.78
    assert student.values == (0.0, 0.0, 0.1, 0.1, None, None, 0.4)
    days = [float(value.text) for value in business._element.find(qn("c:xVal")).iter(qn("c:v"))]
    assert days == [0.0, 1.0, 1.0, 3.0, 3.0, 7.0, 7.0]
    assert chart.value_axis.maximum_scale == 1.0


def test_cells_are_a_table_with_readable_ink():
    slide = slides_of(made_up.CELLS)[0]
    rows = table_of(slide)
    assert rows[0] == ["month", "0", "1", "2", "3"]
    assert rows[2] == ["February", "100 %", "58 %", "37 %", ""]
    table = next(shape.table for shape in slide.shapes if shape.has_table)
    full, pale = table.cell(1, 1), table.cell(1, 4)
    assert full.fill.fore_color.theme_color == MSO_THEME_COLOR.ACCENT_1
    assert str(pale.fill.fore_color.rgb) == "BAC4E0"  # 33 % of 2F4BA0 on white
    inks = [cell.text_frame.paragraphs[0].runs[0].font.color for cell in (full, pale)]
    assert inks[0].theme_color is not None and str(inks[1].rgb) == "000000"


def test_a_grid_is_a_table_and_says_what_it_does_not_show():
    slide = slides_of(made_up.GRID)[0]
    assert table_of(slide) == [
        ["Touchpoint", "Journeys", "Left (%)"],
        ["Basket", "1,204", "31"],
        ["Card payment", "644", "12"],
        ["Chat", "hidden", "–"],
    ]
    assert words_of(slide)["Caption"].endswith("and 188 more touchpoints")


def test_more_rows_than_a_slide_holds_go_on_and_end_in_a_count():
    rows = tuple((f"Touchpoint {number}", str(number)) for number in range(400))
    slides = slides_of(Grid((Column("Touchpoint"), Column("n", True)), rows, rows))
    shown = [row for slide in slides for row in table_of(slide)[1:]]
    assert [tuple(row) for row in shown] == list(rows[: len(shown)])
    assert all(len(table_of(slide)) <= 17 for slide in slides) and len(slides) == 4
    assert words_of(slides[0])["Caption"].endswith("1 of 4")
    assert f"and {400 - len(shown)} more rows" in words_of(slides[-1])["Caption"]


def test_bars_beyond_the_limit_are_counted():
    many = tuple(f"Touchpoint {number}" for number in range(400))
    content = Bars(
        many, (Series("left", "negative", tuple(range(400, 0, -1))),), Axis("journeys", "count")
    )
    slide = slides_of(content)[0]
    assert words_of(slide)["Caption"].endswith("and 376 more")


def exits_of(sample, **words) -> Collection:
    """The sample's exits of purchase by the analyst's rules."""
    made = make(Ref.of("drop_off.exits", Filters(), stage="purchase"), analyst(sample, Filters()))
    page = Page(made, words.get("title", made.title), words.get("notes", ""))
    return replace(collection(()), pages=(page,))


def test_notes_say_where_the_figures_come_from(sample):
    slide = opened(deck(exits_of(sample, title="My title", notes="My own words."))).slides[1]
    told = slide.notes_slide.notes_text_frame.text.split("\n")
    assert slide.shapes.title.text == "My title"
    assert told[:2] == ["My own words.", "My title"]
    assert "Filters: none." in told
    assert any(line.startswith("n = ") for line in told)
    assert any(line.startswith("Intervals are 95 %.") for line in told)
    assert "Link: /drop_off?dataset=shop&stage=purchase" in told
    assert "Links go behind the address at which the app is opened." in told
    assert f"Command: python -m journey show exits --dataset {sample.dataset}" in told


def test_numbers_of_a_slide_are_those_of_the_view(sample):
    rows = ask(sample, "exits", Filters()).rows
    chart = next(
        shape.chart for shape in opened(deck(exits_of(sample))).slides[1].shapes if shape.has_chart
    )
    wanted = [row["journeys"] for row in rows if row["drop_stage"] == "purchase"]
    values = chart.plots[0].series[0].values
    assert list(values[:5]) == wanted[:5] and sum(values) == sum(wanted)


def test_all_that_shows_something_has_a_text_for_those_who_cannot_see_it():
    for slide in list(opened(deck(collection())).slides)[1:]:
        shown = [
            shape
            for shape in slide.shapes
            if shape.has_chart or shape.has_table or shape.shape_type == 6  # a group
        ]
        assert len(shown) == 1
        described = shown[0]._element.find(f".//{qn('p:cNvPr')}").get("descr")
        assert described.startswith(spaced(slide.shapes.title.text)) and "in words" in described


def test_properties_and_passport(tmp_path):
    shown = collection(left_out=LEFT_OUT)
    made = deck(shown)
    about = opened(made).core_properties
    assert (about.title, about.subject) == (
        "Online shop: first quarter",
        "Dataset shop, version 3; made on 2026-03-31",
    )
    assert about.created.date() == date(2026, 3, 31)
    path = tmp_path / "deck.pptx"
    path.write_bytes(made)
    assert read_passport(path) == shown.passport


def test_a_deck_made_in_an_earlier_deck_has_its_own_passport_alone(tmp_path):
    earlier = deck(collection(title="First quarter"))
    later = collection(title="Second quarter")
    path = tmp_path / "deck.pptx"
    path.write_bytes(deck(later, earlier))
    assert read_passport(path) == later.passport
    assert faults(path.read_bytes()) == []


def test_data_that_a_template_keeps_stay(tmp_path):
    template = pptx.Presentation(BytesIO(corporate()))
    own = Part(PackURI("/customXml/item1.xml"), "application/xml", template.part.package, b"<own/>")
    template.part.relate_to(own, RT.CUSTOM_XML)
    whole, path = BytesIO(), tmp_path / "deck.pptx"
    template.save(whole)
    shown = collection()
    path.write_bytes(deck(shown, whole.getvalue()))
    with zipfile.ZipFile(path) as archive:
        assert archive.read("customXml/item1.xml") == b"<own/>"
    assert read_passport(path) == shown.passport and faults(path.read_bytes()) == []


def test_text_from_data_is_text():
    words = "=1+1<b>&\x07"
    content = Bars((words,), (Series(words, "accent", (1.0,), (words,)),), Axis("n", "count"))
    slide = slides_of(content)[0]
    chart = next(shape.chart for shape in slide.shapes if shape.has_chart)
    assert sheet_of(chart) == [["Row", "=1+1<b>&"], ["=1+1<b>&", 1]]
    assert labels_of(chart.plots[0]) == [["=1+1<b>&"]]


def test_few_rows_of_long_words_stay_large():
    rows = (("Left", made_up.LONG), ("Reached", made_up.LONG))
    slide = slides_of(Grid((Column("Name"), Column("Definition")), rows, rows))[0]
    table = next(shape.table for shape in slide.shapes if shape.has_table)
    assert table.cell(1, 1).text_frame.paragraphs[0].runs[0].font.size.pt == 15
    assert table.cell(1, 1).text == " ".join(made_up.LONG.split())


def test_rows_are_spread_evenly_over_slides():
    rows = tuple((f"Touchpoint {number}", str(number)) for number in range(35))
    slides = slides_of(Grid((Column("Touchpoint"), Column("n", True)), rows, rows))
    assert [len(table_of(slide)) - 1 for slide in slides] == [12, 12, 11]


def test_progress_is_told_and_can_stop():
    seen = []

    def progress(done, total, words):
        seen.append((done, total))
        if done == 2:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        deck(collection(), progress=progress)
    assert seen == [(0, 9), (1, 9), (2, 9)]


@pytest.mark.parametrize(
    "content",
    [
        Bars((), (Series("left", "negative", ()),), Axis("n", "count")),
        Bars(("one",), (Series("left", "negative", (None,)),), Axis("n", "count")),
        Bars(
            ("one", "other"), (Series("change", "accent", (-5.0, 3.0)),), Axis("points", "points")
        ),
        Dots(
            ("one",),
            (Series("", "accent", (None,), lows=(None,), highs=(None,)),),
            Axis("n", "share"),
        ),
        Curves((), Axis("x", "number"), Axis("y", "share")),
    ],
)
def test_what_is_hardly_there_is_drawn(content):
    assert faults(deck(collection((exhibit("one", "", content, None, subtitle=""),)))) == []


def test_several_reasons_go_on_a_second_slide():
    left = tuple(
        Nothing(Ref(f"e{number}"), f"Exhibit {number}", "Not told.") for number in range(20)
    )
    slides = list(opened(deck(collection((), left))).slides)
    assert [slide.shapes.title.text for slide in slides[1:]] == [
        "20 exhibits are not in this deck"
    ] * 2
    assert sum(len(table_of(slide)) - 1 for slide in slides[1:]) == 20
