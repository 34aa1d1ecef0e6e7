"""How a file's bytes become text: found out over the whole file, noted, and asked where several encodings fit."""

import codecs
import hashlib
import re
from collections import Counter
from collections.abc import Container, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from journey.ingest.limits import LINE_LIMIT
from journey.ingest.unpack import CHUNK, Bytes, Part, opened
from journey.model.errors import BadFile, Question
from journey.model.progress import BEAT_ROWS, beat

UTF8 = ("utf-8", "utf8", "utf-8-sig")
MIXED, REPLACED = "mixed", "utf-8-replaced"
REPLACEMENT, LINES_SHOWN, SAMPLES = "\ufffd", 5, 3
BROKEN_SHARE_LIMIT = 0.1  # broken places for each good sign
# A sign of UTF-8 that was cut, as programs do that count bytes: what is there of it looks like no other encoding.
CUT_SIGN = re.compile(
    rb"[\xe0-\xef][\x80-\xbf](?![\x80-\xbf])|[\xf0-\xf4][\x80-\xbf]{1,2}(?![\x80-\xbf])"
)
BOMS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
LINES_KEPT, SAMPLE_WIDTH = 2000, 40
LONG_LINE = 1 << 19  # bytes
# Bytes that Windows-1252 reads as signs and DOS code page 850 as letters; those that touch words as signs too are left out.
DOS_LETTERS = {
    byte: bytes([byte]).decode("cp850")
    for byte in (
        0x80,
        0x81,
        0x82,
        0x83,
        0x84,
        0x87,
        0x88,
        0x89,
        0x8A,
        0x8B,
        0x8C,
        0x8D,
        0x90,
        0x96,
        0x97,
    )
}
WINDOWS_CAPITALS = frozenset(
    (0x8A, 0x8C)
)  # capital letters in Windows-1252: implausible behind a small one
WORD = re.compile(rb"[^\s,;\"|]+")
HIGH = re.compile(rb"[\x80-\xff]+")


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


def scan_bytes(part: Part) -> ByteScan:
    """One pass over every byte, so that nothing unreadable slips through; raises UserError for NUL bytes."""
    digest, lines, rest, first_non_utf8 = hashlib.sha256(), 0, b"", (0, 0)
    bad_lines: list[bytes] = []
    too_long: list[int] = []
    returns = feeds = pairs = longest = 0
    with opened(part.path, part.compression, part.name) as file:
        while chunk := file.read(CHUNK):
            digest.update(chunk)
            beat(f"{lines:,} lines")
            complete_lines, end, rest = (rest + chunk).rpartition(b"\n")
            longest_here = _long_line(complete_lines)
            if longest_here > LINE_LIMIT:
                too_long += [
                    lines + number
                    for number, line in enumerate(complete_lines.split(b"\n"), 1)
                    if len(line) > LINE_LIMIT
                ]
            bad_here = _non_utf8_lines(part, lines, complete_lines)
            first_non_utf8 = (
                first_non_utf8
                if first_non_utf8[0] or not bad_here
                else (lines + 1 + bad_here[0][0], bad_here[0][1])
            )
            bad_lines += [line for _, _, line in bad_here][: LINES_KEPT - len(bad_lines)]
            lines += complete_lines.count(b"\n") + len(end)
            returns, feeds = returns + chunk.count(b"\r"), feeds + chunk.count(b"\n")
            pairs += complete_lines.count(b"\r\n") + complete_lines.endswith(b"\r")
            longest = max(longest, len(rest), longest_here)
            if len(rest) > LINE_LIMIT:
                too_long.append(lines + 1)
                rest = _first_of_next_line(file, digest)
                lines += 1
    bad_here = _non_utf8_lines(part, lines, rest)
    first_non_utf8 = (
        first_non_utf8
        if first_non_utf8[0] or not bad_here
        else (lines + 1 + bad_here[0][0], bad_here[0][1])
    )
    bad_lines += [line for _, _, line in bad_here]
    return ByteScan(
        digest.hexdigest(),
        lines + rest.count(b"\n") + (bool(rest) and not rest.endswith(b"\n")),
        not bad_lines,
        bool(returns) and not feeds,
        bad_lines[:LINES_KEPT],
        first_non_utf8,
        longest,
        returns > pairs,
        tuple(too_long),
    )


def _first_of_next_line(file: Bytes, digest: "hashlib._Hash") -> bytes:
    """Read on to the end of a line that is too long for any table; returns what was read of the next one."""
    while chunk := file.read(CHUNK):
        digest.update(chunk)
        _, end, rest = chunk.partition(b"\n")
        if end:
            return rest
    return b""


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


def _long_line(text: bytes) -> int:
    """The length of the longest line, where one may be longer than a mebibyte; 0 where a line feed stands in each of them."""
    if all(
        b"\n" in text[start : start + LONG_LINE]
        for start in range(0, len(text) - LONG_LINE, LONG_LINE)
    ):
        return 0
    return max(map(len, text.split(b"\n")))


def _non_utf8_lines(part: Part, before: int, text: bytes) -> list[tuple[int, int, bytes]]:
    """(line within the text, first bad byte, line) of lines that are not UTF-8."""
    if b"\0" in text:
        line = before + 1 + text.count(b"\n", 0, text.index(b"\0"))
        raise BadFile(
            part.name,
            f"is not a text file (NUL byte in line {line}): load a CSV, XLSX, JSON or Parquet file.",
        )
    if text.isascii() or _is_utf8(text):
        return []
    bad_lines: list[tuple[int, int, bytes]] = []
    for number, bad_line in enumerate(text.split(b"\n")):
        try:
            bad_line.decode("utf-8")
        except UnicodeDecodeError as error:
            bad_lines.append((number, bad_line[error.start], bad_line))
    return bad_lines


def _is_utf8(text: bytes) -> bool:
    try:
        text.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def encoding_question(part: Part, scan: ByteScan) -> Question:
    """The question to ask about a file that is not UTF-8, with what its words would become under each answer.

    Where it is UTF-8 but for a few places, that comes first, with these replaced.
    """
    words = telling_words(scan.non_utf8_lines) or [
        _excerpt(line) for line in scan.non_utf8_lines[:SAMPLES]
    ]
    choices = {
        name: [decoded(word, name, "replace") for word in words]
        for name in candidate_encodings(scan.non_utf8_lines)
    }
    damage = utf8_damage(part)
    replaced = (
        {REPLACED: [decoded(word, "utf-8", "replace") for word in words]} if damage.good else {}
    )
    choices = replaced | choices if damage.is_slight else choices | replaced
    line, byte = scan.first_non_utf8
    sentence = f"{part.name} is not UTF-8 (byte 0x{byte:02X} in line {line})."
    return Question(
        f"{part.name} is no whole UTF-8: {damage.sentence()} would do."
        if damage.is_slight
        else sentence,
        [f"encoding={name}" for name in choices],
        "encoding",
        choices,
    )


@dataclass(frozen=True)
class Utf8Damage:
    """Characters of a file outside ASCII: how many are good UTF-8, or were before they were cut, how many places are broken, and in
    which lines these stand.
    """

    good: int
    broken: int
    lines: tuple[int, ...]

    @property
    def is_slight(self) -> bool:
        """Whether the file is UTF-8 but for a few places: other encodings hardly ever look like UTF-8 by chance."""
        return self.broken <= max(BROKEN_SHARE_LIMIT * self.good, 1) and self.good >= 1

    def sentence(self) -> str:
        """'UTF-8 with 1 place replaced (line 7)'."""
        line_numbers = ", ".join(map(str, self.lines[:LINES_SHOWN])) + (
            " and more" if len(self.lines) > LINES_SHOWN else ""
        )
        where = f"line{'s' if len(self.lines) > 1 else ''} {line_numbers}"
        return (
            f"UTF-8 with {self.broken:,} place{'s' if self.broken > 1 else ''} replaced ({where})"
        )


def utf8_damage(part: Part) -> Utf8Damage:
    """Look through the whole file once more, line by line."""
    good = broken = 0
    lines: list[int] = []
    with opened(part.path, part.compression, part.name) as file:
        for number, line in enumerate(file, 1):
            if number % BEAT_ROWS == 0:
                beat(f"{number:,} lines")
            if line.isascii():
                continue
            text = line.decode("utf-8", "replace")
            wrong = text.count(REPLACEMENT) - line.count(REPLACEMENT.encode())
            broken += wrong
            good += sum(sign > "\x7f" for sign in text) - wrong + len(CUT_SIGN.findall(line))
            lines += [number] if wrong else []
    return Utf8Damage(good, broken, tuple(lines))


def _excerpt(line: bytes) -> bytes:
    """The part of a line around its first byte that is no UTF-8."""
    try:
        line.decode("utf-8")
        return line[:SAMPLE_WIDTH]
    except UnicodeDecodeError as error:
        return line[
            max(0, error.start - SAMPLE_WIDTH // 2) : error.start + SAMPLE_WIDTH // 2
        ].strip()


def candidate_encodings(non_utf8_lines: list[bytes]) -> list[str]:
    """Encodings that could be meant, the likeliest first."""
    byte_counts = Counter(b"".join(b"".join(HIGH.findall(line)) for line in non_utf8_lines))
    is_mixed = any(byte < 0xA0 for byte in byte_counts) and bool(_dos_letters(non_utf8_lines))
    names = (
        ["cp1252", "latin-1"] if any(0x80 <= byte < 0xA0 for byte in byte_counts) else ["cp1252"]
    )
    cyrillic = (
        sum(count for byte, count in byte_counts.items() if byte >= 0xC0)
        > 4 * max(1, len(non_utf8_lines)) * 2
    )
    return [
        *([MIXED] if is_mixed else []),
        *names,
        *(["cp1251"] if cyrillic else []),
        "cp850",
        "cp1250",
        "mac-roman",
    ][:5]


def telling_words(lines: list[bytes], limit: int = 3) -> list[bytes]:
    """Words of the file in which encodings differ: first those with bytes that Windows-1252 reads as signs."""
    words: dict[bytes, None] = {}
    for line in lines:
        words.update(
            dict.fromkeys(
                word
                for word in WORD.findall(line)
                if HIGH.search(word) and 4 <= len(word) <= SAMPLE_WIDTH
            )
        )
    telling = [word for word in words if any(0x80 <= byte < 0xA0 for byte in word)]
    other_words = [word for word in words if word not in telling]
    return [*telling[: limit - bool(other_words)], *other_words][:limit]


def decoded(line: bytes, encoding: str, errors: str = "strict") -> str:
    """A line as text; `mixed` reads UTF-8 where the line is UTF-8, else Windows-1252 with single DOS letters in its words."""
    if encoding != MIXED:
        return line.decode(encoding, errors)
    try:
        return line.decode("utf-8")
    except UnicodeDecodeError:
        return "".join(_letter(line, index) for index in range(len(line)))


def _letter(line: bytes, index: int) -> str:
    byte = line[index]
    if byte < 0x80:
        return chr(byte)
    if byte in DOS_LETTERS and _is_dos(line, index):
        return DOS_LETTERS[byte]
    return (
        bytes([byte]).decode("cp1252", "replace")
        if byte not in (0x81, 0x8D, 0x8F, 0x90, 0x9D)
        else bytes([byte]).decode("cp850")
    )


def _is_dos(line: bytes, index: int) -> bool:
    """Whether a letter touches the byte, where Windows-1252 would put a sign that touches none."""
    before, after = line[index - 1 : index], line[index + 1 : index + 2]
    if line[index] == 0x80:
        return not before.isdigit() and _is_letter(after)
    if line[index] in WINDOWS_CAPITALS:
        return before.islower()
    if line[index] in (0x96, 0x97):
        return _is_letter(before)
    return _is_letter(before) or _is_letter(after)


def _is_letter(byte: bytes) -> bool:
    return byte.isalpha() or byte >= b"\xc0" or (bool(byte) and byte[0] in DOS_LETTERS)


def _dos_letters(lines: list[bytes]) -> Counter:
    """How often each byte that is not UTF-8 would be read as a DOS letter."""
    return Counter(
        line[index]
        for line in lines
        if not _is_utf8(line)
        for index in range(len(line))
        if line[index] in DOS_LETTERS and _is_dos(line, index)
    )


def as_utf8(part: Part, encoding: str, target: Path, returns_end_lines: bool = False) -> str:
    """Write the file's text in UTF-8 to the target; returns a note about it. Raises UserError where it does not fit."""
    dos_letters: Counter = Counter()
    try:
        with target.open("w", encoding="utf-8", newline="") as out:
            for text in _texts(part, encoding, dos_letters):
                out.write(text.replace("\r", "\n") if returns_end_lines else text)
    except UnicodeError as error:
        raise BadFile(
            part.name,
            f"cannot be read as {encoding} ({error}): name another encoding, or copy it again.",
        ) from None
    if encoding == REPLACED:
        return f"the text is read as {utf8_damage(part).sentence()}"
    note = f"the text is read as {'Windows-1252' if encoding == MIXED else encoding}"
    if not dos_letters:
        return note
    kinds = ", ".join(
        f"0x{byte:02X} as {DOS_LETTERS[byte]} ({count:,})"
        for byte, count in dos_letters.most_common()
    )
    return f"{note}; inside words single bytes are read in DOS code page 850: {kinds}"


def _texts(part: Part, encoding: str, dos_letters: Counter) -> Iterator[str]:
    with opened(part.path, part.compression, part.name) as file:
        if encoding == MIXED:
            for index, line in enumerate(file):
                if index % BEAT_ROWS == 0:
                    beat(f"{index:,} lines")
                dos_letters.update(_dos_letters([line]))
                yield decoded(line, MIXED)
            return
        decoder = codecs.getincrementaldecoder("utf-8" if encoding == REPLACED else encoding)(
            "replace" if encoding == REPLACED else "strict"
        )
        while chunk := file.read(CHUNK):
            beat("another encoding")
            yield decoder.decode(chunk)
        yield decoder.decode(b"", True)
