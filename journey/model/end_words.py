"""What touchpoints' names say of an end: whole words in six languages, accents folded. Presets for people to confirm."""

import re
import tomllib
import unicodedata
from functools import lru_cache
from pathlib import Path

WORDS: dict[str, list[str]] = tomllib.loads(
    Path(__file__).with_suffix(".toml").read_text(encoding="utf-8")
)


def is_good_end(touchpoint: str, is_of_orders: bool = True) -> bool:
    """Whether the name says that what the customer came for is done; `is_of_orders` outside of service logs."""
    good = _holds(touchpoint, "good") or is_of_orders and _holds(touchpoint, "good_for_orders")
    return good and not _holds(touchpoint, "stop")


def is_failure(touchpoint: str) -> bool:
    """Whether the name says that something failed or was refused: a journey *ended with* it."""
    return _holds(touchpoint, "failure")


def exit_words(touchpoint: str) -> str:
    """'last seen at Card payment', 'ended with Payment failed': METRICS.md, "Words"."""
    return f"{'ended with' if is_failure(touchpoint) else 'last seen at'} {touchpoint}"


def were_seen_words(touchpoint: str) -> str:
    """The same of journeys counted before it: '12 were last seen at Card payment'."""
    return exit_words(touchpoint).replace("last seen", "were last seen", 1)


def undoes_an_end(touchpoint: str) -> bool:
    """Whether the name says that a good end before it is none any more."""
    if is_passive(touchpoint) or _holds(touchpoint, "of_service"):
        return False
    return _holds(touchpoint, "failure") or _holds(touchpoint, "undoing")


def is_passive(touchpoint: str) -> bool:
    """Whether the name says that the customer does nothing there."""
    return _holds(touchpoint, "passive")


def opens_a_case(touchpoint: str) -> bool:
    return _holds(touchpoint, "opening")


def solves_a_case(touchpoint: str) -> bool:
    return _holds(touchpoint, "solving") and not _holds(touchpoint, "stop")


def is_status(column: str) -> bool:
    """Whether a column of this name may say if a case is open."""
    return _holds(column, "status")


def counts_reopening(column: str) -> bool:
    """Whether a column of this name may count how often a case was opened again."""
    return _holds(column, "reopening")


def is_of_sessions(column: str) -> bool:
    """Whether a column of this name holds sessions or the addresses of pages."""
    return _holds(column, "session")


def says_open(status: str) -> bool:
    return _holds(status, "status_open")


def says_closed(status: str) -> bool:
    return _holds(status, "status_closed") and not says_open(status)


def _holds(touchpoint: str, kind: str) -> bool:
    words = frozenset(words_of(touchpoint))
    return any(words.issuperset(entry.split()) for entry in WORDS[kind])


@lru_cache(maxsize=4096)
def words_of(text: str) -> tuple[str, ...]:
    """'AddToCart, Bestätigt' -> add, to, cart, bestatigt."""
    parted = re.sub(r"(?<=[a-zß-ÿ])(?=[A-ZÀ-Þ])", " ", text)
    folded = unicodedata.normalize("NFKD", parted.replace("ß", "ss"))
    plain = "".join(symbol for symbol in folded if not unicodedata.combining(symbol))
    return tuple(re.findall(r"[^\W_]+", plain.lower()))
