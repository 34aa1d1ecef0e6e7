"""Take the last load back: a new version with the events that were there before it."""

from pathlib import Path

from journey.data import journal, store
from journey.data.draft import copy_facts, new_generation
from journey.data.engine import Connection
from journey.data.generation import Generation, newest, open_generation
from journey.data.journal import Entry
from journey.data.origin import ADDED, REPLACED, Origin, write_origin
from journey.data.prepare import TABLES, prepare
from journey.model.errors import UnknownName, UserError
from journey.model.progress import Step

UNDO_STEPS = len(TABLES) + 2


def undo(db: Path, dataset: str, step: Step = lambda name: None) -> tuple[int, str]:
    """Returns the new version's number and the file whose load, or the restore, was taken back.

    Where it was added to others, its events go and the definition stays. Where it replaced what was there, that comes back from
    the version before, with its definition; raises UserError where none is kept.
    """
    current = newest(db, dataset)
    if current is None:
        raise UnknownName("dataset", dataset, remedy="load a file first")
    if not current.loads:
        raise UserError(f"'{dataset}' has no load that could be taken back.")
    before = _before(db, dataset, current)
    is_added = current.origin.kind == ADDED
    file = current.loads[-1]["file"]
    entry = Entry(
        "undo", dataset, file, number=store.next_number(store.dataset_folder(db, dataset))
    )
    with journal.recorded(db, entry, UNDO_STEPS, step) as recording:
        recording.step("taking the last load back")
        with new_generation(db, dataset, [], before.path if before else current.path) as draft:
            copy_facts(draft.connection) if before else _copy_without_last(
                draft.connection, current
            )
            prepare(
                draft.connection,
                (before if before and not is_added else current).definition,
                recording.step,
            )
            write_origin(
                draft.connection, before.origin if before else _origin_without_last(current)
            )
            recording.step("putting it in place")
        return draft.number, file


def _before(db: Path, dataset: str, current: Generation) -> Generation | None:
    """The version from before the last load where it is kept; None where it is not, but the load's events can be left out."""
    kept = {store.generation_number(path): path for path in store.generations(db, dataset)}
    if current.origin.version in kept:
        return open_generation(kept[current.origin.version])
    if current.origin.kind == ADDED and len(current.loads) > 1:
        return None
    raise UserError(
        f"Nothing is kept of '{dataset}' from before its last load: delete the dataset if the load was wrong."
    )


def _copy_without_last(connection: Connection, current: Generation) -> None:
    """The events of the earlier loads, and the attributes that these brought: numbers are given in their order."""
    last = current.load_numbers[-1]
    names = {name for load in current.loads[:-1] for name in load["attributes"]}
    kept = max((number for name, number in current.attributes.items() if name in names), default=0)
    dropped = [f"a{number}" for number in current.attributes.values() if number > kept]
    columns = f"* exclude ({', '.join(dropped)})" if dropped else "*"
    connection.execute(
        f"create table events as select {columns} from previous.events where load_no < $last",
        {"last": last},
    )
    connection.execute(
        "create table attributes as from previous.attributes where attribute_no <= $kept",
        {"kept": kept},
    )
    connection.execute(
        "create table loads as from previous.loads where load_no < $last", {"last": last}
    )


def _origin_without_last(current: Generation) -> Origin:
    return Origin(ADDED if len(current.loads) > 2 else REPLACED, None)
