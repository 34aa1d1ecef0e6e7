"""Where each touchpoint of the file belongs: the stage that is known, or one suggested by its name, to be confirmed."""

import pandas as pd
import streamlit as st

from journey.model.definition import UNASSIGNED, Definition, overlaid, parse_definition
from journey.model.suggested import suggested_stage
from journey.ui.importing.session import ImportSession
from journey.use.look import FirstJourneys

ROW_PIXELS, MOST_ROWS = 36, 12


def show(
    desk: ImportSession, group: str, preview: FirstJourneys, definition: Definition
) -> Definition:
    """The definition with the stages that the table says; touchpoints whose events bring their own stage are not asked for."""
    open_ones = [one for one in preview.touchpoints if one["without_stage"]]
    if not open_ones:
        return definition
    st.subheader("Where does each touchpoint belong?", anchor=False)
    known = definition.touchpoint_stages
    table = pd.DataFrame(
        [_row(one, known.get(one["touchpoint"]), definition.stage_names) for one in open_ones]
    )
    suggested = (table["Why"] == "suggested by its name").sum()
    st.caption(
        f"{suggested} of {len(table)} stages are suggested by the touchpoint's name: change what is not so. "
        "More touchpoints that come later in the file can be placed under Define."
        if suggested
        else "Choose a stage for each; what stays unassigned is shown and counted beside the stages."
    )
    edited = st.data_editor(
        table,
        hide_index=True,
        width="stretch",
        disabled=["Touchpoint", "Events", "Why"],
        height=ROW_PIXELS * (min(len(table), MOST_ROWS) + 1),
        key=desk.key(f"stages {group} {hash(tuple(table['Touchpoint']))}"),
        column_config={
            "Stage": st.column_config.SelectboxColumn(
                options=[*definition.stage_names, UNASSIGNED], required=True
            )
        },
    )
    placed = {
        row["Touchpoint"]: row["Stage"]
        for row in edited.to_dict("records")
        if row["Stage"] != UNASSIGNED
    }
    return parse_definition(overlaid(definition.toml, "touchpoints", placed))


def _row(one: dict, known: str | None, stages: tuple[str, ...]) -> dict:
    guess = suggested_stage(one["touchpoint"], stages)
    why = (
        "as the definition says"
        if known
        else ("suggested by its name" if guess else "its name says nothing")
    )
    return {
        "Touchpoint": one["touchpoint"],
        "Stage": known or guess or UNASSIGNED,
        "Why": why,
        "Events": one["events"],
    }
