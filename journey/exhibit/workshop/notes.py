"""The notes of a workshop, stage by stage, with their votes and what is measured where they are linked."""

from journey.exhibit.exhibit import Exhibit, Nothing
from journey.exhibit.grid import Column, Grid, Plain
from journey.exhibit.ref import Ref
from journey.exhibit.source import AnswerSource
from journey.exhibit.workshop.kept import Held, held
from journey.model.words import capital, count, plural
from journey.workshop.board import Board
from journey.workshop.things import Group, Note
from journey.workshop.together import cell_of
from journey.workshop.votes import results

NAME = "Workshop: notes"
COLUMNS = (
    Column("Stage"),
    Column("Touchpoint"),
    Column("Heading"),
    Column("Note"),
    Column("Kind"),
    Column("Author"),
    Column("Votes", True, "count"),
)  # and how many were lost there, in the words of the dataset


def notes(ref: Ref, source: AnswerSource) -> Exhibit | Nothing:
    """Most votes first, then stage by stage as they stand; merged notes follow the one that they were merged into."""
    found = held(ref, source, NAME)
    if isinstance(found, Nothing):
        return found
    if reason := none_shown(found):
        return Nothing(ref, NAME, reason)
    return Exhibit(
        ref,
        "table",
        finding(found),
        found.basis,
        table(found),
        (),
        len(found.board.all(Note)),
        "note",
        "A table of the workshop's notes with their votes.",
    )


def none_shown(found: Held) -> str:
    """Why no note is told; '' where they are."""
    if found.is_hidden:
        return "The notes of this workshop are hidden until who leads it shows them."
    return "" if found.board.all(Note) else "This workshop has no note."


def table(found: Held) -> Grid:
    lost = Column(f"{capital(found.measured.left_words)} there", True, "count")
    values = rows(found)
    words = tuple(tuple(map(_written, row)) for row in values)
    return Grid((*COLUMNS, lost), words, tuple(values))


def rows(found: Held) -> list[tuple[Plain, ...]]:
    """As COLUMNS name them, and how many were lost there; votes are told once the vote is closed, those on headings too."""
    board = found.board
    is_closed = board.settings.are_votes_closed
    votes = {result.target: result.votes for result in results(board)} if is_closed else {}
    placed = [
        (id, note)
        for stage in board.stages
        for id, note in sorted(
            board.all(Note).items(), key=lambda entry: (entry[1].order, entry[0])
        )
        if note.stage == stage and not note.merged_into
    ]
    placed.sort(key=lambda entry: -votes.get(entry[0], 0))
    headings = [
        (group.stage, "", group.heading, "", "heading", "", votes[id], None)
        for id, group in board.all(Group).items()
        if votes.get(id)
    ]
    return headings + [
        _row(found, other, one, votes.get(id, 0) if is_closed and other == id else None)
        for id, note in placed
        for other, one in ((id, note), *_merged(board, id))
    ]


def _merged(board: Board, id: str) -> list[tuple[str, Note]]:
    return [(other, board.all(Note)[other]) for other in board.merged_into(id)]


def _row(found: Held, id: str, note: Note, votes: int | None) -> tuple[Plain, ...]:
    board = found.board
    author, group = board.people.get(note.author), board.get(Group, note.group)
    left = found.measured.impacts.get(cell_of(board, id))
    return (
        note.stage,
        note.touchpoint,
        group.heading if group else "",
        note.text,
        str(note.kind),
        author.name if author else "",
        votes,
        None if left is None else int(left[0]),
    )


def finding(found: Held) -> str:
    """What was voted first, and where that stands among what is measured."""
    ranks, votes = found.together.get("ranks"), found.together.get("votes")
    total = plural(len(found.board.all(Note)), "note")
    if not votes:
        return found.said(total)
    first = found.words(votes[0]["target"])
    rank = next((each for each in ranks or () if each["target"] == votes[0]["target"]), None)
    where = f", measured as number {rank['measured']} of {rank['of']}" if rank else ""
    return f"Voted first: {first} ({plural(votes[0]['votes'], 'vote')}{where})"


def _written(value: Plain) -> str:
    if value is None:
        return "–"
    return count(value) if isinstance(value, int) else str(value)
