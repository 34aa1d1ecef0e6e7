"""The journey map as a component: HTML, CSS and JavaScript from files, the drawing and the evidence as data."""

from pathlib import Path

import streamlit as st

from journey.map.document import SCRIPTS

FOLDER = Path(__file__).parents[1] / "map" / "component"
KEY = "journey_map"


def _text(name: str) -> str:
    return (FOLDER / name).read_text(encoding="utf-8")


journey_map_component = st.components.v2.component(
    "journey_map",
    html=_text("map.html"),
    css=_text("map.css"),
    js="\n".join((*map(_text, SCRIPTS), "export default journeyMap;", "")),
)


def browser_width(default: int) -> int:
    """The width that the browser reported, in CSS pixels."""
    width = st.session_state.get(KEY, {}).get("width")
    return int(width) if isinstance(width, int | float) and 300 <= width <= 4000 else default


def trigger_value(name: str):
    """The value that the browser sent with this trigger."""
    return st.session_state[KEY].get(name)
