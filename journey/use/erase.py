"""Delete one customer everywhere: their events, what is remembered of them, and every older copy."""

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from journey.data import durable, journal, store, workspace
from journey.data.draft import new_generation
from journey.data.engine import Connection
from journey.data.generation import Generation, newest, open_generation
from journey.data.journal import Entry, Recording
from journey.data.origin import write_origin
from journey.data.prepare import TABLES, prepare
from journey.data.room import NoRoom, is_no_room, no_room
from journey.data.sql import batched, bound
from journey.ingest.ids import KEY_FILE, is_pseudonym, pseudonym, read_key
from journey.model.errors import Cancelled, UnknownName, UserError
from journey.model.progress import Step
from journey.model.words import plural
from journey.use import intent
from journey.use.backup import Backup, backups, names_any, unreadable_backups

ERASE_STEPS = len(TABLES) + 5
IN_PLACE_OF_THE_ID = "(erased)"
SHORTEST_TELLING = 6
NOT_ENDED = "The erasure has begun and is not ended: every next start goes on with it."
REFERRER = '"referred_by"'  # the field in which one customer names another
OTHERS = "customer_id not in (select unnest($words))"


@dataclass(frozen=True)
class Traces:
    """Where a customer stands in a dataset: in events of their own, in texts of other customers' events, in how many kept
    versions, and in files of refused rows.
    """

    dataset: str
    events: int
    texts: int
    versions: int
    files: tuple[Path, ...]

    @property
    def is_any(self) -> bool:
        return bool(self.versions or self.files)

    def sentence(self) -> str:
        parts = [
            plural(self.events, "event"),
            *([f"{plural(self.texts, 'text')} of other customers' events"] if self.texts else []),
            *([f"{plural(len(self.files), 'file')} of refused rows"] if self.files else []),
        ]
        return f"{self.dataset}: {', '.join(parts)}"


@dataclass(frozen=True)
class Erasure:
    """What was done: by dataset what was found and the only version that is left (None where all were damaged), how many backups
    and damaged files were removed, and from how many texts of notes, views and decks the customer was taken out.
    """

    datasets: list[tuple[Traces, int | None]] = field(default_factory=list)
    backups: int = 0
    notes: int = 0
    damaged: int = 0

    def sentences(self) -> list[str]:
        """The account in words."""
        lines = [
            f"{trace.sentence()} erased; "
            + (
                f"version {version} alone is kept"
                if version
                else "no version is left that could be read"
            )
            for trace, version in self.datasets
        ]
        lines += (
            [f"{plural(self.backups, 'backup')} that held the customer removed"]
            if self.backups
            else []
        )
        lines += (
            [f"the customer taken out of {plural(self.notes, 'text')} of notes, views and decks"]
            if self.notes
            else []
        )
        lines += (
            [f"{plural(self.damaged, 'damaged file')} removed, in which nobody can look"]
            if self.damaged
            else []
        )
        return lines or ["an erasure that was cut is ended; nothing of the customer was left"]


def traces(db: Path, customer_id: str, datasets: Iterable[str] | None = None) -> list[Traces]:
    """Where the customer stands, in the datasets named or in all."""
    words = words_of(db, customer_id)
    all_traces = [_traces(db, name, words) for name in datasets or store.datasets(db)]
    return [trace for trace in all_traces if trace.is_any]


def in_notes(db: Path, customer_id: str) -> int:
    """How many texts of notes, details of maps, views and decks name the customer."""
    return workspace.holding(db, list(filter(is_telling, words_of(db, customer_id))))


def erase(
    db: Path,
    customer_id: str,
    datasets: Iterable[str] | None = None,
    step: Step = lambda name: None,
) -> Erasure:
    """Delete the customer from these datasets, or from all; from every backup and from opinions in any case.

    What is to be erased is written down first, as a keyed hash, and goes on after a cut until all of it is gone. Loading a file
    that has the customer brings them back. Raises UserError where they stand nowhere; NoRoom, or another UserError, before
    anything was changed, where it cannot be done.
    """
    words = words_of(db, customer_id)
    workspace.require(db, "nothing was erased")
    cut_erasures = [
        path
        for path, entry in journal.cut(db)
        if entry.job == intent.ERASURE and intent.is_of(db, entry.intent, words)
    ]
    is_all, names = datasets is None, list(datasets or store.datasets(db))
    customer_traces = [
        trace for trace in (_traces(db, name, words) for name in names) if trace.is_any
    ]
    step("looking into backups and notes")
    is_noted = workspace.holding(db, list(filter(is_telling, words)))
    if not (
        customer_traces
        or cut_erasures
        or is_noted
        or _backups_with(db, words, None if is_all else names)
    ):
        raise UnknownName("customer", customer_id, remedy="ids are compared to the letter")
    entry = Entry(intent.ERASURE, intent=intent.of(db, words, names, is_all))
    with journal.recorded(db, entry, ERASE_STEPS, step) as recording:
        try:
            erasure = erase_words(db, words, customer_traces, recording)
        except Exception as error:
            if not recording.is_kept:
                raise
            raise UserError(f"{_reason(error, db)} {NOT_ENDED}") from None
    for path in cut_erasures:
        journal.dismiss(path)
    return erasure


def _reason(error: Exception, db: Path) -> str:
    """Why an erasure stopped when it had begun: that nothing was changed does not hold any more."""
    if isinstance(error, Cancelled):
        return "Stopped."
    if is_no_room(error) and not isinstance(error, UserError):
        error = no_room(error, db)
    return error.reason if isinstance(error, NoRoom) else str(error)


def erase_words(
    db: Path, words: list[str], customer_traces: list[Traces], recording: Recording
) -> Erasure:
    """Erase what was found: first new versions without the customer, then every older copy, then backups and notes.

    Backups are looked for once no version holds the customer any more: one that was being written meanwhile is found, too.
    """
    scope = recording.entry.intent
    for trace in customer_traces:
        _write_without(db, trace.dataset, words, recording)
    damaged = remove_damaged(db, recording.entry.intent["datasets"])
    erased = [(trace, _forget_older(db, trace, recording)) for trace in customer_traces]
    backups_held = _backups_with(db, words, None if scope["is_all"] else scope["datasets"])
    for backup in backups_held:
        recording.keep()
        durable.remove(backup.path)
    recording.step("erasing from the notes")
    notes = workspace.erase_words(db, list(filter(is_telling, words)))
    return Erasure(erased, len(backups_held), notes, damaged)


def remaining(db: Path, words: list[str], datasets: list[str]) -> list[Traces]:
    """Where the customer still stands, in those of the datasets that are there."""
    present = [name for name in datasets if name in store.datasets(db)]
    return [trace for trace in (_traces(db, name, words) for name in present) if trace.is_any]


def _backups_with(db: Path, words: list[str], datasets: list[str] | None) -> list[Backup]:
    """The backups, of these datasets or of all, that hold the customer, and those damaged further inside than their manifest."""
    holding = []
    for backup in backups(db):
        if datasets is not None and backup.dataset not in datasets:
            continue
        try:
            is_held = names_any(db, backup, words, list(filter(is_telling, words)))
        except UserError:
            is_held = True
        holding += [backup] if is_held else []
    return holding


def _write_without(db: Path, dataset: str, words: list[str], recording: Recording) -> None:
    """A new version without the customer, where the one in force has them."""
    current = newest(db, dataset)
    recording.step(f"erasing from {dataset}")
    if current is None or not _is_in(current, words):
        return
    with new_generation(db, dataset, []) as draft:
        _copy_without(draft.connection, current, words)
        prepare(draft.connection, current.definition, recording.step)
        write_origin(draft.connection, replace(current.origin, version=None))
        recording.step("putting it in place")
    recording.keep()


def _forget_older(db: Path, trace: Traces, recording: Recording) -> int | None:
    recording.step("removing older copies")
    recording.keep()
    current = store.current_generation(db, trace.dataset)
    store.forget_generations(db, trace.dataset, current)
    for path in trace.files:
        durable.remove(path)
    return store.generation_number(current) if current else None


def remove_damaged(db: Path, datasets: list[str]) -> int:
    """Damaged files may hold the customer, and nobody can look: they go. Returns how many there were."""
    files = [
        path for name in {*datasets, *store.lost_datasets(db)} for path in store.damaged(db, name)
    ] + unreadable_backups(db)
    for path in files:
        store.remove(path)
    return len(files) + workspace.forget_damaged(db)


def is_telling(word: str) -> bool:
    """Whether an id can be told from other words of a text: a 7 or a name cannot, an account number or an address can."""
    return len(word) >= SHORTEST_TELLING and any(sign.isdigit() or sign == "@" for sign in word)


def words_of(db: Path, customer_id: str) -> list[str]:
    """The id, and the keyed hash that stands for it where ids were pseudonymised."""
    if not customer_id:
        raise UserError("An id is needed: say which customer is to be erased.")
    key = read_key(db)
    if key is None and not is_pseudonym(customer_id):
        _refuse_lost_key(db)
    return [customer_id, pseudonym(customer_id, key)] if key else [customer_id]


def _refuse_lost_key(db: Path) -> None:
    """Without the key nobody can tell which pseudonym stands for the id."""
    for name in store.datasets(db):
        if (current := newest(db, name)) and current.is_pseudonymised:
            raise UserError(
                f"The key of the pseudonyms of '{name}' ({db / KEY_FILE}) is missing, so that nobody can tell which one stands for "
                "this id: put the file back from a copy of the data folder, or give the pseudonym itself (p-...)."
            )


def _traces(db: Path, dataset: str, words: list[str]) -> Traces:
    kept = [open_generation(path) for path in store.generations(db, dataset)]
    files = tuple(path for path in store.refused_files(db, dataset) if _stands_in(path, words))
    texts = sum(map(len, _texts(kept[-1], words).values()))
    return Traces(
        dataset,
        _customer_events(kept[-1], words),
        texts,
        sum(_is_in(generation, words) for generation in kept),
        files,
    )


def _is_in(generation: Generation, words: list[str]) -> bool:
    return bool(
        _customer_events(generation, words)
        or _texts(generation, words)
        or _is_in_reports(generation, words)
    )


def _customer_events(generation: Generation, words: list[str]) -> int:
    return generation.rows(
        "select count(*) from events where customer_id in (select unnest($words))", {"words": words}
    )[0][0]


def _is_in_reports(generation: Generation, words: list[str]) -> bool:
    return any(_scrubbed(report, words) != report for report in generation.loads)


def _texts(generation: Generation, words: list[str]) -> dict[str, list[tuple[int, str | None]]]:
    """By column of `events` the texts of other customers that name the customer: event_no, and the text without them.

    A plain word or number means the customer only where one customer names another: elsewhere it is an order, a channel, an age.
    """
    texts_by_column: dict[str, list[tuple[int, str | None]]] = {}
    telling = [word for word in words if is_telling(word)]
    contained = [f"contains({{0}}, $word_{number})" for number in range(len(telling))]
    values = {
        "words": words,
        "telling": telling,
        **{f"word_{number}": word for number, word in enumerate(telling)},
    }
    for batch in batched(_text_columns(generation)):
        conditions = [
            f"{name} in (select unnest(${'words' if name == REFERRER else 'telling'}::varchar[]))"
            for name in batch
        ]
        conditions += [condition.format(name) for name in batch for condition in contained]
        sql = f"select event_no, {', '.join(batch)} from events where {OTHERS} and ({' or '.join(conditions)})"
        for event_no, *texts in generation.rows(sql, bound(sql, values)):
            for name, text in zip(batch, texts, strict=True):
                meant = words if name == REFERRER else telling
                if text is not None and (clean := _without(name, text, meant)) != text:
                    texts_by_column.setdefault(name, []).append((event_no, clean))
    return texts_by_column


def _without(column: str, text: str, words: list[str]) -> str | None:
    """A field that is the id becomes blank; only the touchpoint may not be."""
    return None if text in words and column != '"touchpoint"' else _scrubbed(text, words)


def _text_columns(generation: Generation) -> list[str]:
    rows = generation.rows(
        "select column_name from duckdb_columns() where table_name = 'events' and data_type = 'VARCHAR'"
    )
    return [f'"{name}"' for (name,) in rows if name != "customer_id"]


def _copy_without(connection: Connection, current: Generation, words: list[str]) -> None:
    """The facts without the customer: their events gone, the id taken out of those of others and out of the reports of loads."""
    connection.execute(
        f"create table events as from previous.events where {OTHERS}", {"words": words}
    )
    for name, changed in _texts(current, words).items():
        connection.execute("create temp table changed (event_no bigint, without_id varchar)")
        connection.executemany("insert into changed values (?, ?)", changed)
        connection.execute(
            f"update events set {name} = changed.without_id from changed where changed.event_no = events.event_no"
        )
        connection.execute("drop table changed")
    connection.execute("create table attributes as from previous.attributes")
    connection.execute("create table loads as from previous.loads")
    for number, file, report in connection.execute(
        "select load_no, file_name, report from loads"
    ).fetchall():
        values = {
            "file": _scrubbed(file, words),
            "report": json.dumps(_scrubbed(json.loads(report), words)),
            "number": number,
        }
        connection.execute(
            "update loads set file_name = $file, report = $report where load_no = $number", values
        )


def _scrubbed(value: Any, words: list[str]) -> Any:
    """The same without the id: texts that are it, that quote it, or, where it is telling, that hold it as a word."""
    if isinstance(value, dict):
        return {key: _scrubbed(inner, words) for key, inner in value.items()}
    if isinstance(value, list):
        return [_scrubbed(inner, words) for inner in value]
    for word in words if isinstance(value, str) else ():
        value = (
            IN_PLACE_OF_THE_ID
            if value == word
            else value.replace(repr(word), repr(IN_PLACE_OF_THE_ID))
        )
        if is_telling(word):
            value = re.sub(rf"(?<!\w){re.escape(word)}(?!\w)", IN_PLACE_OF_THE_ID, value)
    return value


def _stands_in(path: Path, words: list[str]) -> bool:
    """Whether a text file holds one of the words, as it is or as CSV and reports write it: anywhere, or as a whole cell where it
    cannot be told from other words.
    """
    text = path.read_text(encoding="utf-8", errors="replace")
    for word in words:
        spellings = {word, word.replace('"', '""'), repr(word)[1:-1]}
        whole_cell = "|".join(
            rf"(?:^|[,;\t|\"' ]){re.escape(spelling)}(?:$|[,;\t|\"'\r ])" for spelling in spellings
        )
        if (
            any(spelling in text for spelling in spellings)
            if is_telling(word)
            else re.search(whole_cell, text, re.MULTILINE)
        ):
            return True
    return False
