"""Templates as organisations have them: made here, with all that a deck must not take over."""

import zipfile
from io import BytesIO

import pptx
from pptx.chart.data import CategoryChartData
from pptx.dml.color import RGBColor
from pptx.enum.chart import XL_CHART_TYPE
from pptx.opc.constants import RELATIONSHIP_TYPE as RT
from pptx.oxml import parse_xml
from pptx.oxml.ns import qn
from pptx.util import Emu, Inches

SECTIONS = (
    '<p:extLst xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main">'
    '<p:ext uri="{521415D9-36F7-43E2-AB2F-B90AF26B5E84}"><p14:sectionLst '
    'xmlns:p14="http://schemas.microsoft.com/office/powerpoint/2010/main"><p14:section name="Old" '
    'id="{11111111-2222-3333-4444-555555555555}"><p14:sldIdLst><p14:sldId id="256"/></p14:sldIdLst>'
    "</p14:section></p14:sectionLst></p:ext></p:extLst>"
)
ACCENTS = ("C00000", "ED7D31", "70AD47", "4472C4", "7030A0", "00B0F0")


def corporate(
    width: float = 10.0, height: float = 7.5, font: str = "Verdana", slides: int = 2
) -> bytes:
    """A template with sample slides that hold a chart, notes, links and a section, and masters that link outside."""
    made = pptx.Presentation()
    across, down = Inches(width) / made.slide_width, Inches(height) / made.slide_height
    made.slide_width, made.slide_height = Inches(width), Inches(height)
    for owner in (made.slide_master, *made.slide_layouts):
        for holder in owner.placeholders:
            if holder._element.spPr.find(qn("a:xfrm")) is not None:
                holder.left, holder.width = (
                    Emu(round(holder.left * across)),
                    Emu(round(holder.width * across)),
                )
                holder.top, holder.height = (
                    Emu(round(holder.top * down)),
                    Emu(round(holder.height * down)),
                )
    theme = next(
        rel.target_part for rel in made.slide_master.part.rels.values() if "theme" in rel.reltype
    )
    root = parse_xml(theme.blob)
    for number, accent in enumerate(ACCENTS, 1):
        root.find(f".//{qn(f'a:accent{number}')}")[0].set("val", accent)
    for latin in root.iter(qn("a:latin")):
        latin.set("typeface", font)
    from lxml import etree

    theme._blob = etree.tostring(root)
    page = made.slide_layouts[5]
    for number in range(slides):
        slide = made.slides.add_slide(page)
        slide.shapes.title.text = f"Sample slide {number}"
        data = CategoryChartData()
        data.categories = ["secret"]
        data.add_series("old", [1.0])
        slide.shapes.add_chart(XL_CHART_TYPE.BAR_CLUSTERED, 0, 0, Inches(3), Inches(3), data)
        slide.notes_slide.notes_text_frame.text = "Old notes"
    if slides:
        made.part._element.append(parse_xml(SECTIONS))
        jump = page.part.relate_to(made.slides[0].part, RT.SLIDE)
        _link(page, jump, "ppaction://hlinksldjump")
    outside = made.slide_master.part.relate_to(
        "https://tracking.example/logo", RT.HYPERLINK, is_external=True
    )
    _link(made.slide_master, outside)
    whole = BytesIO()
    made.save(whole)
    return whole.getvalue()


BAR, LOGO, NARROW_TITLE = (0.0, 0.0, 10.0, 1.1), (8.2, 0.25, 1.6, 0.48), (0.3, 0.1, 7.7, 0.9)


def barred() -> bytes:
    """4:3 in Georgia: white titles on a dark bar, narrowed for the logo at its right; content is wider and begins lower."""
    made = pptx.Presentation(BytesIO(corporate(font="Georgia", slides=0)))
    master = made.slide_master
    page = made.slides.add_slide(made.slide_layouts[6])
    drawn = page.shapes.add_shape(1, *map(Inches, BAR))
    drawn.fill.solid()
    drawn.fill.fore_color.rgb = RGBColor(0x1F, 0x2A, 0x3A)
    logo = page.shapes.add_shape(1, *map(Inches, LOGO))
    for number, shape in enumerate((drawn, logo)):
        shape._element.nvSpPr.cNvPr.set("id", str(80 + number))
        master.shapes._spTree.insert(2 + number, shape._element)
    made.part.drop_rel(made.slides._sldIdLst[0].rId)
    made.slides._sldIdLst.remove(made.slides._sldIdLst[0])
    title = next(one for one in master.placeholders if one.placeholder_format.type == 1)
    title.left, title.top, title.width, title.height = map(Inches, NARROW_TITLE)
    style = master._element.find(f".//{qn('p:titleStyle')}/{qn('a:lvl1pPr')}")
    style.set("algn", "l")
    look = style.find(qn("a:defRPr"))
    look.set("sz", "2600")
    look.find(f"{qn('a:solidFill')}/*").set("val", "bg1")
    whole = BytesIO()
    made.save(whole)
    return whole.getvalue()


def _link(owner, rel_id: str, action: str = "") -> None:
    properties = owner.placeholders[0]._element.nvSpPr.cNvPr
    told = f' action="{action}"' if action else ""
    properties.append(
        parse_xml(
            '<a:hlinkClick xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
            f'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" r:id="{rel_id}"{told}/>'
        )
    )


def as_potx(template: bytes) -> bytes:
    """The same as a .potx."""
    whole = BytesIO()
    with zipfile.ZipFile(BytesIO(template)) as old, zipfile.ZipFile(whole, "w") as new:
        for member in old.infolist():
            data = old.read(member)
            if member.filename == "[Content_Types].xml":
                data = data.replace(b"presentation.main+xml", b"template.main+xml")
            new.writestr(member.filename, data)
    return whole.getvalue()
