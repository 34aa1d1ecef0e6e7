"""Copies of a file that can be read: its text in UTF-8, or with the lines empty that are too long."""

import codecs
from collections import Counter
from collections.abc import Container, Iterator
from pathlib import Path

from journey.ingest.encoding.damage import utf8_damage
from journey.ingest.encoding.decoding import DOS_LETTERS, MIXED, REPLACED, decoded, dos_letters
from journey.ingest.unpack import CHUNK, Part, opened
from journey.model.errors import BadFile
from journey.model.progress import BEAT_ROWS, beat


def as_utf8(part: Part, encoding: str, target: Path, returns_end_lines: bool = False) -> str:
    """Write the file's text in UTF-8 to the target; returns a note about it. Raises UserError where it does not fit."""
    found: Counter = Counter()
    try:
        with target.open("w", encoding="utf-8", newline="") as out:
            for text in _texts(part, encoding, found):
                out.write(text.replace("\r", "\n") if returns_end_lines else text)
    except UnicodeError as error:
        raise BadFile(
            part.name,
            f"cannot be read as {encoding} ({error}): name another encoding, or copy it again.",
        ) from None
    if encoding == REPLACED:
        return f"the text is read as {utf8_damage(part).sentence()}"
    note = f"the text is read as {'Windows-1252' if encoding == MIXED else encoding}"
    if not found:
        return note
    kinds = ", ".join(
        f"0x{byte:02X} as {DOS_LETTERS[byte]} ({count:,})" for byte, count in found.most_common()
    )
    return f"{note}; inside words single bytes are read in DOS code page 850: {kinds}"


def _texts(part: Part, encoding: str, found: Counter) -> Iterator[str]:
    """The text piece by piece; DOS letters among it are counted in `found`."""
    with opened(part.path, part.compression, part.name) as file:
        if encoding == MIXED:
            for index, line in enumerate(file):
                if index % BEAT_ROWS == 0:
                    beat(f"{index:,} lines")
                found.update(dos_letters([line]))
                yield decoded(line, MIXED)
            return
        decoder = codecs.getincrementaldecoder("utf-8" if encoding == REPLACED else encoding)(
            "replace" if encoding == REPLACED else "strict"
        )
        while chunk := file.read(CHUNK):
            beat("another encoding")
            yield decoder.decode(chunk)
        yield decoder.decode(b"", True)


def without_lines(part: Part, numbers: Container[int], target: Path) -> None:
    """Copy the file with these lines empty, so that all others keep their numbers."""
    with opened(part.path, part.compression, part.name) as file, target.open("wb") as out:
        number = 1
        while piece := file.readline(CHUNK):
            is_end = piece.endswith(b"\n")
            if number not in numbers:
                out.write(piece)
            elif is_end:
                out.write(b"\n")
            number += is_end
