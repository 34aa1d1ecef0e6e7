"""The passport of a file: which data, version, filters and definitions its figures come from, and the figures themselves."""

import base64
import binascii
import json
import math
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import journey
from journey.data.answer import Answer
from journey.data.generation import Generation
from journey.exhibit.exhibit import Drawing, Exhibit
from journey.exhibit.grid import Grid
from journey.exhibit.ref import Ref, from_dict
from journey.model.errors import UserError
from journey.model.words import plural
from journey.presenters.filters import observed_days

ROWS_LIMIT = 400  # of an exhibit: what a person would compare, and a picture can hold
DIGITS = 12  # significant: sums of the same numbers in another order agree so far
TEXT_LIMIT, JSON_LIMIT = 8_000_000, 16_000_000  # bytes of a passport packed and unpacked
NAME = "journey-passport"  # what every format calls it
CHECKSUM_BEFORE = "content"  # what older files call the checksum of the events
ROW_OUTCOMES = ("rows_read", "loaded", "refused", "duplicates")


@dataclass(frozen=True)
class Figures:
    """Rows of one answer, or of the exhibit's own table where it has no answer; `cut` is how many more the answer has."""

    view: str
    options: str
    rows: tuple[dict[str, Any], ...]
    cut: int = 0


@dataclass(frozen=True)
class Shown:
    """An exhibit in the file: what it said of how many, its definitions by name, and the figures it rests on."""

    ref: Ref
    title: str
    n: int | None
    unit: str
    definitions: dict[str, str]
    figures: tuple[Figures, ...]


@dataclass(frozen=True)
class Passport:
    """`checksum` is that of the events, `rows` what became of all rows read by outcome, `program` the app's version.

    `period` names the days of the first and the last event of the dataset, '' where its answers have no time.
    `address` is where the app is reached, before the names of its pages; '' where that is not known.
    """

    dataset: str
    title: str
    version: int
    checksum: str
    rows: dict[str, int]
    program: str
    made_on: date
    shown: tuple[Shown, ...]
    period: str = ""
    address: str = ""

    @property
    def source(self) -> str:
        """Where its figures come from, in one sentence."""
        of_when = f", events of {self.period}" if self.period else ""
        return f"Dataset {self.dataset}, version {self.version}{of_when}; made on {self.made_on.isoformat()}."

    @property
    def rows_words(self) -> str:
        """What became of the rows that were read: '73,166 rows read: 73,166 loaded, 0 refused, 0 duplicates'."""
        read, *outcomes = (self.rows.get(name, 0) for name in ROW_OUTCOMES)
        parts = [f"{number:,} {name}" for name, number in zip(ROW_OUTCOMES[1:], outcomes)]
        return f"{plural(read, 'row')} read: {', '.join(parts)}"

    @property
    def filters(self) -> str:
        """The filters of all exhibits in words; '' where they differ."""
        words = {shown.ref.filters.words() for shown in self.shown}
        return words.pop() if len(words) == 1 else ""


def passport(
    generation: Generation,
    title: str,
    exhibits: Sequence[Exhibit],
    made_on: date,
    address: str = "",
) -> Passport:
    """The passport of a file that shows these exhibits of the generation; `address` as it has it."""
    return Passport(
        generation.dataset,
        title or generation.definition.title,
        generation.number,
        generation.content,
        {name: sum(load.get(name, 0) for load in generation.loads) for name in ROW_OUTCOMES},
        journey.__version__,
        made_on,
        tuple(shown(exhibit, ROWS_LIMIT) for exhibit in exhibits),
        "" if generation.is_timeless else observed_days(generation).words,
        address,
    )


def shown(exhibit: Exhibit, limit: int) -> Shown:
    """What the passport keeps of an exhibit, with no more rows than `limit` over all its answers."""
    definitions: dict[str, str] = {}
    figures = []
    for answer in exhibit.answers:
        definitions |= answer.definitions
        kept = figures_of(answer, limit)
        limit -= len(kept.rows)
        figures.append(kept)
    content = exhibit.content
    grid = content.table if isinstance(content, Drawing) else content
    if not exhibit.answers and isinstance(grid, Grid):
        figures.append(_figures("table", "", _grid_rows(grid), limit))
    return Shown(exhibit.ref, exhibit.title, exhibit.n, exhibit.unit, definitions, tuple(figures))


def figures_of(answer: Answer[Any], limit: int) -> Figures:
    options = " ".join(word for pair in answer.options.words() for word in pair if word)
    if answer.options.by:
        options = f"by {','.join(answer.options.by)} {options}".strip()
    return _figures(answer.view, options, answer.rows, limit)


def _figures(view: str, options: str, rows: Sequence[Mapping[str, Any]], limit: int) -> Figures:
    kept = tuple({str(name): _plain(value) for name, value in row.items()} for row in rows[:limit])
    return Figures(view, options, kept, len(rows) - len(kept))


def _grid_rows(grid: Grid) -> list[dict[str, Any]]:
    return [
        {column.title: cell for column, cell in zip(grid.columns, words)} for words in grid.words
    ]


def _plain(value: Any) -> Any:
    """As JSON gives it back, numbers to twelve digits."""
    if isinstance(value, bool | int | str) or value is None:
        return value
    if isinstance(value, float):
        return float(f"{value:.{DIGITS}g}") if math.isfinite(value) else None
    if isinstance(value, list | tuple):
        return [_plain(part) for part in value]
    if isinstance(value, Mapping):
        return {str(name): _plain(part) for name, part in value.items()}
    return str(value)


def packed(passport: Passport) -> str:
    """The passport as one line of letters and digits that every format can carry."""
    kept = {
        name: getattr(passport, name)
        for name in (
            "dataset",
            "title",
            "version",
            "checksum",
            "rows",
            "program",
            "period",
            "address",
        )
    }
    kept |= {
        "made_on": passport.made_on.isoformat(),
        "shown": [
            {
                "ref": shown.ref.as_dict(),
                "filters": shown.ref.filters.words(),
                "link": shown.ref.address(passport.dataset),
                "title": shown.title,
                "n": shown.n,
                "unit": shown.unit,
                "definitions": shown.definitions,
                "figures": [vars(figures) for figures in shown.figures],
            }
            for shown in passport.shown
        ],
    }
    text = json.dumps(kept, ensure_ascii=True, separators=(",", ":"))
    return base64.b64encode(zlib.compress(text.encode("ascii"), 9)).decode("ascii")


def unpacked(text: str) -> Passport:
    """The passport that was packed; raises UserError where the text is none, or too long to be one."""
    try:
        kept = json.loads(_inflated(text))
        return Passport(
            str(kept["dataset"]),
            str(kept["title"]),
            int(kept["version"]),
            str(kept[CHECKSUM_BEFORE if CHECKSUM_BEFORE in kept else "checksum"]),
            {str(name): int(number) for name, number in kept["rows"].items()},
            str(kept["program"]),
            date.fromisoformat(kept["made_on"]),
            tuple(_unpacked(shown) for shown in kept["shown"]),
            str(kept.get("period", "")),
            str(kept.get("address", "")),
        )
    except (
        ValueError,
        KeyError,
        TypeError,
        AttributeError,
        ArithmeticError,
        zlib.error,
        RecursionError,
    ) as error:
        raise UserError(
            "The passport in this file cannot be read: it was cut or changed."
        ) from error


def _inflated(text: str) -> bytes:
    """The packed bytes, never more of them than a passport may have."""
    if len(text) > TEXT_LIMIT:
        raise ValueError("too long")
    try:
        data = base64.b64decode(text, validate=True)
    except binascii.Error as error:
        raise ValueError(str(error)) from None
    inflating = zlib.decompressobj()
    found = inflating.decompress(data, JSON_LIMIT)
    if not inflating.eof:
        raise ValueError("too long, or cut")
    return found


def _unpacked(kept: Mapping[str, Any]) -> Shown:
    return Shown(
        from_dict(kept["ref"]),
        str(kept["title"]),
        None if kept["n"] is None else int(kept["n"]),
        str(kept["unit"]),
        {str(name): str(words) for name, words in kept["definitions"].items()},
        tuple(
            Figures(
                str(figures["view"]),
                str(figures["options"]),
                tuple({str(name): cell for name, cell in row.items()} for row in figures["rows"]),
                int(figures["cut"]),
            )
            for figures in kept["figures"]
        ),
    )
