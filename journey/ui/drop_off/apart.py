"""What sets those who were lost in the stage apart from those who went on."""

from collections.abc import Callable

import pandas as pd
import streamlit as st

from journey.charts.apart_dots import apart_dots
from journey.data.views.contrasts import LEAST, SURE
from journey.model.filters import Filters
from journey.model.words import count, percent, plural, signed
from journey.ui import layout, tables
from journey.ui.data import answer
from journey.ui.drop_off.chosen import list_those
from journey.ui.drop_off.clicks import clickable_chart, say
from journey.ui.drop_off.traits import word, words
from journey.ui.escape import markdown
from journey.ui.shell import theme

MOST = 8


def sentence(row: dict) -> str:
    """'Payment failed: 31 % of the lost, 9 % of those who went on; difference +22 points (19 to 25)'."""
    low, middle, high = (signed(100 * row[name]) for name in ("low", "difference", "high"))
    return (
        f"{words(row)}: {percent(row['lost_share'])} of the lost, {percent(row['kept_share'])} of those who went on; difference "
        f"{middle} points ({low} to {high})"
    )


def show(filters: Filters, rows: list[dict], stage: str) -> None:
    """`rows` are those of the funnel, for the list that a click leads to."""
    found = answer("contrasts", filters, stage=stage)
    if not found.rows:
        layout.section(
            f"What sets those lost in {markdown(stage)} apart",
            f"Nothing is tested: of those lost and those who went on there have to be {LEAST} customers each, with and without "
            "what is compared. Widen the filters.",
        )
        return
    sure = _alike_joined([row for row in found.rows if row["q"] <= SURE])
    lost, kept = (
        [row for row in sure if row["difference"] > 0],
        [row for row in sure if row["difference"] < 0],
    )
    layout.section(markdown(_finding(sure, lost, stage)), _basis(found.rows))
    if sure:
        furthest = 1.08 * max(max(abs(row["low"]), abs(row["high"])) for row in sure)
        sides = st.columns(2, gap="large")
        for side, own, is_lost in zip(sides, (lost, kept), (True, False)):
            with side:
                _side(own, is_lost, furthest, stage, lambda row: _list(filters, rows, stage, row))
    tables.details(found, "What sets the lost apart: table and definitions")


def _alike_joined(rows: list[dict]) -> list[dict]:
    """Traits with the very same counts, as a touchpoint and the channel that only it has, in one row with both names."""
    joined: dict[tuple[int, int], dict] = {}
    for row in sorted(rows, key=lambda row: (-abs(row["difference"]), row["kind"] != "touchpoint")):
        first = joined.setdefault((row["lost_with"], row["kept_with"]), row | {"words": ""})
        first["words"] += f"{' · ' if first['words'] else ''}{words(row)}"
    return list(joined.values())


def _side(
    rows: list[dict], is_lost: bool, furthest: float, stage: str, list_lost: Callable[[dict], None]
) -> None:
    st.subheader(
        "More common among the lost" if is_lost else "More common among those who went on",
        anchor=False,
    )
    if not rows:
        st.caption("Nothing surely is.")
        return
    clickable_chart(
        apart_dots(pd.DataFrame(rows[:MOST]), theme(), is_lost, furthest),
        f"apart {is_lost} {stage}",
        "; ".join(sentence(row) for row in rows[:MOST]),
        lambda clicked: list_lost(rows[int(clicked[0])]),
    )
    more = len(rows) - MOST
    after = (
        ""
        if is_lost
        else " What only comes after success, as a confirmation does, stands here by nature."
    )
    rest = f"{count(more)} more in the table." if more > 0 else "These are all."
    st.caption(markdown(f"{rest} Click a dot for the lost that have it.{after}"))


def _list(filters: Filters, rows: list[dict], stage: str, row: dict) -> None:
    """Those lost in the stage that have the trait: `lost_with` of the row."""
    trait = word(row, filters)
    if not trait:
        say("Journeys cannot be filtered to this", is_listed=False)
        return
    list_those(rows, stage, "dropped_off", f"dropped off in {stage}, {words(row)}", trait=trait)


def _finding(sure: list[dict], lost: list[dict], stage: str) -> str:
    if not sure:
        return f"Nothing surely sets those lost in {stage} apart"
    if not lost:
        return f"Nothing is surely more common among those lost in {stage}"
    shares = f"{percent(lost[0]['lost_share'])} against {percent(lost[0]['kept_share'])} of those who went on"
    return f"More common among those lost in {stage}: {lost[0]['words']}, {shares}"


def _basis(tested: list[dict]) -> str:
    first, sure = tested[0], [row for row in tested if row["q"] <= SURE]
    return (
        f"{count(first['lost'])} lost and {count(first['kept'])} who went on, by attributes, and by channels, touchpoints and "
        f"emotions before that. Association, not cause. Of {plural(len(tested), 'comparison')}, each with at least {LEAST} "
        f"customers on every side and corrected for their number, {count(len(sure))} are sure (q at most {SURE:g}); the other "
        f"{count(len(tested) - len(sure))} are in the table."
    )
