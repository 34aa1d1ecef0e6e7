"""What stands beside an exhibit in every file: of how many it speaks, what its figures mean, where they come from."""

from collections.abc import Iterable

from journey.exhibit.declared import DECLARED
from journey.exhibit.definitions import DEFINITIONS, terms
from journey.exhibit.exhibit import Exhibit
from journey.exhibit.grid import Column, Grid
from journey.exhibit.ref import Ref
from journey.exhibit.texts import texts
from journey.export.collection import Collection
from journey.export.passport import Passport, Shown
from journey.export.table import table_of
from journey.findings.asking import FORMS
from journey.model.app_url import app_url
from journey.model.words import plural
from journey.presenters import tables

SMALL_COUNTS = "Counts of 1 to 4 customers are hidden. Intervals are 95 %."


def basis(exhibit: Exhibit | Shown) -> str:
    """How many it counts, under which filters: 'n 2,660 journeys. Filters: none.'"""
    return f"{counted(exhibit)} {exhibit.ref.filters.words()}".lstrip()


def counted(exhibit: Exhibit | Shown) -> str:
    """How many it counts: 'n 2,660 journeys.'; '' where that is hidden or nothing is counted."""
    return f"n {plural(exhibit.n, exhibit.unit)}." if exhibit.n is not None else ""


def page_basis(exhibit: Exhibit, collection: Collection) -> str:
    """The same on a page, without the filters where the first page says those of all."""
    return counted(exhibit) if collection.passport.filters else basis(exhibit)


def definitions(exhibits: Iterable[Exhibit]) -> list[str]:
    """What columns and values of their answers mean, a line each, each once."""
    return list(
        dict.fromkeys(
            line
            for exhibit in exhibits
            if exhibit.ref.id != DEFINITIONS
            for answer in exhibit.answers
            if answer.view in FORMS
            for line in tables.definitions(answer)
        )
    )


def all_definitions(collection: Collection) -> list[str]:
    """Of what stands in the whole collection, each once; none where one of its exhibits tells them."""
    exhibits = [page.exhibit for page in collection.pages]
    if any(exhibit.ref.id == DEFINITIONS for exhibit in exhibits):
        return []
    titles = [column.title for exhibit in exhibits for column in table_of(exhibit).columns]
    text = "\n".join([*map(texts, exhibits), *titles])
    answers = [answer for exhibit in exhibits for answer in exhibit.answers]
    return [f"{name}: {words}" for name, words in terms(answers, text)]


def left_out(collection: Collection) -> list[str]:
    """What is not in the file, a line each, with the reason."""
    return [
        f"{nothing.title}: {nothing.reason.removesuffix('.')}" for nothing in collection.left_out
    ]


def left_out_heading(collection: Collection) -> str:
    """'2 exhibits are not in this file'; '' where all are."""
    number = len(collection.left_out)
    if not number:
        return ""
    return f"{plural(number, 'exhibit')} {'is' if number == 1 else 'are'} not in this file"


def link(ref: Ref, passport: Passport) -> str:
    """The address of the screen that shows the exhibit; without the app's own where that is not known."""
    page = DECLARED[ref.id].page if ref.id in DECLARED else ""
    return f"{passport.address or '/'}{page}?{ref.address(passport.dataset)}"


def open_link(ref: Ref, passport: Passport) -> str:
    """The link where others than the maker can open it, '' where not."""
    url = app_url(passport.address)
    return link(ref, passport) if url and not url.is_local else ""


def where_links_open(passport: Passport) -> str:
    """Who can open the links of the file, in one sentence; a file holds no key."""
    url = app_url(passport.address)
    if url is None:
        return "Links go behind the address at which the app is opened."
    if url.is_local:
        return "Links open on the machine on which the file was made, while the app runs there."
    return f"Links open for whoever reaches {url.words}, which asks for a key."


def passport_table(passport: Passport) -> Grid:
    """The passport for people, a line a property."""
    lines = [
        ("Dataset", passport.dataset),
        ("Title", passport.title),
        ("Version", str(passport.version)),
        ("Checksum of the events", passport.checksum or "not known"),
        ("Rows", passport.rows_words),
        ("Made on", passport.made_on.isoformat()),
        ("Made by", f"journey {passport.program}"),
    ]
    for shown in passport.shown:
        lines += [
            ("Exhibit", f"{shown.ref.id}: {shown.title}"),
            ("Of whom", basis(shown)),
            ("Link", link(shown.ref, passport)),
        ]
        cut = sum(figures.cut for figures in shown.figures)
        if cut:
            lines.append(
                ("Not kept", f"{plural(cut, 'row')} of its figures, which verify leaves out")
            )
    lines.append(("Who can open links", where_links_open(passport)))
    words = tuple(lines)
    return Grid((Column("Property"), Column("Value")), words, words)
