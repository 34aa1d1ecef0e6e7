"""Odd forms that files really have: each is read as it was meant, asked about, or refused; nothing changes in silence."""

import gzip
import hashlib
import io
import json
import zipfile
from pathlib import Path

import openpyxl
import pyarrow as pa
import pyarrow.parquet as parquet
import pytest

from journey.data import store
from journey.data.generation import open_generation
from journey.ingest import unpack
from journey.model.errors import Question, UserError
from journey.use.load import load, load_tables
from journey.use.options import LoadOptions
from tests.logs import load_options

HEADER = "customer_id,occurred_at,touchpoint"


def put(folder: Path, content: bytes | str, name: str = "log.csv", **options):
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return load(folder / "db", "log", path, load_options(**options))


def events(folder: Path, columns: str) -> list[tuple]:
    return open_generation(store.current_generation(folder / "db", "log")).rows(
        f"select {columns} from events order by event_no"
    )


def attribute(folder: Path, name: str) -> list:
    number = open_generation(store.current_generation(folder / "db", "log")).attributes[name]
    return [row[0] for row in events(folder, f"a{number}")]


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("2025-03-01 01:30 PM", "2025-03-01 13:30:00"),
        ("2025-03-01 12:30 AM", "2025-03-01 00:30:00"),
        ("2025-03-01 11:59 pm", "2025-03-01 23:59:00"),
        ("2025-07-01 10:00+02", "2025-07-01 08:00:00"),
        ("2025-07-01 10:00-05", "2025-07-01 15:00:00"),
        ("2025-07-01T10:00:00Z", "2025-07-01 10:00:00"),
        ("12. Mar 2024", "2024-03-12 00:00:00"),
        ("Mar 12, 2024", "2024-03-12 00:00:00"),
        ("2025-03-01 24:00:00", "2025-03-02 00:00:00"),
        ("2025-03-01 10:00 xx", None),
        ("2025-03-01 10:00+99", None),
        ("2025-07-01 10:00-05+00", None),
        ("2025-03-01 99 pm", None),
        ("2025-03-01 13:30 PM", None),
        ("1.2 Mar 2024", None),
    ],
)
def test_forms_of_time(tmp_path, written, meant):
    report = put(tmp_path, f'{HEADER}\na,"{written}",Ad\nb,2025-01-01,Ad\n')
    times = dict(events(tmp_path, "customer_id, cast(occurred_at as varchar)"))
    assert times.get("a") == meant and report.refused == (meant is None)


def test_the_hour_that_does_not_exist_is_told_where_the_day_order_was_found_out(tmp_path):
    report = put(
        tmp_path,
        f"{HEADER}\na,30.03.2025 02:30,Ad\nb,30.03.2025 03:30,Ad\n",
        assumed=("timezone=Europe/Berlin",),
    )
    assert any(
        "1 times stand in the hour that clocks in Europe/Berlin leap over" in sentence
        for sentence in report.assumed
    ), report.assumed


@pytest.mark.parametrize("inside", ["x\r\ny", "x\ry", "x\n\ry"])
def test_returns_inside_fields_end_no_row(tmp_path, inside):
    """And the refused row is the one that is written, whatever lines the field takes."""
    report = put(
        tmp_path,
        f'{HEADER},note\na,2025-01-01,Ad,"{inside}"\nb,never,Ad,"{inside}"\nc,2025-01-02,Ad,w\n',
    )
    assert (report.rows_read, report.loaded, report.refused) == (3, 2, 1) and attribute(
        tmp_path, "note"
    ) == [inside, "w"]
    rest = Path(report.refused_file).read_bytes().decode()
    assert rest == f'{HEADER},note\nb,never,Ad,"{inside}"\n'


@pytest.mark.parametrize("above", ["", "Exported by shop\n"], ids=["nothing above", "a line above"])
def test_without_a_header_the_refused_file_holds_refused_rows_alone(tmp_path, above):
    """Only the line above the rows stands over them again, not the first good one."""
    good = "".join(f"c{number},2025-01-0{number},Ad\n" for number in range(1, 6))
    report = put(
        tmp_path,
        f"{above}{good}c6,never,Ad\n",
        mapping=("customer_id=column 1", "occurred_at=column 2", "touchpoint=column 3"),
        assumed=("header=none",),
    )
    assert (report.loaded, report.refused) == (5, 1)
    assert Path(report.refused_file).read_text(encoding="utf-8") == f"{above}c6,never,Ad\n"


@pytest.mark.parametrize("name", ["log.csv.gz", "log.zip"])
@pytest.mark.parametrize("is_alike", [False, True], ids=["a table", "a bomb"])
def test_what_is_large_is_no_bomb_unless_it_was_packed_too_well(
    tmp_path, monkeypatch, name, is_alike
):
    """With small bounds: from 1,000 bytes on, no more than ten times what was packed. Digests pack twofold, one row a hundredfold."""
    monkeypatch.setattr(unpack, "BOMB_FROM", 1_000)
    monkeypatch.setattr(unpack, "BOMB_RATIO", 10)
    ids = [
        hashlib.sha256(b"0" if is_alike else str(number).encode()).hexdigest()
        for number in range(400)
    ]
    table = "\n".join([HEADER, *(f"{name},2025-01-01,Ad" for name in ids)]).encode()
    packed = io.BytesIO()
    if name.endswith("zip"):
        with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("log.csv", table)
    else:
        packed.write(gzip.compress(table))
    if is_alike:
        with pytest.raises(UserError, match="unpack.* times its size"):
            put(tmp_path, packed.getvalue(), name)
    else:
        assert put(tmp_path, packed.getvalue(), name).loaded == 400


@pytest.mark.parametrize("inside", ["x\ry", "x\r\ny"])
def test_returns_inside_json_and_workbooks(tmp_path, inside):
    rows = [
        {"customer_id": name, "occurred_at": "2025-01-01", "touchpoint": "Ad", "note": inside}
        for name in "ab"
    ]
    put(tmp_path, json.dumps(rows), "log.json")
    assert attribute(tmp_path, "note") == [inside, inside]


def test_a_long_field_is_read(tmp_path):
    put(tmp_path, f"{HEADER},note\na,2025-01-01,Ad,{'x' * 3_000_000}\nb,2025-01-01,Ad,y\n")
    assert [len(text) for text in attribute(tmp_path, "note")] == [3_000_000, 1]


@pytest.mark.parametrize(
    "row",
    [
        "Response,2025-01-01,Response",
        "a,2025-01-01,Response",
        ",2025-01-01,Open-Ended Response of mine",
    ],
)
def test_a_row_that_sounds_like_a_header_is_none(tmp_path, row):
    report = put(tmp_path, f"{HEADER}\n{row}\nb,2025-01-01,Ad\n")
    assert report.rows_read == 2


def test_keys_of_any_spelling(tmp_path):
    """Signs that mean something in a path, keys that come to one name, half a letter; and a note about a cell that is no JSON."""
    cells = ['{"$": 1, "*": 2, "a.b": 3, "a": {"b": 4}, "c/d~e": 5}'] * 40 + [
        '{"\\ud800": 6}',
        "{broken",
        "",
    ]
    rows = "".join(
        'c{},2025-01-01,Ad,"{}"\n'.format(number, cell.replace('"', '""'))
        for number, cell in enumerate(cells)
    )
    report = put(tmp_path, f"{HEADER},j\n{rows}")
    attributes = {name: attribute(tmp_path, name)[0] for name in report.attributes}
    assert attributes == {"j.$": "1", "j.*": "2", "j.a.b": "3", "j.a.b (2)": "4", "j.c/d~e": "5"}
    assert (
        any("2 cells of 'j' are no JSON" in sentence for sentence in report.assumed)
        and attribute(tmp_path, "j.$")[40:] == [None] * 3
    )


def test_json_with_a_mark_and_keys_that_meet(tmp_path):
    put(
        tmp_path,
        b"\xef\xbb\xbf"
        + json.dumps(
            [
                {
                    "customer_id": "a",
                    "occurred_at": "2025-01-01",
                    "touchpoint": "Ad",
                    "a.b": 1,
                    "a": {"b": 2},
                }
            ]
        ).encode(),
        "log.json",
    )
    assert (attribute(tmp_path, "a.b"), attribute(tmp_path, "a.b (2)")) == (["1"], ["2"])


def test_an_enormous_number_stays_as_it_was_written(tmp_path):
    put(
        tmp_path,
        b'[{"customer_id":"a","occurred_at":"2025-01-01","touchpoint":"Ad","x":1e299999999}]',
        "log.json",
    )
    assert attribute(tmp_path, "x") == ["1E+299999999"]


def test_numbers_bytes_and_far_days_of_parquet(tmp_path):
    """An id that is a float keeps its identity in the refused file; bytes are letters; the year 10000 is text."""
    table = pa.table(
        {
            "customer_id": pa.array([17.0, 17.0, None]),
            "occurred_at": ["2025-01-01", "never", "2025-01-01"],
            "touchpoint": pa.array(["Café".encode()] * 3, pa.binary()),
            "day": pa.array([2_147_483_647 // 1000] * 3, pa.int32()).cast(pa.date32()),
            "far": pa.array([253_402_300_800_000_000] * 3, pa.timestamp("us")),
        }
    )
    parquet.write_table(table, tmp_path / "log.parquet")
    report = load(tmp_path / "db", "log", tmp_path / "log.parquet", LoadOptions())
    assert events(tmp_path, "customer_id, touchpoint") == [("17", "Café")]
    assert (report.loaded, report.refused) == (1, 2) and "\n17,never,Café," in Path(
        report.refused_file
    ).read_text(encoding="utf-8")


def test_workbooks_under_other_names(tmp_path):
    book, made = openpyxl.Workbook(), io.BytesIO()
    book.active.append(HEADER.split(","))
    book.active.append(["a", "2025-01-01", "Ad"])
    book.save(made)
    put(tmp_path, made.getvalue(), "log.csv")
    with zipfile.ZipFile(tmp_path / "log.zip", "w") as archive:
        archive.writestr("b.xlsx", made.getvalue())
        archive.writestr("README", "how to read this")
        archive.writestr("empty.csv", "")
    report = load(tmp_path / "db", "zipped", tmp_path / "log.zip", LoadOptions())
    assert (events(tmp_path, "customer_id"), report.file, report.loaded) == (
        [("a",)],
        "log.zip/b.xlsx",
        1,
    )
    assert sum("as no table" in sentence for sentence in report.assumed) == 2


def test_points_that_may_part_thousands_are_asked(tmp_path):
    text = (
        "customer_id;occurred_at;touchpoint;revenue\na;2025-01-01;Buy;1.234\nb;2025-01-02;Buy;12\n"
    )
    with pytest.raises(Question) as raised:
        put(tmp_path, text)
    assert raised.value.choices == ["decimal=comma", "decimal=point"]
    put(tmp_path, text, assumed=("decimal=comma",))
    assert [float(row[0]) for row in events(tmp_path, "revenue")] == [1234, 12]


def test_rows_that_only_look_alike_are_both_kept(tmp_path):
    report = put(
        tmp_path,
        f"{HEADER},p,q\na,2025-01-01,Ad,1\x1fa2=z,\na,2025-01-01,Ad,1,z\n",
        identical="drop",
    )
    assert (report.loaded, report.duplicates) == (2, 0)


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        ({"fixed": ("touchpoint= ",)}, "'fixed' touchpoint= has no value"),
        ({"questions": ("note=comment",)}, "say that the file is one"),
        ({"assumed": ("decimal=comma", "decimal=point")}, "is said in two ways"),
        ({"assumed": ("timezone=localtime",)}, "is not a time zone"),
    ],
)
def test_words_that_mean_nothing_are_refused(tmp_path, options, sentence):
    with pytest.raises(UserError, match=sentence):
        put(tmp_path, f"{HEADER},note\na,2025-01-01,Ad,x\n", **options)


def test_a_fixed_value_stands_in_every_row_and_a_dropped_column_in_none(tmp_path):
    put(
        tmp_path,
        f"{HEADER},channel\na,2025-01-01,Ad,web\n",
        fixed=("touchpoint=Fixed",),
        drop=("channel",),
    )
    assert events(tmp_path, "touchpoint, channel") == [("Fixed", None)]


def test_where_one_of_several_tables_cannot_be_read_none_is_loaded(tmp_path):
    put(tmp_path, f"{HEADER}\nold,2025-01-01,Ad\n", "old.csv")
    with zipfile.ZipFile(tmp_path / "new.zip", "w") as archive:
        archive.writestr("a.csv", f"{HEADER}\nnew,2025-01-01,Ad\n")
        archive.writestr("b.csv", "x;y\n1;2\n")
    with pytest.raises(UserError, match="b.csv has no column named"):
        list(load_tables(tmp_path / "db", "log", [tmp_path / "new.zip"], LoadOptions(replace=True)))
    assert events(tmp_path, "customer_id") == [("old",)]


def test_the_same_bytes_under_another_name_change_nothing(tmp_path):
    put(tmp_path, f"{HEADER}\na,2025-01-01,Ad\n")
    assert put(tmp_path, f"{HEADER}\na,2025-01-01,Ad\n", "other.csv").unchanged


@pytest.mark.parametrize(
    "toml",
    [
        'drop = "note"',
        "drop = [1]",
        "event_key = [1]",
        "[[events]]\nneeds = [1]",
        "columns = 3",
        "[newest]\ncolumn = 1\nby = 2",
        'timezone = "Mars/X"\n[columns]\ncustomer_id = "customer_id"\noccurred_at = "occurred_at"\ntouchpoint = "touchpoint"',
        "a = " + "[" * 3000,
        "[words.mood]\nx = 'y'",
        "[answers]\nhorse = 'x'",
    ],
)
def test_a_saved_mapping_that_is_wrong_gets_a_sentence(tmp_path, toml):
    (tmp_path / "mine.toml").write_text(toml, encoding="utf-8")
    with pytest.raises(UserError) as error:
        put(tmp_path, f"{HEADER},note\na,2025-01-01,Ad,x\n", preset=str(tmp_path / "mine.toml"))
    assert "\n" not in str(error.value)


def test_a_saved_mapping_knows_the_answers(tmp_path):
    """What was asked of the first file is not asked of the second."""
    text = "Kunde;Datum;Kontaktpunkt;Umsatz\nä;03.04.2025;Kauf;3,5\n".encode("cp1252")
    answers = ("encoding=cp1252", "date_order=dmy", "decimal=comma")
    report = put(tmp_path, text, mapping=("revenue=Umsatz",), assumed=answers)
    (tmp_path / "mine.toml").write_text(report.recipe, encoding="utf-8")
    again = put(
        tmp_path, text.replace(b"3,5", b"4,5"), "next.csv", preset=str(tmp_path / "mine.toml")
    )
    assert again.loaded == 1 and [float(row[0]) for row in events(tmp_path, "revenue")] == [
        3.5,
        4.5,
    ]
    (tmp_path / "elsewhere").mkdir()
    with pytest.raises(Question):
        put(
            tmp_path / "elsewhere",
            text.replace(b"3,5", b"5,5"),
            "third.csv",
            mapping=("revenue=Umsatz",),
            assumed=("encoding=cp1252",),
        )


def test_a_key_that_is_a_list_in_one_record_and_an_object_in_another_keeps_both(tmp_path):
    event = {"customer_id": "a", "occurred_at": "2025-01-01", "touchpoint": "Ad"}
    rows = [event | {"tags": ["new"]}, event | {"tags": {"kind": "old"}}]
    put(tmp_path, json.dumps(rows), "log.json")
    assert events(tmp_path, "a1, a2") == [
        ('["new"]', None),
        (None, "old"),
    ]


def test_identical_rows_of_several_events_are_counted_as_rows(tmp_path):
    """Each row becomes two events; two rows say the very same, and none contradicts another."""
    rows = ["a,2025-01-01,2025-01-02", "a,2025-01-01,2025-01-02", "b,2025-01-03,2025-01-04"]
    text = "\n".join(["customer_id,opened,solved", *rows, ""])
    report = put(tmp_path, text, events=("Opened=opened", "Solved=solved"))
    assert (report.loaded, report.identical, report.conflicts, report.events) == (3, 1, 0, 6)
