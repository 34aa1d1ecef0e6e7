"""How times and numbers are written, and on which scale was asked: what the file tells, or what the user says."""

from collections.abc import Sequence
from zoneinfo import available_timezones

import streamlit as st

from journey.model.metrics import SCALES
from journey.ui.importing.reading import AUTOMATIC, TITLES, worded
from journey.ui.importing.session import ImportSession

PICKERS_A_ROW = 3


def answered(desk: ImportSession, group: str, keys: Sequence[str]) -> list[str]:
    """A picker for each of the keys of --assume; what they say, as its words."""
    with st.expander(
        "How dates, numbers and scales are read",
        expanded=any((group, key) in desk.answers for key in keys),
    ):
        for row in rows_of(keys):
            for place, key in zip(st.columns(PICKERS_A_ROW), row, strict=False):
                with place:
                    _answer(desk, group, key)
    return [f"{key}={value}" for key, value in desk.answered(group, tuple(keys)).items()]


def rows_of(names: Sequence[str]) -> list[Sequence[str]]:
    """The names, as many at a time as stand beside each other."""
    return [names[start : start + PICKERS_A_ROW] for start in range(0, len(names), PICKERS_A_ROW)]


def _answer(desk: ImportSession, group: str, key: str) -> None:
    given = desk.answers.get((group, key), AUTOMATIC)
    choices = [AUTOMATIC, *_choices(key)]
    widget = desk.key(f"answer {group} {key} {given}")
    st.selectbox(
        TITLES[key],
        choices,
        index=choices.index(given) if given in choices else 0,
        key=widget,
        on_change=lambda: desk.answer(group, key, st.session_state[widget]),
        format_func=lambda value: worded(key, value) if value else _automatic(key),
    )


def _automatic(key: str) -> str:
    if key == "timezone":
        return "as written; UTC where a time names none"
    return (
        "as the definition says, asked where it does not fit"
        if key.startswith("scale.")
        else "found out from the whole file"
    )


def _choices(key: str) -> tuple[str, ...]:
    if key == "timezone":
        return tuple(sorted(available_timezones()))
    if key.startswith("scale."):
        return tuple(SCALES[key.removeprefix("scale.")])
    return {"date_order": ("dmy", "mdy", "ymd"), "decimal": ("point", "comma")}[key]
