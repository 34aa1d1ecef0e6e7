"""What lies inside a file: one table as it is, or the tables of a zip archive, each under a name of its own."""

import gzip
import re
import struct
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from io import BufferedReader
from pathlib import Path, PurePosixPath

from journey.data.room import is_no_room
from journey.ingest.limits import BOMB_FROM, BOMB_RATIO, MEMBER_LIMIT, UNPACKED_LIMIT
from journey.model.errors import BadFile

CHUNK = 4 << 20
MAGIC_BYTES, ZIP = 4096, b"PK\x03\x04"
TABLE_ENDINGS = (
    ".csv",
    ".tsv",
    ".txt",
    ".tab",
    ".json",
    ".jsonl",
    ".ndjson",
    ".parquet",
    ".xlsx",
    ".gz",
    ".dat",
    ".log",
    ".xes",
    ".xml",
)
FOREIGN = {
    b"\x89PNG": "a PNG picture",
    b"\xff\xd8\xff": "a JPEG picture",
    b"GIF8": "a GIF picture",
    b"%PDF": "a PDF document",
    b"\xd0\xcf\x11\xe0": "an Excel file of before 2007 (.xls)",
    b"7z\xbc\xaf": "a 7z archive",
    b"Rar!": "a RAR archive",
    b"SQLite format 3": "an SQLite database",
    b"\x7fELF": "a program",
    b"MZ\x90\0": "a program",
    b"\x28\xb5\x2f\xfd": "a zstd archive",
    b"BZh9": "a bzip2 archive",
    b"{\\rtf": "an RTF document",
}


@dataclass(frozen=True)
class Part:
    """One table of a file: `path` can be read, `name` is for people, `compression` is none or gzip."""

    path: Path
    name: str
    kind: str  # text, parquet, xlsx, json or xes
    compression: str = "none"


def parts(path: Path, folder: Path) -> tuple[list[Part], list[str]]:
    """The tables in the file, and the names of an archive's members that are none; unpacked ones lie in the folder.

    Raises UserError where there is nothing that could be a table.
    """
    if not path.is_file():
        raise BadFile(path, "is not a file: check the name.")
    head = _head(path)
    if head[:4] == ZIP:
        return ([_workbook(path)], []) if _is_workbook(path) else _members(path, folder)
    return [_part(path, path.name)], []


def _part(path: Path, name: str) -> Part:
    head = _head(path)
    if not head.strip():
        raise BadFile(name, "is empty: export the events again.")
    for magic, words in FOREIGN.items():
        if head.startswith(magic):
            raise BadFile(
                name,
                f"is {words}, not a table of events: export the events as CSV, XLSX, JSON, Parquet or XES.",
            )
    if head[:4] == b"PAR1":
        return Part(path, name, "parquet")
    if head[:4] == ZIP:
        raise BadFile(name, "is an archive inside an archive: unpack it first.")
    compression = "gzip" if head[:2] == b"\x1f\x8b" else "none"
    return Part(path, name, _kind_of_text(path, name, compression), compression)


def _kind_of_text(path: Path, name: str, compression: str) -> str:
    with opened(path, compression, name) as file:
        start = file.read(MAGIC_BYTES).lstrip(b"\xef\xbb\xbf \t\r\n")
    if not start:
        raise BadFile(name, "is empty: export the events again.")
    if path.suffix.lower() == ".parquet":
        raise BadFile(name, "is not a whole Parquet file: export it again.")
    if start[:4] in (b"PAR1", ZIP) or start[:2] == b"\x1f\x8b":
        raise BadFile(name, "holds another packed file inside gzip: unpack it first.")
    if start[:1] == b"<" and re.match(rb"<(\?xml|!doctype|html|!--|[a-z])", start, re.IGNORECASE):
        if re.search(rb"<log[\s>]", start):
            return "xes"
        kind = (
            "a web page"
            if re.search(rb"<html", start, re.IGNORECASE)
            else "XML of another kind than XES"
        )
        raise BadFile(
            name,
            f"is {kind}, not a table of events: export the events as CSV, XLSX, JSON, Parquet or XES.",
        )
    return "json" if start[:1] in (b"{", b"[") and start[:2] != b"{\\" else "text"


def _head(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(16)


@contextmanager
def _archive(path: Path) -> Iterator[zipfile.ZipFile]:
    try:
        with zipfile.ZipFile(path) as archive:
            yield archive
    except (zipfile.BadZipFile, NotImplementedError, ValueError, EOFError, struct.error) as error:
        raise BadFile(
            path.name, f"is no whole archive or workbook ({error}): copy or save it again."
        ) from None


def _is_workbook(path: Path) -> bool:
    with _archive(path) as archive:
        return "xl/workbook.xml" in archive.namelist()


def _workbook(path: Path) -> Part:
    with _archive(path) as archive:
        _refuse_bomb(path, archive.infolist())
    return Part(path, path.name, "xlsx")


def _members(path: Path, folder: Path) -> tuple[list[Part], list[str]]:
    tables, left_out = [], []
    with _archive(path) as archive:
        infos = [
            info
            for info in archive.infolist()
            if not info.is_dir() and not _is_rubbish(info.filename)
        ]
        _refuse_bomb(path, infos)
        for number, info in enumerate(infos, 1):
            name = PurePosixPath(info.filename.replace("\\", "/")).name
            if PurePosixPath(name).suffix.lower() not in TABLE_ENDINGS:
                left_out.append(name)
                continue
            target = folder / f"member-{number}"
            _unpack(archive, info, target, path.name)
            if target.stat().st_size == 0:
                left_out.append(name)
            elif _head(target)[:4] == ZIP and _is_workbook(target):
                tables.append(replace(_workbook(target), name=f"{path.name}/{name}"))
            else:
                tables.append(_part(target, f"{path.name}/{name}"))
    if not tables:
        raise BadFile(
            path.name, "holds no table: put CSV, XLSX, JSON, Parquet or XES files into the archive."
        )
    return tables, left_out


def _is_rubbish(name: str) -> bool:
    return (
        name.startswith("__MACOSX/")
        or PurePosixPath(name).name.startswith("._")
        or name.endswith(".DS_Store")
    )


def _refuse_bomb(path: Path, infos: list[zipfile.ZipInfo]) -> None:
    unpacked, packed = sum(info.file_size for info in infos), path.stat().st_size
    if len(infos) > MEMBER_LIMIT:
        raise BadFile(
            path.name,
            f"holds {len(infos):,} files: at most {MEMBER_LIMIT:,} are taken; pack fewer.",
        )
    if unpacked > UNPACKED_LIMIT or (unpacked > BOMB_FROM and unpacked > BOMB_RATIO * packed):
        raise BadFile(
            path.name,
            f"would unpack to {unpacked / 2**20:,.0f} MB, {unpacked // max(packed, 1):,} times its size: "
            "unpack it yourself and load the files if you trust it.",
        )


def _unpack(archive: zipfile.ZipFile, info: zipfile.ZipInfo, target: Path, name: str) -> None:
    try:
        with archive.open(info) as packed, target.open("wb") as out:
            left = info.file_size
            while chunk := packed.read(CHUNK):
                left -= len(chunk)
                if left < 0:
                    raise BadFile(name, "lies about the size of what it holds: pack it again.")
                out.write(chunk)
    except (
        zipfile.BadZipFile,
        zlib.error,
        EOFError,
        RuntimeError,
        NotImplementedError,
        OSError,
    ) as error:
        if is_no_room(error):
            raise
        raise BadFile(
            name, f"cannot be unpacked ({error}): pack it again, without a password."
        ) from None


class _BombGuard(gzip.GzipFile):
    """A gzip file that stops when far more comes out of it than any table would pack into it."""

    name_for_people = ""
    packed_bytes = 0

    def read(self, size: int | None = -1) -> bytes:
        chunk = super().read(size)
        out = self.tell()
        if out > UNPACKED_LIMIT or (out > BOMB_FROM and out > BOMB_RATIO * self.packed_bytes):
            raise BadFile(
                self.name_for_people,
                f"unpacks to more than {BOMB_RATIO} times its size: "
                "unpack it yourself and load the file if you trust it.",
            )
        return chunk


Bytes = BufferedReader | gzip.GzipFile  # a file's bytes as they are read, plain or unpacked


@contextmanager
def opened(path: Path, compression: str, name: str) -> Iterator[Bytes]:
    """The file's bytes, unpacked; raises UserError where they cannot be read to their end."""
    try:
        if compression == "gzip":
            with _BombGuard(path) as guard:
                guard.name_for_people, guard.packed_bytes = name, max(path.stat().st_size, 1)
                yield guard
        else:
            with path.open("rb") as file:
                yield file
    except (EOFError, gzip.BadGzipFile, zlib.error, OSError) as error:
        if is_no_room(error):
            raise
        raise BadFile(
            name, f"cannot be read to its end ({error}): export or copy it again."
        ) from None
