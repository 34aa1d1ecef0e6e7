"""load: files into a dataset, or a look at what they are taken for."""

import json
from pathlib import Path

from journey.command_line.errors import finding, sentence
from journey.command_line.long_work import cancellable
from journey.command_line.words import command, text
from journey.data.generation import newest
from journey.data.room import room
from journey.data.temporary import Temporary
from journey.ingest.answers import KEYS
from journey.ingest.column_scales import FORMS
from journey.ingest.layouts import named_layout, presets
from journey.ingest.mapping_file import as_toml
from journey.ingest.mapping_words import MappingWords, parse_words
from journey.ingest.report import LoadReport
from journey.model.progress import Step
from journey.model.words import printable
from journey.use.load import LOAD_STEPS, load_tables
from journey.use.options import LoadOptions, answers, resolve_definition, with_stated_scales
from journey.use.preview import FirstJourneys, Preview, preview_file, read_first_journeys


def add_to(commands) -> None:
    added = command(
        commands,
        "load",
        "load CSV, XLSX, JSON, Parquet or XES files, also gzipped or in a zip, into a dataset",
        _load,
    )
    added.add_argument("files", nargs="+", type=Path, metavar="FILE")
    added.add_argument("--dataset", default="default", metavar="NAME")
    added.add_argument(
        "--preset",
        default="",
        metavar="NAME|TOML",
        help=f"a saved mapping, none, or one of {', '.join(presets())}",
    )
    added.add_argument(
        "--map",
        action="append",
        default=[],
        metavar="FIELD=COLUMN",
        help="which column is which field",
    )
    added.add_argument(
        "--fixed",
        action="append",
        default=[],
        metavar="FIELD=VALUE",
        help="a field with this value in every row",
    )
    added.add_argument(
        "--event",
        action="append",
        default=[],
        metavar="TOUCHPOINT=COLUMN",
        help="a row with several dates: each of them becomes an event of this name",
    )
    added.add_argument(
        "--survey", action="store_true", help="each column that asks a question becomes an event"
    )
    added.add_argument(
        "--question",
        action="append",
        default=[],
        metavar="COLUMN=KIND",
        help="what a survey's column asks: nps, csat, ces, comment, attribute, choice (with others of one question), or none",
    )
    added.add_argument(
        "--drop", action="append", default=[], metavar="COLUMN", help="a column to leave out"
    )
    added.add_argument("--sheet", metavar="NAME", help="the sheet of a workbook")
    added.add_argument(
        "--definition", type=Path, metavar="TOML", help="the journey definition to use from now on"
    )
    added.add_argument(
        "--assume",
        action="append",
        default=[],
        metavar="KEY=VALUE",
        help=f"what the file leaves open: {', '.join((*KEYS, *FORMS))}",
    )
    added.add_argument(
        "--identical",
        choices=("keep", "drop"),
        default="keep",
        help="rows equal in every column and without an event_id",
    )
    added.add_argument(
        "--split-days",
        type=float,
        metavar="N",
        help="a new journey after N days of silence; 0: never",
    )
    added.add_argument(
        "--replace",
        action="store_true",
        help="in place of everything loaded before, instead of beside it",
    )
    added.add_argument(
        "--pseudonymise", action="store_true", help="store keyed hashes instead of customer ids"
    )
    added.add_argument(
        "--look",
        action="store_true",
        help="only tell what the files are taken for, and load nothing",
    )
    added.add_argument(
        "--save-mapping",
        type=Path,
        metavar="TOML",
        help="write the mapping in use, to be given to --preset",
    )
    added.add_argument("--json", action="store_true", help="print the report as JSON")


def _load(options) -> None:
    settings = LoadOptions(
        layout=named_layout(options.preset),
        recipe=parse_words(
            MappingWords(
                columns=options.map,
                fixed=options.fixed,
                events=options.event,
                questions=options.question,
                drop=options.drop,
                answers=options.assume,
                is_survey=options.survey,
            )
        ),
        sheet=options.sheet,
        definition_toml=text(options.definition) if options.definition else None,
        split_days=options.split_days,
        identical=options.identical,
        replace=options.replace,
        pseudonymise=options.pseudonymise,
    )
    if options.look or options.save_mapping:
        _look(options, settings)
    if options.look:
        return
    reports: list[LoadReport] = []
    try:
        cancellable(
            lambda step: _into(reports, options, settings, step), LOAD_STEPS * len(options.files)
        )
    finally:
        _print_reports(reports, options.json)


def _into(reports: list[LoadReport], options, settings: LoadOptions, step: Step) -> None:
    """Each table's report is kept as soon as it is in place."""
    reports.extend(load_tables(options.db, options.dataset, options.files, settings, step))


def _look(options, settings: LoadOptions) -> None:
    """Print what each table is taken for; write the mapping of the first where that was asked."""
    with room(options.db), Temporary(options.db) as folder:
        seen = [
            one
            for path in options.files
            for one in preview_file(options.db, options.dataset, path, settings, folder)
        ]
        previews = [_first(options, one, settings, folder) for one in seen] if options.look else []
    if options.save_mapping:
        options.save_mapping.write_text(as_toml(seen[0].plan.recipe), encoding="utf-8")
    if options.look and options.json:
        print(
            json.dumps(
                [one.as_dict(first) for one, first in zip(seen, previews, strict=True)], indent=2
            )
        )
    elif options.look:
        print(
            *(
                printable(line)
                for one, first in zip(seen, previews, strict=True)
                for line in one.lines(first, sentence)
            ),
            sep="\n",
        )


def _first(options, seen: Preview, settings: LoadOptions, folder) -> FirstJourneys:
    """What the first rows of a file become, its scores counted as the load would count them."""
    before = newest(options.db, options.dataset)
    definition = resolve_definition(before, settings, answers(settings))
    definition = with_stated_scales(before, settings, definition, seen.plan.recipe)
    return read_first_journeys(seen, settings, definition, folder)


def _print_reports(reports: list[LoadReport], as_json: bool) -> None:
    """What became of the files that were loaded, also where a later one was refused."""
    documents = [report.as_dict() for report in reports]
    if as_json and documents:
        print(json.dumps(documents[0] if len(documents) == 1 else documents, indent=2))
    elif documents:
        print(*(printable(line) for report in reports for line in report.lines(finding)), sep="\n")
