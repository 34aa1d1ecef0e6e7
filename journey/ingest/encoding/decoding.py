"""Bytes as text in one encoding, or in the mix that exports of old programs are."""

from collections import Counter

MIXED, REPLACED = "mixed", "utf-8-replaced"
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


def is_utf8(text: bytes) -> bool:
    """Whether the bytes are whole UTF-8."""
    try:
        text.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


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


def dos_letters(lines: list[bytes]) -> Counter:
    """How often each byte that is not UTF-8 would be read as a DOS letter."""
    return Counter(
        line[index]
        for line in lines
        if not is_utf8(line)
        for index in range(len(line))
        if line[index] in DOS_LETTERS and _is_dos(line, index)
    )
