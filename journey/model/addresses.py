"""Addresses of pages as touchpoints: those of one pattern are one, whatever numbers, ids and search words stand in them."""

import re
from collections import defaultdict
from collections.abc import Iterable

ADDRESS = re.compile(r"(?:[a-z][a-z0-9+.-]*://|www\.)\S+|/\S*", re.IGNORECASE)
# A part of a path that names one thing: a number, a long hexadecimal id (also a UUID), a text with four digits or more.
ONE_THING = re.compile(
    r"\d+(?:\.\w+)?|[0-9a-f]{8}[0-9a-f-]*|\S*\d\S*\d\S*\d\S*\d\S*", re.IGNORECASE
)
ANY = "*"
MOST_SIBLINGS = 30  # more names below one path are things, not kinds of pages


def is_address(name: str) -> bool:
    """Whether a touchpoint is an address, whole or from the first slash on."""
    return ADDRESS.fullmatch(name) is not None


def pattern(address: str) -> str:
    """The address without what stands behind `?` or `#`, and with a star for each number or id in its path.

    >>> pattern("https://shop.example/p/17/?utm_source=x#top")
    'https://shop.example/p/*'
    """
    start, slashes, rest = address.partition("://")
    if not slashes:
        start, rest = "", address
    path = re.split(r"[?#]", rest, maxsplit=1)[0].rstrip("/")
    host, *parts = path.split("/")
    kept = [ANY if ONE_THING.fullmatch(part) else part for part in parts]
    return "/".join([f"{start}{slashes}{host}", *kept]) or "/"


def grouped(names: Iterable[str]) -> dict[str, str]:
    """The pattern of each address that is not its own; where more than MOST_SIBLINGS differ in one part, that is a star, too."""
    patterns = {name: pattern(name) for name in names if is_address(name)}
    depth = max((found.count("/") for found in patterns.values()), default=0)
    for place in range(1, depth + 1):
        siblings: dict[tuple[str, ...], set[str]] = defaultdict(set)
        split = {name: tuple(found.split("/")) for name, found in patterns.items()}
        for parts in split.values():
            if len(parts) > place and parts[place]:
                siblings[parts[:place]].add(parts[place])
        for name, parts in split.items():
            if len(parts) > place and len(siblings[parts[:place]]) > MOST_SIBLINGS and parts[place]:
                patterns[name] = "/".join((*parts[:place], ANY, *parts[place + 1 :]))
    return {name: found for name, found in patterns.items() if found != name}
