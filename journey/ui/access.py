"""Who looks at this screen, and whether they may."""

from urllib.parse import unquote

import streamlit as st

from journey.model.access import Ability, Key, Visitor
from journey.model.errors import UserError

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
    """Raises UserError where the key of this session does not allow it, whatever button was or was not shown."""
    if not may(ability):
        raise UserError(f"Your key does not let you {ability}.")
