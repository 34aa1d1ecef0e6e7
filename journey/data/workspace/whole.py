"""All that is kept of a dataset at once: given to a backup, put back by it, forgotten with its dataset, rid of a customer."""

import json
import re
import sqlite3
from collections.abc import Mapping
from contextlib import closing
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote

from journey.data.store import WORKSPACE
from journey.data.workspace.annotation import Annotation, annotations, put_annotations
from journey.data.workspace.card import MapCard, put_card, read_card
from journey.data.workspace.deck import Deck, decks, put_decks
from journey.data.workspace.file import (
    LATER_TABLES,
    WRITER_SECONDS,
    WorkspaceError,
    author_column,
    errors,
    has_table,
    rows,
    writing,
)
from journey.data.workspace.finding_state import (
    FindingState,
    finding_states,
    put_finding_states,
)
from journey.data.workspace.fix import Fix, fixes, put_fixes
from journey.data.workspace.note import Note, notes, put_notes
from journey.data.workspace.template import forget_templates_with, template_texts
from journey.data.workspace.view import SavedView, put_views, saved_views
from journey.data.workspace.workshop import (
    KeptWorkshop,
    delete_workshops_of,
    kept_workshops,
    put_workshops,
)
from journey.model.cells import UNCODED

OF_DATASETS = (
    "map_cards",
    "notes",
    "saved_views",
    "decks",
    "fixes",
    "annotations",
    "finding_states",
)
TEXTS = (
    ("notes", "note_no", "words"),
    ("notes", "note_no", "cell"),
    ("notes", "note_no", "author"),
    ("map_cards", "dataset", "card"),
    ("saved_views", "view_no", "name"),
    ("saved_views", "view_no", "address"),
    ("saved_views", "view_no", "author"),
    ("decks", "deck_no", "name"),
    ("decks", "deck_no", "entries"),
    ("decks", "deck_no", "template"),
    ("decks", "deck_no", "author"),
    ("fixes", "fix_no", "cell"),
    ("fixes", "fix_no", "words"),
    ("fixes", "fix_no", "author"),
    ("annotations", "annotation_no", "words"),
    ("annotations", "annotation_no", "author"),
    ("finding_states", "state_no", "finding"),
    ("finding_states", "state_no", "reason"),
    ("finding_states", "state_no", "author"),
    ("templates", "template_no", "name"),
    ("workshops", "workshop_no", "address"),
    ("workshops", "workshop_no", "measured"),
    ("workshops", "workshop_no", "author"),
    ("workshop_changes", "rowid", "writes"),
)  # table, key, column


@dataclass(frozen=True)
class Opinions:
    """What is kept of one dataset."""

    card: MapCard = MapCard()
    notes: tuple[Note, ...] = ()
    views: tuple[SavedView, ...] = ()
    decks: tuple[Deck, ...] = ()
    workshops: tuple[KeptWorkshop, ...] = ()
    fixes: tuple[Fix, ...] = ()
    annotations: tuple[Annotation, ...] = ()
    findings: tuple[FindingState, ...] = ()

    def as_dict(self) -> dict[str, Any]:
        """As JSON holds it."""
        return asdict(self)

    @classmethod
    def of(cls, kept: Mapping[str, Any]) -> "Opinions":
        """What was kept, also by earlier programs that kept less; raises TypeError, ValueError or KeyError where it is none."""
        return cls(
            MapCard(**kept["card"]),
            tuple(Note(**note) for note in kept["notes"]),
            tuple(SavedView(**view) for view in kept.get("views", [])),
            tuple(Deck.of(deck) for deck in kept.get("decks", [])),
            tuple(KeptWorkshop.of(workshop) for workshop in kept.get("workshops", [])),
            tuple(Fix(**fix) for fix in kept.get("fixes", [])),
            tuple(Annotation(**each) for each in kept.get("annotations", [])),
            tuple(FindingState(**each) for each in kept.get("findings", [])),
        )


def opinions(db: Path, dataset: str) -> Opinions:
    return Opinions(
        read_card(db, dataset),
        tuple(notes(db, dataset)),
        tuple(saved_views(db, dataset)),
        tuple(decks(db, dataset)),
        tuple(kept_workshops(db, dataset)),
        tuple(fixes(db, dataset)),
        tuple(annotations(db, dataset)),
        tuple(finding_states(db, dataset)),
    )


def restore_opinions(db: Path, dataset: str, kept: Opinions) -> None:
    """Put them in place of the dataset's own; all of them or none."""
    with writing(db) as connection:
        _forget(connection, dataset)
        put_card(connection, dataset, kept.card)
        put_notes(connection, dataset, kept.notes)
        put_views(connection, dataset, kept.views)
        put_decks(connection, dataset, kept.decks)
        put_workshops(connection, dataset, kept.workshops)
        put_fixes(connection, dataset, kept.fixes)
        put_annotations(connection, dataset, kept.annotations)
        put_finding_states(connection, dataset, kept.findings)


def forget_dataset(db: Path, dataset: str) -> None:
    """Remove all that is kept of a dataset that is no more."""
    if not (db / WORKSPACE).exists():
        return
    with writing(db) as connection:
        _forget(connection, dataset)


def _forget(connection: sqlite3.Connection, dataset: str) -> None:
    for table in OF_DATASETS:
        connection.execute(f"delete from {table} where dataset = ?", (dataset,))
    delete_workshops_of(connection, dataset)


def texts(db: Path) -> list[str]:
    """What is kept of all datasets says, as it is stored, and the words of templates."""
    found = [
        text
        for table, _, column in TEXTS
        if _is_there(db, table)
        for (text,) in rows(db, f"select {_known(db, table, column)} from {table}")
        if text
    ]
    if _is_there(db, "templates"):
        for (content,) in rows(db, "select content from templates"):
            found += template_texts(bytes(content))
    return found


def _known(db: Path, table: str, column: str) -> str:
    return author_column(db, table) if column == "author" else column


def _is_there(db: Path, table: str) -> bool:
    return table not in LATER_TABLES or has_table(db, table)


def erase_words(db: Path, words: list[str]) -> int:
    """Take words out of all that is kept for good, so that the file holds them nowhere, not even where it is unused.

    A template that holds one is removed. Returns how many texts and templates held one.
    """
    if not words or not (db / WORKSPACE).exists():
        return 0
    pattern, erased = _pattern(words), 0
    with writing(db) as connection:
        for table, key, column in TEXTS:
            for number, text in connection.execute(
                f"select {key}, {column} from {table}"
            ).fetchall():
                if pattern.search(text):
                    erased += 1
                    _replace(connection, (table, key, column), number, pattern, text)
        erased += forget_templates_with(connection, pattern)
        connection.execute("update workshops set edition = edition + 1")  # rooms read theirs anew
    with (
        errors(db),
        closing(sqlite3.connect(db / WORKSPACE, timeout=WRITER_SECONDS)) as connection,
    ):
        connection.execute("vacuum")
        connection.execute("pragma wal_checkpoint(truncate)")
    return erased


def _replace(
    connection: sqlite3.Connection,
    place: tuple[str, str, str],
    number: int | str,
    pattern: re.Pattern[str],
    text: str,
) -> None:
    """The text without the words; of two names that become the same one gets its number."""
    table, key, column = place
    update = f"update {table} set {column} = ? where {key} = ?"
    clean = pattern.sub("(erased)", text)
    try:
        connection.execute(update, (clean, number))
    except sqlite3.IntegrityError:
        connection.execute(update, (f"{clean} {number}", number))


def holding(db: Path, words: list[str]) -> int:
    """How many texts of what is kept hold one of the words as a word."""
    pattern = _pattern(words) if words else None
    return sum(bool(pattern.search(text)) for text in texts(db)) if pattern else 0


def require(db: Path, purpose: str) -> None:
    """Raise WorkspaceError unless the notes can be read and written, before anything is done that needs them.

    `purpose` says what does not happen then, as "nothing was deleted".
    """
    if not (db / WORKSPACE).exists():
        return
    try:
        with writing(db) as connection:
            for table, _, column in TEXTS:
                connection.execute(f"select sum(length({column})) from {table}").fetchall()
    except WorkspaceError as error:
        raise WorkspaceError(f"{error} So {purpose}.") from None


def _pattern(words: list[str]) -> re.Pattern[str]:
    """The words as words of a text, also as JSON and addresses of cells write them."""
    spelt = {
        form for word in words for form in (word, json.dumps(word)[1:-1], quote(word, safe=UNCODED))
    }
    begins = r"(?:(?<!\w)|(?<=%[0-9A-F]{2}))"  # behind a sign of an address, too
    return re.compile(
        "|".join(
            rf"{begins}{re.escape(word)}(?!\w)" for word in sorted(spelt, key=len, reverse=True)
        )
    )
