"""What of a board goes on after it: its notes to the map."""

from journey.workshop.kept import notes_for_map
from tests.workshop.room import LEADER, ask, board, note


def test_notes_go_to_the_map_once_the_room_has_seen_them():
    found = board()
    note(found, "note-1", "buy", cell="lost/buy/Card", text="asks twice")
    note(found, "note-2", "find", text="too loud")
    assert notes_for_map(found) == []
    ask(found, LEADER, "reveal", value=True)
    assert notes_for_map(found) == [("stage/find", "too loud"), ("lost/buy/Card", "asks twice")]
