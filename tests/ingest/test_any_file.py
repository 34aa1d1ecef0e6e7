"""Files as companies have them: encodings, dialects, headers, workbooks, JSON, archives; each read right, with a note, or asked about."""

import gzip
import json
import zipfile
from datetime import datetime
from pathlib import Path

import openpyxl
import pyarrow as pa
import pyarrow.parquet as parquet
import pytest

from journey.data import store
from journey.data.generation import open_generation
from journey.model.errors import Question, UserError
from journey.use.load import load, load_tables
from journey.use.options import LoadOptions
from tests.logs import load_options

pytestmark = pytest.mark.long

HEADER = "customer_id,occurred_at,touchpoint"
ROWS = f"{HEADER},comment\na,2025-01-01,Ad,Größe\nb,2025-01-02,Shop,naïve\n"


def written(
    folder: Path, content: bytes | str, name: str = "log.csv", encoding: str = "utf-8"
) -> Path:
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode(encoding))
    return path


def read(
    folder: Path, path: Path, columns: str = "customer_id, touchpoint", **options
) -> list[tuple]:
    """Some columns of the events that loading the file gives, in its order."""
    load(folder / "db", "log", path, load_options(**options))
    generation = open_generation(store.current_generation(folder / "db", "log"))
    return generation.rows(f"select {columns} from events order by event_no")


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"]
)
def test_unicode_is_read_without_a_question(tmp_path, encoding):
    assert read(tmp_path, written(tmp_path, ROWS, encoding=encoding), "comment") == [
        ("Größe",),
        ("naïve",),
    ]


@pytest.mark.parametrize("encoding", ["cp1252", "latin-1"])
def test_other_encodings_are_asked_and_then_read(tmp_path, encoding):
    path = written(tmp_path, ROWS, encoding=encoding)
    with pytest.raises(Question) as raised:
        read(tmp_path, path)
    assert raised.value.key == "encoding" and "encoding=cp1252" in raised.value.choices
    assert "Größe" in raised.value.samples["cp1252"]
    assert read(tmp_path, path, "comment", assumed=(f"encoding={encoding}",)) == [
        ("Größe",),
        ("naïve",),
    ]


def test_lines_of_several_encodings_are_read_each_in_its_own(tmp_path):
    """One line in UTF-8, one in Windows-1252, one whose e acute is byte 0x82 of DOS inside a word."""
    content = (
        HEADER.encode()
        + b",comment\na,2025-01-01,Ad,Gr\xc3\xb6\xc3\x9fe\nb,2025-01-02,Ad,na\xefve \x80\nc,2025-01-03,Ad,\x82change\n"
    )
    path = written(tmp_path, content)
    assert [row[0] for row in read(tmp_path, path, "comment", assumed=("encoding=mixed",))] == [
        "Größe",
        "naïve €",
        "échange",
    ]


@pytest.mark.parametrize("sign", [";", "\t", "|", "^", "~"])
def test_delimiters_are_found(tmp_path, sign):
    text = f"customer_id{sign}occurred_at{sign}touchpoint{sign}note\na{sign}2025-01-01{sign}Ad{sign}1,5, 2,5\nb{sign}2025-01-02{sign}Shop{sign}x\n"
    assert read(tmp_path, written(tmp_path, text)) == [("a", "Ad"), ("b", "Shop")]


def test_the_delimiter_can_be_said(tmp_path):
    """Commas would fit as well as semicolons: every line has two of each."""
    text = "customer_id;occurred_at;touchpoint,x,y\na;2025-01-01;Ad,1,2\nb;2025-01-02;Shop,3,4\n"
    assert read(
        tmp_path,
        written(tmp_path, text),
        assumed=("delimiter=semicolon",),
        mapping=("touchpoint=touchpoint,x,y",),
    ) == [("a", "Ad,1,2"), ("b", "Shop,3,4")]


@pytest.mark.parametrize(
    ("quoted", "meant"),
    [
        ('"say ""hi"", twice"', 'say "hi", twice'),
        ('"say \\"hi\\", twice"', 'say "hi", twice'),
        ("'say hi, twice'", "say hi, twice"),
        ('"two\nlines"', "two\nlines"),
    ],
)
def test_quotes_of_several_kinds(tmp_path, quoted, meant):
    """Enough rows of the kind that it can be told from the other ones."""
    rows = "".join(f"c{number},2025-01-01,Ad,{quoted}\n" for number in range(5))
    assert (
        read(tmp_path, written(tmp_path, f"{HEADER},comment\n{rows}"), "comment") == [(meant,)] * 5
    )


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_line_ends(tmp_path, end):
    assert read(tmp_path, written(tmp_path, ROWS.replace("\n", end)), "customer_id, comment") == [
        ("a", "Größe"),
        ("b", "naïve"),
    ]


def test_lines_above_the_header_are_passed_over_and_told(tmp_path):
    text = (
        f"Export of the shop\n\nmade on 2025-02-01\n{HEADER}\na,2025-01-01,Ad\nb,2025-01-02,Shop\n"
    )
    path = written(tmp_path, text)
    assert read(tmp_path, path) == [("a", "Ad"), ("b", "Shop")]
    report = load(tmp_path / "other", "log", path, LoadOptions())
    assert any("above the header" in sentence for sentence in report.assumed), report.assumed
    assert report.rows_read == 2


def test_a_file_without_a_header(tmp_path):
    path = written(tmp_path, "a,2025-01-01,Ad\nb,2025-01-02,Shop\n")
    words = ("customer_id=column 1", "occurred_at=column 2", "touchpoint=column 3")
    assert read(tmp_path, path, assumed=("header=none",), mapping=words) == [
        ("a", "Ad"),
        ("b", "Shop"),
    ]


def test_a_workbook_is_read_cell_by_cell(tmp_path):
    """Dates are dates, whole numbers have no point, rows are known by their number in the sheet, formulas give their values."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(["customer_id", "occurred_at", "touchpoint", "csat"])
    sheet.append([7, datetime(2025, 3, 4, 10, 30), "Ad", 5])
    sheet.append([])
    sheet.append([8, "no time", "Ad", 4])
    sheet.append([9, datetime(2025, 3, 5), "Shop", None])
    book.save(tmp_path / "log.xlsx")
    report = load(tmp_path / "db", "log", tmp_path / "log.xlsx", LoadOptions())
    assert (
        report.rows_read,
        report.loaded,
        [(row.line, row.value) for row in report.refused_rows],
    ) == (3, 2, [(4, "no time")])
    generation = open_generation(store.current_generation(tmp_path / "db", "log"))
    assert generation.rows(
        "select customer_id, cast(occurred_at as varchar), csat from events order by event_no"
    ) == [("7", "2025-03-04 10:30:00", 5), ("9", "2025-03-05 00:00:00", None)]
    assert (
        Path(report.refused_file).read_text(encoding="utf-8")
        == "customer_id,occurred_at,touchpoint,csat\n8,no time,Ad,4\n"
    )


def test_of_several_sheets_one_is_chosen(tmp_path):
    book = openpyxl.Workbook()
    for name in ("January", "February"):
        sheet = book.create_sheet(name)
        sheet.append(["customer_id", "occurred_at", "touchpoint"])
        sheet.append([name, "2025-01-01", "Ad"])
    book.save(tmp_path / "log.xlsx")
    with pytest.raises(Question) as raised:
        read(tmp_path, tmp_path / "log.xlsx")
    assert raised.value.choices == ["sheet=January", "sheet=February"]
    assert read(tmp_path, tmp_path / "log.xlsx", sheet="February") == [("February", "Ad")]
    with pytest.raises(UserError, match="has no sheet 'March'"):
        read(tmp_path, tmp_path / "log.xlsx", sheet="March")


EVENTS = [
    {
        "customer_id": "a",
        "occurred_at": "2025-01-01T00:00:00Z",
        "touchpoint": "Ad",
        "about": {"plan": "gold", "seats": 3},
    },
    {
        "customer_id": "b",
        "occurred_at": "2025-01-02T00:00:00Z",
        "touchpoint": "Shop",
        "csat": 4,
        "tags": ["x", "y"],
    },
]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("log.json", json.dumps(EVENTS)),
        ("log.json", json.dumps({"events": EVENTS, "page": 1})),
        ("log.jsonl", "\n".join(map(json.dumps, EVENTS))),
        ("log.ndjson", "\n".join(map(json.dumps, EVENTS)) + "\n\n"),
    ],
)
def test_json_in_its_forms(tmp_path, name, text):
    """Keys inside objects are attributes under their dotted names."""
    path = written(tmp_path, text, name)
    assert read(tmp_path, path, "customer_id, touchpoint, csat") == [
        ("a", "Ad", None),
        ("b", "Shop", 4),
    ]
    generation = open_generation(store.current_generation(tmp_path / "db", "log"))
    assert {"about.plan", "about.seats"} <= set(generation.attributes)
    number = generation.attributes["about.seats"]
    assert generation.rows(f"select a{number} from events order by event_no") == [("3",), (None,)]


def test_json_that_holds_something_else_is_refused_as_a_whole(tmp_path):
    path = written(tmp_path, "\n".join([*map(json.dumps, EVENTS), "7"]), "log.jsonl")
    with pytest.raises(UserError, match="something else than objects \\(record 3\\)"):
        read(tmp_path, path)


def test_json_inside_cells_becomes_attributes(tmp_path):
    inner = '"{""plan"": ""gold"", ""n"": 1}"'
    path = written(tmp_path, f"{HEADER},properties\na,2025-01-01,Ad,{inner}\nb,2025-01-02,Ad,\n")
    read(tmp_path, path)
    attributes = open_generation(store.current_generation(tmp_path / "db", "log")).attributes
    assert {"properties.plan", "properties.n"} <= set(attributes) and "properties" not in attributes


def test_a_struct_of_a_parquet_file_becomes_attributes(tmp_path):
    table = pa.table(
        {
            "customer_id": ["a"],
            "occurred_at": ["2025-01-01"],
            "touchpoint": ["Ad"],
            "device": [{"kind": "phone", "os": "x"}],
        }
    )
    parquet.write_table(table, tmp_path / "log.parquet")
    read(tmp_path, tmp_path / "log.parquet")
    assert {"device.kind", "device.os"} <= set(
        open_generation(store.current_generation(tmp_path / "db", "log")).attributes
    )


def test_an_archive_of_several_files_is_loaded_table_by_table(tmp_path):
    with zipfile.ZipFile(tmp_path / "logs.zip", "w") as archive:
        archive.writestr("2025/january.csv", f"{HEADER}\na,2025-01-01,Ad\n")
        archive.writestr("2025/february.csv", f"{HEADER}\nb,2025-02-01,Shop\n,2025-02-01,Shop\n")
        archive.writestr("readme.pdf", "not a table")
        archive.writestr("__MACOSX/._january.csv", "rubbish")
    reports = list(load_tables(tmp_path / "db", "log", [tmp_path / "logs.zip"], LoadOptions()))
    assert [(report.file, report.rows_read, report.loaded) for report in reports] == [
        ("logs.zip/january.csv", 1, 1),
        ("logs.zip/february.csv", 2, 1),
    ]
    assert any("readme.pdf" in sentence for sentence in reports[0].assumed)
    generation = open_generation(store.current_generation(tmp_path / "db", "log"))
    assert generation.rows("select customer_id from events order by event_no") == [("a",), ("b",)]


def test_gzip_of_what_is_not_utf8(tmp_path):
    path = tmp_path / "log.csv.gz"
    path.write_bytes(gzip.compress(ROWS.encode("cp1252")))
    assert read(tmp_path, path, "comment", assumed=("encoding=cp1252",)) == [("Größe",), ("naïve",)]


def test_a_rest_that_was_utf16_can_be_repaired_and_loaded(tmp_path):
    """The refused rows are written in UTF-8, whatever the file was."""
    path = written(tmp_path, f"{HEADER}\nä,2025-01-01,Ad\nö,never,Ad\n", encoding="utf-16")
    report = load(tmp_path / "db", "log", path, LoadOptions())
    rest = Path(report.refused_file)
    assert rest.read_text(encoding="utf-8") == f"{HEADER}\nö,never,Ad\n"
    fixed = written(
        tmp_path, rest.read_text(encoding="utf-8").replace("never", "2025-01-02"), "fixed.csv"
    )
    assert read(tmp_path, fixed) == [("ä", "Ad"), ("ö", "Ad")]


def test_the_refused_rows_of_a_parquet_file_are_written_too(tmp_path):
    table = pa.table(
        {
            "customer_id": ["a", "b", "c"],
            "occurred_at": ["2025-01-01", "never", None],
            "touchpoint": ["Ad", "Ad", "Shop"],
            "n": [1.0, 2.0, 3.5],
        }
    )
    parquet.write_table(table, tmp_path / "log.parquet")
    report = load(tmp_path / "db", "log", tmp_path / "log.parquet", LoadOptions())
    assert (report.loaded, [row.line for row in report.refused_rows]) == (1, [2, 3])
    assert (
        Path(report.refused_file).read_text(encoding="utf-8")
        == "customer_id,occurred_at,touchpoint,n\nb,never,Ad,2\nc,,Shop,3.5\n"
    )
