"""What a search in the graph finds, in sentences with numbers that can be checked in the head."""

import pandas as pd
import pytest

from journey.map.paths.graph import Edge, JourneyGraph, Node
from journey.map.paths.graph_drawing import node_sentence
from journey.presenters.paths import graph
from journey.presenters.paths.graph import Highlights

HOUR = 3_600


def node(name: str, journeys: int, lost: int, begun: int = 0, ended: int = 0, **more) -> dict:
    row = {"touchpoint": name, "journeys": journeys, "dropped_off": lost, "base": "full"}
    row["events"] = 170 if name == "Ad" else journeys
    ends = {"begun": begun, "ended": ended, "ended_well": 0, "in_progress": 0, "completed": 0}
    of = journeys - more.get("in_progress", 0)
    return row | ends | {"leaving_rate": lost / of, "leaving_rate_n": of} | more


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
            "45 journeys were last seen at Basket and left, 90 % of those that pass it; 10 % go directly on to Call",
        ),
        (
            NODES,
            ("Ad",),
            "40 journeys were last seen at Ad and left, 40 % of those that pass it; 30 % go directly on to Basket at least once",
        ),
        (
            [node("Call", 50, 20, in_progress=10)],
            (),
            "20 journeys were last seen at Call and left, 50 % of those that pass it, not counting 10 still under way there",
        ),
        (
            [node("Call", 5, 5, base="counts only")],
            (),
            "The busiest move goes from Ad to Basket: 30 journeys",
        ),
    ],
)
def test_the_headline_of_the_graph(nodes, opened, sentence):
    assert graph.headline(nodes, MOVES, opened) == sentence


def test_the_headline_and_the_card_tell_one_share():
    """Of the 50 at the call 10 are still under way: 20 of 40."""
    call = node("Call", 50, 20, in_progress=10)
    card = node_sentence(Node("Call", "buy", 0, 0, call, None), "journey")
    assert "50 journeys pass, 0 begin, 20 left, last seen here (50 %)" in card
    assert ", 50 % of those that pass it" in graph.headline([call], [], ())


def test_a_graph_of_times_tells_what_takes_most_in_all():
    """30 moves of an hour take longer in all than 2 of three hours; too few customers are no finding."""
    moves = [
        move(source, "Call", number, hours * HOUR) | {"moves": number, "base": base}
        for source, number, hours, base in (
            ("Ad", 30, 1, "full"),
            ("Basket", 2, 3, "full"),
            ("Bill", 9, 50, "low base"),
        )
    ]
    title = "Half of the 30 moves from Ad to Call take 60 min or longer"
    assert graph.headline([], moves, (), is_of_times=True) == title
    assert graph.headline([], moves[2:], (), is_of_times=True) == (
        "The busiest move goes from Bill to Call: 9 journeys"
    )


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
    assert graph.observed_finding(rows, totals) == (
        "The most frequent path from Ad to Basket is that of 7 of 10 journeys",
        "Ad → Basket.",
    )
    each_its_own = [rows[0] | {"journeys": 1}]
    assert graph.observed_finding(each_its_own, totals)[0] == (
        "No two of the 10 journeys from Ad to Basket take the same path"
    )
    alone, _ = graph.observed_finding(each_its_own, {"journeys": 1})
    assert alone == "The most frequent path from Ad to Basket is that of 1 of 1 journey"
    assert graph.hidden_sentence(totals) == "1 more path for the other 3 journeys."
    assert graph.hidden_sentence(totals | {"hidden_variants": 0}) == ""
    title, rest = graph.likely_finding(rows[0])
    assert title == "The most likely path in the model: Ad → Basket"
    assert rest.startswith("7 journeys took exactly this path")
    title, rest = graph.likely_finding({"path": list("ABCDEF"), "journeys": 0})
    assert title == "The most likely path from A to F has 5 steps in the model"
    assert rest.startswith("A → B → C → D → E → F. 0 journeys took exactly this path")
    assert graph.highlights_of_path(rows) == Highlights((("Ad", "Basket"),), ("Ad", "Basket"))
    assert graph.highlights_of_path([]) == Highlights()


def test_where_journeys_begin_and_end():
    rows = [
        node("Ad", 10, 1, begun=8, ended=1),
        node("Basket", 9, 6, begun=2, ended=9, completed=3),
    ]
    assert graph.ends_finding(rows, 10) == (
        "80 % begin at Ad; 90 % have their last event at Basket (6 left, 3 completed)"
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
        == "Touchpoints form 2 groups; 75 % of the moves of the largest stay inside it"
    )
    assert dict(graph.highlights_of_communities(rows).notes) == {
        "Ad": "group 1",
        "Bill": "group 1",
        "Call": "group 2",
    }
    effects = [{"touchpoint": "Ad", "removal_effect": 0.9}]
    title, rest = graph.contributions_finding(effects[0], "buy")
    assert title == "90 % of those who reach buy need Ad, in the model"
    assert rest.startswith("A model of what contributes to reaching buy")
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


END, TURN = "leaving/visit/Ad", "return/buy/Basket/visit/Ad"


@pytest.mark.parametrize(
    ("rows", "change", "reduction", "title", "rest"),
    [
        (
            [changed(3, 2)],
            END,
            50,
            "50 % fewer end at Ad: +3 journeys would reach buy, in the model",
            "A model, not a forecast. 95 % range +2 to +4; 10 now, 13 then. The actual count is 11;",
        ),
        (
            [changed(3)],
            TURN,
            80,
            "80 % fewer returns from Basket to Ad: +3 journeys would reach buy, in the model",
            "A model, not a forecast. 10 now, 13 then.",
        ),
        (
            [changed(0.4)],
            "return/visit/Ad/visit/Ad",
            50,
            "50 % fewer repeats of Ad: nothing changes in the model",
            "A model, not a forecast. Nobody goes on from there",
        ),
        (
            [changed(0)],
            END,
            0,
            "0 % fewer end at Ad: nothing changes in the model",
            "A model, not a forecast. At 0 % nothing changes.",
        ),
    ],
)
def test_what_if(rows, change, reduction, title, rest):
    found = graph.what_if_finding(rows, change, reduction)
    assert found[0] == title and found[1].startswith(rest)


def entry(name: str, journeys: int, completed: int, **more) -> dict:
    """Of its rate the interval is ten points to either side."""
    rate = completed / journeys
    row = {"touchpoint": name, "channel": None, "journeys": journeys, "completed": completed}
    ends = {"completion_rate_low": rate - 0.1, "completion_rate_high": rate + 0.1}
    return (
        row | ends | {"completion_rate": rate, "completion_rate_n": journeys, "base": "full"} | more
    )


OTHERS = dict.fromkeys(entry("", 1, 0)) | {"touchpoint": "other, 2 groups", "journeys": 30}


@pytest.mark.parametrize(
    ("rows", "total", "title"),
    [
        (
            [entry("Ad", 50, 10, channel="web"), entry("Call", 40, 20), entry("Fair", 10, 3)],
            100,
            "50 % begin at Ad (web); 20 % of these complete, 50 % of those that begin at Call",
        ),
        (
            [entry("Ad", 60, 12), entry("Call", 40, 12)],
            100,
            "60 % begin at Ad; 20 % of these complete",
        ),
        ([entry("Ad", 60, 0), entry("Call", 40, 0)], 100, "60 % begin at Ad"),
        ([entry("Ad", 40, 8), OTHERS], 70, "57 % begin at Ad; 20 % of these complete"),
        ([entry("Ad", 20, 8), OTHERS], 50, ""),
        ([OTHERS], None, ""),
    ],
)
def test_where_they_begin_and_what_comes_of_it(rows, total, title):
    """The intervals of 20 and 50 % part, those of 20 and 30 % do not; of 30 put together more may begin elsewhere than the 20."""
    assert graph.entries_finding(rows, total) == title


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
