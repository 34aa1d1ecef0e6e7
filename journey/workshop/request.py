"""What somebody in the room asks for: its fields, each looked at before it is used, and who asks."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from journey.model.errors import UserError
from journey.model.letters import shown

ID = re.compile(
    r"(?!__proto__$)[A-Za-z0-9_-]{6,40}"
)  # the one left out is no name of an object's own in a browser
ID_WORDS = "an id of 6 to 40 letters and digits"


class Refused(UserError):
    """What was asked for is not done; says why. `current` is the text that somebody else wrote meanwhile."""

    def __init__(self, sentence: str, current: str | None = None):
        super().__init__(sentence)
        self.current = current


@dataclass(frozen=True)
class Sender:
    """Who asks: the id of a person of the room ('' for who leads it without a seat), and whether they lead it."""

    person: str
    leads: bool = False


@dataclass(frozen=True)
class Request:
    """Fields as JSON has them; a field that is missing or of another form is refused."""

    fields: Mapping[str, Any]

    def id(self, name: str = "id") -> str:
        found = self.fields.get(name)
        if not isinstance(found, str) or not ID.fullmatch(found):
            raise Refused(f"{name} has to be {ID_WORDS}.")
        return found

    def id_or_none(self, name: str) -> str:
        return self.id(name) if self.fields.get(name) else ""

    def text(
        self, name: str, limit: int, may_be_empty: bool = False, has_lines: bool = False
    ) -> str:
        """Without signs that cannot be seen, and without spaces around it; in one line unless `has_lines`."""
        found = self.fields.get(name, "" if may_be_empty else None)
        if not isinstance(found, str):
            raise Refused(f"{name} has to be a text.")
        tidy = tidied(found) if has_lines else " ".join(tidied(found).split())
        if len(tidy) > limit:
            raise Refused(f"That is {len(tidy)} characters long; {limit} have room.")
        if not tidy and not may_be_empty:
            raise Refused("There is nothing written yet.")
        return tidy

    def choice(self, name: str, among: Iterable[str]) -> str:
        found, known = self.fields.get(name), tuple(among)
        if not isinstance(found, str) or found not in known:
            raise Refused(f"{name} has to be one of: {', '.join(known)}.")
        return found

    def whole(self, name: str, lowest: int, highest: int) -> int:
        found = self.fields.get(name)
        if type(found) is not int or not lowest <= found <= highest:
            raise Refused(f"{name} has to be a whole number from {lowest} to {highest}.")
        return found

    def number(self, name: str, lowest: float, highest: float) -> float:
        return _number(name, self.fields.get(name), lowest, highest)

    def number_or_none(self, name: str, lowest: float, highest: float) -> float | None:
        return None if self.fields.get(name) is None else self.number(name, lowest, highest)

    def numbers(
        self, name: str, count: int, lowest: float, highest: float
    ) -> tuple[float | None, ...]:
        """So many, None among them."""
        found = self.fields.get(name)
        if not isinstance(found, list) or len(found) != count:
            raise Refused(f"{name} has to be {count} numbers.")
        return tuple(
            None if value is None else _number(name, value, lowest, highest) for value in found
        )

    def flag(self, name: str) -> bool:
        found = self.fields.get(name)
        if not isinstance(found, bool):
            raise Refused(f"{name} has to be yes or no.")
        return found

    def list_of(self, name: str, limit: int) -> tuple[str, ...]:
        found = self.fields.get(name)
        if (
            not isinstance(found, list)
            or len(found) > limit
            or not all(isinstance(word, str) for word in found)
        ):
            raise Refused(f"{name} has to be a list of at most {limit} words.")
        return tuple(found)


def tidied(text: str) -> str:
    """A text of people without control signs, those that turn the direction of writing among them; line breaks stay."""
    seen = re.sub(r"\n{3,}", "\n\n", shown(text, beside=f"\n{JOINERS}")).strip()
    return seen if seen.strip(JOINERS) else ""


JOINERS = "\u200d\u200c"  # of emoji, and of letters in Persian and Indian scripts


def _number(name: str, found: Any, lowest: float, highest: float) -> float:
    is_number = isinstance(found, int | float) and not isinstance(found, bool)
    if not is_number or not lowest <= found <= highest:
        raise Refused(f"{name} has to be a number from {lowest:g} to {highest:g}.")
    return float(found)
