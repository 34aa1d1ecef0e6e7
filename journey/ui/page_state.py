"""The state of a page beside the filters: kept across pages and in the address, each value with its default."""

import streamlit as st

from journey.data.views.options import OPTIONS

STATE, ROUND, UNREAD, LEFT_OUT, NOTICE_STATE = (
    "page_state",
    "page_state_round",
    "page_state_unread",
    "page_state_left_out",
    "page_state_of_notices",
)
GRAPH = ("open", "coverage", "width", "colour", "find", "change", "by")
FLOW = ("over", "source", "target", "depth", "branches")
CONVERSION = ("source", "target", "within", "anywhere", "per", "side", "attribute")
VARIANTS = ("collapse", "pattern", "top", "expected", "deviation")
DROP_OFF = ("rule", "within", "stage", "cohort", "attribute", "who", "begun", "group", "trait")
CUSTOMER = ("customer", "gaps")
DIGITS_LIMIT = 9
PATHS = ("part", *dict.fromkeys((*GRAPH, *FLOW, *CONVERSION, *VARIANTS, "stage")))
KEYS = tuple(dict.fromkeys((*PATHS, *DROP_OFF, *CUSTOMER)))


def read(address: dict[str, list[str]]) -> None:
    """Take the state from an address that this session did not write, and reset the widgets."""
    st.session_state[STATE] = {key: address[key][0] for key in KEYS if address.get(key)}
    st.session_state[UNREAD], st.session_state[LEFT_OUT], st.session_state[NOTICE_STATE] = (
        set(st.session_state[STATE]),
        [],
        None,
    )
    st.session_state[ROUND] = st.session_state.get(ROUND, 0) + 1


def get(name: str, default: str = "") -> str:
    return st.session_state.setdefault(STATE, {}).get(name, default)


def put(name: str, value: str, default: str = "") -> None:
    """Keep the value; defaults are not kept, so that addresses stay short."""
    state = {
        key: state_value
        for key, state_value in st.session_state.setdefault(STATE, {}).items()
        if key != name
    }
    st.session_state[STATE] = state if value == default else {**state, name: value}


def widget_key(name: str) -> str:
    """The key of the widget for this value; changes when an address is read or something else sets the value."""
    return f"page state {name} {st.session_state.get(ROUND, 0)}"


def reset_widgets() -> None:
    """Let all widgets start again from the kept values."""
    st.session_state[ROUND] = st.session_state.get(ROUND, 0) + 1


def known_value(name: str, known: list[str], default: str) -> str:
    """The kept value if it is a known one, else the default; an unknown one from an address leaves a notice."""
    value = get(name, default)
    mark_understood(name, value in known or not get(name))
    return value if value in known else default


def mark_understood(name: str, is_known: bool) -> None:
    """Note whether the address's value has a meaning here; if not, it is left out and `notices` says so."""
    unread = st.session_state.get(UNREAD, set())
    if name in unread and not is_known:
        st.session_state[LEFT_OUT] = [*st.session_state.get(LEFT_OUT, []), f"{name}={get(name)}"]
        put(name, "")
    st.session_state[UNREAD] = unread - {name}


def notices() -> list[str]:
    """A sentence for each value of the address that was left out, until the state changes."""
    left_out, state = st.session_state.get(LEFT_OUT, []), st.session_state[STATE]
    if left_out and st.session_state.get(NOTICE_STATE) not in (None, state):
        st.session_state[LEFT_OUT] = left_out = []
    st.session_state[NOTICE_STATE] = state
    return [
        f"Ignored from the link: '{part}' does not apply to this dataset under these filters."
        for part in left_out
    ]


def to_link(names: tuple[str, ...]) -> dict[str, list[str]]:
    """The kept values of these names, as query parameters."""
    return {name: [get(name)] for name in names if get(name)}


def choice(
    name: str, label: str, options: dict[str, str], default: str, keep_default: bool = False, **more
) -> str:
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


def segments(name: str, label: str, options: dict[str, str], default: str) -> str:
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
    if name in OPTIONS:
        lowest, highest = max(lowest, OPTIONS[name].lowest), min(highest, OPTIONS[name].highest)
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
    mark_understood(name, _is_whole(get(name)) and lowest <= int(get(name)) <= highest)
    text = get(name, str(default))
    return min(highest, max(lowest, int(text))) if _is_whole(text) else default


def _is_whole(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) <= DIGITS_LIMIT
