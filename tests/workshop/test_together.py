"""What the room sees together, worked out by hand on three stages."""

import pytest

from journey.workshop.beliefs import RoomBelief
from journey.workshop.measured import Measured, MeasuredStage, MeasuredTouchpoint, of_json
from journey.workshop.request import Refused
from journey.workshop.together import believed, together
from journey.workshop.weighing import Corner
from tests.workshop.room import ANN, BOB, LEADER, ask, board, note


def touchpoint(name, valence=None, left=None, low=None, high=None):
    return MeasuredTouchpoint(name, 100, valence, 50 if valence is not None else 0, left, low, high, None)  # fmt: skip


MEASURED = Measured(
    "journey",
    "all journeys",
    (
        MeasuredStage("find", 100, 40, 31.0, 50.0, (touchpoint("Ad", 0.4, 40, 31.0, 50.0), touchpoint("Flyer"))),
        MeasuredStage("buy", 60, 20, 12.0, 28.0, (touchpoint("Basket", -0.2), touchpoint("Card", -0.6, 20, 12.0, 28.0))),
        MeasuredStage("use", 40, None, None, None, (touchpoint("Parcel", 0.2),)),
    ),
)  # fmt: skip
LEVEL = [0.5] * 4, [0.0] * 4, [-0.5] * 4  # what somebody believes of each stage


def curve(*stages):
    return [value for stage in stages for value in stage]


def seen(found):
    return together(found, MEASURED)


def test_the_measured_curve_has_each_touchpoint_that_is_felt_in_its_place():
    """Alone in its stage it stands in the middle, of two each has half."""
    assert [(place, touchpoint) for place, _, touchpoint, _ in MEASURED.curve] == [
        (0.5, "Ad"),
        (1.25, "Basket"),
        (1.75, "Card"),
        (2.5, "Parcel"),
    ]


def test_what_is_measured_is_the_same_from_the_log():
    assert of_json(MEASURED.as_json()) == MEASURED


def test_nothing_measured_and_no_belief_of_others_is_told_before_the_evidence_is_shown():
    found = board()
    ask(found, ANN, "believe", curve=curve(*LEVEL), leaving=["buy"])
    assert seen(found) == {"drawn": 1, "marked": 1, "voters": 0}


def test_the_room_believes_the_mean_and_differs_where_it_differs_most():
    """Ann falls from 0.5 to -0.5, Bob says 0.1 everywhere: 0.3, 0.05, -0.2. At Card customers say -0.6, the room 0.05 - 0.25/4."""
    found = board()
    ask(found, ANN, "believe", curve=curve(*LEVEL), leaving=["buy", "use"])
    ask(found, BOB, "believe", curve=[0.1] * 12, leaving=["buy"])
    ask(found, LEADER, "evidence", value=True)
    told = seen(found)
    assert told["belief"]["valence"] == pytest.approx({"find": 0.3, "buy": 0.05, "use": -0.2})
    assert told["belief"]["leaving"] == {"buy": 2, "use": 1} and told["belief"]["marked"] == 2
    differs = told["difference"]
    assert (differs["stage"], differs["touchpoint"], differs["measured"]) == ("buy", "Card", -0.6)
    assert differs["believed"] == pytest.approx(0.05) and differs["is_clear"]
    assert (differs["believed_low"], differs["measured_low"]) == ("use", "buy")


def test_what_nobody_drew_is_no_belief():
    """Ann draws the first stage alone, at 0.5; Bob its first half, at 0.1: 0.3 and 0.5. Customers say 0.4 in its middle."""
    found = board()
    ask(found, ANN, "believe", curve=[0.5] * 4 + [None] * 8, leaving=[])
    ask(found, BOB, "believe", curve=[0.1] * 2 + [None] * 10, leaving=[])
    ask(found, LEADER, "evidence", value=True)
    told = seen(found)
    assert told["belief"]["valence"] == pytest.approx({"find": 0.4})
    assert told["belief"]["curve"] == pytest.approx((0.3, 0.3, 0.5, 0.5) + (None,) * 8)
    assert (told["difference"]["touchpoint"], told["difference"]["believed_low"]) == ("Ad", None)


@pytest.mark.parametrize(("place", "value"), [(0.5, 0.5), (0.9, None), (1.5, None)])
def test_a_curve_ends_where_it_was_drawn_to(place, value):
    """Its last point lies at 0.875 of the first stage; what follows was not drawn."""
    belief = RoomBelief({}, {}, 1, 0, (0.5,) * 4 + (None,) * 8)
    assert believed(belief, place) == value


def test_where_nobody_drew_there_is_no_difference():
    found = board()
    ask(found, ANN, "believe", curve=[None] * 12, leaving=[])
    ask(found, LEADER, "evidence", value=True)
    assert seen(found)["difference"] is None


def test_beliefs_of_those_who_were_sent_out_do_not_count():
    found = board()
    ask(found, ANN, "believe", curve=[0.1] * 12, leaving=[])
    ask(found, BOB, "believe", curve=[0.9] * 12, leaving=["use"])
    ask(found, LEADER, "person.remove", id=BOB.person)
    ask(found, LEADER, "evidence", value=True)
    assert seen(found)["belief"]["valence"]["buy"] == pytest.approx(0.1)
    assert seen(found)["belief"]["leaving"] == {}


def test_nobody_changes_a_belief_once_the_evidence_is_shown():
    found = board()
    ask(found, LEADER, "evidence", value=True)
    with pytest.raises(Refused, match="shown already"):
        ask(found, ANN, "believe", curve=[0.1] * 12, leaving=[])
    assert seen(found)["difference"] is None


@pytest.mark.parametrize(
    "fields",
    [
        {"curve": [0.1] * 11, "leaving": []},
        {"curve": [2.0] * 12, "leaving": []},
        {"curve": [float("nan")] * 12, "leaving": []},
        {"curve": [], "leaving": ["find", "buy", "use", "find"]},
        {"curve": [], "leaving": ["nowhere"]},
    ],
)
def test_a_belief_that_is_none_is_refused(fields):
    with pytest.raises(Refused):
        ask(board(), ANN, "believe", **fields)


def linked():
    """Votes: note-1 has 1, note-2 has 3, note-3, which is linked to nothing, 2. Measured: 40 left at Ad, 20 at Card."""
    found = board()
    note(found, "note-1", "find", cell="lost/find/Ad")
    note(found, "note-2", "buy", cell="lost/buy/Card")
    note(found, "note-3", "buy")
    for sender, target, count in ((ANN, "note-1", 1), (ANN, "note-2", 3), (BOB, "note-3", 2)):
        ask(found, sender, "vote", target=target, count=count)
    return found


def test_votes_stand_beside_what_is_measured_once_the_vote_is_closed():
    found = linked()
    assert "votes" not in seen(found) and seen(found)["voters"] == 2
    ask(found, LEADER, "close", value=True)
    ranks = {each["target"]: (each["voted"], each["measured"]) for each in seen(found)["ranks"]}
    assert ranks == {"note-2": (1, 2), "note-1": (2, 1)}


def test_the_rank_that_is_measured_is_among_all_touchpoints_whatever_was_voted_for():
    """Card lost 20, Ad 40, of which no note has a vote."""
    found = board()
    note(found, "note-1", "buy", cell="lost/buy/Card")
    ask(found, ANN, "vote", target="note-1", count=1)
    ask(found, LEADER, "close", value=True)
    [rank] = seen(found)["ranks"]
    assert (rank["voted"], rank["measured"], rank["of"]) == (1, 2, 2)


def test_impact_and_effort_have_four_corners():
    """Touchpoints lost 40 and 20: large is 30. Impacts 40, 20 and, argued, 5, later 50; efforts 1, 4 and 2, later 5."""
    found = linked()
    ask(found, LEADER, "impact", target="note-3", value=5, reason="we counted")
    for target, value in (("note-1", 1), ("note-2", 4), ("note-3", 2)):
        ask(found, ANN, "effort", target=target, value=value)
    assert "weighed" not in seen(found)
    ask(found, LEADER, "efforts", value=True)
    assert {each["target"]: each["corner"] for each in seen(found)["weighed"]} == {
        "note-1": Corner.QUICK_WIN,
        "note-2": Corner.NOT_NOW,
        "note-3": Corner.FILL_IN,
    }
    argued = next(each for each in seen(found)["weighed"] if each["target"] == "note-3")
    assert (argued["impact"], argued["low"], argued["reason"]) == (5.0, None, "we counted")
    ask(found, LEADER, "impact", target="note-3", value=50, reason="we counted again")
    ask(found, ANN, "effort", target="note-3", value=5)
    corners = {each["target"]: each["corner"] for each in seen(found)["weighed"]}
    assert corners["note-3"] == Corner.BIG_BET
    assert corners["note-2"] == Corner.NOT_NOW, "what is said of one moves no other"


def test_a_note_without_impact_or_effort_stands_in_no_corner():
    found = linked()
    ask(found, ANN, "effort", target="note-3", value=1)
    ask(found, LEADER, "efforts", value=True)
    [alone] = seen(found)["weighed"]
    assert (alone["target"], alone["impact"], alone["corner"]) == ("note-3", None, None)


def test_of_several_efforts_the_median_counts_and_one_person_has_one():
    found = linked()
    for sender, value in ((ANN, 5), (ANN, 1), (BOB, 2)):
        ask(found, sender, "effort", target="note-1", value=value)
    ask(found, LEADER, "efforts", value=True)
    [weighed] = seen(found)["weighed"]
    assert (weighed["effort"], weighed["efforts"]) == (1.5, 2)
