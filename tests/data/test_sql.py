"""Query files become one query: what is read is put before it, parameters get names of their own, files hold what is selected."""

import re
from datetime import date

import duckdb
import pytest

from journey.data import selection
from journey.data.selection import JourneyFilters, select
from journey.data.sql import Relation, bound, composed, filled, numbered, parameters, query
from journey.model.filters import Filters
from tests.conftest import ROOT

ONE, TWO = Relation("one", "select 1 as x"), Relation("two", "select x + 1 as x from one")
UNREAD = Relation("three", "select x from two", is_inlined=True)
SELECTED = sorted(path.stem for path in (ROOT / "queries/selection").glob("selected_*.sql"))


def test_a_query_stands_after_the_relations_that_it_reads_directly_or_through_each_other():
    sql = composed(
        "-- three is not read\nwith\nmine as (select x from two)\nselect * from mine",
        (ONE, TWO, UNREAD),
    )
    assert duckdb.sql(sql).fetchall() == [(2,)]
    assert "one as" in sql and "two as" in sql and "three as" not in sql


def test_a_query_that_reads_none_of_them_stays_as_it_is():
    assert composed("select 1 as x", (ONE, TWO)) == "select 1 as x"


def test_a_composed_query_keeps_the_order_of_its_rows():
    relation = Relation("numbers", "select range as number from range(100000)")
    sql = composed("select number from numbers order by number % 7, number desc", (relation,))
    rows = [row[0] for row in duckdb.sql(sql).fetchall()]
    assert rows == sorted(rows, key=lambda number: (number % 7, -number))


def test_parameters_are_neither_in_comments_nor_in_texts():
    sql = "-- $a\nselect $b as x, 'it''s $c' as y -- $d"
    assert parameters(sql) == {"b"}
    assert bound(sql, {"b": 1, "c": 2}) == {"b": 1}
    with pytest.raises(KeyError):
        bound(sql, {"c": 2})


def test_a_query_asked_for_twice_in_one_has_its_parameters_twice():
    sql = "select $x as x where $x > $least"
    assert numbered(sql, "first_") == "select $first_x as x where $first_x > $first_least"
    assert numbered(sql, "") == sql


def test_a_parameter_is_filled_with_a_column_and_others_stay():
    assert (
        filled("select $group_1 as g, $x as x", {"group_1": "x.stage_no"})
        == "select x.stage_no as g, $x as x"
    )


@pytest.mark.parametrize("name", SELECTED)
def test_each_relation_is_the_file_of_its_name(sample, name):
    """What is selected is read in the file: with filters it differs in the condition alone, and without it is `true`."""
    relations = {relation.name: relation.sql for relation in select(sample, Filters()).relations}
    assert relations[name] == query("selection", name).replace("$is_kept", "true")
    filtered = select(sample, Filters.of(where={"region": ["North"], "channel": ["phone"]}))
    text = {relation.name: relation.sql for relation in filtered.relations}[name]
    before, after = query("selection", name).split("$is_kept")
    assert text.startswith(before + "journey_no in (") and text.endswith(after)


def test_every_file_of_a_selection_is_used(sample):
    """Grouped ones by an attribute, which all relations know; `other_journeys` by a filter on customers."""
    customers = Filters.of(where={"cohort": ["customer_converts/Basket/Review/7"]})
    made = {relation.name for relation in select(sample, customers, ("region",)).relations}
    assert made == {path.stem for path in (ROOT / "queries/selection").glob("*.sql")}


@pytest.mark.parametrize(
    "path", sorted((ROOT / "queries").glob("*/*.sql")), ids=lambda path: path.stem
)
def test_who_reads_numbered_groups_says_what_they_are(path):
    text = path.read_text(encoding="utf-8")
    comment = "\n".join(line for line in text.splitlines() if line.startswith("--"))
    if re.search(r"\bgroup_1\b", text):
        assert "group_1" in comment


def test_filters_are_compiled_once_and_the_oldest_are_forgotten(sample, monkeypatch):
    compiled = []
    monkeypatch.setattr(
        selection,
        "_compiled",
        lambda generation, filters: compiled.append(filters) or JourneyFilters((), (), (), ()),
    )
    first = Filters.of(
        date(2025, 2, 3), date(2025, 2, 4), {"touchpoint": ["Basket"]}
    )  # of this test alone
    for _ in range(2):
        select(sample, first)
    assert compiled == [first]
    others = [
        Filters.of(where={"touchpoint": [str(number)]}) for number in range(selection.KEPT_LIMIT)
    ]
    for filters in others:
        selection._journey_filters(sample, filters)
    selection._journey_filters(sample, others[-1])
    assert compiled == [first, *others]
    selection._journey_filters(sample, first)
    assert compiled == [first, *others, first]
