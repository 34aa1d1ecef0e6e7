"""Each finding period by period: what its weeks add up to is what it tells."""

import pytest

from journey.findings.asking import ask
from journey.model.errors import NotShared
from journey.model.filters import Filters
from journey.model.finding import HEAD
from journey.model.small_numbers import SHARED


def test_the_weeks_add_up_to_the_finding(sample):
    heads = [row for row in ask(sample, "findings", Filters()).rows if row["role"] == HEAD]
    trends = ask(sample, "finding_trends", Filters()).rows
    for head in heads:
        own = [row for row in trends if row["rank"] == head["rank"]]
        first, last = head["first_day"] or "", head["last_day"] or "9999"
        weeks = [row for row in own if first <= row["first_day"] <= last]
        n = sum(row["inside_n"] for row in weeks)
        total = sum((row["inside"] or 0) * row["inside_n"] for row in weeks)
        assert n == head["inside_n"]
        assert total / n == pytest.approx(head["inside"])


def test_weeks_of_few_are_not_shared(sample):
    with pytest.raises(NotShared):
        ask(sample, "finding_trends", Filters(), mode=SHARED)
