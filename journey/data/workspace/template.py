"""Templates: the .pptx files whose look decks take, kept under a name for all datasets."""

import html
import io
import re
import sqlite3
import zipfile
from collections.abc import Iterator
from pathlib import Path

from journey.data.workspace.file import has_table, rows, writing

LARGEST_PART = 16 << 20  # bytes of a part that is looked through
TAG = re.compile(r"<[^>]*>")


def template_names(db: Path) -> list[str]:
    if not has_table(db, "templates"):
        return []
    found = rows(db, "select name from templates order by lower(name), name")
    return [name for (name,) in found]


def template_content(db: Path, name: str) -> bytes | None:
    """The file of this name; None where there is none any more."""
    if not has_table(db, "templates"):
        return None
    found = rows(db, "select content from templates where name = ?", name)
    return bytes(found[0][0]) if found else None


def save_template(db: Path, name: str, content: bytes, is_new: bool = False) -> None:
    """Keep the file under its name, in place of one that has it; with `is_new` one that has it stays."""
    with writing(db) as connection:
        verb = "ignore" if is_new else "replace"
        connection.execute(
            f"insert or {verb} into templates (name, content) values (?, ?)", (name, content)
        )


def delete_template(db: Path, name: str) -> None:
    """Decks that name it are made in the house's look from then on."""
    with writing(db) as connection:
        connection.execute("delete from templates where name = ?", (name,))
        connection.execute("update decks set template = '' where template = ?", (name,))


def template_texts(content: bytes) -> Iterator[str]:
    """The words of a template's parts, paragraph by paragraph; nothing of what is no such file."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as parts:
            for part in parts.infolist():
                if part.filename.endswith((".xml", ".rels")) and part.file_size <= LARGEST_PART:
                    yield from _words(parts.read(part))
    except (zipfile.BadZipFile, RuntimeError, NotImplementedError, OSError, EOFError):
        return


def _words(part: bytes) -> Iterator[str]:
    for paragraph in part.decode("utf-8", "replace").split("</a:p>"):
        if text := html.unescape(TAG.sub("", paragraph)).strip():
            yield text


def forget_templates_with(connection: sqlite3.Connection, pattern: re.Pattern[str]) -> int:
    """Remove the templates whose words the pattern finds; returns how many."""
    found = [
        number
        for number, content in connection.execute("select template_no, content from templates")
        if any(map(pattern.search, template_texts(bytes(content))))
    ]
    connection.executemany(
        "delete from templates where template_no = ?", [(number,) for number in found]
    )
    return len(found)
