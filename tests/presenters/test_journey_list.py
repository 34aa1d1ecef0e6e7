"""The list of journeys in words, and as a file."""

import csv
import io
import re
from urllib.parse import unquote

import pandas as pd

from journey.model.theme import NEUTRAL, stage_hue
from journey.presenters import journey_list
from journey.presenters.journey_list import as_csv


def test_the_caption_says_how_many_and_which():
    what_for = "Select a row to open that customer; Previous and Next follow this list."
    assert journey_list.caption(1, "that left") == f"1 journey that left. {what_for}"
    assert journey_list.caption(1200, "that left") == (
        f"The latest 100 of 1,200 journeys that left. {what_for}"
    )


STAGES = ("visit", "buy", "use")


def rows(**differing) -> pd.DataFrame:
    """Two rows of the view `journeys`."""
    columns = {
        "customer_id": ["a", "b"],
        "journey_id": [None, None],
        "first_at": ["2025-01-02T03:04:05Z", "2025-02-03T04:05:06Z"],
        "last_at": ["2025-01-02T03:04:05Z", "2025-02-04T04:05:06Z"],
        "steps": [1, 3],
        "stages": [[], ["visit", "use"]],
        "furthest_stage": ["unassigned", "use"],
        "outcome": ["dropped_off", "completed"],
        "last_touchpoint": ["Ad", "Delivery"],
        "lowest_valence": [None, -0.5],
        "lowest_touchpoint": [None, "Basket"],
        "revenue": [None, 20.0],
    }
    return pd.DataFrame(columns | differing)


def test_rows_for_reading_have_words_and_times():
    table = journey_list.readable(rows(), STAGES)
    assert list(table) == [
        *("Customer", "Began", "Last event", "Stages passed", "Got as far as", "Ended"),
        *("Felt worst at", "Last touchpoint", "Events", "Revenue"),
    ], "no journey has an id"
    assert list(table["Ended"]) == ["left", "completed"] and table["Began"][1].month == 2
    assert table["Felt worst at"][1] == "Basket (−0.5)" and table["Got as far as"][1] == "use"
    assert list(table[["Stages passed", "Got as far as", "Felt worst at"]].isna().all(axis=1)) == [
        True,
        False,
    ], "the first journey is in no stage, and nobody knows how it felt"


def test_answers_without_a_time_have_no_columns_of_time():
    timeless = rows(**dict.fromkeys(("first_at", "last_at", "outcome"), [None, None]))
    table = journey_list.readable(timeless, STAGES)
    assert not {"Began", "Last event", "Ended"} & set(table) and "Customer" in table


def test_the_strip_has_a_block_for_each_stage_passed_in_its_hue_and_a_dash_for_the_others():
    """Visited and used, and never bought: blocks in the hues of the first and the third stage around one dash."""
    drawn = unquote(journey_list.strip(["visit", "use"], STAGES))
    hues = re.findall(r"stroke='(#\w+)'", drawn)
    assert hues == [stage_hue(0), NEUTRAL, stage_hue(2)]
    assert re.findall(r"d='M(\d+) ", drawn) == ["8", "24", "40"] and "width='48'" in drawn
    assert "<script" not in journey_list.strip(["<script>"], ("<script>",))
    assert journey_list.strip_words(STAGES).endswith("visit, buy, use")


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
    written = as_csv(
        [{"customer_id": "=1+1", "steps": -2, "last": "a,b", "stages": ["a", "b"], "filters": "@x"}]
    )
    assert written.startswith(b"\xef\xbb\xbf")
    assert list(csv.DictReader(io.StringIO(written.decode("utf-8-sig")))) == [
        {"customer_id": "'=1+1", "steps": "-2", "last": "a,b", "stages": "a → b", "filters": "'@x"}
    ]
