"""Text from data as files take it: what they cannot hold is left out."""

import re

UNWRITABLE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]"
)


def plain(text: str) -> str:
    """The text without control characters, lone surrogates and what is no character.

    >>> plain("red\\x1b[31m\\ud800 wine")
    'red[31m wine'
    """
    return UNWRITABLE.sub("", text)
