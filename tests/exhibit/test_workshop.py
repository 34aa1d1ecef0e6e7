"""What a workshop leaves, on a board whose numbers are made here: 40 left at Ad, 20 at Card; three notes, four votes, two actions."""

import pytest

from journey.data import workspace
from journey.data.workspace import LoggedChange
from journey.exhibit.declared import make
from journey.exhibit.exhibit import Exhibit, Nothing
from journey.exhibit.ref import Ref
from journey.exhibit.source import asking
from journey.export.sheets import csv
from journey.model.filters import Filters
from journey.workshop.board import as_json
from tests.logs import build, event
from tests.workshop.room import ANN, BOB, LEADER, ask, note
from tests.workshop.room import board as begun_board
from tests.workshop.test_together import MEASURED

IDS = ("workshop.notes", "workshop.matrix", "workshop.actions")
HOSTILE = '=HYPERLINK("http://x")'


@pytest.fixture(scope="module")
def generation(tmp_path_factory):
    folder = tmp_path_factory.mktemp("held")
    return build(folder, [event("a", "2025-01-01", "Ad", stage="find")])


@pytest.fixture(scope="module")
def source(generation):
    db = generation.path.parents[1]
    found = workspace.begin_workshop(db, "log", "HARE-427", "", 1, MEASURED.as_json())
    board = held_board()
    workspace.log_changes(
        db,
        found.workshop_no,
        [
            LoggedChange(each.number, each.request_id, as_json(each.writes))
            for each in board.changes_after(0)
        ],
    )
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
    """Impacts 40 and 20: the middle is 30; efforts of days and half a year."""
    found = of(source, "workshop.matrix")
    assert found.title == "Quick win: too loud"
    series = found.content.series[0]
    assert found.content.row_words == ("quick win, days", "not now, half a year")
    assert (series.values, series.lows, series.highs) == ((40.0, 20.0), (31.0, 12.0), (50.0, 28.0))


def test_actions_that_are_due_come_first_and_those_of_nobody_are_counted(source):
    found = of(source, "workshop.actions")
    assert found.title == "Why?: 2 actions, 1 of them nobody's"
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
def test_the_latest_stands_for_none_that_is_named(source, id):
    assert of(source, id).title == of(source, id, workshop="1").title


def test_what_is_hidden_in_the_room_is_in_no_file(generation):
    """Neither in the list of notes nor in the name of a dot; once the workshop has ended all is shown."""
    db = generation.path.parents[1]
    found = workspace.begin_workshop(db, "log", "HARE-428", "", 1, MEASURED.as_json())
    board = held_board()
    ask(board, LEADER, "reveal", value=False)
    _kept(db, found.workshop_no, board, 0)
    asked = asking(generation, Filters())
    notes, matrix = (of(asked, id, workshop=str(found.workshop_no)) for id in IDS[:2])
    assert isinstance(notes, Nothing) and "hidden until" in notes.reason
    assert "too loud" not in repr(matrix) and "not shown yet" in matrix.title
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
