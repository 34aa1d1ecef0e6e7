"""The scale of each score's column: found in its answers, or chosen with its direction and the values that mean nothing."""

from collections.abc import Mapping, Sequence

import streamlit as st

from journey.ingest.column_scales import NO_ANSWER, SCALE, list_of, values_of
from journey.ingest.source import Source
from journey.model.definition import Definition
from journey.model.metrics import ASKED_SCALES
from journey.presenters import scales as words
from journey.presenters.scales import ScoreColumn
from journey.ui.escape import markdown
from journey.ui.importing.reading import AUTOMATIC
from journey.ui.importing.session import ImportSession
from journey.ui.importing.values import PICKERS_A_ROW, rows_of

NAME_WIDTH = 40


def pickers(
    session: ImportSession,
    group: str,
    source: Source,
    definition: Definition,
    columns: Sequence[tuple[str, str]],
    in_force: Mapping[str, str],
) -> dict[str, str]:
    """A button for each (column, metric) that opens its scale; returns what is said of them.

    `in_force` are the answers of the layout, which what is chosen goes before.
    """
    known = [
        session.memoised(
            f"scale {group} {metric} {column}",
            (source.sha256, source.columns),
            lambda column=column, metric=metric: words.score_column(source, column, metric),
        )
        for column, metric in columns
    ]
    shown: dict[str, str] = {}
    for row in rows_of(known):
        for slot, one in zip(st.columns(PICKERS_A_ROW), row, strict=False):
            with slot:
                shown[one.column] = _picker(session, group, one, definition, in_force)
    keys = tuple(f"{kind}{one.column}" for one in known for kind in (SCALE, NO_ANSWER))
    return words.statements(known, session.answers_for(group, keys), shown)


def _picker(
    session: ImportSession,
    group: str,
    one: ScoreColumn,
    definition: Definition,
    in_force: Mapping[str, str],
) -> str:
    """The button of one column; returns the name of the scale that stands on it."""
    key, nothing_key = f"{SCALE}{one.column}", f"{NO_ANSWER}{one.column}"
    of_metric = session.answers.get((group, f"{SCALE}{one.metric}"))
    default = (
        of_metric or in_force.get(f"{SCALE}{one.metric}") or definition.scale_names[one.metric]
    )
    found = in_force.get(key) or one.found(default)
    chosen = session.answers.get((group, key), AUTOMATIC)
    scale = chosen or found
    nothing = values_of(session.answers.get((group, nothing_key), in_force.get(nothing_key, "")))
    name = one.column if len(one.column) <= NAME_WIDTH else f"{one.column[:NAME_WIDTH]}…"
    with st.popover(markdown(words.title(name, scale)), width="stretch"):
        if name != one.column:
            st.caption(markdown(one.column))
        widget = session.key(f"{key} {group} {chosen}")
        options = [AUTOMATIC, *ASKED_SCALES[one.metric]]
        st.selectbox(
            "Asked on",
            options,
            index=options.index(chosen) if chosen in options else 0,
            key=widget,
            format_func=lambda value: words.choice(value, found),
            on_change=lambda: session.answer(group, key, st.session_state[widget]),
        )
        nothing_widget = session.key(f"{nothing_key} {group}")
        st.multiselect(
            "Values that mean nothing",
            list(dict.fromkeys((*nothing, *one.values)))[: words.VALUES_SHOWN],
            default=nothing,
            key=nothing_widget,
            accept_new_options=True,
            placeholder="none",
            help="Such as 0 or 9 for not applicable or do not know",
            on_change=lambda: session.answer(
                group, nothing_key, list_of(st.session_state[nothing_widget])
            ),
        )
        counts = one.counts(ASKED_SCALES[one.metric][scale], nothing)
        st.caption(markdown(f"Of the first rows: {counts.words}."))
    return scale
