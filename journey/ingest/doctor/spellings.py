"""Findings about customers and touchpoints that are spelt in two ways."""

from dataclasses import dataclass

from journey.data.engine import Connection
from journey.ingest.doctor.finding import fine, query_row, warning
from journey.ingest.report import Finding
from journey.model.addresses import grouped, is_address
from journey.model.errors import Setting
from journey.model.spelling import alike
from journey.model.words import count, plural

ALIKE = "blanks, case, Unicode form or unseen signs"


@dataclass(frozen=True)
class SimilarIds:
    """Customer ids that differ from another one by their spelling only, the customers that they are of, and two of them."""

    ids: int
    customers: int
    spelling: str
    other_spelling: str


def ids(connection: Connection) -> list[Finding]:
    """Customer ids that differ by blanks, case or Unicode form only."""
    similar = query_row(connection, "similar_ids", SimilarIds)
    if not similar.customers:
        return [fine("ids", "no customer id is spelt in two ways")]
    spelling, other_spelling = similar.spelling, similar.other_spelling
    return [
        warning(
            "ids",
            f"{plural(similar.ids, 'customer id')} of the dataset are most likely {plural(similar.customers, 'customer')}, as "
            f"{spelling!r} and {other_spelling!r}: they differ only by blanks, case or Unicode form, and can be merged",
            similar.ids,
            [spelling, other_spelling],
            [Setting("assume", "ids=merged")],
        )
    ]


def addresses(connection: Connection) -> list[Finding]:
    """Touchpoints that are addresses of pages, where their patterns are at most half as many."""
    names = touchpoint_names(connection)
    found = addresses_to_group(names)
    if found is None:
        return []
    return [
        warning(
            "addresses",
            found.sentence,
            found.addresses,
            list(found.samples),
            [Setting("assume", "addresses=grouped")],
        )
    ]


@dataclass(frozen=True)
class Addresses:
    """Touchpoints that are addresses, the patterns that they have, and two that share one."""

    addresses: int
    patterns: int
    samples: tuple[str, str]
    pattern: str

    @property
    def sentence(self) -> str:
        return f"{plural(self.addresses, 'touchpoint')} are addresses of pages, {self.clause}"

    @property
    def clause(self) -> str:
        """How they count, and how they would."""
        one, other = self.samples
        return (
            f"each counted by itself, as {one!r} and {other!r}; by their pattern ({self.pattern!r}) they would be "
            f"{count(self.patterns)}"
        )


def addresses_to_group(names: list[str]) -> Addresses | None:
    """The addresses among the names; None where grouping would leave more than half of them."""
    found = sorted(filter(is_address, names))
    patterns = grouped(found)
    by_pattern: dict[str, list[str]] = {}
    for name in found:
        by_pattern.setdefault(patterns.get(name, name), []).append(name)
    if not found or 2 * len(by_pattern) > len(found):
        return None
    pattern, largest = max(by_pattern.items(), key=lambda entry: len(entry[1]))
    return Addresses(len(found), len(by_pattern), (largest[0], largest[1]), pattern)


def touchpoint_names(connection: Connection) -> list[str]:
    return [row[0] for row in connection.execute("select touchpoint from touchpoints").fetchall()]


def touchpoints(connection: Connection) -> list[Finding]:
    """Touchpoints that are spelt in several ways."""
    groups = alike(touchpoint_names(connection))
    if not groups:
        return []
    number, (spelling, other, *_) = sum(map(len, groups)), groups[0]
    return [
        warning(
            "names",
            f"{plural(number, 'touchpoint')} differ from another one only by {ALIKE}, as {spelling!r} and {other!r}: they count "
            f"apart, and would be {len(groups)}",
            number,
            [spelling, other],
            [Setting("assume", "spellings=merged")],
        )
    ]
