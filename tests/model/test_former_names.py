"""Links, commands and notes of the version before still lead to the same journeys, and are told today's names."""

from journey.__main__ import main
from journey.data.ask import ask
from journey.map.view import from_link as view_from_link
from journey.model.cells import Cell, parse_cell
from journey.model.filters import Filters, from_link
from tests.logs import build, event

FORMER = {
    "where.behind": ["felt/purchase/Basket", "dropped_off/purchase"],
    "where.channel": ["web"],
}
CURRENT = {"cohort": ["valence/purchase/Basket", "dropped_off/purchase"], "channel": ["web"]}


def test_a_former_link_is_today_s_filter_and_says_so():
    filters, notices = from_link(FORMER)
    assert filters == Filters.of(where=CURRENT)
    assert notices == [
        "'behind' is called 'cohort' now: write that, the former name ends soon.",
        "'felt' is called 'valence' now: write that, the former name ends soon.",
    ]


def test_a_link_of_today_says_nothing():
    assert from_link({f"where.{key}": values for key, values in CURRENT.items()}) == (
        Filters.of(where=CURRENT),
        [],
    )


def test_a_former_cell_opens_its_evidence_and_a_note_keeps_its_place():
    view, notices = view_from_link({"cell": ["felt/purchase/Basket"]})
    assert view.cell == Cell("valence", "purchase", "Basket") == parse_cell("felt/purchase/Basket")
    assert notices == ["'felt' is called 'valence' now: write that, the former name ends soon."]


def test_a_former_command_is_answered_and_told_the_new_names(capsys, sample_db):
    former = ["show", "moves", "--where", "behind=dropped_off/purchase", "--db", str(sample_db)]
    assert main([*former, "--json"]) == 0
    printed, said = capsys.readouterr()
    current = ["show", "transition_counts", "--where", "cohort=dropped_off/purchase"]
    assert main([*current, "--db", str(sample_db), "--json"]) == 0
    assert (printed, "") == tuple(capsys.readouterr())
    assert "'moves' is called 'transition_counts' now" in said
    assert "'behind' is called 'cohort' now" in said


def test_a_column_called_like_a_filter_is_an_attribute_of_another_name(tmp_path):
    """`cohort` and its former name select the journeys of a figure: a company's own cohorts are told apart."""
    rows = [
        event("a", "2025-01-01", "Ad", cohort="2024", behind="x"),
        event("b", "2025-01-01", "Ad", cohort="2025", behind="y"),
    ]
    generation = build(tmp_path, rows)
    assert set(generation.attributes) == {"cohort (column)", "behind (column)"}
    filters = Filters.of(where={"cohort (column)": ["2024"], "cohort": ["passes/unassigned/Ad"]})
    assert ask(generation, "summary", filters).rows[0]["customers"] == 1
