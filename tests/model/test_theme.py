"""Contrast as WCAG 2 has it; the values are published ones."""

import pytest

from journey.model.theme import contrast


@pytest.mark.parametrize(
    ("colour", "other", "ratio"),
    [
        ("#000000", "#ffffff", 21),
        ("#777777", "#ffffff", 4.48),
        ("#767676", "#ffffff", 4.54),
        ("#0000ff", "#ffffff", 8.59),
    ],
)
def test_contrast(colour, other, ratio):
    assert contrast(colour, other) == contrast(other, colour) == pytest.approx(ratio, abs=0.006)
