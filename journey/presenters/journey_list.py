"""The list of the journeys that a figure counts, in words and as a file."""

import csv
import io
import re
from collections.abc import Collection, Mapping, Sequence
from urllib.parse import quote

import pandas as pd

from journey.data.ask import VIEWS
from journey.data.views.options import LONGEST_LIST
from journey.data.views.rows import JOURNEYS
from journey.map.one_customer import felt_at
from journey.model.definition import UNASSIGNED
from journey.model.theme import NEUTRAL, stage_hue
from journey.model.vocabulary import ENDS, outcome
from journey.model.words import count, plural
from journey.presenters.tables import ARROW

ROWS_SHOWN = 100
HEADER_HEIGHT, ROW_HEIGHT = 38, 35
SLOT, BLOCK, STRIP_HEIGHT = 16, 13, 29  # of a stage in the strip, and of its row
MOMENTS, NUMBERS = ("first_at", "last_at"), ("steps", "revenue")
COLUMNS = (
    "customer_id",
    "first_at",
    "last_at",
    "stages",
    "furthest_stage",
    "outcome",
    "lowest_touchpoint",
    "last_touchpoint",
    "steps",
    "revenue",
    "journey_id",
)
UNFIT_FOR_FILE_NAME = re.compile(r"[^\w.]+")
FORMULA_STARTS = (
    "=",
    "+",
    "-",
    "@",
    "\t",
    "\r",
    "＝",
    "＋",
    "－",
    "＠",
)  # the wide ones where East Asian words are typed


def caption(total: int, name: str) -> str:
    """How many journeys are listed, and what the list is for; `name` says which they are."""
    latest = f"The latest {ROWS_SHOWN} of " if total > ROWS_SHOWN else ""
    return (
        f"{latest}{plural(total, 'journey')} {name}. Select a row to open that customer; Previous and "
        "Next follow this list."
    )


def readable(frame: pd.DataFrame, stages: Sequence[str]) -> pd.DataFrame:
    """Rows of the view `journeys` for reading: under headings, outcomes in words, the stages passed as a strip, without
    empty columns."""
    ends = {name: outcome(name).noun for name in ENDS}
    rows = frame.assign(
        outcome=frame["outcome"].map(ends),
        stages=[strip(passed, stages) if passed else None for passed in frame["stages"]],
        furthest_stage=frame["furthest_stage"].replace(UNASSIGNED, None),
        lowest_touchpoint=[
            felt_at(touchpoint, valence) if isinstance(touchpoint, str) else None
            for touchpoint, valence in zip(frame["lowest_touchpoint"], frame["lowest_valence"])
        ],
        **{name: pd.to_datetime(frame[name]) for name in MOMENTS},
    )
    return rows[list(COLUMNS)].dropna(axis=1, how="all").rename(columns=heading)


def heading(column: str) -> str:
    """What stands over a column of the list."""
    return VIEWS[JOURNEYS].headings[column]


def strip(passed: Collection[str], stages: Sequence[str]) -> str:
    """A picture of the stages, one beside the other: a block in its hue for each that was passed, a dash for the others."""
    shapes = "".join(
        f"<path stroke='{quote(stage_hue(index))}' d='M{SLOT * index + SLOT // 2} 7v15'/>"
        if name in passed
        else f"<path stroke='{quote(NEUTRAL)}' d='M{SLOT * index + SLOT // 2} 14v2'/>"
        for index, name in enumerate(stages)
    )
    width = SLOT * len(stages)
    size = f"width='{width}' height='{STRIP_HEIGHT}' viewBox='0 0 {width} {STRIP_HEIGHT}'"
    svg = f"<svg xmlns='http://www.w3.org/2000/svg' {size} stroke-width='{BLOCK}'>{shapes}</svg>"
    return f"data:image/svg+xml;utf8,{svg}"


def strip_words(stages: Sequence[str]) -> str:
    """What the strip says."""
    return f"A block is a stage that the journey passed, a dash one without an event: {', '.join(stages)}"


def height(rows: int, highest: int) -> int:
    """Of the table in pixels."""
    return min(highest, HEADER_HEIGHT + ROW_HEIGHT * rows)


def download_label(total: int) -> str:
    """A file holds no more than the longest list."""
    if total <= LONGEST_LIST:
        return "Download all as CSV"
    return f"Download the latest {count(LONGEST_LIST)} as CSV"


def file_name(words: str) -> str:
    """The words as the name of a CSV file."""
    return f"{UNFIT_FOR_FILE_NAME.sub('-', words).strip('-')}.csv"


def as_csv(rows: Sequence[Mapping[str, object]]) -> bytes:
    """Rows as CSV for a spreadsheet: a list as one text, and text that begins like a formula marked as text."""
    buffer = io.StringIO()
    writer = csv.DictWriter(buffer, list(rows[0]) if rows else [])
    writer.writeheader()
    writer.writerows({name: _cell(value) for name, value in row.items()} for row in rows)
    return buffer.getvalue().encode("utf-8-sig")


def _cell(value: object) -> object:
    if isinstance(value, list):
        value = ARROW.join(value)
    return f"'{value}" if isinstance(value, str) and value.startswith(FORMULA_STARTS) else value
