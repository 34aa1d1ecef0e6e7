"""People of the room: they come in, take a name, watch, say that they are finished, and are sent out."""

from collections.abc import Iterator
from dataclasses import replace

from journey.workshop.board import Board, Write
from journey.workshop.request import Refused, Request, Sender
from journey.workshop.things import Effort, Person, Vote

NAME_LIMIT = 40
MOST_PEOPLE = 100


def join(board: Board, sender: Sender, request: Request) -> Iterator[Write]:
    """`id` is made by the server, not by who comes."""
    id = request.id()
    if len(board.people) >= MOST_PEOPLE:
        raise Refused(f"The room is full: {MOST_PEOPLE} people are in.")
    name = request.text("name", NAME_LIMIT, may_be_empty=True)
    yield board.write(Person, id, Person(name, request.flag("is_watching")))


def rename(board: Board, sender: Sender, request: Request) -> Iterator[Write]:
    person = _own(board, sender)
    name = request.text("name", NAME_LIMIT, may_be_empty=True)
    yield board.write(Person, sender.person, replace(person, name=name))


def finish(board: Board, sender: Sender, request: Request) -> Iterator[Write]:
    person = _own(board, sender)
    yield board.write(Person, sender.person, replace(person, is_finished=request.flag("is_finished")))  # fmt: skip


def remove(board: Board, sender: Sender, request: Request) -> Iterator[Write]:
    """Sent out, and the votes with them; what they wrote stays."""
    id = request.id()
    person = board.get(Person, id)
    if person is None or person.is_removed:
        raise Refused("This person is not in the room any more.")
    yield board.write(Person, id, replace(person, is_removed=True))
    for vote_id, vote in board.all(Vote).items():
        if vote.person == id:
            yield board.write(Vote, vote_id, None)
    for effort_id, effort in board.all(Effort).items():
        if effort.person == id:
            yield board.write(Effort, effort_id, None)


def _own(board: Board, sender: Sender) -> Person:
    person = board.get(Person, sender.person)
    if person is None:
        raise Refused("Only people of the room do this.")
    return person
