"""Very many touchpoints: the largest are listed, the rest is counted, and nothing runs away."""

import pytest

from journey.data import largest
from journey.data.ask import ask
from journey.graph import answers
from journey.graph.lumped import lumped
from journey.graph.views import contributions as contributions_view
from journey.model.filters import Filters
from tests.graph.made import contributions
from tests.logs import build, event

pytestmark = pytest.mark.long

STAGES = ["awareness", "purchase"]


def small_limits(monkeypatch, many: int, listed: int) -> None:
    monkeypatch.setattr(largest, "MANY_TOUCHPOINTS", many)
    monkeypatch.setattr(largest, "LISTED", listed)


def log(tmp_path):
    """T1 has one event, T2 two ... T5 five, each of its own customers; all in awareness."""
    rows = [
        event(f"c{number}-{turn}", "2025-01-01", f"T{number}", stage="awareness")
        for number in range(1, 6)
        for turn in range(number)
    ]
    return build(tmp_path, rows)


def test_the_largest_are_listed_and_the_rest_is_counted(tmp_path, monkeypatch):
    """Of 15 events T4 and T5 have 9; the other three touchpoints have 1 + 2 + 3."""
    small_limits(monkeypatch, 4, 2)
    answer = ask(log(tmp_path), "touchpoints", Filters())
    assert [(row["touchpoint"], row["events"]) for row in answer.rows] == [("T4", 4), ("T5", 5)]
    assert (
        "the 2 touchpoints with the most events are listed; 3 rows with 6 events of the other 3 are left out"
        in answer.notes
    )


def test_below_the_limit_all_are_listed(tmp_path, monkeypatch):
    small_limits(monkeypatch, 5, 2)
    answer = ask(log(tmp_path), "touchpoints", Filters())
    assert len(answer.rows) == 5 and not any("left out" in note for note in answer.notes)


def test_what_is_filtered_to_is_listed_in_any_case(tmp_path, monkeypatch):
    small_limits(monkeypatch, 4, 2)
    answer = ask(log(tmp_path), "touchpoints", Filters.of(where={"touchpoint": ["T1"]}))
    assert [row["touchpoint"] for row in answer.rows] == ["T1"]


def test_the_graph_is_of_the_busiest(tmp_path, monkeypatch):
    """A to B five times, A to C once; of two listed touchpoints C is left out of the graph, and that is said."""
    monkeypatch.setattr(largest, "LISTED", 2)
    rows = [
        event(f"c{number}", f"2025-01-0{day}", name)
        for number in range(5)
        for day, name in ((1, "A"), (2, "B"))
    ]
    rows += [event("x", "2025-01-01", "A"), event("x", "2025-01-02", "C")]
    answer = answers.ask(build(tmp_path, rows), "bottlenecks", Filters())
    assert {row["touchpoint"] for row in answer.rows} == {"A", "B"}
    assert any("the 2 touchpoints with the most events are listed" in note for note in answer.notes)


def chain_row(source, target, end=None, moves=1):
    stage = {"A": "awareness", "B": "awareness", "C": "awareness", "P": "purchase", None: None}
    return {
        "group": 0,
        "source_stage": stage[source],
        "source": source,
        "target_stage": stage[target],
        "target": target,
        "end": end,
        "moves": moves,
    }


def test_small_cells_of_a_stage_are_taken_together_and_nobody_is_lost():
    """Ten begin at A, one at B, one at C; all of A and B go to P, C leaves. Kept alone: the two busiest, A and P."""
    rows = [
        chain_row(None, "A", moves=10),
        chain_row(None, "B"),
        chain_row(None, "C"),
        chain_row("A", "P", moves=10),
        chain_row("B", "P"),
        chain_row("C", None, "dropped_off"),
        chain_row("P", None, "completed", 11),
    ]
    merged, notes = lumped(rows, 2)
    assert {row["source"] for row in merged} == {None, "A", "P", "(2 others)"} and len(notes) == 1
    assert sum(row["moves"] for row in merged) == sum(row["moves"] for row in rows)
    effects = {
        row["touchpoint"]: round(row["removal_effect"], 4)
        for row in contributions(merged, STAGES, "purchase")
    }
    assert effects == {"A": round(10 / 11, 4), "(2 others)": round(1 / 11, 4)}
    assert lumped(rows, 4) == (rows, [])


def test_a_load_of_very_many_says_so_and_every_question_is_answered(tmp_path, monkeypatch):
    rows = [
        event(
            f"c{number % 900}",
            f"2025-01-{1 + number % 28:02d}",
            f"/page/{number}",
            stage="awareness",
        )
        for number in range(20_001)
    ]
    generation = build(tmp_path, rows)
    finding = next(
        one for one in generation.loads[0]["findings"] if one["code"] == "many_touchpoints"
    )
    assert finding["sentence"].startswith(
        "20,001 different touchpoints: screens list the 1,000 with the most events and count the rest"
    )
    assert finding["sentence"].endswith("; grouped by their pattern they would be 1")
    assert [setting["value"] for setting in finding["settings"]] == ["addresses=grouped"]
    for view in ("touchpoints", "touchpoint_nodes", "transitions", "friction"):
        answer = ask(generation, view, Filters())
        assert len(answer.rows) <= 1_000 and any("are left out" in note for note in answer.notes), (
            view
        )
    # A graph of a thousand takes its minute and a half, a chain of fifteen hundred cells many seconds.
    monkeypatch.setattr(largest, "LISTED", 250)
    monkeypatch.setattr(contributions_view, "CELLS_LIMIT", 250)
    for view, options in (
        ("bottlenecks", {}),
        ("loops", {}),
        ("contributions", {"stage": "awareness"}),
    ):
        answers.ask(generation, view, Filters(), **options)
