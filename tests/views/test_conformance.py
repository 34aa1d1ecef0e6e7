"""How many journeys keep to an expected list, and where the others deviate."""

from datetime import date

import pytest

from journey.data.ask import ask
from journey.model.filters import Filters
from tests.logs import build, event
from tests.views.shop import DEFINITION, columns

NAMED = [
    event("Anna", "2025-01-01T10:00:00Z", "Home page", stage="visit", market="named"),
    event("Anna", "2025-01-02T10:00:00Z", "Basket", stage="buy", market="named"),
    event("Anna", "2025-01-03T10:00:00Z", "Delivery", stage="use", market="named"),
    event("Ben", "2025-01-01T10:00:00Z", "Home page", stage="visit", market="named"),
    event("Ben", "2025-01-02T10:00:00Z", "Delivery", stage="use", market="named"),
    event("Cleo", "2025-01-01T10:00:00Z", "Home page", stage="visit", market="named"),
    event("Cleo", "2025-01-02T10:00:00Z", "Basket", stage="buy", market="named"),
    event("Cleo", "2025-01-03T10:00:00Z", "Home page", stage="visit", market="named"),
    event("Dan", "2025-05-20T10:00:00Z", "Home page", stage="visit", market="named"),
    event("Eva", "2025-01-01T10:00:00Z", "Forum", stage="", market="named"),
]
EIGHT = [  # from the first stage to the last
    event(f"c{n}", f"2025-01-0{stage_no}T10:00:00Z", touchpoint, stage=stage, market="twenty")
    for n in range(8)
    for stage_no, (touchpoint, stage) in enumerate(
        (("Home page", "visit"), ("Basket", "buy"), ("Delivery", "use")), 1
    )
]
TWO = [  # under way
    event(f"d{n}", "2025-05-20T10:00:00Z", "Home page", stage="visit", market="twenty")
    for n in range(2)
]
TEN = [  # left at once, three of them content
    event(f"e{n}", "2025-01-01T10:00:00Z", "Home page", stage="visit", market="twenty", csat=csat)
    for n, csat in enumerate([5, 5, 4, 3, 3, 3, 2, 2, 1, 1])
]
GIVEN = NAMED + EIGHT + TWO + TEN
COLUMNS = ("kind", "name", "journeys", "customers", "completed")
EXPECTED = {
    ("conforms", None, 2, 2, 1),
    ("deviates", None, 2, 2, 1),
    ("skipped", "buy", 1, 1, 1),
    ("back", "visit", 1, 1, 0),
    ("left_after", "buy", 1, 1, 0),
    ("never", None, 1, 1, 0),
}
NAMED_ONLY, TWENTY = (Filters.of(where={"market": [market]}) for market in ("named", "twenty"))


@pytest.fixture(scope="module")
def generation(tmp_path_factory):
    return build(tmp_path_factory.mktemp("conformance"), GIVEN, DEFINITION)


def test_rows_the_whole_first_and_those_outside_last(generation):
    answer = ask(generation, "conformance", NAMED_ONLY)
    assert set(columns(answer, *COLUMNS)) == EXPECTED
    kinds = [row["kind"] for row in answer.rows]
    assert (kinds[:2], kinds[-1], len(kinds)) == (["conforms", "deviates"], "never", 6)
    assert {row["share"] for row in answer.rows} == {None}


def test_a_list_of_touchpoints(generation):
    through = ("Home page", "Delivery")
    answer = ask(generation, "conformance", NAMED_ONLY, through=through)
    assert columns(answer, *COLUMNS) == [
        ("conforms", None, 3, 3, 2),
        ("deviates", None, 1, 1, 0),
        ("left_after", "Home page", 1, 1, 0),
        ("never", None, 1, 1, 0),
    ]


def test_rates_of_ten_who_conform_and_ten_who_leave(generation):
    rows = {row["kind"]: row for row in ask(generation, "conformance", TWENTY).rows}
    conforms, left = rows["conforms"], rows["left_after"]
    assert (conforms["completion_rate"], conforms["difference"]) == (0.8, None)
    share = [conforms[f"share{end}"] for end in ("", "_low", "_high", "_n")]
    assert share == pytest.approx([0.5, 0.29929, 0.70071, 20], abs=5e-5)
    # Newcombe: the ends of 0 of 10 are 0 and .27754, those of 8 of 10 .49016 and .94332
    high = -0.8 + (0.27754**2 + (0.8 - 0.49016) ** 2) ** 0.5
    difference = [left[f"difference{end}"] for end in ("", "_low", "_high")]
    assert difference == pytest.approx([-0.8, -0.94332, high], abs=5e-5)
    csat = [left[f"csat{end}"] for end in ("", "_low", "_high", "_n")]
    assert csat == pytest.approx([0.3, 0.10779, 0.60323, 10], abs=5e-5)


def test_where_nothing_matches_nobody_is_counted(generation):
    rows = ask(generation, "conformance", Filters.of(date(2031, 1, 1))).rows
    assert rows and {row["customers"] for row in rows} == {0} == {row["journeys"] for row in rows}
