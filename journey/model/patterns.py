"""Touchpoints that are one by their pattern: addresses of pages by their path, subjects by their words."""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass

from journey.model import addresses, subjects


@dataclass(frozen=True)
class Kind:
    """A kind of names: what they are, by what they are grouped, and from how many on that is offered."""

    name: str
    verb: str
    way: str
    fewest: int
    is_one: Callable[[str], bool]
    grouped: Callable[[Iterable[str]], Mapping[str, str]]

    @property
    def key(self) -> str:
        """The definition's key that groups them."""
        return f"group_{self.name}"


KINDS_OF_NAMES = (
    Kind(
        "addresses",
        "are addresses of pages",
        "by their pattern",
        2,
        addresses.is_address,
        addresses.grouped,
    ),
    Kind(
        "subjects",
        "read like subjects of mails or tickets",
        "by their words",
        30,
        subjects.is_subject,
        subjects.grouped,
    ),
)


def grouped(names: Iterable[str], kinds: Collection[str]) -> dict[str, str]:
    """The pattern of each name of these kinds that is not its own."""
    names = list(names) if kinds else []
    return {
        name: pattern
        for kind in KINDS_OF_NAMES
        if kind.name in kinds
        for name, pattern in kind.grouped(names).items()
    }
