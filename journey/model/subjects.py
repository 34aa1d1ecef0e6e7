"""Subjects of mails and tickets as touchpoints: those of the same words are one, whatever numbers and addresses stand in them."""

import re
from collections.abc import Iterable

from journey.model.addresses import ANY, is_address

# What mail programs put before a subject that is answered or sent on: Re: and AW: [2], Fwd (3): and TR :
REPLY = re.compile(
    r"(?:(?:re|res|r|rif|aw|antw|sv|fwd?|wg|i|tr|rv|enc)(?: ?[\[(^]\d{1,3}[\])]?)? ?[::] ?)+",
    re.IGNORECASE,
)
# A word that names one thing: with a digit, an address, or nothing but the sign of a number or an amount.
ONE_THING = re.compile(r".*(?:\d|\w@\w|://)|\W*www\.|[#*№€$£¥%]+$", re.IGNORECASE)
LONG_NUMBER = re.compile(r"\d{4}")
FEWEST_WORDS = 3  # a name of fewer is no subject, unless it is a reply or holds a long number: Call 2, Checkout v2


def pattern(subject: str) -> str:
    """The words of a subject: without the marks of replies, with a star for what names one thing; itself where no word is left.

    >>> pattern("AW: Re[2]: Your order #10045 of 3/5 has shipped")
    'Your order * of * has shipped'
    """
    text = " ".join(subject.split())
    reply = REPLY.match(text)
    kept: list[str] = []
    for word in text[reply.end() if reply else 0 :].split():
        if word.isalpha() or not ONE_THING.match(word):
            kept.append(word)
        elif kept[-1:] != [ANY]:
            kept.append(ANY)
    found = " ".join(kept)
    return found if any(map(str.isalpha, found)) else subject


def is_subject(name: str) -> bool:
    """Whether a touchpoint reads like a subject: it has three words or more, or the mark of a reply, or a long number."""
    return not is_address(name) and (
        len(name.split()) >= FEWEST_WORDS
        or LONG_NUMBER.search(name) is not None
        or REPLY.match(name.lstrip()) is not None
    )


def grouped(names: Iterable[str]) -> dict[str, str]:
    """The pattern of each subject that is not its own."""
    patterns = {name: pattern(name) for name in names if is_subject(name)}
    return {name: found for name, found in patterns.items() if found != name}
