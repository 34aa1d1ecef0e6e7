"""Which files an exhibit and a collection can leave as, and who makes each of them."""

from collections.abc import Callable
from dataclasses import dataclass

from journey.data.generation import Generation
from journey.exhibit.exhibit import Exhibit
from journey.exhibit.ref import Ref
from journey.exhibit.source import asking
from journey.export.collection import Collection
from journey.export.passport import Passport


@dataclass(frozen=True)
class Form:
    """`ending` with its dot."""

    ending: str
    label: str
    mime: str


@dataclass(frozen=True)
class ExhibitForm(Form):
    """`make` gives the file of an exhibit in shared mode."""

    make: Callable[[Exhibit, Passport], bytes]


@dataclass(frozen=True)
class CollectionForm(Form):
    """`make` gives the file of a collection; a template (.pptx) is taken by the deck alone."""

    make: Callable[[Collection, bytes | None], bytes]


def _png(exhibit: Exhibit, passport: Passport) -> bytes:
    from journey.export import picture

    return picture.png(picture.svg(exhibit, passport), passport)


def _svg(exhibit: Exhibit, passport: Passport) -> bytes:
    from journey.export import picture

    return picture.svg(exhibit, passport).encode("utf-8")


def _csv(exhibit: Exhibit, passport: Passport) -> bytes:
    from journey.export import sheets

    return sheets.csv(exhibit)


def _xlsx(exhibit: Exhibit, passport: Passport) -> bytes:
    from journey.export import sheets

    return sheets.xlsx(exhibit, passport)


def map_html(ref: Ref, generation: Generation, title: str, address: str) -> bytes:
    """The map with its evidence, to hover over without this program."""
    from journey.exhibit.journey_map.whole import view_of
    from journey.export.map_file import map_file

    view = view_of(ref, asking(generation, ref.filters))
    return map_file(
        generation,
        ref.filters,
        ".html",
        title,
        view.hidden,
        view.comparison,
        view.against_expected,
        address=address,
    ).encode("utf-8")


def _deck(collection: Collection, template: bytes | None) -> bytes:
    from journey.export.deck.deck import deck

    return deck(collection, template)


def _report(collection: Collection, template: bytes | None) -> bytes:
    from journey.export.report import report

    return report(collection).encode("utf-8")


def _pdf(collection: Collection, template: bytes | None) -> bytes:
    from journey.export.pdf import pdf

    return pdf(collection)


def _workbook(collection: Collection, template: bytes | None) -> bytes:
    from journey.export.workbook import workbook

    return workbook(collection)


OFFICE = "application/vnd.openxmlformats-officedocument."
XLSX = f"{OFFICE}spreadsheetml.sheet"
EXHIBIT_FORMS = (
    ExhibitForm(".png", "PNG", "image/png", _png),
    ExhibitForm(".svg", "SVG", "image/svg+xml", _svg),
    ExhibitForm(".csv", "CSV", "text/csv", _csv),
    ExhibitForm(".xlsx", "XLSX", XLSX, _xlsx),
)
MAP_HTML = Form(".html", "HTML with the evidence", "text/html")
COLLECTION_FORMS = (
    CollectionForm(".pptx", "Deck (.pptx)", f"{OFFICE}presentationml.presentation", _deck),
    CollectionForm(".html", "Report (.html)", "text/html", _report),
    CollectionForm(".pdf", "PDF", "application/pdf", _pdf),
    CollectionForm(".xlsx", "Workbook (.xlsx)", XLSX, _workbook),
)


def forms_of(id: str) -> tuple[Form, ...]:
    """The files that an exhibit of this id can leave as."""
    return (*EXHIBIT_FORMS, MAP_HTML) if id == "map" else EXHIBIT_FORMS


def picture_text(exhibit: Exhibit, passport: Passport) -> str:
    """All that stands in the exhibit's picture, markup included."""
    from journey.export import picture

    return picture.svg(exhibit, passport)
