"""Names of files: no folders, nothing that a system forbids or keeps for itself, never too long."""

from datetime import date

import pytest

from journey.export.names import file_name

DAY = date(2025, 3, 1)


@pytest.mark.parametrize(
    "dataset, name, ending, written",
    [
        ("sample", "Exit touchpoints", ".png", "sample-exit-touchpoints-2025-03-01.png"),
        ("../../etc", "pass/wd", ".svg", "etc-pass-wd-2025-03-01.svg"),
        ("C:\\a", "b|c?*<>\"'", ".csv", "C-a-b-c-2025-03-01.csv"),
        ("Größe", "Ärger · über", ".xlsx", "Größe-ärger-über-2025-03-01.xlsx"),
        ("..", "", ".pdf", "journey-2025-03-01.pdf"),
        ("x\ud800\x00y", "\n", ".html", "x-y-2025-03-01.html"),
    ],
)
def test_a_name(dataset, name, ending, written):
    assert file_name(dataset, name, ending, DAY) == written


@pytest.mark.parametrize("reserved", ["con", "NUL", "lpt1", "com9", "Aux"])
def test_names_that_windows_keeps_are_lengthened(reserved):
    assert file_name(reserved, "", ".png") == f"journey-{reserved}.png"


@pytest.mark.parametrize("letter", ["x", "ü", "語", "𠀀"])
def test_a_long_name_is_cut_before_its_day(letter):
    name = file_name(letter * 100, letter * 100, ".png", DAY)
    assert len(name) <= 80 and len(name.encode()) <= 240
    assert name.endswith("-2025-03-01.png") and name.startswith(letter * 40)
