"""Drop-off by group of customers."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

import streamlit as st

from journey.charts.group_dots import group_dots
from journey.data.views.rows import CONTRASTS, FUNNEL
from journey.model.filters import Filters, value_words
from journey.model.vocabulary import outcome
from journey.presenters import attributes as keys
from journey.presenters.attributes import splitting
from journey.presenters.drop_off import groups as words
from journey.presenters.drop_off import stages
from journey.ui import layout, page_state, tables
from journey.ui.data import answer, generation
from journey.ui.drop_off.clicks import clickable_chart
from journey.ui.drop_off.selection import has_next, list_journeys
from journey.ui.escape import markdown
from journey.ui.shell import theme, unit

if TYPE_CHECKING:
    from journey.data.views.rows import FunnelRow

GROUPS_LIMIT = 20


def attributes() -> list[str]:
    """The attributes with at least two values."""
    return splitting(generation())


def attribute(filters: Filters, stage: str) -> str:
    """The attribute in the address, else the default; '' where there is none."""
    names = attributes()
    return (
        page_state.known_value("attribute", names, default_attribute(filters, stage))
        if names
        else ""
    )


def default_attribute(filters: Filters, stage: str) -> str:
    """The attribute with the most significant contrast in the stage."""
    names = attributes()
    contrasts = answer(CONTRASTS, filters, stage=stage).rows if has_next(stage) else []
    return words.default_attribute(names, contrasts)


def show(filters: Filters, rows: "Sequence[FunnelRow]", stage: str) -> None:
    names = attributes()
    if not names:
        layout.section(
            "For whom",
            "The data has no attribute to group customers by. Load a column such as segment or region.",
        )
        return
    heading = st.container()
    name = page_state.choice(
        "attribute",
        "By",
        {name: keys.label(generation(), name) for name in names},
        default_attribute(filters, stage),
        width=260,
    )
    called = keys.words(generation(), name)
    funnel = answer(FUNNEL, filters, by=(name,))
    stage_rows = words.by_group(funnel.rows, name, stage)
    rated = words.with_rate(stage_rows)
    stage_rate = next(row for row in rows if row["stage"] == stage)["drop_off_rate"]
    with heading:
        layout.section(markdown(words.headline(rated, called, stage, len(names))))
    if not rated:
        st.info(
            "Every group has fewer than 10 customers here, so there are no rates. Choose another attribute."
            + layout.widen(filters)
        )
        tables.details(funnel, "By attribute: table and definitions")
        return
    largest = sorted(rated, key=lambda row: -row["reached"])[:GROUPS_LIMIT]
    frame = funnel.frame().assign(group=lambda frame: frame[name])
    drawn_groups = {row["group"] for row in largest}
    drawn_rows = frame[(frame["stage"] == stage) & frame["group"].isin(drawn_groups)].sort_values(
        "drop_off_rate", ascending=False
    )
    groups = [None if value != value else value for value in drawn_rows["group"]]
    clickable_chart(
        group_dots(drawn_rows, theme(), unit(), stage_rate),
        f"groups {name} {stage}",
        f"Of those who reached {stage}, the share that {outcome('dropped_off').clause}, for each {called}, with its 95 % interval.",
        lambda clicked: _list_journeys(rows, stage, name, groups[int(clicked[0])]),
    )
    has_low = any(row["base"] == "low base" for row in largest)
    st.caption(
        markdown(words.legend(len(rated) - len(largest), len(stage_rows) - len(rated), has_low))
    )
    tables.details(funnel, "By attribute: table and definitions")


def _list_journeys(rows: "Sequence[FunnelRow]", stage: str, name: str, group: str | None) -> None:
    group = value_words(name, group)
    page_state.put("attribute", name)
    list_journeys(
        rows,
        stage,
        "dropped_off",
        f"{stages.of_stage('dropped_off', stage)}, {keys.words(generation(), name)} {group}",
        group=group,
    )
