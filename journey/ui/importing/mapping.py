"""What the columns mean: one picker per field, with the reason of each guess; together they give the options of a load."""

import zlib
from dataclasses import replace

import pandas as pd
import streamlit as st

from journey.ingest.answers import LIFECYCLE, TIME_FORMAT
from journey.ingest.column_contents import time_columns
from journey.ingest.fields import ENDED_AT, FIELDS, SCORES, TIME_OF_DAY
from journey.ingest.layouts import NO_LAYOUT, named_layout, presets, recognised
from journey.ingest.mapping_file import as_toml, parse_recipe
from journey.ingest.plan import Plan, plan
from journey.ingest.questions import KINDS, NO_QUESTION, SurveyQuestion, makes_event
from journey.ingest.recipe import Recipe, dated_event
from journey.ingest.source import Source
from journey.model.definition import Definition, default_definition
from journey.model.errors import BadMapping, UserError
from journey.model.vocabulary import noun, over_table
from journey.presenters import importing as suggestions
from journey.presenters import time_format
from journey.presenters.importing import (
    AS_LAYOUT,
    FURTHER,
    NO_TIME,
    NOTHING,
    SAME,
    MappingChoices,
)
from journey.presenters.load_report import field_title
from journey.ui.escape import markdown
from journey.ui.importing import scales, values
from journey.ui.importing.reading import AUTOMATIC
from journey.ui.importing.session import ImportSession, Table
from journey.ui.importing.values import PICKERS_A_ROW, rows_of
from journey.use.known_files import layout_of, note
from journey.use.options import LoadOptions

SAVED, KNOWN = "a saved mapping", "a file of its kind"
MODES = {
    "layout": "What the layout says",
    "event": "One event",
    "dates": "Several dated events (a ticket, an order)",
    "survey": "One person's answers (a survey)",
}
FIELD_TITLES = {
    **{name: field_title(name) for name in FIELDS},
    "valence": f"{over_table(noun('valence'))}, −1 to 1",
    TIME_OF_DAY: "Time of day, where the time above is a date",
    ENDED_AT: "Time of the end, where an event takes time",
}


def options(
    session: ImportSession,
    group: str,
    table: Table,
    definition: Definition,
    base_options: LoadOptions,
) -> LoadOptions:
    """The base options with what is chosen in the group's pickers. Raises UserError where a saved mapping cannot be used."""
    source = table.source
    layout, notes = _layout(session, group, table, definition)
    base_plan = session.memoised(
        f"plan {group}",
        (source.sha256, source.columns, layout, definition.toml),
        lambda: plan(source, Recipe(), definition, layout),
    )
    choices = MappingChoices()
    form = f"{group} {zlib.crc32(as_toml(base_plan.recipe).encode()):x}"  # another layout resets the pickers
    mode = _mode(session, form, source, base_plan)
    if mode == "layout":
        _layout_events(base_plan)
    with st.container(key=f"mapping_{group}"):
        {"event": _event, "layout": _event, "dates": _dates, "survey": _survey}[mode](
            session, form, source, base_plan, choices
        )
        if mode != "survey":
            _further(session, form, source, base_plan, choices)
    choices.answers |= values.assumed_values(
        session, group, _value_keys(base_plan, choices, mode), _times(source, base_plan, choices)
    )
    choices.answers |= scales.pickers(
        session,
        group,
        source,
        definition,
        _scored(base_plan, choices, mode),
        base_plan.recipe.answers,
    )
    _left_out(session, form, source, base_plan, choices)
    if time_format.problem(choices.answers.get(TIME_FORMAT, "")):
        raise UserError(time_format.NOT_USABLE)
    choices.answers |= session.answers_for(group, ("blank_ids",))
    choices.answers |= base_options.recipe.answers
    return replace(base_options, layout=layout, recipe=choices.recipe(), notes=notes)


def _layout(
    session: ImportSession, group: str, table: Table, definition: Definition
) -> tuple[Recipe | None, tuple[str, ...]]:
    """The layout chosen: as a file of the kind was read, with a note; another one than the header's, none, or a saved mapping; None
    where the header tells."""
    source, known = table.source, table.known
    recognised_layout = recognised(source.columns)
    names = [*([KNOWN] if known else []), AUTOMATIC, NO_LAYOUT.name, *presets(), SAVED]
    words = {
        AUTOMATIC: f"{presets()[recognised_layout].about} (recognised)"
        if recognised_layout
        else "none recognised",
        NO_LAYOUT.name: "none: I map the columns myself",
        SAVED: "a mapping saved before…",
    }
    if known:
        words[KNOWN] = f"as {known.name} in {known.dataset}, with its mapping and answers"
    if not recognised_layout:
        names.remove(NO_LAYOUT.name)
    name = st.selectbox(
        "Layout",
        names,
        key=session.key(f"layout {group}"),
        format_func=lambda name: words.get(name) or presets()[name].about,
        help="Exports of well-known tools are recognised by their header; you can also use a saved mapping",
    )
    if known and name == KNOWN:
        return layout_of(known, source, definition), (note(known, source),)
    if name != SAVED:
        return named_layout(name), ()
    file = st.file_uploader("The saved mapping", type="toml", key=session.key(f"saved {group}"))
    if file is None:
        return None, ()
    try:
        return parse_recipe(file.getvalue().decode("utf-8"), file.name), ()
    except UnicodeDecodeError:
        raise BadMapping(file.name, "cannot be read: it must be a TOML text in UTF-8.") from None


def _mode(session: ImportSession, group: str, source: Source, base_plan: Plan) -> str:
    """What a row of the file is."""
    modes = suggestions.possible_rows(source, base_plan)
    likely = suggestions.likely_row(source, base_plan)
    return st.radio(
        "What is one row of the file?",
        modes,
        index=modes.index(likely),
        horizontal=True,
        format_func=MODES.get,
        key=session.key(f"mode {group} {likely}"),
    )


def _layout_events(base_plan: Plan) -> None:
    """What the layout makes of a row."""
    rules = suggestions.layout_events(base_plan)
    if rules:
        st.caption(
            markdown(
                f"Each row becomes these events, where filled: {'; '.join(rules[:12])}{' …' if len(rules) > 12 else '.'}"
            )
        )


def _event(
    session: ImportSession, group: str, source: Source, base_plan: Plan, choices: MappingChoices
) -> None:
    """Customer, time and touchpoint of a row that is one event, or of the layout's."""
    for slot, name in zip(
        st.columns(PICKERS_A_ROW), suggestions.open_fields(base_plan), strict=False
    ):
        with slot:
            extra = {"occurred_at": (NO_TIME,), "touchpoint": (SAME,)}.get(name, ())
            chosen = _picker(session, group, source, base_plan, name, choices, extra)
            if chosen == NO_TIME:
                choices.answers["time"] = "none"
            if chosen == SAME:
                value = st.text_input(
                    "Name of the touchpoint",
                    value=base_plan.recipe.fixed.get(
                        name, suggestions.likely_touchpoint(source, base_plan)
                    ),
                    key=session.key(f"same {group}"),
                ).strip()
                choices.fixed |= {name: value} if value else {}


def _dates(
    session: ImportSession, group: str, source: Source, base_plan: Plan, choices: MappingChoices
) -> None:
    """The customer, and a name for each column that dates an event."""
    with st.columns(PICKERS_A_ROW)[0]:
        _picker(session, group, source, base_plan, "customer_id", choices)
    st.caption(
        "Each date becomes an event. Name its touchpoint, or leave it empty to keep the date as an attribute."
    )
    for columns in rows_of(time_columns(source.columns, source.sample)):
        for slot, column in zip(st.columns(PICKERS_A_ROW), columns, strict=False):
            with slot:
                name = st.text_input(
                    markdown(column),
                    value=suggestions.event_name(column),
                    key=session.key(f"date {group} {column}"),
                ).strip()
                choices.events += [dated_event(name, column)] if name else []


def _survey(
    session: ImportSession, group: str, source: Source, base_plan: Plan, choices: MappingChoices
) -> None:
    """Who answered, when, and what each column asks."""
    choices.is_survey = True
    slots = st.columns(PICKERS_A_ROW)
    with slots[0]:
        _picker(session, group, source, base_plan, "customer_id", choices)
    with slots[1]:
        if (
            _picker(session, group, source, base_plan, "occurred_at", choices, (NO_TIME,))
            == NO_TIME
        ):
            choices.answers["time"] = "none"
    questions = session.memoised(
        f"questions {group}",
        (source.sha256, source.columns, tuple(choices.columns.items())),
        lambda: _survey_questions(source, base_plan, choices),
    )
    st.caption(
        "Each question becomes its own event; choices become attributes of the answers, those of one question in several "
        "columns (choice) one attribute."
    )
    table = pd.DataFrame(
        [
            {
                "Question": question.text,
                "Kind": question.kind,
                "Why": question.because,
                "Called": question.touchpoint if makes_event(question) else "",
            }
            for question in questions
        ]
    )
    edited = st.data_editor(
        table,
        hide_index=True,
        width="stretch",
        key=session.key(f"kinds {group} {len(questions)}"),
        disabled=["Question", "Why", "Called"],
        column_config={
            "Kind": st.column_config.SelectboxColumn(options=[*KINDS, NO_QUESTION], required=True)
        },
    )
    choices.asked = list(
        zip((question.column for question in questions), edited["Kind"], strict=True)
    )
    changed = {
        question.column: kind
        for question, kind in zip(questions, edited["Kind"], strict=True)
        if kind != question.kind
    }
    choices.questions |= {column: kind for column, kind in changed.items() if kind != NO_QUESTION}
    choices.not_questions += [column for column, kind in changed.items() if kind == NO_QUESTION]


def _survey_questions(
    source: Source, base_plan: Plan, choices: MappingChoices
) -> tuple[SurveyQuestion, ...]:
    said = Recipe(columns=dict(choices.columns), is_survey=True)
    layout = replace(base_plan.recipe, events=(), choices=())
    return plan(source, said, default_definition(), layout).questions


def _further(
    session: ImportSession, group: str, source: Source, base_plan: Plan, choices: MappingChoices
) -> None:
    """Pickers of the fields that were found or suggested, and of those that the user adds."""
    known_fields = suggestions.further_fields(base_plan)
    slots = st.columns([3, 1], vertical_alignment="bottom")
    added = slots[1].multiselect(
        "More fields",
        [name for name in FURTHER if name not in known_fields],
        format_func=FIELD_TITLES.get,
        key=session.key(f"further {group}"),
        placeholder="add one",
    )
    slots[0].caption(
        "Further fields that were found; every other column becomes an attribute to filter and compare by."
        if known_fields
        else "Every other column becomes an attribute to filter and compare by."
    )
    for names in rows_of([*known_fields, *added]):
        for slot, name in zip(st.columns(PICKERS_A_ROW), names, strict=False):
            with slot:
                _picker(session, group, source, base_plan, name, choices)


def _value_keys(base_plan: Plan, choices: MappingChoices, mode: str) -> list[str]:
    """The answers that fit: dates, numbers, and the scales of scores that the file may have."""
    mapped = {name for name, columns in choices.columns.items() if columns}
    mapped |= set(base_plan.recipe.columns)
    return [
        "date_order",
        "timezone",
        "decimal",
        *(f"scale.{name}" for name in SCORES if name in mapped or mode != "event"),
        *([LIFECYCLE] if base_plan.recipe.lifecycle else []),
    ]


def _scored(base_plan: Plan, choices: MappingChoices, mode: str) -> list[tuple[str, str]]:
    """The columns with scores, each with its metric: those of the fields, and of a survey's questions."""
    if mode == "survey":
        return [(column, kind) for column, kind in choices.asked if kind in SCORES]
    fields = {**base_plan.recipe.columns, **choices.kept, **choices.columns}
    of_fields = [(column, name) for name in SCORES for column in fields.get(name, ())[:1]]
    of_rules = [
        (column, name)
        for rule in base_plan.recipe.events
        for name in SCORES
        for column in rule.columns.get(name, ())[:1]
    ]
    return list(dict.fromkeys([*of_fields, *of_rules]))


def _times(source: Source, base_plan: Plan, choices: MappingChoices) -> values.Times:
    """The first times in the columns that are chosen, and what the layout says of them; none where there is no time."""
    recipe = base_plan.recipe
    columns = {**recipe.columns, **choices.kept, **choices.columns}
    texts = time_format.first_times(source, columns, (*recipe.events, *choices.events))
    return values.Times(() if choices.answers.get("time") == "none" else texts, recipe.answers)


def _picker(
    session: ImportSession,
    group: str,
    source: Source,
    base_plan: Plan,
    name: str,
    choices: MappingChoices,
    extra: tuple[str, ...] = (),
) -> str:
    """The column of a field; what differs from the plan is added to `choices`. Returns what was chosen."""
    suggested = suggestions.suggestion(source, base_plan, name, extra)
    column_options = suggestions.column_choices(source, suggested, extra)
    chosen = st.selectbox(
        FIELD_TITLES[name],
        column_options,
        index=column_options.index(suggested.choice),
        key=session.key(f"{group} {name}"),
        format_func=lambda column: suggestions.with_sample(source, column, suggested.planned),
    )
    if chosen == suggested.choice and suggested.words:
        st.caption(markdown(suggested.words))
    if chosen in (NOTHING, *extra):
        choices.columns |= {name: ()} if suggested.planned else {}
    elif (chosen,) == suggested.planned:
        choices.kept[name] = (chosen,)
    elif chosen != AS_LAYOUT:
        choices.columns[name] = (chosen,)
    return chosen


def _left_out(
    session: ImportSession, group: str, source: Source, base_plan: Plan, choices: MappingChoices
) -> None:
    """Columns to leave out, such as names and addresses."""
    used = choices.recipe().column_names() | base_plan.recipe.column_names()
    free = [
        column
        for column in source.columns
        if column not in used and column not in base_plan.recipe.drop
    ]
    personal = suggestions.personal(free)
    if personal:
        st.caption(
            markdown(
                f"{', '.join(personal[:6])} may identify people. Leave out what is not needed."
            )
        )
    choices.drop += st.multiselect(
        "Columns to leave out, such as names and addresses of persons",
        free,
        placeholder="none",
        key=session.key(f"drop {group}"),
    )
