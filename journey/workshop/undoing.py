"""Taking a change back: for whoever made it, as long as nobody has changed the same thing since, and by the rules of now."""

from collections import Counter
from collections.abc import Iterator, Mapping

from journey.workshop import notes
from journey.workshop.board import Board, Write
from journey.workshop.request import Refused, Request, Sender
from journey.workshop.things import Group, Note, Thing, Vote

KINDS = ("note", "group", "belief", "vote", "effort", "impact", "action")
SINCE = "Somebody has changed it since, so it cannot be undone."


def undo(board: Board, sender: Sender, request: Request) -> Iterator[Write]:
    """`of` is the id of the request whose change it is, which nobody else has been told."""
    change = board.change_of(request.id("of"))
    if change is None or not all(write.kind in KINDS for write in change.writes):
        raise Refused("There is nothing to undo.")
    if not all(board.is_as(write) for write in change.writes):
        raise Refused(SINCE)
    undone = [write.undone for write in reversed(change.writes)]
    kinds = {write.kind for write in undone}
    if board.settings.are_votes_closed and kinds == {"vote"}:
        raise Refused("The vote is closed.")
    if board.settings.is_evidence_shown and "belief" in kinds:
        raise Refused("The evidence is shown already.")
    standing = _standing_then(board, undone)
    yield from (write for write in undone if write.kind != "vote")
    for write in undone:
        if write.after is None and write.kind == "group":
            yield from notes.let_go(board, write.id)
        elif write.after is None and write.kind == "note":
            yield from notes.votes_taken_back(board, write.id)
    votes = list(_votes(board, undone, standing))
    if kinds == {"vote"} and not votes:
        raise Refused("Your votes lie elsewhere by now, so it cannot be undone.")
    yield from votes


def _standing_then(board: Board, undone: list[Write]) -> set[str]:
    """The ids of notes and headings then; raises Refused where a note would be lost in another that is not there."""
    there: dict[type[Thing], dict[str, Thing]] = {Note: {**board.all(Note)}, Group: {**board.all(Group)}}  # fmt: skip
    for write in undone:
        if write.kind not in ("note", "group"):
            continue
        things = there[Note if write.kind == "note" else Group]
        if write.after is None:
            things.pop(write.id, None)
        else:
            things[write.id] = write.after
    both = there[Note].keys() & there[Group].keys()
    if _lost(there[Note]) - _lost(board.all(Note)) or both - (
        board.all(Note).keys() & board.all(Group).keys()
    ):
        raise Refused(SINCE)
    for kind, most in ((Note, notes.MOST_NOTES), (Group, notes.MOST_GROUPS)):
        if len(there[kind]) > max(most, len(board.all(kind))):
            raise Refused("The board is full by now, so it cannot be undone.")
    return {*there[Note], *there[Group]}


def _lost(things: Mapping[str, Thing]) -> set[str]:
    """Notes that are merged into one that is not there, or merged itself."""
    notes = {id: thing for id, thing in things.items() if isinstance(thing, Note)}
    standing = {id for id, note in notes.items() if not note.merged_into}
    return {
        id for id, note in notes.items() if note.merged_into and note.merged_into not in standing
    }


def _votes(board: Board, undone: list[Write], standing: set[str]) -> Iterator[Write]:
    """Those that come back, as far as their people are here and have not given them elsewhere."""
    changed = {write.id: write for write in undone if write.kind == "vote"}
    given = Counter[str]()
    for id, vote in board.all(Vote).items():
        given[vote.person] += 0 if id in changed else vote.count
    for write in changed.values():
        back = write.after
        if isinstance(back, Vote):
            is_within = given[back.person] + back.count <= board.settings.budget
            if not (is_within and back.person in board.people and back.target in standing):
                continue
            given[back.person] += back.count
        yield write
