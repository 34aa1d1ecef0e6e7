"""What is hidden does not leave the server."""

import json

from journey.workshop import sight
from journey.workshop.sight import Viewer
from tests.workshop.room import ANN, BOB, LEADER, ask, board, note

LEAD, STAGE = Viewer(leads=True), Viewer()


def secret():
    found = board()
    note(found, "note-1", sender=ANN, text="Ann's secret")
    note(found, "note-2", sender=BOB, text="Bob's secret", is_named=False)
    ask(found, ANN, "vote", target="note-1", count=2)
    ask(found, ANN, "effort", target="note-1", value=3)
    ask(found, ANN, "believe", curve=[0.5] * 12, leaving=[])
    return found


def test_until_the_notes_are_shown_each_sees_their_own_alone():
    found = secret()
    for viewer in (LEAD, STAGE, Viewer(BOB.person), Viewer("stranger")):
        told = json.dumps(sight.whole(found, viewer))
        assert "secret" not in told
        assert sight.whole(found, viewer)["note"]["note-1"] == {"stage": "buy", "order": 1.0, "is_hidden": True}  # fmt: skip
    own = sight.whole(found, Viewer(ANN.person))["note"]
    assert own["note-1"]["text"] == "Ann's secret" and "text" not in own["note-2"]


def test_shown_notes_are_seen_by_all():
    found = secret()
    ask(found, LEADER, "reveal", value=True)
    for viewer in (LEAD, STAGE, Viewer(BOB.person)):
        texts = [note["text"] for note in sight.whole(found, viewer)["note"].values()]
        assert texts == ["Ann's secret", "Bob's secret"]


def test_votes_efforts_and_beliefs_are_told_to_their_own_alone():
    found = secret()
    for name in ("vote", "effort", "belief"):
        assert len(sight.whole(found, Viewer(ANN.person))[name]) == 1
        for viewer in (LEAD, STAGE, Viewer(BOB.person)):
            assert sight.whole(found, viewer)[name] == {}


def test_a_part_tells_what_has_changed_and_what_is_gone():
    found = secret()
    ask(found, LEADER, "reveal", value=True)
    before = found.number
    ask(found, ANN, "note.remove", id="note-1")
    part = sight.part(found, Viewer(ANN.person), sight.touched(found, before))
    assert part == {"note": {"note-1": None}, "vote": {f"{ANN.person}/note-1": None}}


def test_a_part_does_not_tell_who_has_voted_and_judged_and_drawn():
    """Nor on what: the id of a vote holds both."""
    found = secret()
    for viewer in (LEAD, STAGE, Viewer(BOB.person)):
        told = sight.part(found, viewer, sight.touched(found, 5))
        assert told == {}
    own = sight.part(found, Viewer(ANN.person), sight.touched(found, 5))
    assert sorted(own) == ["belief", "effort", "vote"]


def test_whoever_was_sent_out_is_seen_by_nobody():
    found = secret()
    ask(found, LEADER, "person.remove", id=BOB.person)
    assert BOB.person not in sight.whole(found, LEAD)["person"]
