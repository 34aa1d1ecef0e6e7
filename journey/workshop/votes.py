"""Votes on notes and headings: each person has a budget, nobody sees the others' until the vote is closed."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from journey.workshop.board import Board, Write
from journey.workshop.request import Refused, Request, Sender
from journey.workshop.things import Group, Note, Vote


@dataclass(frozen=True)
class Result:
    """A note or heading with its votes, and its rank among those that have any: equal votes share the better one."""

    target: str
    votes: int
    rank: int


def vote(board: Board, sender: Sender, request: Request) -> Iterator[Write]:
    """`count` of the sender's votes lie on the note or heading from now on."""
    if board.settings.are_votes_closed:
        raise Refused("The vote is closed.")
    target = target_of(board, request)
    count = request.whole("count", 0, board.settings.budget)
    id = f"{sender.person}/{target}"
    before = board.get(Vote, id)
    given = spent(board, sender.person) - (before.count if before else 0)
    if given + count > board.settings.budget and count > (before.count if before else 0):
        raise Refused(f"You have {board.settings.budget} votes, and {given} of them lie elsewhere.")
    yield board.write(Vote, id, Vote(sender.person, target, count) if count else None)


def spent(board: Board, person: str) -> int:
    """How many votes of a person lie somewhere."""
    return sum(vote.count for vote in board.all(Vote).values() if vote.person == person)


def target_of(board: Board, request: Request) -> str:
    """The note or heading that is asked for, or the note that it was merged into."""
    id = request.id("target")
    note = board.get(Note, id)
    if note and note.merged_into:
        return note.merged_into
    if note is None and board.get(Group, id) is None:
        raise Refused("This is not on the board any more.")
    return id


def results(board: Board) -> list[Result]:
    """What was voted for, most votes first, then by the order of the ids; votes on a merged note count for the one it is in."""
    counted: Counter[str] = Counter()
    for vote in board.all(Vote).values():
        note = board.get(Note, vote.target)
        counted[note.merged_into if note and note.merged_into else vote.target] += vote.count
    ordered = sorted(counted.items(), key=lambda entry: (-entry[1], entry[0]))
    return [
        Result(target, votes, 1 + sum(other > votes for other in counted.values()))
        for target, votes in ordered
    ]
