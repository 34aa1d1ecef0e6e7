"""Edit the journey definition: stages, touchpoints, channels, emotions, measures and windows; saving prepares the data anew."""

import tomllib
from collections.abc import Callable
from zoneinfo import available_timezones

import pandas as pd
import streamlit as st

from journey.data.generation import Generation, newest
from journey.data.prepare import TABLES
from journey.model.definition import UNASSIGNED, Definition, parse_definition
from journey.model.errors import UserError
from journey.model.metrics import METRIC_NUMBERS, SCALES, VARIANTS
from journey.model.vocabulary import FRICTION, METRICS, noun
from journey.ui import data
from journey.ui.errors import escaped
from journey.ui.escape import markdown
from journey.ui.job_progress import running, start
from journey.use.changes import Change, changes, worded
from journey.use.definition_tables import (
    as_toml,
    channel_rows,
    emotion_rows,
    stage_rows,
    touchpoint_rows,
)
from journey.use.load import redefine

JOB, CHANGED = "definition_job", "definition_changed"
TABS = ("Stages", "Touchpoints", "Channels", "Emotions", "Measures", "Journeys", "As a file")
ROW_PIXELS, ROWS_LIMIT = 36, 14
WINDOWS = {
    "inactivity_days": "Days of silence after which a journey has left",
    "split_days": "Days of silence after which a new journey begins; 0: never",
    "ordered_funnel_days": "Days that an ordered funnel may take",
    "contact_again_days": "Days within which another contact counts as contact again",
}


def show() -> None:
    """The editor, and below it what saving would change."""
    if running(JOB):
        return
    generation = data.generation()
    _show_changes()
    definition = generation.definition
    tabs = st.tabs(list(TABS))
    with tabs[0]:
        stages = _stages(definition)
    with tabs[1]:
        touchpoints = _touchpoints(generation)
    with tabs[2]:
        channels = _channels(generation)
    with tabs[3]:
        emotions = _emotions(generation)
    with tabs[4]:
        settings = _measures(generation)
    with tabs[5]:
        settings |= _journeys(definition)
    with tabs[6]:
        uploaded = _file(definition)
    try:
        toml = uploaded or as_toml(definition, stages, touchpoints, channels, emotions, settings)
        if uploaded:
            toml = parse_definition(uploaded).toml
    except UserError as error:
        st.error(escaped(error))
        return
    _save(generation, toml)


def _save(generation: Generation, toml: str) -> None:
    changed = toml != generation.definition.toml
    with st.container(horizontal=True, vertical_alignment="center"):
        if st.button("Save and rebuild", type="primary", disabled=not changed):
            db, dataset = data.data_folder(), generation.dataset
            title = f"The change of the definition of '{dataset}'"
            start(JOB, lambda step: _redefined(db, dataset, toml, step), len(TABLES) + 1, title)
            st.rerun()
        st.caption(
            f"Unsaved changes: {', '.join(_differing(generation.definition.toml, toml))}."
            if changed
            else "This is the definition in force."
        )


def _redefined(
    db, dataset: str, toml: str, step: Callable[[str], None]
) -> tuple[int, list[Change]]:
    before = newest(db, dataset)
    redefine(db, dataset, toml, step)
    return before.number, changes(before, newest(db, dataset))


def _differing(before: str, after: str) -> list[str]:
    old, new = tomllib.loads(before), tomllib.loads(after)
    return [key.replace("_", " ") for key in new if old.get(key) != new[key]]


def _show_changes() -> None:
    """What the last save changed in the numbers."""
    result = st.session_state.pop(f"{JOB} result", None)
    if result:
        st.session_state[CHANGED] = result
    if f"{JOB} failed" in st.session_state:
        st.error(markdown(st.session_state.pop(f"{JOB} failed")))
    if CHANGED in st.session_state:
        _changes_table(*st.session_state[CHANGED])


def _changes_table(version: int, changed_figures: list[Change]) -> None:
    with st.container(border=True):
        if not changed_figures:
            st.markdown("**Saved: no count, drop-off or satisfaction figure changed.**")
            return
        st.markdown(f"**Saved: {len(changed_figures)} figures changed** against version {version}")
        st.dataframe(
            pd.DataFrame(
                [
                    {
                        "Of": change.of,
                        "Figure": noun(change.figure.replace(" answers", "_n")),
                        "Before": worded(change.figure, change.before),
                        "After": worded(change.figure, change.after),
                    }
                    for change in changed_figures
                ]
            ),
            hide_index=True,
            width="stretch",
        )


def _edited(
    rows: list[dict], name: str, columns: dict, dynamic: bool = False, fixed: tuple[str, ...] = ()
) -> list[dict]:
    """The rows as the user edits them."""
    table = pd.DataFrame(rows, columns=list(rows[0]) if rows else list(columns))
    height = ROW_PIXELS * (min(len(table), ROWS_LIMIT) + 2 + dynamic)
    edited = st.data_editor(
        table,
        hide_index=True,
        width="stretch",
        height=height,
        key=f"define {name} {st.session_state[data.VERSION]}",
        num_rows="dynamic" if dynamic else "fixed",
        column_config=columns,
        column_order=list(columns),
        disabled=list(fixed),
    )
    return edited.to_dict("records")


def _stages(definition: Definition) -> list[dict]:
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
                "Expected emotion", options=list(definition.valences)
            ),
            "also": st.column_config.TextColumn(
                "Also written as", help="Other words that files write for it, with commas between"
            ),
        },
        dynamic=True,
    )


def _touchpoints(generation: Generation) -> list[dict]:
    rows = touchpoint_rows(generation)
    waiting = [row for row in rows if row["without_own_stage"] and row["stage"] == UNASSIGNED]
    suggested = [row for row in waiting if row["suggested"]]
    st.caption(
        f"{len(waiting)} of {len(rows)} touchpoints are in no stage. This stage is used for events whose own stage is blank "
        "or unknown. Gaps above the longest gap count as waits."
    )
    if suggested and st.toggle(
        f"Fill in the {len(suggested)} stages that their names suggest",
        key="define take suggestions",
    ):
        for row in suggested:
            row["stage"] = row["suggested"]
    return _edited(
        rows,
        f"touchpoints {st.session_state.get('define take suggestions', False)}",
        {
            "touchpoint": st.column_config.TextColumn("Touchpoint", width="medium"),
            "stage": st.column_config.SelectboxColumn(
                "Stage", options=[*generation.definition.stage_names, UNASSIGNED], required=True
            ),
            "suggested": st.column_config.TextColumn("Suggested"),
            "events": st.column_config.NumberColumn("Events", format="localized"),
            "without_own_stage": st.column_config.NumberColumn(
                "Without own stage", format="localized"
            ),
            "longest_gap_hours": st.column_config.NumberColumn("Longest gap, hours", min_value=0.0),
        },
        fixed=("touchpoint", "events", "without_own_stage", "suggested"),
    )


def _channels(generation: Generation) -> list[dict]:
    rows = channel_rows(generation)
    suggested = [row for row in rows if row["suggested"]]
    st.caption(
        "Spellings in files and the channel they stand for; spellings without a rule are kept as they are."
    )
    if suggested and st.toggle(
        f"Fill in the {len(suggested)} channels that their names suggest",
        key="define take channels",
    ):
        for row in suggested:
            row["channel"] = row["suggested"]
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


def _emotions(generation: Generation) -> list[dict]:
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
    table = tomllib.loads(definition.toml)
    answer_counts = {
        row[0]: row[1]
        for row in generation.rows("select metric_no, count(*) from answers group by metric_no")
    }
    columns = st.columns(3)
    scales = {}
    for column, (metric, number) in zip(
        columns, ((name, METRIC_NUMBERS[name]) for name in SCALES), strict=True
    ):
        choices = list(SCALES[metric])
        scales[metric] = column.selectbox(
            f"Scale of {METRICS[metric].noun}",
            choices,
            index=choices.index(definition.scale_names[metric]),
            key=_key(f"scale {metric}"),
            disabled=bool(answer_counts.get(number)),
            help="Loaded answers keep their scale; use another dataset for another scale",
        )
    metrics = {}
    varied = [metric for metric in METRICS if len(VARIANTS[metric]) > 1]
    for column, metric in zip(st.columns(len(varied)), varied, strict=True):
        choices = list(VARIANTS[metric])
        metrics[metric] = column.selectbox(
            f"Primary {METRICS[metric].noun} metric",
            choices,
            index=choices.index(definition.variants[metric]),
            key=_key(f"metric {metric}"),
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
    return {
        "scales": table["scales"] | scales,
        "metrics": _same(table["metrics"], metrics),
        "friction_weights": _same(table["friction_weights"], weights),
    }


def _same(before: dict, after: dict) -> dict:
    """The values of after, spelt as before where they are equal (3 and 3.0)."""
    return {
        key: before[key] if before.get(key) == value else value
        for key, value in {**before, **after}.items()
    }


def _journeys(definition: Definition) -> dict:
    """Title, time zone and windows."""
    table = tomllib.loads(definition.toml)
    windows = table["journeys"]
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
    days = {}
    for column, (name, words) in zip(st.columns(2) + st.columns(2), WINDOWS.items(), strict=True):
        days[name] = column.number_input(
            words, 0.0, 36_525.0, float(windows[name]), step=1.0, key=_key(name)
        )
    return {
        "title": title,
        "timezone": zone,
        "journeys": _same(windows, {**days, "end": end.strip()}),
    }


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
