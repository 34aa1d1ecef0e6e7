"""What a workshop leaves, on a board whose numbers are made here: 40 left at Ad, 20 at Card; three notes, four votes, two actions."""

import pytest

from journey.data import workspace
from journey.data.workspace import LoggedChange
from journey.exhibit.declared import make
from journey.exhibit.exhibit import Exhibit, Nothing
from journey.exhibit.ref import Ref
from journey.exhibit.source import asking
from journey.exhibit.workshop.board_drawing import Card, CardColumn, board_parts
from journey.export.sheets import csv
from journey.export.table import table_of
from journey.model.filters import Filters
from journey.workshop.board import as_json
from journey.workshop.things import NoteKind
from tests.logs import build, event
from tests.workshop.room import ANN, BOB, LEADER, ask, note
from tests.workshop.room import board as begun_board
from tests.workshop.test_together import MEASURED

IDS = ("workshop.notes", "workshop.matrix", "workshop.actions", "workshop.board")
HOSTILE = '=HYPERLINK("http://x")'


@pytest.fixture(scope="module")
def generation(tmp_path_factory):
    folder = tmp_path_factory.mktemp("held")
    return build(folder, [event("a", "2025-01-01", "Ad", stage="find")])


@pytest.fixture(scope="module")
def workshop(generation):
    """The one that stays; its number depends on which tests have begun others before, in the same worker."""
    return workspace.begin_workshop(
        generation.path.parents[1], "log", "HARE-427", "", 1, MEASURED.as_json()
    )


@pytest.fixture(scope="module")
def source(generation, workshop):
    db = generation.path.parents[1]
    board = held_board()
    _kept(db, workshop.workshop_no, board, 0)
    return asking(generation, Filters())


def held_board():
    board = begun_board()
    ask(board, LEADER, "title", title="Why?")
    note(board, "note-1", "find", cell="lost/find/Ad", text="too loud")
    note(board, "note-2", "buy", BOB, cell="lost/buy/Card", text=HOSTILE, is_named=False)
    note(board, "note-3", "buy", text="the same")
    ask(board, ANN, "note.merge", id="note-3", into="note-2")
    ask(board, ANN, "vote", target="note-2", count=3)
    ask(board, BOB, "vote", target="note-1", count=1)
    ask(board, ANN, "effort", target="note-1", value=1)
    ask(board, ANN, "effort", target="note-2", value=4)
    for switch in ("reveal", "close", "efforts"):
        ask(board, LEADER, switch, value=True)
    fields = {"metric": "", "stage": "", "notes": []}
    ask(board, LEADER, "action.add", id="action-1", title="Ask once", owner="Mia", due="2026-12-31", **fields)  # fmt: skip
    ask(board, LEADER, "action.add", id="action-2", title="Whisper", **fields)
    return board


def of(source, id: str, **options: str) -> Exhibit | Nothing:
    return make(Ref.of(id, Filters(), **options), source)


def test_notes_come_by_votes_with_what_was_merged_below(source):
    found = of(source, "workshop.notes")
    assert found.title == f"Voted first: {HOSTILE} (3 votes, measured as number 2 of 2)"
    assert [row[3:] for row in found.content.values] == [
        (HOSTILE, "pain point", "", 3, 20),
        ("the same", "pain point", "Ann", None, None),
        ("too loud", "pain point", "Ann", 1, 40),
    ]
    assert f"'{HOSTILE}".replace('"', '""') in csv(found).decode("utf-8-sig")


def test_quick_wins_come_first_in_the_matrix(source):
    """Touchpoints lost 40 and 20: large is 30; efforts of days and half a year."""
    found = of(source, "workshop.matrix")
    assert found.title == "Quick win: too loud"
    assert [row[:-1] for row in table_of(found).values] == [
        ("quick win", "too loud", 40.0, 31.0, 50.0, "", "days"),
        ("not now", HOSTILE, 20.0, 12.0, 28.0, "", "half a year"),
    ]
    drawn = texts(found)
    assert drawn.index("Quick wins") < drawn.index("too loud (40, 31 to 50)")
    assert f"{HOSTILE} (20, 12 to 28)" in drawn and "↑ journeys that left there" in drawn


def texts(found: Exhibit) -> list[str]:
    scene = found.content.scene(max(1180.0, found.content.narrowest))
    return [shape.text for shape in scene.shapes if shape.text]


def test_the_board_has_a_column_a_stage_with_its_cards_and_votes(source):
    found = of(source, "workshop.board")
    assert found.title == f"Voted first: {HOSTILE} (3 votes, measured as number 2 of 2)"
    drawn = texts(found)
    assert [each for each in drawn if each in ("Find", "Buy", "Use")] == ["Find", "Buy", "Use"]
    assert "40 journeys left here" in drawn and "●●●" in drawn and "too loud" in drawn
    assert drawn.index("Buy") < drawn.index(f"{HOSTILE} / the same") < drawn.index("Use")
    assert table_of(found) == of(source, "workshop.notes").content


def test_a_note_under_a_heading_stands_there_alone_and_who_was_sent_out_is_named_nowhere(
    generation,
):
    db = generation.path.parents[1]
    found = workspace.begin_workshop(db, "log", "HARE-429", "", 1, MEASURED.as_json())
    board = held_board()
    ask(board, LEADER, "group.add", id="group-1", heading="Noise", stage="find")
    ask(board, LEADER, "note.move", id="note-1", stage="find", before="", group="group-1")
    ask(board, LEADER, "person.remove", id=ANN.person)
    _kept(db, found.workshop_no, board, 0)
    asked, number = asking(generation, Filters()), str(found.workshop_no)
    drawn = texts(of(asked, "workshop.board", workshop=number))
    assert drawn.index("Noise") < drawn.index("too loud") and drawn.count("too loud") == 1
    notes = of(asked, "workshop.notes", workshop=number)
    assert "Ann" not in repr(notes.content.values) + " ".join(drawn)
    workspace.delete_workshop(db, found.workshop_no)


def test_a_long_board_goes_over_several_slides_and_loses_no_card():
    cards = tuple(Card(f"note {number}", NoteKind.IDEA, 0, "") for number in range(60))
    parts = board_parts([CardColumn("buy", "", cards), CardColumn("use", "", cards[:2])], 900, 400)
    told = [shape.text for part in parts for shape in part.scene.shapes if "note" in shape.text]
    assert len(parts) > 1 and sorted(told) == sorted([card.words for card in (*cards, *cards[:2])])
    height = max(part.scene.height for part in parts)
    assert height <= parts[0].scene.width * 400 / 900 + 1


def test_actions_that_are_due_come_first_and_those_of_nobody_are_counted(source):
    found = of(source, "workshop.actions")
    assert found.title == "Why? 2 actions, 1 of them nobody's"
    assert [row[:3] for row in found.content.words] == [
        ("Ask once", "Mia", "2026-12-31"),
        ("Whisper", "", ""),
    ]


@pytest.mark.parametrize("id", IDS)
def test_a_workshop_that_there_is_not_is_said(source, id):
    for number in ("99", "x"):
        found = of(source, id, workshop=number)
        assert isinstance(found, Nothing) and found.reason.startswith("No workshop")


@pytest.mark.parametrize("id", IDS)
def test_the_latest_stands_for_none_that_is_named(source, workshop, id):
    named = of(source, id, workshop=str(workshop.workshop_no))
    assert of(source, id).title == named.title and not isinstance(named, Nothing)


def test_what_is_hidden_in_the_room_is_in_no_file(generation):
    """Neither in the list of notes nor in the name of a dot; once the workshop has ended all is shown."""
    db = generation.path.parents[1]
    found = workspace.begin_workshop(db, "log", "HARE-428", "", 1, MEASURED.as_json())
    board = held_board()
    ask(board, LEADER, "reveal", value=False)
    _kept(db, found.workshop_no, board, 0)
    asked = asking(generation, Filters())
    notes, matrix, _, board_shown = (of(asked, id, workshop=str(found.workshop_no)) for id in IDS)
    assert isinstance(notes, Nothing) and "hidden until" in notes.reason
    assert isinstance(board_shown, Nothing) and board_shown.reason == notes.reason
    assert "too loud" not in texts(matrix) + [matrix.title] and "not shown yet" in matrix.title
    before = board.number
    ask(board, LEADER, "end", value=True)
    _kept(db, found.workshop_no, board, before)
    assert "too loud" in repr(
        of(asking(generation, Filters()), IDS[0], workshop=str(found.workshop_no))
    )
    workspace.delete_workshop(db, found.workshop_no)


def _kept(db, number: int, board, after: int) -> None:
    changes = board.changes_after(after)
    workspace.log_changes(
        db,
        number,
        [LoggedChange(each.number, each.request_id, as_json(each.writes)) for each in changes],
    )
