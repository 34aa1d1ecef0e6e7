"""The list of customers under the filters, and what the Customer screen says of it."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from journey.data.views.options import LONGEST_LIST
from journey.map.one_customer import Journey
from journey.model.vocabulary import ENDS, SURVEY, outcome, words_in_force
from journey.model.words import count, percent, plural

if TYPE_CHECKING:
    from journey.data.views.rows import JourneysRow

EVERY_EVENT = "Show every event"
RUNS = (
    "Events in a row at one touchpoint are one row with the lowest valence; those with a comment, a score or revenue stand "
    "alone."
)


@dataclass(frozen=True)
class ListedCustomers:
    """The journeys under the filters, the latest first: their customers in that order, each once, and their outcomes.

    `journeys` counts all under the filters, also those beyond the list's length.
    """

    customers: tuple[str, ...] = ()
    journeys_each: Counter[str] = field(default_factory=Counter)
    outcomes: Counter[str | None] = field(default_factory=Counter)
    journeys: int = 0

    @classmethod
    def of(cls, rows: "Sequence[JourneysRow]", journeys: int) -> "ListedCustomers":
        """The list of these rows of the view `journeys`."""
        each = Counter(row["customer_id"] for row in rows)
        return cls(tuple(each), each, Counter(row["outcome"] for row in rows), journeys)

    @property
    def is_cut(self) -> bool:
        return self.journeys > LONGEST_LIST

    def headline(self, has_outcomes: bool) -> str:
        """How many customers, and the outcomes of their journeys where these have any."""
        total = sum(self.outcomes.values())
        if not total:
            return "No journey matches these filters"
        sentence = plural(len(self.customers), "customer")
        if words_in_force().kind == SURVEY:
            return f"{sentence} answered"
        sentence = f"{sentence} with {plural(total, 'journey')}"
        shares = [
            f"{percent(self.outcomes[name] / total)} {outcome(name).noun}"
            for name in ENDS
            if self.outcomes[name]
        ]
        return f"{sentence}: {', '.join(shares)}" if has_outcomes else sentence

    def absence(self, is_unfiltered: bool) -> str:
        """Why a customer is not in it."""
        if is_unfiltered:
            longest, total = count(LONGEST_LIST), count(self.journeys)
            return f"The list holds the latest {longest} of {total} journeys; this customer's are older."
        longest = f" among the latest {count(LONGEST_LIST)} journeys" if self.is_cut else ""
        return f"This customer is not in the list under these filters{longest}."

    def partly(self, customer: str, journeys: int) -> str:
        """That only some of the customer's journeys match the filters; empty where all do."""
        listed = self.journeys_each[customer]
        if not listed or listed >= journeys:
            return ""
        match = "matches" if listed == 1 else "match"
        return f"{count(listed)} of these {count(journeys)} journeys {match} the filters; all of them are shown."

    def note(self, shown: int) -> str:
        """How much of it is listed, of which so many rows are shown, and what it is for."""
        notes = []
        if self.is_cut:
            notes.append(
                f"The list holds the latest {count(LONGEST_LIST)} of {count(self.journeys)} journeys."
            )
        if self.journeys > shown:
            notes.append(f"The latest {count(shown)} journeys are shown; filters narrow them.")
        notes.append("Select a row to open that customer; Previous and Next follow this list.")
        return " ".join(notes)


def legend(journeys: list[Journey]) -> list[str]:
    """What the signs mean that the timeline draws."""
    events = [event for journey in journeys for event in journey.events]
    dots = "Dots show valence from −1 (bad) to +1 (good); hollow dots have none."
    frames = "Score frames: teal is good, red is bad."
    return [dots] * any(event.valence is not None for event in events) + [frames] * any(
        event.scores for event in events
    )
