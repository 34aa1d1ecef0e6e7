"""What stands in the notes of a slide: the reader's own words, and where its figures come from."""

from journey.export.captions import link, where_links_open
from journey.export.collection import Page
from journey.export.deck.markup import plain
from journey.export.passport import Passport
from journey.model.words import plural

INTERVALS = "Intervals are 95 %. Counts of 1 to 4 customers are hidden."


def basis(page: Page) -> str:
    """How many the exhibit counts, '' where it counts none."""
    n, unit = page.exhibit.n, page.exhibit.unit
    if n is None or not unit:
        return ""
    return f"n = {plural(n, unit)}"


def notes(page: Page, passport: Passport) -> str:
    """Paragraphs, each a line."""
    exhibit = page.exhibit
    definitions: dict[str, str] = {}
    for answer in exhibit.answers:
        definitions |= answer.definitions
    commands = dict.fromkeys(answer.command for answer in exhibit.answers)
    told = [
        page.notes,
        page.title,
        exhibit.title if exhibit.title != page.title else "",
        exhibit.subtitle,
        *exhibit.notes,
        *(f"{name}: {meaning}" for name, meaning in definitions.items()),
        exhibit.ref.filters.words(),
        basis(page),
        INTERVALS,
        passport.source,
        f"Link: {link(exhibit.ref, passport)}",
        where_links_open(passport),
        *(f"Command: {command}" for command in commands),
    ]
    return plain("\n".join(part for part in told if part))
