"""An address with a button that copies it: Streamlit's code block fetches a highlighter of 1.5 MB, for which a menu would wait."""

from pathlib import Path

import streamlit as st

FOLDER = Path(__file__).parent
HTML = '<div class="address"><input readonly><button type="button">Copy</button></div>'
_field = st.components.v2.component(
    "address",
    html=HTML,
    css=(FOLDER / "address.css").read_text(encoding="utf-8"),
    js=(FOLDER / "address.js").read_text(encoding="utf-8"),
)


def address(text: str, key: str, name: str = "Address") -> None:
    """The text, to copy, in a field of its own `key`; `name` is what a screen reader calls it."""
    _field(data={"address": text, "name": name}, key=f"address {key}")
