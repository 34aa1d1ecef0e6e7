"""What shared mode hides of a funnel together, so that a total tells nobody of one to four."""

import pytest

from journey.model.sharing.contrasts import TRAIT, _tells_few_later
from journey.model.sharing.funnel import _hidden_ends, _is_safe
from journey.model.vocabulary import ENDS


def row(dropped_off: int, in_progress: int, ended_well: int) -> dict:
    return {"dropped_off": dropped_off, "in_progress": in_progress, "ended_well": ended_well}


@pytest.mark.parametrize(
    ("rows", "is_safe"),
    [
        ([row(10, 0, 0), row(10, 0, 0)], True),
        ([row(10, 0, 0)], False),  # alone, the total tells it
        ([row(10, 0, 0), row(10, 0, 3)], False),  # the three who ended well are the total's
        ([row(10, 0, 2), row(10, 0, 3)], True),
        ([row(10, 0, 0), row(0, 0, 0)], False),  # one with nobody in it leaves the other alone
        ([row(10, 4, 0), row(10, 0, 0)], False),
        ([row(0, 0, 20), row(0, 0, 20)], True),  # who ended well is an open end, too
    ],
)
def test_hidden_rows_leave_each_other_open(rows, is_safe):
    assert _is_safe(rows) == is_safe


def test_one_small_end_hides_the_ends_of_its_row():
    """And then another's, so that the sum of all does not tell it."""

    def counted(**ends):
        counts = dict.fromkeys(ENDS, 20) | ends
        return counts | {f"{end}_customers": count for end, count in counts.items()}

    assert _hidden_ends([counted(), counted(), counted()]) == set()
    hidden = _hidden_ends([counted(), counted(in_progress=3), counted()])
    assert 1 in hidden and len(hidden) == 2


@pytest.mark.parametrize(
    ("lost_with", "kept_with", "tells"),
    [
        (40, 30, False),  # the very same journeys
        (41, 30, True),  # one more of the lost had it later
        (40, 32, True),  # two more of those kept
        (50, 40, False),  # ten more of each
        (39, 30, False),  # it is the other row that counts more
    ],
)
def test_a_trait_counted_twice_tells_nobody_by_the_difference(lost_with, kept_with, tells):
    trait = {**dict.fromkeys(TRAIT, "x"), "lost": 100, "kept": 100}
    trait |= {"lost_customers": 100, "kept_customers": 100}
    entry = {**trait, "rule": "entry", "lost_with": 40, "kept_with": 30}
    later = {**trait, "rule": "landmark", "lost_with": lost_with, "kept_with": kept_with}
    assert _tells_few_later(later, [entry, later]) == tells
