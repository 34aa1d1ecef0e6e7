"""What each key allows: nothing is open that is not written here."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from journey.model.errors import UserError


class Key(StrEnum):
    """How somebody came in: at the owner's own desk, or by one of the keys that the owner hands out."""

    OWNER = "owner"
    EDIT = "edit"
    FACILITATE = "facilitate"
    VIEW = "view"


HANDED_OUT = (Key.VIEW, Key.EDIT, Key.FACILITATE)


KEY_WORDS = {
    Key.VIEW: "all screens but single customers and lists of journeys; exports in shared mode",
    Key.EDIT: "everything: single customers, loading, defining, erasing, notes, decks",
    Key.FACILITATE: "what the view key opens, and leading workshops",
}


class Ability(StrEnum):
    """What a screen, a view or a control asks for; it names exactly one."""

    LOOK = "look at figures, and export them in shared mode"
    SEE_CUSTOMERS = "see single customers and lists of journeys"
    FACILITATE = "lead workshops"
    CHANGE = "load, define, note, save, erase"
    OWN = "share, change keys, see who is there"


ALLOWED: dict[Key, frozenset[Ability]] = {
    Key.OWNER: frozenset(Ability),
    Key.EDIT: frozenset({Ability.LOOK, Ability.SEE_CUSTOMERS, Ability.FACILITATE, Ability.CHANGE}),
    Key.FACILITATE: frozenset({Ability.LOOK, Ability.FACILITATE}),
    Key.VIEW: frozenset({Ability.LOOK}),
}


REFUSALS: dict[Ability, str] = {
    Ability.LOOK: "Nothing is open without a key. Ask the owner for a link.",
    Ability.SEE_CUSTOMERS: "Single customers are not open with this key. Ask the owner for the edit key.",
    Ability.FACILITATE: "Leading workshops is not open with this key. Ask the owner for the facilitate key.",
    Ability.CHANGE: "Loading and changing data is not open with this key. Ask the owner for the edit key.",
    Ability.OWN: "Sharing is not open with this key. Only the owner can share and change keys.",
}


class NotAllowed(UserError):
    """The key does not allow it: what is not open with it, and what to do."""

    def __init__(self, ability: Ability):
        self.ability = ability
        super().__init__(REFUSALS[ability])


@dataclass(frozen=True)
class Visitor:
    """Who looks at a screen: the key they came with, and the name they gave, if any."""

    key: Key
    name: str = ""

    def may(self, ability: Ability) -> bool:
        return ability in ALLOWED[self.key]

    @property
    def words(self) -> str:
        """As a change names them: "Ann (edit key)", "the owner", "somebody with the edit key"."""
        if self.key is Key.OWNER:
            return self.name or "the owner"
        return f"{self.name} ({self.key} key)" if self.name else f"somebody with the {self.key} key"


@dataclass(frozen=True)
class Guest:
    """A visitor who has a page open, and since when."""

    visitor: Visitor
    since: datetime
