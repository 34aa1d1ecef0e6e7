"""The journey map as a component: HTML, CSS and JavaScript from files, the drawing and the evidence as data."""

from pathlib import Path

import streamlit as st

FOLDER = Path(__file__).parents[1] / "map" / "component"
KEY = "journey_map"


def _text(name: str) -> str:
    return (FOLDER / name).read_text(encoding="utf-8")


journey_map_component = st.components.v2.component(
    "journey_map",
    html=_text("map.html"),
    css=_text("map.css"),
    js=_text("map.js") + "\nexport default journeyMap;\n",
)


def drawn_width(usual: int) -> int:
    """The width that the browser has asked for, in CSS pixels."""
    asked = st.session_state.get(KEY, {}).get("width")
    return int(asked) if isinstance(asked, int | float) and 300 <= asked <= 4000 else usual


def triggered(name: str):
    """What the browser sent with this trigger."""
    return st.session_state[KEY].get(name)
