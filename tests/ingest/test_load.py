"""Loading: every row accounted for, times made UTC, questions asked, nothing half done left behind."""

import gzip
import threading
import time
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as parquet
import pytest

from journey.data import store
from journey.data.ask import ask
from journey.data.draft import new_generation
from journey.data.engine import interrupt_writer
from journey.data.generation import open_generation
from journey.data.prepare import FORM
from journey.model.errors import Question, UserError
from journey.model.filters import Filters
from journey.use.load import LoadOptions, load, redefine, renewed
from tests import patience, process
from tests.logs import build, event, load_options, write_csv


def file(folder: Path, text: str, name: str = "log.csv", encoding: str = "utf-8") -> Path:
    path = folder / name
    path.write_bytes(text.encode(encoding))
    return path


def do(folder: Path, path: Path, **options):
    return load(folder / "db", "log", path, load_options(**options))


def newest(folder: Path):
    return open_generation(store.current_generation(folder / "db", "log"))


def times(folder: Path) -> list[str]:
    return [
        str(row[0])
        for row in newest(folder).rows("select occurred_at from events order by event_no")
    ]


HEADER = "customer_id,occurred_at,touchpoint"


def test_every_row_has_a_fate(tmp_path):
    """10 rows: 5 loaded, one of them without its CSAT of 9; 3 refused (blank id, no date, two fields); 2 duplicates, one a conflict."""
    path = file(
        tmp_path,
        f"event_id,{HEADER},csat\n"
        "e1,a,2025-01-01,Ad,5\ne2,a,2025-01-02,Shop,4\ne1,a,2025-01-01,Ad,5\ne2,a,2025-01-02,Shop,1\n"
        ",b,2025-01-03,Ad,\n,  ,2025-01-03,Ad,\n,c,tomorrow,Ad,\n\nx,y\n,d,2025-01-04,Ad,9\n,e,2025-01-05,Ad,\n",
    )
    report = do(tmp_path, path, assumed=("scale.csat=1-5",))
    assert (
        report.rows_read,
        report.loaded,
        report.refused,
        report.duplicates,
        report.conflicts,
    ) == (10, 5, 3, 2, 1)
    assert [(row.line, row.field, row.value) for row in report.refused_rows] == [
        (7, "customer_id", ""),
        (8, "occurred_at", "tomorrow"),
        (10, "row", ""),
    ]
    assert report.left_out == 1 and report.left_out_values[0].sentence() == (
        "line 11: csat '9' is not a whole number from 1 to 5"
    )
    assert Path(report.left_out_file).read_text(encoding="utf-8").splitlines() == [
        "line,column,value,reason",
        "11,csat,9,is not a whole number from 1 to 5",
    ]
    repaired = Path(report.refused_file).read_text(encoding="utf-8").splitlines()
    assert repaired[0] == "event_id,customer_id,occurred_at,touchpoint,csat" and len(repaired) == 4


def test_lines_are_right_after_fields_with_line_breaks(tmp_path):
    path = file(tmp_path, f'{HEADER},comment\na,2025-01-01,Ad,"one\ntwo\n\nthree"\nb,never,Ad,x\n')
    assert [row.line for row in do(tmp_path, path).refused_rows] == [6]


def test_the_rest_can_be_repaired_and_loaded_again(tmp_path):
    path = file(tmp_path, f"{HEADER}\na,2025-01-01,Ad\nb,2025-99-01,Ad\n")
    repaired = Path(do(tmp_path, path).refused_file)
    repaired.write_text(
        repaired.read_text(encoding="utf-8").replace("2025-99-01", "2025-09-01"), encoding="utf-8"
    )
    assert do(tmp_path, repaired).loaded == 1
    assert ask(newest(tmp_path), "summary", Filters()).rows[0]["events"] == 2


def test_identical_rows_are_kept_and_counted_or_dropped(tmp_path):
    path = file(tmp_path, f"{HEADER}\n" + "a,2025-01-01,Bought a CD\n" * 3)
    report = do(tmp_path, path)
    assert (report.loaded, report.duplicates, report.identical) == (3, 0, 2)
    report = load(tmp_path / "db", "other", path, LoadOptions(identical="drop"))
    assert (report.loaded, report.duplicates, report.identical) == (1, 2, 2)


def test_the_same_file_again_changes_nothing(tmp_path):
    path = file(tmp_path, f"{HEADER}\na,2025-01-01,Ad\n")
    first = do(tmp_path, path)
    again = do(tmp_path, path)
    assert again.unchanged and again.version == first.version == newest(tmp_path).number


def test_the_same_file_after_another_definition_still_changes_no_event(tmp_path):
    path = file(tmp_path, f"{HEADER}\na,2025-01-01,Ad\n")
    do(tmp_path, path)
    redefine(tmp_path / "db", "log", '[touchpoints]\nAd = "purchase"')
    assert do(tmp_path, path).unchanged
    assert ask(newest(tmp_path), "funnel", Filters()).rows[2]["reached"] == 1
    assert newest(tmp_path).rows("select count(*) from events") == [(1,)]


def test_a_second_file_is_added(tmp_path):
    do(tmp_path, file(tmp_path, f"{HEADER},segment\na,2025-01-01,Ad,gold\n"))
    report = do(tmp_path, file(tmp_path, f"{HEADER},city\na,2025-02-01,Shop,Rome\n", "more.csv"))
    generation = newest(tmp_path)
    assert report.events == 1 and list(generation.attributes) == ["segment", "city"]
    assert generation.rows("select steps, path from journeys") == [(2, "!#")]


@pytest.mark.parametrize(
    ("written", "utc"),
    [
        ("2025-07-01T10:00:00+02:00", "2025-07-01 08:00:00"),
        ("2025-07-01T10:00:00Z", "2025-07-01 10:00:00"),
        ("2025-07-01 10:00:00 -0530", "2025-07-01 15:30:00"),
        ("2025/07/01 10:00:00.250", "2025-07-01 10:00:00.250000"),
        ("2025-07-01", "2025-07-01 00:00:00"),
        ("2025-07-01 10:00 Europe/Berlin", "2025-07-01 08:00:00"),
        ("2025-07-01T10:00:00+02", "2025-07-01 08:00:00"),
    ],
)
def test_offsets_are_honoured(tmp_path, written, utc):
    do(tmp_path, file(tmp_path, f"{HEADER}\na,{written},Ad\n"))
    assert times(tmp_path) == [utc]


def test_a_missing_zone_is_assumed_and_said(tmp_path):
    report = do(
        tmp_path,
        file(tmp_path, f"{HEADER}\na,2025-07-01 10:00,Ad\nb,2025-07-01T10:00:00Z,Ad\n"),
        assumed=("timezone=Europe/Berlin",),
    )
    assert times(tmp_path) == ["2025-07-01 08:00:00", "2025-07-01 10:00:00"]
    assert report.assumed == ["1 time without a time zone, read as Europe/Berlin"]


def test_ambiguous_dates_are_asked(tmp_path):
    path = file(tmp_path, f"{HEADER}\na,03/04/2025 10:00,Ad\n")
    with pytest.raises(Question) as asked:
        do(tmp_path, path)
    assert asked.value.choices == ["date_order=dmy", "date_order=mdy"]
    assert not list((tmp_path / "db" / "log").glob("*.duckdb"))
    do(tmp_path, path, assumed=("date_order=dmy",))
    assert times(tmp_path) == ["2025-04-03 10:00:00"]


def test_a_date_that_settles_the_order_settles_it(tmp_path):
    report = do(tmp_path, file(tmp_path, f"{HEADER}\na,03/04/2025,Ad\na,03/28/2025,Ad\n"))
    assert times(tmp_path) == ["2025-03-04 00:00:00", "2025-03-28 00:00:00"]
    assert any("month first" in sentence for sentence in report.assumed)


def test_an_impossible_date_does_not_hide_what_the_others_settle(tmp_path):
    report = do(
        tmp_path, file(tmp_path, f"{HEADER}\na,28/03/2025,Ad\na,03/04/2025,Ad\na,31/02/2025,Ad\n")
    )
    assert times(tmp_path) == ["2025-03-28 00:00:00", "2025-04-03 00:00:00"] and report.refused == 1


def test_the_same_file_under_another_mapping_is_refused(tmp_path):
    path = file(tmp_path, f"{HEADER},Score\na,2025-01-01,Ad,9\n")
    do(tmp_path, path)
    with pytest.raises(UserError, match="count twice"):
        do(tmp_path, path, mapping=("nps=Score",))
    assert newest(tmp_path).number == 1


def test_an_overlap_of_two_exports_is_said(tmp_path):
    do(tmp_path, file(tmp_path, f"{HEADER}\na,2025-01-01,Ad\n"))
    report = do(
        tmp_path, file(tmp_path, f"{HEADER}\na,2025-01-01,Ad\na,2025-01-02,Ad\n", "next.csv")
    )
    assert (report.loaded, report.identical) == (2, 1) and any(
        "they can be left out" in sentence for sentence in report.assumed
    )


def test_scores_outside_the_scale_are_asked(tmp_path):
    path = file(tmp_path, f"{HEADER},csat\na,2025-01-01,Ad,5\nb,2025-01-01,Ad,7\n")
    with pytest.raises(Question) as asked:
        do(tmp_path, path)
    assert asked.value.choices == ["scale.csat=1-7", "scale.csat=0-10", "scale.csat=1-10"]
    do(tmp_path, path, assumed=("scale.csat=1-7",))
    assert newest(tmp_path).definition.scale_names["csat"] == "1-7"


def test_another_scale_in_the_same_dataset_is_refused(tmp_path):
    do(tmp_path, file(tmp_path, f"{HEADER},csat\na,2025-01-01,Ad,5\n"))
    with pytest.raises(UserError, match="another dataset"):
        do(
            tmp_path,
            file(tmp_path, f"{HEADER},csat\nb,2025-01-01,Ad,7\n", "b.csv"),
            assumed=("scale.csat=1-7",),
        )


def test_an_amount_that_fits_two_readings_is_asked_about(tmp_path):
    path = file(tmp_path, f'{HEADER},revenue\na,2025-01-01,Ad,"1,234"\n')
    with pytest.raises(Question) as asked:
        do(tmp_path, path)
    assert asked.value.choices == ["decimal=comma", "decimal=point"]
    assert asked.value.samples == {"comma": ["1,234 as 1.234"], "point": ["1,234 as 1,234"]}
    do(tmp_path, path, assumed=("decimal=comma",))
    assert float(newest(tmp_path).rows("select revenue from events")[0][0]) == 1.234


@pytest.mark.parametrize("other", ["1.234,50", "9,5", "1,2345"])
def test_an_amount_that_fits_one_reading_decides_for_the_others(tmp_path, other):
    path = file(tmp_path, f'{HEADER},revenue\na,2025-01-01,Ad,"1.234"\nb,2025-01-01,Ad,"{other}"\n')
    report = do(tmp_path, path)
    assert f"revenue is written with a decimal comma ({other!r})" in report.assumed
    revenue = newest(tmp_path).rows("select revenue from events where customer_id = 'a'")
    assert float(revenue[0][0]) == 1234


def test_a_file_that_runs_backwards_is_read_bottom_up(tmp_path):
    rows = [
        "a,2025-01-03,Third",
        "a,2025-01-02,Second b",
        "a,2025-01-02,Second a",
        "a,2025-01-01,First",
    ]
    report = do(tmp_path, file(tmp_path, "\n".join([HEADER, *rows]) + "\n"))
    assert any("runs backwards" in sentence for sentence in report.assumed)
    names = newest(tmp_path).rows(
        "select t.touchpoint from steps join touchpoints t using (touchpoint_no) order by step_no"
    )
    assert [row[0] for row in names] == ["First", "Second a", "Second b", "Third"]


def test_ids_are_kept_to_the_letter(tmp_path):
    do(
        tmp_path,
        file(tmp_path, f"{HEADER}\nNA,2025-01-01,Ad\n00012,2025-01-01,Ad\nnull,2025-01-01,Ad\n"),
    )
    assert [
        row[0] for row in newest(tmp_path).rows("select customer_id from events order by event_no")
    ] == ["NA", "00012", "null"]


def test_gzip_semicolons_bom_and_crlf(tmp_path):
    path = tmp_path / "log.csv.gz"
    path.write_bytes(
        gzip.compress("\ufeffcustomer_id;occurred_at;touchpoint\r\na;2025-01-01;Café\r\n".encode())
    )
    assert do(tmp_path, path).loaded == 1
    assert list(newest(tmp_path).touchpoints.values()) == ["Café"]


def test_another_encoding_is_named_not_guessed(tmp_path):
    path = file(tmp_path, f"{HEADER}\na,2025-01-01,Café\n", encoding="cp1252")
    with pytest.raises(Question, match="byte 0xE9 in line 2") as asked:
        do(tmp_path, path)
    assert "encoding=cp1252" in asked.value.choices
    do(tmp_path, path, assumed=("encoding=cp1252",))
    assert list(newest(tmp_path).touchpoints.values()) == ["Café"]


def test_parquet_with_types(tmp_path):
    table = pa.table(
        {
            "customer_id": ["a", "b"],
            "occurred_at": pa.array([0, 10**15], pa.timestamp("us", "UTC")),
            "touchpoint": ["x", None],
            "nps": pa.array([9, None], pa.int8()),
            'x"; drop table steps; --': [1.5, 2],
        }
    )
    parquet.write_table(table, tmp_path / "log.parquet")
    report = do(tmp_path, tmp_path / "log.parquet")
    assert (report.rows_read, report.loaded, report.refused) == (2, 1, 1)
    assert times(tmp_path) == ["1970-01-01 00:00:00"] and list(newest(tmp_path).attributes) == [
        'x"; drop table steps; --'
    ]


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "is empty"),
        (HEADER + "\n", "no rows"),
        ("just one column\nx\n", "single column"),
        (f"{HEADER},touchpoint\na,b,c,d\n", "two columns"),
        ("a,b,c\n1,2,3\n", "no column named customer_id or occurred_at or touchpoint"),
        (f"{HEADER}\na,2025-01-01,x\0y\n", "NUL byte in line 2"),
        (f"{HEADER}\na,never,Ad\n", "No row"),
        (
            f'{HEADER}\na,2025-01-01,"open\nb,2025-01-01,Ad\nc,2025-01-01,Ad\n',
            "opens a quote in line 2",
        ),
        (",".join(f"c{i}" for i in range(2001)) + "\n", "2,001 columns"),
    ],
)
def test_unusable_files_get_a_sentence(tmp_path, text, sentence):
    with pytest.raises(UserError, match=sentence):
        do(tmp_path, file(tmp_path, text))
    assert store.current_generation(tmp_path / "db", "log") is None


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        ({"mapping": ("nps",)}, "FIELD=COLUMN"),
        ({"mapping": ("pain=x",)}, "known field"),
        ({"mapping": ("nps=no",)}, "no column 'no'"),
        ({"assumed": ("colour=red",)}, "not known"),
        ({"assumed": ("date_order=xyz",)}, "date_order=xyz"),
        ({"assumed": ("scale.nps=1-5",)}, "not NPS"),
        ({"assumed": ("timezone=Mars",)}, "not a time zone"),
        ({"assumed": ("encoding=klingon",)}, "klingon"),
        ({"definition_toml": "x"}, "TOML"),
    ],
)
def test_wrong_options_get_a_sentence(tmp_path, options, sentence):
    with pytest.raises(UserError, match=sentence):
        do(tmp_path, file(tmp_path, f"{HEADER}\na,2025-01-01,Ad\n"), **options)


def test_a_dataset_cannot_leave_its_folder(tmp_path):
    with pytest.raises(UserError, match="cannot name a dataset"):
        load(tmp_path / "db", "../evil", file(tmp_path, HEADER), LoadOptions())


def test_a_failed_load_leaves_the_earlier_one(tmp_path):
    do(tmp_path, file(tmp_path, f"{HEADER}\na,2025-01-01,Ad\n"))
    with pytest.raises(UserError):
        do(tmp_path, file(tmp_path, f"{HEADER}\na,never,Ad\n", "bad.csv"))
    assert newest(tmp_path).number == 1 and not list((tmp_path / "db" / "log").glob("draft-*"))


@pytest.mark.process
def test_a_killed_load_leaves_the_earlier_one(tmp_path):
    """kill -9 at several moments of a load of 60,000 rows: version 1 stays in use and the next load works."""
    do(tmp_path, file(tmp_path, f"{HEADER}\na,2025-01-01,Ad\n"))
    rows = [
        event(
            f"c{number % 5000}",
            f"2025-01-{1 + number % 28:02d}",
            f"T{number % 9}",
            note=str(number),
        )
        for number in range(60_000)
    ]
    big = write_csv(tmp_path / "big.csv", rows)
    for seconds in (0.1, 0.4, 0.9):
        loading = process.started(
            "load", str(big), "--db", str(tmp_path / "db"), "--dataset", "log"
        )
        time.sleep(seconds)
        if not loading.is_alive():
            break
        loading.kill()
        loading.join()
        assert newest(tmp_path).rows("select count(*) from events") in [[(1,)], [(60_001,)]]
    do(tmp_path, big)
    assert newest(tmp_path).rows("select count(*) from events") == [(60_001,)]


def test_one_writer_at_a_time(tmp_path):
    path = file(tmp_path, f"{HEADER}\na,2025-01-01,Ad\n")
    with new_generation(tmp_path / "db", "log", []), pytest.raises(UserError, match="Another load"):
        do(tmp_path, path)


def test_split_after_silence(tmp_path):
    do(
        tmp_path,
        file(tmp_path, f"{HEADER}\na,2025-01-01,Ad\na,2025-01-31,Ad\na,2025-03-03,Ad\n"),
        split_days=30,
    )
    assert newest(tmp_path).rows("select steps from journeys order by journey_no") == [(2,), (1,)]


def test_journeys_of_a_segment_lie_together(tmp_path):
    """So that a filter on it reads one part of the file: by segment, then by beginning; those without one first."""
    lines = [
        "d,2025-01-04,Ad,old",
        "a,2025-01-03,Ad,young",
        "b,2025-01-02,Ad,old",
        "c,2025-01-01,Ad,",
        "b,2025-01-05,Ad,young",
    ]
    do(tmp_path, file(tmp_path, f"{HEADER},segment\n" + "\n".join(lines) + "\n"))
    order = (
        "select customer_id from journeys join customers using (customer_no) order by journey_no"
    )
    assert newest(tmp_path).rows(order) == [("c",), ("b",), ("d",), ("a",)]


def test_old_generations_are_cleared_away(tmp_path):
    for number in range(5):
        do(tmp_path, file(tmp_path, f"{HEADER}\na,2025-01-0{number + 1},Ad\n", f"{number}.csv"))
    assert (
        len(list((tmp_path / "db" / "log").glob("generation-*.duckdb"))) == store.GENERATIONS_KEPT
    )


def test_the_reader_is_locked_down(tmp_path):
    do(tmp_path, file(tmp_path, f"{HEADER}\na,2025-01-01,Ad\n"))
    generation, secret = newest(tmp_path), file(tmp_path, "secret", "secret.csv")
    for sql in (
        f"select * from read_text('{secret}')",
        f"copy (select 1) to '{tmp_path}/out.csv'",
        "install httpfs",
        "delete from events",
        "set enable_external_access = true",
        f"attach '{tmp_path}/x.duckdb' as x",
    ):
        with pytest.raises(
            Exception, match="(?i)disabled|read-only|locked|configuration|permission|cannot"
        ):
            generation.rows(sql)
    assert generation.rows("select count(*) from events") == [(1,)]


@pytest.mark.parametrize(
    ("rows", "loaded", "refused"),
    [
        (["a,2025-01-01,Ad,", "b,never,Ok", "c,2025-01-01,Z"], ["a", "c"], [3]),
        (["a,2025-01-01,Ad", "b,2025-01-01,", "c,2025-01-01,Z,extra"], ["a"], [3, 4]),
        (['a,2025-01-01,"two', 'lines"', "b,never,Ok", "c,2025-01-01,Z"], ["a", "c"], [4]),
        (["a,2025-01-01,Ad,,", "", "b,2025-01-01,Ok"], ["a", "b"], []),
    ],
)
def test_one_reader_decides_what_a_row_is(tmp_path, rows, loaded, refused):
    report = do(tmp_path, file(tmp_path, "\n".join([HEADER, *rows]) + "\n"))
    assert [
        row[0] for row in newest(tmp_path).rows("select customer_id from events order by event_no")
    ] == loaded
    assert [row.line for row in report.refused_rows] == refused
    assert report.rows_read == len(loaded) + len(refused)
    if refused:
        kept = Path(report.refused_file).read_text(encoding="utf-8").splitlines()
        assert kept == [
            HEADER,
            *("\n".join([HEADER, *rows]).split("\n")[line - 1] for line in refused),
        ]


def test_a_quote_that_is_not_doubled_is_named(tmp_path):
    with pytest.raises(UserError, match="near line 3"):
        do(
            tmp_path,
            file(tmp_path, f'{HEADER}\na,2025-01-01,Ad,\nb,2025-01-01,"Ad" x\nc,2025-01-01,Ok\n'),
        )


@pytest.mark.parametrize(
    "written",
    [
        "epoch",
        "2025-01-01T10:00:00+25:00",
        "2025-07-01 10:00 BST",
        "2025 07 01",
        "02025-07-01 10:00",
        "infinity",
    ],
)
def test_times_that_could_mean_several_things_are_refused(tmp_path, written):
    report = do(tmp_path, file(tmp_path, f"{HEADER}\na,{written},Ad\nb,2025-01-01,Ad\n"))
    assert (report.loaded, report.refused) == (1, 1)


def test_blanks_around_a_time_do_not_change_its_zone(tmp_path):
    do(
        tmp_path,
        file(tmp_path, f"{HEADER}\na, 2025-07-01 10:00 ,Ad\na,2025-07-01 10:00,Ad\n"),
        assumed=("timezone=America/New_York",),
    )
    assert times(tmp_path) == ["2025-07-01 14:00:00"] * 2


def test_unpadded_dates_settle_the_order(tmp_path):
    do(tmp_path, file(tmp_path, f"{HEADER}\na,3/5/2025,Ad\na,3/25/2025 9:05,Ad\n"))
    assert times(tmp_path) == ["2025-03-05 00:00:00", "2025-03-25 09:05:00"]


@pytest.mark.parametrize(
    ("written", "sign", "read"),
    [
        ("1,234.50", "point", 1234.5),
        ("99999999999999", "point", 99999999999999),
        ("1.234,5", "comma", 1234.5),
        ("9,5", "comma", 9.5),
        ("1,2,3", "point", None),
        ("1.2.3", "comma", None),
        ("1,234.50", "comma", 1234.5),  # nothing else can be meant
        ("12.50", "comma", 12.5),
    ],
)
def test_thousands_stand_in_groups_of_three(tmp_path, written, sign, read):
    report = do(
        tmp_path,
        file(tmp_path, f'{HEADER},revenue\na,2025-01-01,Ad,"{written}"\nb,2025-01-01,Ad,\n'),
        assumed=(f"decimal={sign}",),
    )
    revenues = [
        row[0]
        for row in newest(tmp_path).rows("select revenue from events where customer_id = 'a'")
    ]
    assert [value and float(value) for value in revenues] == [read]
    assert (report.refused, report.left_out) == (0, int(read is None))


def test_events_of_a_file_that_runs_backwards_have_numbers_of_their_own(tmp_path):
    do(tmp_path, file(tmp_path, f"{HEADER}\na,2025-01-01,Ad\na,2025-01-02,Shop\n"))
    rows = ["b,2025-01-03,Third", "b,2025-01-02,Second", "b,2025-01-01,First"]
    do(tmp_path, file(tmp_path, "\n".join([HEADER, *rows]) + "\n", "b.csv"))
    assert newest(tmp_path).rows("select event_no, touchpoint from events order by 1") == [
        *((1, "Ad"), (2, "Shop")),
        *((3, "First"), (4, "Second"), (5, "Third")),
    ]


def test_folder_names_are_no_values_and_no_patterns(tmp_path):
    folder = tmp_path / "customer_id=99" / "c0=EVIL"
    folder.mkdir(parents=True)
    do(tmp_path, file(folder, f"{HEADER}\na,2025-01-01,Ad\n", "a[1]*.csv"))
    parquet.write_table(
        pa.table({"customer_id": ["b"], "occurred_at": ["2025-01-01"], "touchpoint": ["Ad"]}),
        folder / "x.parquet",
    )
    do(tmp_path, folder / "x.parquet")
    assert [
        row[0] for row in newest(tmp_path).rows("select customer_id from events order by event_no")
    ] == ["a", "b"]


def test_a_column_whose_field_was_mapped_elsewhere_keeps_a_name_of_its_own(tmp_path):
    do(
        tmp_path,
        file(tmp_path, f"{HEADER},Activity,n\na,2025-01-01,x,A,1\n"),
        mapping=("touchpoint=Activity",),
    )
    assert list(newest(tmp_path).attributes) == ["touchpoint (column)", "n (column)"]


def test_a_load_can_be_cancelled_in_the_middle_of_a_query(tmp_path):
    """The query of many minutes stops within a second or two; nothing is left behind and nothing was put in place."""
    stop = threading.Timer(0.7, interrupt_writer, [threading.get_ident()])
    stop.start()
    start = time.time()
    with (
        pytest.raises(Exception, match="(?i)interrupt"),
        new_generation(tmp_path, "log", []) as draft,
    ):
        draft.connection.execute(
            "select count(*) from range(100000) a, range(1000000) b where (a.range * b.range) % 7 = 3"
        )
    assert time.time() - start < patience.PROMPT_SECONDS
    assert store.current_generation(tmp_path, "log") is None and not list(
        (tmp_path / "log").glob("draft-*")
    )


def test_a_generation_of_an_earlier_program_is_prepared_anew(tmp_path, monkeypatch):
    """Its tables lack what views now read; the events and the definition stay, and nothing is asked of the user."""
    monkeypatch.setattr("journey.data.prepare.FORM", 1)
    before = build(
        tmp_path,
        [event("a", "2025-01-01", "Ad", stage="awareness", comment="hello")],
        "title = 'kept'\n",
    )
    number = before.number
    monkeypatch.undo()
    path = renewed(tmp_path / "db", "log")
    after = open_generation(path)
    assert (after.number, after.form, after.definition.title) == (number + 1, FORM, "kept")
    assert (
        ask(after, "quotes", Filters(), ("stage",)).rows[0]["quote"] == "hello"
        and renewed(tmp_path / "db", "log") == path
    )
    assert renewed(tmp_path / "db", "none") is None
