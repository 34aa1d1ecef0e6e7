"""The answers of a survey, by question and by group: what its home shows in place of a path and its ends."""

import streamlit as st

from journey.data.views.rows import SATISFACTION
from journey.exhibit.exhibit import Exhibit
from journey.exhibit.scores import GROUPS_LIMIT, QUESTION
from journey.model.filters import Filters
from journey.presenters import survey as words
from journey.presenters.attributes import splitting
from journey.ui import exhibits, layout, page_state, tables
from journey.ui.data import answer, generation
from journey.ui.escape import markdown
from journey.ui.shell import theme


def show(filters: Filters) -> None:
    """A chart a metric by question, then by the group chosen."""
    _charts(filters, "by_question", QUESTION, "question")
    attributes = splitting(generation(), GROUPS_LIMIT)
    if attributes:
        labels = {name: name for name in attributes}
        name = page_state.choice("attribute", "Group by", labels, attributes[0], width=320)
        for notice in page_state.notices():
            st.info(markdown(notice))
        _charts(filters, "by_group", name, name)


def _charts(filters: Filters, id: str, by: str, label: str) -> None:
    answers = answer(SATISFACTION, filters, by=(by,))
    for metric in words.by_metric(answers.rows):
        exhibit = exhibits.made(f"survey.{id}", filters, metric=metric)
        if isinstance(exhibit, Exhibit):
            with exhibits.shown(exhibit, table="", part=metric):
                layout.chart(exhibit.on_screen(theme()), f"survey {by} {metric}", exhibit.alt)
    tables.details(answers, f"By {label}: table and definitions")
