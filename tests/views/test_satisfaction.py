"""NPS, CSAT, CES and sentiment with their intervals."""

from datetime import date
from statistics import mean, stdev

import pytest

from journey.data.ask import ask
from journey.model.filters import Filters
from tests.logs import build, event
from tests.views.shop import columns, filled

CSAT = [5] * 9 + [4] * 4 + [3] * 3 + [2] * 2 + [1]  # the golden case of METRICS.md
NPS = [10, 10, 9, 9, 9, 8, 7, 7, 6, 0]  # 5 promoters, 3 passives, 2 detractors
CES = [7, 7, 6, 5, 5, 4, 4, 3, 2, 1]  # 5 easy
VALENCES = [-0.05, -0.05, -0.04, 0, 0.04, 0.05, 0.05, 0.05, 0.9, 0.9]
TEN = [
    event(f"c{n}", "2025-01-01T10:00:00Z", "Delivery", nps=nps, csat=csat, ces=ces, valence=valence)
    for n, (nps, csat, ces, valence) in enumerate(zip(NPS, CSAT, CES, VALENCES))
]
NINE = [
    event(f"d{n}", "2025-02-01T10:00:00Z", "Delivery", csat=csat)
    for n, csat in enumerate(CSAT[10:])
]
GIVEN = TEN + NINE


def test_the_latest_answer_of_each_customer_can_stand_alone(tmp_path):
    """Ten say 1 and a day later 5, of two answers at one time the later row counts; by stage each group has its own latest."""
    rows = []
    for n in range(10):
        rows.append(event(f"c{n}", "2025-01-01", "Shop", stage="purchase", csat="1"))
        rows.append(event(f"c{n}", "2025-01-02", "Call", stage="retention", csat="1"))
        rows.append(event(f"c{n}", "2025-01-02", "Call", stage="retention", csat="5"))
    generation = build(tmp_path, rows, assumed=("scale.csat=1-5",))
    whole = ask(generation, "satisfaction", Filters(), metrics=("csat",), latest=True).rows[0]
    assert (whole["n"], whole["customers"], whole["value"]) == (10, 10, 1.0)
    by_stage = ask(
        generation, "satisfaction", Filters(), ("stage",), metrics=("csat",), latest=True
    )
    shares = {
        row["stage"]: (row["n"], row["value"])
        for row in by_stage.rows
        if "share" in row["definition"]
    }
    assert shares == {"purchase": (10, 0.0), "retention": (10, 1.0)}


def test_very_easy_is_told_in_shared_mode_only_where_those_easy_but_not_very_are_no_few(tmp_path):
    """Of forty customers twenty find it very easy, three only easy: both shares beside each other would tell of the three."""
    answers = ["7"] * 20 + ["5"] * 3 + ["2"] * 17
    rows = [event(f"c{n}", "2025-01-01", "Shop", ces=ces) for n, ces in enumerate(answers)]
    generation = build(tmp_path, rows, assumed=("scale.ces=1-7",))
    asked = {"metrics": ("ces",)}
    exact = ask(generation, "satisfaction", Filters(), **asked).rows
    shared = ask(generation, "satisfaction", Filters(), mode="shared", **asked).rows
    assert [row["value"] for row in exact[:2]] == [23 / 40, 20 / 40]
    assert (shared[0]["value"], shared[1]["value"]) == (23 / 40, None)


def test_by_reason_an_answer_counts_for_its_case(tmp_path):
    """Asked about the bill, answered in a survey of the same case that has no reason of its own."""
    rows = []
    for n in range(10):
        rows.append(event(f"c{n}", "2025-01-01", "Call", case_id=f"k{n}", reason="bill"))
        rows.append(event(f"c{n}", "2025-01-02", "Survey", case_id=f"k{n}", csat="5"))
        rows.append(event(f"c{n}", "2025-01-03", "Shop", csat="1"))
    generation = build(tmp_path, rows, assumed=("scale.csat=1-5",))
    found = ask(generation, "satisfaction", Filters(), ("reason",), metrics=("csat",)).rows
    shares = {row["reason"]: row["value"] for row in found if "share" in row["definition"]}
    assert shares == {"bill": 1.0, None: 0.0}


def _mean_and_interval(answers, t):
    half = t * stdev(answers) / len(answers) ** 0.5
    return mean(answers), mean(answers) - half, mean(answers) + half


P, D = 5.75 / 13, 2.75 / 13  # adjusted Wald: three quarters more of each, three more in all
HALF = 1.96 * ((P + D - (P - D) ** 2) / 13) ** 0.5
EXPECTED = [  # metric, value, low, high, n, the default definition first
    ("nps", 30, 100 * (P - D - HALF), 100 * (P - D + HALF), 10),
    ("csat", 13 / 19, 0.46010, 0.84636, 19),
    ("csat", *_mean_and_interval(CSAT, 2.100922), 19),
    ("ces", 0.5, 0.23659, 0.76341, 10),
    ("ces", 0.3, 0.10779, 0.60323, 10),  # very easy: 6 or 7
    ("ces", *_mean_and_interval(CES, 2.262157), 10),
    ("sentiment", *_mean_and_interval(VALENCES, 2.262157), 10),
    ("sentiment", 0.2, 0.05668, 0.50984, 10),  # negative: -.05 or lower
    ("sentiment", 0.3, 0.10779, 0.60323, 10),  # neutral
    ("sentiment", 0.5, 0.23659, 0.76341, 10),  # positive: .05 or higher
]
COLUMNS = ("metric", "value", "low", "high", "n")


@pytest.fixture(scope="module")
def generation(tmp_path_factory):
    return build(tmp_path_factory.mktemp("satisfaction"), GIVEN)


def test_rows(generation):
    rows = columns(ask(generation, "satisfaction", Filters()), *COLUMNS)
    assert [row[0] for row in rows] == [row[0] for row in EXPECTED]
    for row, expected in zip(rows, EXPECTED, strict=True):
        assert row[1:] == pytest.approx(expected[1:], abs=5e-5)
    assert EXPECTED[2][1] == pytest.approx(75 / 19)


def test_one_metric_on_the_days_of_the_answers_and_blank_below_ten_customers(generation):
    answer = ask(generation, "satisfaction", Filters.of(date(2025, 2, 1), None), metrics=("csat",))
    assert columns(answer, "metric", "n", "customers") == [("csat", 9, 9)] * 2
    assert filled(answer, "value", "low", "high") == set()


@pytest.mark.parametrize(("valences", "is_told"), [(2, False), (12, True)])
def test_in_shared_mode_a_mean_is_told_where_it_cannot_tell_how_many_felt_bad(
    tmp_path, valences, is_told
):
    """Two of forty feel bad, -0.5. Of two different valences the mean tells that there are two of them, of twelve it does not."""
    felt = [-0.5 if n < 2 else 0.3 + (n % (valences - 1)) / 100 for n in range(40)]
    rows = [
        event(f"c{n:02}", "2025-01-01", "Ad", stage="visit", valence=valence)
        for n, valence in enumerate(felt)
    ]
    shared = ask(
        build(tmp_path, rows), "satisfaction", Filters(), mode="shared", metrics=("sentiment",)
    )
    [mean_row] = [row for row in shared.rows if row["definition"].startswith("mean")]
    assert mean_row["value"] == (pytest.approx(mean(felt)) if is_told else None)
