"""A table as a plain CSV that the rest of the import reads: texts of cells, names of columns, a fingerprint."""

import csv
import hashlib
import json
from collections import Counter
from collections.abc import Iterable
from datetime import date, datetime, time
from pathlib import Path

from journey.ingest.limits import COLUMN_LIMIT, FIELD_LIMIT
from journey.ingest.unpack import Part
from journey.model.errors import BadFile
from journey.model.progress import BEAT_ROWS, beat


def cell_text(value: object) -> str:
    """A cell as the text that a CSV would hold: ISO times, whole numbers without a point."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    if isinstance(value, datetime):
        return value.isoformat(sep=" ")
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, bytes):
        return value.decode("utf-8", "backslashreplace")
    return (
        json.dumps(value, ensure_ascii=False, default=str)
        if isinstance(value, dict | list)
        else str(value)
    )


def write_rows(rows: Iterable[tuple[int, list[str]]], target: Path) -> list[int]:
    """Write the rows; returns the number of each."""
    numbers = []
    with target.open("w", encoding="utf-8", newline="", errors="backslashreplace") as file:
        writer = csv.writer(file, quoting=csv.QUOTE_ALL, lineterminator="\n")
        for number, texts in rows:
            if number % BEAT_ROWS == 0:
                beat(f"{number:,} rows")
            numbers.append(number)
            writer.writerow(
                [text.replace("\0", "")[: FIELD_LIMIT + 1] for text in texts]
            )  # longer ones are refused later
    return numbers


def column_names(name: str, header: list[str]) -> tuple[tuple[str, ...], list[str]]:
    """Distinct names of the columns; those without one are numbered, repeated ones counted, with notes about both."""
    plain = [" ".join(text.split()) or f"column {number}" for number, text in enumerate(header, 1)]
    if len(plain) > COLUMN_LIMIT:
        raise BadFile(name, f"has {len(plain):,} columns: at most {COLUMN_LIMIT:,} can be loaded.")
    counted = Counter(plain)
    seen_so_far: Counter[str] = Counter()
    columns = []
    for text in plain:
        seen_so_far[text] += 1
        occurrence = seen_so_far[text]
        while occurrence > 1 and f"{text} ({occurrence})" in counted:
            occurrence += 1
        columns.append(text if occurrence == 1 else f"{text} ({occurrence})")
    repeated = [text for text, count in counted.items() if count > 1]
    return tuple(columns), [
        f"several columns are named {text!r}: the later ones are called {text + ' (2)'!r} and so on"
        for text in repeated[:3]
    ]


def fingerprint(part: Part) -> str:
    with part.path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
