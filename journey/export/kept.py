"""Decks that are kept in the workspace, as recipes of files."""

from dataclasses import replace
from pathlib import Path

from journey.data import workspace
from journey.data.workspace import Deck, DeckEntry
from journey.exhibit.ref import Ref, from_dict
from journey.export.collection import DeckRecipe, Entry
from journey.model.errors import UnknownName, UserError
from journey.model.filters import Filters


def recipe(db: Path, dataset: str, name: str) -> DeckRecipe:
    """The deck of this name; raises UserError where there is none."""
    kept = {deck.name: deck for deck in workspace.decks(db, dataset)}
    if name not in kept:
        raise UnknownName("deck", name, kept)
    return as_recipe(kept[name])


def as_recipe(deck: Deck) -> DeckRecipe:
    """The exhibits of the deck that this program knows as references."""
    pairs = [(reference(entry), entry) for entry in deck.entries]
    entries = tuple(Entry(ref, entry.title, entry.notes) for ref, entry in pairs if ref)
    return DeckRecipe(deck.name, entries, deck.template)


def as_deck(recipe: DeckRecipe) -> Deck:
    """The recipe as it is kept."""
    return Deck(recipe.name, tuple(map(as_entry, recipe.entries)), recipe.template)


def as_entry(entry: Entry) -> DeckEntry:
    return DeckEntry(entry.ref.as_dict(), entry.title, entry.notes)


def reference(entry: DeckEntry) -> Ref | None:
    """What the entry shows; None where an erasure or another program left no reference."""
    try:
        return from_dict(entry.ref)
    except UserError:
        return None


def under(entry: DeckEntry, filters: Filters) -> DeckEntry:
    """The same exhibit under other filters."""
    ref = reference(entry)
    return entry if ref is None else replace(entry, ref=replace(ref, filters=filters).as_dict())
