"""Tables for reading: how their numbers, times and ids are written, what stands over their columns, what defines them."""

import pandas as pd

from journey.data.answer import Answer
from journey.data.views.form import COUNT, NAME, NUMBER, SECONDS, SHARE, VALENCE, Heading
from journey.model.filters import Filters
from journey.presenters import tables

HOUR = 3_600


def cells(table: tables.Table) -> dict[str, list]:
    """The columns as they are written."""
    return {name: [*table.written[name]] for name in table.written}


def test_numbers_have_no_more_digits_than_count():
    frame = pd.DataFrame(
        {
            "n": [1, 12_345],
            "score": [0.6204, 4_321.9],
            "p": [0.00041, 12.345],
            "year": ["2024", "5"],
        }
    )
    headings = [Heading(name, name, NUMBER) for name in frame]
    assert cells(tables.readable(frame, headings)) == {
        "n": ["1", "12,345"],
        "score": ["0.62", "4,322"],
        "p": ["0.00041", "12.3"],
        "year": ["2024", "5"],  # a text stays as it is
    }


def test_shares_are_percent_by_what_they_rest_on_and_few_are_not_none():
    frame = pd.DataFrame(
        {
            "share": [0.0, 0.004, 0.996, 0.3456],
            "rate": [0.0, 0.0004, 0.5, 1.0],
            "rate_n": [2000, 2000, 3000, 2000],
            "difference": [-0.178, 0.0, 0.1, 0.2],
            "valence": [-0.62, 0.0, 0.5, None],
        }
    )
    headings = [
        *(Heading(name, name, SHARE) for name in ("share", "rate", "difference")),
        Heading("valence", "valence", VALENCE),
    ]
    table = tables.readable(frame, headings)
    written = cells(table)
    assert written["share"] == ["0 %", "< 1 %", "> 99 %", "35 %"]
    assert written["rate"] == ["0 %", "< 1 %", "50 %", "100 %"]
    assert written["difference"] == ["−18 %", "0 %", "+10 %", "+20 %"]
    assert written["valence"][:3] == ["−0.62", "0.00", "+0.50"] and pd.isna(written["valence"][3])
    assert table.frame["share"][1] == 0.004, "what is sorted by is the number"


def test_headings_choose_columns_and_units():
    frame = pd.DataFrame(
        {
            "path": [["Ad", "Shop"], ["Ad"]],
            "journeys": [3, 1],
            "median_seconds": [2 * HOUR, 8 * HOUR],
            "p90_seconds": [240 * HOUR, None],
            "empty": [None, None],
        }
    )
    headings = (
        Heading("median_seconds", "Half", SECONDS),
        Heading("p90_seconds", "Most", SECONDS),
        Heading("path", "Path", NAME),
        Heading("journeys", "Journeys", COUNT),
        Heading("empty", "Empty", COUNT),
        Heading("gone", "Gone", COUNT),
    )
    written = cells(tables.readable(frame, headings))
    assert list(written) == ["Half (hours)", "Most (hours)", "Path", "Journeys"]
    assert written["Path"] == ["Ad → Shop", "Ad"]
    assert written["Most (hours)"][0] == "240.0"  # beside a median, in its unit


def test_waits_in_all_have_a_unit_of_their_own():
    frame = pd.DataFrame({"waited_seconds": [86_400 * 1500], "median_seconds": [30]})
    headings = (
        Heading("waited_seconds", "All", SECONDS),
        Heading("median_seconds", "Half", SECONDS),
    )
    assert cells(tables.readable(frame, headings)) == {
        "All (days)": ["1,500"],
        "Half (seconds)": ["30.0"],
    }


def answer(view: str, *rows: dict, **definitions: str) -> Answer:
    notes = ["contact_again is not measured yet"]
    return Answer(view, "shop", 1, Filters(), "journeys", "analyst", definitions, notes, [*rows])


FUNNEL = {
    "stage": "visit",
    "reached": 8,
    "ended_well": 2,
    "dropped_off": 5,
    "conversion_rate": 0.125,
    "conversion_rate_n": 8,
    "ended_well_rate": 0.25,
    "ended_well_rate_n": 8,
    "mood": "calm",
    "base": "counts only",
}


def test_an_answer_is_headed_by_the_vocabulary_and_no_two_columns_alike():
    table = tables.of_answer(answer("funnel", FUNNEL), {"mood": "first mood"})
    assert cells(table) == {
        "Stage": ["visit"],
        "Reached": ["8"],
        "Ended well": ["2"],
        "Left": ["5"],
        "Conversion": ["12 %"],
        "n, conversion": ["8"],
        "Ended well, share": ["25 %"],
        "n, ended well": ["8"],
        "First mood": ["calm"],
        "Base": ["counts only"],
    }


def test_ids_of_outcomes_and_metrics_are_worded_and_times_are_times():
    row = {"customer_id": "a_b", "first_at": "2025-01-02T03:04:05Z", "outcome": "dropped_off"}
    table = tables.of_answer(answer("journeys", row), {})
    assert table.moments == ("Began",) and table.frame["Began"][0].minute == 4
    assert (table.frame["Customer"][0], table.frame["Ended"][0]) == ("a_b", "left")
    figure = {"metric": "csat", "definition": "CSAT: share of satisfied answers", "value": 0.62}
    mean = {"metric": "sentiment", "definition": "mean valence, -1 to 1", "value": -0.62}
    points = {"metric": "nps", "definition": "NPS in points", "value": -12.34}
    written = cells(tables.of_answer(answer("satisfaction", figure, mean, points), {}))
    assert written["Metric"] == ["CSAT", "sentiment", "NPS"]
    assert written["Value"] == ["62 %", "−0.62", "−12.3"]


def test_definitions_and_notes_call_columns_and_values_as_the_table_does():
    defined = answer(
        "funnel", drop_off_rate="dropped_off / reached", goes_on="in_progress or goes_on"
    )
    assert tables.definitions(defined) == [
        "Drop-off: left / reached",
        "Goes on: under way or goes on",
    ]
    assert tables.notes(defined) == ["Note: contact again is not measured yet"]
