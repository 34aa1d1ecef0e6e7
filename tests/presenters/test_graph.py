"""What a search in the graph finds, in sentences with numbers that can be checked in the head."""

import pandas as pd
import pytest

from journey.map.paths.graph import Edge, JourneyGraph, Node
from journey.presenters.paths import graph
from journey.presenters.paths.graph import Highlights

HOUR = 3_600


def node(name: str, journeys: int, lost: int, begun: int = 0, ended: int = 0, **more) -> dict:
    row = {"touchpoint": name, "journeys": journeys, "dropped_off": lost, "base": "full"}
    row["events"] = 170 if name == "Ad" else journeys
    ends = {"begun": begun, "ended": ended, "ended_well": 0, "in_progress": 0, "completed": 0}
    return row | ends | {"leaving_rate": lost / journeys} | more


def move(source: str, target: str, journeys: int, median: float | None = HOUR) -> dict:
    return {"source": source, "target": target, "journeys": journeys, "median_seconds": median}


NODES = [node("Ad", 100, 40), node("Basket", 50, 45), node("Call", 5, 5, base="counts only")]
MOVES = [move("Ad", "Ad", 70), move("Ad", "Basket", 30), move("Basket", "Call", 5, None)]


@pytest.mark.parametrize(
    ("nodes", "opened", "sentence"),
    [
        (
            NODES,
            (),
            "Of the 50 journeys that pass Basket, 90 % were last seen there and left; 10 % go directly on to Call",
        ),
        (
            NODES,
            ("Ad",),
            "Of the 100 journeys that pass Ad, 40 % were last seen there and left; 30 % go directly on to Basket at least once",
        ),
        (
            [node("Call", 50, 20)],
            (),
            "Of the 50 journeys that pass Call, 40 % were last seen there and left",
        ),
        ([node("Call", 5, 5, base="counts only")], (), "The paths that customers really take"),
    ],
)
def test_the_headline_of_the_graph(nodes, opened, sentence):
    assert graph.headline(nodes, MOVES, opened) == sentence


@pytest.mark.parametrize(
    ("source", "target", "sentence"),
    [
        (
            "Ad",
            "Basket",
            "30 % of the 100 journeys that pass Ad go directly on to Basket; half of these moves within 60 min",
        ),
        (
            "Ad",
            "Ad",
            "70 % of the 100 journeys that pass Ad repeat it immediately; half of these moves within 60 min",
        ),
        ("Basket", "Call", "10 % of the 50 journeys that pass Basket go directly on to Call"),
        ("Call", "Ad", "Nobody goes directly from Call to Ad"),
    ],
)
def test_the_headline_of_a_move(source, target, sentence):
    assert graph.transition_headline(NODES, MOVES, source, target) == sentence


def test_paths_from_one_to_the_other():
    rows = [{"path": ["Ad", "Basket"], "journeys": 7}]
    totals = {"journeys": 10, "hidden_variants": 1, "hidden_journeys": 3}
    assert graph.observed_sentence(rows, totals) == (
        "The most frequent path from Ad to Basket is Ad → Basket: 7 of 10."
    )
    assert graph.hidden_sentence(totals) == "1 more path for the other 3 journeys."
    assert graph.hidden_sentence(totals | {"hidden_variants": 0}) == ""
    assert "is Ad → Basket; 7 journeys took exactly this path" in graph.likely_sentence(rows[0])
    assert graph.highlights_of_path(rows) == Highlights((("Ad", "Basket"),), ("Ad", "Basket"))
    assert graph.highlights_of_path([]) == Highlights()


def test_where_journeys_begin_and_end():
    rows = [
        node("Ad", 10, 1, begun=8, ended=1),
        node("Basket", 9, 6, begun=2, ended=9, completed=3),
    ]
    assert graph.ends_finding(rows, 10) == (
        "80 % begin at Ad; 90 % have their last event at Basket (6 left, 0 under way, 3 completed)"
    )
    assert graph.highlights_of_ends(rows).notes == (("Ad", "▸8 ◂1"), ("Basket", "▸2 ◂9"))


def test_bottlenecks():
    rows = [
        {"touchpoint": "Bill", "waited_seconds": 9, "median_seconds": 2 * HOUR, "moves": 4, "betweenness": 0.1},
        {"touchpoint": "Ad", "waited_seconds": 3, "median_seconds": HOUR, "moves": 2, "betweenness": 0.3},
    ]  # fmt: skip
    assert graph.bottlenecks_finding(rows) == (
        "Most time passes after Bill: 4 moves, half of them 2.0 h or longer",
        "Ad is on the largest share of likely paths (30 %).",
    )
    marks = graph.highlights_of_bottlenecks(rows, 1)
    assert (marks.touchpoints, marks.notes) == (("Bill",), (("Bill", "no. 1"), ("Ad", "no. 2")))


def test_loops():
    again = {
        "kind": "again",
        "touchpoints": ["Ad"],
        "moves": 9,
        "waited_seconds": 1,
        "median_seconds": 60,
    }
    back = {
        "kind": "back",
        "touchpoints": ["Bill", "Ad"],
        "moves": 2,
        "waited_seconds": 5,
        "median_seconds": HOUR,
    }
    circle = {
        "kind": "circle",
        "touchpoints": ["Ad", "Bill", "Ad"],
        "moves": 1,
        "waited_seconds": None,
    }
    assert graph.loops_finding([again, back, circle]) == (
        "Most often, journeys come again to Ad (9 moves)",
        "The longest total time is where they go back: Bill → Ad: half take "
        "60 min or longer. Times and journeys that end are counted per move; for longer cycles they are unknown.",
    )
    assert graph.highlights_of_loops([again, back, circle]).moves == (("Ad", "Ad"), ("Bill", "Ad"))


def test_communities_and_contributions():
    rows = [
        {"group": 1, "touchpoints": ["Ad", "Bill"], "inside_share": 0.75},
        {"group": 2, "touchpoints": ["Call"], "inside_share": 0.5},
    ]
    assert (
        graph.communities_finding(rows)
        == "2 groups; 75 % of the moves of the largest stay inside it"
    )
    assert dict(graph.highlights_of_communities(rows).notes) == {
        "Ad": "group 1",
        "Bill": "group 1",
        "Call": "group 2",
    }
    effects = [{"touchpoint": "Ad", "removal_effect": 0.9}]
    assert "90 % of those who reach buy would no longer do so" in graph.contributions_sentence(
        effects[0], "buy"
    )
    assert graph.highlights_of_contributions(effects).notes == (("Ad", "90 %"),)


def changed(difference: float, low: float | None = None) -> dict:
    row = {
        "stage": "buy",
        "difference": difference,
        "before": 10,
        "after": 10 + difference,
        "reached": 11,
    }
    return row | {"difference_low": low, "difference_high": low and low + 2}


@pytest.mark.parametrize(
    ("rows", "is_zero", "begins"),
    [
        (
            [changed(3, 2)],
            False,
            "+3 journeys would reach buy (95 % range +2 to +4) (model: 10 now, 13 then)",
        ),
        ([changed(3)], False, "+3 journeys would reach buy (model: 10 now, 13 then)"),
        ([changed(0.4)], False, "Under the model this changes nothing"),
        ([changed(0)], True, "At 0 % nothing changes."),
    ],
)
def test_what_if(rows, is_zero, begins):
    assert graph.what_if_sentence(rows, is_zero).startswith(begins)


def test_changes_are_offered_by_how_many_they_concern():
    exits = [
        {"touchpoint_stage": "visit", "touchpoint": "Ad", "journeys": 3},
        {"touchpoint_stage": "buy", "touchpoint": "Card/cash", "journeys": 5},
        {"touchpoint_stage": "visit", "touchpoint": "Ad", "journeys": 4},
    ]
    transitions = [
        {"source_stage": "buy", "source": "Basket", "target_stage": "visit", "target": "Ad", "moves": 2},
        {"source_stage": "visit", "source": "Ad", "target_stage": "buy", "target": "Basket", "moves": 9},
        {"source_stage": "visit", "source": "Ad", "target_stage": "visit", "target": "Ad", "moves": 6},
        {"source_stage": "visit", "source": "Ad", "target_stage": None, "target": None, "moves": 6},
    ]  # fmt: skip
    found = graph.changes(exits, transitions, {"visit": 0, "buy": 1}, {})
    assert found == {
        "leaving/visit/Ad": "fewer end at Ad, visit (7 now)",
        "leaving/buy/Card%2Fcash": "fewer end at Card/cash, buy (5 now)",
        "return/visit/Ad/visit/Ad": "fewer repeats of Ad (6 moves)",
        "return/buy/Basket/visit/Ad": "fewer returns from Basket to Ad (2 moves)",
    }
    assert [graph.touchpoints_of(change) for change in found] == [
        ["Ad"],
        ["Card/cash"],
        ["Ad", "Ad"],
        ["Basket", "Ad"],
    ]
    assert graph.highlights_of_change("leaving/buy/Card%2Fcash") == Highlights((), ("Card/cash",))
    assert graph.highlights_of_change("return/buy/Basket/visit/Ad") == Highlights(
        (("Basket", "Ad"),), ("Basket", "Ad")
    )


def drawn(edges: int, moves: int, of_edges: int = 2, of_moves: int = 100) -> JourneyGraph:
    """A graph of which so many edges with so many moves each are drawn."""
    nodes = tuple(Node(name, "visit", 0, 0, {}, None) for name in ("Ad", "Basket"))
    lines = tuple(Edge("Ad", "Basket", {"moves": moves}, False) for _ in range(edges))
    return JourneyGraph(("visit",), nodes, lines, 3, of_edges, of_moves, "journey")


def test_the_caption_says_how_much_is_drawn():
    rest = "Dashed lines go back or repeat."
    assert graph.caption(drawn(1, 80), 0.8, "plain") == (
        f"Showing 1 transition with 80 % of all 100 moves; 1 more hold the other 20 %; 1 touchpoint not drawn. {rest}"
    )
    assert graph.caption(drawn(1, 80), 0.9, "plain").startswith("At most ")
    assert graph.caption(drawn(2, 50), 0.9, "lost").endswith("red: half or more do.")
    assert "; these are all; 1 touchpoint" in graph.coverage_sentence(drawn(2, 50))
    assert graph.coverage_sentence(drawn(0, 0, 0, 0)) == (
        "No journey has two events under these filters, so there are no moves between touchpoints."
    )


def test_a_limit_of_what_can_be_drawn_is_said():
    assert graph.limit_note(100) == ""
    assert graph.limit_note(95).endswith("busiest lines are drawn; the tables below list all.")


@pytest.mark.parametrize(
    ("word", "touchpoints"),
    [
        ("later/Ad", ("Ad",)),
        ("contains/Ad/Basket", ("Ad", "Basket")),
        ("later/Ad/Basket", ()),  # neither a card nor a line
        ("contains/Ad/Gone", ()),
        ("nonsense", ()),
        ("", ()),
    ],
)
def test_the_open_element_has_one_touchpoint_or_two(word, touchpoints):
    assert graph.opened(word, ["Ad", "Basket"]) == touchpoints


def test_valences_are_means_of_sentiment():
    row = {"touchpoint": "Ad", "metric": "sentiment", "definition": "mean of", "value": 0.5}
    others = [
        row | {"touchpoint": "Basket", "value": None},
        row | {"touchpoint": "Call", "metric": "nps"},
        row | {"touchpoint": "Mail", "definition": "share of"},
    ]
    assert graph.valences([row, *others]) == {"Ad": 0.5}


def test_loops_stand_by_the_time_that_they_take():
    rows = pd.DataFrame({"kind": ["again", "to_and_fro"], "waited_seconds": [1.0, 2.0]})
    assert list(graph.table("loops", rows)["kind"]) == ["to and fro", "again"]
    assert graph.table("likely", rows) is rows


def test_touchpoints_that_nobody_returns_to_are_not_listed():
    rows = pd.DataFrame({"touchpoint": ["Ad", "Basket", "Call"], "again": [0, 2, 3]})
    assert list(graph.returned_to(rows, 5)["touchpoint"]) == ["Call", "Basket"]
    assert list(graph.returned_to(rows, 1)["touchpoint"]) == ["Call"]
