"""What became of every row of a file."""

from dataclasses import asdict, dataclass, field

from journey.model.words import count, plural

REFUSED_SHOWN = 20


@dataclass(frozen=True)
class Refused:
    """A row that was not loaded: its first line in the file, the field and value at fault, and why."""

    line: int
    field: str
    value: str
    reason: str

    def sentence(self) -> str:
        value = f" {self.value[:60]!r}" if self.value else ""
        return f"line {self.line}: {self.field}{value} {self.reason}"


@dataclass(frozen=True)
class LoadReport:
    """File rows: rows_read = loaded + refused + duplicates, each counted on its own; and what else was seen.

    identical, conflicts and ties are rows too; events is what the loaded rows became; times are ISO 8601 UTC.
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
    refused_rows: list[Refused] = field(default_factory=list)
    refused_file: str | None = None

    def as_dict(self) -> dict:
        return asdict(self)

    def lines(self) -> list[str]:
        """The report as a person reads it."""
        if self.unchanged:
            return [f"{self.file} was loaded before with the same mapping: nothing changed."]
        return [
            f"{self.file} -> {self.dataset} (version {self.version})",
            f"  rows read {count(self.rows_read)} = loaded {count(self.loaded)} + refused {count(self.refused)}"
            f" + duplicates {count(self.duplicates)}",
            f"  identical rows {count(self.identical)}, conflicts {count(self.conflicts)}, equal times {count(self.ties)},"
            f" events {count(self.events)}",
            f"  from {self.first_at} to {self.last_at}",
            "  mapped: " + ", ".join(f"{name} <- {column}" if name != column else name
                                     for name, column in self.mapping.items()),
            f"  {plural(len(self.attributes), 'attribute')}: " + (", ".join(self.attributes) or "none"),
            *(f"  assumed: {sentence}" for sentence in self.assumed),
            *(f"  refused {row.sentence()}" for row in self.refused_rows[:REFUSED_SHOWN]),
            *([f"  ... {count(self.refused - REFUSED_SHOWN)} more"] if self.refused > REFUSED_SHOWN else []),
            *([f"  the refused rows, to repair and load again: {self.refused_file}"] if self.refused_file else []),
        ]
