"""Texts are measured, cut and broken so that they fit."""

import pytest

from journey.map.lettering import cut, text_width, wrapped


def test_widths_are_those_of_helvetica():
    assert text_width("Hi", 10) == pytest.approx(9.44) and text_width("mm", 10) == pytest.approx(
        16.66
    )
    assert (
        text_width("é", 10) == text_width("e", 10)
        and text_width("漢", 10) == 10
        and text_width("a\u0301", 10) == text_width("a", 10)
    )


def test_cut():
    assert (
        cut("short", 10, 100) == "short"
        and cut("a longer text", 10, 40).endswith("…")
        and text_width(cut("a longer text", 10, 40), 10) <= 40
    )
    assert cut("anything", 10, 1) == "…"


@pytest.mark.parametrize(
    "text",
    [
        "Benutzerkontoaktualisierungsbestätigung",
        "one two three four five six",
        "E-Mail-Benachrichtigungseinstellungen",
        "漢" * 30,
    ],
)
@pytest.mark.parametrize("room", [30, 70, 200])
def test_lines_fit_and_nothing_is_lost_in_silence(text, room):
    lines = wrapped(text, 11, room, 3)
    assert len(lines) <= 3 and all(text_width(line, 11) <= room for line in lines)
    whole = "".join(lines).replace("-", "").replace(" ", "")
    assert whole == text.replace("-", "").replace(" ", "") or lines[-1].endswith("…")
