"""What the Findings screen and the home say of the findings: which are shown, what is new, in which words."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from journey.data.answer import Answer
from journey.data.workspace import WATCHED, FindingState
from journey.map.headline import Headline
from journey.model.filters import value_words
from journey.model.finding import HEAD, FindingName, name_of
from journey.model.words import capital, count, plural

if TYPE_CHECKING:
    from journey.findings.rows import FindingsRow

STRIP = 5  # findings offered below the map


@dataclass(frozen=True)
class Card:
    """A finding with what is known of it: decided, and not among those of the version before."""

    row: "FindingsRow"
    name: FindingName
    state: FindingState | None
    is_new: bool

    @property
    def is_watched(self) -> bool:
        return self.state is not None and self.state.state == WATCHED

    @property
    def is_dismissed(self) -> bool:
        return self.state is not None and self.state.hides(self.row)


def cards(
    answer: "Answer[FindingsRow]",
    states: Sequence[FindingState],
    before: frozenset[FindingName] | None,
) -> list[Card]:
    """Each story's first finding, in order; `before` are the names that the version before told, None where it is not known."""
    decided: Mapping[FindingName | None, FindingState] = {one.name: one for one in states}
    return [
        Card(row, name, decided.get(name), before is not None and name not in before)
        for row in answer.rows
        if row["role"] == HEAD
        for name in (name_of(row),)
    ]


def headline(shown: Sequence[Card]) -> str:
    """'9 findings; the weightiest: Since 29 September 2025: …'."""
    if not shown:
        return "Nothing stands out beyond chance"
    return f"{plural(len(shown), 'finding')}; the weightiest: {shown[0].row['title']}"


def looked_at(answer: "Answer[FindingsRow]") -> str:
    """'Looked at 8,730 comparisons; 15 hold, in 9 findings.', with what each family of comparisons was."""
    parts = ", ".join(
        f"{count(number)} by {family}" for family, number in answer.totals["looked_at"].items()
    )
    return f"{answer.notes[-1]} Comparisons: {parts}." if parts else answer.notes[-1]


def on_home(shown: Sequence[Card], answer: "Answer[FindingsRow]", plain: Headline) -> Headline:
    """The weightiest finding as the home's headline, the next as its reason; where there is none what the map tells, and how much
    was looked at."""
    if not shown:
        compared = count(sum(answer.totals["looked_at"].values()))
        reason = f"{plain.reason} Nothing stands out beyond chance in {compared} comparisons."
        return Headline(plain.sentence, reason.strip())
    first, *others = shown
    then = f" Next: {others[0].row['title']}." if others else ""
    return Headline(first.row["title"], f"{capital(first.row['detail'])}.{then}")


def compared(
    shown: Sequence[Card], answer: "Answer[FindingsRow]", key: str, values: Sequence[str]
) -> Headline:
    """Of compared groups the first two findings that name one of them; where none does that, and how much was looked at."""
    own = [card for card in shown if card.row["attribute"] == key and card.row["value"] in values]
    if own:
        first, *others = own
        then = f" Next: {others[0].row['title']}." if others else ""
        return Headline(first.row["title"], f"{capital(first.row['detail'])}.{then}")
    number = count(sum(answer.totals["looked_at"].values()))
    return Headline(
        f"No finding sets {_listed(key, values)} apart",
        f"What the map shows of them may be chance: {number} comparisons were looked at.",
    )


def _listed(key: str, values: Sequence[str]) -> str:
    *before, last = (value_words(key, value) for value in values)
    return f"{', '.join(before)} and {last}" if before else last
