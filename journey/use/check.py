"""Is everything that lies in the data folder what was written? Every version and backup is read to its last row."""

from collections.abc import Iterable
from pathlib import Path

from journey.data import checksums, store, workspace
from journey.data.generation import open_generation
from journey.model.errors import UserError
from journey.model.words import plural
from journey.use import archive
from journey.use.backup import backups, unreadable_backups
from journey.use.recovery import cut_jobs


def check(db: Path, datasets: Iterable[str] | None = None) -> tuple[list[str], bool]:
    """A line for each version, backup and the notes, and whether all of them are whole; damaged versions are set aside."""
    names = list(datasets or [*store.datasets(db), *store.lost_datasets(db)])
    lines: list[str] = []
    is_whole = True
    for name in names:
        for path in store.generations(db, name):
            line, is_one_whole = _version(path)
            lines, is_whole = [*lines, line], is_whole and is_one_whole
        damaged = store.damaged(db, name)
        lines += [f"{name}: {path.name} is damaged and left out" for path in damaged]
        is_whole = is_whole and not damaged
    for line, is_one_whole in (*_backups(db, datasets), _notes(db), *_unfinished(db)):
        lines, is_whole = [*lines, line], is_whole and is_one_whole
    return lines, is_whole


def _version(path: Path) -> tuple[str, bool]:
    name = f"{path.parent.name}: version {store.generation_number(path)}"
    try:
        generation = open_generation(path)
        wrong = generation.differences()
        tables, rows = generation.rows(
            f"select count(*), sum(row_count) from {checksums.TABLE}"
            if generation.is_noted
            else "select 0, 0"
        )[0]
    except UserError as error:
        return f"{name} is damaged: {error}", False
    if wrong:
        store.set_aside(path)
        return f"{name} is damaged and left out: {'; '.join(wrong)}", False
    if not tables:
        return (
            f"{name} can be read to its end; an earlier version of this program wrote it, without checksums",
            True,
        )
    return f"{name} is whole: {plural(tables, 'table')} with {plural(rows, 'row')}", True


def _backups(db: Path, datasets: Iterable[str] | None) -> list[tuple[str, bool]]:
    lines = []
    for backup in backups(db):
        if datasets is None or backup.dataset in datasets:
            try:
                archive.check(backup.path)
                lines.append(
                    (
                        f"backup {backup.path.name} is whole: {plural(backup.events, 'event')} of {backup.dataset}",
                        True,
                    )
                )
            except UserError as error:
                lines.append((f"backup {backup.path.name} is damaged: {error}", False))
    return lines + [
        (f"backup {path.name} cannot be read", False) for path in unreadable_backups(db)
    ]


def _unfinished(db: Path) -> list[tuple[str, bool]]:
    return [(job.sentence, False) for job in cut_jobs(db) if not job.is_ended]


def _notes(db: Path) -> tuple[str, bool]:
    try:
        workspace.require(db, "they were not checked")
    except UserError as error:
        return str(error), False
    return workspace.damage_sentence(
        db
    ) or "notes and details of maps are whole", workspace.damage_sentence(db) is None
