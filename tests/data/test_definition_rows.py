"""Of the tables of a definition another one writes anew what it changes, and nothing else."""

import duckdb
import pytest

from journey.data.definition_rows import rewrite_definition, write_definition
from journey.model.definition import parse_definition

BEFORE = parse_definition("")


@pytest.fixture
def connection():
    connection = duckdb.connect()
    connection.execute("create table events (channel varchar, touchpoint varchar)")
    write_definition(connection, BEFORE, 7)
    yield connection
    connection.close()


@pytest.mark.parametrize(
    ("toml", "changed"),
    [
        ("", set()),
        ("kind = 'survey'", {"definition"}),
        ("[journeys]\ninactivity_days = 2", {"definition", "settings"}),
        ("[touchpoints]\nAd = 'awareness'", {"definition", "touchpoint_rules"}),
        ("[ends]\ngood = ['Paid']", {"definition", "touchpoint_rules"}),
    ],
)
def test_what_it_changes_is_written_anew(connection, toml, changed):
    assert rewrite_definition(connection, BEFORE, parse_definition(toml), 7) == changed


def test_the_tables_are_those_of_the_later_one(connection):
    later = parse_definition("[journeys]\ninactivity_days = 2\n[touchpoints]\nAd = 'purchase'")
    rewrite_definition(connection, BEFORE, later, 7)
    assert connection.execute("select inactivity_s, form from settings").fetchall() == [
        (172_800, 7)
    ]
    stage = (
        "select stage from touchpoint_rules join stages using (stage_no) where touchpoint = 'Ad'"
    )
    assert connection.execute(stage).fetchall() == [("purchase",)]
