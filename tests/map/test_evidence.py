"""Evidence says what the views say: the very journeys counted, over time, by group; under filters that are in force already."""

from journey.data.answer import Answer
from journey.data.ask import ask
from journey.data.chosen import without_chosen_shares
from journey.data.views.ripe import ripe_age
from journey.data.views.rows import SATISFACTION, TOUCHPOINT_NODES, TRANSITIONS
from journey.map.evidence.context import Context
from journey.map.evidence.panel import evidence
from journey.map.evidence.records import EVENT_COLUMNS, records
from journey.map.headline import headline
from journey.map.paths.evidence.context import GraphAnswers
from journey.map.paths.evidence.panel import evidence as graph_panel
from journey.map.paths.graph import journey_graph
from journey.model.access import Ability
from journey.model.cells import parse_cell
from journey.model.filters import Filters
from journey.model.path_filters import path_filter
from tests.logs import build, event
from tests.map.maps import all_asker, answers_of, map_of


def evidence_of(generation, cell: str, filters: Filters | None = None) -> dict:
    filters = filters or Filters()
    attributes = tuple(
        name for name in generation.attributes if 1 < len(generation.attribute_values(name)) <= 12
    )
    context = Context(
        map_of(generation, filters),
        answers_of(generation, filters),
        all_asker(generation, filters),
        frozenset(Ability),
        generation.definition,
        attributes,
        "month",
        ripe_age(generation),
    )
    return evidence(parse_cell(cell), context)


def test_the_list_holds_the_journeys_counted_also_within_those_behind_another_figure(sample):
    """Of the journeys that dropped off in retention all reached purchase: 931, not the 2,497 of everybody."""
    filters = Filters.of(where={"cohort": ["dropped_off/retention"]})
    reached = next(
        row for row in ask(sample, "funnel", filters).rows if row["stage"] == "purchase"
    )["reached"]
    panel = evidence_of(sample, "reached/purchase", filters)
    assert f"{reached:,} journeys" in panel["sentence"] and panel["list"]["caption"].endswith(
        f"{reached:,} journeys"
    )
    both = ask(sample, "journeys", filters.in_cohort("reached/purchase"), top=5000)
    assert both.totals["journeys"] == reached == 931 and {row["outcome"] for row in both.rows} == {
        "dropped_off"
    }


def test_a_panel_heads_its_tables_with_the_words_of_the_screens(sample):
    """Those of exits, of parts of friction, of answers, of journeys: none is the column's id."""
    left = evidence_of(sample, "dropped_off/purchase")
    assert left["table"]["columns"] == ["last touchpoint", "its stage", "left", "share"]
    assert left["list"]["columns"] == [
        "customer",
        "began",
        "last event",
        "got as far as",
        "ended",
        "felt worst at",
        "last touchpoint",
        "revenue",
    ]
    assert {row[4] for row in left["list"]["rows"]} == {"left"}
    friction = evidence_of(sample, "lost/purchase/Basket")
    assert [row[0] for row in friction["table"]["rows"]] == [
        "leave",
        "come back",
        "contact again",
        "wait",
        "feel bad",
        "struggle",
        "hand-off",
    ]
    assert evidence_of(sample, "csat/purchase")["table"]["columns"] == [
        "definition",
        "value",
        "95 % interval",
        "answers",
        "customers",
    ]
    assert evidence_of(sample, "more/purchase")["table"]["columns"] == [
        "touchpoint",
        "events",
        "share of all",
        "mean valence",
        "left",
    ]


def test_over_time_journeys_are_compared_at_the_same_age(sample):
    """Of the months of the sample those from September on are too young; August is so in part."""
    months = {row["month"]: row for row in ask(sample, "ripe", Filters(), ("month",)).rows}
    assert len(months) == 12
    trend = evidence_of(sample, "dropped_off/purchase")["trend"]
    said = dict(trend["rows"])
    assert trend["caption"] == "Over time" and trend["note"] == (
        "share that had not gone on after 133 days, journeys begun in each month; "
        "pale: 642 journeys began too late to compare"
    )
    assert said["Mar"].startswith("23 % (") and said["Mar"].endswith("n 230")
    assert said["Aug"].endswith("n 130; 55 too young to compare")
    assert said["Dec"] == "30 of 30 too young to compare"
    reached = dict(evidence_of(sample, "reached/purchase")["trend"]["rows"])
    assert reached["May"] == "359"
    assert reached["Aug"] == "55 of 185 too young to compare"
    assert evidence_of(sample, "in_progress/purchase")["trend"] is None
    left = dict(evidence_of(sample, "lost/purchase/Card payment")["trend"]["rows"])
    assert left["Dec"].endswith("too young to compare") and "n " in left["May"]


def test_answers_over_time_are_those_given_in_each_period(sample):
    trend = evidence_of(sample, "csat/purchase")["trend"]
    assert (trend["caption"], trend["note"]) == ("Over time", "given in each month")


FAILED = "lost/purchase/Payment%20failed"


def test_evidence_begins_with_what_surely_differs_most(sample):
    """54 of 102 on mobile, 0 of 22 on desktop: the one pair of one of seven, five attributes, the channel and the periods.

    z of 1 - .05 / 14 = 2.6901: at least .3990 and at most .2475; .5294 - sqrt(.1304^2 + .2475^2) = .2496.
    """
    panel = evidence_of(sample, FAILED)
    cause = panel["cause"]
    assert " ".join(cause["lines"]) == "On mobile 53 % leave here, on desktop 0 %"
    assert cause["note"] == "what differs most: at least 24 points (95 % sure)"
    assert cause["role"] == "negative"
    assert "of 39 pairs of groups by 6 attributes and the periods" in cause["definition"]
    assert panel["together"] == "41 % leave here, 54 of 132 (33 to 49 %)"
    assert panel["see"] == "See the 54 journeys"


def test_attributes_stand_in_the_order_of_their_gaps_with_every_group_of_ten_customers(sample):
    """The device first, though it is third in the file; tablets are eight, and unknown values no group."""
    panel = evidence_of(sample, FAILED)
    drawn = [*panel["splits"], *panel["more_splits"]]
    assert [split["caption"] for split in drawn][0] == "Device" and len(drawn) == 6
    assert len(panel["splits"]) == 2
    device = drawn[0]
    assert device["note"] == "share who leave here, 95 % interval"
    words = [(shape[1]["fill"], shape[2]) for shape in texts(device["scene"]["shapes"])]
    assert words == [
        ("ink", "mobile"),
        ("muted", "n 102"),
        ("negative", "53 %"),
        ("ink", "desktop"),
        ("muted", "n 22"),
        ("positive", "0 %"),
        ("ink", "tablet"),
        ("muted", "n 8"),
        ("muted", "too few to say"),
        ("muted", "0 %"),
        ("muted", "100 %"),
    ]
    roles = {shape[1]["fill"] for split in drawn[1:] for shape in texts(split["scene"]["shapes"])}
    assert roles == {"ink", "muted"}, "of no other attribute a group surely differs"


def texts(shapes: list) -> list:
    return [
        found
        for shape in shapes
        for found in ([shape] if shape[0] == "text" else texts(shape[2] or []))
    ]


def test_where_months_hold_too_few_the_figure_is_told_by_quarter(sample):
    trend = evidence_of(sample, FAILED)["trend"]
    assert trend["note"] == (
        "by quarter: months hold too few; last seen here after 133 days; "
        "17 journeys began too late to compare"
    )
    assert [name for name, _ in trend["rows"]] == ["Jan–Mar", "Apr–Jun", "Jul–Sep", "Oct–Dec"]
    assert dict(trend["rows"])["Oct–Dec"] == "5 of 5 too young to compare"


def test_of_scores_the_lower_group_is_told_first_and_periods_only_where_no_group_differs(sample):
    nps = evidence_of(sample, "nps/retention")["cause"]
    assert " ".join(nps["lines"]) == "Segment consumer: NPS +22, business: +66"
    assert nps["note"] == "what differs most: at least 23 points (95 % sure)"
    assert nps["role"] == "surface"
    left = evidence_of(sample, "dropped_off/purchase")["cause"]
    assert " ".join(left["lines"]) == "Begun in May: 40 % had not gone on, in Mar: 23 %"
    assert left["note"].endswith("points (95 % sure), after 133 days")


def test_where_nothing_surely_differs_it_says_so_and_what_was_looked_at(sample):
    cause = evidence_of(sample, "valence/purchase/Payment%20failed")["cause"]
    assert " ".join(cause["lines"]) == "No group surely differs" and cause["role"] == "surface"
    assert cause["note"].startswith("looked at: ") and "region" in cause["note"]
    assert evidence_of(sample, "reached/purchase")["cause"] is None, "counts are no finding"


def test_what_the_filter_chose_is_no_finding(sample):
    """Of the 54 that left at Payment failed all 54 left there: no share says so, in no sentence, table, chart or headline."""
    filters = Filters.of(where={"cohort": [FAILED]})
    for cell in (FAILED, "dropped_off/purchase", "advanced/purchase"):
        panel = evidence_of(sample, cell, filters)
        assert panel["cause"]["lines"] == ["Chosen by the filter"]
        assert panel["splits"] == panel["more_splits"] == [] and panel["trend"] is None
        assert "100 %" not in f"{panel['sentence']} {panel['table']} {panel.get('together')}"
    reached = evidence_of(sample, "reached/purchase", filters)
    assert ["Left", "54", "–"] in reached["table"]["rows"]
    felt = evidence_of(sample, "valence/purchase/Payment%20failed", filters)
    assert felt["cause"]["lines"] == ["No group surely differs"], "what they felt was not chosen"
    found = map_of(sample, filters)
    assert found.is_chosen and not map_of(sample).is_chosen
    assert {stage.funnel["drop_off_rate"] for stage in found.stages} == {None}
    assert "%" not in headline(found).sentence and "left" not in headline(found).sentence


def test_the_attribute_that_matters_is_found_however_late_it_stands_in_the_file(tmp_path):
    """Ten attributes, each with two halves; only the tenth tells who left: 20 of 20 against none of 20."""
    rows = []
    for number in range(40):
        own = {f"a{index}": f"g{(number >> index % 4) & 1}" for index in range(9)}
        own["last"] = "new" if number < 20 else "old"
        rows.append(event(f"c{number}", "2025-01-01", "Shop", stage="purchase", **own))
        if number >= 20:
            rows.append(event(f"c{number}", "2025-01-02", "Use", stage="retention", **own))
    rows.append(event("late", "2025-12-31", "Use", stage="retention"))
    panel = evidence_of(
        build(tmp_path, rows, "[journeys]\ninactivity_days = 7\n"), "lost/purchase/Shop"
    )
    assert " ".join(panel["cause"]["lines"]) == "Last new: 100 % leave here, old: 0 %"
    assert panel["splits"][0]["caption"] == "Last"


def test_a_loss_offers_to_be_an_end_and_nothing_else_does(sample):
    """At a stage's losses its three largest exits by name, at a touchpoint's friction the touchpoint."""
    exits = [row for row in ask(sample, "exits", Filters()).rows if row["drop_stage"] == "purchase"]
    largest = [row["touchpoint"] for row in exits][:3]
    assert largest[0] == "Basket" and len(exits) > 3
    assert evidence_of(sample, "dropped_off/purchase")["ends"] == [
        [f"{name} is an end, not a loss", "end", name] for name in largest
    ]
    assert evidence_of(sample, "lost/purchase/Basket")["ends"] == [
        ["This is an end, not a loss", "end", "Basket"]
    ]
    assert evidence_of(sample, "reached/purchase")["ends"] == []


def graph_evidence_of(generation, name: str, filters: Filters | None = None) -> dict:
    """The panel of the touchpoint in the graph of all its moves."""
    filters = filters or Filters()
    nodes, transitions = (
        ask(generation, view, filters) for view in (TOUCHPOINT_NODES, TRANSITIONS)
    )
    scores = ask(generation, SATISFACTION, filters, ("touchpoint",))
    stages = generation.definition.stage_names
    graph = journey_graph(
        without_chosen_shares(nodes.rows, filters),
        transitions.rows,
        stages,
        generation.order,
        "journey",
        1.0,
        {},
    )
    answers = GraphAnswers(
        nodes, transitions, scores, all_asker(generation, filters), tuple(generation.attributes)
    )
    return graph_panel(path_filter("later", name), graph, answers, (name,))


def test_the_graph_says_of_a_touchpoint_what_the_map_says(sample):
    """Without the channel and the periods five attributes are looked at: at least 26 points, as worked out in test_causes."""
    panel = graph_evidence_of(sample, "Payment failed")
    assert " ".join(panel["cause"]["lines"]) == "On mobile 53 % leave here, on desktop 0 %"
    assert panel["cause"]["note"] == "what differs most: at least 26 points (95 % sure)"
    assert [split["caption"] for split in panel["splits"]][0] == "Device"
    assert len(panel["splits"]) + len(panel["more_splits"]) == 5
    assert panel["together"] == "41 % leave here, 54 of 132 (33 to 49 %)"


def test_nor_does_the_graph_tell_shares_that_the_filter_chose(sample):
    panel = graph_evidence_of(
        sample, "Payment failed", Filters.of(where={"cohort": ["left/Payment%20failed"]})
    )
    assert panel["cause"]["lines"] == ["Chosen by the filter"] and panel["splits"] == []
    assert ["left here", "54", "chosen by the filter", "", ""] in panel["table"]["rows"]
    assert "%" not in panel["sentence"] and not panel["together"]


def test_what_is_behind_a_figure_is_listed_in_words_with_the_times_of_the_data():
    """23:30 in UTC is the next day in Berlin; nothing stands for what is not known, and a column of nothing is left out."""
    journey = {
        "customer_id": "Anna",
        "first_at": "2025-01-31T23:30:00Z",
        "last_at": "2025-03-02T09:05:00Z",
        "furthest_stage": "unassigned",
        "outcome": "in_progress",
        "lowest_valence": -0.55,
        "lowest_touchpoint": "Basket",
        "last_touchpoint": "Shop",
        "revenue": 1299.5,
    }
    assert _listed("dropped_off/visit", "journeys", journey) == {
        "customer": "Anna",
        "began": "1 Feb 2025",
        "last event": "2 Mar 2025",
        "ended": "under way",
        "felt worst at": "Basket (−0.6)",
        "last touchpoint": "Shop",
        "revenue": "1,299.50",
    }
    event = dict.fromkeys(EVENT_COLUMNS) | {
        "occurred_at": "2025-01-31T23:30:00Z",
        "valence": 0.62,
        "nps": 9.0,
    }
    assert _listed("valence/visit", "events", event) == {
        "time": "1 Feb 2025, 00:30",
        "valence": "+0.6",
        "NPS": "9",
    }


def _listed(cell: str, view: str, row: dict) -> dict[str, str]:
    """The only row of the list, by its headings."""
    answer = Answer(view, "shop", 1, Filters(), view, "analyst", {}, [], [row], {view: 1})
    listed = records(parse_cell(cell), answer, "Europe/Berlin")
    return dict(zip(listed["columns"], listed["rows"][0], strict=True))


def test_a_touchpoint_says_where_those_who_passed_it_go_next(tmp_path):
    """Of 20 who see the ad 10 go to the shop, 5 to the desk, 3 see it again, 1 calls and 1 goes nowhere: three are listed."""
    ways = ["Shop"] * 10 + ["Desk"] * 5 + ["Ad"] * 3 + ["Call"]
    rows = [event(f"c{number:02}", "2025-01-01", "Ad", stage="awareness") for number in range(20)]
    rows += [
        event(f"c{number:02}", "2025-01-02", name, stage="awareness")
        for number, name in enumerate(ways)
    ]
    generation = build(tmp_path, rows)
    [following] = evidence_of(generation, "passes/awareness/Ad")["tables"]
    assert following["caption"] == "What comes next" and following["more"] == 1
    assert [row[:3] for row in following["rows"]] == [
        ["Shop", "10", "50 %"],
        ["Desk", "5", "25 %"],
        ["again Ad", "3", "15 %"],
    ]
    assert evidence_of(generation, "reached/awareness")["tables"] == [], "a stage is no touchpoint"
    assert evidence_of(generation, "passes/awareness/Shop")["tables"] == [], "nothing comes after"


def test_comments_of_the_open_touchpoint_stand_before_those_of_its_stage(tmp_path):
    """The ad has one comment, older than the five of the shop; of the shop the latest ones fill the list."""
    rows = [event("a", "2025-01-01", "Ad", stage="awareness", comment="nice ad")]
    rows += [
        event(f"c{day}", f"2025-01-0{day}", "Shop", stage="awareness", comment=f"shop {day}")
        for day in range(2, 7)
    ]
    generation = build(tmp_path, rows)
    at_the_ad = evidence_of(generation, "passes/awareness/Ad")["voices"]
    assert [line.partition("”")[0] for line in at_the_ad] == [
        "“nice ad",
        "“shop 6",
        "“shop 5",
        "“shop 4",
    ]
    of_the_stage = evidence_of(generation, "reached/awareness")["voices"]
    assert of_the_stage[0].startswith("“shop 6”") and len(of_the_stage) == 4


def test_of_a_touchpoint_in_two_stages_all_who_pass_it_count(tmp_path):
    """12 see the ad in awareness and 8 in retention; ten go to the shop, of 20 and not of 12."""
    rows = [
        event(f"c{n:02}", "2025-01-01", "Ad", stage="awareness" if n < 12 else "retention")
        for n in range(20)
    ]
    rows += [event(f"c{n:02}", "2025-01-02", "Shop", stage="purchase") for n in range(10)]
    [following] = evidence_of(build(tmp_path, rows), "passes/awareness/Ad")["tables"]
    assert [row[:3] for row in following["rows"]] == [["Shop", "10", "50 %"]]
