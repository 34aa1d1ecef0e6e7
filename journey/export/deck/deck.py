"""The deck: a cover, a slide a page or as many as its table needs, and what is left out."""

from datetime import datetime, time
from io import BytesIO
from typing import Any

from pptx.enum.dml import MSO_THEME_COLOR
from pptx.opc.constants import RELATIONSHIP_TYPE as RT
from pptx.oxml.ns import qn

from journey.exhibit.chart import Bars, Cells, Curves, Dots
from journey.exhibit.exhibit import Drawing, Part
from journey.exhibit.grid import Column, Grid
from journey.export.collection import Collection, Page, Progress
from journey.export.deck import tables
from journey.export.deck.charts import rows
from journey.export.deck.charts.bars import bars
from journey.export.deck.charts.curves import curves
from journey.export.deck.charts.dots import dots
from journey.export.deck.charts.parts import Chart, Place
from journey.export.deck.layouts import TITLES, Look, look, points
from journey.export.deck.markup import POINT, Run, declared, element, plain
from journey.export.deck.notes import basis, notes
from journey.export.deck.passport_part import carry
from journey.export.deck.shapes import Converter
from journey.export.deck.slide import Slide
from journey.export.passport import packed
from journey.map.box import Box
from journey.map.scene import Scene
from journey.model.words import plural

CAPTION, SOURCE = 13.0, 10.0
CAPTION_LINES, LEAD = 2, 1.22
GAP, LONGEST_REST = 8.0, "99 of 99; and 999,999 more rows; and 99 more columns"
LONGEST_PART = "99 of 99: stages 99 to 99 of 99, how many go on"
HIDDEN = "Counts of 1 to 4 customers are hidden."
COVER_SIZES, COVER_LINES = (40.0, 36.0, 32.0, 28.0, 24.0), 3
FILLING, ALIKE = 0.72, 0.98  # of the room's width; of the largest letters
WIDTHS = (760.0, 900.0, 1040.0, 1180.0, 1420.0, 1700.0, 2000.0, 2400.0)


def deck(
    collection: Collection,
    template: bytes | None = None,
    progress: Progress = lambda done, total, words: None,
) -> bytes:
    """The .pptx, in the template's look or the house's. `progress` may raise to stop."""
    shown = look(template)
    _cover(collection, shown)
    total = len(collection.pages)
    for number, page in enumerate(collection.pages):
        progress(number, total, page.title)
        _page(page, collection, shown)
    if collection.left_out:
        _left_out(collection, shown)
    _notes_master(shown.presentation)
    _properties(collection, shown.presentation)
    carry(shown.presentation, packed(collection.passport))
    whole = BytesIO()
    shown.presentation.save(whole)
    progress(total, total, "")
    return whole.getvalue()


def _name(collection: Collection) -> str:
    """What the deck is called: by its own name, else by the title of the data."""
    return collection.name or collection.title


def _filters(collection: Collection) -> str:
    """The filters that all pages have in common."""
    told = dict.fromkeys(page.exhibit.ref.filters.words() for page in collection.pages)
    if len(told) > 1:
        return "Filters differ from slide to slide and are said on each."
    return next(iter(told), "")


def _version(collection: Collection) -> str:
    return collection.passport.source.removesuffix(".")


def _cover(collection: Collection, shown: Look) -> None:
    slide = Slide(shown, shown.cover)
    name = _name(collection)
    lines = [collection.title if collection.title != name else ""]
    lines += [_filters(collection), f"{_version(collection)}.", f"Intervals are 95 %. {HIDDEN}"]
    words = [plain(line) for line in lines if line]
    title, body = slide.holder(*TITLES), slide.holder("subTitle", "body")
    if title is not None and title.width:
        room = points(title.width) - 15
        size, told = shown.letters.fitted(plain(name), COVER_SIZES, room, COVER_LINES, bold=True)
        title.text_frame.text = told
        font = title.text_frame.paragraphs[0].runs[0].font
        if size < COVER_SIZES[0]:
            font.size = round(size * POINT)
        if shown.is_cover_title_lost:
            font.color.theme_color = MSO_THEME_COLOR.TEXT_1
    else:
        slide.title(name)
    if body is not None and body.width:
        room, height = points(body.width) - 15, points(body.height) - 10
        size = next(
            (
                size
                for size in (16.0, 14.0, 12.0, 11.0, 10.0)
                if sum(shown.letters.height(line, size, room) + 6 for line in words) <= height
            ),
            10.0,
        )
        most = max(1, int(height / (size * LEAD)) - len(words) + 1)
        body.text_frame.text = "\n".join(
            " ".join(shown.letters.lines(line, size, room, most)) for line in words
        )
        for one in body.text_frame.paragraphs:
            for run in one.runs:
                run.font.size = round(size * POINT)
    else:
        box = Box(shown.room.x, shown.room.y, shown.room.width, shown.room.height / 3)
        slide.box("About", box, [Run("\n".join(words), 12.0, shown.palette.fill("ink"))])
    slide.clear()
    slide.notes("\n".join([plain(name), *words]))


def _page(page: Page, collection: Collection, shown: Look) -> None:
    """The slides of one page."""
    content = page.exhibit.content
    if isinstance(content, Grid | Cells):
        _tables(page, collection, shown)
        return
    if isinstance(content, Drawing):
        _drawings(page, content, collection, shown)
        return
    more = rows.rest(content) if isinstance(content, Bars | Dots) else ""
    slide, room = _begun(page, shown, more)
    slide.chart(_chart(content, room, shown), page.exhibit.title, _alt(page), room)
    _ended(slide, page, collection, shown)


def _drawings(page: Page, content: Drawing, collection: Collection, shown: Look) -> None:
    """A slide a part of the drawing; the least room of them decides into how many parts it goes."""
    slide, whole = _titled(page, shown)
    _, caption = _caption(page, shown, LONGEST_PART if content.parts else "")
    parts = _parts(content, _below(whole, caption), shown)
    for number, part in enumerate(parts, 1):
        if number > 1:
            slide, whole = _titled(page, shown)
        of = f"{number} of {len(parts)}" if len(parts) > 1 else ""
        more = ": ".join(filter(None, (of, part.words)))
        room = _captioned(slide, page, shown, whole, more)
        converter = Converter(slide.next_id, shown.letters.shrink)
        slide.add(converter.group(part.scene, room, page.exhibit.title, _alt(page)))
        _ended(slide, page, collection, shown)


def _chart(content: Any, room: Box, shown: Look) -> Chart:
    place = Place(points(room.width), points(room.height), shown.palette, shown.letters)
    if isinstance(content, Bars):
        return bars(content, place)
    if isinstance(content, Dots):
        return dots(content, place)
    if isinstance(content, Curves):
        return curves(content, place)
    raise TypeError(type(content).__name__)


def _parts(content: Drawing, room: Box, shown: Look) -> tuple[Part, ...]:
    """In a font whose letters have to be smaller the room counts for less."""
    if content.parts is None:
        return (Part(_fitting(content, room)),)
    shrink = shown.letters.shrink
    return content.parts(shrink * points(room.width), shrink * points(room.height))


def _fitting(content: Drawing, room: Box) -> Scene:
    """Of the widths at which the drawing fills the slide, that with the largest letters; of those as good, the widest."""
    scenes = [content.scene(content.narrowest)]
    scenes += [content.scene(width) for width in WIDTHS if width > content.narrowest]

    def scale(scene: Scene) -> float:
        return min(room.width / scene.width, room.height / scene.height)

    filling = [scene for scene in scenes if scene.width * scale(scene) >= FILLING * room.width]
    able = filling or scenes
    most = max(map(scale, able))
    return max((one for one in able if scale(one) >= ALIKE * most), key=lambda one: one.width)


def _tables(page: Page, collection: Collection, shown: Look) -> None:
    """As many slides as the table needs; all have the room of the least."""
    content, letters = page.exhibit.content, shown.letters
    rest = content.rest if isinstance(content, Grid) else ""
    _, caption = _caption(page, shown, f"{LONGEST_REST}; {rest}")
    room = _below(shown.room, caption)
    width, height = points(room.width), points(room.height)
    if isinstance(content, Cells):
        made = tables.cells_tables(content, width, height, letters, shown.palette)
    else:
        assert isinstance(content, Grid)
        made = tables.grid_tables(content, width, height, letters)
    for number, table in enumerate(made, 1):
        of = f"{number} of {len(made)}" if len(made) > 1 else ""
        slide, room = _begun(page, shown, "; ".join(filter(None, (of, table.rest))))
        name, alt = page.exhibit.title, _alt(page)
        slide.add(tables.markup(table, slide.next_id(), name, alt, room, shown.palette))
        _ended(slide, page, collection, shown)


def _caption(page: Page, shown: Look, more: str = "") -> tuple[str, float]:
    """The line below the title, and how high it stands in points; of how many is said however long the definition is."""
    room, letters = points(shown.room.width), shown.letters
    after = [part for part in (basis(page), more) if part]
    definition = " ".join(plain(page.exhibit.subtitle).rstrip(" .").split())
    words = " \u00b7 ".join([definition, *after] if definition else after)
    while definition and len(letters.lines(words, CAPTION, room)) > CAPTION_LINES:
        definition = definition.rpartition(" ")[0]
        words = " \u00b7 ".join([f"{definition} \u2026", *after])
    lines = letters.lines(plain(words), CAPTION, room, CAPTION_LINES)
    return " ".join(lines), len(lines) * CAPTION * LEAD


def _below(room: Box, caption: float) -> Box:
    """What is left for the exhibit below a caption of this height."""
    top = room.y + (caption + GAP) * POINT
    return Box(room.x, top, room.width, room.bottom - top)


def _begun(page: Page, shown: Look, more: str) -> tuple[Slide, Box]:
    """A slide with what stands above the exhibit, and the room for it."""
    slide, whole = _titled(page, shown)
    return slide, _captioned(slide, page, shown, whole, more)


def _titled(page: Page, shown: Look) -> tuple[Slide, Box]:
    """A slide with its title, and the room below that."""
    slide = Slide(shown, shown.page)
    spare = slide.title(page.title)
    slide.clear()
    whole = shown.room
    return slide, Box(whole.x, whole.y - spare, whole.width, whole.height + spare)


def _captioned(slide: Slide, page: Page, shown: Look, room: Box, more: str) -> Box:
    """The line below the title, and the room below that."""
    caption, height = _caption(page, shown, more)
    if caption:
        place = Box(room.x, room.y, room.width, height * POINT)
        slide.box("Caption", place, [Run(caption, CAPTION, shown.palette.fill("muted"))])
    return _below(room, height)


def _ended(slide: Slide, page: Page, collection: Collection, shown: Look) -> None:
    """What stands below the exhibit, and is read after it."""
    run = Run(_source(page, collection, shown), SOURCE, shown.palette.fill("muted"))
    slide.box("Source", shown.source, [run], anchor="ctr")
    slide.number()
    slide.notes(notes(page, collection.passport))


def _source(page: Page, collection: Collection, shown: Look) -> str:
    """Filters, version and what is hidden on one line; the last of it goes first where it is too long."""
    sentences = [page.exhibit.ref.filters.words(), f"{_version(collection)}.", HIDDEN]
    room = points(shown.source.width)
    while len(sentences) > 2 and shown.letters.width(" ".join(sentences), SOURCE) > room:
        sentences.pop()
    return " ".join(shown.letters.lines(plain(" ".join(sentences)), SOURCE, room, 1))


def _alt(page: Page) -> str:
    return f"{page.exhibit.title}. {page.exhibit.alt}".replace("..", ".")


def _left_out(collection: Collection, shown: Look) -> None:
    """A table of what this deck does not show, and why."""
    left = collection.left_out
    words = tuple((one.title, one.reason) for one in left)
    content = Grid((Column("Exhibit"), Column("Why it is not here")), words, words)
    letters, palette = shown.letters, shown.palette
    room = shown.room
    verb = "is" if len(left) == 1 else "are"
    for table in tables.grid_tables(
        content, points(room.width), points(room.height) - GAP, letters
    ):
        slide = Slide(shown, shown.page)
        title = f"{plural(len(left), 'exhibit')} {verb} not in this deck"
        spare = slide.title(title)
        slide.clear()
        place = Box(room.x, room.y - spare + GAP * POINT, room.width, room.height)
        alt = f"{title}, and why."
        slide.add(tables.markup(table, slide.next_id(), title, alt, place, palette))
        slide.number()
        slide.notes("\n".join(plain(f"{one.title}: {one.reason}") for one in left))


def _notes_master(presentation: Any) -> None:
    """The presentation names the master of its notes, which the library relates to it without a word."""
    root = presentation.part._element
    related = [rel for rel in presentation.part.rels.values() if rel.reltype == RT.NOTES_MASTER]
    if related and root.find(qn("p:notesMasterIdLst")) is None:
        named = f'<p:notesMasterId r:id="{related[0].rId}"/>'
        listed = element(declared(f"<p:notesMasterIdLst>{named}</p:notesMasterIdLst>"))
        root.find(qn("p:sldMasterIdLst")).addnext(listed)


def _properties(collection: Collection, presentation: Any) -> None:
    """What the file says of itself; a template's author and comments do not stay."""
    about = presentation.core_properties
    made = datetime.combine(collection.passport.made_on, time())
    about.title, about.subject = plain(_name(collection))[:255], plain(_version(collection))[:255]
    about.created = about.modified = made
    about.author = about.last_modified_by = about.keywords = about.comments = about.category = ""
    about.revision = 1
