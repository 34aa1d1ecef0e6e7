"""Times as people and programs write them. The right moments were worked out by hand; without a zone they are read as UTC."""

import csv
import io

import pytest

from journey.data import store
from journey.data.generation import open_generation
from journey.ingest.answers import check_answers
from journey.model.errors import Question, UserError
from journey.use.load import load
from journey.use.time_readings import time_readings
from tests.logs import load_options

EVENING, EVENING_IN_UTC = "2024-04-14 20:00:00", "2024-04-14 18:00:00"


def loaded(folder, texts, **options):
    """The report of a file with one event a text, and the moments read, None for a row that was refused."""
    lines = io.StringIO()
    writer = csv.writer(lines)
    writer.writerow(("customer_id", "occurred_at", "touchpoint"))
    writer.writerows((f"c{number:03d}", text, "Ad") for number, text in enumerate(texts))
    path = folder / "log.csv"
    path.write_text(lines.getvalue(), encoding="utf-8")
    report = load(folder / "db", "log", path, load_options(**options))
    generation = open_generation(store.current_generation(folder / "db", "log"))
    read = dict(generation.rows("select customer_id, cast(occurred_at as varchar) from events"))
    return report, [read.get(f"c{number:03d}") for number in range(len(texts))]


WRITTEN = {
    # mail, JavaScript, C, web servers
    "Sun, 14 Apr 2024 20:00:00 +0200 (CEST)": EVENING_IN_UTC,
    "Sun, 14 Apr 2024 18:00:00 GMT": EVENING_IN_UTC,
    "14 Apr 2024 20:00:00 +0200": EVENING_IN_UTC,
    "Sun Apr 14 2024 20:00:00 GMT+0200 (Central European Summer Time)": EVENING_IN_UTC,
    "Sun Apr 14 18:00:00 +0000 2024": EVENING_IN_UTC,
    "Sun Apr 14 18:00:00 UTC 2024": EVENING_IN_UTC,
    "Sun Apr 14 20:00:00 2024": EVENING,
    "14/Apr/2024:20:00:00 +0200": EVENING_IN_UTC,
    # ISO 8601 with more and with less
    "2024-04-14T18:00:00Z": EVENING_IN_UTC,
    "2024-04-14T18:00:00.123456789Z": "2024-04-14 18:00:00.123456",
    "2024-04-14T20:00:00.5+02:00": "2024-04-14 18:00:00.5",
    "2024-04-14 20:00:00 Europe/Berlin": EVENING_IN_UTC,
    "2024-04-14 20:00:00,250": "2024-04-14 20:00:00.25",
    "2024-04-14T20:00": EVENING,
    "20240414T180000Z": EVENING_IN_UTC,
    "20240414T200000+0200": EVENING_IN_UTC,
    "20240414T200000": EVENING,
    "20240414200000": EVENING,
    "20240414": "2024-04-14 00:00:00",
    "2024/04/14 20:00": EVENING,
    "2024.04.14 20.00": EVENING,
    # counted since 1970: 1,713,117,600 s are 19,827 days and 18 hours
    "1713117600": EVENING_IN_UTC,
    "1713117600.25": "2024-04-14 18:00:00.25",
    "1713117600000": EVENING_IN_UTC,
    "1713117600000000": EVENING_IN_UTC,
    "1713117600000000000": EVENING_IN_UTC,
    # days since 1900: 45,396 is 14 April 2024, .8333333 of a day 20 hours less 3 ms
    "45396.8333333": EVENING,
    "45396,8333333": EVENING,
    "45396": "2024-04-14 00:00:00",
    "42058.48": "2015-02-23 11:31:12",
    "42059.4832407407": "2015-02-24 11:35:52",
    # clocks as people write them
    "14.04.2024 20:00 Uhr": EVENING,
    "14.04.2024, 20:00:00": EVENING,
    "14.04.2024 20.00 Uhr": EVENING,
    "14.04.2024 20 Uhr": EVENING,
    "24-02-2015 11.35": "2015-02-24 11:35:00",
    "23-02-2015 9.05": "2015-02-23 09:05:00",
    "14/04/2024 20h00": EVENING,
    "14/04/2024 8:00 PM": EVENING,
    "31/12/2024 12:00 AM": "2024-12-31 00:00:00",
    "2024-04-14 8:00:00 p.m.": EVENING,
    # names of months
    "Apr 14, 2024, 8:00:00 PM": EVENING,
    "April 14th, 2024 at 8:00 pm": EVENING,
    "Sunday, April 14, 2024": "2024-04-14 00:00:00",
    "14-Apr-24": "2024-04-14 00:00:00",
    "14-Apr-2024 20:00": EVENING,
    "Sonntag, 14. April 2024, 20:00 Uhr": EVENING,
    "1. März 2024 um 9 Uhr": "2024-03-01 09:00:00",
    "3. Mrz. 2024": "2024-03-03 00:00:00",
    "dimanche 14 avril 2024 à 20h00": EVENING,
    "le 1er août 2024": "2024-08-01 00:00:00",
    "3 févr. 2024 20:00": "2024-02-03 20:00:00",
    "9 juil. 2024": "2024-07-09 00:00:00",
    "14 de abril de 2024 20:00": EVENING,
    "domingo, 1 de enero de 2023": "2023-01-01 00:00:00",
    "14 de março de 2024 às 20:00": "2024-03-14 20:00:00",
    "2 set. 2024": "2024-09-02 00:00:00",
    "14 aprile 2024 alle 20:00": EVENING,
    "5 lug 2024": "2024-07-05 00:00:00",
}


def test_forms_that_people_have(tmp_path):
    report, read = loaded(tmp_path, WRITTEN)
    assert dict(zip(WRITTEN, read, strict=True)) == WRITTEN
    assert report.refused == 0


MONTHS = {  # the twelve in each language, as people write them and as they shorten them
    "English": "January February March April May June July August September October November December",
    "English, short": "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec",
    "German": "Januar Februar März April Mai Juni Juli August September Oktober November Dezember",
    "German, short": "Jän Feb Mrz Apr Mai Jun Jul Aug Sep Okt Nov Dez",
    "French": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    "French, short": "janv févr mars avr mai juin juil août sept oct nov déc",
    "Spanish": "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
    "Spanish, short": "ene feb mar abr may jun jul ago sept oct nov dic",
    "Portuguese": "janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro",
    "Portuguese, short": "jan fev mar abr mai jun jul ago set out nov dez",
    "Italian": "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre",
    "Italian, short": "gen feb mar apr mag giu lug ago set ott nov dic",
}


def test_months_in_six_languages(tmp_path):
    names = [
        (number, name) for year in MONTHS.values() for number, name in enumerate(year.split(), 1)
    ]
    report, read = loaded(tmp_path, [f"3 {name} 2024" for _, name in names])
    assert report.refused == 0 and len(names) == 144
    expected = [(f"2024-{number:02}-03 00:00:00", name) for number, name in names]
    assert list(zip(read, (name for _, name in names), strict=True)) == expected


@pytest.mark.parametrize("assumed", [("timezone=Europe/Berlin",), ("timezone=UTC",)])
def test_a_zone_moves_only_times_that_name_none(tmp_path, assumed):
    texts = ["Sun Apr 14 18:00:00 UTC 2024", "1713117600", "14. April 2024 20:00", "45396.8333333"]
    local = EVENING_IN_UTC if "Berlin" in assumed[0] else EVENING
    assert loaded(tmp_path, texts, assumed=assumed)[1] == [EVENING_IN_UTC] * 2 + [local] * 2


@pytest.mark.parametrize(
    "text",
    [
        "31.02.2024",
        "99/99/2024",
        "2024-04-14 25:00",
        "14 banana 2024",
        "2024-04-14 20:00:00 BST",  # British summer or Bangladesh
        "14/04/24",  # a year of two figures behind two others
        "4539",
        "123456.5",
        "yesterday",
    ],
)
def test_what_is_no_time_refuses_its_row_alone(tmp_path, text):
    report, read = loaded(tmp_path, ["2024-04-14", text])
    assert read == ["2024-04-14 00:00:00", None] and report.refused == 1


def test_no_question_where_each_date_fits_one_order(tmp_path):
    """Nothing is before the 13th, so month first is no reading; one row of the other order is refused alone."""
    days = [f"{day}.03.2024" for day in range(13, 31)] * 10
    report, read = loaded(tmp_path, [*days, "03.31.2024"])
    assert report.refused == 1 and read[0] == "2024-03-13 00:00:00"
    assert any(
        sentence.startswith("dates like '13.03.2024' are day first") for sentence in report.assumed
    )


def test_the_question_shows_a_date_that_fits_both_orders(tmp_path):
    with pytest.raises(Question) as asked:
        loaded(tmp_path, ["99.99.2024 20:00 Uhr", "03.04.2024 20:00 Uhr"])
    assert asked.value.samples == {
        "dmy": ["03.04.2024 20:00 Uhr as 3 April 2024"],
        "mdy": ["03.04.2024 20:00 Uhr as 4 March 2024"],
    }
    for order, day in (("dmy", "2024-04-03 20:00:00"), ("mdy", "2024-03-04 20:00:00")):
        read = loaded(
            tmp_path, ["03.04.2024 20:00 Uhr"], assumed=(f"date_order={order}",), replace=True
        )[1]
        assert read == [day]


@pytest.mark.parametrize(
    ("form", "text", "moment"),
    [
        ("%d/%m/%y %H:%M", "03/04/24 20:00", "2024-04-03 20:00:00"),
        ("%y%m%d-%H%M", "240403-2000", "2024-04-03 20:00:00"),
        ("%Y-%d-%m %H:%M:%S", "2024-03-04 20:00:00", "2024-04-03 20:00:00"),
        ("%d/%m/%y %H:%M %z", "03/04/24 20:00 +0200", "2024-04-03 18:00:00"),
        ("%j.%Y", "094.2024", "2024-04-03 00:00:00"),
    ],
)
def test_a_stated_form_comes_first(tmp_path, form, text, moment):
    """The 94th day of 2024 is 31 + 29 + 31 + 3."""
    texts = [text, "1713117600"]
    assert loaded(tmp_path, texts, assumed=(f"time.format={form}",))[1] == [moment, EVENING_IN_UTC]


@pytest.mark.parametrize(
    ("form", "words"),
    [
        ("%H:%M", "tells no year, month and day"),
        ("%Y-%m-%d %q", "%q means nothing here"),
        ("%Y-%m-%d %", "% means nothing here"),
        ("%Y-%m-%d %-", "%- means nothing here"),
        ("%Y-%m-%-b", "%-b means nothing here"),
        ("%%Y-%m-%d", "tells no year, month and day"),
    ],
)
def test_a_form_that_tells_no_day_is_refused(form, words):
    with pytest.raises(UserError, match=words):
        check_answers({"time.format": form})


def test_a_form_that_is_taken_can_be_read_with(tmp_path):
    """Without zeros, with a percent sign of its own."""
    for form, text in (
        ("%-d/%-m/%y %H:%M", "3/4/24 20:00"),
        ("%d/%m/%y at 100%% %H:%M", "03/04/24 at 100% 20:00"),
    ):
        check_answers({"time.format": form})
        [reading] = time_readings([text], "Europe/Berlin", form, tmp_path)
        assert (reading.fits, str(reading.day_first)) == (True, "2024-04-03 18:00:00")
