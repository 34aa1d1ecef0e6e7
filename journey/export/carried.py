"""The passport that a file carries, found in it again: each format keeps it elsewhere, none of them is believed in its size."""

import io
import re
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path

from journey.export.passport import NAME, TEXT_LIMIT, Passport, unpacked
from journey.model.errors import BadFile, UserError

FILE_LIMIT = 100_000_000  # bytes of a file that is read at all
UNPACKED_LIMIT, PARTS_LIMIT = 100_000_000, 10_000  # of a zip: bytes of what is looked at, members
STREAMS_LIMIT = 100_000  # of a PDF
PNG_START = b"\x89PNG\r\n\x1a\n"
PIECE = 30_000  # letters of a passport that one cell takes
PIECES = re.compile(rf"{NAME} (\d{{1,4}})/(\d{{1,4}}) ([A-Za-z0-9+/=]+)")
MARKED = re.compile(rf"{NAME}:([A-Za-z0-9+/=]+)")
IN_PAGE = re.compile(
    rf"<(?:script|metadata)\b[^>]{{0,300}}{NAME}[^>]{{0,300}}>\s*\"?([A-Za-z0-9+/=]+)"
)
IN_METADATA = re.compile(r"<metadata\b[^>]{0,300}>\s*(?:<[^>]{0,200}>\s*)?([A-Za-z0-9+/=]{40,})")
LONG_TEXT = re.compile(r"[A-Za-z0-9+/=]{40,}")
STREAM = re.compile(rb"stream\r?\n")


def pieces(packed: str) -> list[str]:
    """The packed passport as texts short enough for cells, each of which says where it belongs."""
    parts = [packed[start : start + PIECE] for start in range(0, len(packed), PIECE)]
    return [f"{NAME} {number}/{len(parts)} {part}" for number, part in enumerate(parts, 1)]


def as_script(packed: str) -> str:
    """The packed passport as an element of a page, which runs nothing."""
    return f'<script type="application/json" id="{NAME}">"{packed}"</script>'


def marked(packed: str) -> str:
    """The packed passport as a text that can be told from any other."""
    return f"{NAME}:{packed}"


def read_passport(path: Path) -> Passport:
    """The passport of the file; raises UserError, in one sentence, where it carries none or is not what its ending says."""
    ending = path.suffix.lower()
    if ending == ".csv":
        raise BadFile(path, "is a CSV, which carries no passport: verify the .xlsx of it.")
    if ending not in READERS:
        raise BadFile(path, f"carries no passport: one of {', '.join(READERS)} does.")
    try:
        if path.stat().st_size > FILE_LIMIT:
            raise BadFile(path, "is too large to be one that this program made.")
        text = READERS[ending](path.read_bytes())
    except OSError as error:
        raise BadFile(path, f"cannot be read ({type(error).__name__}): check the name.") from None
    except (
        zipfile.BadZipFile,
        zlib.error,
        NotImplementedError,
        RuntimeError,
        EOFError,
        ValueError,
    ):
        raise BadFile(path, f"is no {ending} file that can be read.") from None
    if not text:
        raise BadFile(path, "carries no passport: only files that this program exported do.")
    try:
        return unpacked(text)
    except UserError as error:
        raise BadFile(path, "has a passport that cannot be read: it was cut or changed.") from error


def _of_page(data: bytes) -> str:
    text = data.decode("utf-8", "replace")
    found = IN_PAGE.search(text) or IN_METADATA.search(text)
    return found[1] if found else ""


def _of_png(data: bytes) -> str:
    """The text of a chunk zTXt, iTXt or tEXt of the passport's name."""
    if not data.startswith(PNG_START):
        raise ValueError("no PNG")
    place, keyword = len(PNG_START), NAME.encode() + b"\0"
    while place + 8 <= len(data):
        length, kind = struct.unpack(">I4s", data[place : place + 8])
        chunk = data[place + 8 : place + 8 + length]
        if kind in (b"zTXt", b"iTXt", b"tEXt") and chunk.startswith(keyword):
            return _chunk_text(kind, chunk[len(keyword) :]).decode("ascii", "replace")
        place += 12 + length
    return ""


def _chunk_text(kind: bytes, chunk: bytes) -> bytes:
    if kind == b"tEXt":
        return chunk
    if kind == b"zTXt":
        return _inflated(chunk[1:])
    is_compressed, rest = chunk[:1] == b"\1", chunk[2:]
    text = rest.split(b"\0", 2)[2]  # after the language and the keyword in it
    return _inflated(text) if is_compressed else text


def _inflated(data: bytes, limit: int = TEXT_LIMIT) -> bytes:
    return zlib.decompressobj().decompress(data, limit)


def _of_pdf(data: bytes) -> str:
    """The attachment: the one stream that begins with the passport's mark, packed or plain."""
    if not data.startswith(b"%PDF-"):
        raise ValueError("no PDF")
    mark = NAME.encode()
    for start in (found.end() for found in islice(STREAM.finditer(data), STREAMS_LIMIT)):
        begun = data[start : start + len(mark)]
        if begun != mark:
            try:
                begun = _inflated(data[start : start + 4096], len(mark))
            except zlib.error:
                continue
        if begun == mark:
            end = data.find(b"endstream", start)
            stream = data[start:end]
            text = stream if stream.startswith(mark) else _inflated(stream)
            found = MARKED.match(text.decode("ascii", "replace"))
            return found[1] if found else ""
    return ""


def _of_workbook(data: bytes) -> str:
    """The pieces in its cells, in their order, also where another program wrote the workbook anew."""
    found: dict[int, str] = {}
    total = 0
    for text in _parts(data, lambda name: name.startswith("xl/") and name.endswith(".xml")):
        for number, last, piece in PIECES.findall(text):
            found[int(number)] = piece
            total = int(last)
    return "".join(found.get(number, "") for number in range(1, total + 1))


def _of_deck(data: bytes) -> str:
    """The property or the part of the package that holds it."""

    def is_place(name: str) -> bool:
        return name == "docProps/custom.xml" or name.startswith("customXml/item")

    for text in _parts(data, is_place):
        if NAME in text:
            rest = text[text.index(NAME) + len(NAME) :]
            return "".join(LONG_TEXT.findall(rest))
    return ""


def _parts(data: bytes, is_wanted: Callable[[str], bool]) -> Iterator[str]:
    """The texts of the members of a zip that are wanted."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        members, left = package.infolist(), UNPACKED_LIMIT
        if len(members) > PARTS_LIMIT:
            raise ValueError("too many members")
        for member in members:
            if is_wanted(member.filename):
                left -= member.file_size
                if left < 0:
                    raise ValueError("too large")
                yield package.read(member).decode("utf-8", "replace")


READERS: dict[str, Callable[[bytes], str]] = {
    ".pptx": _of_deck,
    ".xlsx": _of_workbook,
    ".html": _of_page,
    ".pdf": _of_pdf,
    ".svg": _of_page,
    ".png": _of_png,
}
