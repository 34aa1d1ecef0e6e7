"""What the commands have in common: the data folder, filters, which dataset is meant, text files."""

import argparse
import sys
from pathlib import Path

from journey.data import store
from journey.data.generation import Generation
from journey.model.errors import BadFile, Setting, UnknownName, UserError
from journey.model.filters import Filters, from_words
from journey.model.vocabulary import use_words
from journey.model.words import printable
from journey.use.load import newest_prepared


def command(commands, name: str, sentence: str, run) -> argparse.ArgumentParser:
    command = commands.add_parser(name, help=sentence, description=sentence)
    command.add_argument(
        "--db", type=Path, default=Path("data"), metavar="DIR", help="data folder (default: data/)"
    )
    command.add_argument(
        "--debug", action="store_true", help="print the traceback of an error that nobody expected"
    )
    command.set_defaults(run=run)
    return command


def add_filters(command) -> None:
    command.add_argument("--from", dest="from_day", metavar="DATE")
    command.add_argument("--to", dest="to_day", metavar="DATE")
    command.add_argument(
        "--where",
        action="append",
        default=[],
        metavar="KEY=VALUE",
        help="channel, stage, touchpoint, cohort (the journeys that a figure counts) or an attribute (first.NAME: its first value "
        "in a journey, where it changes there); same key: or; cohort: and",
    )


def filters(options) -> Filters:
    """The filters that were typed; what is called otherwise now is said."""
    notes: list[str] = []
    typed = from_words(options.from_day, options.to_day, options.where, notes)
    tell(notes)
    return typed


def tell(notes: list[str]) -> None:
    """Say each of the notes beside the answer."""
    for note in notes:
        print(printable(f"journey: {note}"), file=sys.stderr)


def generation(options) -> Generation:
    dataset = options.dataset or only_dataset(options.db)
    current = newest_prepared(options.db, dataset)
    if current is None:
        raise UnknownName(
            "dataset",
            dataset,
            names := store.datasets(options.db),
            "" if names else "there is none yet; load a file first",
        )
    use_words(current.wording)
    return current


def only_dataset(db: Path) -> str:
    names = store.datasets(db)
    if len(names) > 1:
        raise UserError(
            "There are several datasets: say which is meant.",
            *(Setting("dataset", name) for name in names),
        )
    if not names:
        raise UserError(
            f"There is no dataset in {db} yet: load a file with python -m journey load FILE."
        )
    return names[0]


def text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise BadFile(
            path, f"cannot be read ({type(error).__name__}): check the name; it must be UTF-8 text."
        ) from None
