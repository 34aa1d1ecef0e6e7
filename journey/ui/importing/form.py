"""The form of a load, from top to bottom: the files, how they are read, what they mean, the first journeys, and go."""

import shlex
from dataclasses import replace
from pathlib import Path

import streamlit as st

from journey.data.generation import newest
from journey.data.room import room
from journey.ingest.recipe import as_toml
from journey.model.errors import UserError
from journey.ui import data
from journey.ui.escape import markdown
from journey.ui.importing import files, first_journeys, loading, mapping, reading, stage_table
from journey.ui.importing.session import ImportSession, Table, clear, desk
from journey.use.look import Preview, planned, preview
from journey.use.options import LoadOptions, answers, wanted_definition


def show(title: str) -> None:
    """One run of the form, under its title; a load that has ended is told instead."""
    work = desk()
    if work.done and not (work.job or work.asked):
        loading.ended(work)
        return
    st.title(title, anchor=False)
    st.caption(
        "Exports of tickets, orders, surveys or clicks, as the company already has them. Nothing leaves this machine."
    )
    groups: dict[tuple[str, ...], list[Table]] = {}
    try:
        with room(data.data_folder()):
            chosen = files.chosen(work)
            for table in reading.opened(work, chosen):
                groups.setdefault(table.source.columns, []).append(table)
    except UserError as error:
        st.error(markdown(str(error)))
        return
    pairs = _filled(work, chosen, groups) if groups else None
    if work.failed:
        (st.info if work.is_cancelled else st.error)(markdown(work.failed))
    if work.job:
        loading.progress(
            work
        )  # the form stays above it: a widget that is not drawn forgets what it says
    elif groups:
        with st.container(horizontal=True):
            st.button(
                "Load",
                type="primary",
                disabled=pairs is None,
                key=work.key("load"),
                on_click=work.want_load,
            )
            if work.place:
                st.button(
                    "Forget these files",
                    key=work.key("forget"),
                    on_click=clear,
                    help="Remove their copies from this machine",
                )
    is_wanted, work.is_load_wanted = work.is_load_wanted, False
    if is_wanted and pairs and not work.job:
        loading.start(work, *pairs)
        st.rerun()


def _filled(
    work: ImportSession, chosen: list[Path], groups: dict[tuple[str, ...], list[Table]]
) -> tuple[str, list[tuple[Table, LoadOptions]]] | None:
    """The dataset and each table with its options; None where something has to be answered first."""
    above, below = st.container(), st.container()
    with below:
        dataset, how = loading.target(work, chosen)
    ready = []
    with above:
        for number, group in enumerate(groups.values(), 1):
            ready.append(_group(work, str(number), group, dataset, how))
            how = (
                replace(how, definition_toml=ready[-1][0][1].definition_toml) if ready[-1] else how
            )
    return None if None in ready else (dataset, [pair for found in ready for pair in found])


def _group(
    work: ImportSession, group: str, tables: list[Table], dataset: str, how: LoadOptions
) -> list[tuple[Table, LoadOptions]] | None:
    """The tables of equal columns with the options of each; None where something has to be answered first."""
    source = tables[0].source
    st.header(markdown(", ".join(table.part.name for table in tables)), anchor=False)
    for table in tables:
        reading.settings(work, table)
    try:
        options = _options(work, group, tables, dataset, how)
        definition = wanted_definition(
            newest(data.data_folder(), dataset), options, answers(options)
        )
        seen = work.once(
            f"look {group}",
            (source.sha256, source.settings, options, definition.toml),
            lambda: planned(source, options, definition),
        )
        first = work.once(
            f"preview {group}",
            (source.sha256, source.settings, options, definition.toml),
            lambda: preview(seen, options, definition, work.folder("preview")),
        )
    except UserError as error:
        st.error(markdown(str(error)))
        return None
    if seen.plan.missing:
        st.info(
            f"Still to choose above: {' and '.join(mapping.FIELD_TITLES[name] for name in seen.plan.missing)}."
        )
        return None
    definition = stage_table.show(work, group, first, definition)
    options = replace(options, definition_toml=definition.toml)
    st.subheader("The first journeys", anchor=False)
    first_journeys.show(first, definition)
    for question in {
        one.key: one for one in [*work.asked, *([first.question] if first.question else [])]
    }.values():
        reading.ask(work, group, question)
    _same_elsewhere(work, tables, seen, options, dataset)
    if first.question or first.problem:
        return None
    return [(table, _of_table(work, table, options)) for table in tables]


def _options(
    work: ImportSession, group: str, tables: list[Table], dataset: str, how: LoadOptions
) -> LoadOptions:
    """What is said of the group's columns, and how it is loaded."""
    definition = wanted_definition(newest(data.data_folder(), dataset), how, {})
    said = mapping.options(work, group, tables[0].source, definition)
    return replace(
        said,
        assumed=(*said.assumed, *how.assumed),
        identical=how.identical,
        split_days=how.split_days,
        replace=how.replace,
        pseudonymise=how.pseudonymise,
        definition_toml=how.definition_toml,
    )


def _of_table(work: ImportSession, table: Table, options: LoadOptions) -> LoadOptions:
    """The options with what was answered of this table alone."""
    own = work.answered(str(table.part.path), reading.READING)
    sheet = own.pop("sheet", None)
    return replace(
        options,
        sheet=sheet,
        assumed=(*options.assumed, *(f"{key}={value}" for key, value in own.items())),
    )


def _same_elsewhere(
    work: ImportSession, tables: list[Table], seen: Preview, options: LoadOptions, dataset: str
) -> None:
    """The mapping as a file, and the command that loads the same."""
    own = work.answered(str(tables[0].part.path), reading.READING)
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
            as_toml(replace(seen.plan.recipe, answers={**seen.plan.recipe.answers, **own})),
            "mapping.toml",
            "application/toml",
            on_click="ignore",
            key=f"mapping of {tables[0].part.path}",
        )
        st.caption("In the project's folder, beside the files and the definition:")
        st.code(_command(tables, _of_table(work, tables[0], options), dataset), language="bash")


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
    if options.preset:
        words += ["--preset", options.preset]
    if options.recipe:
        words += ["--preset", options.recipe.name]
    for option, values in (
        ("--map", options.mapping),
        ("--fixed", options.fixed),
        ("--event", options.events),
        ("--question", options.questions),
        ("--drop", options.drop),
        ("--assume", options.assumed),
    ):
        words += [word for value in values for word in (option, value)]
    words += ["--definition", "journey.toml"] if options.definition_toml is not None else []
    words += (
        ["--survey"] * options.is_survey
        + ["--replace"] * options.replace
        + ["--pseudonymise"] * options.pseudonymise
    )
    words += ["--sheet", options.sheet] if options.sheet is not None else []
    words += ["--identical", "drop"] if options.identical == "drop" else []
    words += ["--split-days", f"{options.split_days:g}"] if options.split_days is not None else []
    return shlex.join(words)
