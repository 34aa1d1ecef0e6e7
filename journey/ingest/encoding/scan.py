"""What a file's bytes tell of its encoding: its first ones, and one pass over all, so that nothing unreadable slips through."""

import codecs
import hashlib
from dataclasses import dataclass, field

from journey.ingest.encoding.decoding import is_utf8
from journey.ingest.limits import LINE_LIMIT
from journey.ingest.unpack import CHUNK, Bytes, Part, opened
from journey.model.errors import BadFile
from journey.model.progress import beat

LINES_KEPT = 2000
LONG_LINE = 1 << 19  # bytes
UTF8 = ("utf-8", "utf8", "utf-8-sig")
BOMS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


@dataclass(frozen=True)
class ByteScan:
    """What one pass over all bytes of a file finds; `lines` counts line feeds and a last line without one, `longest` is a bound of
    the longest line in bytes, `has_lone_returns` whether some returns stand without a line feed, `too_long` are the numbers of
    lines that are too long for any table.
    """

    sha256: str
    lines: int
    is_utf8: bool
    has_only_returns: bool
    non_utf8_lines: list[bytes] = field(default_factory=list)
    first_non_utf8: tuple[int, int] = (0, 0)
    longest: int = 0
    has_lone_returns: bool = False
    too_long: tuple[int, ...] = ()


def bom_encoding(part: Part) -> str | None:
    """The encoding that the first bytes name or betray: UTF-16 and UTF-32, with a mark or with their zeros."""
    with opened(part.path, part.compression, part.name) as file:
        start = file.read(4096)
    for mark, name in BOMS:
        if start.startswith(mark):
            return name
    even, odd = start[::2].count(0), start[1::2].count(0)
    if (
        len(start) >= 8
        and max(even, odd) > 0.3 * len(start) / 2
        and min(even, odd) < 0.05 * len(start) / 2
    ):
        return "utf-16-be" if even > odd else "utf-16-le"
    return None


@dataclass
class _NonUtf8:
    """The lines that are not UTF-8, the first of many, and line and byte of the first bad place."""

    part: Part
    lines: list[bytes] = field(default_factory=list)
    first: tuple[int, int] = (0, 0)

    def look_at(self, text: bytes, before: int) -> None:
        """Look through a text that `before` lines stand above; raises BadFile for NUL bytes."""
        if b"\0" in text:
            line_no = before + 1 + text.count(b"\n", 0, text.index(b"\0"))
            raise BadFile(
                self.part.name,
                f"is not a text file (NUL byte in line {line_no}): load a CSV, XLSX, JSON, Parquet or XES file.",
            )
        if text.isascii() or is_utf8(text):
            return
        for number, line in enumerate(text.split(b"\n"), before + 1):
            try:
                line.decode("utf-8")
            except UnicodeDecodeError as error:
                if not self.lines:
                    self.first = (number, line[error.start])
                if len(self.lines) < LINES_KEPT:
                    self.lines.append(line)


def scan_bytes(part: Part) -> ByteScan:
    """One pass over every byte; raises UserError for NUL bytes."""
    digest, lines, rest, non_utf8 = hashlib.sha256(), 0, b"", _NonUtf8(part)
    too_long: list[int] = []
    returns = feeds = pairs = longest = 0
    with opened(part.path, part.compression, part.name) as file:
        while chunk := file.read(CHUNK):
            digest.update(chunk)
            beat(f"{lines:,} lines")
            complete_lines, end, rest = (rest + chunk).rpartition(b"\n")
            longest_here = _long_line(complete_lines)
            if longest_here > LINE_LIMIT:
                too_long += _too_long(complete_lines, lines)
            non_utf8.look_at(complete_lines, lines)
            lines += complete_lines.count(b"\n") + len(end)
            returns, feeds = returns + chunk.count(b"\r"), feeds + chunk.count(b"\n")
            pairs += complete_lines.count(b"\r\n") + complete_lines.endswith(b"\r")
            longest = max(longest, len(rest), longest_here)
            if len(rest) > LINE_LIMIT:
                too_long.append(lines + 1)
                rest = _first_of_next_line(file, digest)
                lines += 1
    non_utf8.look_at(rest, lines)
    return ByteScan(
        digest.hexdigest(),
        lines + rest.count(b"\n") + (bool(rest) and not rest.endswith(b"\n")),
        not non_utf8.lines,
        bool(returns) and not feeds,
        non_utf8.lines,
        non_utf8.first,
        longest,
        returns > pairs,
        tuple(too_long),
    )


def _too_long(text: bytes, before: int) -> list[int]:
    """The numbers of its lines that are too long for any table."""
    lines = enumerate(text.split(b"\n"), before + 1)
    return [number for number, line in lines if len(line) > LINE_LIMIT]


def _first_of_next_line(file: Bytes, digest: "hashlib._Hash") -> bytes:
    """Read on to the end of a line that is too long for any table; returns what was read of the next one."""
    while chunk := file.read(CHUNK):
        digest.update(chunk)
        _, end, rest = chunk.partition(b"\n")
        if end:
            return rest
    return b""


def _long_line(text: bytes) -> int:
    """The length of the longest line, where one may be longer than a mebibyte; 0 where a line feed stands in each of them."""
    if all(
        b"\n" in text[start : start + LONG_LINE]
        for start in range(0, len(text) - LONG_LINE, LONG_LINE)
    ):
        return 0
    return max(map(len, text.split(b"\n")))
