"""The state of a page in the browser session, and the widgets that show and change it."""

from collections.abc import Mapping, Sequence
from typing import TypeVar

import streamlit as st

from journey.presenters.page_state import (  # noqa: F401  names of the state's parts, for the screens
    CONVERSION,
    CUSTOMER,
    DECK,
    DROP_OFF,
    FINDINGS,
    FLOW,
    FRICTION,
    GRAPH,
    HOME,
    KEYS,
    PATHS,
    PRESENT,
    SATISFACTION,
    VARIANTS,
    WORKSHOP,
    PageState,
    bounds,
    is_whole,
)

STATE = "page_state"
Known = TypeVar("Known", bound=str)


def state() -> PageState:
    return st.session_state.setdefault(STATE, PageState())


def _keep(new: PageState) -> None:
    st.session_state[STATE] = new


def read(address: dict[str, list[str]]) -> None:
    """Take the state from an address that this session did not write, and reset the widgets."""
    _keep(state().read(address))


def get(name: str, default: str = "") -> str:
    return state().get(name, default)


def put(name: str, value: str, default: str = "") -> None:
    """Keep the value; defaults are not kept, so that addresses stay short."""
    _keep(state().put(name, value, default))


def widget_key(name: str) -> str:
    """The key of the widget for this value; changes when an address is read or something else sets the value."""
    return f"page state {name} {state().round}"


def reset_widgets() -> None:
    """Let all widgets start again from the kept values."""
    _keep(state().with_new_widgets())


def known_value(name: str, known: Sequence[Known], default: Known) -> Known:
    """The kept value if it is a known one, else the default; an unknown one from an address leaves a notice."""
    value = get(name, default)
    mark_understood(name, value in known or not get(name))
    return next((each for each in known if each == value), default)


def mark_understood(name: str, is_known: bool) -> None:
    """Note whether the address's value has a meaning here; if not, it is left out and `notices` says so."""
    _keep(state().understood(name, is_known))


def notices() -> list[str]:
    """A sentence for each value of the address that was left out, until the state changes."""
    _keep(state().noticing())
    return state().notices


def to_link(names: tuple[str, ...]) -> dict[str, list[str]]:
    """The kept values of these names, as query parameters."""
    return {name: [get(name)] for name in names if get(name)}


def choice(
    name: str,
    label: str,
    options: Mapping[Known, str],
    default: Known,
    keep_default: bool = False,
    **more,
) -> Known:
    """A select box over values and their labels; keeps the chosen value, the default only with `keep_default`."""
    current = known_value(name, list(options), default)
    value = st.selectbox(
        label,
        list(options),
        list(options).index(current),
        format_func=options.__getitem__,
        key=widget_key(name),
        **more,
    )
    put(name, value, "" if keep_default else default)
    return value


def segments(name: str, label: str, options: Mapping[Known, str], default: Known) -> Known:
    """A segmented control over values and their labels; keeps the chosen value."""
    value = st.segmented_control(
        label,
        list(options),
        default=known_value(name, list(options), default),
        format_func=options.__getitem__,
        key=widget_key(name),
        label_visibility="collapsed",
        required=True,
    )
    put(name, value or default, default)
    return value or default


def switch(name: str, label: str, **more) -> bool:
    """A toggle that is off by default."""
    mark_understood(name, get(name) in ("", "1"))
    value = st.toggle(label, get(name) == "1", key=widget_key(name), **more)
    put(name, "1" if value else "")
    return value


def number(name: str, label: str, default: int, lowest: int, highest: int, **more) -> int:
    """A slider over whole numbers; of an option of the views never beyond its own bounds."""
    lowest, highest = bounds(name, lowest, highest)
    value = st.slider(
        label,
        lowest,
        highest,
        whole_number(name, default, lowest, highest),
        key=widget_key(name),
        **more,
    )
    put(name, str(value), str(default))
    return value


def whole_number(name: str, default: int, lowest: int, highest: int) -> int:
    """The kept value, within a range that may have changed; one outside it from an address leaves a notice and the default."""
    mark_understood(name, is_whole(get(name)) and lowest <= int(get(name)) <= highest)
    text = get(name, str(default))
    return min(highest, max(lowest, int(text))) if is_whole(text) else default
