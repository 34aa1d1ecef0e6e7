"""What a page is asked beside the filters: kept over pages and in the address, each with what is usual."""

import streamlit as st

ASKED, ROUND, UNREAD, LEFT_OUT, TOLD = (
    "asked",
    "asked_round",
    "asked_unread",
    "asked_left_out",
    "asked_told",
)
GRAPH = ("open", "coverage", "width", "colour", "find", "change", "by")
FLOW = ("over", "source", "target", "depth", "branches")
CONVERSION = ("source", "target", "within", "anywhere", "per", "side", "attribute")
VARIANTS = ("collapse", "pattern", "top", "expected", "deviation")
DROP_OFF = ("rule", "within", "stage", "cohort", "attribute", "who", "begun", "group", "trait")
CUSTOMER = ("customer", "gaps")
LONGEST_NUMBER = 9  # digits
PATHS = ("part", *dict.fromkeys((*GRAPH, *FLOW, *CONVERSION, *VARIANTS, "stage")))
KEYS = tuple(dict.fromkeys((*PATHS, *DROP_OFF, *CUSTOMER)))


def read(address: dict[str, list[str]]) -> None:
    """Take what is asked from an address that this session did not write; widgets begin anew from it."""
    st.session_state[ASKED] = {key: address[key][0] for key in KEYS if address.get(key)}
    st.session_state[UNREAD], st.session_state[LEFT_OUT], st.session_state[TOLD] = (
        set(st.session_state[ASKED]),
        [],
        None,
    )
    st.session_state[ROUND] = st.session_state.get(ROUND, 0) + 1


def get(name: str, usual: str = "") -> str:
    return st.session_state.setdefault(ASKED, {}).get(name, usual)


def put(name: str, value: str, usual: str = "") -> None:
    """Keep the value; what is usual is not kept, so that addresses stay short."""
    asked = {
        key: kept for key, kept in st.session_state.setdefault(ASKED, {}).items() if key != name
    }
    st.session_state[ASKED] = asked if value == usual else {**asked, name: value}


def key(name: str) -> str:
    """The key of the widget that asks for it; a new one whenever an address is read or the value is put by something else."""
    return f"asked {name} {st.session_state.get(ROUND, 0)}"


def renew() -> None:
    """Let the widgets begin anew from what is kept."""
    st.session_state[ROUND] = st.session_state.get(ROUND, 0) + 1


def among(name: str, known: list[str], usual: str) -> str:
    """The value kept where it is among the known ones, else the usual one; what an address asks for in vain is said."""
    value = get(name, usual)
    understood(name, value in known or not get(name))
    return value if value in known else usual


def understood(name: str, is_known: bool) -> None:
    """Whether what the address asks under this name means something here; if not, it is left out, which `notices` say."""
    unread = st.session_state.get(UNREAD, set())
    if name in unread and not is_known:
        st.session_state[LEFT_OUT] = [*st.session_state.get(LEFT_OUT, []), f"{name}={get(name)}"]
        put(name, "")
    st.session_state[UNREAD] = unread - {name}


def notices() -> list[str]:
    """A sentence for each thing that the address asked for in vain, until something else is asked."""
    left_out, now = st.session_state.get(LEFT_OUT, []), st.session_state[ASKED]
    if left_out and st.session_state.get(TOLD) not in (None, now):
        st.session_state[LEFT_OUT] = left_out = []
    st.session_state[TOLD] = now
    return [
        f"The link's '{part}' means nothing in this dataset under these filters: it is left out."
        for part in left_out
    ]


def to_link(names: tuple[str, ...]) -> dict[str, list[str]]:
    """What is kept of these, as query parameters."""
    return {name: [get(name)] for name in names if get(name)}


def choice(
    name: str, label: str, options: dict[str, str], usual: str, is_kept: bool = False, **more
) -> str:
    """A select box over values and their words; the value chosen is kept, also the usual one where `is_kept` asks for it."""
    now = among(name, list(options), usual)
    value = st.selectbox(
        label,
        list(options),
        list(options).index(now),
        format_func=options.__getitem__,
        key=key(name),
        **more,
    )
    put(name, value, "" if is_kept else usual)
    return value


def segments(name: str, label: str, options: dict[str, str], usual: str) -> str:
    """One of few values side by side; the value chosen is kept."""
    value = st.segmented_control(
        label,
        list(options),
        default=among(name, list(options), usual),
        format_func=options.__getitem__,
        key=key(name),
        label_visibility="collapsed",
        required=True,
    )
    put(name, value or usual, usual)
    return value or usual


def switch(name: str, label: str, **more) -> bool:
    """A toggle that is usually off."""
    understood(name, get(name) in ("", "1"))
    value = st.toggle(label, get(name) == "1", key=key(name), **more)
    put(name, "1" if value else "")
    return value


def number(name: str, label: str, usual: int, lowest: int, highest: int, **more) -> int:
    """A whole number between two ends, as a slider."""
    value = st.slider(
        label, lowest, highest, whole(name, usual, lowest, highest), key=key(name), **more
    )
    put(name, str(value), str(usual))
    return value


def whole(name: str, usual: int, lowest: int, highest: int) -> int:
    """The whole number kept where it is one between these ends, else the usual one; what an address asks for in vain is said."""
    kept = get(name, str(usual))
    is_one = kept.isascii() and kept.isdigit() and len(kept) <= LONGEST_NUMBER
    understood(name, is_one and lowest <= int(kept) <= highest)
    return min(highest, max(lowest, int(kept))) if is_one else usual
