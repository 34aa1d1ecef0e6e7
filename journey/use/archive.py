"""A backup as a file: which members it has, and how they are read from an archive that nobody has to trust."""

import json
import re
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from journey.data.room import is_no_room
from journey.model.errors import BadFile, UserError

FORM = 1
FACTS = ("events", "attributes", "loads")
MANIFEST, DEFINITION, OPINIONS, TEMPLATES, REFUSED = (
    "manifest.json",
    "journey.toml",
    "workspace.json",
    "templates/",
    "refused/",
)
REFUSED_MEMBER = re.compile(r"refused/refused-[0-9-]+\.(csv|reasons\.txt|left-out\.csv)")
LARGEST_TEXT = 64 << 20  # bytes of a member that is read into memory
CHUNK = 4 << 20
BROKEN = (
    KeyError,
    zipfile.BadZipFile,
    UnicodeDecodeError,
    RuntimeError,
    NotImplementedError,
    EOFError,
)


@contextmanager
def opened(path: Path) -> Iterator[zipfile.ZipFile]:
    """The archive; raises UserError where it is none, also while it is being read."""
    if not path.is_file():
        raise broken(path, "it is no file")
    try:
        with zipfile.ZipFile(path) as archive:
            yield archive
    except BROKEN as error:
        raise broken(path, str(error)) from None
    except OSError as error:
        if is_no_room(error):
            raise
        raise broken(path, str(error)) from None


@dataclass(frozen=True)
class Manifest:
    """What a backup says of itself: its dataset and version, how many events, and when it was made (ISO 8601)."""

    dataset: str
    version: int
    events: int
    made_at: str


def manifest(path: Path) -> Manifest:
    with opened(path) as archive:
        try:
            table = json.loads(text(archive, path, MANIFEST))
            if table["form"] != FORM:
                raise broken(path, f"its form {table['form']!r} is not known to this program")
            return Manifest(
                str(table["dataset"]),
                int(table["version"]),
                int(table["events"]),
                str(table["made_at"]),
            )
        except (ValueError, TypeError, KeyError):
            raise broken(path, f"{MANIFEST} is not what it writes") from None


def text(archive: zipfile.ZipFile, path: Path, member: str) -> str:
    if archive.getinfo(member).file_size > LARGEST_TEXT:
        raise broken(path, f"{member} is too large")
    return archive.read(member).decode("utf-8")


def unpacked(archive: zipfile.ZipFile, path: Path, member: str, folder: Path) -> Path:
    """The member as a file."""
    info = _stored(archive, path, member)
    with archive.open(info) as source, (folder / member).open("wb") as target:
        while chunk := source.read(CHUNK):
            target.write(chunk)
    return folder / member


def content(archive: zipfile.ZipFile, path: Path, member: str) -> bytes:
    return archive.read(_stored(archive, path, member))


def _stored(archive: zipfile.ZipFile, path: Path, member: str) -> zipfile.ZipInfo:
    """A member has to stand in the archive as it is, so that it cannot be more than the archive's size."""
    info = archive.getinfo(member)
    if info.compress_type != zipfile.ZIP_STORED:
        raise broken(path, f"{member} is packed in a way that this program does not use")
    return info


def check(path: Path) -> None:
    """Read every member to its end; raises UserError where one is not what was written."""
    with opened(path) as archive:
        wrong = archive.testzip()
    if wrong:
        raise broken(path, f"{wrong} is damaged")


def broken(path: Path, why: str) -> UserError:
    return BadFile(path.name, f"is not a whole backup of this program ({why}): take another one.")
