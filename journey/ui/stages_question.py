"""Touchpoints in no stage: the stages that their names speak of, taken with one click, and the way to choose others."""

import streamlit as st

from journey.model.words import plural
from journey.presenters import journey_map as map_words
from journey.presenters import stage_proposals as words
from journey.ui import data, touchpoint_table
from journey.ui.escape import markdown
from journey.ui.redefining import is_running, redefine

TITLE = "The stages of the touchpoints of {}"


@st.cache_resource(max_entries=16, show_spinner=False)
def _proposals(version: str) -> words.StageProposals | None:
    return words.proposals(data.generation())


def show(names: list[str]) -> None:
    """The touchpoints `names` in no stage; nothing where there is none."""
    if not names or is_running():
        return
    proposed = _proposals(st.session_state[data.VERSION])
    with st.container(border=True, key="stages_question"):
        unit = "touchpoint" if data.generation().has_outcomes else "question"
        on_parts = "" if data.generation().has_outcomes else " on parts of the journey"
        st.subheader(f"{plural(len(names), unit)}{on_parts} in no stage", anchor=False)
        st.write("They are counted, and shown outside the stages.")
        if proposed:
            is_ordered = data.generation().has_outcomes
            when = ", and from when they come" if is_ordered else ""
            st.caption(f"A proposal, from words in their names{when}:")
            for stage, touchpoints in proposed.lines:
                st.markdown(f"**{markdown(stage)}** · {markdown(touchpoints)}")
        with st.container(horizontal=True):
            if proposed and st.button(proposed.offer, type="primary"):
                redefine(words.with_proposals(data.generation(), proposed), TITLE)
            if st.button(
                "Assign them on the Data screen", type="secondary" if proposed else "primary"
            ):
                touchpoint_table.open_unassigned()
        rest = [name for name in names if not proposed or name not in proposed.proposed]
        if rest:
            st.text(("Without a proposal: " if proposed else "") + map_words.first_names(rest))
        with st.expander("The same on the command line"):
            st.write(
                "In the file, under `[touchpoints]`, uncomment the proposed lines and correct their stages."
            )
            st.code(map_words.assigning_commands(data.generation().dataset), language="bash")
