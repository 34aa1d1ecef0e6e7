"""How a file's bytes become text: found out over the whole file, told, and asked where they can be read in several ways."""

import codecs
import hashlib
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from journey.ingest.limits import LONGEST_LINE
from journey.ingest.unpack import CHUNK, Part, opened
from journey.model.errors import Question, UserError
from journey.model.progress import BEAT_ROWS, beat

UTF8 = ("utf-8", "utf8", "utf-8-sig")
MIXED = "mixed"
BOMS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
LINES_KEPT, SAMPLE_WIDTH = 2000, 40
LONG = 1 << 19  # bytes
# Bytes that Windows-1252 reads as signs and DOS code page 850 as letters; those that touch words as signs too are left out.
DOS_LETTERS = {
    byte: bytes([byte]).decode("cp850")
    for byte in (0x80, 0x81, 0x82, 0x83, 0x84, 0x87, 0x88, 0x89, 0x8A, 0x8B, 0x8C, 0x8D, 0x90, 0x96, 0x97)
}
WINDOWS_CAPITALS = frozenset((0x8A, 0x8C))  # capital letters in Windows-1252: implausible behind a small one
WORD = re.compile(rb"[^\s,;\"|]+")
HIGH = re.compile(rb"[\x80-\xff]+")


@dataclass(frozen=True)
class Bytes:
    """What one look at all bytes of a file tells; `lines` counts line feeds and a last line without one, `longest` is a bound of
    the longest line in bytes, `has_lone_returns` whether some returns stand without a line feed.
    """

    sha256: str
    lines: int
    is_utf8: bool
    has_only_returns: bool
    odd_lines: list[bytes] = field(default_factory=list)
    first_odd: tuple[int, int] = (0, 0)
    longest: int = 0
    has_lone_returns: bool = False


def bom_encoding(part: Part) -> str | None:
    """The encoding that the first bytes name or betray: UTF-16 and UTF-32, with a mark or with their zeros."""
    with opened(part.path, part.compression, part.name) as file:
        start = file.read(4096)
    for mark, name in BOMS:
        if start.startswith(mark):
            return name
    even, odd = start[::2].count(0), start[1::2].count(0)
    if len(start) >= 8 and max(even, odd) > 0.3 * len(start) / 2 and min(even, odd) < 0.05 * len(start) / 2:
        return "utf-16-be" if even > odd else "utf-16-le"
    return None


def look_at(part: Part) -> Bytes:
    """Every byte is looked at, so that nothing unreadable slips through; raises UserError for NUL bytes."""
    digest, lines, rest, odd, first_odd = hashlib.sha256(), 0, b"", [], (0, 0)
    returns = feeds = pairs = longest = 0
    with opened(part.path, part.compression, part.name) as file:
        while chunk := file.read(CHUNK):
            digest.update(chunk)
            beat(f"{lines:,} lines")
            whole, end, rest = (rest + chunk).rpartition(b"\n")
            if len(rest) > LONGEST_LINE:
                raise UserError(
                    f"{part.name} has a line longer than {LONGEST_LINE >> 20} MB (line {lines + 1}): that is no table of events."
                )
            found = _odd(part, lines, whole)
            first_odd = first_odd if first_odd[0] or not found else (lines + 1 + found[0][0], found[0][1])
            odd += [line for _, _, line in found][: LINES_KEPT - len(odd)]
            lines += whole.count(b"\n") + len(end)
            returns, feeds = returns + chunk.count(b"\r"), feeds + chunk.count(b"\n")
            pairs += whole.count(b"\r\n") + whole.endswith(b"\r")
            longest = max(longest, len(rest), _long_line(whole))
    found = _odd(part, lines, rest)
    first_odd = first_odd if first_odd[0] or not found else (lines + 1 + found[0][0], found[0][1])
    odd += [line for _, _, line in found]
    return Bytes(
        digest.hexdigest(),
        lines + bool(rest),
        not odd,
        bool(returns) and not feeds,
        odd[:LINES_KEPT],
        first_odd,
        longest,
        returns > pairs,
    )


def _long_line(text: bytes) -> int:
    """The length of the longest line, where one may be longer than a mebibyte; 0 where a line feed stands in each of them."""
    if all(b"\n" in text[start : start + LONG] for start in range(0, len(text) - LONG, LONG)):
        return 0
    return max(map(len, text.split(b"\n")))


def _odd(part: Part, before: int, text: bytes) -> list[tuple[int, int, bytes]]:
    """(line within the text, first odd byte, line) of lines that are not UTF-8."""
    if b"\0" in text:
        line = before + 1 + text.count(b"\n", 0, text.index(b"\0"))
        raise UserError(f"{part.name} is not a text file (NUL byte in line {line}): load a CSV, XLSX, JSON or Parquet file.")
    if text.isascii() or _is_utf8(text):
        return []
    found = []
    for number, line in enumerate(text.split(b"\n")):
        try:
            line.decode("utf-8")
        except UnicodeDecodeError as error:
            found.append((number, line[error.start], line))
    return found


def _is_utf8(text: bytes) -> bool:
    try:
        text.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def ask_encoding(part: Part, found: Bytes) -> Question:
    """The question that a file asks which is not UTF-8, with what its words would become under each answer."""
    words = telling_words(found.odd_lines)
    choices = {name: [decoded(word, name, "replace") for word in words] for name in candidates(found.odd_lines)}
    line, byte = found.first_odd
    return Question(
        f"{part.name} is not UTF-8 (byte 0x{byte:02X} in line {line}).",
        [f"encoding={name}" for name in choices],
        "encoding",
        choices,
    )


def candidates(odd_lines: list[bytes]) -> list[str]:
    """Encodings that could be meant, the likeliest first."""
    seen = Counter(b"".join(b"".join(HIGH.findall(line)) for line in odd_lines))
    is_mixed = any(byte < 0xA0 for byte in seen) and bool(_dos_letters(odd_lines))
    names = ["cp1252", "latin-1"] if any(0x80 <= byte < 0xA0 for byte in seen) else ["cp1252"]
    cyrillic = sum(count for byte, count in seen.items() if byte >= 0xC0) > 4 * max(1, len(odd_lines)) * 2
    return [*([MIXED] if is_mixed else []), *names, *(["cp1251"] if cyrillic else []), "cp850", "cp1250", "mac-roman"][:5]


def telling_words(lines: list[bytes], most: int = 3) -> list[bytes]:
    """Words of the file in which encodings differ: first those with bytes that Windows-1252 reads as signs."""
    words: dict[bytes, None] = {}
    for line in lines:
        words.update(dict.fromkeys(word for word in WORD.findall(line) if HIGH.search(word) and 4 <= len(word) <= SAMPLE_WIDTH))
    apart = [word for word in words if any(0x80 <= byte < 0xA0 for byte in word)]
    alike = [word for word in words if word not in apart]
    return [*apart[: most - bool(alike)], *alike][:most]


def decoded(line: bytes, encoding: str, errors: str = "strict") -> str:
    """A line as text; `mixed` reads UTF-8 where the line is UTF-8, else Windows-1252 with single DOS letters in its words."""
    if encoding != MIXED:
        return line.decode(encoding, errors)
    try:
        return line.decode("utf-8")
    except UnicodeDecodeError:
        return "".join(_letter(line, place) for place in range(len(line)))


def _letter(line: bytes, place: int) -> str:
    byte = line[place]
    if byte < 0x80:
        return chr(byte)
    if byte in DOS_LETTERS and _is_dos(line, place):
        return DOS_LETTERS[byte]
    return (
        bytes([byte]).decode("cp1252", "replace") if byte not in (0x81, 0x8D, 0x8F, 0x90, 0x9D) else bytes([byte]).decode("cp850")
    )


def _is_dos(line: bytes, place: int) -> bool:
    """Whether a letter touches the byte, where Windows-1252 would put a sign that touches none."""
    before, after = line[place - 1 : place], line[place + 1 : place + 2]
    if line[place] == 0x80:
        return not before.isdigit() and _is_letter(after)
    if line[place] in WINDOWS_CAPITALS:
        return before.islower()
    if line[place] in (0x96, 0x97):
        return _is_letter(before)
    return _is_letter(before) or _is_letter(after)


def _is_letter(byte: bytes) -> bool:
    return byte.isalpha() or byte >= b"\xc0" or (bool(byte) and byte[0] in DOS_LETTERS)


def _dos_letters(lines: list[bytes]) -> Counter:
    """How often each byte that is not UTF-8 would be read as a DOS letter."""
    return Counter(
        line[place]
        for line in lines
        if not _is_utf8(line)
        for place in range(len(line))
        if line[place] in DOS_LETTERS and _is_dos(line, place)
    )


def as_utf8(part: Part, encoding: str, target: Path, one_return_a_line: bool = False) -> str:
    """Write the file's text in UTF-8 to the target; returns what is to be told. Raises UserError where it does not fit."""
    letters: Counter = Counter()
    try:
        with target.open("w", encoding="utf-8", newline="") as out:
            for text in _texts(part, encoding, letters):
                out.write(text.replace("\r", "\n") if one_return_a_line else text)
    except UnicodeError as error:
        raise UserError(f"{part.name} cannot be read as {encoding} ({error}): name another encoding, or copy it again.") from None
    told = f"the text is read as {'Windows-1252' if encoding == MIXED else encoding}"
    if not letters:
        return told
    kinds = ", ".join(f"0x{byte:02X} as {DOS_LETTERS[byte]} ({count:,})" for byte, count in letters.most_common())
    return f"{told}; inside words single bytes are read in DOS code page 850: {kinds}"


def _texts(part: Part, encoding: str, letters: Counter) -> Iterator[str]:
    with opened(part.path, part.compression, part.name) as file:
        if encoding == MIXED:
            for turn, line in enumerate(file):
                if turn % BEAT_ROWS == 0:
                    beat(f"{turn:,} lines")
                letters.update(_dos_letters([line]))
                yield decoded(line, MIXED)
            return
        decoder = codecs.getincrementaldecoder(encoding)()
        while chunk := file.read(CHUNK):
            beat("another encoding")
            yield decoder.decode(chunk)
        yield decoder.decode(b"", True)
