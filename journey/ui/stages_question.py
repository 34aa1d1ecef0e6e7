"""Touchpoints in no stage: the stages that their names speak of, taken with one click, and the way to choose others."""

from functools import partial

import streamlit as st

from journey.model.words import plural
from journey.presenters import journey_map as map_words
from journey.presenters import stage_proposals as words
from journey.ui import data, touchpoint_table
from journey.ui.escape import markdown
from journey.ui.open_questions import OpenQuestion
from journey.ui.redefining import is_running, redefine

TITLE = "The stages of the touchpoints of {}"


@st.cache_resource(max_entries=16, show_spinner=False)
def _proposals(version: str) -> words.StageProposals | None:
    return words.proposals(data.generation())


def open_questions(names: list[str]) -> list[OpenQuestion]:
    """On the touchpoints `names` in no stage; none where there is none."""
    if not names or is_running():
        return []
    has_outcomes = data.generation().has_outcomes
    what = plural(len(names), "touchpoint" if has_outcomes else "question")
    on_parts = "" if has_outcomes else " on parts of the journey"
    return [OpenQuestion("stages", f"{what}{on_parts} in no stage", partial(_choices, names))]


def _choices(names: list[str]) -> None:
    proposed = _proposals(st.session_state[data.VERSION])
    st.write("They are counted, and shown outside the stages.")
    if proposed:
        when = ", and from when they come" if data.generation().has_outcomes else ""
        st.caption(f"A proposal, from words in their names{when}:")
        for stage, touchpoints in proposed.lines:
            st.markdown(f"**{markdown(stage)}** · {markdown(touchpoints)}")
    with st.container(horizontal=True):
        if proposed and st.button(proposed.offer, type="primary"):
            redefine(words.with_proposals(data.generation(), proposed), TITLE)
        if st.button("Assign them on the Data screen", type="secondary" if proposed else "primary"):
            touchpoint_table.open_unassigned()
    rest = [name for name in names if not proposed or name not in proposed.proposed]
    if rest:
        st.text(("Without a proposal: " if proposed else "") + map_words.first_names(rest))
    with st.expander("The same on the command line"):
        st.write(
            "In the file, under `[touchpoints]`, uncomment the proposed lines and correct their stages."
        )
        st.code(map_words.assigning_commands(data.generation().dataset), language="bash")
