"""A collection as a workbook: what is in it, a sheet an exhibit, the passport."""

from journey.exhibit.grid import Column, Grid
from journey.export.book import Book
from journey.export.captions import SMALL_COUNTS, basis, left_out, left_out_heading
from journey.export.collection import Collection


def workbook(collection: Collection) -> bytes:
    """The workbook; its first sheet lists what is in it, and what is not and why."""
    book = Book(collection.passport)
    contents = book.add_sheet("Contents")
    contents.line(collection.title, bold=True, font_size=16)
    contents.line(collection.passport.source)
    contents.line(collection.passport.filters)
    contents.line(SMALL_COUNTS)
    contents.skip()
    rows = tuple(
        (book.add_exhibit(page.exhibit, page.title, page.notes), page.title, basis(page.exhibit))
        for page in collection.pages
    )
    contents.table(Grid((Column("Sheet"), Column("Finding"), Column("Of whom")), rows, rows))
    if collection.left_out:
        contents.skip()
        contents.line(left_out_heading(collection), bold=True)
        for line in left_out(collection):
            contents.line(line)
    contents.set_widths()
    return book.closed()
