"""Contrasts: what is more common among those who dropped off in a stage than among those who went on, or less."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

import pandas as pd
import streamlit as st

from journey.charts.contrast_dots import contrast_dots
from journey.data.views.contrasts import LANDMARK, LEAST
from journey.data.views.rows import CONTRASTS
from journey.model.filters import Filters
from journey.model.vocabulary import outcome, the_lost
from journey.presenters.drop_off import contrasts as words
from journey.presenters.drop_off.traits import label, link_value
from journey.ui import layout, tables
from journey.ui.data import answer
from journey.ui.drop_off.clicks import clickable_chart, set_message
from journey.ui.drop_off.selection import list_journeys
from journey.ui.escape import markdown
from journey.ui.shell import theme

if TYPE_CHECKING:
    from journey.data.views.rows import FunnelRow
    from journey.presenters.drop_off.contrasts import MergedRow

DOTS_LIMIT = 8


def show(filters: Filters, rows: "Sequence[FunnelRow]", stage: str) -> None:
    """`rows` are those of the funnel, for the list after a click."""
    contrasts = answer(CONTRASTS, filters, stage=stage)
    if not contrasts.rows:
        layout.section(
            f"Contrasts in {markdown(stage)}: {the_lost()} against the others",
            f"Nothing was tested: each comparison needs at least {LEAST} customers on every side: {the_lost()} and those who went "
            f"on or ended well, with and without what is compared.{layout.widen(filters)}",
        )
        return
    significant = words.merge_equal(words.significant(contrasts.rows))
    layout.section(markdown(words.headline(significant, stage)), words.basis(contrasts.rows))

    def list_lost(row: "MergedRow") -> None:
        _list_journeys(filters, rows, stage, row)

    for rule in words.HEADINGS:
        _rule(filters, [row for row in significant if row["rule"] == rule], rule, stage, list_lost)
    tables.details(contrasts, "Contrasts: table and definitions")


def _rule(
    filters: Filters,
    rows: "Sequence[MergedRow]",
    rule: str,
    stage: str,
    list_lost: "Callable[[MergedRow], None]",
) -> None:
    """What is compared by one rule: more common among the lost, and among those who went on."""
    st.subheader(words.HEADINGS[rule], anchor=False)
    st.caption(markdown(words.rule_sentence(rule, stage)))
    if not rows:
        st.caption("Nothing significant.")
        return
    furthest = 1.08 * max(max(abs(row["low"]), abs(row["high"])) for row in rows)
    columns = st.columns(2, gap="large")
    for column, is_lost in zip(columns, (True, False)):
        with column:
            side = [row for row in rows if (words.difference(row) > 0) == is_lost]
            _side(filters, side, rule, is_lost, furthest, stage, list_lost)


def _side(
    filters: Filters,
    rows: "Sequence[MergedRow]",
    rule: str,
    is_lost: bool,
    furthest: float,
    stage: str,
    list_lost: "Callable[[MergedRow], None]",
) -> None:
    st.markdown(f"**More common among {the_lost() if is_lost else 'the others'}**")
    if not rows:
        st.caption("Nothing significant.")
        return
    clickable_chart(
        contrast_dots(
            pd.DataFrame(rows[:DOTS_LIMIT]), theme(), is_lost, furthest, rule == LANDMARK
        ),
        f"contrasts {rule} {is_lost} {stage}",
        "; ".join(words.sentence(row) for row in rows[:DOTS_LIMIT]),
        lambda clicked: list_lost(rows[int(clicked[0])]),
    )
    linked = sum(bool(link_value(row, filters)) for row in rows[:DOTS_LIMIT])
    st.caption(markdown(words.legend(max(0, len(rows) - DOTS_LIMIT), rule, linked)))


def _list_journeys(
    filters: Filters, rows: "Sequence[FunnelRow]", stage: str, row: "MergedRow"
) -> None:
    """List those who dropped off in the stage and have the trait: `lost_with` of the row."""
    trait = link_value(row, filters)
    if not trait:
        set_message("Journeys cannot be filtered by this", is_listed=False)
        return
    list_journeys(
        rows,
        stage,
        "dropped_off",
        f"{outcome('dropped_off').of_stage} {stage}, {label(row)}",
        trait=trait,
    )
