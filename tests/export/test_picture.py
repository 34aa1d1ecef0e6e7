"""A picture holds all that stands around the drawing, its letters are drawn in the shipped font, and it carries its passport."""

import io
import struct
import xml.etree.ElementTree as ElementTree
import zlib
from collections import Counter
from dataclasses import replace
from datetime import date

import pytest
from fontTools.ttLib import TTFont
from PIL import Image

from journey.exhibit.chart import Axis, Bars, Series
from journey.exhibit.ref import Ref
from journey.export.fonts import FAMILY, FILES, FOLDER
from journey.export.glyphs import NONCHARACTER, foreign, undrawn, undrawn_words
from journey.export.passport import packed
from journey.export.picture import not_drawn, picture, png, svg
from journey.map.box import overlaps
from journey.map.lettering import text_width
from journey.model.filters import Filters
from tests.exhibit.made import BARS, DOTS, GRID, LONG, NAMES, PASSPORT, PLAIN, exhibit, hostile
from tests.map.drawn import assert_none, drawing

LANGUAGES = {
    "German": "Rückfrage: Größe, Öl, ÄÖÜ ẞß „so“",
    "Spanish": "¿Dónde está el envío? ¡Señal!",
    "French": "Œuvre reçue à l’hôtel, où ça ? naïve",
    "Greek": "Ερώτηση ΚΑΤΑΣΤΗΜΑ ώρα ϊΰ Άγιος",
    "Polish": "Zażółć gęślą jaźń ŁÓDŹ",
    "Russian": "Съешь ещё этих мягких французских булок ЖЩЮ",
    "Ukrainian": "Ґанок її єдність",
    "Turkish": "Iğdır şöyle İstanbul",
    "signs": "↩ ➔ ✕ – — − → ← ↑ ↓ … · • ≤ ≥ ≈ × ■ ● ○ ▸ ◂ € £ ½ % ✓ № › “ ” ’ „",
}


def texts(svg_text: str) -> list[str]:
    root = ElementTree.fromstring(svg_text)
    return [node.text or "" for node in root.iter("{http://www.w3.org/2000/svg}text")]


def chunks(file: bytes) -> list[tuple[bytes, bytes]]:
    """Kind and data of all chunks; their checksums hold."""
    found, at = [], 8
    while at < len(file):
        (size,) = struct.unpack(">I", file[at : at + 4])
        kind, data = file[at + 4 : at + 8], file[at + 8 : at + 8 + size]
        assert file[at + 8 + size : at + 12 + size] == struct.pack(">I", zlib.crc32(kind + data))
        found.append((kind, data))
        at += 12 + size
    return found


def test_a_picture_says_all_that_a_reader_needs():
    """Whose data, the finding, its definition, n and filters, notes, source, date, rules: each once."""
    filters = Filters.of(date(2025, 1, 1), None, {"segment": ["student"]})
    shown = replace(exhibit(DOTS, "Members are happier"), ref=Ref("drop_off.exits", filters))
    said = texts(svg(shown, PASSPORT))
    assert said[:4] == [
        "Shop <2025>",
        "Members are happier",
        "By last touchpoint: 700 journeys that dropped off in Basket.",
        "700 journeys · Filters: from 2025-01-01; segment: student.",
    ]
    assert said[-2:] == [
        "Those under way are not counted.",
        "Filters: from 2025-01-01; segment: student. Dataset shop, version 3; made on 2025-03-01. "
        "Intervals are 95 %. Counts of 1 to 4 customers are hidden.",
    ]


def test_intervals_are_named_only_where_there_are_any():
    assert "Intervals" not in texts(svg(exhibit(BARS), PASSPORT))[-1]


def test_without_an_n_no_line_is_kept_for_it():
    said = texts(svg(exhibit(BARS, n=None), PASSPORT))
    assert said[3] == "0" and "700 journeys" not in said


@pytest.mark.parametrize("rows", [1, 8, 40])
def test_nothing_overlaps_in_a_picture_of_hostile_words(rows):
    faults = {}
    for name, content in hostile(rows).items():
        shown = replace(exhibit(content, LONG * 4), subtitle=LONG * 3, notes=(LONG * 2, "short"))
        drawn = drawing(picture(shown, PASSPORT))
        faults[name] = [
            f"{one} is over {other}"
            for index, one in enumerate(drawn.words)
            for other in drawn.words[index + 1 :]
            if overlaps(one.box, other.box, 0.5)
        ] + [
            f"{one} is beyond the edge"
            for one in drawn.words
            if one.box.x < 0 or one.box.right > drawn.width or one.box.bottom > drawn.height
        ]
    assert_none(faults)


def test_a_long_finding_is_smaller_and_whole():
    """In 588 pixels some 45 letters of 24 px fit a line: 150 need a smaller size, 15 do not."""
    finding = " ".join(["customers who left"] * 8)
    scene = picture(exhibit(BARS, finding), PASSPORT, 640)
    sizes = [
        shape.attributes["font_size"]
        for shape in scene.shapes[0].children
        if shape.tag == "text" and shape.attributes.get("font_weight") == 600
    ]
    assert len(sizes) <= 3 and len(set(sizes)) == 1 and sizes[0] < 24
    said = [words.text for words in drawing(scene).words[1 : 1 + len(sizes)]]
    assert " ".join(said) == finding
    short = picture(exhibit(BARS, "Customers left."), PASSPORT, 640).shapes[0].children[1]
    assert short.attributes["font_size"] == 24


@pytest.mark.parametrize("width", [640, 1280, 1600])
def test_a_picture_is_as_wide_as_it_was_asked_for(width):
    assert picture(exhibit(BARS), PASSPORT, width).width == width


def test_names_from_data_are_text_and_nothing_else():
    bars = Bars(
        ("</text><script>alert(1)</script>\x07\ud800", '=HYPERLINK("http://x")'),
        (Series("", "negative", (1.0, 2.0)),),
        Axis("n", "count"),
    )
    written = svg(exhibit(bars), PASSPORT)
    root = ElementTree.fromstring(written)
    assert {node.tag.split("}")[1] for node in root.iter()} == {
        *("svg", "title", "desc", "metadata", "g", "rect", "line", "text")
    }
    assert "href" not in written
    assert "</text><script>alert(1)</script>" in texts(written)
    assert png(written, PASSPORT).startswith(b"\x89PNG")


def test_an_svg_carries_its_passport():
    root = ElementTree.fromstring(svg(exhibit(BARS), PASSPORT))
    assert root.findtext("{http://www.w3.org/2000/svg}metadata") == packed(PASSPORT)
    assert root.findtext("{http://www.w3.org/2000/svg}desc") == exhibit(BARS).alt
    assert "Source Sans" in root.attrib["font-family"]


@pytest.mark.parametrize("name", PLAIN)
def test_a_png_is_sharp_and_carries_its_passport(name):
    shown = exhibit(PLAIN[name])
    written = svg(shown, PASSPORT)
    file = png(written, PASSPORT)
    kinds = [kind for kind, _ in chunks(file)]
    assert kinds[:3] == [b"IHDR", b"iTXt", b"iTXt"] and kinds[-1] == b"IEND"
    image = Image.open(io.BytesIO(file))
    image.load()
    assert image.width == 2560 and image.height == pytest.approx(
        2 * picture(shown, PASSPORT).height, abs=2
    )
    assert image.info["journey-passport"] == packed(PASSPORT)
    assert image.info["Title"] == f"Shop <2025>: {shown.title}"


def test_a_small_picture_is_sharp_too():
    file = png(svg(exhibit(GRID), PASSPORT, 640), PASSPORT, scale=1)
    assert Image.open(io.BytesIO(file)).width == 2560
    assert (
        Image.open(io.BytesIO(png(svg(exhibit(GRID), PASSPORT), PASSPORT, scale=3))).width == 3840
    )


def test_a_bar_is_drawn_in_its_colour_from_end_to_end():
    """The pixels of the picture: the second bar is half as long as the first, the third a quarter."""
    image = Image.open(io.BytesIO(png(svg(exhibit(BARS), PASSPORT), PASSPORT))).convert("RGB")
    red = (0xB6, 0x3D, 0x26)
    rows = Counter(
        sum(image.getpixel((x, y)) == red for x in range(image.width)) for y in range(image.height)
    )
    whole, half, quarter = sorted(
        (length for length, _ in rows.most_common(4) if length), reverse=True
    )
    assert (2 * half, 4 * quarter) == pytest.approx((whole, whole), abs=4)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_shipped_font_has_the_letters(language):
    for file in FILES:
        have = TTFont(file).getBestCmap()
        assert [sign for sign in LANGUAGES[language] if ord(sign) not in have] == []
    assert foreign(LANGUAGES[language]) == set() == undrawn(LANGUAGES[language])


def test_letters_are_drawn_as_the_font_has_them(tmp_path):
    """Not as boxes, and as wide as the font says: the picture's ink ends where the font's advances do."""
    words = LANGUAGES["Russian"]
    font = TTFont(FILES[0])
    width = (
        sum(font["hmtx"][font.getBestCmap()[ord(sign)]][0] for sign in words)
        / font["head"].unitsPerEm
    )
    bare = f'<svg xmlns="http://www.w3.org/2000/svg" width="1280" height="60"><text y="40" font-size="40">{words}</text></svg>'
    image = Image.open(io.BytesIO(png(bare, PASSPORT))).convert("RGBA")
    left, _, right, _ = image.getchannel("A").getbbox()
    assert (right - left) / 2 == pytest.approx(40 * width, rel=0.02)


@pytest.mark.parametrize("bold", [False, True])
def test_names_are_no_wider_in_the_shipped_font_than_they_are_measured(bold):
    font = TTFont(FILES[bold])
    have, advances, em = font.getBestCmap(), font["hmtx"], font["head"].unitsPerEm
    for words in (
        *NAMES,
        *list(LANGUAGES.values())[:-1],
        "ЖАЛОБА: ШИРОКИЙ ЩИТ ЮЖНЫЙ",
        "Œuvre Ætna",
    ):
        drawn = sum(advances[have[ord(sign)]][0] for sign in words) / em
        assert drawn <= text_width(words, 1, bold), words


def test_the_font_may_be_shipped():
    """Small, with its licence, and without the name that its licence reserves."""
    licence = (FOLDER / "OFL.txt").read_text(encoding="utf-8")
    assert "SIL OPEN FONT LICENSE" in licence and "Reserved Font Name 'Source'" in licence
    for file in FILES:
        font = TTFont(file)
        assert font["name"].getBestFamilyName() == FAMILY and "fvar" not in font
        names = [str(font["name"].getDebugName(number)) for number in (1, 4, 6, 16)]
        assert not [name for name in names if "Source" in name]
        assert "Open Font License" in font["name"].getDebugName(13)
    assert sum((FOLDER / file).stat().st_size for file in FILES) < 500_000


def test_what_no_font_has_is_said():
    assert NONCHARACTER in undrawn(f"plain {NONCHARACTER}")
    assert undrawn_words("plain words, Größe →") == ""
    assert undrawn_words(f"a{NONCHARACTER}b") == (
        f"No font on this machine has {NONCHARACTER}: the picture shows a box in each place. "
        "Install a font for this script, or take the SVG."
    )


def test_a_picture_says_which_of_its_signs_it_does_not_show():
    bars = replace(BARS, rows=("Card & payment", "<Basket>", f"Delivery {NONCHARACTER}"))
    assert f"has {NONCHARACTER}:" in not_drawn(svg(exhibit(bars), PASSPORT))
    assert not_drawn(svg(exhibit(BARS), PASSPORT)) == ""


def test_signs_that_draw_nothing_are_not_missed():
    assert undrawn("a\u00a0b\u200bc\u00add\ue0001\ud800\x07e\u0301\t\n") <= {"\ue000"}


def test_other_scripts_are_foreign_to_the_shipped_font():
    assert foreign("abc 漢字 عربي") == set("漢字عربي")


def test_pictures_of_one_exhibit_are_alike():
    assert svg(exhibit(BARS), PASSPORT) == svg(exhibit(BARS), PASSPORT)


SAID = {
    "bars": ["0", "100", "200", "300", "400", "journeys whose last event was there"]
    + ["Card payment", "400 · 57 %", "Basket", "200 · 29 %", "Delivery options", "100 · 14 %"],
    "stacked": ["went on", "under way", "dropped off"]
    + ["0", "200", "400", "600", "800", "1,000", "journeys"]
    + ["Visit", "600 (60 %)", "100", "300", "1,000 reached"]
    + ["Basket", "300 (50 %)", "60", "240", "600 reached"]
    + ["Purchase", "150", "140", "300 reached"],
    "dots": ["1", "2", "3", "4", "5", "mean score, 1 to 5", "all: 3.0"]
    + ["All", "n 120", "3.0", "new customers", "n 40", "2.0", "members", "n 80", "4.0"],
    "curves": ["share that has gone on", "0 %", "20 %", "40 %", "60 %", "80 %", "100 %"]
    + ["0", "1", "2", "3", "4", "since the first event in the stage (days)"]
    + ["half of Visit: 1.0 days", "half of Basket: 2.0 days", "Visit 76 %", "Basket 75 %"],
    "cells": ["month in which the journey began", "Jan 2025", "Feb", "Mar"]
    + ["Visit", "20 %", "60 %", "–", "Basket", "40 %", "30 %", "share that left", "20 %", "60 %"],
    "grid": ["Touchpoint", "Journeys", "Time until the", "next, days"]
    + ["Basket", "1,200", "3.5", "Card payment", "80", "12.0", "and 188 more touchpoints"],
}


@pytest.mark.parametrize("kind", SAID)
def test_a_picture_says_its_content_in_order(kind):
    """Between four lines above and two below, all that the content has and nothing else."""
    assert texts(svg(exhibit(PLAIN[kind]), PASSPORT))[4:-2] == SAID[kind]
