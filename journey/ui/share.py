"""Share the running app: switch, address, keys, QR code, and who is there. The owner's alone."""

from datetime import UTC, datetime

import streamlit as st

from journey.data.room import is_no_room, no_room
from journey.model.access import HANDED_OUT, KEY_WORDS, Ability, Key
from journey.model.errors import UserError
from journey.model.words import plural
from journey.ui import access
from journey.ui.address import address
from journey.ui.data import data_folder
from journey.ui.escape import markdown
from journey.ui.sharing import Sharing, link, offered

LOOK_AGAIN_SECONDS = 5  # at who is there
CODE_WIDTH = 320  # in pixels: read from a few metres off a wall, and as wide as a phone
SWITCH, KEY, CHANGING, PROBLEM = "share_switch", "share_key", "share_changing", "share_problem"


def is_open() -> bool:
    """Whether this screen can share: it runs behind the door, and its owner looks."""
    return offered() is not None and access.may(Ability.OWN)


def show() -> None:
    """The switch, and what follows from it."""
    sharing = _own()
    st.title("Share the live map", anchor=False)
    st.write(
        "Colleagues open this very app in their browser, each as far as their key goes. Nothing is sent anywhere else: "
        "they read it from this machine, while it is awake."
    )
    st.session_state[SWITCH] = sharing.is_on
    st.toggle("Share with colleagues", key=SWITCH, on_change=_switch)
    if sentence := problem():
        st.error(sentence)
    if not sharing.is_on:
        st.caption("Off: only browsers on this machine reach the app. Nobody else can.")
    elif sharing.address is None:
        st.warning("This machine is in no network: connect it, and the address appears here.")
    else:
        _hand_out(sharing)
        _guests()
    if sharing.is_on:
        _keys(sharing)


def begin() -> None:
    """Share from now on; `problem` says what went wrong."""
    _do(_own().begin)


def problem() -> str | None:
    """Why the last change could not be, as a screen says it; said once."""
    sentence = st.session_state.pop(PROBLEM, None)
    return markdown(sentence) if sentence else None


def _switch() -> None:
    _do(_own().begin if st.session_state[SWITCH] else _own().end)


def _do(change) -> None:
    try:
        change()
    except UserError as error:
        st.session_state[PROBLEM] = str(error)
    except OSError as error:
        st.session_state[PROBLEM] = (
            str(no_room(error, data_folder()))
            if is_no_room(error)
            else "The keys cannot be written: check the rights of the data folder."
        )


def _own() -> Sharing:
    access.require(Ability.OWN)
    sharing = offered()
    if sharing is None:
        raise UserError("The app runs without a door: start it anew to share it.")
    return sharing


def _hand_out(sharing: Sharing) -> None:
    """The link with a key, to copy and to photograph."""
    key = Key(
        st.segmented_control(
            "Key",
            [key.value for key in HANDED_OUT],
            format_func=str.capitalize,
            default=Key.VIEW.value,
            key=KEY,
            required=True,
        )
        or Key.VIEW
    )
    st.caption(f"Opens {KEY_WORDS[key]}.")
    shown = link(sharing, key)
    words, picture = st.columns([2, 1])
    with words:
        address(shown, "share link", "Link")
        st.caption(
            "Whoever has this link comes in with this key. Or they type the key at "
            f"{markdown(sharing.address or '')}"
        )
        address(sharing.words(key), "share key", "Key")
    with picture:
        st.image(sharing.qr_code(shown), width=CODE_WIDTH, caption="To photograph")


@st.fragment(run_every=LOOK_AGAIN_SECONDS)
def _guests() -> None:
    guests = _own().guests()
    st.subheader(plural(len(guests), "colleague") + " here now", anchor=False)
    if not guests:
        st.caption("Nobody yet.")
    for guest in guests:
        st.text(f"{guest.visitor.words}, for {_since(guest.since)}")


def _since(begun: datetime) -> str:
    minutes = int((datetime.now(UTC) - begun).total_seconds() // 60)
    if minutes < 1:
        return "less than a minute"
    return plural(minutes, "minute") if minutes < 120 else plural(minutes // 60, "hour")


def _keys(sharing: Sharing) -> None:
    st.subheader("Change the keys", anchor=False)
    st.caption(
        "New keys log everybody out who came with the former ones. The keys stay the same when sharing is switched off and on."
    )
    if not st.session_state.get(CHANGING):
        st.button("Change the keys", on_click=_ask, args=(True,))
        return
    with st.container(horizontal=True):
        st.button("Log everybody out, with new keys", type="primary", on_click=_change)
        st.button("Keep the keys", on_click=_ask, args=(False,))


def _ask(is_asked: bool) -> None:
    st.session_state[CHANGING] = is_asked


def _change() -> None:
    _do(_own().change_keys)
    _ask(False)
