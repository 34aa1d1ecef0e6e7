"""Numbers and hostile texts as people read them."""

import pytest

from journey.model.words import count, duration, percent, plural, printable, signed


@pytest.mark.parametrize(
    ("made", "expected"),
    [
        (count(1234567), "1,234,567"),
        (count(None), "hidden"),
        (plural(1, "journey"), "1 journey"),
        (plural(2, "journey"), "2 journeys"),
        (percent(0.2567), "26 %"),
        (percent(0.2567, 5000), "25.7 %"),
        (percent(None), "–"),
        (signed(0.456, 1), "+0.5"),
        (signed(-0.456, 2), "−0.46"),
        (signed(-0.001, 1), "0.0"),
        (signed(None), "–"),
        (duration(40), "40 s"),
        (duration(600), "10 min"),
        (duration(7200), "2.0 h"),
        (duration(400000), "4.6 days"),
        (duration(None), "–"),
    ],
)
def test_words(made, expected):
    assert made == expected


def test_terminal_codes_are_made_visible():
    assert printable("a\x1b[31mb\u202ec\n") == "a\\x1b[31mb\\u202ec\\n"
