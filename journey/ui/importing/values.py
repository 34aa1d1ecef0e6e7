"""How times and numbers are written and which scales the questions use: found in the file, or chosen by the user."""

from collections.abc import Sequence
from zoneinfo import available_timezones

import streamlit as st

from journey.ingest.answers import APART, LIFECYCLE
from journey.model.metrics import SCALES
from journey.ui.importing.reading import AUTOMATIC, TITLES, worded
from journey.ui.importing.session import ImportSession

PICKERS_A_ROW = 3


def assumed_values(session: ImportSession, group: str, keys: Sequence[str]) -> dict[str, str]:
    """A picker for each thing that a file may leave open; returns what is chosen, under its key."""
    with st.expander(
        "How dates, numbers and scales are read",
        expanded=any((group, key) in session.answers for key in keys),
    ):
        for row in rows_of(keys):
            for column, key in zip(st.columns(PICKERS_A_ROW), row, strict=False):
                with column:
                    _picker(session, group, key)
    return session.answers_for(group, tuple(keys))


def rows_of(names: Sequence[str]) -> list[Sequence[str]]:
    """The names in rows of pickers."""
    return [names[start : start + PICKERS_A_ROW] for start in range(0, len(names), PICKERS_A_ROW)]


def _picker(session: ImportSession, group: str, key: str) -> None:
    answer = session.answers.get((group, key), AUTOMATIC)
    choices = [AUTOMATIC, *_choices(key)]
    widget = session.key(f"answer {group} {key} {answer}")
    st.selectbox(
        TITLES[key],
        choices,
        index=choices.index(answer) if answer in choices else 0,
        key=widget,
        on_change=lambda: session.answer(group, key, st.session_state[widget]),
        format_func=lambda value: worded(key, value) if value else _automatic(key),
    )


def _automatic(key: str) -> str:
    if key == "timezone":
        return "as written; UTC where a time names none"
    if key == LIFECYCLE:
        return "one event, at its start"
    return (
        "as in the definition; asked if it does not fit"
        if key.startswith("scale.")
        else "detected from the whole file"
    )


def _choices(key: str) -> tuple[str, ...]:
    if key == "timezone":
        return tuple(sorted(available_timezones()))
    if key.startswith("scale."):
        return tuple(SCALES[key.removeprefix("scale.")])
    return {
        "date_order": ("dmy", "mdy", "ymd"),
        "decimal": ("point", "comma"),
        LIFECYCLE: (APART,),
    }[key]
