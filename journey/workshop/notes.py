"""Notes on the board: written, changed, moved, put under a heading, merged, linked to a cell of the map, removed."""

from collections.abc import Iterator
from dataclasses import replace

from journey.model.cells import parse_cell
from journey.workshop import sight
from journey.workshop.board import Board, Write
from journey.workshop.request import Refused, Request, Sender
from journey.workshop.sight import Viewer
from journey.workshop.things import Group, Note, NoteKind, Vote

TEXT_LIMIT, HEADING_LIMIT, NAME_LIMIT = (
    280,
    80,
    200,
)  # characters; the last of a touchpoint or a cell
MOST_NOTES, MOST_GROUPS = 600, 100
MOST_MERGED, MOST_UNDER = (
    30,
    100,
)  # notes in one, and under a heading: each goes along in every move
STEP = 1.0  # between two places
CLOSEST = 1e-6  # two places, before their stage is numbered anew


def add(board: Board, sender: Sender, request: Request) -> Iterator[Write]:
    """`is_named`: its author is shown."""
    id = request.id()
    _is_new(board, id)
    if len(board.all(Note)) >= MOST_NOTES:
        raise Refused(f"The board is full: it has {MOST_NOTES} notes.")
    stage = request.choice("stage", board.stages)
    note = Note(
        request.text("text", TEXT_LIMIT, has_lines=True),
        NoteKind(request.choice("kind", list(NoteKind))),
        stage,
        _last(board, stage),
        request.text("touchpoint", NAME_LIMIT, may_be_empty=True),
        _cell(request),
        sender.person if request.flag("is_named") else "",
    )
    yield board.write(Note, id, note)


def edit(board: Board, sender: Sender, request: Request) -> Iterator[Write]:
    """`was` is the text that the change began from: where somebody has changed it since, nothing is overwritten."""
    id, note = known(board, request)
    _see(board, sender, note)
    text, was = (
        request.text("text", TEXT_LIMIT, has_lines=True),
        request.text("was", TEXT_LIMIT, has_lines=True),
    )
    if note.text not in (was, text):
        now = None if _is_hidden(board, sender, note) else note.text
        raise Refused("Somebody else changed this note meanwhile. Nothing of yours is lost.", now)
    kind = NoteKind(request.choice("kind", list(NoteKind)))
    touchpoint = request.text("touchpoint", NAME_LIMIT, may_be_empty=True)
    yield board.write(
        Note, id, replace(note, text=text, kind=kind, touchpoint=touchpoint, cell=_cell(request))
    )


def move(board: Board, sender: Sender, request: Request) -> Iterator[Write]:
    """To a stage, before another note or group of it or, without one, to its end; out of a heading, or into `group`."""
    id, note = known(board, request)
    stage = request.choice("stage", board.stages)
    group = request.id_or_none("group")
    if group and not board.get(Group, group):
        raise Refused("This heading is not on the board any more.")
    if group and group != note.group and _under(board, group) >= MOST_UNDER:
        raise Refused(f"{MOST_UNDER} notes lie under this heading: begin another.")
    before = request.id_or_none("before")
    order, others = _place(board, stage, before, id)
    yield from others
    yield board.write(Note, id, replace(note, stage=stage, order=order, group=group))


def merge(board: Board, sender: Sender, request: Request) -> Iterator[Write]:
    """Into another note, under which its text still stands; what was merged into it goes along."""
    id, note = known(board, request)
    _see(board, sender, note)
    into = request.id("into")
    target = board.get(Note, into)
    if target is None or target.merged_into or into == id:
        raise Refused("The note to merge with is not on the board any more.")
    _see(board, sender, target)
    coming, there = (id, *board.merged_into(id)), board.merged_into(into)
    if len(coming) + len(there) > MOST_MERGED:
        raise Refused(f"A note takes in {MOST_MERGED} others: put them under a heading.")
    for other in coming:
        merged = board.get(Note, other)
        assert merged
        yield board.write(Note, other, replace(merged, merged_into=into, stage=target.stage))


def part(board: Board, sender: Sender, request: Request) -> Iterator[Write]:
    """A note that was merged stands on its own again."""
    id = request.id()
    note = board.get(Note, id)
    if note is None or not note.merged_into:
        raise Refused("This note is not merged with another.")
    yield board.write(Note, id, replace(note, merged_into="", order=_last(board, note.stage)))


def remove(board: Board, sender: Sender, request: Request) -> Iterator[Write]:
    """With what was merged into it, and the votes on it."""
    id, note = known(board, request)
    _see(board, sender, note)
    for gone in (id, *board.merged_into(id)):
        yield board.write(Note, gone, None)
    yield from votes_taken_back(board, id)


def add_group(board: Board, sender: Sender, request: Request) -> Iterator[Write]:
    id = request.id()
    _is_new(board, id)
    if len(board.all(Group)) >= MOST_GROUPS:
        raise Refused(f"The board is full: it has {MOST_GROUPS} headings.")
    stage = request.choice("stage", board.stages)
    yield board.write(
        Group, id, Group(request.text("heading", HEADING_LIMIT), stage, _last(board, stage))
    )


def edit_group(board: Board, sender: Sender, request: Request) -> Iterator[Write]:
    id, group = _known_group(board, request)
    heading, was = request.text("heading", HEADING_LIMIT), request.text("was", HEADING_LIMIT)
    if group.heading not in (was, heading):
        raise Refused("Somebody else changed this heading meanwhile.", group.heading)
    yield board.write(Group, id, replace(group, heading=heading))


def move_group(board: Board, sender: Sender, request: Request) -> Iterator[Write]:
    """With its notes."""
    id, group = _known_group(board, request)
    stage = request.choice("stage", board.stages)
    order, others = _place(board, stage, request.id_or_none("before"), id)
    yield from others
    yield board.write(Group, id, replace(group, stage=stage, order=order))
    for other, note in board.all(Note).items():
        if note.group == id and note.stage != stage:
            yield board.write(Note, other, replace(note, stage=stage))


def remove_group(board: Board, sender: Sender, request: Request) -> Iterator[Write]:
    """Its notes stay."""
    id, _ = _known_group(board, request)
    yield board.write(Group, id, None)
    yield from let_go(board, id)


def let_go(board: Board, group: str) -> Iterator[Write]:
    """What lies under a heading that goes, and the votes on it."""
    for other, note in board.all(Note).items():
        if note.group == group:
            yield board.write(Note, other, replace(note, group=""))
    yield from votes_taken_back(board, group)


def known(board: Board, request: Request) -> tuple[str, Note]:
    """The note that is asked for; raises Refused where it is not on the board any more, or merged into another."""
    id = request.id()
    note = board.get(Note, id)
    if note is None:
        raise Refused("This note is not on the board any more.")
    if note.merged_into:
        raise Refused("This note was merged with another meanwhile.")
    return id, note


def _see(board: Board, sender: Sender, note: Note) -> None:
    """What is hidden is its author's, and the leader's to take away; of one without a name nobody here knows whose it is."""
    if note.author and not sender.leads and _is_hidden(board, sender, note):
        raise Refused("This note is not shown yet.")


def _is_hidden(board: Board, sender: Sender, note: Note) -> bool:
    return sight.is_hidden(board, Viewer(sender.person, sender.leads), note)


def _is_new(board: Board, id: str) -> None:
    """Votes name notes and headings by their ids alone."""
    if board.get(Note, id) or board.get(Group, id):
        raise Refused("There is a note or heading with this id.")


def _known_group(board: Board, request: Request) -> tuple[str, Group]:
    id = request.id()
    group = board.get(Group, id)
    if group is None:
        raise Refused("This heading is not on the board any more.")
    return id, group


def _cell(request: Request) -> str:
    """A cell of the map, or none."""
    name = request.text("cell", NAME_LIMIT * 3, may_be_empty=True)
    return str(parse_cell(name)) if name else ""


def _last(board: Board, stage: str) -> float:
    placed = board.in_order(stage)
    return placed[-1][1].order + STEP if placed else STEP


def _place(board: Board, stage: str, before: str, moved: str) -> tuple[float, list[Write]]:
    """The order of what is moved there, and what else has to be numbered anew."""
    placed = [(id, thing) for id, thing in board.in_order(stage) if id != moved]
    ids = [id for id, _ in placed]
    index = ids.index(before) if before in ids else len(ids)
    orders = [thing.order for _, thing in placed]
    low = orders[index - 1] if index else orders[0] - 2 * STEP if orders else 0.0
    high = orders[index] if index < len(orders) else low + 2 * STEP
    if high - low > CLOSEST:
        return (low + high) / 2, []
    numbered = [
        board.write(type(thing), id, replace(thing, order=STEP * (number + 1 + (number >= index))))
        for number, (id, thing) in enumerate(placed)
    ]
    return STEP * (index + 1), numbered


def _under(board: Board, group: str) -> int:
    return sum(note.group == group for note in board.all(Note).values())


def votes_taken_back(board: Board, target: str) -> Iterator[Write]:
    for id, vote in board.all(Vote).items():
        if vote.target == target:
            yield board.write(Vote, id, None)
