"""Where journeys end, as a question: the touchpoints that many are last seen at, and which of them look like good ends by name."""

from dataclasses import dataclass

from journey.data.query_rows import Ask
from journey.data.touchpoint_names import numbers_by_name
from journey.model import end_words
from journey.model.definition import Definition, parse_definition, replaced
from journey.model.vocabulary import SERVICE_LOG
from journey.model.words import count

LEAST_SHARE, LISTED, OF_ONE = 0.02, 8, 0.9


@dataclass(frozen=True)
class EndCounts:
    """Journeys last seen at a touchpoint, and journeys that pass it."""

    touchpoint: str
    ends: int
    journeys: int


@dataclass(frozen=True)
class End:
    """A touchpoint that `ends` of the `journeys` that pass it are last seen at; `is_good` as its name presets it."""

    touchpoint: str
    ends: int
    journeys: int
    is_good: bool
    is_failure: bool

    @property
    def words(self) -> str:
        return (
            f"the last step so far of {count(self.ends)} of the {count(self.journeys)} that pass it"
        )


@dataclass(frozen=True)
class ProposedEnds:
    """The question *where journeys end*; `ends` is empty where there is none to ask, one touchpoint has nearly all ends.

    `passive` and `undone_by` are what the names of the other touchpoints say.
    """

    ends: tuple[End, ...]
    passive: tuple[str, ...]
    undone_by: tuple[str, ...]

    @property
    def good(self) -> tuple[str, ...]:
        return tuple(end.touchpoint for end in self.ends if end.is_good)


def proposed_ends(ask: Ask, kind: str) -> ProposedEnds:
    """METRICS.md, "Good ends"."""
    numbers = numbers_by_name(ask)
    passive = tuple(filter(end_words.is_passive, numbers))
    rows = ask("ends", EndCounts, passive=[numbers[name] for name in passive])
    all_ends = sum(row.ends for row in rows)
    is_asked = bool(rows) and rows[0].ends <= OF_ONE * all_ends
    frequent = [
        row for row in rows if row.ends >= LEAST_SHARE * all_ends and row.touchpoint not in passive
    ]
    ends = tuple(
        End(
            row.touchpoint,
            row.ends,
            row.journeys,
            end_words.is_good_end(row.touchpoint, is_of_orders=kind != SERVICE_LOG),
            end_words.is_failure(row.touchpoint),
        )
        for row in (frequent[:LISTED] if is_asked else ())
    )
    good = {end.touchpoint for end in ends if end.is_good}
    undone_by = tuple(
        name for name in numbers if end_words.undoes_an_end(name) and name not in good
    )
    return ProposedEnds(ends, passive, undone_by)


def with_ends(definition: Definition, proposed: ProposedEnds, good: tuple[str, ...]) -> Definition:
    """The definition with these good ends, and what the names say of the other touchpoints."""
    ends = {
        "good": list(good),
        "undone_by": [name for name in proposed.undone_by if name not in good] if good else [],
        "undone_by_customer": bool(good) and definition.kind == SERVICE_LOG,
        "are_settled": True,
        "passive": [name for name in proposed.passive if name not in good],
    }
    return parse_definition(replaced(definition.toml, {"ends": ends}))
