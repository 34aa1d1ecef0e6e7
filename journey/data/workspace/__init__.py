"""Opinions and settings that no load touches, in one SQLite file: the map's card, notes, saved views, decks, templates."""

from journey.data.workspace.card import MapCard, mark_reviewed, read_card, save_card
from journey.data.workspace.deck import (
    Deck,
    DeckEntry,
    add_to_deck,
    decks,
    delete_deck,
    duplicate_deck,
    mark_made,
    rename_deck,
    save_deck,
)
from journey.data.workspace.file import WorkspaceError, damage_sentence, damaged, forget_damaged
from journey.data.workspace.note import Note, add_note, notes, remove_note
from journey.data.workspace.template import (
    delete_template,
    save_template,
    template_content,
    template_names,
    template_texts,
)
from journey.data.workspace.view import (
    SavedView,
    delete_view,
    rename_view,
    save_view,
    saved_views,
)
from journey.data.workspace.whole import (
    Opinions,
    erase_words,
    forget_dataset,
    holding,
    opinions,
    require,
    restore_opinions,
    texts,
)

__all__ = [
    "Deck",
    "DeckEntry",
    "MapCard",
    "Note",
    "Opinions",
    "SavedView",
    "WorkspaceError",
    "add_note",
    "add_to_deck",
    "damage_sentence",
    "damaged",
    "decks",
    "delete_deck",
    "delete_template",
    "delete_view",
    "duplicate_deck",
    "erase_words",
    "forget_damaged",
    "forget_dataset",
    "holding",
    "mark_made",
    "mark_reviewed",
    "notes",
    "opinions",
    "read_card",
    "remove_note",
    "rename_deck",
    "rename_view",
    "require",
    "restore_opinions",
    "save_card",
    "save_deck",
    "save_template",
    "save_view",
    "saved_views",
    "template_content",
    "template_names",
    "template_texts",
    "texts",
]
