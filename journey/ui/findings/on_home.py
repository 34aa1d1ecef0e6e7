"""The findings on the home: its headline and reason, and the next five below the map."""

from typing import TYPE_CHECKING

import streamlit as st

from journey.findings.keep import are_looked_for
from journey.map.answers import Comparison
from journey.map.headline import Headline
from journey.model.filters import Filters
from journey.model.finding import WHERE
from journey.model.words import capital
from journey.presenters import findings as words
from journey.ui import page_state
from journey.ui.data import finding_states, generation
from journey.ui.escape import markdown
from journey.ui.findings import known

if TYPE_CHECKING:
    from journey.data.answer import Answer
    from journey.findings.rows import FindingsRow


def headline(filters: Filters, plain: Headline, comparison: Comparison | None = None) -> Headline:
    """The first findings, of compared groups those that name them, where they are known; else `plain`, what the map tells."""
    answer = _answer(filters)
    if answer is None:
        return plain
    if comparison:
        return words.compared(_shown(filters), answer, comparison.key, comparison.values)
    return words.on_home(_shown(filters), answer, plain)


def rows(filters: Filters) -> "tuple[FindingsRow, ...]":
    """What the map tells of: those of stories that are not dismissed, and places."""
    answer = _answer(filters)
    ranks = {card.row["rank"] for card in _shown(filters)}
    rows = answer.rows if answer else []
    return tuple(row for row in rows if row["rank"] in ranks or row["role"] == WHERE)


def strip(filters: Filters) -> None:
    """The next findings, each with a button to its card; while they are being worked out how far that is."""
    if not _is_told():
        return
    known.show_progress(filters)
    following = _shown(filters)[1 : words.STRIP + 1]
    if not following:
        return
    with st.container(key="findings_strip"):
        st.caption("What else deserves attention")
        for column, card in zip(st.columns(len(following), gap="small"), following, strict=True):
            with column, st.container(border=True, height="stretch"):
                st.markdown(markdown(card.row["title"]))
                st.caption(markdown(f"{capital(card.row['detail'])}."))
                if st.button("See", key=f"see finding {card.row['rank']}"):
                    page_state.put("finding", str(card.name))
                    st.switch_page("pages/findings.py")


def _is_told() -> bool:
    return are_looked_for() and generation().has_outcomes


def _answer(filters: Filters) -> "Answer[FindingsRow] | None":
    return known.known(filters) if _is_told() else None


def _shown(filters: Filters) -> list[words.Card]:
    answer = _answer(filters)
    if answer is None:
        return []
    cards = words.cards(answer, finding_states(generation().dataset), None)
    return [card for card in cards if not card.is_dismissed]
