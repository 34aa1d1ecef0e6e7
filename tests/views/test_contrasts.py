"""What sets those who were lost in a stage apart from those who went on."""

from datetime import date
from math import erfc, sqrt

import pytest

from journey.data.ask import ask
from journey.model.errors import UserError
from journey.model.filters import Filters
from tests.logs import build, event
from tests.views.shop import DEFINITION, columns

LOST = [  # 20 of 30 by phone; the first of them a day earlier
    event(
        f"lost{n}",
        f"2025-01-0{2 if n else 1}T10:00:00Z",
        "Home page",
        stage="visit",
        channel="phone" if n < 20 else "web",
    )
    for n in range(30)
]
KEPT = [  # 10 of 30 by phone; what comes after going on is not compared
    event(f"kept{n}", f"2025-01-0{day}T10:00:00Z", touchpoint, stage=stage, channel=channel)
    for n in range(30)
    for day, touchpoint, stage, channel in (
        (2, "Home page", "visit", "phone" if n < 10 else "web"),
        (3, "Basket", "buy", "store"),
    )
]
UNDER_WAY = [event("Anna", "2025-05-20T10:00:00Z", "Home page", stage="visit", channel="phone")]
GIVEN = LOST + KEPT + UNDER_WAY
COLUMNS = ("kind", "value", "lost_with", "lost", "kept_with", "kept", "lost_share", "kept_share")
EXPECTED = [
    ("channel", "phone", 20, 30, 10, 30, 2 / 3, 1 / 3),
    ("channel", "web", 10, 30, 20, 30, 1 / 3, 2 / 3),
]


@pytest.fixture(scope="module")
def generation(tmp_path_factory):
    return build(tmp_path_factory.mktemp("contrasts"), GIVEN, DEFINITION)


def test_rows(generation):
    answer = ask(generation, "contrasts", Filters(), stage="visit")
    assert columns(answer, *COLUMNS) == EXPECTED


def test_difference_and_p(generation):
    phone = ask(generation, "contrasts", Filters(), stage="visit").rows[0]
    # Newcombe: the ends of 20 of 30 are .48780 and .80770, those of 10 of 30 .19230 and .51220
    low = 1 / 3 - sqrt((2 / 3 - 0.48780) ** 2 + (0.51220 - 1 / 3) ** 2)
    high = 1 / 3 + sqrt((0.80770 - 2 / 3) ** 2 + (1 / 3 - 0.19230) ** 2)
    assert phone["difference"] == pytest.approx(1 / 3)
    assert (phone["low"], phone["high"]) == pytest.approx((low, high), abs=5e-5)
    z = (1 / 3) / sqrt(0.5 * 0.5 * (1 / 30 + 1 / 30))
    assert phone["p"] == pytest.approx(erfc(z / sqrt(2)))
    assert phone["q"] == pytest.approx(phone["p"])  # two rows with the same p


def test_nothing_is_tested_below_thirty_customers_nor_at_the_goal(generation):
    later = Filters.of(date(2025, 1, 2), None)  # leaves 29 of the lost
    answer = ask(generation, "contrasts", later, stage="visit")
    assert answer.rows == [] and "nothing is tested" in answer.notes[-1]
    with pytest.raises(UserError, match="goal"):
        ask(generation, "contrasts", Filters(), stage="use")
