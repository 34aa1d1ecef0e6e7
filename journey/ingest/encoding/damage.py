"""How much of a file is UTF-8, and where it is broken."""

import re
from dataclasses import dataclass

from journey.ingest.unpack import Part, opened
from journey.model.progress import BEAT_ROWS, beat

REPLACEMENT, LINES_SHOWN = "\ufffd", 5
BROKEN_SHARE_LIMIT = 0.1  # broken places for each good sign
# A sign of UTF-8 that was cut, as programs do that count bytes: what is there of it looks like no other encoding.
CUT_SIGN = re.compile(
    rb"[\xe0-\xef][\x80-\xbf](?![\x80-\xbf])|[\xf0-\xf4][\x80-\xbf]{1,2}(?![\x80-\xbf])"
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
