"""The journey graph and the flows as drawings: what is drawn and what is counted as hidden make all, and nothing overlaps."""

import random

import pytest

from journey.data.ask import ask
from journey.map.box import overlaps
from journey.map.paths.flow import flow
from journey.map.paths.flow_drawing import flow_scene
from journey.map.paths.frame import frame
from journey.map.paths.graph import default_coverage, journey_graph
from journey.map.paths.graph_drawing import graph_scene
from journey.map.paths.lines import Looks, lines
from journey.map.paths.routing import edge_routes, point_at
from journey.map.paths.variants_drawing import variants_scene
from journey.map.scene import Shape
from journey.model.filters import Filters
from journey.model.path_filters import parse_cohort

STAGES = ("awareness", "purchase")


def node(name: str, stage: str, journeys: int = 10, **more) -> dict:
    return {
        "touchpoint": name,
        "stage": stage,
        "journeys": journeys,
        "customers": journeys,
        "begun": 0,
        "dropped_off": 0,
        "leaving_rate": 0.0,
        "base": "low base",
        **more,
    }


def move(source: str, target: str, moves: int) -> dict:
    return {
        "source": source,
        "target": target,
        "moves": moves,
        "journeys": moves,
        "customers": moves,
        "median_seconds": 60.0,
        "p90_seconds": 90.0,
        "lost_after": 0,
        "base": "low base",
    }


NODES = [
    node("Ad", "awareness"),
    node("Page", "awareness"),
    node("Basket", "purchase"),
    node("Extra", "unassigned"),
]
MOVES = [
    move("Ad", "Page", 50),
    move("Page", "Basket", 30),
    move("Basket", "Page", 10),
    move("Basket", "Basket", 6),
    move("Ad", "Extra", 4),
]
ORDER = {
    ("awareness", "Ad"): 1.0,
    ("awareness", "Page"): 2.0,
    ("purchase", "Basket"): 3.0,
    ("unassigned", "Extra"): 2.0,
}


def made(coverage: float, **more):
    return journey_graph(NODES, MOVES, STAGES, ORDER, "journey", coverage, {"Ad": 0.5}, **more)


def test_the_fewest_moves_that_carry_the_coverage():
    """50 + 30 of 100 moves are 80 %: two lines; the rest is counted."""
    graph = made(0.8)
    assert [(edge.source, edge.target) for edge in graph.edges] == [
        ("Ad", "Page"),
        ("Page", "Basket"),
    ]
    assert (graph.share, graph.all_edges, graph.all_moves, graph.all_nodes) == (0.8, 5, 100, 4)
    assert {shown.name for shown in graph.nodes} == {
        "Ad",
        "Page",
        "Basket",
    } and graph.stages == STAGES
    assert len(made(1.0).edges) == 5 and made(1.0).share == 1.0


def test_moves_back_and_onto_themselves():
    back = {(edge.source, edge.target) for edge in made(1.0).edges if edge.is_back}
    assert back == {("Basket", "Page"), ("Basket", "Basket")}


def test_what_is_open_and_every_stage_are_drawn():
    """At 50 % only Ad and Page would be seen; the busiest move into purchase is drawn with them, and the touchpoint that is open."""
    graph = made(0.5, pinned=("Extra",))
    assert [(edge.source, edge.target) for edge in graph.edges] == [
        ("Ad", "Page"),
        ("Page", "Basket"),
    ]
    assert {shown.name for shown in graph.nodes} == {"Ad", "Page", "Basket", "Extra"}


def test_the_moves_of_what_is_open_are_drawn():
    graph = made(0.5, pinned=("Extra",), opened=("Extra",))
    assert ("Ad", "Extra") in {(edge.source, edge.target) for edge in graph.edges}
    assert ("Basket", "Page") in {
        (edge.source, edge.target) for edge in made(0.5, opened=("Basket", "Page")).edges
    }


def test_the_default_coverage_is_what_34_lines_carry():
    """100 equal moves: 34 carry 34 %, drawn in steps of five; few moves: 80 %."""
    assert default_coverage([move("a", str(number), 1) for number in range(100)]) == 30
    assert default_coverage(MOVES) == 80 and default_coverage([]) == 80


def random_graph(number: int):
    chance = random.Random(number)
    names = [f"T{index} with a rather long name" for index in range(number)]
    nodes = [
        node(name, chance.choice((*STAGES, "unassigned")), chance.randrange(5, 5000))
        for name in names
    ]
    moves = [
        move(chance.choice(names), chance.choice(names), chance.randrange(1, 999))
        for _ in range(4 * number)
    ]
    unique = list({(row["source"], row["target"]): row for row in moves}.values())
    return journey_graph(nodes, unique, STAGES, {}, "journey", 0.8, {})


def test_lines_away_from_what_is_open_are_faint_with_their_arrows():
    """Open is the ad: its lines to Page and Extra stand out, the three between Page and Basket do not."""
    drawn = lines(frame(made(1.0, opened=("Ad",)), 1300.0, False), Looks(opened="Ad"))
    opacities = {
        str(shape.attributes["cell"]): (
            shape.children[0].attributes["stroke_opacity"],
            shape.children[2].attributes["fill_opacity"],
        )
        for shape in drawn
        if len(shape.children) == 3
    }
    assert opacities == {
        f"contains/{ends}": (0.62, 0.9) if ends.startswith("Ad/") else (0.12, 0.15)
        for ends in ("Ad/Page", "Page/Basket", "Basket/Page", "Basket/Basket", "Ad/Extra")
    }


@pytest.mark.parametrize("is_narrow", [False, True])
@pytest.mark.parametrize("number", range(12))
def test_no_line_runs_behind_a_card_it_has_nothing_to_do_with(number, is_narrow):
    layout = frame(random_graph(number), 390.0 if is_narrow else 1300.0, is_narrow)
    routes = edge_routes(layout)
    for edge in layout.graph.edges:
        points = routes[edge.source, edge.target]
        for x, y in (layout.point(*point_at(points, step / 200)) for step in range(201)):
            for name in {node.name for node in layout.graph.nodes} - {edge.source, edge.target}:
                box = layout.box(name)
                assert not (box.x < x < box.right and box.y < y < box.bottom), (edge, name)


@pytest.mark.parametrize("number", [1, 5, 40, 400])
@pytest.mark.parametrize("is_narrow", [False, True])
def test_no_card_lies_over_another_and_all_lie_inside(number, is_narrow):
    graph = random_graph(number)
    layout = frame(graph, 360.0 if is_narrow else 1300.0, is_narrow)
    boxes = [layout.box(shown.name) for shown in graph.nodes]
    width, height = layout.size
    for index, box in enumerate(boxes):
        assert box.x >= 0 and box.y >= 0
        assert box.right <= width + 0.5 and box.bottom <= height + 0.5
        assert not any(overlaps(box, other) for other in boxes[:index])
    scene = graph_scene(graph, 1300.0, Looks(), is_narrow)
    assert len([name for name in cells(scene.shapes) if name.startswith("contains/")]) == len(
        graph.edges
    )
    assert sum(edge.row["moves"] for edge in graph.edges) == graph.moves <= graph.all_moves


def cells(shapes: tuple[Shape, ...]) -> list[str]:
    return [
        name
        for shape in shapes
        for name in [
            *([shape.attributes["cell"]] if "cell" in shape.attributes else []),
            *cells(shape.children),
        ]
    ]


def assert_in_equals_out(result) -> None:
    first, last = result.columns[0][0], result.columns[-1][0]
    for column, nodes in result.columns:
        for flow_node in nodes:
            into, out = result.into(flow_node.key), result.out(flow_node.key)
            if flow_node.key[1] in ("at", "other") and first < column < last:
                assert into == out == flow_node.journeys, flow_node
            assert flow_node.journeys == max(into, out)


@pytest.mark.parametrize(
    "options", [{}, {"over": "touchpoints"}, {"over": "touchpoints", "source": "Basket"}], ids=str
)
def test_in_equals_out_on_every_node_of_a_flow(sample, options):
    """Also where small branches are put together: what they hold is what is missing by name."""
    rows = ask(sample, "flow", Filters(), depth=4, **options).rows
    for max_named in (3, 7, 100):
        result = flow(rows, options.get("over", "stages"), options.get("source", ""), "", max_named)
        assert_in_equals_out(result)
        positions = {(row["step"], row["source"]) for row in rows}
        others = [
            flow_node
            for _, nodes in result.columns
            for flow_node in nodes
            if flow_node.key[1] == "other"
        ]
        named = [
            flow_node
            for _, nodes in result.columns
            for flow_node in nodes
            if flow_node.key[1] == "at"
        ]
        assert (
            result.grouped
            == sum(flow_node.members for flow_node in others)
            == len(positions) - len(named)
        )
        assert result.grouped_journeys == sum(flow_node.journeys for flow_node in others)
        assert sum(ribbon.journeys for ribbon in result.ribbons) == sum(
            row["journeys"] for row in rows
        )


def test_a_ribbon_counts_the_journeys_that_its_word_filters_to(sample):
    rows = ask(sample, "flow", Filters(), over="touchpoints", source="Payment failed", depth=3).rows
    result = flow(rows, "touchpoints", "Payment failed")
    with_filter = [ribbon for ribbon in result.ribbons if ribbon.path_filter]
    assert len(with_filter) > 5
    for ribbon in with_filter:
        parse_cohort(ribbon.path_filter)
        assert (
            ask(sample, "summary", Filters().in_cohort(ribbon.path_filter)).rows[0]["journeys"]
            == ribbon.journeys
        ), ribbon
    for ribbon in flow(ask(sample, "flow", Filters(), depth=3).rows).ribbons[:8]:
        if ribbon.path_filter:
            assert (
                ask(sample, "summary", Filters().in_cohort(ribbon.path_filter)).rows[0]["journeys"]
                == ribbon.journeys
            ), ribbon


def test_the_bars_of_a_flow_fit_and_do_not_overlap(sample):
    result = flow(ask(sample, "flow", Filters(), over="touchpoints", depth=5).rows, "touchpoints")
    scene = flow_scene(result, 1300.0, {})
    bars = [
        shape.children[0].attributes
        for shape in scene.shapes
        if shape.children and shape.children[0].tag == "rect"
    ]
    for index, bar in enumerate(bars):
        assert bar["y"] + bar["height"] <= scene.height
        assert all(
            bar["x"] != other["x"] or bar["y"] >= other["y"] + other["height"]
            for other in bars[:index]
        )


@pytest.mark.parametrize("width", [1300.0, 360.0])
def test_variants_stay_inside_their_rows(sample, width):
    rows = ask(sample, "variants", Filters(), top=12).rows
    scene = variants_scene(rows, width, {}, False)
    assert len(cells(scene.shapes)) == 12
    for shape in scene.shapes:
        for part in shape.children:
            if part.tag == "rect":
                assert part.attributes["x"] + part.attributes["width"] <= width + 0.5
