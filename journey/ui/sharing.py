"""What the screens know of sharing: the server offers it, whose room lies above this one."""

from typing import Protocol
from urllib.parse import quote

from journey.model.access import Guest, Key


class Sharing(Protocol):
    """The owner's hand on the shared side of the door."""

    @property
    def is_on(self) -> bool: ...

    @property
    def address(self) -> str | None:
        """Where colleagues reach the app, ending in a slash; None where it is not shared, or this machine is in no network."""

    def words(self, key: Key) -> str:
        """The key as it is handed out."""

    def begin(self) -> None:
        """Share; raises UserError where that cannot be."""

    def end(self) -> None:
        """Close every page of colleagues and let nobody in."""

    def change_keys(self) -> None:
        """New keys, which log everybody out who came with the former ones."""

    def guests(self) -> list[Guest]:
        """Who has a page open, first come first."""

    def qr_code(self, link: str) -> str:
        """The link as an SVG to photograph."""


IN_LINK = "access"  # the parameter of a link that holds a key
_offered: list[Sharing] = []


def offer(sharing: Sharing) -> None:
    """By the server, once in a process."""
    _offered[:] = [sharing]


def offered() -> Sharing | None:
    """None where the app runs without a door."""
    return _offered[0] if _offered else None


def link(sharing: Sharing, key: Key, page: str = "", query: str = "") -> str:
    """A link for colleagues that lets them in with this key; `page` and `query` as in the owner's address."""
    asked = f"{IN_LINK}={quote(sharing.words(key))}"
    return f"{sharing.address or ''}{page}?{asked}{'&' * bool(query)}{query}"
