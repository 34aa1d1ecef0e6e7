"""Who looks at this screen, and whether they may."""

from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import unquote

import streamlit as st

from journey.model.access import ALLOWED, Ability, Key, NotAllowed, Visitor
from journey.model.author import written_by

KEY_HEADER, NAME_HEADER = (
    "x-journey-key",
    "x-journey-name",
)  # set by the door, which removes a browser's own
_door: list[bool] = []


def stand_behind_door() -> None:
    """From now on every session of this process comes through the door; one without its mark is let see nothing."""
    _door.append(True)


def visitor() -> Visitor | None:
    """Who looks at this screen; None for one whom the door did not let in. Without a door it is the owner."""
    if not _door:
        return Visitor(Key.OWNER)
    headers = st.context.headers
    key, name = headers.get(KEY_HEADER, ""), headers.get(NAME_HEADER, "")
    return Visitor(Key(key), unquote(name)) if key in list(Key) else None


def may(ability: Ability) -> bool:
    """Whether the key of this session allows it."""
    found = visitor()
    return found is not None and found.may(ability)


def require(ability: Ability) -> None:
    """Raises NotAllowed where the key of this session does not allow it, whatever button was or was not shown."""
    if not may(ability):
        raise NotAllowed(ability)


def allowed() -> frozenset[Ability]:
    """All that the key of this session allows."""
    found = visitor()
    return ALLOWED[found.key] if found else frozenset()


@contextmanager
def changing() -> Iterator[None]:
    """Whatever changes anything at once does so in this block: the key has to allow it, and what is written is by whoever looks."""
    require(Ability.CHANGE)
    with written_by(author()):
        yield


def author() -> str:
    """By whom the changes of this session are."""
    found = visitor()
    return found.words if found else ""
