"""The table of touchpoints under Define: find, choose many, put them into one stage, edit one, take back."""

from collections.abc import Callable

import pandas as pd
import streamlit as st

from journey.data.generation import Generation
from journey.model.definition import UNASSIGNED
from journey.presenters import definition as definition_words
from journey.presenters import touchpoint_table as words
from journey.presenters.touchpoint_table import TouchpointTable
from journey.ui import data
from journey.use.definition_tables import TouchpointRow, touchpoint_rows

TABLE, UNASSIGNED_FIRST = "touchpoint_table", "touchpoint_table_unassigned"
EDITABLE = ("chosen", "name", "stage", "longest_gap_hours")


def open_unassigned() -> None:
    """Go to this table, with those in no stage alone."""
    st.session_state[data.DATA_PART] = data.DEFINE
    st.session_state[data.DEFINE_TAB] = definition_words.TOUCHPOINTS
    st.session_state[UNASSIGNED_FIRST] = True
    st.switch_page("pages/data.py")


def show(generation: Generation) -> list[TouchpointRow]:
    """All rows as they are edited."""
    table = _open(generation)
    st.caption(definition_words.touchpoints_sentence(table.edited))
    _find(table)
    _bulk(table, [*generation.definition.stage_names, UNASSIGNED])
    _editor(table, [*generation.definition.stage_names, UNASSIGNED])
    return table.edited


def _open(generation: Generation) -> TouchpointTable:
    """The table of this version with what the editor tells; drawn anew where the editor was not on the screen."""
    version = st.session_state[data.VERSION]
    if st.session_state.get(TABLE, ("",))[0] != version:
        st.session_state[TABLE] = (version, TouchpointTable(tuple(touchpoint_rows(generation))))
    table = _table()
    if st.session_state.pop(UNASSIGNED_FIRST, False):
        table = table.filtered("", True)
    st.session_state.setdefault(_key("find"), table.search)
    st.session_state.setdefault(_key("unassigned"), table.is_unassigned_only)
    return _keep(table)


def _table() -> TouchpointTable:
    """With what the editor tells."""
    table: TouchpointTable = st.session_state[TABLE][1]
    editor = st.session_state.get(_editor_key(table))
    return table.redrawn() if editor is None else table.with_edits(editor["edited_rows"])


def _keep(table: TouchpointTable) -> TouchpointTable:
    st.session_state[TABLE] = (st.session_state[data.VERSION], table)
    return table


def _change(change: Callable[[TouchpointTable], TouchpointTable]) -> Callable[[], None]:
    """A callback that changes the table."""

    def changed() -> None:
        _keep(change(_table()))

    return changed


def _find(table: TouchpointTable) -> None:
    def filtered(table: TouchpointTable) -> TouchpointTable:
        return table.filtered(st.session_state[_key("find")], st.session_state[_key("unassigned")])

    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.text_input(
            "Find a touchpoint",
            key=_key("find"),
            placeholder="Find a touchpoint",
            label_visibility="collapsed",
            width=260,
            on_change=_change(filtered),
        )
        st.toggle(
            "Only those in no stage",
            key=_key("unassigned"),
            on_change=_change(filtered),
        )
        st.caption(words.shown_sentence(table), width="content")
        suggested = definition_words.suggested_stages(table.edited)
        if suggested.number:
            st.button(
                definition_words.suggestions_label(suggested.number, "stage"),
                key=_key("suggestions"),
                on_click=_change(TouchpointTable.with_suggestions),
            )


def _bulk(table: TouchpointTable, stages: list[str]) -> None:
    """What can be done with the chosen rows, and the way back."""
    with st.container(
        border=True,
        horizontal=True,
        vertical_alignment="center",
        gap="small",
        key="touchpoint_bulk",
    ):
        st.markdown(words.chosen_sentence(table), width="content")
        st.button(
            words.choose_label(table),
            key=_key("all"),
            disabled=table.chosen >= set(table.shown),
            on_click=_change(TouchpointTable.with_shown_chosen),
        )
        if table.chosen:
            st.button(
                "Choose none", key=_key("none"), on_click=_change(TouchpointTable.with_none_chosen)
            )
        stage = st.selectbox(
            "Stage of the chosen touchpoints",
            stages,
            index=None,
            key=_key("stage"),
            placeholder="Stage for them",
            label_visibility="collapsed",
            width=180,
        )
        st.button(
            words.put_label(table),
            key=_key("put"),
            disabled=not (table.chosen and stage),
            on_click=_change(lambda table: table.put_into(stage)),
        )
        st.button(
            words.undo_label(table),
            key=_key("undo"),
            disabled=not table.undoable,
            help="Takes back the last change in this table",
            on_click=_change(TouchpointTable.undone),
        )


def _editor(table: TouchpointTable, stages: list[str]) -> None:
    if not table.shown:
        return
    columns = {
        "chosen": st.column_config.CheckboxColumn("Choose", width=88, pinned=True),
        "touchpoint": st.column_config.TextColumn("Touchpoint", width=176),
        "in_force": st.column_config.TextColumn(
            "Stage in force",
            width="medium",
            help="The stage of its events, and where it comes from: the file's own stage column, a choice made here or in a "
            "definition file, a choice that is as proposed from its name, or no stage",
        ),
        "stage": st.column_config.SelectboxColumn(
            "Your choice",
            options=stages,
            required=True,
            help="For events whose own stage is blank or unknown. Double-click to change it",
        ),
        "suggested": st.column_config.TextColumn("Suggested"),
        "events": st.column_config.NumberColumn("Events", format="localized"),
        "name": st.column_config.TextColumn(
            "Is called",
            width="medium",
            help="Another name renames it; two touchpoints with one name become one",
        ),
        "without_own_stage": st.column_config.NumberColumn("Without own stage", format="localized"),
        "longest_gap_hours": st.column_config.NumberColumn("Longest gap, hours", min_value=0.0),
        "also": st.column_config.TextColumn("Also written as"),
    }
    rows = pd.DataFrame(table.editor_rows)
    st.data_editor(
        rows.astype({"longest_gap_hours": float}),
        hide_index=True,
        width="stretch",
        height=definition_words.height(len(rows), False),
        key=_editor_key(table),
        column_config=columns,
        column_order=list(columns),
        disabled=[name for name in columns if name not in EDITABLE],
        placeholder="",
    )


def _editor_key(table: TouchpointTable) -> str:
    return _key(f"rows {table.drawing}")


def _key(name: str) -> str:
    return f"touchpoints {name} {st.session_state[data.VERSION]}"
