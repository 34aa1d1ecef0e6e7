"""Actions: what was decided, who does it until when, and which figure it is to move."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from journey.workshop.board import Board, Write
from journey.workshop.progress import METRICS, cell
from journey.workshop.request import Refused, Request, Sender
from journey.workshop.things import Action, Note

TITLE_LIMIT, OWNER_LIMIT, PLACE_LIMIT = 160, 60, 200
MOST_ACTIONS, MOST_NOTES = 100, 50
LARGEST = 1e12


def add(board: Board, sender: Sender, request: Request) -> Iterator[Write]:
    id = request.id()
    if board.get(Action, id):
        raise Refused("There is an action with this id.")
    if len(board.all(Action)) >= MOST_ACTIONS:
        raise Refused(f"There are {MOST_ACTIONS} actions already: which of them matter?")
    yield board.write(Action, id, _measured(_action(board, request)))


def edit(board: Board, sender: Sender, request: Request) -> Iterator[Write]:
    id, known = _known(board, request)
    changed = replace(_action(board, request), is_done=known.is_done)
    if cell(changed) == cell(known):
        kept = {
            name: getattr(known, name)
            for name in ("value_then", "unit", "until", "under", "became")
        }
        changed = replace(changed, **kept)
    yield board.write(Action, id, _measured(changed))


def finish(board: Board, sender: Sender, request: Request) -> Iterator[Write]:
    id, known = _known(board, request)
    yield board.write(Action, id, replace(known, is_done=request.flag("is_done")))


def remove(board: Board, sender: Sender, request: Request) -> Iterator[Write]:
    id, _ = _known(board, request)
    yield board.write(Action, id, None)


def _known(board: Board, request: Request) -> tuple[str, Action]:
    id = request.id()
    known = board.get(Action, id)
    if known is None:
        raise Refused("This action is not on the board any more.")
    return id, known


def _action(board: Board, request: Request) -> Action:
    notes = tuple(id for id in request.list_of("notes", MOST_NOTES) if board.get(Note, id))
    action = Action(
        request.text("title", TITLE_LIMIT),
        request.text("owner", OWNER_LIMIT, may_be_empty=True),
        _day(request),
        request.choice("metric", ("", *METRICS)),
        request.choice("stage", ("", *board.stages)),
        request.text("touchpoint", PLACE_LIMIT, may_be_empty=True),
        target=request.number_or_none("target", -LARGEST, LARGEST),
        notes=notes,
    )
    then = board.told.get(str(cell(action)))
    return replace(action, value_then=then.value, unit=then.unit) if then else action


def _measured(action: Action) -> Action:
    """Raises Refused where nobody could say whether the figure has moved."""
    if action.metric and action.value_then is None:
        raise Refused("This figure is not measured there: take another place, or none.")
    return action


def _day(request: Request) -> str:
    written = request.text("due", 10, may_be_empty=True)
    try:
        return date.fromisoformat(written).isoformat() if written else ""
    except ValueError:
        raise Refused("A due date is written as 2026-12-31.") from None
