"""Files that would harm: each gets one clear sentence, or loads with every row accounted for, and leaves earlier data untouched.

Each is loaded by the command line in a process of its own whose memory is limited, as a user would meet it.
"""

import gzip
import io
import json
import os
import re
import zipfile
from pathlib import Path

import openpyxl
import pyarrow as pa
import pyarrow.parquet as parquet
import pytest

from journey.data import store
from journey.data.generation import open_generation
from journey.use.load import load
from journey.use.options import LoadOptions
from tests import process

HEADER = "customer_id,occurred_at,touchpoint"
GOOD = f"{HEADER}\nkept,2025-01-01,Ad\n"
MOST_MEGABYTES = 500


@pytest.fixture(scope="module")
def db(tmp_path_factory) -> Path:
    """A data folder with one event, loaded before anything hostile comes."""
    folder = tmp_path_factory.mktemp("hostile")
    path = folder / "good.csv"
    path.write_text(GOOD, encoding="utf-8")
    load(folder / "db", "log", path, LoadOptions())
    return folder / "db"


def run(db: Path, path: Path, *words: str) -> tuple[int, str, str, int]:
    """Exit status, standard output, standard error without the progress, and the peak memory in MB of loading the file."""
    done = process.run("load", str(path), "--dataset", "log", "--db", str(db), *words)
    return done.status, done.out, done.err.strip(), done.peak


def is_untouched(db: Path) -> bool:
    generation = open_generation(store.current_generation(db, "log"))
    whole = generation.number == 1 and generation.rows("select customer_id from events") == [
        ("kept",)
    ]
    return whole and not list((db / "log").glob("draft*"))


def text(content: str):
    return lambda folder: (folder / "bad.csv", content.encode())


def as_file(name: str, content: bytes):
    return lambda folder: (folder / name, content)


def workbook(change) -> bytes:
    """A workbook of one event, each of its parts changed by `change(name, content)`."""
    book, plain, made = openpyxl.Workbook(), io.BytesIO(), io.BytesIO()
    book.active.append(HEADER.split(","))
    book.active.append(["a", "2025-01-01", "Ad"])
    book.save(plain)
    with (
        zipfile.ZipFile(plain) as source,
        zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as target,
    ):
        for name in source.namelist():
            target.writestr(name, change(name, source.read(name)))
    return made.getvalue()


def with_entities(declared: str):
    def change(name: str, content: bytes) -> bytes:
        if "sharedStrings" not in name and "sheet1" not in name:
            return content
        doctype = f'<?xml version="1.0"?><!DOCTYPE x [{declared}]>'.encode()
        return doctype + content.split(b"?>", 1)[-1].replace(b"Ad", b"&bad;")

    return change


def long_sheet(name: str, content: bytes) -> bytes:
    row = b'<row><c t="inlineStr"><is><t>a</t></is></c><c t="inlineStr"><is><t>b</t></is></c></row>'
    return (
        content.split(b"<sheetData>")[0]
        + b"<sheetData>"
        + row * 1_000_000
        + b"</sheetData></worksheet>"
        if "sheet1" in name
        else content
    )


def zipped(members: dict[str, bytes]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return made.getvalue()


def parquet_bytes(rows: int) -> bytes:
    made = io.BytesIO()
    columns = {
        name: pa.DictionaryArray.from_arrays(
            pa.array([0], pa.int8()).take(pa.array([0] * rows)), pa.array([value])
        )
        for name, value in zip(HEADER.split(","), ("x" * 1000, "2025-01-01", "Ad"), strict=True)
    }
    parquet.write_table(pa.table(columns), made, compression="zstd")
    return made.getvalue()


LAUGHS = "".join(f'<!ENTITY l{n} "{("&l" + str(n - 1) + ";") * 10}">' for n in range(1, 10))
REFUSED = {
    "empty": (text(""), "is empty"),
    "blank lines": (text("\n\n   \n"), "is empty"),
    "a header alone": (text(HEADER + "\n"), "a header and no rows"),
    "one column": (text("customer_id\na\nb\n"), "single column"),
    "an unclosed quote": (
        text(f'{HEADER}\na,2025-01-01,Ad\nb,2025-01-01,"Ad\nc,2025-01-01,Ad\n'),
        "opens a quote in line 3",
    ),
    "nothing but quotes": (text(HEADER + "\n" + '"' * 100_001 + "\n"), "opens a quote in line 2"),
    "NUL bytes": (text(f"{HEADER}\na,2025-01-01,A\0d\n"), "NUL byte in line 2"),
    "a picture": (
        as_file("bad.csv", b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 20),
        "is a PNG picture",
    ),
    "a PDF": (as_file("bad.csv", b"%PDF-1.7\n" + bytes(range(256)) * 20), "is a PDF document"),
    "columns of one name": (
        text("customer_id,customer_id,occurred_at,touchpoint\na,b,2025-01-01,Ad\n"),
        "two columns named 'customer_id'",
    ),
    "only a 30 February": (
        text(f"{HEADER}\na,2025-02-30,Ad\n"),
        "'2025-02-30' is not a date or time",
    ),
    "a field of 20 MB": (
        text(f"{HEADER},comment\na,2025-01-01,Ad,{'x ' * 10_000_000}\n"),
        "line 2: row has a field of more than 10,000,000 characters",
    ),
    "10,000 columns": (
        text(f"{HEADER},{','.join(f'c{n}' for n in range(10_000))}\n{','.join('1' * 10_003)}\n"),
        "10,003 columns: at most 2,000",
    ),
    "a zip bomb": (
        as_file("bad.zip", zipped({"x.csv": b"a,b,c\n" * 20_000_000})),
        "times its size",
    ),
    "a gzip bomb": (
        as_file("bad.csv.gz", gzip.compress(b"a,b,c\n" * 40_000_000)),
        "times its size",
    ),
    "a Parquet bomb": (as_file("bad.parquet", parquet_bytes(3_000_000)), "holds 3,000,000 rows in"),
    "a sheet that is a bomb": (as_file("bad.xlsx", workbook(long_sheet)), "times its size"),
    "a cut gzip": (
        as_file(
            "bad.csv.gz", gzip.compress((HEADER + "\n" + "a,2025-01-01,Ad\n" * 999).encode())[:-40]
        ),
        "cannot be read to its end",
    ),
    "a cut Parquet": (as_file("bad.parquet", parquet_bytes(10)[:-20]), "not a whole Parquet file"),
    "a headless Parquet": (
        as_file("bad.parquet", parquet_bytes(10)[50:]),
        "not a whole Parquet file",
    ),
    "a cut workbook": (
        as_file("bad.xlsx", workbook(lambda name, content: content)[:-200]),
        "no whole archive or workbook",
    ),
    "entities in a workbook": (
        as_file(
            "bad.xlsx", workbook(with_entities(f'<!ENTITY l0 "ha">{LAUGHS}<!ENTITY bad "&l9;">'))
        ),
        "not a whole XLSX",
    ),
    "a file named by a workbook": (
        as_file("bad.xlsx", workbook(with_entities('<!ENTITY bad SYSTEM "file:///etc/passwd">'))),
        "not a whole XLSX",
    ),
    "deep JSON": (
        as_file("bad.json", b"[" * 100_000 + b"]" * 100_000),
        "nested more than 100 deep",
    ),
    "deep JSON lines": (
        as_file("bad.jsonl", b'{"a":' * 5_000 + b"1" + b"}" * 5_000),
        "nested more than 100 deep",
    ),
    "cut JSON": (as_file("bad.json", b'[{"customer_id":"a"},{"cust'), "not valid JSON"),
    "an archive of archives": (
        as_file("bad.zip", zipped({"a.zip": zipped({"x.csv": GOOD.encode()})})),
        "holds no table",
    ),
}


@pytest.mark.parametrize("name", REFUSED)
def test_it_is_refused_in_one_sentence(db, tmp_path, name):
    make, sentence = REFUSED[name]
    path, content = make(tmp_path)
    path.write_bytes(content)
    status, stdout, stderr, peak = run(db, path)
    assert status == 2 and stdout == "" and sentence in stderr, (status, stdout, stderr)
    assert re.fullmatch(r"journey: [^\n]+", stderr) and "Traceback" not in stderr
    assert peak < MOST_MEGABYTES and is_untouched(db)


@pytest.mark.parametrize("kind", ["directory", "missing", "fifo", "loop", "device"])
def test_what_is_no_file_is_refused(db, tmp_path, kind):
    path = {"directory": tmp_path, "device": Path("/dev/zero")}.get(kind, tmp_path / "bad.csv")
    if kind in ("fifo", "device") and not hasattr(os, "mkfifo"):
        pytest.skip("this system has none")
    if kind == "fifo":
        os.mkfifo(path)
    if kind == "loop":
        path.symlink_to(path)
    status, _, stderr, _ = run(db, path)
    assert status == 2 and "is not a file: check the name" in stderr and is_untouched(db)


LOADED = {
    "ragged rows": (
        f"{HEADER}\na,2025-01-01,Ad\nb,2025-01-01\nc,2025-01-01,Ad,x,y\n",
        1,
        ["has 2 fields", "has 5 fields"],
    ),
    "impossible days": (
        f"{HEADER}\na,2025-02-30,Ad\nb,0001-01-01,Ad\nc,290000-01-01,Ad\nd,2025-02-28,Ad\n",
        1,
        ["'2025-02-30' is not a date", "'0001-01-01' lies outside", "'290000-01-01' is not a date"],
    ),
}


@pytest.mark.parametrize("name", LOADED)
def test_it_loads_with_every_row_accounted_for(tmp_path, name):
    content, loaded, reasons = LOADED[name]
    path = tmp_path / "log.csv"
    path.write_text(content, encoding="utf-8")
    status, stdout, stderr, peak = run(tmp_path / "db", path, "--json")
    assert status == 0, stderr
    report = json.loads(stdout)
    assert (report["rows_read"], report["loaded"], report["refused"]) == (
        loaded + len(reasons),
        loaded,
        len(reasons),
    )
    said = [f"{row['field']} {row['value']!r} {row['reason']}" for row in report["refused_rows"]]
    assert all(any(reason in one for one in said) for reason in reasons), said
    assert peak < MOST_MEGABYTES


@pytest.mark.parametrize(
    ("field", "texts", "left_out"),
    [
        ("valence", ("1e308", "inf", "0.5", "NaN"), ["1e308", "inf"]),
        ("revenue", ("1", "1", "1e308", "nan"), ["1e308"]),
        ("csat", ("NaN", "1e308", "5", "4"), ["1e308"]),
        ("nps", ("5", "5e0", "0x9", "９"), ["0x9", "９"]),
    ],
)
def test_numbers_that_are_none_are_left_out_and_their_events_stay(tmp_path, field, texts, left_out):
    path = tmp_path / "log.csv"
    rows = "".join(
        f"{name},2025-01-01,Ad,{text}\n" for name, text in zip("abcd", texts, strict=True)
    )
    path.write_text(f"{HEADER},{field}\n{rows}", encoding="utf-8")
    status, stdout, stderr, _ = run(tmp_path / "db", path, "--json")
    report = json.loads(stdout)
    assert (status, report["loaded"], report["left_out"]) == (0, 4, len(left_out)), stderr
    assert [value["value"] for value in report["left_out_values"]] == left_out


def test_names_and_values_are_text_and_nothing_else(tmp_path):
    """A column named like SQL, formulas, HTML and reversed writing are kept to the letter; a terminal shows no control signs."""
    rows = [
        ("=cmd|'/C calc'!A0", '=HYPERLINK("http://x")'),
        ("<img src=x onerror=alert(1)>", "\u202eevil\u202c"),
        ("a\x1b[31m", "@SUM(1)"),
    ]
    path = tmp_path / "log.csv"
    quoted = "".join(
        '"{}",2025-01-01,"{}",1\n'.format(*(part.replace('"', '""') for part in row))
        for row in rows
    )
    path.write_text(
        f'customer_id,occurred_at,touchpoint,"x""; drop table steps; --"\n{quoted}',
        encoding="utf-8",
    )
    status, stdout, stderr, _ = run(tmp_path / "db", path)
    assert status == 0 and not re.search("[\x1b\u202e]", stdout + stderr), stderr
    generation = open_generation(store.current_generation(tmp_path / "db", "log"))
    assert generation.rows("select customer_id, touchpoint from events order by event_no") == rows
    assert list(generation.attributes) == ['x"; drop table steps; --'] and generation.rows(
        "select count(*) from steps"
    ) == [(3,)]


def test_a_member_named_like_a_way_out_stays_inside(tmp_path):
    path = tmp_path / "log.zip"
    path.write_bytes(zipped({"../../etc/x.csv": GOOD.encode()}))
    before = set(tmp_path.parent.rglob("x.csv"))
    status, stdout, _, _ = run(tmp_path / "db", path, "--json")
    assert (
        status == 0
        and json.loads(stdout)["file"] == "log.zip/x.csv"
        and set(tmp_path.parent.rglob("x.csv")) == before
    )


def test_the_refused_rows_are_kept_to_the_letter(tmp_path):
    """They are there to be repaired and loaded again, so nothing in them is changed, a formula neither."""
    path = tmp_path / "log.csv"
    bad = '=1+1,never,"two\n""lines"", <b>",\u202ex'
    path.write_text(f"{HEADER},note\n{bad}\nb,2025-01-01,Ad,y\n", encoding="utf-8")
    report = load(tmp_path / "db", "log", path, LoadOptions())
    rest = Path(report.refused_file).read_text(encoding="utf-8")
    assert rest == f"{HEADER},note\n{bad}\n" and report.refused_rows[0].line == 2
    (tmp_path / "fixed.csv").write_text(rest.replace("never", "2025-01-02"), encoding="utf-8")
    again = load(tmp_path / "db", "log", tmp_path / "fixed.csv", LoadOptions())
    generation = open_generation(store.current_generation(tmp_path / "db", "log"))
    assert again.loaded == 1 and generation.rows(
        "select customer_id, touchpoint from events order by event_no"
    ) == [("b", "Ad"), ("=1+1", 'two\n"lines", <b>')]
