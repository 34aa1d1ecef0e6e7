"""Whatever bytes come, a load ends in a sentence or in an account that adds up; and of logs that are right nothing is lost."""

import csv
import gzip
import io
import json
import tempfile
import zipfile
from datetime import datetime
from pathlib import Path

import openpyxl
import pyarrow as pa
import pyarrow.parquet as parquet
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from journey.data import store
from journey.data.generation import open_generation
from journey.model.errors import UserError
from journey.use.load import load
from tests.logs import load_options

pytestmark = pytest.mark.long

PLAIN = settings(
    deadline=None,
    phases=[Phase.generate],
    derandomize=True,
    suppress_health_check=list(HealthCheck),
)
HEADER = ["customer_id", "occurred_at", "touchpoint", "csat"]
ROWS = [
    ["a", "2025-01-01", "Ad", "5"],
    ["b", "2025-01-02 10:00", "Shop", ""],
    ["a", "2025-01-03", "Call", "1"],
]


def as_csv(rows, **form) -> bytes:
    made = io.StringIO()
    csv.writer(made, **form).writerows(rows)
    return made.getvalue().encode()


def as_xlsx(rows) -> bytes:
    book, made = openpyxl.Workbook(), io.BytesIO()
    for line, row in enumerate(rows, 1):
        for position, value in enumerate(row, 1):
            book.active.cell(
                line, position, value
            ).data_type = "s"  # also where it looks like a formula
    book.save(made)
    return made.getvalue()


def as_parquet(rows) -> bytes:
    made = io.BytesIO()
    parquet.write_table(
        pa.table(
            {name: [row[position] for row in rows[1:]] for position, name in enumerate(rows[0])}
        ),
        made,
    )
    return made.getvalue()


def as_zip(rows) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr("log.csv", as_csv(rows))
    return made.getvalue()


def as_json(rows) -> bytes:
    return json.dumps([dict(zip(rows[0], row, strict=True)) for row in rows[1:]]).encode()


WHOLE = {
    "csv": as_csv([HEADER, *ROWS]),
    "tsv": as_csv([HEADER, *ROWS], delimiter="\t"),
    "json": as_json([HEADER, *ROWS]),
    "csv.gz": gzip.compress(as_csv([HEADER, *ROWS]), mtime=0),
    "xlsx": as_xlsx([HEADER, *ROWS]),
    "parquet": as_parquet([HEADER, *ROWS]),
    "zip": as_zip([HEADER, *ROWS]),
}


def attempt(content: bytes, name: str, **options) -> None:
    """Load the bytes: a sentence of ours, or rows read = loaded + refused + duplicates; an earlier load stays as it was."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / name
        path.write_bytes(content)
        try:
            report = load(Path(folder) / "db", "log", path, load_options(**options))
        except UserError as error:
            assert str(error) and "\n" not in str(error).strip(), error
            assert store.current_generation(Path(folder) / "db", "log") is None
        else:
            assert (
                report.rows_read == report.loaded + report.refused + report.duplicates
                and report.loaded > 0
            )


@settings(PLAIN, max_examples=80)
@given(st.binary(max_size=400), st.sampled_from(sorted(WHOLE)))
def test_bytes_that_mean_nothing(content, ending):
    attempt(content, f"log.{ending}")


@settings(PLAIN, max_examples=160)
@given(st.sampled_from(sorted(WHOLE)), st.data())
def test_whole_files_with_some_bytes_changed_cut_or_added(ending, data):
    content = bytearray(WHOLE[ending])
    for _ in range(data.draw(st.integers(1, 4))):
        position = data.draw(st.integers(0, len(content) - 1))
        kind = data.draw(st.sampled_from(["change", "cut", "add", "end"]))
        if kind == "change":
            content[position] = data.draw(st.integers(0, 255))
        elif kind == "cut":
            del content[position : position + data.draw(st.integers(1, 40))]
        elif kind == "add":
            content[position:position] = data.draw(st.binary(min_size=1, max_size=12))
        else:
            del content[max(position, 1) :]
        if not content:
            break
    attempt(
        bytes(content),
        f"log.{ending}",
        assumed=("scale.csat=1-5", "date_order=dmy", "encoding=latin-1")[
            : data.draw(st.integers(0, 3))
        ],
    )


@settings(PLAIN, max_examples=24)
@given(st.text(max_size=200), st.text(max_size=200), st.sampled_from([",", ";", "\t"]))
def test_text_of_any_letters(header, body, sign):
    attempt(
        f"{','.join(HEADER)},{header}\n{body}".replace(",", sign).encode("utf-8", "surrogatepass"),
        "log.csv",
    )


WORDS = st.text(st.characters(exclude_categories=("Cs", "Cc")), min_size=1, max_size=12).filter(
    lambda text: text.strip()
)
IDS = st.sampled_from(["a", "b", "A", " a", "é", "é", "007", "NA", "null", "=1+1", "<b>"])


@st.composite
def logs(draw) -> list[dict]:
    """Rows that are right: any times, names, scores, attributes, some with an event_id that may come again, copies among them."""
    rows = draw(
        st.lists(
            st.fixed_dictionaries(
                {
                    "event_id": st.sampled_from(["", "", "e1", "e2", "e3"]),
                    "customer_id": IDS,
                    "occurred_at": st.datetimes(datetime(1990, 1, 1), datetime(2090, 1, 1)).map(
                        lambda moment: moment.isoformat(sep=" ", timespec="seconds")
                    ),
                    "touchpoint": WORDS,
                    "csat": st.sampled_from(["", "1", "3", "5"]),
                    "comment": st.one_of(st.just(""), WORDS),
                    "segment": st.one_of(st.just(""), WORDS),
                }
            ),
            min_size=1,
            max_size=12,
        )
    )
    return rows + draw(st.lists(st.sampled_from(rows), max_size=3))


def expected(rows: list[dict]) -> tuple[int, int]:
    """How many rows are loaded, and how many repeat an event_id: worked out row by row."""
    event_ids: set[str] = set()
    loaded = 0
    for row in rows:
        if row["event_id"] and row["event_id"] in event_ids:
            continue
        event_ids.add(row["event_id"])
        loaded += 1
    return loaded, len(rows) - loaded


@settings(PLAIN, max_examples=24)
@given(logs(), st.sampled_from(["csv", "json", "xlsx", "parquet"]))
def test_of_logs_that_are_right_nothing_is_lost(rows, ending):
    names = list(rows[0])
    table = [names, *([row[name] for name in names] for row in rows)]
    make = {"csv": as_csv, "json": as_json, "xlsx": as_xlsx, "parquet": as_parquet}[ending]
    try:
        content = make(table)
    except openpyxl.utils.exceptions.IllegalCharacterError:
        return
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"log.{ending}"
        path.write_bytes(content)
        report = load(
            Path(folder) / "db",
            "log",
            path,
            load_options(assumed=("scale.csat=1-5", "future=kept")),
        )
        loaded, repeated = expected(rows)
        assert (report.rows_read, report.loaded, report.refused, report.duplicates) == (
            len(rows),
            loaded,
            0,
            repeated,
        )
        generation = open_generation(store.current_generation(Path(folder) / "db", "log"))
        kept = generation.rows("select customer_id from events order by event_no")
        firsts = [
            row
            for position, row in enumerate(rows)
            if not row["event_id"]
            or row["event_id"] not in {other["event_id"] for other in rows[:position]}
        ]
        assert sorted(row[0] for row in kept) == sorted(row["customer_id"] for row in firsts)
        assert generation.rows("select count(*) from steps") == [(loaded,)]
        generation.close()
