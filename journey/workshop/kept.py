"""Workshops as they are kept: begun, read with all that was changed, and carried over into a new one."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from urllib.parse import urlencode

from journey.data import workspace
from journey.data.workspace import LoggedChange, Workshop
from journey.model.cells import Cell
from journey.model.filters import Filters, to_link
from journey.workshop import leading
from journey.workshop.board import Board, Change, Write, as_json, of_json
from journey.workshop.code import new_code
from journey.workshop.measured import Measured
from journey.workshop.measured import of_json as measured_of
from journey.workshop.things import Action, Group, Note

BEGIN = "begin"  # the id of the request with which a workshop begins


def begin(
    db: Path,
    dataset: str,
    version: int,
    filters: Filters,
    measured: Measured,
    title: str,
    carried: tuple[Write, ...] = (),
) -> Workshop:
    """Keep a new workshop with what is carried over into it; raises UserError where it cannot be kept."""
    address = urlencode(to_link(filters), doseq=True)
    found = workspace.begin_workshop(db, dataset, new_code(), address, version, measured.as_json())
    writes = (*leading.begin(Board(()), title), *carried)
    workspace.log_changes(db, found.workshop_no, [LoggedChange(1, BEGIN, as_json(writes))])
    return found


def read(db: Path, workshop: Workshop) -> Board:
    """The board of a workshop as its log has it."""
    measured = measured_of(workshop.measured)
    board = Board(tuple(stage.name for stage in measured.stages), measured.told)
    take_in(board, workspace.logged_changes(db, workshop.workshop_no))
    return board


def take_in(board: Board, changes: list[LoggedChange]) -> None:
    """The next changes of the log."""
    for one in changes:
        board.apply(Change(one.change_no, one.request_id, tuple(of_json(one.writes))))


def notes_for_map(board: Board) -> list[tuple[str, str]]:
    """Cell of the map and words of each note that the room has seen, stage by stage; none while notes are hidden."""
    if not board.settings.is_revealed:
        return []
    notes = board.all(Note)
    ordered = sorted(notes, key=lambda id: (board.stages.index(notes[id].stage), notes[id].order))
    return [
        (notes[id].cell or str(Cell("stage", notes[id].stage)), notes[id].text) for id in ordered
    ]


def open_actions(board: Board) -> dict[str, Action]:
    """Those that are not done, by id."""
    return {id: action for id, action in board.all(Action).items() if not action.is_done}


def carried_actions(
    db: Path, dataset: str, became: Callable[[Action], str] = lambda action: ""
) -> Iterator[Write]:
    """The actions of the latest workshop that are done in none, for the next one; the notes that they answer stay behind.

    What they came to is still counted from the workshop that decided them, under its filters; `became` says it.
    """
    found = workspace.workshops(db, dataset)
    boards = [read(db, each) for each in found]
    done = {id for board in boards for id, each in board.all(Action).items() if each.is_done}
    for workshop, board in zip(found[:1], boards):
        until = measured_of(workshop.measured).until
        for id, action in open_actions(board).items():
            if id not in done:
                own = replace(action, until=until, under=workshop.address)
                one = replace(action if action.until else own, notes=())
                yield Write("action", id, None, replace(one, became=became(one)))


def carried_notes(board: Board, stages: tuple[str, ...]) -> Iterator[Write]:
    """Notes and headings for a copy, without names and without those of stages that the new board has not."""
    for id, group in board.all(Group).items():
        if group.stage in stages:
            yield Write("group", id, None, group)
    for id, note in board.all(Note).items():
        if note.stage in stages:
            yield Write("note", id, None, replace(note, author=""))
