"""One slide: placeholders of its layout filled or taken out, shapes added with numbers of their own, notes below."""

from itertools import count
from typing import Any

from pptx.opc.constants import CONTENT_TYPE as CT
from pptx.opc.packuri import PackURI
from pptx.oxml.ns import qn
from pptx.parts.chart import ChartPart

from journey.export.deck.charts.parts import Chart
from journey.export.deck.layouts import FURNITURE, TITLES, Look, kind, points
from journey.export.deck.markup import (
    INCH,
    POINT,
    Run,
    bound,
    declared,
    element,
    escaped,
    frame,
    paragraph,
    plain,
    text_box,
)
from journey.map.box import Box

TITLE_FOOT = 0.08 * INCH
TITLE_LINES, TITLE_SIZES, SMALLER = 2, (28.0, 26.0, 24.0, 22.0, 20.0), (18.0, 16.0)
ALT_LIMIT = 1000
NOTES = (
    '<p:sp><p:nvSpPr><p:cNvPr id="{number}" name="Notes"/><p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr><p:nvPr>'
    '<p:ph type="body" idx="1"/></p:nvPr></p:nvSpPr><p:spPr/><p:txBody><a:bodyPr/><a:lstStyle/><a:p/></p:txBody></p:sp>'
)


class Slide:
    """A slide of the presentation; places in EMU."""

    def __init__(self, look: Look, layout: Any):
        self.look = look
        self.slide = look.presentation.slides.add_slide(layout)
        self.layout = layout
        taken = [int(node.get("id")) for node in self.slide._element.iter(qn("p:cNvPr"))]
        self.numbers = count(max(taken, default=1) + 1)

    def next_id(self) -> int:
        return next(self.numbers)

    def add(self, text: str) -> None:
        """A shape, as DrawingML."""
        self.slide.shapes._spTree.append(element(declared(text)))

    def holder(self, *kinds: str) -> Any:
        """The first placeholder of one of the kinds."""
        return next((one for one in self.slide.placeholders if kind(one) in kinds), None)

    def title(self, words: str) -> float:
        """The title, as large as two lines allow; what of its box it leaves below it, in EMU."""
        look = self.look
        holder = self.holder(*TITLES)
        size, shown = self._fitted(
            bound(" ".join(plain(words).split())), points(look.title.width) - look.title_inset
        )
        if holder is None:
            run = Run(shown, size, look.palette.fill("ink"), True)
            self.box("Title", look.title, [run])
        else:
            holder.text_frame.text = shown
            if size != look.title_size:
                for run in holder.text_frame.paragraphs[0].runs:
                    run.font.size = round(size * POINT)
        if not look.gives_spare:
            return 0.0
        room = points(look.title.width) - look.title_inset
        taken = look.letters.height(shown, size, room, bold=True) * POINT
        spare = max(0.0, look.title.height - taken - TITLE_FOOT)
        if holder is not None and spare:
            place = look.title
            holder.left, holder.top, holder.width = (round(x) for x in place[:3])
            holder.height = round(place.height - spare)
        return spare

    def _fitted(self, words: str, room: float) -> tuple[float, str]:
        """On two lines at the largest of the usual sizes, else smaller on as many as the box holds, else cut."""
        look = self.look
        tall = points(look.title.height)
        usual = [size for size in TITLE_SIZES if size <= look.title_size] or [look.title_size]
        for size in (*usual, *SMALLER):
            most = int(tall / (1.15 * size))
            lines = len(look.letters.lines(words, size, room, bold=True))
            if lines <= (min(most, TITLE_LINES) if size in usual else most):
                return size, words
        size = SMALLER[-1]
        lines = max(1, int(tall / (1.15 * size)))
        return size, " ".join(look.letters.lines(words, size, room, lines, bold=True))

    def box(
        self, name: str, box: Box, runs: list[Run], align: str = "l", anchor: str = "t"
    ) -> None:
        self.add(text_box(self.next_id(), name, box, paragraph(runs, align), anchor))

    def clear(self) -> None:
        """Placeholders that nothing filled are taken out: they would ask to be clicked."""
        for holder in list(self.slide.placeholders):
            if not holder.has_text_frame or not holder.text_frame.text:
                holder._element.getparent().remove(holder._element)

    def number(self) -> None:
        """The slide's number as a field, where the layout has a place for it."""
        for holder in self.layout.placeholders:
            if kind(holder) == FURNITURE[-1]:
                place = holder._element.find(f".//{qn('p:ph')}")
                index, size = place.get("idx", "12"), place.get("sz", "quarter")
                self.add(
                    f'<p:sp><p:nvSpPr><p:cNvPr id="{self.next_id()}" name="Slide number"/><p:cNvSpPr><a:spLocks noGrp="1"/>'
                    f'</p:cNvSpPr><p:nvPr><p:ph type="sldNum" sz="{size}" idx="{index}"/></p:nvPr></p:nvSpPr><p:spPr/>'
                    '<p:txBody><a:bodyPr/><a:lstStyle/><a:p><a:fld id="{C1FF6DA9-008F-8B48-92A6-B652298478BF}" '
                    f'type="slidenum"><a:rPr lang="en-GB"/><a:t>{len(self.look.presentation.slides)}</a:t></a:fld></a:p>'
                    "</p:txBody></p:sp>"
                )

    def chart(self, chart: Chart, name: str, alt: str, box: Box) -> None:
        """A chart with its sheet; its height is its own."""
        package = self.slide.part.package
        made = sum(
            rel.reltype.endswith("/chart")
            for one in self.look.presentation.slides
            for rel in one.part.rels.values()
        )
        part = ChartPart.load(
            PackURI(ChartPart.partname_template % (self.look.charts_taken + made + 1)),
            CT.DML_CHART,
            package,
            chart.xml.encode("utf-8"),
        )
        part.chart_workbook.update_from_xlsx_blob(chart.sheet.workbook())
        rel_id = self.slide.part.relate_to(
            part, "http://schemas.openxmlformats.org/officeDocument/2006/relationships/chart"
        )
        placed = frame(Box(box.x, box.y, box.width, min(box.height, chart.height * POINT)))
        self.add(
            f'<p:graphicFrame><p:nvGraphicFramePr><p:cNvPr id="{self.next_id()}" name="{escaped(name)}" '
            f'descr="{escaped(cut_alt(alt))}"/><p:cNvGraphicFramePr><a:graphicFrameLocks noGrp="1"/></p:cNvGraphicFramePr>'
            f"<p:nvPr/></p:nvGraphicFramePr><p:xfrm>{placed}</p:xfrm><a:graphic>"
            '<a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/chart">'
            f'<c:chart r:id="{rel_id}"/></a:graphicData></a:graphic></p:graphicFrame>'
        )

    def notes(self, words: str) -> None:
        page = self.slide.notes_slide
        if page.notes_placeholder is None:  # the template's notes have no place for words
            page.shapes._spTree.append(element(declared(NOTES.format(number=len(page.shapes) + 2))))
        page.notes_placeholder.text_frame.text = words


def cut_alt(words: str) -> str:
    return words if len(words) <= ALT_LIMIT else words[: ALT_LIMIT - 1] + "\u2026"
