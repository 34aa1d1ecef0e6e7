"""Records that hold a list of parts, as a conversation its messages: one row a part, beside what its record says."""

import re
import tomllib
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from typing import Any

FORMS: list[dict[str, Any]] = tomllib.loads(
    Path(__file__).with_suffix(".toml").read_text(encoding="utf-8")
)["records"]
PART, PERSON = "part", "contact"
LINE_END = re.compile(r"<br\s*/?>|</(?:p|div|li|h\d)>", re.IGNORECASE)
TAG = re.compile(r"</?[a-z][^<>]*>", re.IGNORECASE)


def is_a_record(list_path: str) -> bool:
    """Whether a document with such a list is one record that holds parts, not a list of records."""
    return any(list_path == f"{form['parts']}.item" for form in FORMS)


def parted(record: dict) -> Iterator[dict]:
    """A row for what began the record and for each of its parts, in this order; the record itself where it holds none."""
    for form in FORMS:
        parts = _inside(record, form["parts"])
        if isinstance(parts, list):
            yield from _rows(record, parts, form)
            return
    yield record


def _rows(record: dict, parts: list, form: dict[str, Any]) -> Iterator[dict]:
    people = _inside(record, form["people"])
    person = next((each for each in people or () if isinstance(each, dict)), {})
    around = {
        key: value for key, value in record.items() if key != form["parts"].partition(".")[0]
    } | {PERSON: person}
    for part in [*_openings(record, form), *parts]:
        if isinstance(part, dict):
            texts = {
                key: _plain(part[key]) for key in form["html"] if isinstance(part.get(key), str)
            }
            yield {**around, PART: {**part, **texts}}


def _openings(record: dict, form: dict[str, Any]) -> Iterator[dict]:
    for key in form["openings"]:
        if isinstance(opening := record.get(key), dict):
            own = {name: record.get(name) for name in form["opening_from_record"]}
            yield {**opening, **own, **form["opening_type"]}
            return


def _inside(record: dict, path: str) -> Any:
    value: Any = record
    for key in path.split("."):
        value = value.get(key) if isinstance(value, dict) else None
    return value


def _plain(text: str) -> str:
    """A text without the signs of HTML."""
    if not TAG.search(text):
        return text
    return unescape(TAG.sub("", LINE_END.sub("\n", text))).strip()
