"""Days on which something happened, marked and forgotten, so that before and after can be compared."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import streamlit as st

from journey.data import workspace
from journey.exhibit.satisfaction.marked_days import written
from journey.model.access import Ability
from journey.model.author import written_by
from journey.ui import access, page_state
from journey.ui.data import (
    annotations,
    change_workspace,
    data_folder,
    generation,
    workspace_problem,
)
from journey.ui.escape import markdown

WORDS_LIMIT = 80


def option() -> str:
    """What is marked, as the exhibit's option `days` takes it."""
    return written([(each.day, each.words) for each in annotations(generation().dataset)])


def show() -> None:
    """Mark a day or forget one, for whom may change what is kept."""
    if not access.may(Ability.CHANGE):
        return
    zone = ZoneInfo(generation().definition.timezone)
    first, last = (
        datetime.fromtimestamp(second, UTC).astimezone(zone).date()
        for second in (generation().span[0], generation().observation.until_second)
    )
    kept = annotations(generation().dataset)
    with st.popover("Mark a day"):
        st.caption(
            "A release, a training, a campaign: what was before is compared with what is since."
        )
        day = st.date_input(
            "On which day?", last, first, last, key=page_state.widget_key("mark day")
        )
        words = st.text_input(
            "What happened?", max_chars=WORDS_LIMIT, key=page_state.widget_key("mark words")
        )
        if st.button("Mark this day", type="primary", disabled=not words.strip()):
            _keep(day.isoformat(), words.strip())
            st.rerun(scope="fragment")
        for each in kept:
            st.button(
                markdown(f"Forget {each.day}: {each.words}"),
                key=f"forget {each.day} {each.words}",
                on_click=_forget,
                args=(each.day, each.words),
            )
    if problem := workspace_problem():
        st.warning(markdown(problem))


def _keep(day: str, words: str) -> None:
    access.require(Ability.CHANGE)
    dataset = generation().dataset
    with written_by(access.author()):
        change_workspace(lambda: workspace.annotate(data_folder(), dataset, day, words))


def _forget(day: str, words: str) -> None:
    access.require(Ability.CHANGE)
    dataset = generation().dataset
    change_workspace(lambda: workspace.remove_annotation(data_folder(), dataset, day, words))
