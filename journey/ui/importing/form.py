"""The import form, from top to bottom: the files, how they are read, what they mean, the first journeys, the Load button."""

import shlex
from dataclasses import replace
from pathlib import Path

import streamlit as st

from journey.data.generation import newest
from journey.data.room import room
from journey.ingest.mapping_file import as_toml
from journey.ingest.mapping_words import as_words
from journey.model.errors import BadFile, UserError
from journey.ui import data
from journey.ui.errors import escaped
from journey.ui.escape import markdown
from journey.ui.importing import files, first_journeys, loading, mapping, reading, stage_table
from journey.ui.importing.session import ImportSession, Table, clear_import_session, import_session
from journey.use.options import LoadOptions, answers, resolve_definition, with_stated_scales
from journey.use.preview import Preview, preview_source, read_first_journeys


def show(title: str) -> None:
    """The form under its title; after a load its reports instead."""
    session = import_session()
    if session.reports and not (session.job or session.questions):
        loading.show_reports(session)
        return
    st.title(title, anchor=False)
    st.caption(
        "Load exports of tickets, orders, surveys or clicks as they are. Nothing leaves this machine."
    )
    groups: dict[tuple[str, ...], list[Table]] = {}
    try:
        with room(data.data_folder()):
            chosen = files.chosen(session)
            for table in reading.tables(session, chosen):
                groups.setdefault(table.source.columns, []).append(table)
    except UserError as error:
        st.error(escaped(error))
        return
    loadable = _tables_with_options(session, chosen, groups) if groups else None
    if session.error_sentence:
        (st.info if session.is_cancelled else st.error)(markdown(session.error_sentence))
    if session.job:
        loading.progress(
            session
        )  # the form stays above it: a widget that is not drawn forgets its value
    elif groups:
        with st.container(horizontal=True):
            st.button(
                "Load",
                type="primary",
                disabled=loadable is None,
                key=session.key("load"),
                on_click=session.want_load,
            )
            if session.temporary:
                st.button(
                    "Remove these files",
                    key=session.key("forget"),
                    on_click=clear_import_session,
                    help="Remove their copies from this machine",
                )
    is_wanted, session.is_load_wanted = session.is_load_wanted, False
    if is_wanted and loadable and not session.job:
        loading.start(session, *loadable)
        st.rerun()


def _tables_with_options(
    session: ImportSession, chosen: list[Path], groups: dict[tuple[str, ...], list[Table]]
) -> tuple[str, list[tuple[Table, LoadOptions]]] | None:
    """The dataset and each table with its options; None while a question is open."""
    above, below = st.container(), st.container()
    with below:
        firsts = [group[0] for group in groups.values()]
        known = (
            table.known.dataset
            for table in firsts
            if table.known and table.known.is_next(table.source.columns)
        )
        dataset, base_options = loading.target(session, chosen, next(known, ""))
    ready_groups = []
    with above:
        for number, group in enumerate(groups.values(), 1):
            ready_groups.append(_group(session, str(number), group, dataset, base_options))
            base_options = (
                replace(base_options, definition_toml=ready_groups[-1][0][1].definition_toml)
                if ready_groups[-1]
                else base_options
            )
    return (
        None
        if None in ready_groups
        else (dataset, [pair for pairs in ready_groups for pair in pairs])
    )


def _group(
    session: ImportSession, group: str, tables: list[Table], dataset: str, base_options: LoadOptions
) -> list[tuple[Table, LoadOptions]] | None:
    """Tables with the same columns, each with its options; None while a question is open."""
    source = tables[0].source
    st.header(markdown(", ".join(table.part.name for table in tables)), anchor=False)
    for table in tables:
        reading.settings(session, table)
    try:
        options = _options(session, group, tables, dataset, base_options)
        definition = resolve_definition(
            newest(data.data_folder(), dataset), options, answers(options)
        )
        load_preview = session.memoised(
            f"look {group}",
            (source.sha256, source.settings, options, definition.toml),
            lambda: preview_source(source, options, definition),
        )
        definition = with_stated_scales(
            newest(data.data_folder(), dataset), options, definition, load_preview.plan.recipe
        )
        journeys_preview = session.memoised(
            f"preview {group}",
            (source.sha256, source.settings, options, definition.toml),
            lambda: read_first_journeys(
                load_preview, options, definition, session.folder("preview")
            ),
        )
    except UserError as error:
        st.error(escaped(error))
        return None
    if load_preview.plan.missing:
        problem = load_preview.plan.problem
        if isinstance(problem, BadFile):  # more than a column that has to be chosen
            st.warning(escaped(problem))
        st.info(
            f"Choose above: {' and '.join(mapping.FIELD_TITLES[name] for name in load_preview.plan.missing)}."
        )
        return None
    definition = stage_table.show(session, group, journeys_preview, definition)
    options = replace(options, definition_toml=definition.toml)
    st.subheader("The first journeys", anchor=False)
    first_journeys.show(journeys_preview, definition)
    for question in {
        question.key: question
        for question in [
            *session.questions,
            *([journeys_preview.question] if journeys_preview.question else []),
        ]
    }.values():
        reading.ask(session, group, question)
    _for_command_line(session, tables, load_preview, options, dataset)
    if journeys_preview.question or journeys_preview.problem:
        return None
    return [(table, _table_options(session, table, options)) for table in tables]


def _options(
    session: ImportSession, group: str, tables: list[Table], dataset: str, base_options: LoadOptions
) -> LoadOptions:
    """The options of the group: its mapping, and the base options of the load."""
    definition = resolve_definition(newest(data.data_folder(), dataset), base_options, {})
    return mapping.options(session, group, tables[0], definition, base_options)


def _table_options(session: ImportSession, table: Table, options: LoadOptions) -> LoadOptions:
    """The options with the answers about this table alone."""
    reading_answers = session.answers_for(str(table.part.path), reading.READING_KEYS)
    sheet = reading_answers.pop("sheet", None)
    all_answers = {**options.recipe.answers, **reading_answers}
    return replace(options, sheet=sheet, recipe=replace(options.recipe, answers=all_answers))


def _for_command_line(
    session: ImportSession,
    tables: list[Table],
    load_preview: Preview,
    options: LoadOptions,
    dataset: str,
) -> None:
    """The mapping as a file, and the command that loads the same."""
    reading_answers = session.answers_for(str(tables[0].part.path), reading.READING_KEYS)
    with st.expander("Save the mapping, or load the same from the command line"):
        st.download_button(
            "Download the definition",
            options.definition_toml or "",
            "journey.toml",
            "application/toml",
            on_click="ignore",
            key=f"definition of {tables[0].part.path}",
        )
        st.download_button(
            "Download the mapping",
            as_toml(
                replace(
                    load_preview.plan.recipe,
                    answers={**load_preview.plan.recipe.answers, **reading_answers},
                )
            ),
            "mapping.toml",
            "application/toml",
            on_click="ignore",
            key=f"mapping of {tables[0].part.path}",
        )
        st.caption("Run in the project folder, with the files and the definition in it:")
        st.code(
            _command(tables, _table_options(session, tables[0], options), dataset), language="bash"
        )


def _command(tables: list[Table], options: LoadOptions, dataset: str) -> str:
    words = [
        "python",
        "-m",
        "journey",
        "load",
        *(table.part.name for table in tables),
        "--dataset",
        dataset,
    ]
    is_named = options.layout and not options.notes  # a file of a known kind is read so by itself
    words += ["--preset", options.layout.name] if options.layout and is_named else []
    words += as_words(options.recipe)
    words += ["--definition", "journey.toml"] if options.definition_toml is not None else []
    words += ["--replace"] * options.replace + ["--pseudonymise"] * options.pseudonymise
    words += ["--sheet", options.sheet] if options.sheet is not None else []
    words += ["--identical", "drop"] if options.identical == "drop" else []
    words += ["--split-days", f"{options.split_days:g}"] if options.split_days is not None else []
    return shlex.join(words)
