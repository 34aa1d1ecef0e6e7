"""Values left out of events that stay: a table on the Data screen, with a file."""

from tests.logs import build, event
from tests.ui.test_pages import open_page, words

ROWS = [event(f"c{number}", "2025-01-01", "Ad", csat=str(1 + number % 5)) for number in range(10)]


def test_they_stand_below_the_refused_rows(monkeypatch, tmp_path):
    """The answer in line 3 is none, and its event stays; line 4 has no time."""
    rows = [
        *ROWS[:1],
        ROWS[1] | {"csat": "=1+1"},
        ROWS[2] | {"occurred_at": "never"},
        *ROWS[3:],
    ]
    generation = build(tmp_path, rows, assumed=("scale.csat=1-5",))
    assert generation.rows("select count(*), count(csat) from events") == [(9, 8)]
    app = open_page(monkeypatch, tmp_path / "db", "pages/data.py")
    text = words(app)
    assert "**1 value left out** (its event stays)" in text and "**1 row refused**" in text
    tables = [each.value for each in app.dataframe if "Reason" in each.value]
    assert tables[1].to_dict("records") == [
        {
            "Line": 3,
            "Column": "csat",
            "Value": "=1+1",
            "Reason": "csat is not a whole number from 1 to 5",
        }
    ]
    labels = [each.proto.label for each in app.get("download_button")]
    assert "Download the values left out" in labels


def test_where_nothing_is_left_out_nothing_is_said(monkeypatch, tmp_path):
    build(tmp_path, ROWS, assumed=("scale.csat=1-5",))
    app = open_page(monkeypatch, tmp_path / "db", "pages/data.py")
    assert "left out" not in words(app)
