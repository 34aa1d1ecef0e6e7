"""What may be asked for, by whom: nothing is open that the table does not name."""

import pytest

from journey.workshop.board import as_json, of_json
from journey.workshop.carry_out import RULES, Who, carry_out, come_in
from journey.workshop.request import Refused, Request, Sender
from journey.workshop.things import Effort, Note, Person, Settings, Vote
from tests.workshop.room import ANN, BOB, LEADER, WANDA, ask, board, ids, note

FIELDS = {
    "rename": {"name": "Anna"},
    "finish": {"is_finished": True},
    "note.add": {"id": "note-new", "text": "x", "kind": "idea", "stage": "buy", "is_named": True},
    "note.edit": {"id": "note-1", "text": "x", "was": "text of note-1", "kind": "idea"},
    "note.move": {"id": "note-1", "stage": "use"},
    "note.merge": {"id": "note-1", "into": "note-2"},
    "note.part": {"id": "note-3"},
    "note.remove": {"id": "note-1"},
    "group.add": {"id": "group-new", "heading": "x", "stage": "buy"},
    "group.edit": {"id": "group-1", "heading": "x", "was": "Paying"},
    "group.move": {"id": "group-1", "stage": "use"},
    "group.remove": {"id": "group-1"},
    "undo": {"of": "request-of-note-2"},
    "believe": {"curve": [0.5] * 12, "leaving": ["buy"]},
    "vote": {"target": "note-1", "count": 1},
    "effort": {"target": "note-1", "value": 2},
    "impact": {"target": "note-1", "value": 7, "reason": "x"},
    "action.add": {"id": "action-new", "title": "x", "metric": "", "stage": "", "notes": []},
    "action.edit": {"id": "action-1", "title": "x", "metric": "", "stage": "", "notes": []},
    "action.finish": {"id": "action-1", "is_done": True},
    "action.remove": {"id": "action-1"},
    "person.remove": {"id": "bob-bob"},
    "step": {"phase": "vote"},
    "title": {"title": "x"},
    "budget": {"budget": 3},
    "evidence": {"value": True},
    "reveal": {"value": True},
    "close": {"value": True},
    "efforts": {"value": True},
    "lock": {"value": True},
    "end": {"value": True},
    "timer": {"ends_at": 0},
}
OPEN = {  # who may what, written here a second time
    "participant": {
        *("rename", "finish", "note.add", "note.edit", "note.move", "note.merge", "note.part"),
        *("note.remove", "group.add", "group.edit", "group.move", "group.remove", "undo"),
        *("believe", "vote", "effort"),
    },
    "watching": {"rename"},
    "leader": {*FIELDS} - {"rename", "finish", "believe", "vote", "effort"},
    "sent out": set(),
    "stranger": set(),
}
SENDERS = {
    "participant": ANN,
    "watching": WANDA,
    "leader": LEADER,
    "sent out": Sender("gone-gone"),
    "stranger": Sender("never-here"),
}


def full():
    found = board()
    for name in ("note-1", "note-2", "note-3"):
        fields = {"text": f"text of {name}", "kind": "idea", "stage": "buy", "is_named": True}
        ask(found, ANN, "note.add", f"request-of-{name}", id=name, **fields)
    ask(found, ANN, "note.merge", id="note-3", into="note-1")
    ask(found, ANN, "group.add", id="group-1", heading="Paying", stage="buy")
    ask(found, LEADER, "action.add", **FIELDS["action.add"] | {"id": "action-1"})
    from tests.workshop.room import take_in

    take_in(found, come_in(found, "gone-gone", Request({"name": "", "is_watching": False})))
    ask(found, LEADER, "person.remove", id="gone-gone")
    return found


def test_every_rule_has_its_row():
    assert {*RULES} - {"join"} == {*FIELDS} and RULES["join"].who is Who.SERVER


@pytest.mark.parametrize("what", FIELDS)
@pytest.mark.parametrize("who", OPEN)
def test_who_may_do_what(who, what):
    found, number = full(), full().number
    if what in OPEN[who]:
        ask(found, SENDERS[who], what, **FIELDS[what])
        assert found.number == number + 1
    else:
        with pytest.raises(Refused):
            carry_out(found, SENDERS[who], what, Request(FIELDS[what]))


def test_a_locked_board_waits_and_who_leads_does_not():
    found = full()
    ask(found, LEADER, "lock", value=True)
    for what in OPEN["participant"] - {"rename", "finish"}:
        with pytest.raises(Refused, match="locked"):
            ask(found, ANN, what, **FIELDS[what])
    ask(found, ANN, "finish", is_finished=True)
    ask(found, LEADER, "note.add", **FIELDS["note.add"] | {"is_named": False})


def test_nobody_comes_into_a_workshop_that_has_ended_or_changes_it():
    found = full()
    ask(found, LEADER, "end", value=True)
    with pytest.raises(Refused, match="ended"):
        come_in(found, "late-late", Request({"name": "", "is_watching": False}))
    with pytest.raises(Refused, match="ended"):
        ask(found, ANN, "vote", target="note-1", count=1)


def test_who_leads_changes_nothing_of_what_has_ended_but_what_is_done():
    found = full()
    ask(found, LEADER, "end", value=True)
    with pytest.raises(Refused, match="ended"):
        ask(found, LEADER, "note.add", **FIELDS["note.add"])
    ask(found, LEADER, "action.finish", id="action-1", is_done=True)
    ask(found, LEADER, "end", value=False)
    ask(found, LEADER, "note.add", **FIELDS["note.add"])


@pytest.mark.parametrize("fields", [{}, {"id": 7}, {"id": "x"}, {"id": "__proto__"}, {"id": "note-1", "stage": "nowhere"}, {"id": "note-1", "stage": ["buy"]}])  # fmt: skip
def test_fields_of_another_form_are_refused(fields):
    with pytest.raises(Refused):
        ask(full(), ANN, "note.move", **fields)


def test_who_is_sent_out_takes_votes_and_judgements_along_and_leaves_the_notes():
    found = board()
    note(found, "note-1", sender=BOB)
    ask(found, BOB, "vote", target="note-1", count=2)
    ask(found, ANN, "vote", target="note-1", count=1)
    ask(found, BOB, "effort", target="note-1", value=4)
    ask(found, LEADER, "person.remove", id=BOB.person)
    assert [vote.person for vote in found.all(Vote).values()] == [ANN.person]
    assert not found.all(Effort) and found.get(Note, "note-1")
    assert BOB.person not in found.people and found.get(Person, BOB.person).is_removed


def test_a_change_is_undone_by_whoever_knows_its_request():
    found = board()
    note(found, "note-1")
    note(found, "note-2")
    ask(found, ANN, "note.move", "request-move", id="note-2", stage="buy", before="note-1")
    assert ids(found, "buy") == ["note-2", "note-1"]
    ask(found, ANN, "undo", of="request-move")
    assert ids(found, "buy") == ["note-1", "note-2"]


def test_what_somebody_has_changed_since_is_not_undone():
    found = board()
    note(found, "note-1")
    ask(found, ANN, "note.move", "request-move", id="note-1", stage="use")
    ask(found, BOB, "note.move", id="note-1", stage="find")
    with pytest.raises(Refused, match="changed it since"):
        ask(found, ANN, "undo", of="request-move")
    assert ids(found, "find") == ["note-1"]


def test_nobody_undoes_what_the_leader_has_set_or_who_came_in():
    found = board()
    ask(found, LEADER, "reveal", "request-reveal", value=True)
    for of in ("request-reveal", "request-none"):
        with pytest.raises(Refused, match="nothing to undo"):
            ask(found, LEADER, "undo", of=of)


def test_the_next_step_begins_with_nobody_finished():
    found = board()
    ask(found, ANN, "finish", is_finished=True)
    ask(found, LEADER, "step", phase="notes")
    assert found.settings.phase == "notes" and not found.people[ANN.person].is_finished


def test_writes_are_the_same_after_the_log():
    found = full()
    for change in found.changes_after(0):
        assert tuple(of_json(as_json(change.writes))) == change.writes


def test_a_log_of_a_later_program_is_read_as_far_as_it_is_known():
    text = (
        '[{"kind": "song", "id": "a", "before": null, "after": {"tune": 1}},'
        ' {"kind": "settings", "id": "all", "before": null, "after": {"title": "T", "mood": 3}}]'
    )
    assert [write.after for write in of_json(text)] == [Settings("T")]


@pytest.mark.parametrize("value", [10**400, -(10**400), float("nan"), float("inf"), True, "1", [1]])  # fmt: skip
def test_what_is_no_number_of_the_curve_is_refused(value):
    """Whole numbers of JSON may be larger than any number of a machine."""
    with pytest.raises(Refused, match="number from -1 to 1"):
        ask(board(), ANN, "believe", curve=[value] + [0] * 11, leaving=[])


def test_a_room_has_room_for_so_many(monkeypatch):
    """Ann, Bob and Wanda are in."""
    monkeypatch.setattr("journey.workshop.people.MOST_PEOPLE", 3)
    found, fields = board(), Request({"name": "", "is_watching": False})
    with pytest.raises(Refused, match="3 people"):
        come_in(found, "late-late", fields)
    ask(found, LEADER, "person.remove", id=BOB.person)
    come_in(found, "late-late", fields)
