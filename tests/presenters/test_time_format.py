"""The form of times in words: what is wrong with it, and the first times as they are read under it."""

from datetime import datetime
from pathlib import Path

import pytest

from journey.ingest.recipe import dated_event
from journey.ingest.source import Source
from journey.presenters import time_format as words
from journey.use.time_readings import TimeReading, time_readings

TEXTS = ("2025-01-01 10:00:00", "03/04/24 20:00", "03/04/2024 20:00", "n/a", "soon")
FORM = "%d/%m/%y %H:%M"


def read(folder: Path, form: str, texts=TEXTS) -> list[TimeReading]:
    return time_readings(texts, "Europe/Berlin", form, folder)


def source(columns: list[str], *rows: list[str]) -> Source:
    return Source(Path("log.csv"), "log.csv", "csv", tuple(columns), "", sample=rows)


@pytest.mark.parametrize(
    ("form", "sentence"),
    [
        ("", ""),
        (FORM, ""),
        ("%H:%M", f"%H:%M tells no year, month and day: write for example {FORM}."),
        ("%d/%m/%y %Q", f"%Q means nothing here: write for example {FORM}."),
        ("%d/%m/%y %", f"% means nothing here: write for example {FORM}."),
    ],
)
def test_a_form_that_cannot_be_used_is_one_sentence(form, sentence):
    assert words.problem(form) == sentence


def test_odd_times_stand_first_beside_their_moment(tmp_path):
    """8 in the evening in Berlin is 6 in UTC in April, and 7 in March."""
    rows = words.reading_rows(read(tmp_path, ""), "", "")
    assert rows == [
        {"Written": "03/04/24 20:00", "Read": "no time"},
        {"Written": "03/04/2024 20:00", "Read": "2024-04-03 18:00:00 or 2024-03-04 19:00:00"},
        {"Written": "soon", "Read": "no time"},
        {"Written": "2025-01-01 10:00:00", "Read": "2025-01-01 09:00:00"},
    ]
    assert words.reading_rows(read(tmp_path, ""), "", "dmy")[1]["Read"] == "2024-04-03 18:00:00"


def test_under_a_form_each_says_whether_it_fits(tmp_path):
    rows = words.reading_rows(read(tmp_path, FORM), FORM, "mdy")
    assert [(row["Read"], row["Form"]) for row in rows] == [
        ("2024-04-03 18:00:00", "fits"),
        ("2024-03-04 19:00:00", "does not fit"),
        ("no time", "does not fit"),
        ("2025-01-01 09:00:00", "does not fit"),
    ]


def test_what_the_times_below_say_of_the_form(tmp_path):
    assert words.summary(read(tmp_path, ""), "") == (
        "2 of these 4 times cannot be read without a form."
    )
    assert words.summary(read(tmp_path, FORM), FORM) == (
        "1 of these 4 times fits the form; the others are read as without it."
    )
    assert words.summary(read(tmp_path, FORM, TEXTS[1:2]), FORM) == "These times fit the form."
    assert words.summary(read(tmp_path, "", TEXTS[1:2]), "") == (
        "This time cannot be read without a form."
    )
    assert words.summary(read(tmp_path, "%Y/%m/%d"), "%Y/%m/%d").startswith("None of these times")
    assert words.summary(read(tmp_path, "", TEXTS[:1]), "") == "The first times need no form."
    assert words.summary(read(tmp_path, "", TEXTS[2:3]), "") == (
        "The first odd times are read without a form."
    )
    assert words.summary(read(tmp_path, "", ["n/a"]), "") == "The first rows hold no time."


def test_a_moment_keeps_its_fraction_of_a_second():
    reading = TimeReading("x", True, True, datetime(2024, 4, 3, 18, 0, 0, 500_000), None)
    assert words.reading_rows([reading], "", "") == [
        {"Written": "x", "Read": "2024-04-03 18:00:00.500000"}
    ]


def test_the_times_are_those_of_the_chosen_columns_with_the_clock_beside_them():
    file = source(
        ["Day", "Clock", "Due", "Sent", "Note"],
        ["03/04/24", "20:00", "05/04/24", "x", "01/01/24"],
        ["03/04/24", "20:00", "", "y"],
        ["04/04/24", "", " 05/04/24 ", ""],
    )
    columns = {"occurred_at": ("Day",), "time_of_day": ("Clock",), "promised_at": ("Due", "Gone")}
    assert words.first_times(file, columns, [dated_event("Sent", "Sent")]) == (
        "03/04/24 20:00",
        "05/04/24",
        "x",
        "y",
        "04/04/24",
    )
