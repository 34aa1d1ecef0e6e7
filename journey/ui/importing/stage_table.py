"""Where each touchpoint of the file belongs: the stage that is known, or one suggested by its name, to be confirmed."""

import pandas as pd
import streamlit as st

from journey.model.definition import UNASSIGNED, Definition, overlaid, parse_definition
from journey.ui.importing.session import ImportSession
from journey.use.preview import FirstJourneys, FirstTouchpoint

ROW_PIXELS, ROWS_LIMIT = 36, 12


def show(
    session: ImportSession, group: str, preview: FirstJourneys, definition: Definition
) -> Definition:
    """The definition with the stages chosen in the table; touchpoints whose events bring their own stage are left out."""
    unplaced = [touchpoint for touchpoint in preview.touchpoints if touchpoint.without_stage]
    if not unplaced:
        return definition
    st.subheader("Where does each touchpoint belong?", anchor=False)
    known = definition.touchpoint_stages
    table = pd.DataFrame(
        [_row(touchpoint, known.get(touchpoint.touchpoint)) for touchpoint in unplaced]
    )
    suggested = (table["Why"] == "suggested by its name").sum()
    st.caption(
        f"{suggested} of {len(table)} stages are suggested from the touchpoint's name; correct them where wrong. "
        "Touchpoints further down the file can be assigned under Define."
        if suggested
        else "Choose a stage for each. Unassigned touchpoints are shown and counted outside the stages."
    )
    edited = st.data_editor(
        table,
        hide_index=True,
        width="stretch",
        disabled=["Touchpoint", "Events", "Why"],
        height=ROW_PIXELS * (min(len(table), ROWS_LIMIT) + 1),
        key=session.key(f"stages {group} {hash(tuple(table['Touchpoint']))}"),
        column_config={
            "Stage": st.column_config.SelectboxColumn(
                options=[*definition.stage_names, UNASSIGNED], required=True
            )
        },
    )
    chosen_stages = {
        row["Touchpoint"]: row["Stage"]
        for row in edited.to_dict("records")
        if row["Stage"] != UNASSIGNED
    }
    return parse_definition(overlaid(definition.toml, "touchpoints", chosen_stages))


def _row(touchpoint: FirstTouchpoint, known: str | None) -> dict[str, str | int]:
    guess = touchpoint.proposed
    why = (
        "from the definition" if known else ("suggested by its name" if guess else "not suggested")
    )
    return {
        "Touchpoint": touchpoint.touchpoint,
        "Stage": known or guess or UNASSIGNED,
        "Why": why,
        "Events": touchpoint.events,
    }
