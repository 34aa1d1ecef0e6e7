"""The answers behind a score, by hand."""

import pytest

from journey.data.ask import ask
from journey.model.filters import Filters
from journey.model.small_numbers import SHARED
from tests import reference
from tests.logs import SCALES, build, event


def answers(*counts: int, again: int = 1) -> list[dict]:
    """So many customers say 1, 2, 3, 4 and 5, each as often as `again` says."""
    marks = [mark for mark, number in enumerate(counts, 1) for _ in range(number)]
    return [
        event(f"c{n}", f"2025-01-0{turn + 1}", "Shop", csat=str(mark))
        for n, mark in enumerate(marks)
        for turn in range(again)
    ]


def csat(tmp_path, rows: list[dict], **options) -> list[dict]:
    generation = build(tmp_path, rows, assumed=SCALES)
    return ask(generation, "distribution", Filters(), metrics=("csat",), **options).rows


def test_each_answer_with_its_share_and_what_it_counts_as(tmp_path):
    """The golden case: 1, 2, 3, 4, 9 of 19; Wilson of 9 of 19 is .2733 to .6829."""
    rows = csat(tmp_path, answers(1, 2, 3, 4, 9))
    assert [(row["answer"], row["answers"], row["side"]) for row in rows] == [
        (1, 1, "bad"),
        (2, 2, "bad"),
        (3, 3, "between"),
        (4, 4, "good"),
        (5, 9, "good"),
    ]
    assert {row["share_n"] for row in rows} == {19}
    assert rows[-1]["share"] == pytest.approx(9 / 19)
    assert (rows[-1]["share_low"], rows[-1]["share_high"]) == pytest.approx(
        reference.wilson(9 / 19, 19)
    )


def test_customers_who_answer_again_are_no_more_sure(tmp_path):
    once = csat(tmp_path, answers(1, 2, 3, 4, 9))[-1]
    (tmp_path / "again").mkdir()
    twice = csat(tmp_path / "again", answers(1, 2, 3, 4, 9, again=2))[-1]
    assert (twice["answers"], twice["share_n"], twice["customers"]) == (18, 38, 19)
    assert twice["share_high"] - twice["share_low"] >= once["share_high"] - once["share_low"]


def test_shared_mode_tells_all_answers_or_none(tmp_path):
    assert csat(tmp_path, answers(1, 20, 20, 20, 20), mode=SHARED) == []
    (tmp_path / "many").mkdir()
    assert len(csat(tmp_path / "many", answers(5, 20, 20, 20, 20), mode=SHARED)) == 5
