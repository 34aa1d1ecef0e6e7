"""Delete one customer everywhere: their events, what is remembered of them, and every older copy."""

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from journey.data import store, workspace
from journey.data.generation import Generation, open_generation
from journey.data.origin import write_origin
from journey.data.prepare import TABLES, prepare
from journey.data.sql import batched
from journey.ingest.ids import KEY_FILE, pseudonym
from journey.model.errors import UserError
from journey.model.words import plural
from journey.use.backup import backups, names_any
from journey.use.job import Step

ERASE_STEPS = len(TABLES) + 5
IN_PLACE_OF_THE_ID = "(erased)"
SHORTEST_TELLING = 6
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
        found = [
            plural(self.events, "event"),
            *([f"{plural(self.texts, 'text')} of other customers' events"] if self.texts else []),
            *([f"{plural(len(self.files), 'file')} of refused rows"] if self.files else []),
        ]
        return f"{self.dataset}: {', '.join(found)}"


@dataclass(frozen=True)
class Erasure:
    """What was done: by dataset what was found and the only version that is left, and how many backups were removed."""

    datasets: list[tuple[Traces, int]]
    backups: int

    def sentences(self) -> list[str]:
        """The account in words."""
        removed = [f"{plural(self.backups, 'backup')} that held the customer removed"] if self.backups else []
        return [*(f"{found.sentence()} erased; version {version} alone is kept" for found, version in self.datasets), *removed]


def traces(db: Path, customer_id: str, datasets: Iterable[str] | None = None) -> list[Traces]:
    """Where the customer stands, in the datasets named or in all."""
    words = _words(db, customer_id)
    found = [_traces(db, name, words) for name in datasets or store.datasets(db)]
    return [one for one in found if one.is_any]


def erase(db: Path, customer_id: str, datasets: Iterable[str] | None = None, step: Step = lambda name: None) -> Erasure:
    """Delete the customer from these datasets, or from all; from every backup and from opinions in any case.

    Done again after it was cut, it ends what it had begun. Loading a file that has the customer brings them back.
    Raises UserError where they stand nowhere.
    """
    words = _words(db, customer_id)
    telling = [word for word in words if is_telling(word)]
    found = traces(db, customer_id, datasets)
    step("looking into backups")
    held = [one for one in backups(db) if names_any(one, words, telling)]
    if not found and not held:
        raise UserError(f"There is no customer {customer_id!r} in the data: ids are compared to the letter.")
    done = [(one, _erase(db, one, words, step)) for one in found]
    for one in held:
        one.path.unlink(missing_ok=True)
    workspace.erase_words(db, telling)
    return Erasure(done, len(held))


def is_telling(word: str) -> bool:
    """Whether an id can be told from other words of a text: a 7 or a name cannot, an account number or an address can."""
    return len(word) >= SHORTEST_TELLING and any(sign.isdigit() or sign == "@" for sign in word)


def _erase(db: Path, found: Traces, words: list[str], step: Step) -> int:
    current = open_generation(store.current_generation(db, found.dataset))
    version = current.number
    step(f"erasing from {found.dataset}")
    if _is_in(current, words):
        with store.new_generation(db, found.dataset, []) as draft:
            _copy_without(draft.connection, current, words)
            prepare(draft.connection, current.definition, step)
            write_origin(draft.connection, replace(current.origin, version=None))
            step("putting it in place")
            version = draft.number
    step("removing older copies")
    store.forget_generations(db, found.dataset, store.current_generation(db, found.dataset))
    for path in found.files:
        path.unlink(missing_ok=True)
    return version


def _words(db: Path, customer_id: str) -> list[str]:
    """The id, and the keyed hash that stands for it where ids were pseudonymised."""
    if not customer_id:
        raise UserError("An id is needed: say which customer is to be erased.")
    key = db / KEY_FILE
    return [customer_id, pseudonym(customer_id, key.read_bytes())] if key.exists() else [customer_id]


def _traces(db: Path, dataset: str, words: list[str]) -> Traces:
    kept = [open_generation(path) for path in store.generations(db, dataset)]
    files = tuple(path for path in store.refused_files(db, dataset) if _stands_in(path, words))
    texts = sum(map(len, _texts(kept[-1], words).values()))
    return Traces(dataset, _own(kept[-1], words), texts, sum(_is_in(one, words) for one in kept), files)


def _is_in(generation: Generation, words: list[str]) -> bool:
    return bool(_own(generation, words) or _texts(generation, words) or _is_in_reports(generation, words))


def _own(generation: Generation, words: list[str]) -> int:
    return generation.rows("select count(*) from events where customer_id in (select unnest($words))", {"words": words})[0][0]


def _is_in_reports(generation: Generation, words: list[str]) -> bool:
    return any(_scrubbed(report, words) != report for report in generation.loads)


def _texts(generation: Generation, words: list[str]) -> dict[str, list[tuple[int, str | None]]]:
    """By column of `events` the texts of other customers that name the customer: event_no, and what stands there without them."""
    found: dict[str, list[tuple[int, str | None]]] = {}
    telling = [f"contains({{0}}, $word_{number})" for number, word in enumerate(words) if is_telling(word)]
    condition = " or ".join(["{0} in (select unnest($words))", *telling])
    values = {"words": words, **{f"word_{number}": word for number, word in enumerate(words) if is_telling(word)}}
    columns = _text_columns(generation)
    for some in batched(columns):
        holds = " or ".join(condition.format(name) for name in some)
        names = ", ".join(some)
        rows = generation.rows(f"select event_no, {names} from events where {OTHERS} and ({holds})", values)
        for event_no, *texts in rows:
            for name, text in zip(some, texts, strict=True):
                if text is not None and (told := _without(name, text, words)) != text:
                    found.setdefault(name, []).append((event_no, told))
    return found


def _without(column: str, text: str, words: list[str]) -> str | None:
    """A field that is the id becomes blank; only the touchpoint may not be."""
    return None if text in words and column != '"touchpoint"' else _scrubbed(text, words)


def _text_columns(generation: Generation) -> list[str]:
    rows = generation.rows("select column_name from duckdb_columns() where table_name = 'events' and data_type = 'VARCHAR'")
    return [f'"{name}"' for (name,) in rows if name != "customer_id"]


def _copy_without(connection, current: Generation, words: list[str]) -> None:
    """The facts without the customer: their events gone, the id taken out of those of others and out of the reports of loads."""
    connection.execute(f"create table events as from previous.events where {OTHERS}", {"words": words})
    for name, changed in _texts(current, words).items():
        connection.execute("create temp table changed (event_no bigint, told varchar)")
        connection.executemany("insert into changed values (?, ?)", changed)
        connection.execute(f"update events set {name} = changed.told from changed where changed.event_no = events.event_no")
        connection.execute("drop table changed")
    connection.execute("create table attributes as from previous.attributes")
    connection.execute("create table loads as from previous.loads")
    for number, report in connection.execute("select load_no, report from loads").fetchall():
        told = json.dumps(_scrubbed(json.loads(report), words))
        connection.execute("update loads set report = $told where load_no = $number", {"told": told, "number": number})


def _scrubbed(value, words: list[str]):
    """The same without the id: texts that are it, that quote it, or, where it is telling, that hold it as a word."""
    if isinstance(value, dict):
        return {key: _scrubbed(inner, words) for key, inner in value.items()}
    if isinstance(value, list):
        return [_scrubbed(inner, words) for inner in value]
    for word in words if isinstance(value, str) else ():
        value = IN_PLACE_OF_THE_ID if value == word else value.replace(repr(word), repr(IN_PLACE_OF_THE_ID))
        if is_telling(word):
            value = re.sub(rf"(?<!\w){re.escape(word)}(?!\w)", IN_PLACE_OF_THE_ID, value)
    return value


def _stands_in(path: Path, words: list[str]) -> bool:
    """Whether a text file holds one of the words, as it is or as CSV and reports write it: anywhere, or as a whole cell where it
    cannot be told from other words.
    """
    text = path.read_text(encoding="utf-8", errors="replace")
    for word in words:
        spelt = {word, word.replace('"', '""'), repr(word)[1:-1]}
        whole = "|".join(rf"(?:^|[,;\t|\"' ]){re.escape(one)}(?:$|[,;\t|\"'\r ])" for one in spelt)
        if any(one in text for one in spelt) if is_telling(word) else re.search(whole, text, re.MULTILINE):
            return True
    return False
