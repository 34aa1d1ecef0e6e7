"""What a deck, a report or a workbook is made of: exhibits in an order, with the words that a reader has given them."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date

from journey.data.generation import Generation
from journey.exhibit.declared import DECLARED, make
from journey.exhibit.definitions import DEFINITIONS, of_shown
from journey.exhibit.exhibit import Exhibit, Nothing
from journey.exhibit.ref import Ref
from journey.exhibit.source import AnswerSource, asking
from journey.export.passport import Passport, passport
from journey.model.errors import Cancelled, UserError
from journey.model.filters import Filters

Progress = Callable[[int, int, str], None]  # done, of how many, what comes next


@dataclass(frozen=True)
class Entry:
    """An exhibit in a recipe; title and notes are '' where nobody has changed them."""

    ref: Ref
    title: str = ""
    notes: str = ""


@dataclass(frozen=True)
class DeckRecipe:
    """A deck by name, to be made again on any version of the data; `template` is the name of a kept .pptx, '' for the house's."""

    name: str
    entries: tuple[Entry, ...]
    template: str = ""


@dataclass(frozen=True)
class Page:
    """An exhibit as it stands in the file: under which title, with which notes."""

    exhibit: Exhibit
    title: str
    notes: str


@dataclass(frozen=True)
class Collection:
    """All that goes into a file; `left_out` says what does not, and why. `name` is that of the deck, '' where it has none."""

    title: str
    pages: tuple[Page, ...]
    left_out: tuple[Nothing, ...]
    passport: Passport
    name: str = ""


def collect(
    recipe: DeckRecipe,
    generation: Generation,
    title: str,
    made_on: date,
    progress: Progress = lambda done, total, words: None,
    make_one: Callable[[Ref], Exhibit | Nothing] | None = None,
) -> Collection:
    """The recipe's exhibits of the generation, by the rules of what is shared. `progress` may raise to stop.

    `make_one` gives an exhibit by these rules where some are known already.
    """
    sources: dict[Filters, AnswerSource] = {}

    def of(ref: Ref) -> Exhibit | Nothing:
        return known(ref, sources.setdefault(ref.filters, asking(generation, ref.filters)))

    pages, left_out = [], []
    for number, entry in enumerate(recipe.entries):
        progress(number, len(recipe.entries), entry.ref.id)
        made = (make_one or of)(entry.ref)
        if isinstance(made, Nothing):
            left_out.append(made)
        else:
            pages.append(Page(made, entry.title or made.title, entry.notes))
    pages = _defined(pages, generation)
    shown = passport(generation, title, [page.exhibit for page in pages], made_on)
    return Collection(shown.title, tuple(pages), tuple(left_out), shown, recipe.name)


def _defined(pages: list[Page], generation: Generation) -> list[Page]:
    """The pages, of which one of definitions has those that the others need."""
    shown = [page.exhibit for page in pages if page.exhibit.ref.id != DEFINITIONS]
    return [
        replace(page, exhibit=of_shown(page.exhibit, generation, shown))
        if page.exhibit.ref.id == DEFINITIONS and shown
        else page
        for page in pages
    ]


def known(ref: Ref, source: AnswerSource) -> Exhibit | Nothing:
    """The exhibit; Nothing, with the reason, also where these data do not know what is kept of it, as an attribute."""
    if ref.id not in DECLARED:
        return Nothing(ref, ref.id, "This program has no such exhibit.")
    try:
        return make(ref, source)
    except Cancelled:
        raise
    except UserError as error:
        return Nothing(ref, DECLARED[ref.id].name, str(error))
