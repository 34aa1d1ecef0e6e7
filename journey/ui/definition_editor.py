"""Edit the journey definition: stages, touchpoints, channels, emotions, measures and windows; saving prepares the data anew."""

from typing import TypeVar
from zoneinfo import available_timezones

import pandas as pd
import streamlit as st

from journey.data.generation import Generation
from journey.model.definition import Definition
from journey.model.errors import UserError
from journey.model.metrics import SERVICE_MODES
from journey.model.patterns import KINDS_OF_NAMES
from journey.model.vocabulary import FRICTION, KINDS_OF_DATASET, METRICS
from journey.presenters import definition as words
from journey.ui import data, touchpoint_table
from journey.ui.errors import escaped
from journey.ui.escape import markdown
from journey.ui.redefining import JOB, is_running, redefine, show_progress
from journey.use.changes import Change
from journey.use.definition_tables import (
    ChannelRow,
    EmotionRow,
    StageRow,
    Tables,
    TouchpointRow,
    channel_rows,
    emotion_rows,
    stage_rows,
)
from journey.use.silence import silence_words

CHANGED = "definition_changed"
R = TypeVar("R")


def show() -> None:
    """The editor, and below it what saving would change."""
    show_progress(is_told=False)
    if is_running():
        return
    generation = data.generation()
    _show_changes()
    definition = generation.definition
    tabs = st.tabs(list(words.TABS), default=st.session_state.get(data.DEFINE_TAB))
    with tabs[0]:
        stages = _stages(definition)
    with tabs[1]:
        touchpoints, names, apart = _touchpoints(generation)
    with tabs[2]:
        channels = _channels(generation)
    with tabs[3]:
        emotions = _emotions(generation)
    with tabs[4]:
        settings = _measures(generation)
    with tabs[5]:
        settings |= names | _journeys(definition)
    with tabs[6]:
        of_ends = _ends(generation)
        settings |= of_ends | {
            "journeys": {
                **settings["journeys"],
                "case_is_journey": of_ends["journeys"]["case_is_journey"],
            }
        }
    with tabs[7]:
        uploaded = _file(definition)
    tables = Tables(stages, touchpoints, channels, emotions)
    try:
        toml = words.toml_in_force(definition, tables, settings, uploaded, apart)
    except UserError as error:
        st.error(escaped(error))
        return
    _save(generation, toml)


def _save(generation: Generation, toml: str) -> None:
    in_force = generation.definition.toml
    with st.container(horizontal=True, vertical_alignment="center", key="define_save"):
        if st.button("Save and rebuild", type="primary", disabled=words.is_saved(in_force, toml)):
            redefine(toml, "The change of the definition of {}")
        st.caption(words.state_sentence(in_force, toml))


def _show_changes() -> None:
    """What the last save changed in the numbers."""
    result = st.session_state.pop(f"{JOB} result", None)
    if result:
        st.session_state[CHANGED] = result
    if CHANGED in st.session_state:
        _changes_table(*st.session_state[CHANGED])


def _changes_table(version: int, changed: list[Change], trivial: list[str]) -> None:
    with st.container(border=True):
        st.markdown(words.changes_title(version, changed))
        for sentence in trivial:
            st.warning(markdown(sentence))
        if changed:
            st.dataframe(
                pd.DataFrame(words.changes_table(changed)), hide_index=True, width="stretch"
            )


def _edited(
    rows: list[R], name: str, columns: dict, dynamic: bool = False, fixed: tuple[str, ...] = ()
) -> list[R]:
    """The rows as the user edits them."""
    table = pd.DataFrame(rows, columns=list(rows[0]) if rows else list(columns))
    edited = st.data_editor(
        table,
        hide_index=True,
        width="stretch",
        height=words.height(len(table), dynamic),
        key=f"define {name} {st.session_state[data.VERSION]}",
        num_rows="dynamic" if dynamic else "fixed",
        column_config=columns,
        column_order=list(columns),
        disabled=list(fixed),
        placeholder="",
    )
    return edited.to_dict("records")


def _stages(definition: Definition) -> list[StageRow]:
    st.caption(
        "2 to 9 stages in the order of the journey. A renamed stage keeps the events with its old name."
    )
    return _edited(
        stage_rows(definition),
        "stages",
        {
            "place": st.column_config.NumberColumn(
                "Order",
                width="small",
                help="The order of the journey; 2.5 puts a stage between 2 and 3",
            ),
            "name": st.column_config.TextColumn("Stage", required=True),
            "text": st.column_config.TextColumn("What happens there", width="large"),
            "expected_emotion": st.column_config.SelectboxColumn(
                "Expected emotion", options=list(definition.feelings)
            ),
            "expected_service_mode": st.column_config.SelectboxColumn(
                "Expected service mode",
                options=list(SERVICE_MODES),
                help="How you expect most customers to be served there",
            ),
            "also": st.column_config.TextColumn(
                "Also written as", help="Other words that files write for it, with commas between"
            ),
        },
        dynamic=True,
    )


def _is_filling_in(suggested: words.Suggested, noun: str, key: str) -> bool:
    """Whether there are suggestions that the user wants filled in."""
    return suggested.number > 0 and st.toggle(
        words.suggestions_label(suggested.number, noun), key=key
    )


def _touchpoints(generation: Generation) -> tuple[list[TouchpointRow], dict[str, bool], list[str]]:
    """The table as edited, which are made one, and the spellings that are no longer renamed."""
    definition = generation.definition
    edited = touchpoint_table.show(generation)
    made_one = {
        "merge_spellings": st.checkbox(
            words.MERGE_SPELLINGS, definition.merges_spellings, key=_key("merge spellings")
        )
    }
    made_one |= {
        kind.key: st.checkbox(
            words.GROUP[kind.key], kind.name in definition.grouped_kinds, key=_key(kind.key)
        )
        for kind in KINDS_OF_NAMES
    }
    by_hand = words.renamed_by_hand(definition)
    apart = (
        st.multiselect(
            "Renamed by hand: choose what gets its own name back",
            list(by_hand),
            format_func=by_hand.__getitem__,
            key=_key("apart"),
        )
        if by_hand
        else []
    )
    return edited, made_one, apart


def _channels(generation: Generation) -> list[ChannelRow]:
    st.caption(
        "Spellings in files and the channel they stand for; spellings without a rule are kept as they are."
    )
    rows = channel_rows(generation)
    suggested = words.suggested_channels(rows)
    if _is_filling_in(suggested, "channel", "define take channels"):
        rows = suggested.rows
    return _edited(
        rows,
        f"channels {st.session_state.get('define take channels', False)}",
        {
            "written": st.column_config.TextColumn("Written in files", required=True),
            "events": st.column_config.NumberColumn("Events", format="localized"),
            "channel": st.column_config.TextColumn("Channel"),
            "suggested": st.column_config.TextColumn("Suggested"),
        },
        dynamic=True,
        fixed=("events", "suggested"),
    )


def _emotions(generation: Generation) -> list[EmotionRow]:
    st.caption(
        "The valence of each emotion label, from −1 (worst) to 1 (best); labels without one are shown and not averaged."
    )
    return _edited(
        emotion_rows(generation),
        "emotions",
        {
            "emotion": st.column_config.TextColumn("Emotion", required=True),
            "events": st.column_config.NumberColumn("Events", format="localized"),
            "valence": st.column_config.NumberColumn(
                "Valence", min_value=-1.0, max_value=1.0, step=0.05
            ),
        },
        dynamic=True,
        fixed=("events",),
    )


def _measures(generation: Generation) -> dict:
    """Scales, which figure stands first, and the weights of the friction score."""
    definition = generation.definition
    answer_counts = dict(
        generation.rows("select metric_no, count(*) from answers group by metric_no")
    )
    offered = words.scales(definition, answer_counts)
    scales = {}
    for column, (metric, (choices, index, is_fixed)) in zip(
        st.columns(len(offered)), offered.items(), strict=True
    ):
        scales[metric] = column.selectbox(
            f"Scale of {METRICS[metric].noun}",
            choices,
            index=index,
            key=_key(f"scale {metric}"),
            disabled=is_fixed,
            help="Loaded answers keep their scale; use another dataset for another scale",
        )
    varied = words.primary_metrics(definition)
    metrics = {}
    for column, (metric, (choices, index)) in zip(
        st.columns(len(varied)), varied.items(), strict=True
    ):
        metrics[metric] = column.selectbox(
            f"Primary {METRICS[metric].noun} metric",
            choices,
            index=index,
            key=_key(f"metric {metric}"),
        )
    st.caption(
        "Targets: what each figure should reach, drawn in its charts; those left empty are not drawn."
    )
    aims: dict[str, float | None] = {}
    edited = words.edited_targets(definition)
    for first in range(0, len(edited), 5):
        for column, name in zip(st.columns(5), list(edited)[first : first + 5]):
            aims[name] = column.number_input(
                edited[name].label, value=edited[name].value, key=_key(f"target {name}")
            )
    st.caption("Weights of the friction score: how much each kind of friction counts.")
    weights = {}
    for column, (part, weight) in zip(
        st.columns(len(definition.friction_weights)),
        definition.friction_weights.items(),
        strict=True,
    ):
        weights[part] = column.number_input(
            FRICTION[part].noun, 0.0, 1e6, float(weight), step=1.0, key=_key(f"weight {part}")
        )
    return words.measures(definition, scales, metrics, weights, aims)


def _journeys(definition: Definition) -> dict:
    """Title, time zone and windows."""
    windows = words.windows(definition)
    columns = st.columns(3)
    title = columns[0].text_input("Title of the map", definition.title, key=_key("title"))
    zones = sorted(available_timezones())
    zone = columns[1].selectbox(
        "Time zone of days, hours and weeks",
        zones,
        index=zones.index(definition.timezone),
        key=_key("zone"),
    )
    end = columns[2].text_input(
        "End of observation; empty: the last event",
        str(windows["end"]),
        key=_key("end"),
        placeholder="2025-12-31T23:59:59Z",
    )
    days: dict[str, float] = {}
    for column, (name, label) in zip(
        st.columns(2) + st.columns(2), words.WINDOWS.items(), strict=True
    ):
        days[name] = column.number_input(
            label, 0.0, 36_525.0, float(windows[name]), step=1.0, key=_key(name)
        )
    is_one = st.checkbox(
        "A journey id that several customers share is one journey",
        definition.id_is_journey,
        key=_key("shared ids"),
    )
    return words.journeys(definition, title, zone, end, days | {"id_is_journey": is_one})


def _ends(generation: Generation) -> dict:
    """The kind of dataset, and where its journeys end."""
    definition = generation.definition
    st.caption(markdown(silence_words(generation)))
    kinds = list(KINDS_OF_DATASET)
    kind = st.selectbox(
        "Kind of dataset",
        kinds,
        index=kinds.index(definition.kind) if definition.kind in kinds else 0,
        format_func=lambda name: KINDS_OF_DATASET[name],
        key=_key("kind"),
    )
    touchpoints = sorted(generation.touchpoints.values())
    named = {}
    for key, label in words.ENDS.items():
        choices, chosen = words.listed(definition, key, touchpoints)
        named[key] = st.multiselect(label, choices, chosen, key=_key(f"ends {key}"))
    flags = {
        "undone_by_customer": st.checkbox(
            "Whatever the customer does after a good end undoes it (needs the column actor)",
            definition.ends.is_undone_by_customer,
            key=_key("undone by customer"),
        ),
        "case_is_journey": st.checkbox(
            "In a service log each case is a journey of its own",
            definition.case_is_journey,
            key=_key("case"),
        ),
    }
    return words.ends(definition, kind, named, flags)


def _file(definition: Definition) -> str:
    """The definition as TOML, down and up; returns the text that was uploaded."""
    st.caption(
        "The same definition for another dataset, another machine, or a colleague; the command line takes it too."
    )
    st.download_button(
        "Download the definition in force",
        definition.toml,
        "journey.toml",
        "application/toml",
        on_click="ignore",
    )
    file = st.file_uploader("Use the definition in this file", type="toml", key=_key("file"))
    with st.expander("The definition in force"):
        st.code(definition.toml, language="toml")
    if file is None:
        return ""
    try:
        return file.getvalue().decode("utf-8-sig")
    except UnicodeDecodeError:
        st.error("The file is not UTF-8 text. Save it again as UTF-8.")
        return ""


def _key(name: str) -> str:
    return f"define {name} {st.session_state[data.VERSION]}"
