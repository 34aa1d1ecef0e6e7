"""The findings as rows: stories in order, what shared mode leaves out, and what a key does not open."""

import pytest

from journey.findings.asking import ask
from journey.model.errors import UserError
from journey.model.filters import Filters
from journey.model.finding import ALSO, HEAD, SHADOW, WATCH, WHERE, cell_of, filters_of, name_of
from journey.model.small_numbers import SHARED
from tests.findings.test_find import shop


def test_rows(tmp_path):
    """80 % of the mobile against 30 %: each of 1,000."""
    answer = ask(shop(tmp_path), "findings", Filters())
    row = answer.rows[0]
    assert (row["rank"], row["role"], row["measure"], row["stage"]) == (
        1,
        HEAD,
        "drop_off",
        "visit",
    )
    assert (row["inside"], row["outside"], row["inside_n"]) == (0.8, 0.3, 1000)
    assert row["title"] == "Mobile: 80 % left in visit, 30 % of the others"
    assert row["detail"] == "about 500 more customers than with the others (461 to 536)"
    assert answer.totals["looked_at"]["attribute"] > 0
    held = [one for one in answer.rows if one["role"] in (HEAD, ALSO, SHADOW)]
    assert answer.totals["held"] == len(held)
    assert set(answer.definitions) >= {"role", "excess", "inside"}


def test_each_story_begins_with_its_finding(sample):
    rows = ask(sample, "findings", Filters()).rows
    ranks = [row["rank"] for row in rows]
    assert ranks == sorted(ranks)
    for rank in set(ranks):
        roles = [row["role"] for row in rows if row["rank"] == rank]
        assert roles[0] in (HEAD, WHERE, WATCH) and set(roles[1:]) <= {ALSO, SHADOW}
        assert roles[0] == HEAD or len(roles) == 1
    firsts = [row["role"] for row in rows if row["role"] not in (ALSO, SHADOW)]
    assert firsts == sorted(firsts, key=(HEAD, WHERE, WATCH).index)


def test_what_rests_on_few_is_not_shared(sample):
    """No desktop journey left at the failed payment, and few others: where one to four customers fared so it is left out."""
    told = ask(sample, "findings", Filters())
    shared = ask(sample, "findings", Filters(), mode=SHARED)
    kept = {name_of(row) for row in shared.rows}
    assert kept < {name_of(row) for row in told.rows}
    assert "not shared" in shared.notes[-1]
    for row in shared.rows:
        if row["measure"] in ("drop_off", "leaves", "repeats", "waits", "contact_again"):
            for end in ("inside", "outside"):
                hits = round(row[end] * row[f"{end}_n"])
                assert hits == 0 or hits >= 5
                assert hits == row[f"{end}_n"] or row[f"{end}_n"] - hits >= 5


def test_a_closed_attribute_is_not_told(sample):
    ask(sample, "findings", Filters())  # kept with all attributes
    narrowed = sample.with_attributes(["segment", "region", "device", "plan"])
    told = {row["attribute"] for row in ask(narrowed, "findings", Filters()).rows}
    assert "persona" not in told and "region" in told


def test_its_filters_select_its_journeys(sample):
    """Mobile in May: of those that reached purchase the 123 of the finding are among those under its filters."""
    rows = ask(sample, "findings", Filters()).rows
    may = next(row for row in rows if row["stage"] == "purchase" and row["measure"] == "drop_off")
    narrowed = filters_of(may, Filters())
    assert (str(narrowed.from_date), str(narrowed.to_date)) == ("2025-05-05", "2025-05-25")
    assert narrowed.values("device") == ("mobile",)
    reached = {row["stage"]: row["reached"] for row in ask(sample, "funnel", narrowed).rows}
    assert reached["purchase"] >= may["inside_n"] == 123
    assert str(cell_of(may)) == "dropped_off/purchase"


def test_ways_select_by_the_path(sample):
    heads = [row for row in ask(sample, "findings", Filters()).rows if row["role"] == HEAD]
    rows = {row["attribute"]: row for row in reversed(heads)}
    friend = filters_of(rows["began at"], Filters())
    assert friend.values("cohort") == ("starts/Friend's%20recommendation".replace("\\", ""),)
    chat = filters_of(rows["straight from"], Filters()).values("cohort")[0]
    assert chat.startswith("contains/") and chat.count("/") == 2
    visit = filters_of(rows["passed"], Filters())
    assert visit.values("cohort") == ("contains/Store%20visit",)
    reached = {row["stage"]: row["reached"] for row in ask(sample, "funnel", friend).rows}
    assert reached["awareness"] >= rows["began at"]["inside_n"]


def test_groups_are_refused(sample):
    with pytest.raises(UserError, match="leave it out"):
        ask(sample, "findings", Filters(), by=("device",))
