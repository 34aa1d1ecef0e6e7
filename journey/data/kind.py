"""What kind of dataset this is, found in the prepared steps: it decides words and lanes."""

from dataclasses import dataclass

from journey.data.query_rows import Ask
from journey.data.touchpoint_names import numbers_by_name
from journey.model import end_words
from journey.model.vocabulary import CLICKSTREAM, JOURNEY, SERVICE_LOG, SURVEY
from journey.model.words import duration, percent

ANSWERED, SINGLE, OF_CASES = 0.9, 0.5, 0.5
CLICKS_WITHIN_S = 1_800


@dataclass(frozen=True)
class Layout:
    """What the file that made the dataset looked like: its columns, and whether one of them names touchpoints."""

    columns: tuple[str, ...] = ()
    has_touchpoints: bool = True


@dataclass(frozen=True)
class Kind:
    """`name` is one of KINDS_OF_DATASET; `reason` is the figure that decided, as a clause."""

    name: str
    reason: str


@dataclass(frozen=True)
class KindFacts:
    """Events, those that hold an answer and those that name a case; customers, those with one time alone; half of the gaps are
    shorter than the median; journeys, and those that open a case and solve it.
    """

    events: int
    customers: int
    answered: int
    with_case: int
    single_customers: int
    median_gap_s: float | None
    journeys: int
    opened_and_solved: int


def proposed_kind(ask: Ask, layout: Layout) -> Kind:
    """METRICS.md, "Kind of dataset": survey, service log, clickstream, else journey."""
    names = numbers_by_name(ask)
    [facts] = ask(
        "kind",
        KindFacts,
        opening=[number for name, number in names.items() if end_words.opens_a_case(name)],
        solving=[number for name, number in names.items() if end_words.solves_a_case(name)],
    )
    events, customers = facts.events or 1, facts.customers or 1
    answered, single = facts.answered / events, facts.single_customers / customers
    if not layout.has_touchpoints and answered >= ANSWERED and single >= SINGLE:
        return Kind(
            SURVEY,
            f"{percent(answered)} of the rows hold an answer, and {percent(single)} of the customers have one row",
        )
    with_case = facts.with_case / events
    if with_case >= OF_CASES:
        return Kind(SERVICE_LOG, f"{percent(with_case)} of the events name a case")
    solved = facts.opened_and_solved / (facts.journeys or 1)
    if solved >= OF_CASES:
        return Kind(SERVICE_LOG, f"{percent(solved)} of the journeys open a case and solve it")
    is_clicked = any(map(end_words.is_of_sessions, layout.columns))
    gap = facts.median_gap_s
    if is_clicked and gap is not None and gap < CLICKS_WITHIN_S:
        return Kind(
            CLICKSTREAM,
            f"it has a column of sessions or addresses, and half of the events follow the one before within {duration(gap)}",
        )
    return Kind(JOURNEY, "nothing tells it from a journey")
