"""Votes within a budget, and their ranks."""

import pytest

from journey.workshop.request import Refused
from journey.workshop.things import Vote
from journey.workshop.votes import results
from tests.workshop.room import ANN, BOB, LEADER, ask, board, note


def voted(*votes):
    found = board()
    for name in ("note-1", "note-2", "note-3", "note-4"):
        note(found, name)
    for sender, target, count in votes:
        ask(found, sender, "vote", target=target, count=count)
    return found


def test_a_budget_is_kept_over_all_notes():
    found = voted((ANN, "note-1", 3), (ANN, "note-2", 2))
    with pytest.raises(Refused, match="You have 5 votes, and 5 of them lie elsewhere"):
        ask(found, ANN, "vote", target="note-3", count=1)
    ask(found, ANN, "vote", target="note-1", count=1)
    ask(found, ANN, "vote", target="note-3", count=2)
    assert sum(vote.count for vote in found.all(Vote).values()) == 5


def test_more_than_the_budget_on_one_note_or_less_than_none_is_refused():
    for count in (6, -1, 1.5, True):
        with pytest.raises(Refused):
            voted((ANN, "note-1", count))


def test_a_closed_vote_takes_no_more():
    found = voted((ANN, "note-1", 1))
    ask(found, LEADER, "close", value=True)
    with pytest.raises(Refused, match="closed"):
        ask(found, BOB, "vote", target="note-1", count=1)


def test_most_votes_come_first_and_equal_ones_share_a_rank():
    """Ann 2, 2 and 1; Bob 1 on the second: 3, 2 and 1; a fourth with one, too."""
    found = voted(
        (ANN, "note-1", 2), (ANN, "note-2", 2), (ANN, "note-3", 1),
        (BOB, "note-2", 1), (BOB, "note-4", 1),
    )  # fmt: skip
    assert [(each.target, each.votes, each.rank) for each in results(found)] == [
        ("note-2", 3, 1),
        ("note-1", 2, 2),
        ("note-3", 1, 3),
        ("note-4", 1, 3),
    ]


def test_votes_of_merged_notes_count_together():
    found = voted((ANN, "note-1", 2), (BOB, "note-2", 1))
    ask(found, ANN, "note.merge", id="note-2", into="note-1")
    assert [(each.target, each.votes) for each in results(found)] == [("note-1", 3)]
    ask(found, BOB, "vote", target="note-2", count=2)
    assert [(each.target, each.votes) for each in results(found)] == [("note-1", 5)]


def test_a_budget_does_not_fall_below_what_somebody_has_given():
    found = voted((ANN, "note-1", 3), (BOB, "note-1", 1))
    with pytest.raises(Refused, match="given 3 votes already"):
        ask(found, LEADER, "budget", budget=2)
    ask(found, LEADER, "budget", budget=3)
    assert found.settings.budget == 3


def test_a_vote_of_none_is_no_vote():
    found = voted((ANN, "note-1", 2), (ANN, "note-1", 0))
    assert not found.all(Vote) and results(found) == []
