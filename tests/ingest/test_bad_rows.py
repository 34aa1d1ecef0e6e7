"""One bad row is a bad row: it is refused with its line and reason, and the file loads."""

import json

import openpyxl
import pyarrow as pa
import pyarrow.parquet as parquet
import pytest

from journey.data import store
from journey.data.generation import open_generation
from journey.model.errors import Question
from journey.use.load import load
from tests.logs import load_options

pytestmark = pytest.mark.long

HEADER = "customer_id,occurred_at,touchpoint\n"
MANY, ODD = 60_000, 41_234  # rows, and the number of the odd one; it stands on line ODD + 1


def rows(day: str = "2025-01-{:02d}") -> list[str]:
    return [
        f"c{number % 900},{day.format(1 + number % 28)},T{number % 9}\n" for number in range(MANY)
    ]


def loaded(folder, name: str, content: bytes, **options):
    path = folder / name
    path.write_bytes(content)
    report = load(folder / "db", "log", path, load_options(**options))
    return report, open_generation(store.current_generation(folder / "db", "log"))


def with_one(odd: str, day: str = "2025-01-{:02d}") -> bytes:
    lines = rows(day)
    lines[ODD - 1] = odd
    return (HEADER + "".join(lines)).encode()


@pytest.mark.parametrize(
    ("odd", "day", "sentence"),
    [
        (
            "c7,the day after,T1\n",
            "2025-01-{:02d}",
            "occurred_at 'the day after' is not a date or time",
        ),
        (
            "c7,04/03/2025,T1\n",
            "2025-01-{:02d}",
            "occurred_at '04/03/2025' is a date that can be read in two ways",
        ),
        ("c7,01/14/2025,T1\n", "{:02d}/01/2025", "occurred_at '01/14/2025' is not a date or time"),
        ("c7,14/01/2025,T1\n", "01/{:02d}/2025", "occurred_at '14/01/2025' is not a date or time"),
        (
            f"c7,2025-01-01,{'x' * 10_000_001}\n",
            "2025-01-{:02d}",
            "row has a field of more than 10,000,000 characters",
        ),
        (
            f'c7,2025-01-01,"{"xy" * 5_000_001}"\n',
            "2025-01-{:02d}",
            "row has a field of more than 10,000,000 characters",
        ),
        (
            f"c7,2025-01-01,{'x' * (65 << 20)}\n",
            "2025-01-{:02d}",
            "row is a line of more than 64 MB",
        ),
        ("c7,2025-01-01\n", "2025-01-{:02d}", "row has 2 fields where the header has 3"),
        (
            "#N/A,2025-01-01,T1\n",
            "2025-01-{:02d}",
            "customer_id '#N/A' is an error value of a spreadsheet, which counts as missing",
        ),
    ],
    ids=[
        "no date",
        "two ways",
        "month first",
        "day first",
        "long field",
        "long quoted field",
        "long line",
        "short row",
        "error value",
    ],
)
def test_one_odd_row_among_sixty_thousand(tmp_path, odd, day, sentence):
    report, generation = loaded(tmp_path, "log.csv", with_one(odd, day))
    assert (report.rows_read, report.loaded, report.refused) == (MANY, MANY - 1, 1)
    assert report.refused_rows[0].sentence() == f"line {ODD + 1}: {sentence}"
    assert generation.rows("select count(*), count(distinct touchpoint) from events") == [
        (MANY - 1, 9)
    ]


def test_a_field_over_several_lines_may_be_too_long_as_well(tmp_path):
    report, _ = loaded(
        tmp_path,
        "log.csv",
        with_one(f'c7,2025-01-01,"{"x" * 9 + chr(10)}{("x" * 99 + chr(10)) * 110_000}"\n'),
    )
    assert (report.loaded, report.refused) == (
        MANY - 1,
        1,
    ) and "10,000,000 characters" in report.refused_rows[0].reason


def test_dates_of_two_orders_are_still_asked_about(tmp_path):
    """Three of a hundred are no slip."""
    lines = ["a,2025-01-01,Ad\n"] * 97 + ["a,04/03/2025,Ad\n"] * 3
    with pytest.raises(Question, match="can be read in two ways"):
        loaded(tmp_path, "log.csv", (HEADER + "".join(lines)).encode())


def test_error_values_of_a_workbook_count_as_missing(tmp_path):
    book = openpyxl.Workbook()
    for row in (
        ["customer_id", "occurred_at", "touchpoint", "nps", "channel", "segment", "comment"],
        ["a", "2025-01-01", "Ad", 9, "web", "x", "fine"],
        ["#N/A", "2025-01-01", "Ad", 9, "web", "x", ""],
        ["b", "2025-01-01", "#REF!", 9, "web", "x", ""],
        ["c", "2025-01-01", "Ad", "#DIV/0!", "#NAME?", "#VALUE!", "#NULL!"],
    ):
        book.active.append(row)
    book.save(tmp_path / "log.xlsx")
    report, generation = loaded(tmp_path, "again.xlsx", (tmp_path / "log.xlsx").read_bytes())
    assert (report.loaded, report.refused) == (2, 2) and [
        row.line for row in report.refused_rows
    ] == [3, 4]
    assert generation.rows(
        "select customer_id, nps, channel, a1, comment from events order by 1"
    ) == [("a", 9, "web", "x", "fine"), ("c", None, None, None, None)]


@pytest.mark.parametrize("number", [2, 4_000], ids=["among the first", "far down"])
def test_a_broken_text_of_parquet_is_a_bad_row(tmp_path, number):
    """Row 2 lies in the sample that is read first, row 4,000 does not."""
    names = [b"Ad"] * 5_000
    names[number - 1] = b"Sh\xffop"
    raw = pa.array(names, pa.binary())
    table = pa.Table.from_arrays(
        [
            pa.array([f"c{number}" for number in range(5_000)]),
            pa.array(["2025-01-01"] * 5_000),
            pa.Array.from_buffers(pa.string(), 5_000, raw.buffers()),
        ],
        names=["customer_id", "occurred_at", "touchpoint"],
    )
    parquet.write_table(table, tmp_path / "log.parquet")
    report, generation = loaded(tmp_path, "again.parquet", (tmp_path / "log.parquet").read_bytes())
    assert (report.loaded, report.refused) == (4_999, 1)
    assert (
        report.refused_rows[0].sentence()
        == f"line {number}: touchpoint 'Sh�op' holds signs that are no UTF-8"
    )
    assert generation.rows(
        "select count(*) from events where customer_id = $id", {"id": f"c{number - 1}"}
    ) == [(0,)]


def test_a_key_that_stands_twice_is_listed_with_its_record(tmp_path):
    lines = [
        '{"customer_id": "a", "occurred_at": "2025-01-01", "touchpoint": "Ad"}',
        '{"customer_id": "b", "occurred_at": "2025-01-01", "touchpoint": "Ad", "touchpoint": "Shop"}',
    ]
    report, generation = loaded(tmp_path, "log.jsonl", "\n".join(lines).encode())
    assert (
        "a key stands twice in one object, and the last value counts: 'touchpoint' in record 2"
        in report.assumed
    )
    assert generation.rows("select touchpoint from events order by event_no") == [
        ("Ad",),
        ("Shop",),
    ]
    report, _ = loaded(
        tmp_path,
        "list.json",
        json.dumps({"rows": [json.loads(lines[0])]})
        .replace('"Ad"', '"Ad", "x": {"k": 1, "k": 2}')
        .encode(),
        replace=True,
    )
    assert (
        "a key stands twice in one object, and the last value counts: 'k' in record 1"
        in report.assumed
    )


def test_equal_keys_of_different_objects_are_none(tmp_path):
    content = b'[{"customer_id":"a","occurred_at":"2025-01-01","touchpoint":"Ad","x":{"id":1},"y":{"id":2}}]'
    report, _ = loaded(tmp_path, "log.json", content)
    assert not any("stands twice" in sentence for sentence in report.assumed)


def test_conflicting_ids_are_listed_with_their_lines(tmp_path):
    content = b"event_id,customer_id,occurred_at,touchpoint\ne1,a,2025-01-01,Ad\ne1,b,2025-01-02,Shop\ne2,c,2025-01-02,Shop\ne2,c,2025-01-02,Shop\n"
    report, _ = loaded(tmp_path, "log.csv", content)
    finding = next(finding for finding in report.findings if finding.code == "conflicts")
    assert (report.conflicts, report.duplicates) == (1, 2)
    assert (
        finding.sentence
        == "1 row with the event_id of another one but other content: the first one counts, not line 3 ('e1'); without an event_id all of them would"
    )


def test_one_broken_byte_among_good_ones_is_offered_to_be_replaced(tmp_path):
    """Line 7 of a file of UTF-8: that is the first offer, and taken it keeps every other letter."""
    good = "customer_id,occurred_at,touchpoint\n" + "".join(
        f"Zoë{number},2025-01-01,Café\n" for number in range(5)
    )
    content = good.encode() + b"Bob\xff,2025-01-01,Ad\n" + "Zoë9,2025-01-01,Café\n".encode()
    with pytest.raises(Question) as raised:
        loaded(tmp_path, "log.csv", content)
    assert raised.value.choices[0] == "encoding=utf-8-replaced"
    assert (
        raised.value.sentence
        == "log.csv is no whole UTF-8: UTF-8 with 1 place replaced (line 7) would do."
    )
    report, generation = loaded(tmp_path, "log.csv", content, assumed=("encoding=utf-8-replaced",))
    assert (
        report.loaded == 7
        and "the text is read as UTF-8 with 1 place replaced (line 7)" in report.assumed
    )
    assert generation.rows("select customer_id from events order by event_no")[-2:] == [
        ("Bob�",),
        ("Zoë9",),
    ]


def test_a_cut_emoji_is_a_broken_place_and_its_words_are_shown(tmp_path):
    content = b"customer_id,occurred_at,touchpoint,comment\na,2025-01-01,Ad,fine\nb,2025-01-01,Ad,love \xf0\x9f\x98 it\n"
    with pytest.raises(Question) as raised:
        loaded(tmp_path, "log.csv", content)
    assert (
        raised.value.choices[0] == "encoding=utf-8-replaced"
        and "love � it" in raised.value.samples["utf-8-replaced"][0]
    )


def test_a_file_of_another_encoding_is_not_offered_to_be_broken(tmp_path):
    content = "customer_id,occurred_at,touchpoint\nMüller,2025-01-01,Café\n".encode("cp1252")
    with pytest.raises(Question) as raised:
        loaded(tmp_path, "log.csv", content)
    assert (
        raised.value.choices[0] == "encoding=cp1252"
        and "encoding=utf-8-replaced" not in raised.value.choices
    )
