"""The list of journeys in words, and as a file."""

import csv
import io

import pandas as pd

from journey.presenters import journey_list
from journey.presenters.journey_list import as_csv


def test_the_caption_says_how_many_and_which():
    what_for = "Select a row to open that customer; Previous and Next follow this list."
    assert journey_list.caption(1, "that left") == f"1 journey that left. {what_for}"
    assert journey_list.caption(1200, "that left") == (
        f"The latest 100 of 1,200 journeys that left. {what_for}"
    )


def test_rows_for_reading_have_words_and_times():
    frame = pd.DataFrame(
        {
            "customer_id": ["a", "b"],
            "outcome": ["dropped_off", "completed"],
            "first_at": ["2025-01-02T03:04:05Z", "2025-02-03T04:05:06Z"],
            "value": [None, None],
        }
    )
    rows = journey_list.readable(frame, is_timeless=False)
    assert list(rows) == ["customer_id", "outcome", "first_at"]  # nothing is in the others
    assert list(rows["outcome"]) == ["left", "completed"] and rows["first_at"][1].month == 2
    assert journey_list.time_columns(frame, is_timeless=False) == ["first_at"]
    assert journey_list.time_columns(frame, is_timeless=True) == []
    assert "first_at" not in journey_list.readable(frame.assign(first_at=None), is_timeless=True)


def test_a_table_is_no_higher_than_its_limit():
    assert journey_list.height(2, 420) == 38 + 70
    assert journey_list.height(99, 420) == 420


def test_a_download_has_a_limit_and_a_plain_name():
    assert journey_list.download_label(100_000) == "Download all as CSV"
    assert journey_list.download_label(100_001) == "Download the latest 100,000 as CSV"
    assert (
        journey_list.file_name("journeys-that left: Ad/Shop!") == "journeys-that-left-Ad-Shop.csv"
    )


def test_a_spreadsheet_gets_text_and_no_formulas():
    written = as_csv([{"customer_id": "=1+1", "steps": -2, "last": "a,b", "filters": "@x"}])
    assert written.startswith(b"\xef\xbb\xbf")
    assert list(csv.DictReader(io.StringIO(written.decode("utf-8-sig")))) == [
        {"customer_id": "'=1+1", "steps": "-2", "last": "a,b", "filters": "'@x"}
    ]
