"""A definition that makes a rate 0 or 100 % whatever customers do is said when it is saved."""

import pytest

from journey.use.trivial_figures import trivial_figures
from tests.logs import build, event

STAGES = "".join(f"[[stages]]\nname = '{name}'\ntext = '{name}'\n" for name in ("visit", "use"))
WEEK = f"{STAGES}[journeys]\ninactivity_days = 7\n"
LATE = event("late", "2025-12-31", "Ad")


def rows(*names: str, customers: int = 40) -> list[dict]:
    return [
        event(f"c{number}", f"2025-01-{day:02d}", name)
        for number in range(customers)
        for day, name in enumerate(names, 1)
    ]


@pytest.mark.parametrize(
    ("touchpoints", "ends", "sentences"),
    [
        (
            "Ad = 'use'",
            "",
            ["All 41 customers reach use, the goal: 100 % by this definition, whatever they do."],
        ),
        ("Ad = 'visit'\nShop = 'use'", "", []),
        (
            "Ad = 'visit'",
            'good = ["Ad"]',
            ["All of the 41 customers that reach visit ended well: 100 % by this definition."],
        ),
    ],
)
def test_rates_that_say_nothing(tmp_path, touchpoints, ends, sentences):
    definition = f"{WEEK}[touchpoints]\n{touchpoints}\n[ends]\n{ends}\n"
    assert trivial_figures(build(tmp_path, [*rows("Ad", "Shop"), LATE], definition)) == sentences


def test_few_journeys_are_no_sign_of_a_definition(tmp_path):
    few = [*rows("Ad", customers=28), LATE]
    assert trivial_figures(build(tmp_path, few, f"{WEEK}[touchpoints]\nAd = 'use'\n")) == []


def test_a_stage_that_half_reach_by_passive_touchpoints_alone(tmp_path):
    """Of 40 in use 20 have a newsletter there and nothing else."""
    mailed = [event(f"c{number}", "2025-01-05", "Newsletter") for number in range(40)]
    called = [event(f"c{number}", "2025-01-06", "Call") for number in range(20)]
    definition = (
        f"{WEEK}[touchpoints]\nAd = 'visit'\nNewsletter = 'use'\nCall = 'use'\n"
        '[ends]\npassive = ["Newsletter"]\n'
    )
    generation = build(tmp_path, [*rows("Ad"), *mailed, *called, LATE], definition)
    assert trivial_figures(generation) == [
        "50 % of the 40 journeys in use have only passive touchpoints there: they did not come themselves."
    ]
