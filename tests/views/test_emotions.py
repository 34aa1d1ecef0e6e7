"""Which emotions are felt how often, and the mean valence with its interval."""

from datetime import date
from statistics import mean, stdev

import pytest

from journey.data.ask import ask
from journey.model.filters import Filters
from tests.logs import build, event
from tests.views.shop import columns

FELT = [
    *[{"emotion": "delight"}] * 5,  # .9 each
    {"emotion": "Delight", "valence": 0.5},  # recorded: it comes before the label's
    *[{"emotion": "anger"}] * 4,  # -.9 each
    {"emotion": "wonder"},  # a label without a valence
    {"valence": 0.3},
    {},  # nothing felt: not counted
]
GIVEN = [
    event(f"c{n}", f"2025-01-{n + 1:02}T10:00:00Z", "Delivery", **felt)
    for n, felt in enumerate(FELT)
]
VALENCES = [0.9] * 5 + [0.5] + [-0.9] * 4 + [0.3]
COLUMNS = ("emotion", "events", "customers", "share", "share_n", "n")
EXPECTED = {
    (None, 12, 12, None, 11, 11),
    ("delight", 6, 6, 6 / 11, 11, 6),
    ("anger", 4, 4, 4 / 11, 11, 4),
    ("wonder", 1, 1, 1 / 11, 11, 0),
}


@pytest.fixture(scope="module")
def generation(tmp_path_factory):
    return build(tmp_path_factory.mktemp("emotions"), GIVEN)


def test_rows(generation):
    assert set(columns(ask(generation, "emotions", Filters()), *COLUMNS)) == EXPECTED


def test_intervals_from_ten_customers_on(generation):
    rows = {row["emotion"]: row for row in ask(generation, "emotions", Filters()).rows}
    half = 2.228139 * stdev(VALENCES) / 11**0.5  # t with 10 degrees of freedom
    centre = mean(VALENCES)
    found = [rows[None][name] for name in ("mean_valence", "low", "high", "recorded_share")]
    assert found == pytest.approx([centre, centre - half, centre + half, 2 / 11], abs=1e-6)
    delight = rows["delight"]
    assert (delight["share_low"], delight["share_high"]) == pytest.approx(
        (0.28009, 0.78729), abs=5e-5
    )
    assert delight["mean_valence"] is None


def test_dates_are_those_of_the_events_and_nine_customers_have_no_share(generation):
    answer = ask(generation, "emotions", Filters.of(None, date(2025, 1, 9)))
    assert set(columns(answer, *COLUMNS)) == {
        (None, 9, 9, None, 9, 9),
        ("delight", 6, 6, None, 9, 6),
        ("anger", 3, 3, None, 9, 3),
    }


def test_a_valence_without_a_label_makes_no_tenth_customer_of_a_share(tmp_path):
    """Nine of ten have a label: the mean of ten is shown, a share of the nine's labels is not."""
    ten = [
        event(f"c{n}", f"2025-01-{n + 1:02}T10:00:00Z", "Delivery", **felt)
        for n, felt in enumerate([*[{"emotion": "delight"}] * 9, {"valence": 0.9}])
    ]
    rows = ask(build(tmp_path, ten), "emotions", Filters()).rows
    found = {
        row["emotion"]: (row["customers"], row["share"], row["share_low"], row["mean_valence"])
        for row in rows
    }
    assert found == {None: (10, None, None, pytest.approx(0.9)), "delight": (9, None, None, None)}


def test_a_label_without_a_valence_makes_no_tenth_customer_of_a_mean(tmp_path):
    """Nine of ten who felt wonder gave it a valence: neither the label nor all together show a mean."""
    ten = [
        event(f"c{n}", f"2025-01-{n + 1:02}T10:00:00Z", "Delivery", emotion="wonder", **felt)
        for n, felt in enumerate([*[{"valence": 0.5}] * 9, {}])
    ]
    answer = ask(build(tmp_path, ten), "emotions", Filters())
    assert set(columns(answer, "emotion", "customers", "share", "mean_valence", "low", "n")) == {
        (None, 10, None, None, None, 9),
        ("wonder", 10, 1, None, None, 9),
    }
