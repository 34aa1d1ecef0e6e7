"""What became of journeys, by hand from METRICS.md: good ends, what undoes them, passive touchpoints, stages not observed."""

import pytest

from journey.data.ask import ask
from journey.model.filters import Filters
from journey.model.small_numbers import SHARED
from tests.logs import build, event

DEFINITION = """
[ends]
good = ["Delivered", "conversion = 1"]
undone_by = ["Called", "Returned"]
passive = ["Survey", "Newsletter", "Work item"]

[touchpoints]
Ad = "awareness"
Ordered = "purchase"
Delivered = "retention"
"""
LATE = "2025-12-31"


def log(*paths: list[tuple[str, str]], **attributes) -> list[dict]:
    """A journey a path of (day, touchpoint), by customers a, b, c..., and one event at the end of observation."""
    rows = [
        event("abcdefgh"[number], day, touchpoint, **attributes)
        for number, path in enumerate(paths)
        for day, touchpoint in path
    ]
    return [*rows, event("z", LATE, "Ad", **dict.fromkeys(attributes, None))]


def outcomes(generation) -> dict[str, tuple[str, str]]:
    """Customer to the outcome of the journey and the touchpoint that it was last seen at."""
    rows = ask(generation, "journeys", Filters()).rows
    return {row["customer_id"]: (row["outcome"], row["last_touchpoint"]) for row in rows}


ENDED = [("2025-01-01", "Ad"), ("2025-01-02", "Ordered"), ("2025-01-05", "Delivered")]


@pytest.mark.parametrize(
    ("afterwards", "expected"),
    [
        ([], ("ended_well", "Delivered")),
        (["Survey"], ("ended_well", "Delivered")),
        (["Newsletter", "Newsletter"], ("ended_well", "Delivered")),
        (["Work item"], ("ended_well", "Delivered")),
        (["Ordered"], ("ended_well", "Ordered")),  # a second order undoes nothing
        (["Called"], ("dropped_off", "Called")),
        (["Returned", "Newsletter"], ("dropped_off", "Returned")),
        (["Called", "Delivered"], ("ended_well", "Delivered")),  # the last good end counts
    ],
    ids=str,
)
def test_what_comes_after_a_good_end(tmp_path, afterwards, expected):
    path = ENDED + [(f"2025-02-0{day}", name) for day, name in enumerate(afterwards, 1)]
    assert outcomes(build(tmp_path, log(path), DEFINITION))["a"] == expected


def test_a_good_end_counts_however_young_it_is(tmp_path):
    """Ended well comes before under way."""
    young = [("2025-12-29", "Ordered"), ("2025-12-30", "Delivered")]
    under_way = [("2025-12-29", "Ordered")]
    found = outcomes(build(tmp_path, log(young, under_way), DEFINITION))
    assert found["a"][0] == "ended_well" and found["b"][0] == "in_progress"


def test_silence_counts_from_the_last_event_that_is_not_passive(tmp_path):
    """The newsletter of December keeps nobody under way; of passive events alone the last one counts."""
    newsletters = [("2025-06-01", "Newsletter"), (LATE, "Survey")]
    found = outcomes(
        build(tmp_path, log([("2025-06-01", "Ad"), (LATE, "Newsletter")], newsletters), DEFINITION)
    )
    assert found["a"] == ("dropped_off", "Ad")
    assert found["b"] == ("in_progress", "Survey")


def test_a_journey_in_no_stage_can_end_well(tmp_path):
    definition = '[ends]\ngood = ["Solved"]'
    generation = build(
        tmp_path, log([("2025-01-01", "Asked"), ("2025-01-02", "Solved")]), definition
    )
    [row] = [
        row for row in ask(generation, "funnel", Filters()).rows if row["stage"] == "unassigned"
    ]
    assert (row["reached"], row["ended_well"], row["dropped_off"]) == (2, 1, 0)
    chosen = Filters.of(where={"cohort": ["ended_well/unassigned"]})
    assert [row["customer_id"] for row in ask(generation, "journeys", chosen).rows] == ["a"]


def test_a_value_of_an_attribute_is_a_good_end(tmp_path):
    rows = [
        event("a", "2025-01-01", "Ad", conversion="0"),
        event("a", "2025-01-02", "Ordered", conversion="1"),
        event("b", "2025-01-01", "Ad", conversion="0"),
        event("z", LATE, "Ad", conversion="0"),
    ]
    found = outcomes(build(tmp_path, rows, DEFINITION))
    assert (found["a"][0], found["b"][0]) == ("ended_well", "dropped_off")


def test_in_a_service_log_the_customer_undoes_what_is_not_passive(tmp_path):
    definition = DEFINITION.replace("[ends]", "[ends]\nundone_by_customer = true")
    rows = [
        event(customer, day, touchpoint, actor=actor)
        for customer, path in {
            "a": [("Delivered", "agent"), ("Asked", "Customer")],
            "b": [("Delivered", "agent"), ("Asked", "agent")],
            "c": [("Delivered", "agent"), ("Survey", "customer")],
        }.items()
        for day, (touchpoint, actor) in zip(("2025-01-01", "2025-01-03"), path, strict=True)
    ]
    found = outcomes(build(tmp_path, [*rows, event("z", LATE, "Ad", actor="")], definition))
    assert [found[customer][0] for customer in "abc"] == ["dropped_off", "ended_well", "ended_well"]


def test_reached_is_the_sum_of_its_five_terms(tmp_path):
    paths = (
        ENDED,
        [*ENDED, ("2025-02-01", "Called")],
        ENDED[:2],
        [("2025-12-30", "Ordered")],
        [*ENDED, ("2025-03-01", "Advocacy")],
    )
    definition = DEFINITION + 'Advocacy = "advocacy"\n'
    rows = ask(build(tmp_path, log(*paths), definition), "funnel", Filters()).rows
    terms = ("advanced", "ended_well", "dropped_off", "in_progress", "completed")
    counts = {
        row["stage"]: [row["reached"], *(row[name] for name in terms)]
        for row in rows
        if row["reached"] is not None
    }
    assert counts == {  # reached, then the terms
        "awareness": [6, 5, 0, 0, 1, 0],
        "purchase": [5, 3, 0, 1, 1, 0],
        "retention": [3, 1, 1, 1, 0, 0],
        "advocacy": [1, 0, 0, 0, 0, 1],
    }


@pytest.mark.parametrize(
    ("stages", "observed"),
    [
        (("consideration", "purchase", "retention"), "first and last"),
        (("awareness", "purchase", "advocacy"), "in the middle"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_stage_not_observed_carries_no_numbers(tmp_path, stages, observed):
    """Nothing is skipped there; advanced means a later observed stage; an unobserved goal completes nobody."""
    first, second, third = stages
    rows = [
        event("a", "2025-01-01", "A", stage=first),
        event("a", "2025-01-02", "B", stage=second),
        event("b", "2025-01-01", "A", stage=first),
        event("b", "2025-01-02", "C", stage=third),
        event("z", LATE, "A", stage=first),
    ]
    generation = build(tmp_path, rows)
    found = {row["stage"]: row for row in ask(generation, "funnel", Filters()).rows}
    unobserved = {row["stage"] for row in found.values() if row["reached"] is None}
    assert unobserved == set(generation.definition.stage_names) - set(stages), observed
    for stage in unobserved:
        assert {found[stage][name] for name in ("completed", "skipped", "drop_off_rate")} == {None}
    assert [(found[stage]["reached"], found[stage]["advanced"]) for stage in stages] == [
        (3, 2),
        (2, 1),
        (1, 0),
    ]
    assert found[second]["skipped"] == 1


def test_an_exit_is_no_newsletter(tmp_path):
    """Exits per stage and touchpoint add up to the drop-off, and none is at a passive touchpoint."""
    generation = build(
        tmp_path,
        log(
            [("2025-01-01", "Ad"), ("2025-03-01", "Newsletter")],
            [("2025-01-01", "Ordered"), ("2025-01-02", "Newsletter"), ("2025-01-09", "Ad")],
        ),
        DEFINITION,
    )
    rows = ask(generation, "exits", Filters()).rows
    assert [(row["drop_stage"], row["touchpoint"], row["journeys"]) for row in rows] == [
        ("awareness", "Ad", 1),
        ("purchase", "Ad", 1),
    ]
    leaving = {
        row["touchpoint"]: row["dropped_off"]
        for row in ask(generation, "touchpoint_nodes", Filters()).rows
    }
    assert leaving == {"Ad": 2, "Newsletter": 0, "Ordered": 0}
    lost = Filters.of(where={"cohort": ["lost/awareness/Ad"]})
    assert {row["customer_id"] for row in ask(generation, "journeys", lost).rows} == {"a", "b"}


def test_few_that_ended_well_are_not_the_rest_of_a_total(tmp_path):
    """10 left in awareness, 10 in purchase, where 3 ended well, and 10 in retention, where 20 ended well.

    The three are hidden; with awareness alone hidden beside them the total of those who ended well would still tell them, so
    that those in retention are hidden, too.
    """
    stays = {"Ad": (10, 0), "Ordered": (10, 3), "Used": (10, 20)}
    rows, customers = [event("z", LATE, "Ad"), event("goal", LATE, "Told")], iter(range(1000))
    for index, (_last, (left, well)) in enumerate(stays.items()):
        names = list(stays)[: index + 1]
        for number in range(left + well):
            customer = f"c{next(customers)}"
            path = [*names, *(["conversion"] if number < well else [])]
            rows += [event(customer, f"2025-01-0{day}", name) for day, name in enumerate(path, 1)]
    definition = (
        '[ends]\ngood = ["conversion"]\n[touchpoints]\nAd = "awareness"\nOrdered = "purchase"\nUsed = "retention"\n'
        'Told = "advocacy"\n'
    )
    generation = build(tmp_path, rows, definition)
    exact = {row["stage"]: row for row in ask(generation, "funnel", Filters()).rows}
    found = {stage: (exact[stage]["dropped_off"], exact[stage]["ended_well"]) for stage in exact}
    assert (found["awareness"], found["purchase"], found["retention"]) == (
        (10, 0),
        (10, 3),
        (10, 20),
    )
    shown = ask(generation, "funnel", Filters(), mode=SHARED).rows
    ends = [(row["dropped_off"], row["ended_well"]) for row in shown if row["reached"] is not None]
    assert all(pair == (None, None) for pair in ends), shown


def test_those_who_ended_well_in_the_ordered_funnel_can_be_listed(tmp_path):
    """a came to the order in order and got a conversion, b was silent after it, c went on; nobody is ever in consideration."""
    ordered_path = [("2025-01-01", "Ad"), ("2025-01-02", "Ordered")]
    paths = (
        [*ordered_path, ("2025-01-03", "conversion")],
        ordered_path,
        [*ordered_path, ("2025-01-04", "Delivered")],
    )
    definition = DEFINITION.replace('"conversion = 1"', '"conversion"')
    generation = build(tmp_path, log(*paths), definition)
    ordered = ask(generation, "ordered", Filters()).rows
    row = next(row for row in ordered if row["name"] == "purchase")
    assert [row["name"] for row in ordered] == ["awareness", "purchase", "retention"]
    assert (row["reached"], row["advanced"], row["ended_well"], row["stopped"]) == (3, 1, 1, 1)
    for name, customer in (("ended_well", "a"), ("stopped", "b")):
        chosen = Filters.of(where={"cohort": [f"inorder/purchase/90/{name}"]})
        listed = ask(generation, "journeys", chosen).rows
        assert [journey["customer_id"] for journey in listed] == [customer]
