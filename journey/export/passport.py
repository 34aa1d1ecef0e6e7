"""The passport of a file: which data, version, filters and definitions its figures come from, and the figures themselves."""

import base64
import json
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from journey.data.generation import Generation
from journey.exhibit.exhibit import Exhibit
from journey.exhibit.ref import Ref


@dataclass(frozen=True)
class Shown:
    """An exhibit in the file: what it said of how many, its definitions by name, and the rows of its answers by view."""

    ref: Ref
    title: str
    n: int | None
    unit: str
    definitions: dict[str, str]
    figures: dict[str, list[dict[str, Any]]]


@dataclass(frozen=True)
class Passport:
    """`content` is the checksum of the events, `rows` what became of all rows read by outcome, `program` the app's version."""

    dataset: str
    title: str
    version: int
    content: str
    rows: dict[str, int]
    program: str
    made_on: date
    shown: tuple[Shown, ...]


def passport(
    generation: Generation, title: str, exhibits: Sequence[Exhibit], made_on: date
) -> Passport:
    """The passport of a file that shows these exhibits of the generation."""
    return Passport(
        generation.dataset,
        title or generation.definition.title,
        generation.number,
        "",
        {},
        "",
        made_on,
        tuple(_shown(exhibit) for exhibit in exhibits),
    )


def _shown(exhibit: Exhibit) -> Shown:
    definitions: dict[str, str] = {}
    for answer in exhibit.answers:
        definitions |= answer.definitions
    return Shown(
        exhibit.ref,
        exhibit.title,
        exhibit.n,
        exhibit.unit,
        definitions,
        {answer.view: [dict(row) for row in answer.rows] for answer in exhibit.answers},
    )


def packed(passport: Passport) -> str:
    """The passport as one line of text that every format can carry."""
    kept = {
        name: getattr(passport, name)
        for name in ("dataset", "title", "version", "content", "rows", "program")
    }
    kept |= {
        "made_on": passport.made_on.isoformat(),
        "shown": [
            {
                "ref": shown.ref.as_dict(),
                "title": shown.title,
                "n": shown.n,
                "unit": shown.unit,
                "definitions": shown.definitions,
                "figures": shown.figures,
            }
            for shown in passport.shown
        ],
    }
    text = json.dumps(kept, ensure_ascii=False, default=str, separators=(",", ":"))
    return base64.b64encode(zlib.compress(text.encode("utf-8", "replace"), 9)).decode("ascii")
