"""XES event logs: what a trace and its events say becomes columns; a broken or hostile one is refused in a sentence."""

import gzip

import pytest

from journey.data import store
from journey.data.generation import open_generation
from journey.model.errors import UserError
from journey.use.load import load
from tests.logs import load_options

LOG = """<?xml version="1.0" encoding="UTF-8" ?>
<!-- made by hand -->
<log xes.version="1.0" xmlns="http://www.xes-standard.org/">
  <extension name="Concept" prefix="concept" uri="http://www.xes-standard.org/concept.xesext"/>
  <global scope="event"><string key="concept:name" value="UNKNOWN"/></global>
  <float key="cost:total" value="7"><float key="a" value="3"/></float>
  <trace>
    <string key="concept:name" value="c1"/>
    <string key="region" value="North &amp; East"><string key="part" value="x"/></string>
    <event>
      <string key="concept:name" value="Order"/>
      <date key="time:timestamp" value="2024-04-14T20:00:00.000+02:00"/>
      <string key="org:resource" value="Müller"/>
    </event>
    <event>
      <date key="time:timestamp" value="2024-04-15T20:00:00.000+02:00"/>
      <string key="concept:name" value="Parcel"/>
    </event>
  </trace>
  <trace>
    <string key="concept:name" value="c2"/>
    <event>
      <string key="concept:name" value="Order"/>
      <date key="time:timestamp" value="2024-04-16T20:00:00.000+02:00"/>
      <boolean key="is new" value="true"/>
    </event>
  </trace>
</log>
"""


def loaded(folder, name, content):
    path = folder / name
    path.write_bytes(content)
    report = load(folder / "db", "log", path, load_options())
    return report, open_generation(store.current_generation(folder / "db", "log"))


@pytest.mark.parametrize(
    ("name", "packed"), [("log.xes", bytes), ("log.xes.gz", gzip.compress), ("log.xml", bytes)]
)
def test_a_log_is_one_row_an_event(tmp_path, name, packed):
    report, generation = loaded(tmp_path, name, packed(LOG.encode()))
    assert report.mapping == {
        "customer_id": "case:concept:name",
        "touchpoint": "concept:name",
        "occurred_at": "time:timestamp",
    }
    assert generation.rows(
        "select customer_id, touchpoint, cast(occurred_at as varchar) from events order by event_no"
    ) == [
        ("c1", "Order", "2024-04-14 18:00:00"),
        ("c1", "Parcel", "2024-04-15 18:00:00"),
        ("c2", "Order", "2024-04-16 18:00:00"),
    ]
    assert report.attributes == ["case:region", "org:resource", "is new"]
    assert generation.rows("select a1, a2, a3 from events order by event_no") == [
        ("North & East", "Müller", None),
        ("North & East", None, None),
        (None, None, "true"),
    ]


BOMB = '<?xml version="1.0"?><!DOCTYPE log [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><log><trace>&b;</trace></log>'


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (LOG[: LOG.index("</event>")], "is no whole XES log: it breaks off in line 14"),
        (BOMB, "defines entities of its own"),
        ("<log></log>", "is an event log without events"),
        ("<!DOCTYPE html><html><body>Sign in</body></html>", "is a web page"),
        ('<?xml version="1.0"?><rss><item/></rss>', "is XML of another kind than XES"),
    ],
)
def test_what_is_no_log_is_refused_in_a_sentence(tmp_path, content, words):
    with pytest.raises(UserError, match=words):
        loaded(tmp_path, "log.xes", content.encode())


def test_a_text_longer_than_a_line_of_a_table_is_read(tmp_path):
    """Two million letters and more in one value; a reader of plain tables stops there."""
    path = tmp_path / "log.xes"
    path.write_text(LOG.replace("Müller", "x" * 2_500_000), encoding="utf-8")
    report = load(tmp_path / "db", "log", path, load_options())
    assert (report.rows_read, report.loaded) == (3, 3)
