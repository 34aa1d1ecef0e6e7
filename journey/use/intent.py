"""Which customer an erasure is about, written down without the id, so that a later start can find them again and end it."""

import hmac
import re
from collections.abc import Iterable, Iterator
from hashlib import sha256
from pathlib import Path

from journey.data import store, workspace
from journey.data.generation import Generation, open_generation
from journey.data.sql import batched
from journey.ingest.ids import key_check, pseudonym, read_key, read_or_make_key
from journey.model.errors import UserError
from journey.use.backup import backups, customer_ids

ERASURE = "erasure"
KEY_FILE = "erasure.key"
START, END = (
    re.compile(r"(?<!\w)"),
    re.compile(r"(?!\w)"),
)  # where a word of a text can begin and end


def of(db: Path, words: list[str], datasets: list[str], is_all: bool) -> dict:
    """What is written down: a keyed hash and the length of each word to be erased, in which datasets, and whether in all."""
    try:
        key = read_or_make_key(db, KEY_FILE)
    except UserError:  # it served erasures of the past alone
        (db / KEY_FILE).unlink()
        key = read_or_make_key(db, KEY_FILE)
    hashes = [[_hash(word, key), len(word)] for word in words]
    return {"words": hashes, "datasets": datasets, "is_all": is_all, "key": key_check(key)}


def is_of(db: Path, intent: dict, words: list[str]) -> bool:
    """Whether this is the erasure of these words."""
    key = _key(db, intent)
    return key is not None and any(_hash(word, key) in _hashes(intent) for word in words)


def words(db: Path, intent: dict) -> list[str] | None:
    """The words themselves where one of them still stands anywhere, empty where none does; None without the key to tell."""
    key = _key(db, intent)
    if key is None:
        return None
    for texts in _texts_to_search(db, intent["datasets"]):
        word = next(filter(None, (_word_in(text, intent, key) for text in texts)), None)
        if word:
            pseudonyms = read_key(db)
            return [word, pseudonym(word, pseudonyms)] if pseudonyms else [word]
    return []


def _key(db: Path, intent: dict) -> bytes | None:
    """The key that the words were hashed with; None where it is lost or another one."""
    try:
        key = read_key(db, KEY_FILE)
    except UserError:
        return None
    return key if key and key_check(key) == intent["key"] else None


def _texts_to_search(db: Path, datasets: list[str]) -> Iterator[Iterable[str]]:
    """Texts in which a word may stand, those that are looked through fast first."""
    kept = [
        open_generation(path)
        for name in datasets
        if name in store.datasets(db)
        for path in store.generations(db, name)
    ]
    for generation in kept:
        yield (row[0] for row in generation.rows("select distinct customer_id from events"))
    yield workspace.texts(db)
    for backup in backups(db):
        yield customer_ids(db, backup)
    for name in datasets:
        for path in store.refused_files(db, name) if name in store.datasets(db) else ():
            yield path.read_text(encoding="utf-8", errors="replace").splitlines()
    for generation in kept:
        yield [text for report in generation.loads for text in _strings(report)]
        yield from _texts(generation)


def _texts(generation: Generation) -> Iterator[Iterable[str]]:
    columns = generation.rows(
        "select column_name from duckdb_columns() where table_name = 'events' and data_type = 'VARCHAR'"
    )
    for batch in batched([f'"{name}"' for (name,) in columns]):
        for name in batch:
            yield (
                row[0]
                for row in generation.rows(
                    f"select distinct {name} from events where {name} is not null"
                )
            )


def _strings(value: object) -> Iterator[str]:
    """All texts in what was JSON."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for inner in value.values() if isinstance(value, dict) else value:
            yield from _strings(inner)


def _word_in(text: str, intent: dict, key: bytes) -> str | None:
    """The word that is erased, where the text is it or holds it between two edges."""
    hashes = _hashes(intent)
    if _hash(text, key) in hashes:
        return text
    starts, ends = ({edge.start() for edge in pattern.finditer(text)} for pattern in (START, END))
    for length in {length for _, length in intent["words"]}:
        for start in starts:
            if start + length in ends and _hash(text[start : start + length], key) in hashes:
                return text[start : start + length]
    return None


def _hashes(intent: dict) -> set[str]:
    return {digest for digest, _ in intent["words"]}


def _hash(word: str, key: bytes) -> str:
    return hmac.new(key, word.encode("utf-8", "surrogatepass"), sha256).hexdigest()
