"""Evidence says what the views say: the very journeys counted, over time, by group; under filters that are in force already."""

from journey.data.answer import Answer
from journey.data.ask import ask
from journey.data.views.ripe import ripe_age
from journey.map.evidence.context import Context
from journey.map.evidence.panel import evidence
from journey.map.evidence.records import EVENT_COLUMNS, records
from journey.model.cells import parse_cell
from journey.model.filters import Filters
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
    assert trend["caption"].startswith(
        "Over time, share that had not gone on after 133 days, journeys begun in each month; pale: 642 journeys began less than "
        "133 days before the end: too young to compare"
    )
    assert said["2025-03-01"].startswith("23 % (") and said["2025-03-01"].endswith("n 230")
    assert said["2025-08-01"].endswith("n 130; 55 too young to compare")
    assert said["2025-12-01"] == "30 of 30 too young to compare"
    reached = dict(evidence_of(sample, "reached/purchase")["trend"]["rows"])
    assert reached["2025-05-01"] == "359"
    assert reached["2025-08-01"] == "55 of 185 too young to compare"
    assert evidence_of(sample, "in_progress/purchase")["trend"] is None
    left = dict(evidence_of(sample, "lost/purchase/Card payment")["trend"]["rows"])
    assert left["2025-12-01"].endswith("too young to compare") and "n " in left["2025-05-01"]


def test_answers_over_time_are_those_given_in_each_period(sample):
    trend = evidence_of(sample, "csat/purchase")["trend"]
    assert trend["caption"] == "Over time, given in each month"


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
