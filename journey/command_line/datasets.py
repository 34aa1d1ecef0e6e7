"""datasets: list them, check them, take a load back, delete, back up, restore, erase a customer."""

import json
import sys
from pathlib import Path

import pandas as pd

from journey.command_line.errors import sentence
from journey.command_line.long_work import cancellable
from journey.command_line.words import command, only_dataset
from journey.data import journal, store
from journey.data.ask import ask
from journey.data.views.rows import SUMMARY
from journey.model.errors import BadOption, Setting, UnknownName, UserError
from journey.model.filters import from_words
from journey.model.words import printable
from journey.use.backup import BACKUP_STEPS, back_up
from journey.use.check import check
from journey.use.delete import delete
from journey.use.erase import ERASE_STEPS, erase
from journey.use.load import newest_prepared
from journey.use.recovery import cut_jobs
from journey.use.restore import RESTORE_STEPS, restore
from journey.use.undo import UNDO_STEPS, undo


def add_to(commands) -> None:
    added = command(commands, "datasets", __doc__.partition(": ")[2].rstrip("."), _datasets)
    added.add_argument(
        "what",
        nargs="?",
        choices=tuple(DOING),
        default="list",
        metavar="WHAT",
        help=f"{', '.join(DOING)} (default list): check reads all to the last row, undo undoes the last load",
    )
    added.add_argument(
        "--file", type=Path, metavar="FILE", help="restore: the backup; backup: where to write it"
    )
    added.add_argument(
        "--dataset", metavar="NAME", help="which one; erase: all of them if not given"
    )
    added.add_argument(
        "--customer", default="", metavar="ID", help="erase: the customer's id, to the letter"
    )
    added.add_argument("--json", action="store_true", help="list: as JSON")


def _datasets(options) -> None:
    if options.file and options.what not in ("backup", "restore"):
        raise BadOption("file", f"does not work with 'datasets {options.what}': leave it out.")
    DOING[options.what](options)


def _list(options) -> None:
    """The datasets; to standard error what cannot be read, and what was cut, for the last time."""
    rows, unreadable = [], []
    for name in store.datasets(options.db):
        try:
            generation = newest_prepared(options.db, name)
            if generation is None:
                continue
            row = ask(generation, SUMMARY, from_words(None, None, [])).rows[0]
            rows.append(
                {
                    "dataset": name,
                    "version": generation.number,
                    "events": row["events"],
                    "customers": row["customers"],
                    "last_at": row["last_at"],
                    "changed_by": generation.origin.author,
                }
            )
        except store.DamagedVersion:
            raise
        except UserError as error:
            unreadable.append(sentence(error))
    if options.json:
        print(json.dumps(rows, indent=2))
    else:
        print(
            pd.DataFrame(rows).to_string(index=False)
            if rows
            else "no datasets yet: load a file first"
        )
    cut = cut_jobs(options.db)
    for line in (*unreadable, *(job.sentence for job in cut)):
        print(printable(f"journey: {line}"), file=sys.stderr)
    for job in cut:
        if job.is_ended:
            journal.dismiss(job.path)


def _check(options) -> None:
    """What every version and backup is, read to the last row; exit 1 where one is not what was written."""
    lines, is_whole = check(options.db, [_dataset(options)] if options.dataset else None)
    print(*map(printable, lines), sep="\n")
    if not is_whole:
        raise SystemExit(1)


def _undo(options) -> None:
    dataset = _dataset(options)
    version, file = cancellable(lambda step: undo(options.db, dataset, step), UNDO_STEPS)
    print(printable(f"{dataset}: the load of {file} was undone; now at version {version}"))


def _delete(options) -> None:
    if not options.dataset:
        raise UserError("Which dataset is to be deleted must be said.", Setting("dataset", "NAME"))
    delete(options.db, options.dataset)
    print(f"{options.dataset} is deleted; backups of it are kept")


def _backup(options) -> None:
    dataset = _dataset(options)
    print(cancellable(lambda step: back_up(options.db, dataset, options.file, step), BACKUP_STEPS))


def _restore(options) -> None:
    if not options.file:
        raise UserError("Which backup is to be restored must be said.", Setting("file", "FILE"))
    dataset, version = cancellable(
        lambda step: restore(options.db, options.file, options.dataset, step), RESTORE_STEPS
    )
    print(f"{dataset} is restored; now at version {version}")


def _erase(options) -> None:
    datasets = [_dataset(options)] if options.dataset else None
    erasure = cancellable(
        lambda step: erase(options.db, options.customer, datasets, step), ERASE_STEPS
    )
    print(*map(printable, erasure.sentences()), sep="\n")


def _dataset(options) -> str:
    dataset = options.dataset or only_dataset(options.db)
    if store.current_generation(options.db, dataset) is None:
        raise UnknownName("dataset", dataset, store.datasets(options.db))
    return dataset


DOING = {
    "list": _list,
    "check": _check,
    "undo": _undo,
    "delete": _delete,
    "backup": _backup,
    "restore": _restore,
    "erase": _erase,
}
