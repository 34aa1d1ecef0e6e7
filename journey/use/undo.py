"""Take the last load back: a new version with the events that were there before it."""

from pathlib import Path

from journey.data import store
from journey.data.generation import Generation, open_generation
from journey.data.prepare import TABLES, prepare
from journey.model.definition import parse_definition
from journey.model.errors import UserError
from journey.use.job import Step

UNDO_STEPS = len(TABLES) + 2


def undo(db: Path, dataset: str, step: Step = lambda name: None) -> tuple[int, str]:
    """Returns the new version's number and the file whose load was taken back.

    Where the load was added to others, its events go and the definition stays. Where it replaced what was there, that comes back
    from the generation before, with its definition; raises UserError where none is kept.
    """
    path = store.current_generation(db, dataset)
    if path is None:
        raise UserError(f"There is no dataset '{dataset}': load a file first.")
    current = open_generation(path)
    is_added = len(current.loads) > 1
    source = current if is_added else _replaced(db, dataset, current)
    file = current.loads[-1]["file"]
    step("taking the last load back")
    with store.new_generation(db, dataset, [], source.path) as draft:
        _copy(draft.connection, source, len(source.loads) - is_added)
        prepare(draft.connection, parse_definition(source.definition.toml), step)
        step("putting it in place")
        return draft.number, file


def _replaced(db: Path, dataset: str, current: Generation) -> Generation:
    """The newest generation whose loads all came before the only one of the current; later ones were taken back already."""
    _, loaded_at = current.load_keys[-1]
    for path in reversed(store.generations(db, dataset)):
        earlier = open_generation(path)
        if earlier.loads and all(at < loaded_at for _, at in earlier.load_keys):
            return earlier
    raise UserError(
        f"Nothing is kept of '{dataset}' from before its only load: delete the dataset if the load was wrong "
        f"(python -m journey datasets delete --dataset {dataset})."
    )


def _copy(connection, source: Generation, loads: int) -> None:
    """The events of the first loads, and the attributes that these brought: numbers are given in their order."""
    last = source.load_numbers[loads - 1]
    names = {name for load in source.loads[:loads] for name in load["attributes"]}
    kept = max((number for name, number in source.attributes.items() if name in names), default=0)
    dropped = [f"a{number}" for number in source.attributes.values() if number > kept]
    columns = f"* exclude ({', '.join(dropped)})" if dropped else "*"
    connection.execute(f"create table events as select {columns} from previous.events where load_no <= $last", {"last": last})
    connection.execute("create table attributes as from previous.attributes where attribute_no <= $kept", {"kept": kept})
    connection.execute("create table loads as from previous.loads where load_no <= $last", {"last": last})
