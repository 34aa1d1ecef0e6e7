"""Numbers in tables: their unit, and how they are written."""

import pandas as pd

from journey.data.views.form import COUNT, NAME, SECONDS, SHARE, Heading
from journey.presenters import tables

HOUR = 3_600


def test_whole_and_large_numbers_have_separators():
    frame = pd.DataFrame(
        {
            "name": ["a", "b"],
            "n": [1, 2],
            "share": [0.5, 0.25],
            "value": [0.5, 2000],
            "none": [None, None],
        }
    )
    assert tables.plain(frame).formats == {
        "n": "localized",
        "share": "%.3f",
        "value": "localized",
    }


def test_headings_choose_columns_and_units():
    frame = pd.DataFrame(
        {
            "path": [["Ad", "Shop"], ["Ad"]],
            "journeys": [3, 1],
            "share": [0.75, 0.25],
            "median_seconds": [2 * HOUR, 8 * HOUR],
            "p90_seconds": [240 * HOUR, None],
            "empty": [None, None],
        }
    )
    headings = (
        Heading("median_seconds", "Half", SECONDS),
        Heading("p90_seconds", "Most", SECONDS),
        Heading("path", "Path", NAME),
        Heading("share", "Share", SHARE),
        Heading("journeys", "Journeys", COUNT),
        Heading("empty", "Empty", COUNT),
        Heading("gone", "Gone", COUNT),
    )
    table = tables.readable(frame, headings)
    assert list(table.frame) == ["Half (hours)", "Most (hours)", "Path", "Share (%)", "Journeys"]
    assert table.frame["Path"][0] == "Ad → Shop"
    assert list(table.frame["Share (%)"]) == [75.0, 25.0]
    assert table.frame["Most (hours)"][0] == 240  # beside a median, in its unit
    assert table.formats == {
        "Half (hours)": "%.1f",
        "Most (hours)": "%.1f",
        "Share (%)": "%.1f",
        "Journeys": "localized",
    }


def test_waits_in_all_have_a_unit_of_their_own():
    frame = pd.DataFrame({"waited_seconds": [86_400 * 1500], "median_seconds": [30]})
    headings = (
        Heading("waited_seconds", "All", SECONDS),
        Heading("median_seconds", "Half", SECONDS),
    )
    table = tables.readable(frame, headings)
    assert list(table.frame) == ["All (days)", "Half (seconds)"]
    assert table.formats == {"All (days)": "localized", "Half (seconds)": "%.1f"}
