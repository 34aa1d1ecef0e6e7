"""Whose change it is that is being written: said once where a change begins, noted wherever something is kept."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

COMMAND_LINE = "the command line"
_author: ContextVar[str] = ContextVar("author", default="")


def author() -> str:
    """Who makes the change, in words; '' where nobody has said so."""
    return _author.get()


def by(words: str) -> str:
    """After what was changed; nothing where nobody has said who changed it.

    >>> by("Ann (edit key)"), by("")
    (', by Ann (edit key)', '')
    """
    return f", by {words}" if words else ""


@contextmanager
def written_by(words: str) -> Iterator[None]:
    """Within the block, in this thread, changes are by them."""
    token = _author.set(words)
    try:
        yield
    finally:
        _author.reset(token)
