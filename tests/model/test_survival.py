"""Kaplan-Meier by hand: of four, one went on at 1, one was watched until 2, one went on and one was watched until 3."""

import numpy as np
import pytest

from journey.model.survival import curve


def test_whose_watch_ends_is_at_risk_until_then():
    found = curve(np.array([1, 2, 3]), np.array([1, 0, 1]), np.array([0, 1, 1]))
    assert list(found.seconds) == [0, 1, 3]
    assert list(found.share) == pytest.approx([0, 1 / 4, 1 - 3 / 4 * 1 / 2])


def test_at_the_very_moment_it_is_the_first_time():
    found = curve(np.array([0, 2]), np.array([1, 1]), np.array([0, 2]))
    assert list(found.seconds) == [0, 2] and list(found.share) == pytest.approx([1 / 4, 1 / 2])
