"""What the command line prints while the app is shared: the addresses, the keys and a QR code."""

import io

import segno

from journey.model.access import HANDED_OUT, KEY_WORDS, Key
from journey.ui.sharing import Sharing, link

KEYS_COMMAND = "python -m journey keys"


def announcement(own: str, sharing: Sharing, is_watched: bool) -> str:
    """`own`: the owner's address. The keys only where a person watches: a log would keep them."""
    address = sharing.address
    lines = [f"The journey map is at {own} (stop with Ctrl-C)"]
    if not sharing.is_on:
        return lines[0]
    if address is None:
        return "\n".join([*lines, "For colleagues: this machine is in no network yet."])
    lines.append(f"For colleagues: {address}")
    if not is_watched:
        return "\n".join([*lines, f"The keys: {KEYS_COMMAND}"])
    width = max(len(key) for key in HANDED_OUT)
    lines += [f"  {key:<{width}}  {sharing.words(key)}  {KEY_WORDS[key]}" for key in HANDED_OUT]
    shown = link(sharing, Key.VIEW)
    drawn = io.StringIO()
    segno.make(shown, error="m", micro=False).terminal(drawn, compact=True)
    return "\n".join([*lines, f"With the view key in it: {shown}", drawn.getvalue()])
