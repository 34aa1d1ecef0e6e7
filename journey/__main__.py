"""The command line: load files, show every view's numbers, edit the definition, list datasets, start the app."""

import argparse
import json
import re
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import pandas as pd
from tqdm import tqdm

from journey.data import store
from journey.data.ask import VIEWS, ask
from journey.data.generation import Generation, open_generation
from journey.data.groups import PERIODS
from journey.data.views.form import HAVING, TOP
from journey.data.workspace import read_card
from journey.ingest.assumptions import KEYS, parse_assumed
from journey.ingest.recipe import as_toml, presets
from journey.ingest.report import LoadReport
from journey.map.answers import MOST_COMPARED, Comparison
from journey.map.wide import LANES
from journey.model.cells import parse_place
from journey.model.definition import DEFAULT_TOML, UNASSIGNED
from journey.model.errors import UserError
from journey.model.filters import from_words
from journey.model.metrics import METRIC_NUMBERS
from journey.model.small_numbers import ANALYST, SHARED
from journey.model.words import printable
from journey.use.changes import changes
from journey.use.export_map import WIDTH, write_map
from journey.use.job import Job, Step
from journey.use.load import LOAD_STEPS, load_tables, redefine, renewed
from journey.use.look import look, preview
from journey.use.options import LoadOptions, wanted_definition

USER_FAULT, OTHER_FAULT, CANCELLED = 2, 1, 130
TABLE_WIDTH = 240
LISTEN_SECONDS = 0.2


def main(words: list[str] | None = None) -> int:
    """Run one command; returns the exit status. Errors go to standard error in one sentence."""
    options = _parser().parse_args(words)
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")
    try:
        options.run(options)
    except UserError as error:
        return _fail(str(error), USER_FAULT)
    except KeyboardInterrupt:
        return _fail("Cancelled: what was loaded before is still in use.", CANCELLED)
    except BrokenPipeError:
        sys.stderr.close()
    except (OSError, EOFError) as error:
        return _fail(f"{getattr(error, 'filename', None) or 'A file'} cannot be read or written ({error}): check name and rights.",
                     USER_FAULT)
    except Exception as error:
        return _fail(f"Something went wrong that is not your fault ({type(error).__name__}: {error}).", OTHER_FAULT)
    return 0


def _fail(sentence: str, status: int) -> int:
    print(printable(f"journey: {sentence}"), file=sys.stderr)
    return status


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m journey", description=__doc__)
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    _add_load(commands)
    _add_show(commands)
    _add_definition(commands)
    _add_export(commands)
    serving = _command(commands, "serve", "start the app on 127.0.0.1", _serve)
    serving.add_argument("--port", type=int, default=8501)
    listing = _command(commands, "datasets", "list the datasets of the data folder", _datasets)
    listing.add_argument("--json", action="store_true")
    return parser


def _command(commands, name: str, sentence: str, run) -> argparse.ArgumentParser:
    command = commands.add_parser(name, help=sentence, description=sentence)
    command.add_argument("--db", type=Path, default=Path("data"), metavar="DIR", help="data folder (default: data/)")
    command.set_defaults(run=run)
    return command


def _add_load(commands) -> None:
    command = _command(commands, "load", "load CSV, XLSX, JSON or Parquet files, also gzipped or in a zip, into a dataset", _load)
    command.add_argument("files", nargs="+", type=Path, metavar="FILE")
    command.add_argument("--dataset", default="default", metavar="NAME")
    command.add_argument("--preset", default="", metavar="NAME|TOML",
                         help=f"a saved mapping, none, or one of {', '.join(presets())}")
    command.add_argument("--map", action="append", default=[], metavar="FIELD=COLUMN", help="which column is which field")
    command.add_argument("--fixed", action="append", default=[], metavar="FIELD=VALUE",
                         help="a field with the same value in every row")
    command.add_argument("--event", action="append", default=[], metavar="TOUCHPOINT=COLUMN",
                         help="a row with several dates: each of them becomes an event of this name")
    command.add_argument("--survey", action="store_true", help="each column that asks a question becomes an event")
    command.add_argument("--question", action="append", default=[], metavar="COLUMN=KIND",
                         help="what a survey's column asks: nps, csat, ces, comment, attribute, or none")
    command.add_argument("--drop", action="append", default=[], metavar="COLUMN", help="a column to leave out")
    command.add_argument("--sheet", metavar="NAME", help="the sheet of a workbook")
    command.add_argument("--definition", type=Path, metavar="TOML", help="the journey definition to use from now on")
    command.add_argument("--assume", action="append", default=[], metavar="KEY=VALUE",
                         help=f"what the file leaves open: {', '.join(KEYS)}")
    command.add_argument("--identical", choices=("keep", "drop"), default="keep",
                         help="rows equal in every column and without an event_id")
    command.add_argument("--split-days", type=float, metavar="N", help="a new journey after N days of silence; 0: never")
    command.add_argument("--replace", action="store_true", help="in place of everything loaded before, instead of beside it")
    command.add_argument("--pseudonymise", action="store_true", help="store keyed hashes instead of customer ids")
    command.add_argument("--look", action="store_true", help="only tell what the files are taken for, and load nothing")
    command.add_argument("--save-mapping", type=Path, metavar="TOML", help="write the mapping in use, to be given to --preset")
    command.add_argument("--json", action="store_true", help="print the report as JSON")


def _add_show(commands) -> None:
    command = _command(commands, "show", "print the numbers of a view", _show)
    command.add_argument("view", choices=tuple(VIEWS), metavar="VIEW", help=", ".join(VIEWS))
    command.add_argument("--dataset", metavar="NAME", help="needed where there are several")
    _add_filters(command)
    command.add_argument("--by", default="", metavar="KEY,KEY",
                         help=f"groups: dimensions, attributes, and one of {', '.join(PERIODS)}")
    command.add_argument("--metric", default=",".join(METRIC_NUMBERS), metavar="METRIC,METRIC",
                         help=f"satisfaction: which of {', '.join(METRIC_NUMBERS)}")
    command.add_argument("--top", type=int, default=TOP, metavar="K",
                         help=f"journeys, events: how many, the latest first (default {TOP})")
    command.add_argument("--having", default="", metavar="FIELD",
                         help=f"events: only those with {', '.join(HAVING[1:])}")
    command.add_argument("--at", default="", metavar="STAGE[/TOUCHPOINT]", help="only the rows of this place")
    command.add_argument("--shared", action="store_true", help="hide small counts, as exports and workshops do")
    command.add_argument("--json", action="store_true")


def _add_export(commands) -> None:
    command = _command(commands, "export", "write the journey map to a file, small counts hidden", _export)
    command.add_argument("what", choices=("map",), metavar="WHAT", help="map")
    command.add_argument("--out", type=Path, required=True, metavar="FILE", help="its ending says the form: .svg or .html")
    command.add_argument("--dataset", metavar="NAME", help="needed where there are several")
    _add_filters(command)
    command.add_argument("--hide", action="append", default=[], choices=tuple(LANES), help="a lane to leave out")
    command.add_argument("--compare", action="append", default=[], metavar="KEY=VALUE",
                         help="up to three groups of one attribute over each other")
    command.add_argument("--expected", action="store_true", help="draw the distance from what was expected")
    command.add_argument("--width", type=int, default=WIDTH, metavar="PIXELS")
    command.add_argument("--dark", action="store_true", help="SVG in the dark theme; HTML follows the reader's")


def _add_filters(command) -> None:
    command.add_argument("--from", dest="from_day", metavar="DATE")
    command.add_argument("--to", dest="to_day", metavar="DATE")
    command.add_argument("--where", action="append", default=[], metavar="KEY=VALUE",
                         help="channel, stage, touchpoint, behind (a cell of the map) or an attribute; same key: or; behind: and")


def _add_definition(commands) -> None:
    command = _command(commands, "definition", "print the journey definition, or put another in force", _definition)
    command.add_argument("--dataset", metavar="NAME")
    command.add_argument("--set", type=Path, metavar="TOML", help="prepare the dataset anew under this definition")
    command.add_argument("--default", action="store_true", help="print the default, with its comments")


def _load(options) -> None:
    definition = _text(options.definition) if options.definition else None
    settings = LoadOptions(
        tuple(options.map), tuple(options.assume), options.identical, options.split_days, definition, options.preset,
        tuple(options.fixed), tuple(options.event), options.sheet, options.replace, options.pseudonymise,
        is_survey=options.survey, questions=tuple(options.question), drop=tuple(options.drop))
    if options.look or options.save_mapping:
        _look(options, settings)
    if options.look:
        return
    reports: list[LoadReport] = []
    try:
        for path in options.files:
            own = settings if not reports else replace(settings, replace=False)
            _cancellable(lambda step, path=path, own=own: reports.extend(load_tables(options.db, options.dataset, path, own, step)))
    finally:
        _print_reports(reports, options.json)


def _look(options, settings: LoadOptions) -> None:
    """Print what each table is taken for; write the mapping of the first where that was asked."""
    with TemporaryDirectory(prefix="journey-") as folder:
        seen = [one for path in options.files for one in look(options.db, options.dataset, path, settings, Path(folder))]
        current = store.current_generation(options.db, options.dataset)
        definition = wanted_definition(current, settings, parse_assumed(settings.assumed))
        previews = [preview(one, settings, definition) for one in seen] if options.look else []
    if options.save_mapping:
        options.save_mapping.write_text(as_toml(seen[0].plan.recipe), encoding="utf-8")
    if options.look and options.json:
        print(json.dumps([one.as_dict(first) for one, first in zip(seen, previews, strict=True)], indent=2))
    elif options.look:
        print(*(printable(line) for one, first in zip(seen, previews, strict=True) for line in one.lines(first)), sep="\n")


def _cancellable(work: Callable[[Step], object]) -> object:
    """Work in a thread of its own, so that Ctrl-C is heard while the database is busy; shows how far it is."""
    job = Job(work, LOAD_STEPS)
    bar_format = "{l_bar}{bar}| {desc} {elapsed}"
    with tqdm(total=LOAD_STEPS, disable=None, file=sys.stderr, bar_format=bar_format) as bar:
        try:
            while not job.wait(LISTEN_SECONDS):
                _show_progress(bar, job)
        except KeyboardInterrupt:
            job.cancel()
            while not job.wait(LISTEN_SECONDS):
                job.cancel()
            raise
        _show_progress(bar, job)
    return job.result()


def _show_progress(bar: tqdm, job: Job) -> None:
    bar.set_description_str(job.words(), refresh=False)
    bar.update(min(job.done, LOAD_STEPS) - bar.n)
    bar.refresh()


def _print_reports(reports: list[LoadReport], as_json: bool) -> None:
    """What became of the files that were loaded, also where a later one was refused."""
    documents = [report.as_dict() for report in reports]
    if as_json and documents:
        print(json.dumps(documents[0] if len(documents) == 1 else documents, indent=2))
    elif documents:
        print(*(printable(line) for report in reports for line in report.lines()), sep="\n")


def _show(options) -> None:
    by = tuple(key for key in options.by.split(",") if key)
    filters = from_words(options.from_day, options.to_day, options.where)
    metrics = tuple(name for name in options.metric.split(",") if name)
    answer = ask(_generation(options), options.view, filters, by, SHARED if options.shared else ANALYST, metrics,
                 options.top, options.having, parse_place(options.at))
    if options.json:
        print(json.dumps(answer.as_dict(), indent=2))
        return
    table = answer.frame().map(lambda value: printable(value) if isinstance(value, str) else value)
    with pd.option_context("display.width", TABLE_WIDTH, "display.max_columns", None, "display.max_rows", None):
        print("no rows" if table.empty else table.to_string(index=False, na_rep="–", float_format="{:,.4g}".format))
    print(*(f"- {printable(note)}" for note in answer.notes), sep="\n")


def _export(options) -> None:
    filters = from_words(options.from_day, options.to_day, options.where)
    generation = _generation(options)
    card = read_card(options.db, generation.dataset)
    write_map(generation, filters, options.out, unit=generation.unit, title=card.title, hidden=tuple(options.hide),
              comparison=_comparison(generation, options.compare), against_expected=options.expected, width=options.width,
              dark=options.dark)
    print(options.out)


def _comparison(generation: Generation, words: list[str]) -> Comparison | None:
    """The groups of --compare; raises UserError where they are not values of one attribute."""
    if not words:
        return None
    pairs = from_words(None, None, words).where
    if len(pairs) != 1 or pairs[0][0] not in generation.attributes or len(pairs[0][1]) > MOST_COMPARED:
        raise UserError(f"--compare takes up to {MOST_COMPARED} values of one attribute, as --compare plan=a --compare plan=b: "
                        f"there is {', '.join(generation.attributes) or 'no attribute'}.")
    return Comparison(pairs[0][0], pairs[0][1])


def _definition(options) -> None:
    if options.default:
        print(DEFAULT_TOML)
    elif options.set:
        dataset = options.dataset or _only_dataset(options.db)
        before = _generation(options)
        print(f"{dataset} is now at version {redefine(options.db, dataset, _text(options.set))}")
        after = open_generation(store.current_generation(options.db, dataset))
        print(*(f"  {printable(change.sentence())}" for change in changes(before, after)), sep="\n")
    else:
        generation = _generation(options)
        print(_with_unassigned(generation))


def _with_unassigned(generation: Generation) -> str:
    """The definition in force; under [touchpoints] the touchpoints in no stage stand as comments, ready to be used."""
    names = sorted({row["touchpoint"] for row in ask(generation, "friction", from_words(None, None, [])).rows
                    if row["stage"] == UNASSIGNED})
    if not names:
        return generation.definition.toml
    stages = generation.definition.stage_names
    lines = [f"# In no stage yet. Take the # away and write the right stage: {', '.join(stages)}",
             *(f"# {_quoted(name)} = {_quoted(stages[0])}" for name in names)]
    return re.sub(r"^\[touchpoints\].*$", lambda found: "\n".join([found[0], *lines]), generation.definition.toml,
                  count=1, flags=re.MULTILINE)


def _quoted(name: str) -> str:
    """A name as a TOML string that a terminal can show."""
    return printable(json.dumps(name, ensure_ascii=False))


def _serve(options) -> None:
    from journey.ui.serve import serve

    serve(options.db, options.port)


def _datasets(options) -> None:
    found = []
    for name in store.datasets(options.db):
        generation = open_generation(renewed(options.db, name))
        row = ask(generation, "summary", from_words(None, None, [])).rows[0]
        found.append({"dataset": name, "version": generation.number, "events": row["events"],
                      "customers": row["customers"], "last_at": row["last_at"]})
    if options.json:
        print(json.dumps(found, indent=2))
    else:
        print(pd.DataFrame(found).to_string(index=False) if found else "no datasets yet: load a file first")


def _generation(options) -> Generation:
    dataset = options.dataset or _only_dataset(options.db)
    path = renewed(options.db, dataset)
    if path is None:
        raise UserError(f"There is no dataset '{dataset}' in {options.db}: there is "
                        f"{', '.join(store.datasets(options.db)) or 'none yet; load a file first'}.")
    return open_generation(path)


def _only_dataset(db: Path) -> str:
    names = store.datasets(db)
    if len(names) > 1:
        raise UserError(f"There are several datasets: choose one with --dataset {' or --dataset '.join(names)}.")
    if not names:
        raise UserError(f"There is no dataset in {db} yet: load a file with python -m journey load FILE.")
    return names[0]


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise UserError(f"{path} cannot be read ({error.__class__.__name__}): check the name; it must be UTF-8 text.") from None


if __name__ == "__main__":
    sys.exit(main())
