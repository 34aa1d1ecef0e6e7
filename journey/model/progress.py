"""Long loops tell how far they are, and hear when they are to stop."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

Step = Callable[[str], None]  # is told the name of each step of a job, before it is done
BEAT_ROWS = 5000

_listener: ContextVar[Callable[[str], None] | None] = ContextVar("listener", default=None)


def beat(how_far: str) -> None:
    """Say how far a loop is ("25,000 rows"); raises what the listener raises where the work is to stop."""
    listener = _listener.get()
    if listener:
        listener(how_far)


@contextmanager
def heard_by(listener: Callable[[str], None]) -> Iterator[None]:
    """Within the block, beats of this thread are told to the listener."""
    token = _listener.set(listener)
    try:
        yield
    finally:
        _listener.reset(token)
