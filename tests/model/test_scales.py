"""What an answer of one scale counts as on another: its class stays, and so does its order."""

import pytest

from journey.model.metrics import ASKED_SCALES, SCALES, restated

PAIRS = [
    (metric, asked, counted)
    for metric in SCALES
    for asked in ASKED_SCALES[metric]
    for counted in SCALES[metric]
]


@pytest.mark.parametrize(("metric", "asked", "counted"), PAIRS)
def test_good_stays_good_and_better_stays_better(metric, asked, counted):
    before, after = ASKED_SCALES[metric][asked], SCALES[metric][counted]
    numbers = restated(before, after)
    sides = [before.side(answer) for answer in before.answers]
    assert [after.side(number) for number in numbers] == sides
    is_turned = before.is_high_good != after.is_high_good
    assert numbers == sorted(numbers, reverse=is_turned)


@pytest.mark.parametrize(
    ("metric", "asked", "counted", "numbers"),
    [
        ("csat", "1-5", "1-7", [1, 2, 4, 6, 7]),
        ("csat", "1-7", "1-5", [1, 2, 2, 3, 3, 4, 5]),
        ("csat", "1-5-reversed", "1-5", [5, 4, 3, 2, 1]),
        ("csat", "1-10", "0-10", list(range(1, 11))),
        ("ces", "1-7", "1-7-reversed", [7, 6, 5, 4, 3, 2, 1]),
        ("nps", "1-10-reversed", "0-10", list(range(10, 0, -1))),
    ],
)
def test_by_hand(metric, asked, counted, numbers):
    assert restated(ASKED_SCALES[metric][asked], SCALES[metric][counted]) == numbers
