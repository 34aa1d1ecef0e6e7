"""The funnel and the contrasts as components: HTML, CSS and JavaScript from files, the drawing as data, a click as what it hit."""

from collections.abc import Callable
from pathlib import Path

import streamlit as st

from journey.charts.contrast_dots import Contrasts
from journey.charts.funnel import Funnel
from journey.ui import page_state
from journey.ui.drop_off.clicks import Point

FOLDER = Path(__file__).parents[2] / "charts" / "component"
FUNNEL, CONTRASTS = "drop_off_funnel", "drop_off_contrasts"
SENT = "drop_off_funnel_sent"


def _component(name: str, file: str, label: str):
    """The component of the drawing whose files are called so; `label` is what a screen reader says of the whole."""
    script = "\n".join(
        (FOLDER / each).read_text(encoding="utf-8") for each in ("nodes.js", f"{file}.js")
    )
    return st.components.v2.component(
        name,
        html=f'<div class="{file}" role="group" aria-label="{label}"></div>',
        css=(FOLDER / f"{file}.css").read_text(encoding="utf-8"),
        js=f"{script}\nexport default {file};\n",
    )


_funnel = _component(FUNNEL, "funnel", "What became of those who reached each stage")
_contrasts = _component(CONTRASTS, "contrasts", "What is more common on one side than on the other")


def is_first() -> bool:
    """Whether this session's browser has not been sent the funnel yet: it comes alone then, before Plotly is fetched."""
    return SENT not in st.session_state


def clickable_funnel(drawing: Funnel, on_click: Callable[[Point], None]) -> None:
    """The funnel across the width; `on_click` gets the index of the clicked bar and the outcome of its part.

    The first time, the browser asks for a rerun once it has drawn it.
    """
    known = [
        [index, part["id"]] for index, row in enumerate(drawing["rows"]) for part in row["parts"]
    ]

    def clicked() -> None:
        part = st.session_state[FUNNEL].get("part")
        if part in known:
            on_click(part)
            page_state.reset_widgets()

    _funnel(
        key=FUNNEL,
        data={"drawing": drawing, "is_first": is_first()},
        on_part_change=clicked,
        on_drawn_change=_go_on,
    )


def _go_on() -> None:
    """The rerun itself is all that is wanted."""


def clickable_contrasts(drawing: Contrasts, on_click: Callable[[int], None]) -> None:
    """The contrasts across the width; `on_click` gets the number of the clicked row."""
    known = [
        row["number"] for group in drawing["groups"] for row in group["rows"] if row["is_linked"]
    ]

    def clicked() -> None:
        number = st.session_state[CONTRASTS].get("row")
        if number in known:
            on_click(number)
            page_state.reset_widgets()

    _contrasts(key=CONTRASTS, data=drawing, on_row_change=clicked)
