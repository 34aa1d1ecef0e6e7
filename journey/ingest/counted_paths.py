"""Whether a file holds paths that somebody has counted already, of which no events can be made."""

import re
import tomllib
from collections.abc import Mapping
from pathlib import Path

from journey.ingest.column_contents import TIME
from journey.ingest.column_names import names_of
from journey.ingest.source import Source

WORDS: Mapping[str, list[str]] = tomllib.loads(
    Path(__file__).with_name("path_words.toml").read_text(encoding="utf-8")
)
SOURCES, TARGETS, COUNTS = (set(WORDS[name]) for name in ("sources", "targets", "counts"))
ARROW = "|".join(map(re.escape, sorted(WORDS["arrows"], key=len, reverse=True)))
PATH = re.compile(rf"[^\s>].*?(?:\s(?:{ARROW})\s|(?<=\w)(?:{ARROW})(?=\w)).*[^\s>]", re.DOTALL)
STEP = re.compile(rf"(?:{'|'.join(WORDS['steps'])})[\s_+-]*\d+", re.IGNORECASE)
COUNT = re.compile(r"\d+([.,]\d{3})*([.,]0+)?")
PATH_SHARE = 0.5  # of the filled cells: paths of one touchpoint stand among them


def counted_paths(source: Source) -> tuple[str, str] | None:
    """The columns of the paths, in words, and the one that counts them; None where the file holds something else."""
    cells = {
        column: [row[index].strip() for row in source.sample if row[index : index + 1] and row[index].strip()]
        for index, column in enumerate(source.columns)
    }  # fmt: skip
    if _is_a_log(cells):
        return None
    numbers = [
        column for column, texts in cells.items() if texts and all(map(COUNT.fullmatch, texts))
    ]
    words = {
        column: texts for column, texts in cells.items() if texts and not COUNT.fullmatch(texts[0])
    }
    named = [column for column in numbers if COUNTS & set(names_of(column))]
    if paths := next((column for column, texts in words.items() if _are_paths(texts)), None):
        counts = named or (numbers if len(source.columns) == 2 else [])
        return (repr(paths), counts[0]) if counts else None
    ends = [
        next((column for column in words if names & set(names_of(column))), None)
        for names in (SOURCES, TARGETS)
    ]
    steps = [column for column in words if STEP.fullmatch(column.strip())]
    if named and all(ends) and _share_names(words[str(ends[0])], words[str(ends[1])]):
        return f"{ends[0]!r} to {ends[1]!r}", named[0]
    return (f"{steps[0]!r} to {steps[-1]!r}", named[0]) if named and len(steps) > 1 else None


def _is_a_log(cells: Mapping[str, list[str]]) -> bool:
    """Whether some time has a clock: what is counted is counted by the day at the finest."""
    return any(TIME.fullmatch(texts[0]) and ":" in texts[0] for texts in cells.values() if texts)


def _are_paths(texts: list[str]) -> bool:
    return sum(bool(PATH.fullmatch(text)) for text in texts) >= PATH_SHARE * len(texts)


def _share_names(sources: list[str], targets: list[str]) -> bool:
    """Whether some place that is left is one that is reached."""
    return bool(set(sources) & set(targets))
