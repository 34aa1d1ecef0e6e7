"""Headings of questions that begin alike: the beginning that several columns share, and what is left of each."""

import re
from collections.abc import Iterator, Mapping

# A question mark, a colon, a dash or a bar between blanks; or what differs stands in brackets behind the question.
SEPARATOR = re.compile(r"(?<=\?)\s+(?:[-–—|:]\s+)?|\s+[-–—|]\s+|:\s+")
IN_BRACKETS = re.compile(r"(.*\S)\s*(?:\[([^][]+)\]|\(\w+=([^()]+)\))")


def families(headings: Mapping[str, str], shortest: int = 1) -> dict[str, dict[str, str]]:
    """The beginnings that at least two columns share, each with its columns and what is left of their headings.

    `headings` are those of the columns; a beginning has at least `shortest` characters.
    """
    found: dict[str, dict[str, str]] = {}
    for column, heading in headings.items():
        for beginning, rest in _parted(" ".join(heading.split())):
            if len(beginning) >= shortest:
                found.setdefault(beginning, {})[column] = rest
    return {beginning: rests for beginning, rests in found.items() if len(rests) > 1}


def _parted(heading: str) -> Iterator[tuple[str, str]]:
    """Each beginning of a heading, with what is left of it."""
    for separator in SEPARATOR.finditer(heading):
        beginning, rest = heading[: separator.start()].strip(), heading[separator.end() :].strip()
        if beginning and rest:
            yield beginning, rest
    if bracketed := IN_BRACKETS.fullmatch(heading):
        yield bracketed[1], (bracketed[2] or bracketed[3]).strip()


def asks(beginning: str) -> bool:
    """Whether a beginning is a whole question: what differs stands behind it, not behind what comes later."""
    return beginning.endswith("?")
