"""How times and numbers are written and which scales the questions use: found in the file, or chosen by the user."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar
from zoneinfo import available_timezones

import pandas as pd
import streamlit as st

from journey.ingest.answers import APART, LIFECYCLE, TIME_FORMAT
from journey.model.metrics import SCALES
from journey.presenters import time_format as words
from journey.ui.escape import markdown
from journey.ui.importing.reading import AUTOMATIC, TITLES, worded
from journey.ui.importing.session import ImportSession
from journey.use.time_readings import time_readings

T = TypeVar("T")
PICKERS_A_ROW = 3
READ_BY = ("timezone", "date_order")  # the other answers that times are read by


@dataclass(frozen=True)
class Times:
    """The first times of a file, and what a layout says of them: `stated` are its answers."""

    texts: tuple[str, ...]
    stated: Mapping[str, str]


def assumed_values(
    session: ImportSession, group: str, keys: Sequence[str], times: Times
) -> dict[str, str]:
    """A picker for each thing that a file may leave open, and the form of its times; returns what is chosen, under its key."""
    with st.expander(
        "How dates, numbers and scales are read",
        expanded=any((group, key) in session.answers for key in (*keys, TIME_FORMAT)),
    ):
        for row in rows_of(keys):
            for column, key in zip(st.columns(PICKERS_A_ROW), row, strict=False):
                with column:
                    _picker(session, group, key)
        if times.texts:
            _time_format(session, group, times)
    return session.answers_for(group, (*keys, TIME_FORMAT))


def _time_format(session: ImportSession, group: str, times: Times) -> None:
    """The form of times, and beside it the first times as they are read under it."""
    widget = session.key(f"answer {group} {TIME_FORMAT}")
    field, samples = st.columns([1, 2])
    with field:
        st.text_input(
            words.TITLE,
            session.answers.get((group, TIME_FORMAT), AUTOMATIC),
            key=widget,
            placeholder=times.stated.get(TIME_FORMAT, words.EXAMPLE),
            help=words.HELP,
            on_change=lambda: session.answer(group, TIME_FORMAT, st.session_state[widget].strip()),
        )
    in_force = {**times.stated, **session.answers_for(group, (TIME_FORMAT, *READ_BY))}
    time_format = in_force.get(TIME_FORMAT, "")
    with samples:
        if problem := words.problem(time_format):
            st.error(markdown(problem))
            return
        zone = in_force.get("timezone", "UTC")
        readings = session.memoised(
            f"times {group}",
            (times.texts, zone, time_format),
            lambda: time_readings(times.texts, zone, time_format, session.folder("times")),
        )
        st.caption(words.summary(readings, time_format))
        rows = words.reading_rows(readings, time_format, in_force.get("date_order", ""))
        st.dataframe(
            pd.DataFrame(rows),
            hide_index=True,
            width="stretch",
            column_config={"Read": st.column_config.TextColumn("Read as, in UTC")},
        )


def rows_of(names: Sequence[T]) -> list[Sequence[T]]:
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
