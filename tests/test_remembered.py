"""What is remembered of an answer is nobody's own: whoever changes its rows changes them for nobody else."""

import pytest

from journey.data.generation import Generation
from tests import remembered
from tests.logs import build, event

SQL = "select touchpoint, 1 as number from touchpoints order by touchpoint"


@pytest.fixture(scope="module")
def held(tmp_path_factory):
    rows = [event("c", "2025-01-01", "Ad"), event("c", "2025-01-02", "Shop")]
    return remembered.hold(build(tmp_path_factory.mktemp("held"), rows))


def test_rows_that_were_changed_come_back_as_they_were(held):
    first = held.records(SQL)
    first[0]["touchpoint"] = "changed"
    first.pop()
    columns = held.columns("select 1 as number from touchpoints")
    columns["number"][0] = 7
    assert held.records(SQL) == [
        {"touchpoint": "Ad", "number": 1},
        {"touchpoint": "Shop", "number": 1},
    ]
    assert held.columns("select 1 as number from touchpoints")["number"].tolist() == [1, 1]
    assert held.rows(SQL) == [("Ad", 1), ("Shop", 1)]


def test_another_value_is_asked_anew(held):
    sql = "select count(*) from touchpoints where touchpoint = $name"
    assert held.rows(sql, {"name": "Ad"}) == [(1,)] and held.rows(sql, {"name": "x"}) == [(0,)]


def test_what_is_not_held_is_asked_each_time(tmp_path):
    generation = Generation(build(tmp_path, [event("c", "2025-01-01", "Ad")]).path)
    assert len({value for _ in range(3) for (value,) in generation.rows("select random()")}) == 3
