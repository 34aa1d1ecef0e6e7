"""The answer to one view: rows of plain values, with everything that has to stand beside them."""

import shlex
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from typing import Any, Generic, TypeVar

import pandas as pd

from journey.data.views.options import ViewOptions
from journey.model.filters import Filters, value_words
from journey.model.words import iso

R_co = TypeVar("R_co", bound=Mapping[str, object], covariant=True)


@dataclass(frozen=True)
class Answer(Generic[R_co]):
    """Rows of one view, what they count, how, and under which filters; hidden cells are None."""

    view: str
    dataset: str
    version: int
    filters: Filters
    unit: str
    mode: str
    definitions: dict[str, str]
    notes: list[str]
    rows: list[R_co]
    totals: dict[str, Any] = field(default_factory=dict)
    options: ViewOptions = ViewOptions()

    def frame(self) -> pd.DataFrame:
        return pd.DataFrame(self.rows)

    def table(self) -> pd.DataFrame:
        """The frame for reading: the group of blank values has its words."""
        frame = self.frame()
        for key in set(self.options.by) & set(frame):
            frame[key] = frame[key].fillna(value_words(key, None))
        return frame

    @property
    def command(self) -> str:
        """The command line that prints this answer."""
        filters, options = self.filters, self.options
        given = [("--from", str(filters.from_date or "")), ("--to", str(filters.to_date or ""))]
        given += [
            ("--where", f"{key}={value}") for key, values in filters.where for value in values
        ]
        given += [("--by", ",".join(options.by)), ("--at", str(options.at))]
        words = [word for name, value in given if value for word in (name, shlex.quote(value))]
        words += [
            word
            for name, value in options.words()
            for word in ((name, shlex.quote(value)) if value else (name,))
        ]
        return " ".join(["python -m journey show", self.view, "--dataset", self.dataset, *words])

    def as_dict(self) -> dict[str, Any]:
        """The document that `show --json` prints."""
        return {
            "view": self.view,
            "dataset": self.dataset,
            "version": self.version,
            "filters": self.filters.as_dict(),
            "unit": self.unit,
            "mode": self.mode,
            "definitions": self.definitions,
            "notes": self.notes,
            "rows": self.rows,
            "totals": self.totals,
        }


def plain(value: object) -> object:
    """A value as JSON has it: times ISO 8601 UTC, decimals as numbers."""
    if isinstance(value, Decimal):
        return float(value)
    if isinstance(value, datetime):
        return iso(value)
    return value
