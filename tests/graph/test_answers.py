"""What is worked out from the graph has the form, the filters and the numbers of what is counted."""

import pytest

from journey.data.ask import ask as counted
from journey.graph.answers import GRAPH_VIEWS, ask
from journey.model.errors import UserError
from journey.model.filters import Filters
from journey.model.small_numbers import SHARED

PHONE = Filters.of(where={"channel": ["phone"]})
NEEDED = {"likely": {"source": "Basket", "target": "Delivery"}}


@pytest.mark.parametrize("view", GRAPH_VIEWS)
def test_each_view_says_what_it_is(sample, view):
    answer = ask(sample, view, PHONE, **NEEDED.get(view, {}))
    assert (
        answer.rows
        and answer.definitions
        and answer.filters == PHONE
        and answer.dataset == "sample"
    )
    assert answer.command.startswith(
        f"python -m journey show {view} --dataset sample --where channel=phone"
    )


@pytest.mark.parametrize("view", ["likely", "bottlenecks", "contributions", "what_if"])
def test_models_of_all_counts_are_refused_in_shared_mode(sample, view):
    with pytest.raises(UserError, match="the small ones could be worked out from it"):
        ask(sample, view, PHONE, mode=SHARED, **NEEDED.get(view, {}))


@pytest.mark.parametrize("view", ["loops", "communities"])
def test_what_rests_on_told_moves_is_told_of_them_alone(sample, view):
    """Each loop of one move is a told transition, with the same moves; groups add up no more than the told moves."""
    moves = {
        (row["source"], row["target"]): row["moves"]
        for row in counted(sample, "transitions", PHONE, mode=SHARED).rows
        if row["target"]
    }
    rows = ask(sample, view, PHONE, mode=SHARED).rows
    assert rows
    if view == "loops":
        single = [row for row in rows if row["kind"] != "circle"]
        ends = [(row["touchpoints"][0], row["touchpoints"][-1]) for row in single]
        assert [moves[pair] for pair in ends] == [row["moves"] for row in single]
    else:
        between = sum(number for (source, target), number in moves.items() if source != target)
        assert sum(row["moves"] for row in rows) == between


def test_without_a_change_nothing_changes_and_counts_stand_beside(sample):
    rows = ask(sample, "what_if", Filters()).rows
    assert all(row["difference"] == 0 for row in rows)
    assert [row["reached"] for row in rows] == [
        row["reached"] for row in counted(sample, "funnel", Filters()).rows[:5]
    ]


def test_fewer_leaving_means_more_arriving(sample):
    rows = {
        row["stage"]: row
        for row in ask(sample, "what_if", Filters(), change=("leaving/purchase/Basket=1",)).rows
    }
    assert (
        rows["consideration"]["difference"]
        == 0
        < rows["retention"]["difference_low"]
        < rows["retention"]["difference"]
    )


def test_journeys_that_went_a_likely_way_are_counted(sample):
    for row in ask(sample, "likely", Filters(), source="Basket", target="Delivery").rows:
        paths = [
            found
            for found in counted(sample, "variants", Filters(), top=100_000).rows
            if holds(found["path"], row["path"])
        ]
        assert row["journeys"] == sum(found["journeys"] for found in paths)


def holds(path: list[str], part: list[str]) -> bool:
    return any(path[start : start + len(part)] == part for start in range(len(path)))
