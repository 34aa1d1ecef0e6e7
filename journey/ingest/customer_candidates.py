"""Which column says who the customer is: judged by what its values are like and by its name, and taken only where both agree."""

import re
import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from journey.ingest.column_contents import DAMAGED_ID, DAMAGED_SHARE, E_MAIL, TIME
from journey.ingest.column_names import OTHER_NAMES, names_of, normalised
from journey.model.end_words import words_of

WORDS: dict[str, list[str]] = tomllib.loads(
    Path(__file__).with_name("customer_words.toml").read_text(encoding="utf-8")
)
PEOPLE, IDS, UNITS = (frozenset(WORDS[name]) for name in ("people", "ids", "units"))
NOBODY = frozenset(word for name in ("staff", "goods", "places", "groups") for word in WORDS[name])
MACHINES, VISITS = tuple(WORDS["machines"]), tuple(WORDS["visits"])
NAMES = tuple(name for name in OTHER_NAMES["customer_id"] if name not in MACHINES)
ENOUGH_ROWS = 100  # from which on a column is judged by how many values it has
FEWEST, FEWEST_SHARE = (
    10,
    0.01,
)  # values of a customer's column in so many rows, and of the rows filled
FILLED, ID_SHARE, REPEATED = 0.2, 0.8, 0.8
OFFERED = 4
ID = re.compile(r"(?=\S*\d)[\w.:|@#+/-]{2,80}|[0-9a-f]{8,}")
AMOUNT, WHOLE = re.compile(r"[+-]?\d+[.,](?!0+$)\d{1,2}"), re.compile(r"\d+")
MEASURE = re.compile(r"[+-]?\d*[.,]\d{1,4}|[+-]?\d{1,3}([.,]\d{3})+([.,]\d+)?|\d{1,2}")


@dataclass(frozen=True)
class Behaviour:
    """What the values of a column are like, in a sample: rows, filled ones, distinct values, and shares of the filled (0..1)."""

    rows: int
    filled: int
    distinct: int
    ids: float
    mails: float
    is_unfit: bool

    @classmethod
    def of(cls, cells: Sequence[str]) -> "Behaviour":
        filled = [cell.strip() for cell in cells if cell.strip()]
        number = len(filled) or 1

        def share(form: re.Pattern) -> float:
            return sum(bool(form.fullmatch(cell)) for cell in filled) / number

        is_unfit = (
            share(DAMAGED_ID) >= DAMAGED_SHARE
            or share(AMOUNT) >= ID_SHARE
            or share(TIME) >= ID_SHARE
            and share(WHOLE) < ID_SHARE
        )
        ids = sum(bool(ID.fullmatch(cell)) and not MEASURE.fullmatch(cell) for cell in filled)
        return cls(len(cells), len(filled), len(set(filled)), ids / number, share(E_MAIL), is_unfit)

    @property
    def has_few_values(self) -> bool:
        """As a group has, and no column of customers: where there are rows enough to tell."""
        fewest = max(FEWEST, FEWEST_SHARE * self.filled)
        return self.filled >= ENOUGH_ROWS and self.distinct < fewest

    @property
    def is_of_ids(self) -> bool:
        return not self.is_unfit and self.ids >= ID_SHARE and not self.has_few_values

    @property
    def words(self) -> str:
        return f"{self.distinct:,} values in the first {self.filled:,} rows that have one"


@dataclass(frozen=True)
class Candidate:
    """A column that may name the customer, why, and whether it does so surely enough to be taken."""

    column: str
    because: str
    is_taken: bool


def customer_candidates(
    columns: Sequence[str], rows: Iterable[tuple[str, ...]], is_timeless: bool = False
) -> list[Candidate]:
    """The columns that may name the customer, the likeliest first.

    Taken without asking is the first that is called as customers' columns are and holds no group, date or damaged id; else
    one whose name speaks of a customer's id and whose values are ids; else e-mail addresses; else the ids of a machine. What
    looks like an id and is called something else is offered alone.
    """
    listed = list(rows)
    known = {
        column: Behaviour.of([row[index] for row in listed if len(row) > index])
        for index, column in enumerate(columns)
    }
    known = {column: behaviour for column, behaviour in known.items() if not behaviour.is_unfit}
    found = [
        *_called_so(known, NAMES),
        *(
            Candidate(
                column, f"its name speaks of a customer, and it holds {behaviour.words}", True
            )
            for column, behaviour in known.items()
            if speaks_of_customers(column) and behaviour.is_of_ids
        ),
        *(
            Candidate(column, "it holds e-mail addresses", True)
            for column, behaviour in known.items()
            if behaviour.mails >= 0.9
            and behaviour.filled >= FILLED * behaviour.rows
            and not _is_of_others(column)
        ),
        *_called_so(known, MACHINES),
        *_by_behaviour(known, is_timeless),
    ]
    first: dict[str, Candidate] = {}
    for candidate in found:
        first.setdefault(candidate.column, candidate)
    return list(first.values())


def stand_ins(columns: Iterable[str]) -> list[str]:
    """The columns with ids of visits and machines: what can stand for a customer whose id is blank, the surest first."""
    listed = list(columns)
    return [
        column for name in (*VISITS, *MACHINES) for column in listed if name in names_of(column)
    ]


def speaks_of_customers(column: str) -> bool:
    """Whether the name holds a word for a customer and one for an id, also as one word, and none of anything else."""
    words = words_of(column.rstrip(". ").rpartition(".")[2])
    if (NOBODY | UNITS) & set(words):
        return False
    if PEOPLE & set(words) and IDS & set(words):
        return True
    return any(
        word.removesuffix(end) in PEOPLE
        for word in words
        for end in IDS
        if len(end) > 1 and word.endswith(end) and word != end
    )


def _is_of_others(column: str) -> bool:
    """Whether the name speaks of those who serve, of goods, places or groups."""
    return bool(NOBODY & set(words_of(column)))


def _called_so(known: dict[str, Behaviour], names: Iterable[str]) -> list[Candidate]:
    """Columns with one of these names in the names' order; those that hold a group's few words are offered, not taken."""
    return [
        Candidate(
            column,
            "columns called so are often this",
            behaviour.ids >= ID_SHARE or not behaviour.has_few_values,
        )
        for name in names
        for column, behaviour in known.items()
        if name in names_of(column)
    ]


def _by_behaviour(known: dict[str, Behaviour], is_timeless: bool) -> list[Candidate]:
    """What looks like an id, or is called one, and comes again, as a customer does: offered, the one with most values first."""
    found = [
        (behaviour.distinct, column, behaviour.words)
        for column, behaviour in known.items()
        if not _is_of_others(column)
        and (behaviour.is_of_ids or _is_called_id(column))
        and behaviour.filled >= 0.5 * behaviour.rows
        and (is_timeless or 1 < behaviour.distinct < REPEATED * behaviour.filled)
    ]
    ordered = sorted(found, key=lambda entry: -entry[0])[:OFFERED]
    return [Candidate(column, words, False) for _, column, words in ordered]


def _is_called_id(column: str) -> bool:
    name = normalised(column)
    return name == "id" or name.endswith("_id")
