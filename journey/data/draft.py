"""Write a generation: aside, checked by what it holds once it is closed, and only then in force."""

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

import duckdb

from journey.data import checksums, durable, engine, store
from journey.data.checksums import Contents
from journey.data.engine import Connection, DamagedFile
from journey.data.room import NoRoom, room
from journey.model.errors import UserError


@dataclass(frozen=True)
class Draft:
    """A generation being written: its connection, its number, and the one before, attached to it as `previous`."""

    connection: Connection
    number: int
    previous: Path | None


@contextmanager
def new_generation(
    db: Path, dataset: str, readable: list[Path], previous: Path | None = None, input_bytes: int = 0
) -> Iterator[Draft]:
    """Write the dataset's next generation; it takes its place only when the block ends without an error.

    `readable` are the files the block may read; `previous` is the generation to go on from, if not the newest. Before it takes
    its place it is brought to the disk with the error seen, closed, opened again and compared, table by table, with what was
    written; older generations go only after that. One writer at a time. Raises UserError where another is at work, NoRoom
    where the disk is too small: beforehand only where less is free than the generation before, or the input, is large.
    """
    folder = durable.make_folder(store.dataset_folder(durable.make_folder(db), dataset))
    with store.only_writer(folder):
        store.remove_drafts(folder)
        previous = previous or store.current_generation(db, dataset)
        number = store.next_number(folder)
        needed = max(input_bytes, previous.stat().st_size if previous else 0)
        draft = folder / f"draft-{os.getpid()}.duckdb"
        with room(folder, needed), _damage_of(previous):
            try:
                with engine.writer(db, draft, readable, previous) as connection:
                    durable.restrict(draft)
                    yield Draft(connection, number, previous)
                    written = checksums.note(connection)
                    engine.checkpoint(connection)
                    _check_whole(connection, draft, written)
                _put_in_place(draft, folder, number)
            finally:
                store.remove_drafts(folder)
        store.prune(folder)


def copy_facts(connection: Connection) -> None:
    """The facts of the generation attached as `previous`; everything else is prepared anew."""
    for table in ("events", "attributes", "loads"):
        connection.execute(f"create table {table} as from previous.{table}")


def _check_whole(connection: Connection, draft: Path, written: dict[str, Contents]) -> None:
    """Open the file anew and compare; raises NoRoom where it is not what was written, as on a disk that lost pages in silence."""
    try:
        engine.open_again(connection, draft)
        is_noted = checksums.noted(connection) == written
        wrong = checksums.differences(connection) or (
            [] if is_noted else ["the note of its contents is not whole"]
        )
    except duckdb.Error as error:
        wrong = [engine.first_line(error)]
    if wrong:
        raise NoRoom(
            f"What was written into {draft.parent} cannot be read again ({wrong[0]}).",
            "check the disk and the room on it, then try again.",
        )


def _put_in_place(draft: Path, folder: Path, number: int) -> None:
    for path in folder.glob(f"refused-{number:06d}*"):
        durable.restrict(path)
        durable.sync(path)
    durable.put_in_place(draft, folder / f"generation-{number:06d}.duckdb")
    with suppress(OSError):  # the version is in force already
        store.note_latest(folder, number)


@contextmanager
def _damage_of(previous: Path | None) -> Iterator[None]:
    """Say in one sentence where the generation to go on from turns out to be damaged, and set it aside."""
    try:
        yield
    except duckdb.Error as error:
        if previous is None or not engine.is_damage(error):
            raise
        raise store.set_aside(previous) from None
    except DamagedFile as error:
        raise (store.set_aside(previous) if previous else UserError(str(error))) from None
