"""What of a board goes on after it: its notes to the map, its open actions into the next workshop."""

from dataclasses import replace

from journey.data import workspace
from journey.data.workspace import LoggedChange
from journey.model.filters import Filters
from journey.workshop.board import as_json
from journey.workshop.kept import begin, carried_actions, notes_for_map, read
from journey.workshop.things import Action
from tests.server.participants import MEASURED
from tests.workshop.room import LEADER, ask, board, note

BUYERS = Filters.of(where={"segment": ("business",)})


def test_notes_go_to_the_map_once_the_room_has_seen_them():
    found = board()
    note(found, "note-1", "buy", cell="lost/buy/Card", text="asks twice")
    note(found, "note-2", "find", text="too loud")
    assert notes_for_map(found) == []
    ask(found, LEADER, "reveal", value=True)
    assert notes_for_map(found) == [("stage/find", "too loud"), ("lost/buy/Card", "asks twice")]


def held(db, until: int, filters: Filters):
    """The next workshop, with what is carried over into it."""
    measured = replace(MEASURED, until=until)
    carried = tuple(carried_actions(db, "shop"))
    return begin(db, "shop", 1, filters, measured, f"until {until}", carried)


def decide(db, workshop, id: str, **more) -> None:
    found = read(db, workshop)
    before, after = found.get(Action, id), Action(**{"title": f"do {id}"} | more)
    found_change = [replace(found.write(Action, id, after), before=before)]
    workspace.log_changes(
        db,
        workshop.workshop_no,
        [LoggedChange(found.number + 1, f"request-{found.number}", as_json(found_change))],
    )


def actions(db, workshop) -> dict[str, Action]:
    return read(db, workshop).all(Action)


def test_an_action_counts_from_the_workshop_that_decided_it_under_its_filters(tmp_path):
    decide(tmp_path, held(tmp_path, 1000, BUYERS), "action-1", value_then=41.0, unit="%")
    second = held(tmp_path, 2000, Filters())
    decide(tmp_path, second, "action-2")
    found = actions(tmp_path, held(tmp_path, 3000, Filters()))
    assert [(each.until, each.under) for each in found.values()] == [
        (1000, "where.segment=business"),
        (2000, ""),
    ]
    assert (found["action-1"].value_then, found["action-1"].unit) == (41.0, "%")


def test_what_is_done_in_one_workshop_does_not_come_back_from_another(tmp_path):
    first = held(tmp_path, 1000, Filters())
    decide(tmp_path, first, "action-1")
    held(tmp_path, 2000, Filters())
    decide(tmp_path, first, "action-1", is_done=True)
    assert actions(tmp_path, held(tmp_path, 3000, Filters())) == {}
