"""Decks: exhibits in an order, with the words that a reader has given them, kept under a name."""

import json
import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from itertools import count
from pathlib import Path
from typing import Any

from journey.data.workspace.file import author_column, has_table, rows, writing
from journey.model.author import author
from journey.model.errors import UserError


@dataclass(frozen=True)
class DeckEntry:
    """`ref` is a reference to an exhibit as JSON holds it; title and notes are '' where nobody has changed them."""

    ref: dict[str, Any]
    title: str = ""
    notes: str = ""


@dataclass(frozen=True)
class Deck:
    """`template` names a kept .pptx, '' for the house's; `made_version` is the data that it was last made of, 0 for none.

    `author` changed it last, '' where that is not known.
    """

    name: str
    entries: tuple[DeckEntry, ...] = ()
    template: str = ""
    made_version: int = 0
    author: str = ""

    @classmethod
    def of(cls, kept: Mapping[str, Any]) -> "Deck":
        """The deck as `asdict` gives it; raises TypeError, ValueError or KeyError where it is none."""
        deck = cls(
            kept["name"],
            tuple(DeckEntry(**entry) for entry in kept["entries"]),
            kept["template"],
            kept["made_version"],
            kept.get("author", ""),
        )
        words = [deck.name, deck.template, deck.author]
        words += [word for entry in deck.entries for word in (entry.title, entry.notes)]
        if not all(isinstance(word, str) for word in words) or type(deck.made_version) is not int:
            raise TypeError(
                "a name, a title or a note of a deck is no text, or a version no number"
            )
        if not all(isinstance(entry.ref, dict) for entry in deck.entries):
            raise TypeError("an exhibit of a deck has no reference")
        return deck


def decks(db: Path, dataset: str) -> list[Deck]:
    """The decks of a dataset by name."""
    if not has_table(db, "decks"):
        return []
    found = rows(
        db,
        f"select name, entries, template, made_version, {author_column(db, 'decks')} from decks where dataset = ? "
        "order by lower(name), name",
        dataset,
    )
    return [Deck(name, _entries(entries), *others) for name, entries, *others in found]


def save_deck(db: Path, dataset: str, deck: Deck) -> None:
    """Keep the deck under its name, in place of one that has it, as changed by whoever does."""
    with writing(db) as connection:
        put_decks(connection, dataset, [replace(deck, author=author())])


def add_to_deck(db: Path, dataset: str, name: str, entry: DeckEntry, template: str = "") -> int:
    """Put an exhibit at the end of a deck, which is begun in this template where there is none; returns how many it has then."""
    with writing(db) as connection:
        deck = _read(connection, dataset, name) or Deck(name, template=template)
        grown = replace(deck, entries=(*deck.entries, entry), author=author())
        put_decks(connection, dataset, [grown])
        return len(grown.entries)


def rename_deck(db: Path, dataset: str, name: str, renamed: str) -> None:
    """Raises UserError where another deck has the new name."""
    with writing(db) as connection:
        if _read(connection, dataset, renamed):
            raise UserError(f"There is a deck '{renamed}' already: take another name.")
        connection.execute(
            "update decks set name = ?, author = ? where dataset = ? and name = ?",
            (renamed, author(), dataset, name),
        )


def duplicate_deck(db: Path, dataset: str, name: str) -> str:
    """Keep a copy of the deck under the first free name, which is returned; raises UserError where the deck is gone."""
    with writing(db) as connection:
        deck = _read(connection, dataset, name)
        if deck is None:
            raise UserError(f"There is no deck '{name}' any more.")
        names = (f"{name} copy{f' {number}' if number > 1 else ''}" for number in count(1))
        free = next(each for each in names if not _read(connection, dataset, each))
        put_decks(connection, dataset, [Deck(free, deck.entries, deck.template, author=author())])
        return free


def delete_deck(db: Path, dataset: str, name: str) -> None:
    with writing(db) as connection:
        connection.execute("delete from decks where dataset = ? and name = ?", (dataset, name))


def mark_made(db: Path, dataset: str, name: str, version: int) -> None:
    """Remember of which version of the data the deck was last made."""
    with writing(db) as connection:
        connection.execute(
            "update decks set made_version = ? where dataset = ? and name = ?",
            (version, dataset, name),
        )


def put_decks(connection: sqlite3.Connection, dataset: str, kept: Sequence[Deck]) -> None:
    connection.executemany(
        "insert into decks (dataset, name, entries, template, made_version, author) values (?, ?, ?, ?, ?, ?) "
        "on conflict (dataset, name) do update set entries = excluded.entries, template = excluded.template, "
        "made_version = excluded.made_version, author = excluded.author",
        [
            (
                dataset,
                deck.name,
                json.dumps([asdict(entry) for entry in deck.entries]),
                deck.template,
                deck.made_version,
                deck.author,
            )
            for deck in kept
        ],
    )


def _read(connection: sqlite3.Connection, dataset: str, name: str) -> Deck | None:
    found = connection.execute(
        "select name, entries, template, made_version, author from decks where dataset = ? and name = ?",
        (dataset, name),
    ).fetchone()
    return Deck(found[0], _entries(found[1]), *found[2:]) if found else None


def _entries(text: str) -> tuple[DeckEntry, ...]:
    """The exhibits; none where another program left no list of them."""
    try:
        return tuple(DeckEntry(**entry) for entry in json.loads(text))
    except (ValueError, TypeError):
        return ()
