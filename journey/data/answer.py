"""The answer to one view: rows of plain values, with everything that has to stand beside them."""

import shlex
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal

import pandas as pd

from journey.data.views.form import TOP, ViewOptions
from journey.model.filters import Filters
from journey.model.metrics import METRIC_NUMBERS
from journey.model.words import iso


@dataclass(frozen=True)
class Answer:
    """Rows of one view, what they count, how, and under which filters; hidden cells are None."""

    view: str
    dataset: str
    version: int
    filters: Filters
    unit: str
    mode: str
    definitions: dict[str, str]
    notes: list[str]
    rows: list[dict]
    totals: dict = field(default_factory=dict)
    asked: ViewOptions = ViewOptions()

    def frame(self) -> pd.DataFrame:
        return pd.DataFrame(self.rows)

    @property
    def command(self) -> str:
        """The command line that prints this answer."""
        asked = self.asked
        days = [("--from", self.filters.from_date), ("--to", self.filters.to_date)]
        options = [
            ("--by", ",".join(asked.by)),
            ("--at", asked.at),
            ("--having", asked.having),
            ("--metric", ",".join(asked.metrics) if asked.metrics != tuple(METRIC_NUMBERS) else ""),
            ("--top", asked.top if asked.top != TOP else ""),
        ]
        options += [(f"--{name}", value) for name, value in asked.options()]
        where = [
            ("--where", f"{key}={value}") for key, values in self.filters.where for value in values
        ]
        given = [
            (name, str(value)) for name, value in (*days, *where, *options) if value and str(value)
        ]
        words = [
            word
            for name, value in given
            for word in ((name,) if value == "True" else (name, shlex.quote(value)))
        ]
        return " ".join(["python -m journey show", self.view, "--dataset", self.dataset, *words])

    def as_dict(self) -> dict:
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
