"""What a file's bytes tell of its encoding, and how they read."""

from pathlib import Path

import pytest

from journey.ingest.encoding.copies import as_utf8, without_lines
from journey.ingest.encoding.damage import utf8_damage
from journey.ingest.encoding.decoding import MIXED, decoded
from journey.ingest.encoding.question import candidate_encodings, encoding_question, telling_words
from journey.ingest.encoding.scan import _too_long, bom_encoding, scan_bytes
from journey.ingest.limits import LINE_LIMIT
from journey.ingest.unpack import Part
from journey.model.errors import UserError


def part(folder: Path, content: bytes) -> Part:
    path = folder / "log.csv"
    path.write_bytes(content)
    return Part(path, path.name, "text")


def test_a_scan_knows_lines_their_ends_and_the_first_bad_byte(tmp_path):
    scan = scan_bytes(part(tmp_path, b"a\r\nb\r\nGr\xf6\xdfe\nna\xefve"))
    assert (scan.lines, scan.is_utf8, scan.first_non_utf8) == (4, False, (3, 0xF6))
    assert scan.non_utf8_lines == [b"Gr\xf6\xdfe", b"na\xefve"]
    assert not scan.has_lone_returns and not scan.has_only_returns
    returns = scan_bytes(part(tmp_path, b"a\rb\rc"))
    assert returns.is_utf8 and returns.has_only_returns and returns.has_lone_returns


def test_a_nul_byte_is_told_with_its_line(tmp_path):
    with pytest.raises(UserError) as refused:
        scan_bytes(part(tmp_path, b"a\nb\nc\0d\n"))
    assert "NUL byte in line 3" in str(refused.value)


@pytest.mark.parametrize(
    ("content", "encoding"),
    [
        ("a,b\n".encode("utf-16"), "utf-16"),
        ("a,b\nc,d\n".encode("utf-16-le"), "utf-16-le"),
        ("a,b\nc,d\n".encode("utf-16-be"), "utf-16-be"),
        (b"a,b\n", None),
    ],
)
def test_first_bytes_betray_wide_encodings(tmp_path, content, encoding):
    assert bom_encoding(part(tmp_path, content)) == encoding


def test_damage_is_slight_where_good_signs_are_many(tmp_path):
    slight = utf8_damage(part(tmp_path, "é\né\n".encode() + b"\xff\n"))
    assert (slight.good, slight.broken, slight.lines, slight.is_slight) == (2, 1, (3,), True)
    assert slight.sentence() == "UTF-8 with 1 place replaced (line 3)"
    assert not utf8_damage(part(tmp_path, b"\xff\xff\n")).is_slight


def test_a_mixed_line_reads_dos_letters_inside_words_only():
    assert decoded("Größe".encode(), MIXED) == "Größe"
    assert decoded(b"M\x81ller in Z\xfcrich", MIXED) == "Müller in Zürich"
    assert decoded(b"5 \x80, \x93so\x94", MIXED) == "5 €, “so”"


def test_a_question_offers_encodings_with_samples(tmp_path):
    file = part(tmp_path, b"na\xefve\nGr\xf6\xdfe\n")
    question = encoding_question(file, scan_bytes(file))
    assert question.choices[0] == "encoding=cp1252"
    assert question.samples["cp1252"] == ["naïve", "Größe"]
    assert candidate_encodings([b"na\xefve"])[0] == "cp1252"
    assert telling_words([b"na\xefve Gr\xf6\xdfe", b"l\x94sung"]) == [
        b"l\x94sung",
        b"na\xefve",
        b"Gr\xf6\xdfe",
    ]


def test_copies_keep_every_line_in_its_place(tmp_path):
    file = part(tmp_path, b"a\nna\xefve\nc\n")
    assert as_utf8(file, "cp1252", tmp_path / "utf8") == "the text is read as cp1252"
    assert (tmp_path / "utf8").read_text(encoding="utf-8") == "a\nnaïve\nc\n"
    without_lines(file, {2}, tmp_path / "shorter")
    assert (tmp_path / "shorter").read_bytes() == b"a\n\nc\n"


def test_lines_too_long_for_any_table_are_known_by_their_numbers():
    long = b"x" * (LINE_LIMIT + 1)
    assert _too_long(b"a\n" + long + b"\nb\n" + long, 5) == [7, 9]
    assert _too_long(b"a\n" + long[1:], 0) == []


def test_many_high_letters_in_a_line_are_cyrillic_and_few_are_not():
    """Russian words are high letters throughout, more than eight a line; umlauts are few."""
    russian = "Доставлено вовремя".encode("cp1251")
    assert "cp1251" in candidate_encodings([russian] * 3)
    assert "cp1251" not in candidate_encodings(["schöne Grüße".encode("cp1252")] * 3)


@pytest.mark.parametrize("byte", [0x81, 0x8D, 0x8F, 0x90, 0x9D])
def test_what_windows_has_no_letter_for_is_read_as_dos_had_it(byte):
    assert decoded(b"a " + bytes([byte]) + b" b", MIXED) == f"a {bytes([byte]).decode('cp850')} b"


def test_a_quotation_mark_of_windows_stays_one():
    assert decoded(b"\x91so\x92", MIXED) == "‘so’"
