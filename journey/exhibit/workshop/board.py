"""The board of a workshop as the room sees it: its notes in columns."""

from journey.exhibit.exhibit import Drawing, Exhibit, Nothing
from journey.exhibit.ref import Ref
from journey.exhibit.source import AnswerSource
from journey.exhibit.workshop.board_drawing import (
    Card,
    CardColumn,
    board_parts,
    board_scene,
    narrowest,
)
from journey.exhibit.workshop.kept import Held, held
from journey.exhibit.workshop.notes import finding, none_shown, table
from journey.model.words import count, plural
from journey.workshop.measured import MeasuredStage
from journey.workshop.things import Group, Note
from journey.workshop.together import cell_of
from journey.workshop.votes import results

NAME = "Workshop: board"


def board(ref: Ref, source: AnswerSource) -> Exhibit | Nothing:
    found = held(ref, source, NAME)
    if isinstance(found, Nothing):
        return found
    if reason := none_shown(found):
        return Nothing(ref, NAME, reason)
    columns = [_column(found, stage) for stage in found.measured.stages]
    least = narrowest(columns)
    notes = len(found.board.all(Note))
    return Exhibit(
        ref,
        "figure",
        finding(found),
        found.basis,
        Drawing(
            lambda width: board_scene(columns, max(width, least)),
            least,
            lambda width, height: board_parts(columns, width, height),
            table(found),
        ),
        (),
        notes,
        "note",
        f"The board of the workshop: {plural(notes, 'note')} in {plural(len(columns), 'stage')}.",
    )


def _column(found: Held, stage: MeasuredStage) -> CardColumn:
    """The headings, each before its notes, and the notes that stand under none."""
    cards = [
        card
        for id, thing in found.board.in_order(stage.name)
        for card in _cards(found, id, thing)
        if isinstance(thing, Group) or not found.board.get(Group, thing.group)
    ]
    left = found.measured.left_words
    lost = f"{plural(stage.left, found.measured.unit)} {left} here" if stage.left else ""
    return CardColumn(stage.name, lost, tuple(cards))


def _cards(found: Held, id: str, thing: Note | Group) -> list[Card]:
    if isinstance(thing, Note):
        return [_card(found, id, thing)]
    under = [
        _card(found, other, note)
        for other, note in found.board.in_order(thing.stage)
        if isinstance(note, Note) and note.group == id
    ]
    return [Card(thing.heading, None, _votes(found, id), ""), *under]


def _card(found: Held, id: str, note: Note) -> Card:
    """With what was merged into it, and what is measured where it is linked."""
    merged = [found.board.all(Note)[other].text for other in found.board.merged_into(id)]
    impact = found.measured.impacts.get(cell_of(found.board, id))
    author = found.board.people.get(note.author)
    small = [
        str(note.kind),
        f"{count(int(impact[0]))} last seen there" if impact and note.touchpoint else "",
        author.name if author else "",
    ]
    words = " / ".join([note.text, *merged])
    return Card(words, note.kind, _votes(found, id), ", ".join(filter(None, small)))


def _votes(found: Held, id: str) -> int:
    """None while the vote is open."""
    if not found.board.settings.are_votes_closed:
        return 0
    return next((each.votes for each in results(found.board) if each.target == id), 0)
