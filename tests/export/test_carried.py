"""The passport found in every kind of file, also in one that another program saved; a hostile file is one sentence."""

import base64
import io
import struct
import zipfile
import zlib

import openpyxl
import pytest

from journey.export import carried
from journey.export.carried import read_passport
from journey.export.passport import JSON_LIMIT, packed
from journey.export.pdf import pdf
from journey.export.picture import png, svg
from journey.export.report import report
from journey.export.workbook import workbook
from journey.model.errors import UserError
from tests.export.made_collection import collection


@pytest.fixture(scope="module")
def made(sample):
    return collection(sample)


def written(tmp_path, ending: str, data: bytes):
    path = tmp_path / f"file{ending}"
    path.write_bytes(data)
    return path


MAKERS = {
    ".xlsx": workbook,
    ".html": lambda made: report(made).encode(),
    ".pdf": pdf,
    ".svg": lambda made: svg(made.pages[0].exhibit, made.passport).encode(),
    ".png": lambda made: png(svg(made.pages[0].exhibit, made.passport), made.passport),
}


@pytest.mark.parametrize("ending", MAKERS)
def test_it_is_found_in_what_was_exported(tmp_path, made, ending):
    path = written(tmp_path, ending, MAKERS[ending](made))
    assert read_passport(path) == made.passport


def test_it_survives_another_program_that_saves_the_workbook(tmp_path, made):
    book = openpyxl.load_workbook(io.BytesIO(workbook(made)))
    book.worksheets[0]["A1"] = "Our own title"
    book.save(tmp_path / "saved.xlsx")
    assert read_passport(tmp_path / "saved.xlsx") == made.passport


def test_it_is_found_in_pieces(tmp_path, made, monkeypatch):
    monkeypatch.setattr(carried, "PIECE", 100)
    path = written(tmp_path, ".xlsx", workbook(made))
    assert len(carried.pieces(packed(made.passport))) > 10
    assert read_passport(path) == made.passport


@pytest.mark.parametrize("kind", [b"tEXt", b"zTXt", b"iTXt"])
def test_every_text_chunk_of_a_png_is_understood(tmp_path, made, kind):
    text = packed(made.passport).encode()
    inside = {
        b"tEXt": text,
        b"zTXt": b"\0" + zlib.compress(text),
        b"iTXt": b"\0\0en\0name\0" + text,
    }[kind]
    data = b"journey-passport\0" + inside
    chunk = struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
    path = written(tmp_path, ".png", b"\x89PNG\r\n\x1a\n" + chunk)
    assert read_passport(path) == made.passport


@pytest.mark.parametrize("ending", carried.READERS)
@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\0" * 1000,
        b"PK\x03\x04 and nothing",
        b"%PDF-1.7 stream\nendstream",
        b"\x89PNG\r\n\x1a\n\xff\xff\xff\xff",
    ],
)
def test_what_is_no_such_file_is_one_sentence(tmp_path, ending, data):
    with pytest.raises(UserError, match="carries no passport|that can be read") as refused:
        read_passport(written(tmp_path, ending, data))
    assert str(refused.value).count(". ") == 0


@pytest.mark.parametrize("ending", [".csv", ".txt", ""])
def test_what_carries_none_says_what_does(tmp_path, ending):
    with pytest.raises(UserError, match=r"\.xlsx"):
        read_passport(written(tmp_path, ending, b"a,b"))


def test_a_missing_file_is_one_sentence(tmp_path):
    with pytest.raises(UserError, match="check the name"):
        read_passport(tmp_path / "none.svg")


def zipped(**members: bytes) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in members.items():
            package.writestr(name.replace("__", "/").replace("_", "."), data)
    return buffer.getvalue()


def test_a_zip_bomb_is_not_unpacked(tmp_path, monkeypatch):
    monkeypatch.setattr(carried, "UNPACKED_LIMIT", 1_000_000)
    data = zipped(xl__a_xml=b" " * 500_001, xl__b_xml=b" " * 500_000)
    assert len(data) < 10_000
    with pytest.raises(UserError, match="can be read"):
        read_passport(written(tmp_path, ".xlsx", data))


def test_a_bomb_in_the_passport_is_not_unpacked(tmp_path):
    bomb = base64.b64encode(zlib.compress(b"[" + b" " * JSON_LIMIT + b"]", 9))
    page = b'<script type="application/json" id="journey-passport">"' + bomb + b'"</script>'
    with pytest.raises(UserError, match="cut or changed"):
        read_passport(written(tmp_path, ".html", page))


def test_a_bomb_in_a_png_is_not_unpacked(tmp_path):
    data = b"journey-passport\0\0" + zlib.compress(b"A" * 50_000_000, 9)
    chunk = struct.pack(">I", len(data)) + b"zTXt" + data + bytes(4)
    with pytest.raises(UserError, match="cut or changed"):
        read_passport(written(tmp_path, ".png", b"\x89PNG\r\n\x1a\n" + chunk))


def test_a_deck_carries_it_as_a_property_or_a_part(tmp_path, made):
    text = packed(made.passport).encode()
    prop = (
        b'<Properties><property name="journey-passport"><vt:lpwstr>'
        + text
        + b"</vt:lpwstr></property></Properties>"
    )
    for members in (
        {"docProps__custom_xml": prop},
        {"customXml__item1_xml": b"<journey-passport>" + text + b"</journey-passport>"},
    ):
        assert read_passport(written(tmp_path, ".pptx", zipped(**members))) == made.passport
