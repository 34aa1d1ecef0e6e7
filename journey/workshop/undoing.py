"""Taking a change back: for whoever made it, as long as nobody has changed the same thing since."""

from collections.abc import Iterator

from journey.workshop.board import Board, Write
from journey.workshop.request import Refused, Request, Sender

KINDS = ("note", "group", "belief", "vote", "effort", "impact", "action")


def undo(board: Board, sender: Sender, request: Request) -> Iterator[Write]:
    """`of` is the id of the request whose change it is, which nobody else has been told."""
    change = board.change_of(request.id("of"))
    if change is None or not all(write.kind in KINDS for write in change.writes):
        raise Refused("There is nothing to undo.")
    if not all(board.is_as(write) for write in change.writes):
        raise Refused("Somebody has changed it since, so it cannot be undone.")
    for write in reversed(change.writes):
        yield write.undone
