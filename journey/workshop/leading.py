"""What leads the room: its step, its clock, what is shown, locked, ended."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from journey.workshop.board import SETTINGS, Board, Write
from journey.workshop.request import Refused, Request, Sender, tidied
from journey.workshop.things import Person, Phase, Settings
from journey.workshop.votes import spent

TITLE_LIMIT = 120
LARGEST_BUDGET = 20  # votes a person
FARTHEST = 4_102_444_800  # the year 2100, in seconds since 1970


def begin(board: Board, title: str) -> Iterator[Write]:
    """A new workshop under its question."""
    yield _with(board, title=" ".join(tidied(title).split())[:TITLE_LIMIT])


def step(board: Board, sender: Sender, request: Request) -> Iterator[Write]:
    """To another step; who was finished with the last one is not with the next."""
    yield _with(board, phase=Phase(request.choice("phase", list(Phase))))
    for id, person in board.people.items():
        if person.is_finished:
            yield board.write(Person, id, replace(person, is_finished=False))


def title(board: Board, sender: Sender, request: Request) -> Iterator[Write]:
    yield _with(board, title=request.text("title", TITLE_LIMIT))


def budget(board: Board, sender: Sender, request: Request) -> Iterator[Write]:
    """Not below what somebody has given already: those votes would count beyond it."""
    asked = request.whole("budget", 1, LARGEST_BUDGET)
    most = max((spent(board, person) for person in board.people), default=0)
    if asked < most:
        raise Refused(f"Somebody has given {most} votes already.")
    yield _with(board, budget=asked)


def show_evidence(board: Board, sender: Sender, request: Request) -> Iterator[Write]:
    yield _with(board, is_evidence_shown=request.flag("value"))


def reveal(board: Board, sender: Sender, request: Request) -> Iterator[Write]:
    yield _with(board, is_revealed=request.flag("value"))


def close_votes(board: Board, sender: Sender, request: Request) -> Iterator[Write]:
    yield _with(board, are_votes_closed=request.flag("value"))


def show_efforts(board: Board, sender: Sender, request: Request) -> Iterator[Write]:
    yield _with(board, are_efforts_shown=request.flag("value"))


def lock(board: Board, sender: Sender, request: Request) -> Iterator[Write]:
    yield _with(board, is_locked=request.flag("value"))


def end(board: Board, sender: Sender, request: Request) -> Iterator[Write]:
    """Nobody comes in or changes anything until it is taken up again."""
    yield _with(board, is_ended=request.flag("value"), ends_at=0)


def timer(board: Board, sender: Sender, request: Request) -> Iterator[Write]:
    """Ends at this second; 0 stops it. It warns, and locks nothing."""
    yield _with(board, ends_at=request.whole("ends_at", 0, FARTHEST))


def _with(board: Board, **changes: Any) -> Write:
    return board.write(Settings, SETTINGS, replace(board.settings, **changes))
