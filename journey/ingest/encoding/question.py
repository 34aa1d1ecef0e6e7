"""Which encoding is meant: the question to ask where a file is not UTF-8, with samples under each answer."""

import re
from collections import Counter

from journey.ingest.encoding.damage import utf8_damage
from journey.ingest.encoding.decoding import MIXED, REPLACED, decoded, dos_letters
from journey.ingest.encoding.scan import ByteScan
from journey.ingest.unpack import Part
from journey.model.errors import Question

SAMPLES, SAMPLE_WIDTH = 3, 40
WORD = re.compile(rb"[^\s,;\"|]+")
HIGH = re.compile(rb"[\x80-\xff]+")


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
    is_mixed = any(byte < 0xA0 for byte in byte_counts) and bool(dos_letters(non_utf8_lines))
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
