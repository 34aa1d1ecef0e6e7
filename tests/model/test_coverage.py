"""The intervals hold the true figure in 93 % of 2,000 draws or more, whatever customers, answers and their correlation."""

import pytest

from tests import interval_coverage


@pytest.mark.long
@pytest.mark.parametrize("case", interval_coverage.cases(), ids=str)
def test_at_least_93_in_100_hold_it(case):
    assert min(interval_coverage.coverage(case).values()) >= 0.93
