"""What evidence is made from, and what it says of a cell."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from journey.data.ask import VIEWS
from journey.map.answers import AskAll, MapAnswers
from journey.map.captions import whole_percent
from journey.map.evidence.panel_data import Table
from journey.map.model import JourneyMap
from journey.model.access import Ability
from journey.model.definition import Definition
from journey.model.intervals import UNKNOWN, wilson
from journey.model.vocabulary import noun
from journey.model.words import percent

TABLE_ROWS_LIMIT = 12
MIN_JOURNEYS = 10  # from which on a share is told
INTERVAL = "95 % interval"


@dataclass(frozen=True)
class Context:
    """What evidence is made from: the map, its answers, how to ask more, and the data set's own words.

    `allowed` is what the reader's key allows; `attributes` group journeys, `event_attributes` events; `names` says what those are
    called that are not called by their key.
    """

    journey_map: JourneyMap
    answers: MapAnswers
    ask_all: AskAll
    allowed: frozenset[Ability]
    definition: Definition
    attributes: tuple[str, ...]
    period: str  # empty where answers have no time
    age: str  # of the journeys that are old enough to compare
    event_attributes: tuple[str, ...] = ()
    names: Mapping[str, str] = field(default_factory=dict)

    @property
    def is_chosen(self) -> bool:
        """Whether the filters chose the journeys by a figure that they are counted in."""
        return self.journey_map.is_chosen


@dataclass(frozen=True)
class CellText:
    """What the panel says of a cell without further questions: its figure in a sentence, how that is defined, in which
    unit, how sure (an evidence grade), its parts as a table, the command that prints them, and the share of all `together`."""

    sentence: str
    definition: str
    unit: str
    grade: str
    table: Table
    command: str
    together: str = ""


def table(columns: list[str], rows: list[list[str]]) -> Table:
    """The first rows, and how many more there are."""
    return {
        "columns": columns,
        "rows": rows[:TABLE_ROWS_LIMIT],
        "more": max(0, len(rows) - TABLE_ROWS_LIMIT),
    }


def nouns(view: str, *columns: str) -> list[str]:
    """What stands over these columns of a view; the words of the vocabulary over others, and INTERVAL as it is."""
    return [
        name if name == INTERVAL else VIEWS[view].nouns.get(name) or noun(name) for name in columns
    ]


def share_of(part: int | None, whole: int | None) -> str:
    """A part as a share in words; – where it is not known."""
    return percent(part / whole) if whole and part is not None else "–"


def share(part: int, whole: int) -> tuple[str, str]:
    """A share of journeys and its interval in words; nothing where too few journeys pass."""
    low, high = wilson(part / whole, whole) if whole >= MIN_JOURNEYS else UNKNOWN
    if low is None or high is None:
        return "too few", ""
    return percent(part / whole), f"{whole_percent(low)}–{whole_percent(high)} %"


def percent_span(low: float | None, high: float | None) -> str:
    return "–" if low is None or high is None else f"{percent(low)} to {percent(high)}"
