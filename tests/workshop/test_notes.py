"""Notes: their order, headings and merging, and that nobody's text is lost."""

import pytest

from journey.workshop.board import Board
from journey.workshop.notes import STEP, TEXT_LIMIT
from journey.workshop.request import Refused
from journey.workshop.things import Group, Note, Vote
from tests.workshop.room import ANN, BOB, LEADER, ask, board, ids, note


def with_notes(*names: str) -> Board:
    found = board()
    for name in names:
        note(found, name)
    ask(found, LEADER, "reveal", value=True)
    return found


def test_a_note_comes_last_in_its_stage():
    found = with_notes("note-1", "note-2")
    assert ids(found, "buy") == ["note-1", "note-2"] and ids(found, "find") == []


def test_a_note_is_moved_before_another_and_to_the_end():
    found = with_notes("note-1", "note-2", "note-3")
    ask(found, BOB, "note.move", id="note-3", stage="buy", before="note-1")
    assert ids(found, "buy") == ["note-3", "note-1", "note-2"]
    ask(found, BOB, "note.move", id="note-3", stage="buy", before="note-2")
    assert ids(found, "buy") == ["note-1", "note-3", "note-2"]
    ask(found, BOB, "note.move", id="note-1", stage="use", before="")
    assert ids(found, "buy") == ["note-3", "note-2"] and ids(found, "use") == ["note-1"]


def test_places_between_never_run_out():
    """A hundred moves into the same gap: its places are halved each time, until they are numbered anew."""
    found = with_notes("note-1", "note-2", "note-3")
    for number in range(100):
        moved, other = ("note-2", "note-3") if number % 2 else ("note-3", "note-2")
        ask(found, ANN, "note.move", id=moved, stage="buy", before=other)
        assert ids(found, "buy") == ["note-1", moved, other]
    orders = [thing.order for _, thing in found.in_order("buy")]
    assert min(after - before for before, after in zip(orders, orders[1:])) > 0
    assert max(orders) < 10 * STEP


def test_of_two_who_change_a_text_the_later_one_is_told_and_nothing_is_overwritten():
    found = with_notes("note-1")
    known = {"id": "note-1", "kind": "pain point", "was": "text of note-1"}
    ask(found, ANN, "note.edit", text="Ann's", **known)
    with pytest.raises(Refused) as refused:
        ask(found, BOB, "note.edit", text="Bob's", **known)
    assert refused.value.current == "Ann's" and found.get(Note, "note-1").text == "Ann's"
    ask(found, BOB, "note.edit", text="Bob's", **known | {"was": "Ann's"})
    assert found.get(Note, "note-1").text == "Bob's"


def test_a_change_of_text_and_a_move_do_not_hinder_each_other():
    found = with_notes("note-1")
    ask(found, BOB, "note.move", id="note-1", stage="use", before="")
    ask(found, ANN, "note.edit", id="note-1", kind="idea", was="text of note-1", text="new")
    assert found.get(Note, "note-1").stage == "use" and found.get(Note, "note-1").text == "new"


def test_merged_notes_stand_under_one_and_can_be_taken_out():
    found = with_notes("note-1", "note-2", "note-3")
    ask(found, ANN, "note.merge", id="note-1", into="note-2")
    ask(found, ANN, "note.merge", id="note-2", into="note-3")
    assert ids(found, "buy") == ["note-3"]
    assert found.merged_into("note-3") == ["note-1", "note-2"]
    ask(found, BOB, "note.part", id="note-1")
    assert ids(found, "buy") == ["note-3", "note-1"]


def test_a_note_is_not_merged_with_itself_nor_with_one_that_is_gone():
    found = with_notes("note-1", "note-2")
    for into in ("note-1", "note-9"):
        with pytest.raises(Refused, match="not on the board"):
            ask(found, ANN, "note.merge", id="note-1", into=into)


def test_a_heading_takes_its_notes_along_and_leaves_them_when_it_goes():
    found = with_notes("note-1", "note-2")
    ask(found, ANN, "group.add", id="group-1", heading="Paying", stage="buy")
    ask(found, ANN, "note.move", id="note-1", stage="buy", before="", group="group-1")
    ask(found, BOB, "group.move", id="group-1", stage="use", before="")
    assert found.get(Note, "note-1").stage == "use" and ids(found, "use") == ["group-1", "note-1"]
    ask(found, BOB, "group.remove", id="group-1")
    assert found.get(Group, "group-1") is None and found.get(Note, "note-1").group == ""


def test_a_note_that_is_removed_takes_its_votes_along():
    found = with_notes("note-1", "note-2")
    for target in ("note-1", "note-2"):
        ask(found, BOB, "vote", target=target, count=2)
    ask(found, ANN, "note.remove", id="note-1")
    assert [vote.target for vote in found.all(Vote).values()] == ["note-2"]


def test_what_does_not_fit_is_refused_with_its_length():
    with pytest.raises(Refused, match=f"That is {TEXT_LIMIT + 1} characters long; {TEXT_LIMIT}"):
        note(board(), "note-1", text="x" * (TEXT_LIMIT + 1))


def test_signs_that_cannot_be_seen_are_taken_out_and_lines_stay():
    found = board()
    note(found, "note-1", text=" a\u202eb\x00\nc \U0001f469\u200d\U0001f4bb ")
    assert found.get(Note, "note-1").text == "ab\nc \U0001f469\u200d\U0001f4bb"


def test_a_note_without_a_name_has_no_author():
    found = board()
    note(found, "note-1", is_named=False)
    note(found, "note-2", is_named=True)
    assert [each.author for each in found.all(Note).values()] == ["", ANN.person]


@pytest.mark.parametrize("is_named", [True, False])
def test_the_text_of_a_hidden_note_is_told_to_nobody_who_asks_to_change_it(is_named):
    found = board()
    note(found, "note-1", text="Ann's secret", is_named=is_named)
    for sender in (BOB, LEADER):
        with pytest.raises(Refused) as refused:
            ask(found, sender, "note.edit", id="note-1", text="x", was="y", kind="idea")
        assert refused.value.current is None


def test_a_hidden_note_is_its_authors_alone():
    found = board()
    note(found, "note-1", sender=ANN)
    note(found, "note-2", sender=BOB)
    for what, fields in (
        ("note.edit", {"id": "note-1", "text": "x", "was": "text of note-1", "kind": "idea"}),
        ("note.merge", {"id": "note-1", "into": "note-2"}),
        ("note.merge", {"id": "note-2", "into": "note-1"}),
        ("note.remove", {"id": "note-1"}),
    ):
        with pytest.raises(Refused, match="not shown yet"):
            ask(found, BOB, what, **fields)
    ask(found, ANN, "note.remove", id="note-1")


def test_headings_have_an_end(monkeypatch):
    monkeypatch.setattr("journey.workshop.notes.MOST_GROUPS", 1)
    found = board()
    ask(found, ANN, "group.add", id="group-1", heading="x", stage="buy")
    with pytest.raises(Refused, match="1 headings"):
        ask(found, ANN, "group.add", id="group-2", heading="x", stage="buy")


def test_no_move_takes_half_a_board_along(monkeypatch):
    """What goes along is told to everybody: one note takes in two others here, and a heading as many."""
    monkeypatch.setattr("journey.workshop.notes.MOST_MERGED", 2)
    monkeypatch.setattr("journey.workshop.notes.MOST_UNDER", 2)
    found = with_notes("note-1", "note-2", "note-3", "note-4")
    ask(found, ANN, "group.add", id="group-1", heading="x", stage="buy")
    for name in ("note-3", "note-4"):
        ask(found, ANN, "note.move", id=name, stage="buy", group="group-1")
    with pytest.raises(Refused, match="2 notes lie under"):
        ask(found, ANN, "note.move", id="note-1", stage="buy", group="group-1")
    ask(found, ANN, "note.move", id="note-3", stage="use", group="group-1")
    ask(found, ANN, "note.merge", id="note-1", into="note-2")
    ask(found, ANN, "note.merge", id="note-3", into="note-2")
    with pytest.raises(Refused, match="takes in 2 others"):
        ask(found, ANN, "note.merge", id="note-2", into="note-4")


def test_no_note_and_heading_have_one_id():
    found = with_notes("note-1")
    with pytest.raises(Refused, match="this id"):
        ask(found, ANN, "group.add", id="note-1", heading="x", stage="buy")
    ask(found, ANN, "group.add", id="group-1", heading="x", stage="buy")
    with pytest.raises(Refused, match="this id"):
        note(found, "group-1")


@pytest.mark.parametrize("text", ["\u3164", "\u200d\u200c", "\u2800 \u115f", "\u202e", "\n \n"])
def test_what_shows_nothing_is_nothing_written(text):
    with pytest.raises(Refused, match="nothing written"):
        note(board(), "note-1", text=text)


def test_no_letter_carries_a_tower_over_the_notes_above():
    found = board()
    note(found, "note-1", text="Z" + "\u0301" * 100)
    assert found.get(Note, "note-1").text == "Z\u0301\u0301"


def test_headings_and_names_are_one_line():
    found = board()
    ask(found, ANN, "group.add", id="group-1", heading="a\n\nb", stage="buy")
    ask(found, ANN, "rename", name="Ann\nBob")
    assert (
        found.get(Group, "group-1").heading == "a b" and found.people[ANN.person].name == "Ann Bob"
    )
