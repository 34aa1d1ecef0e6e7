"""What became of every row of a file."""

import json
from collections.abc import Callable
from dataclasses import asdict, dataclass, field, fields
from operator import attrgetter
from typing import Any

from journey.model.errors import Setting
from journey.model.words import count, plural

REFUSED_SHOWN, LEFT_OUT_SHOWN = 20, 20
LEVELS = {"assumed": "assumed", "look": "look at", "fine": "fine"}


@dataclass(frozen=True)
class RowFault:
    """What keeps a row from being loaded, or a value from its event: the row's first line in the file, the field and the value at
    fault, why, and the field's columns.
    """

    line: int
    field: str
    value: str
    reason: str
    column: str = ""

    @property
    def subject(self) -> str:
        """The field, with its column where that is called otherwise."""
        return (
            f"{self.field} ({self.column})" if self.column not in ("", self.field) else self.field
        )

    def sentence(self) -> str:
        value = f" {self.value[:60]!r}" if self.value else ""
        return f"line {self.line}: {self.subject}{value} {self.reason}"


@dataclass(frozen=True)
class Finding:
    """One thing that the doctor says of a load: `level` is fine, assumed or look; `count` how many rows or values it is about.

    `settings`: what would change it, any of them.
    """

    level: str
    code: str
    sentence: str
    count: int = 0
    samples: list[str] = field(default_factory=list)
    settings: tuple[Setting, ...] = ()


@dataclass(frozen=True)
class LoadReport:
    """File rows: rows_read = loaded + refused + duplicates, each counted on its own; and what else was seen.

    identical, conflicts and ties are rows too; events is what the loaded rows became; left_out counts values whose events stay;
    times are ISO 8601 UTC; `author` loaded it, '' where nobody has said who.
    """

    dataset: str
    file: str
    version: int
    rows_read: int
    loaded: int
    refused: int
    duplicates: int
    identical: int
    conflicts: int
    ties: int
    events: int
    first_at: str | None
    last_at: str | None
    unchanged: bool = False
    mapping: dict[str, str] = field(default_factory=dict)
    attributes: list[str] = field(default_factory=list)
    assumed: list[str] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    recipe: str = ""
    timeless: bool = False
    pseudonymised: bool = False
    pseudonym_key: str = ""
    refused_rows: list[RowFault] = field(default_factory=list)
    left_out: int = 0
    left_out_values: list[RowFault] = field(default_factory=list)
    left_out_file: str | None = None
    refused_file: str | None = None
    columns: list[str] = field(default_factory=list)
    author: str = ""

    def as_dict(self) -> dict:
        return asdict(self)

    def lines(self, worded: Callable[[Finding], str] = attrgetter("sentence")) -> list[str]:
        """The report as a person reads it; `worded` says a finding to that person."""
        if self.unchanged:
            return [f"{self.file} was loaded before with the same mapping: nothing changed."]
        return [
            f"{self.file} -> {self.dataset} (version {self.version})",
            f"  rows read {count(self.rows_read)} = loaded {count(self.loaded)} + refused {count(self.refused)}"
            f" + duplicates {count(self.duplicates)}",
            f"  identical rows {count(self.identical)}, conflicts {count(self.conflicts)}, equal times {count(self.ties)},"
            f" events {count(self.events)}",
            f"  from {self.first_at} to {self.last_at}" if not self.timeless else "  without times",
            "  mapped: "
            + ", ".join(
                f"{name} <- {column}" if name != column else name
                for name, column in self.mapping.items()
            ),
            f"  {plural(len(self.attributes), 'attribute')}: "
            + (", ".join(self.attributes) or "none"),
            *(f"  assumed: {sentence}" for sentence in self.assumed),
            *(
                f"  {LEVELS[finding.level]}: {worded(finding)}"
                for level in LEVELS
                for finding in self.findings
                if finding.level == level
            ),
            *(f"  refused {row.sentence()}" for row in self.refused_rows[:REFUSED_SHOWN]),
            *(
                [f"  ... {count(self.refused - REFUSED_SHOWN)} more"]
                if self.refused > REFUSED_SHOWN
                else []
            ),
            *(f"  left out {value.sentence()}" for value in self.left_out_values),
            *(
                [f"  all values left out, each with its line: {self.left_out_file}"]
                if self.left_out > len(self.left_out_values)
                else []
            ),
            *(
                [f"  the refused rows, to repair and load again: {self.refused_file}"]
                if self.refused_file
                else []
            ),
        ]


def is_report(text: str) -> bool:
    """Whether this is what `as_dict` gave, as JSON: every field there, and of its own kind."""
    try:
        report = read_report(json.loads(text))
    except (ValueError, TypeError, KeyError, AttributeError):
        return False
    if report.rows_read != report.loaded + report.refused + report.duplicates:
        return False
    kinds: dict[Any, type] = {int: int, str: str, bool: bool}
    return all(
        isinstance(getattr(report, item.name), kinds.get(item.type, object))
        for item in fields(report)
    )


def read_report(table: dict) -> LoadReport:
    """A report from what `as_dict` gave, also where an earlier program wrote it."""
    known = {item.name for item in fields(LoadReport)}
    lists = {
        "refused_rows": [RowFault(**row) for row in table["refused_rows"]],
        "left_out_values": [RowFault(**value) for value in table.get("left_out_values", ())],
        "findings": [_finding(finding) for finding in table.get("findings", ())],
    }
    return LoadReport(**{key: value for key, value in table.items() if key in known} | lists)


def _finding(table: dict) -> Finding:
    settings = tuple(
        Setting(setting["name"], setting["value"]) for setting in table.get("settings", ())
    )
    return Finding(**{**table, "settings": settings})
