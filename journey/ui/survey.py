"""The answers of a survey, by question and by group: what its home shows in place of a path and its ends."""

import streamlit as st

from journey.charts.score_dots import score_dots
from journey.data.answer import Answer
from journey.data.ask import AnyRow
from journey.data.views.rows import SATISFACTION
from journey.model.filters import Filters
from journey.presenters import survey as words
from journey.presenters.attributes import splitting
from journey.ui import layout, tables
from journey.ui.data import answer, generation
from journey.ui.escape import markdown
from journey.ui.shell import theme

GROUPS_LIMIT = 12


def show(filters: Filters) -> None:
    """A chart a metric by question, then by the group chosen."""
    whole = {
        metric: rows[0]["value"]
        for metric, rows in words.by_metric(answer(SATISFACTION, filters).rows).items()
    }
    _charts(answer(SATISFACTION, filters, by=("touchpoint",)), "touchpoint", "question", whole)
    attributes = splitting(generation(), GROUPS_LIMIT)
    if attributes:
        name = st.selectbox("Group by", attributes, key="survey group", width=320)
        _charts(answer(SATISFACTION, filters, by=(name,)), name, name, whole)


def _charts(answers: Answer[AnyRow], by: str, label: str, whole: dict[str, float]) -> None:
    for metric, all_rows in words.by_metric(answers.rows).items():
        question, rows = words.without_common_start(all_rows, by)
        shown = rows[: words.ROWS_LIMIT]
        layout.section(markdown(words.headline(rows, by)), words.basis(question, rows))
        layout.chart(
            score_dots(shown, by, theme(), words.form_of(rows), whole.get(metric)),
            f"survey {by} {metric}",
            f"{metric.upper()} for each {by}, with its 95 % interval.",
        )
    tables.details(answers, f"By {label}: table and definitions")
