"""Findings about customers and touchpoints that are spelt in two ways, and about touchpoints of one pattern."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from journey.data.engine import Connection
from journey.ingest.answers import GROUPED
from journey.ingest.doctor.finding import fine, query_row, quoted, warning
from journey.ingest.report import Finding
from journey.model.errors import Setting
from journey.model.patterns import KINDS_OF_NAMES, Kind
from journey.model.spelling import alike
from journey.model.words import count, plural

ALIKE = "blanks, case, Unicode form, unseen signs or a full stop at the end"


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


@dataclass(frozen=True)
class Grouping:
    """Touchpoints of one kind, the patterns that they have, and two that share one."""

    kind: Kind
    names: int
    patterns: int
    samples: tuple[str, str]
    pattern: str

    @property
    def sentence(self) -> str:
        return f"{plural(self.names, 'touchpoint')} {self.kind.verb}, {self.clause}"

    @property
    def clause(self) -> str:
        """How they count, and how they would."""
        one, other = map(quoted, self.samples)
        return (
            f"each counted by itself, as {one} and {other}; {self.kind.way} ({quoted(self.pattern)}) they would be "
            f"{count(self.patterns)}"
        )


def groupings(names: Collection[str]) -> list[Grouping]:
    """The kinds of which there are enough among the names, and at most half as many patterns."""
    found = (_grouping(kind, sorted(filter(kind.is_one, names))) for kind in KINDS_OF_NAMES)
    return [grouping for grouping in found if grouping is not None]


def _grouping(kind: Kind, names: Sequence[str]) -> Grouping | None:
    if len(names) < kind.fewest:
        return None
    patterns = kind.grouped(names)
    by_pattern: dict[str, list[str]] = {}
    for name in names:
        by_pattern.setdefault(patterns.get(name, name), []).append(name)
    if 2 * len(by_pattern) > len(names):
        return None
    pattern, largest = max(by_pattern.items(), key=lambda entry: len(entry[1]))
    return Grouping(kind, len(names), len(by_pattern), (largest[0], largest[1]), pattern)


def patterns(found: Sequence[Grouping]) -> list[Finding]:
    """Touchpoints that would be at most half as many by their pattern."""
    return [
        warning(
            each.kind.name, each.sentence, each.names, list(each.samples), [grouping_setting(each)]
        )
        for each in found
    ]


def grouping_setting(found: Grouping) -> Setting:
    """The setting that takes the offer."""
    return Setting("assume", f"{found.kind.name}={GROUPED}")


def touchpoint_names(connection: Connection) -> list[str]:
    return [row[0] for row in connection.execute("select touchpoint from touchpoints").fetchall()]


def touchpoints(names: Collection[str]) -> list[Finding]:
    """Touchpoints that are spelt in several ways."""
    groups = alike(names)
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
