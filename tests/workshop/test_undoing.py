"""Undo keeps the rules that the board has by now."""

import pytest

from journey.workshop.beliefs import of_room
from journey.workshop.request import Refused
from journey.workshop.things import Group, Note, Vote
from journey.workshop.votes import spent
from tests.workshop.room import ANN, BOB, LEADER, ask, board, note


def noted(*names: str):
    found = board()
    ask(found, LEADER, "reveal", value=True)
    for name in names:
        note(found, name)
    return found


def vote(found, sender, target: str, count: int, request_id: str = "") -> None:
    ask(found, sender, "vote", request_id, target=target, count=count)


def test_votes_that_lie_elsewhere_by_now_do_not_come_back():
    found = noted("note-1", "note-2")
    vote(found, ANN, "note-1", 5)
    vote(found, ANN, "note-1", 0, "taken-back")
    vote(found, ANN, "note-2", 5)
    with pytest.raises(Refused, match="lie elsewhere"):
        ask(found, ANN, "undo", of="taken-back")
    assert spent(found, ANN.person) == 5


def test_a_note_comes_back_with_the_votes_that_its_people_still_have():
    """Ann has given hers to another note meanwhile, Bob has his two still."""
    found = noted("note-1", "note-2")
    vote(found, ANN, "note-1", 5)
    vote(found, BOB, "note-1", 2)
    ask(found, ANN, "note.remove", "removed", id="note-1")
    vote(found, ANN, "note-2", 5)
    ask(found, ANN, "undo", of="removed")
    assert found.get(Note, "note-1")
    assert [(each.person, each.target) for each in found.all(Vote).values()] == [
        (ANN.person, "note-2"),
        (BOB.person, "note-1"),
    ]


def test_votes_of_who_was_sent_out_do_not_come_back():
    found = noted("note-1")
    vote(found, BOB, "note-1", 2)
    ask(found, ANN, "note.remove", "removed", id="note-1")
    ask(found, LEADER, "person.remove", id=BOB.person)
    ask(found, ANN, "undo", of="removed")
    assert found.get(Note, "note-1") and not found.all(Vote)


def test_no_vote_comes_back_to_a_note_that_is_gone():
    found = noted("note-1")
    vote(found, BOB, "note-1", 2)
    vote(found, BOB, "note-1", 0, "taken-back")
    ask(found, ANN, "note.remove", id="note-1")
    with pytest.raises(Refused):
        ask(found, BOB, "undo", of="taken-back")


def test_what_is_closed_is_not_changed_by_undoing():
    found = noted("note-1")
    vote(found, ANN, "note-1", 2, "request-vote")
    ask(found, ANN, "believe", "request-believe", curve=[1] * 12, leaving=[])
    ask(found, LEADER, "close", value=True)
    ask(found, LEADER, "evidence", value=True)
    for of in ("request-vote", "request-believe"):
        with pytest.raises(Refused, match="closed|shown already"):
            ask(found, ANN, "undo", of=of)
    assert spent(found, ANN.person) == 2 and of_room(found).drawn == 1


def test_a_note_that_others_were_merged_with_is_not_taken_back():
    found = noted()
    ask(found, ANN, "note.add", "request-add", id="note-1", text="one", kind="idea", stage="buy", is_named=True)  # fmt: skip
    note(found, "note-2", sender=BOB)
    ask(found, BOB, "note.merge", id="note-2", into="note-1")
    with pytest.raises(Refused, match="changed it since"):
        ask(found, ANN, "undo", of="request-add")


def test_no_two_notes_are_merged_into_each_other():
    found = noted("note-1", "note-2")
    ask(found, ANN, "note.merge", id="note-1", into="note-2")
    ask(found, ANN, "note.part", "request-part", id="note-1")
    ask(found, BOB, "note.merge", id="note-2", into="note-1")
    with pytest.raises(Refused, match="changed it since"):
        ask(found, ANN, "undo", of="request-part")


def test_votes_on_a_note_that_is_taken_back_are_free_again():
    found = noted()
    ask(found, ANN, "note.add", "request-add", id="note-1", text="one", kind="idea", stage="buy", is_named=True)  # fmt: skip
    ask(found, ANN, "group.add", "request-head", id="group-1", heading="h", stage="buy")
    vote(found, BOB, "note-1", 3)
    vote(found, BOB, "group-1", 2)
    for of in ("request-add", "request-head"):
        ask(found, ANN, "undo", of=of)
    assert spent(found, BOB.person) == 0 and not found.all(Group)


def test_undoing_does_not_overfill_the_board(monkeypatch):
    monkeypatch.setattr("journey.workshop.notes.MOST_NOTES", 2)
    found = noted("note-1", "note-2")
    ask(found, ANN, "note.remove", "removed", id="note-1")
    note(found, "note-3")
    with pytest.raises(Refused, match="full"):
        ask(found, ANN, "undo", of="removed")


def test_a_heading_that_took_the_id_of_a_note_meanwhile_keeps_it():
    found = noted("note-1")
    ask(found, ANN, "note.remove", "removed", id="note-1")
    ask(found, ANN, "group.add", id="note-1", heading="x", stage="buy")
    with pytest.raises(Refused, match="changed it since"):
        ask(found, ANN, "undo", of="removed")
